"""Timelines: the statements of a claim as the rules want them, and what the rules make of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.models import Actor, Claim, Outlet, Source, Statement, Verdict
from claimtrack.rules.timeline import Entry, Facts, facts, sentence

Behalf = aliased(Actor)


@dataclass(frozen=True, slots=True)
class Timeline:
    """One claim's statements and all that is computed from them on a given day."""

    claim: Claim
    entries: list[Entry]
    facts: Facts
    verdict: str
    sentence: str
    today: date


def timeline_of(session: Session, claim: Claim, today: date | None = None) -> Timeline:
    """The timeline of this claim as it stands. `today` is the current day in UTC unless given."""
    today = today or datetime.now(UTC).date()
    assert claim.id is not None
    entries = entries_of(session, [claim.id])[claim.id]
    found = facts(entries, today, claim.type)
    verdict = verdict_of(session, claim)
    return Timeline(claim, entries, found, verdict, sentence(found, verdict), today)


def entries_of(session: Session, claim_ids: Iterable[int]) -> dict[int, list[Entry]]:
    """For each of these claims its statements, in the order they were entered, without the struck ones."""
    ids = list(claim_ids)
    query: Any = (
        sa.select(Statement, Actor, Behalf, Source, Outlet)
        .join(Actor, col(Statement.actor_id) == Actor.id)
        .join(Source, col(Statement.source_id) == Source.id)
        .outerjoin(Behalf, col(Statement.on_behalf_of_id) == Behalf.id)
        .outerjoin(Outlet, col(Source.outlet_id) == Outlet.id)
        .where(col(Statement.claim_id).in_(ids), ~col(Statement.struck))
        .order_by(col(Statement.id))
    )
    found = session.exec(query).all()
    roots = _originals(session, {row[3].syndicated_from_id for row in found} - {None})
    entries: dict[int, list[Entry]] = {number: [] for number in ids}
    for statement, actor, behalf, source, outlet in found:
        entries[statement.claim_id].append(_entry(statement, actor, behalf, source, outlet, roots))
    return entries


def verdict_of(session: Session, claim: Claim) -> str:
    """The label of the claim's verdict in force, empty while there is none."""
    query = select(Verdict.label).where(Verdict.claim_id == claim.id, col(Verdict.superseded_at).is_(None))
    return session.exec(query.order_by(col(Verdict.id).desc()).limit(1)).first() or ""


def _entry(
    statement: Statement, actor: Actor, behalf: Actor | None, source: Source, outlet: Outlet | None, roots: dict[int, int]
) -> Entry:
    assert statement.id is not None
    assert actor.id is not None
    assert source.id is not None
    return Entry(
        id=statement.id,
        stance=statement.stance,
        said=statement.said,
        actor_id=actor.id,
        actor=actor.name,
        actor_kind=actor.kind,
        source_id=source.id,
        outlet_id=outlet.id if outlet else None,
        outlet=outlet.name if outlet else "",
        published=source.published,
        role=statement.role,
        on_behalf_of_id=behalf.id if behalf else None,
        on_behalf_of=behalf.name if behalf else "",
        same_act_as=statement.same_act_as_id,
        original_source_id=roots.get(source.syndicated_from_id) if source.syndicated_from_id else None,
        modality=statement.modality,
        quote=statement.quote,
        quote_language=statement.quote_language or source.language,
        gloss=statement.gloss,
        title=source.title,
        url=source.url or "",
        archive_url=source.archive_url,
        attribution_note=statement.attribution_note,
        scope_note=statement.scope_note,
        country=actor.country,
    )


def _originals(session: Session, ids: set[int]) -> dict[int, int]:
    """For each of these sources the one its text goes back to."""
    parents: dict[int, int | None] = {}
    wanted = set(ids)
    while wanted:
        rows = session.exec(select(Source.id, Source.syndicated_from_id).where(col(Source.id).in_(wanted))).all()
        parents.update({number: parent for number, parent in rows if number is not None})
        wanted = {parent for _, parent in rows if parent is not None} - parents.keys()
    return {number: _root(number, parents) for number in ids}


def _root(number: int, parents: dict[int, int | None]) -> int:
    seen: set[int] = set()
    while (parent := parents.get(number)) is not None and number not in seen:
        seen.add(number)
        number = parent
    return number

