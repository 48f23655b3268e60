"""Claims: entering and rewording. Statements on them are in statements.py, what lies between them in relations.py."""

from typing import Any

from sqlmodel import Session, select

from claimtrack.drafts import ClaimDraft, WordingDraft
from claimtrack.errors import Duplicate
from claimtrack.models import DATE_PARTS, Claim, ClaimCountry, ClaimTopic, User, Wording
from claimtrack.services import audit, search
from claimtrack.services.joined import any_of, joined_to
from claimtrack.services.records import apply, check_version, get, id_of


def make_claim(session: Session, draft: ClaimDraft, *, by: User | None) -> Claim:
    """Store a new claim, as a draft, with its wordings, topics and countries."""
    claim = Claim(made_by=by.id if by else None, **_values(draft))
    session.add(claim)
    session.flush()
    _set_topics(session, claim, draft)
    for wording in draft.wordings:
        _add_wording(session, claim, wording)
    search.refresh(session, claim)
    return claim


def change_claim(session: Session, claim: Claim, draft: ClaimDraft, *, seen: int, by: User, reason: str = "") -> None:
    """Change a claim's wording, type, topics or dates; its former text stays as a wording. Raises Stale."""
    check_version(claim, seen)
    former, topics = WordingDraft(text=claim.text, language=claim.language), own_topics(session, claim)
    changed = apply(claim, **_values(draft))
    keep_wording(session, claim, former)
    _set_topics(session, claim, draft)
    if not changed and own_topics(session, claim) != topics:
        claim.version += 1
    search.refresh(session, claim)
    audit.record(session, audit.Action.CHANGED, f"claim:{claim.id}", by=by, reason=reason)


def add_wording(session: Session, claim: Claim, draft: WordingDraft, *, by: User) -> None:
    """Keep another way the claim was put. Raises Duplicate."""
    if draft.text in {claim.text, *(put.text for put in put_as(session, claim))}:
        raise Duplicate("This wording is recorded already.", claim.id)
    wording = _add_wording(session, claim, draft)
    search.refresh(session, claim)
    audit.record(session, audit.Action.ENTERED, f"wording:{wording.id}", by=by)


def keep_wording(session: Session, claim: Claim, draft: WordingDraft) -> None:
    """Keep another way the claim was put, unless it is recorded; for a caller that tells of it with something else."""
    known = session.exec(select(Wording.text).where(Wording.claim_id == claim.id))
    if draft.text not in {claim.text, *known}:
        _add_wording(session, claim, draft)


def strike_wording(session: Session, wording: Wording, *, by: User, struck: bool = True) -> None:
    """Strike a wording out, or bring it back."""
    wording.struck = struck
    search.refresh(session, get(session, Claim, wording.claim_id))
    audit.record(session, audit.Action.STRUCK if struck else audit.Action.RESTORED, f"wording:{wording.id}", by=by)


def wordings_of(session: Session, claim: Claim, *, struck: bool = False) -> list[Wording]:
    """The wordings kept with a claim and those it stands for, oldest first; the struck ones only when asked for."""
    query = select(Wording).where(any_of(Wording.claim_id, Claim, claim.id), Wording.struck == struck)
    return sorted(session.exec(query), key=lambda w: (str(w.put_on or "9999"), w.id or 0))


def put_as(session: Session, claim: Claim) -> list[Wording | Claim]:
    """The other ways a claim was put, the dated ones first: its wordings, and the words of those it stands for.

    Left out is what would only say the claim's own text once more, as it was put before it was changed to and fro.
    """
    wordings = [w for w in wordings_of(session, claim) if w.text != claim.text or w.put_on or w.source_id]
    said = {claim.text, *(w.text for w in wordings)}
    return [*wordings, *(other for other in joined_to(session, claim) if other.text not in said)]


def topics_of(session: Session, claim: Claim) -> list[str]:
    """The topics of a claim and of those it stands for, in alphabetical order."""
    here = any_of(ClaimTopic.claim_id, Claim, claim.id)
    return sorted(session.exec(select(ClaimTopic.topic).where(here).distinct()))


def countries_of(session: Session, claim: Claim) -> list[str]:
    """The same of countries, by two-letter code."""
    here = any_of(ClaimCountry.claim_id, Claim, claim.id)
    return sorted(session.exec(select(ClaimCountry.country).where(here).distinct()))


def own_topics(session: Session, claim: Claim) -> tuple[list[str], list[str]]:
    """Topics and countries that were given to this very claim, which are changed with it."""
    topics = session.exec(select(ClaimTopic.topic).where(ClaimTopic.claim_id == claim.id))
    countries = session.exec(select(ClaimCountry.country).where(ClaimCountry.claim_id == claim.id))
    return sorted(topics), sorted(countries)


def _values(draft: ClaimDraft) -> dict[str, Any]:
    plain = {name: getattr(draft, name) for name in ("text", "language", "gloss", "type", "note")}
    return {**plain, **{f"event_{name}": getattr(draft.event, name) for name in DATE_PARTS}}


def _add_wording(session: Session, claim: Claim, draft: WordingDraft) -> Wording:
    wording = Wording(claim_id=id_of(claim), **draft.model_dump())
    session.add(wording)
    session.flush()
    return wording


def _set_topics(session: Session, claim: Claim, draft: ClaimDraft) -> None:
    topics, countries = own_topics(session, claim)
    for topic in set(draft.topics) - set(topics):
        session.add(ClaimTopic(claim_id=id_of(claim), topic=topic))
    for topic in set(topics) - set(draft.topics):
        session.delete(session.get(ClaimTopic, (claim.id, topic)))
    for country in set(draft.countries) - {""} - set(countries):
        session.add(ClaimCountry(claim_id=id_of(claim), country=country))
    for country in set(countries) - set(draft.countries):
        session.delete(session.get(ClaimCountry, (claim.id, country)))
    session.flush()
