"""Timelines: the statements of a claim as the rules want them, and what the rules make of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.dates import FuzzyDate
from claimtrack.models import DATE_PARTS, Actor, Claim, Outlet, Source, Statement, Verdict
from claimtrack.rules.timeline import Entry, Facts, facts, sentence

Behalf = aliased(Actor)
_ENTRY: dict[str, Any] = {  # what of an entry stands in which column
    "id": Statement.id,
    "stance": Statement.stance,
    "actor_id": Actor.id,
    "actor": Actor.name,
    "actor_kind": Actor.kind,
    "source_id": Source.id,
    "outlet_id": Outlet.id,
    "outlet": sa.func.coalesce(Outlet.name, ""),
    "published": Source.published,
    "role": Statement.role,
    "on_behalf_of_id": Behalf.id,
    "on_behalf_of": sa.func.coalesce(Behalf.name, ""),
    "same_act_as": Statement.same_act_as_id,
    "modality": Statement.modality,
    "quote": Statement.quote,
    "quote_language": sa.func.coalesce(sa.func.nullif(Statement.quote_language, ""), Source.language),
    "gloss": Statement.gloss,
    "title": Source.title,
    "url": sa.func.coalesce(Source.url, ""),
    "archive_url": Source.archive_url,
    "attribution_note": Statement.attribution_note,
    "scope_note": Statement.scope_note,
    "country": Actor.country,
}
_NAMES, _COLUMNS = tuple(_ENTRY), tuple(_ENTRY.values())
_DATE: tuple[Any, ...] = tuple(getattr(Statement, f"said_{part}") for part in DATE_PARTS)


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
    """For each of these claims its statements, in the order they were entered, without the struck ones.

    Columns and not records are read: a claim may have thousands of statements, and records are five times as slow.
    """
    ids = list(claim_ids)
    query: Any = (
        sa.select(*_COLUMNS, *_DATE, col(Statement.claim_id), col(Source.syndicated_from_id))
        .join(Actor, col(Statement.actor_id) == Actor.id)
        .join(Source, col(Statement.source_id) == Source.id)
        .outerjoin(Behalf, col(Statement.on_behalf_of_id) == Behalf.id)
        .outerjoin(Outlet, col(Source.outlet_id) == Outlet.id)
        .where(col(Statement.claim_id).in_(ids), ~col(Statement.struck))
        .order_by(col(Statement.id))
    )
    found = session.exec(query).all()
    roots = _originals(session, {row[-1] for row in found} - {None})
    entries: dict[int, list[Entry]] = {number: [] for number in ids}
    for row in found:
        *values, claim_id, copied_from = row
        said = FuzzyDate(**dict(zip(DATE_PARTS, values[len(_COLUMNS) :], strict=True)))
        known = dict(zip(_NAMES, values, strict=False))
        entries[claim_id].append(Entry(**known, said=said, original_source_id=roots.get(copied_from)))
    return entries


def verdict_of(session: Session, claim: Claim) -> str:
    """The label of the claim's verdict in force, empty while there is none."""
    query = select(Verdict.label).where(Verdict.claim_id == claim.id, col(Verdict.superseded_at).is_(None))
    return session.exec(query.order_by(col(Verdict.id).desc()).limit(1)).first() or ""


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
