"""What readers see: a claim as it was approved, frozen, from its publication until it is replaced or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from claimtrack.services.records import LARGEST_ID, id_of
from claimtrack.services.search import search_form
from claimtrack.services.timelines import entries_of
from claimtrack.services.verdicts import verdicts_of

NOT_PUBLISHED = "There is no published claim with this number."


@dataclass(frozen=True, slots=True)
class Published:
    """What a reader sees of one claim."""

    number: int
    publication: Publication
    frozen: Frozen
    corrections: Sequence[Correction]


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
    approved.published_at, approved.published_by, approved.ended_at = now(), by.id, None
    claim.published_at = approved.published_at
    return approved


def withdraw(session: Session, claim: Claim, note: str, *, by: User) -> None:
    """Take away from readers what they see, and tell them why. Raises BadInput."""
    corrections.add(session, claim, note, by=by)
    _end(session, claim)
    claim.published_at = None


def needs_note(session: Session, claim: Claim) -> bool:
    """Whether readers saw another state of this claim than the one approved last, or were told that it is withdrawn."""
    approved, shown = latest(session, claim), last_shown(session, claim)
    if approved is None or shown is None:
        return False
    return shown.digest != approved.digest or shown.ended_at is not None


def has_moved_on(session: Session, claim: Claim) -> bool:
    """Whether the claim, or a name or a source it uses, was changed since it was approved."""
    approved = latest(session, claim)
    return approved is not None and approved.revision != claim.revision


def latest(session: Session, claim: Claim) -> Publication | None:
    """What was approved last."""
    return session.exec(_of(claim).limit(1)).first()


def last_shown(session: Session, claim: Claim) -> Publication | None:
    """What readers saw last, or see."""
    return session.exec(_of(claim).where(col(Publication.published_at).is_not(None)).limit(1)).first()


def published(session: Session, number: int) -> Published:
    """What readers see of this claim. Raises NotFound, in the same words for an unpublished claim as for none."""
    query = _live().where(Publication.claim_id == number) if 0 < number <= LARGEST_ID else None
    publication = session.exec(query).first() if query is not None else None
    if publication is None:
        raise NotFound(NOT_PUBLISHED)
    return Published(number, publication, read(publication), corrections.corrections_of(session, number))


def withdrawal(session: Session, number: int) -> Correction | None:
    """Why a claim that readers once saw is no longer shown; None for any other claim."""
    claim = session.get(Claim, number) if 0 < number <= LARGEST_ID else None
    if claim is None or claim.published_at is not None or last_shown(session, claim) is None:
        return None
    return next(iter(corrections.corrections_of(session, number)), None)


def all_published(session: Session, words: str, offset: int, limit: int) -> tuple[list[Published], int]:
    """What readers can read, the latest published first, and how much there is in all."""
    conditions = [col(Publication.words).contains(word, autoescape=True) for word in search_form(words).split()[:20]]
    query = _live().where(*conditions)
    total = session.scalar(select(sa.func.count()).select_from(query.subquery())) or 0
    found = session.exec(
        query.order_by(col(Publication.published_at).desc(), col(Publication.id).desc()).offset(offset).limit(limit)
    )
    return [Published(one.claim_id, one, read(one), ()) for one in found], total


def latest_corrections(session: Session, limit: int = 10) -> list[tuple[Correction, Published]]:
    """The corrections of what readers see, the latest first."""
    query = (
        select(Correction, Publication)
        .join(Publication, col(Publication.claim_id) == Correction.claim_id)
        .where(*LIVE)
        .order_by(col(Correction.id).desc())
        .limit(limit)
    )
    return [(note, Published(one.claim_id, one, read(one), ())) for note, one in session.exec(query)]


def read(publication: Publication) -> Frozen:
    """The frozen claim. Raises ClaimtrackError if it is not what was approved."""
    if digest(publication.snapshot) != publication.digest:
        raise ClaimtrackError("What was approved here has been altered since, so it is not shown.")
    return frozen_json.read(publication.snapshot)


LIVE = (col(Publication.published_at).is_not(None), col(Publication.ended_at).is_(None))


def _live() -> SelectOfScalar[Publication]:
    return select(Publication).where(*LIVE)


def _of(claim: Claim) -> SelectOfScalar[Publication]:
    return select(Publication).where(Publication.claim_id == claim.id).order_by(col(Publication.id).desc())


def _end(session: Session, claim: Claim, besides: Publication | None = None) -> None:
    for shown in session.exec(_live().where(Publication.claim_id == claim.id)).all():
        if shown is not besides:
            shown.ended_at = now()
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
