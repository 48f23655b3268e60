"""What readers see: a claim as it was approved, frozen, from its publication until it is replaced or withdrawn.

Only these two steps change it, never a judgement. A claim that was joined to another stays as readers know it until the
one that stands for both is published or withdrawn; from then on its address leads there, whatever is judged later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from claimtrack.errors import ClaimtrackError, NotAllowed, NotFound
from claimtrack.exchange import frozen as frozen_json
from claimtrack.exchange.frozen import Frozen, FrozenVerdict, FrozenWording
from claimtrack.exchange.verify import digest
from claimtrack.models import Claim, Correction, Publication, User, Verdict, Wording, now
from claimtrack.rules.entries import Entry
from claimtrack.services import corrections
from claimtrack.services.claims import countries_of, put_as, topics_of
from claimtrack.services.evidence import evidence
from claimtrack.services.joined import any_of
from claimtrack.services.own_parts import own_key
from claimtrack.services.records import LARGEST_ID, get, id_of
from claimtrack.services.search import search_form
from claimtrack.services.timelines import entries_of
from claimtrack.services.verdicts import given_before, verdicts_of
from claimtrack.words import Status

NOT_PUBLISHED = "There is no published claim with this number."


@dataclass(frozen=True, slots=True)
class Published:
    """What a reader sees of one claim; `joined` is what they saw of claims that lead to it, the latest first."""

    number: int
    publication: Publication
    frozen: Frozen
    corrections: Sequence[Correction] = ()
    joined: Sequence[tuple[Publication, Frozen]] = ()


def as_it_stands(session: Session, claim: Claim) -> Frozen:
    """The claim as it would be frozen now."""
    entries = entries_of(session, [id_of(claim)])[id_of(claim)]
    return Frozen(
        text=claim.text,
        language=claim.language,
        gloss=claim.gloss,
        type=claim.type,
        event=claim.event,
        topics=tuple(topics_of(session, claim)),
        countries=tuple(countries_of(session, claim)),
        wordings=_wordings(session, claim),
        entries=tuple(entries),
        verdicts=tuple(_verdict(session, claim, verdict, entries) for verdict in verdicts_of(session, claim)),
        given_before=tuple(
            _verdict(session, claim, verdict, entries)
            for verdict in given_before(session, claim)
            if _last_shown(session, verdict.claim_id) is not None
        ),
    )


def freeze(session: Session, claim: Claim, *, by: User) -> Publication:
    """Keep the claim as it stands, to be published as it is. The caller's act goes into the history."""
    frozen = as_it_stands(session, claim)
    snapshot = frozen_json.write(frozen)
    last = latest(session, claim)
    publication = Publication(
        claim_id=id_of(claim),
        number=last.number + 1 if last else 1,
        revision=claim.revision,
        snapshot=snapshot,
        digest=digest(snapshot),
        own_key=own_key(session, claim),
        words=_words(frozen),
        made_by=by.id,
    )
    session.add(publication)
    session.flush()
    return publication


def publish(session: Session, claim: Claim, note: str, *, by: User) -> Publication:
    """Show readers what was approved last; with a correction, where they saw something else before.

    Raises BadInput for a correction that is missing, NotAllowed where the claim is not as it was approved.
    """
    approved = latest(session, claim)
    if approved is None or approved.revision != claim.reviewed_version:
        raise NotAllowed("What was approved is not what the claim says now. Send it back to review first.")
    if needs_note(session, claim):
        corrections.add(session, claim, note, by=by)
    _end(session, claim, besides=approved)
    approved.published_at, approved.published_by = now(), by.id
    approved.ended_at, approved.led_to_id = None, None
    claim.published_at = approved.published_at
    return approved


def withdraw(session: Session, claim: Claim, note: str, *, by: User) -> None:
    """Take away from readers what they see, and tell them why. Raises BadInput."""
    corrections.add(session, claim, note, by=by)
    _end(session, claim)
    claim.published_at = None


def is_public(session: Session, claim: Claim) -> bool:
    """Whether readers see this claim, or one it stands for."""
    return bool(shown_of(session, claim))


def shown_of(session: Session, claim: Claim) -> Sequence[Publication]:
    """What readers see of this claim and of those it stands for."""
    on_it = any_of(Publication.claim_id, Claim, claim.id)
    return session.exec(_live().where(on_it).order_by(col(Publication.claim_id))).all()


def needs_note(session: Session, claim: Claim) -> bool:
    """Whether readers have to be told something when this claim is published.

    They saw another state of it than the one approved last, were told it is withdrawn, or see a claim it stands for.
    """
    approved, shown = latest(session, claim), last_shown(session, claim)
    if any(one.claim_id != claim.id for one in shown_of(session, claim)):
        return True
    if approved is None or shown is None:
        return False
    return shown.digest != approved.digest or shown.ended_at is not None


def has_moved_on(session: Session, claim: Claim) -> bool:
    """Whether the claim, or a name or a source it uses, was changed since it was approved."""
    approved = latest(session, claim)
    return approved is not None and approved.revision != claim.revision


def count_as_approved(session: Session, claim: Claim) -> bool:
    """Take a claim for approved again whose own parts are as they were approved last; False where they are not.

    Nobody has sent it back to review or put it aside since then: whoever does so leaves it without a reviewed version.
    """
    approved = latest(session, claim)
    if approved is None or approved.revision != claim.reviewed_version:
        return False
    if not count_as_seen(session, claim) and own_key(session, claim) != approved.own_key:
        return False
    claim.status = Status.PUBLISHED if approved in shown_of(session, claim) else Status.APPROVED
    return True


def count_as_seen(session: Session, claim: Claim) -> bool:
    """Let the revision count as the approved one if the claim reads exactly as then; False where it does not."""
    approved = latest(session, claim)
    if approved is None or approved.revision != claim.reviewed_version:
        return False
    if digest(frozen_json.write(as_it_stands(session, claim))) != approved.digest:
        return False
    approved.revision = claim.reviewed_version = claim.revision
    claim.written_by = []
    return True


def latest(session: Session, claim: Claim) -> Publication | None:
    """What was approved last."""
    return session.exec(_of(id_of(claim)).limit(1)).first()


def approved_since(session: Session, moment: datetime) -> set[int]:
    """The numbers of all claims that were approved after this moment."""
    return set(session.exec(select(Publication.claim_id).where(Publication.made_at > moment)))


def last_shown(session: Session, claim: Claim) -> Publication | None:
    """What readers saw last, or see."""
    return _last_shown(session, id_of(claim))


def published(session: Session, number: int) -> Published:
    """What readers see of this claim. Raises NotFound, in the same words for an unpublished claim as for none."""
    query = _live().where(Publication.claim_id == number) if 0 < number <= LARGEST_ID else None
    publication = session.exec(query).first() if query is not None else None
    if publication is None:
        raise NotFound(NOT_PUBLISHED)
    joined = _led_here(session, number)
    told = corrections.corrections_of(session, number, *{one.claim_id for one in joined})
    return Published(number, publication, read(publication), told, [(one, read(one)) for one in joined])


def read_on(session: Session, number: int) -> int:
    """The claim that readers of this one are led to: itself, unless it was joined to another and published with it."""
    shown = _last_shown(session, number)
    return number if shown is None or shown.led_to_id is None else read_on(session, shown.led_to_id)


def withdrawal(session: Session, number: int) -> Correction | None:
    """Why what readers saw under this number is no longer shown; None where it is, or where they never saw any."""
    shown, last = _last_shown(session, number), read_on(session, number)
    if shown is None or session.exec(_live().where(Publication.claim_id == last)).first() is not None:
        return None
    return next(iter(corrections.corrections_of(session, last)), None)


def all_published(session: Session, words: str, offset: int, limit: int) -> tuple[list[Published], int]:
    """What readers can read, the latest published first, and how much there is in all."""
    conditions = [col(Publication.words).contains(word, autoescape=True) for word in search_form(words).split()[:20]]
    query = _live().where(*conditions)
    total = session.scalar(select(sa.func.count()).select_from(query.subquery())) or 0
    found = session.exec(
        query.order_by(col(Publication.published_at).desc(), col(Publication.id).desc()).offset(offset).limit(limit)
    )
    return [Published(one.claim_id, one, read(one)) for one in found], total


def latest_corrections(session: Session, limit: int = 10) -> list[tuple[Correction, Published]]:
    """The corrections of what readers see, the latest first."""
    query = (
        select(Correction, Publication)
        .join(Publication, col(Publication.claim_id) == Correction.claim_id)
        .where(*LIVE)
        .order_by(col(Correction.id).desc())
        .limit(limit)
    )
    return [(note, Published(one.claim_id, one, read(one))) for note, one in session.exec(query)]


def read(publication: Publication) -> Frozen:
    """The frozen claim. Raises ClaimtrackError if it is not what was approved."""
    if digest(publication.snapshot) != publication.digest:
        raise ClaimtrackError("What was approved here has been altered since, so it is not shown.")
    return frozen_json.read(publication.snapshot)


LIVE = (col(Publication.published_at).is_not(None), col(Publication.ended_at).is_(None))


def _live() -> SelectOfScalar[Publication]:
    return select(Publication).where(*LIVE)


def _of(number: int) -> SelectOfScalar[Publication]:
    return select(Publication).where(Publication.claim_id == number).order_by(col(Publication.id).desc())


def _last_shown(session: Session, number: int) -> Publication | None:
    if not 0 < number <= LARGEST_ID:
        return None
    return session.exec(_of(number).where(col(Publication.published_at).is_not(None)).limit(1)).first()


def _led_here(session: Session, number: int) -> list[Publication]:
    """What readers saw last of each claim whose address leads here, also by way of another, the latest first."""
    query = select(Publication).where(Publication.led_to_id == number).order_by(col(Publication.ended_at).desc())
    last = [one for one in session.exec(query).all() if one == _last_shown(session, one.claim_id)]
    return [*last, *(further for one in last for further in _led_here(session, one.claim_id))]


def _end(session: Session, claim: Claim, besides: Publication | None = None) -> None:
    """End what readers see of this claim, and of those it stands for: their addresses lead to it from now on."""
    for shown in shown_of(session, claim):
        if shown is not besides:
            shown.ended_at = now()
        if shown.claim_id != claim.id:
            shown.led_to_id = claim.id
            joined = get(session, Claim, shown.claim_id)
            joined.published_at = None
            joined.status = Status.APPROVED if joined.status is Status.PUBLISHED else joined.status
    session.flush()  # before another one is shown


def _wordings(session: Session, claim: Claim) -> tuple[FrozenWording, ...]:
    put = put_as(session, claim)
    return tuple(FrozenWording(one.text, one.language, one.put_on if isinstance(one, Wording) else None) for one in put)


def _verdict(session: Session, claim: Claim, verdict: Verdict, entries: Sequence[Entry]) -> FrozenVerdict:
    return FrozenVerdict(
        number=verdict.number,
        label=verdict.label,
        given=verdict.made_at.date(),
        meaning=verdict.meaning,
        value=verdict.value,
        best=verdict.best,
        rationale=verdict.rationale,
        grain_of_truth=verdict.grain_of_truth,
        evidence=tuple(evidence(session, claim, verdict.evidence, entries)),
        reason=verdict.reason,
        superseded=verdict.superseded_at.date() if verdict.superseded_at else None,
    )


def _words(frozen: Frozen) -> str:
    texts = [frozen.text, frozen.gloss, *frozen.topics, *(wording.text for wording in frozen.wordings)]
    verdict = [frozen.verdict.label] if frozen.verdict else []
    return search_form(" \n ".join([*texts, *verdict, *dict.fromkeys(entry.actor for entry in frozen.entries)]))
