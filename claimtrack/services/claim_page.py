"""Everything the page of one claim shows besides its timeline."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from claimtrack.models import Actor, Claim, ClaimRelation, Source, Statement, User, Wording
from claimtrack.rules.timeline import Filter, Timeline, timeline
from claimtrack.services.claims import countries_of, put_as, topics_of, wordings_of
from claimtrack.services.joined import any_of
from claimtrack.services.relations import relations_of
from claimtrack.services.timelines import entries_of, verdict_of


@dataclass(frozen=True, slots=True)
class Put:
    """A way the claim was put. `wording` is None for the text of a claim, which cannot be struck.

    `joined` is the number of the claim that is worded so, where this one stands for it.
    """

    text: str
    language: str
    put_on: date | None
    source: Source | None = None
    wording: Wording | None = None
    joined: int | None = None


@dataclass(frozen=True, slots=True)
class Struck:
    """A statement that was struck out, and who made it where."""

    statement: Statement
    actor: Actor
    source: Source


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all that hangs on it. Relations come with the claim at their other end."""

    claim: Claim
    timeline: Timeline
    verdict: str
    topics: list[str]
    countries: list[str]
    wordings: list[Put]
    struck_wordings: list[Wording]
    relations: list[tuple[ClaimRelation, Claim]]
    relations_to: list[tuple[ClaimRelation, Claim]]
    struck: list[Struck]
    made_by: str


def claim_page(session: Session, claim: Claim, chosen: Filter, today: date) -> ClaimPage:
    """The page of this claim, its timeline narrowed to what was chosen."""
    assert claim.id is not None
    verdict = verdict_of(session, claim)
    entries = entries_of(session, [claim.id])[claim.id]
    related = relations_of(session, claim)
    return ClaimPage(
        claim=claim,
        timeline=timeline(entries, claim.type, today, chosen=chosen, verdict=verdict),
        verdict=verdict,
        topics=topics_of(session, claim),
        countries=countries_of(session, claim),
        wordings=_wordings(session, claim),
        struck_wordings=wordings_of(session, claim, struck=True),
        relations=[(relation, other) for relation, other, starts_here in related if starts_here],
        relations_to=[(relation, other) for relation, other, starts_here in related if not starts_here],
        struck=struck_on(session, claim),
        made_by=maker_of(session, claim),
    )


def struck_on(session: Session, claim: Claim) -> list[Struck]:
    """The statements on this claim, or on one it stands for, that were struck out, in the order they were entered."""
    query = (
        select(Statement, Actor, Source)
        .join(Actor, col(Statement.actor_id) == Actor.id)
        .join(Source, col(Statement.source_id) == Source.id)
        .where(any_of(Statement.claim_id, Claim, claim.id), col(Statement.struck))
        .order_by(col(Statement.id))
    )
    return [Struck(*row) for row in session.exec(query)]


def maker_of(session: Session, claim: Claim) -> str:
    """Who entered the claim, "" where nobody signed in did."""
    user = session.get(User, claim.made_by) if claim.made_by else None
    return (user.full_name or user.name) if user else ""


def _wordings(session: Session, claim: Claim) -> list[Put]:
    """The claim's own text and then the others by the day they were put so, the undated last."""
    others = put_as(session, claim)
    ids = {one.source_id for one in others if isinstance(one, Wording)}
    sources = {source.id: source for source in session.exec(select(Source).where(col(Source.id).in_(ids)))}
    put = [
        _put(one, sources.get(one.source_id))
        if isinstance(one, Wording)
        else Put(one.text, one.language, None, joined=one.id)
        for one in others
    ]
    ordered = sorted(put, key=lambda one: (one.put_on is None, one.put_on or date.min))
    return [Put(claim.text, claim.language, None), *ordered]


def _put(wording: Wording, source: Source | None) -> Put:
    put_on = wording.put_on or (source.published if source else None)
    return Put(wording.text, wording.language, put_on, source, wording)
