"""Timelines: the statements of a claim as the rules want them, and what the rules make of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.dates import FuzzyDate
from claimtrack.models import DATE_PARTS, Actor, Claim, Outlet, Source, Statement, Verdict
from claimtrack.rules.repeats import without_repeats
from claimtrack.rules.timeline import Entry, Facts, facts, sentence
from claimtrack.services.joined import standing

# Of records judged to be the same one stands for the others: Actor, Behalf and Source are those that stand.
Behalf = aliased(Actor)
NamedActor, NamedBehalf, NamedSource = aliased(Actor), aliased(Actor), aliased(Source)
_ENTRY: dict[str, Any] = {  # what of an entry stands in which column
    "id": Statement.id,
    "stance": Statement.stance,
    "actor_id": Actor.id,
    "actor": Actor.name,
    "actor_kind": Actor.kind,
    "source_id": Source.id,
    "outlet_id": Outlet.id,
    "outlet": sa.func.coalesce(Outlet.name, ""),
    "published": sa.func.coalesce(Source.published, NamedSource.published),
    "role": Statement.role,
    "on_behalf_of_id": Behalf.id,
    "on_behalf_of": sa.func.coalesce(Behalf.name, ""),
    "same_act_as": Statement.same_act_as_id,
    "modality": Statement.modality,
    "quote": Statement.quote,
    "quote_language": sa.func.coalesce(sa.func.nullif(Statement.quote_language, ""), NamedSource.language),
    "gloss": Statement.gloss,
    "title": Source.title,
    "url": sa.func.coalesce(Source.url, ""),
    "archive_url": sa.func.coalesce(sa.func.nullif(Source.archive_url, ""), NamedSource.archive_url),
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

    The statements on claims for which it stands are among them; identical ones count once. Columns and not records
    are read: a claim may have thousands of statements, and records are five times as slow.
    """
    ids = list(dict.fromkeys(claim_ids))
    head_of = _heads(session, ids)
    query: Any = (
        sa.select(*_COLUMNS, *_DATE, col(Statement.claim_id), col(Source.syndicated_from_id))
        .join(NamedActor, col(Statement.actor_id) == NamedActor.id)
        .join(Actor, col(Actor.id) == standing(NamedActor))
        .join(NamedSource, col(Statement.source_id) == NamedSource.id)
        .join(Source, col(Source.id) == standing(NamedSource))
        .outerjoin(NamedBehalf, col(Statement.on_behalf_of_id) == NamedBehalf.id)
        .outerjoin(Behalf, col(Behalf.id) == standing(NamedBehalf))
        .outerjoin(Outlet, col(Source.outlet_id) == Outlet.id)
        .where(col(Statement.claim_id).in_(head_of), ~col(Statement.struck))
        .order_by(col(Statement.id))
    )
    found = session.exec(query).all()
    roots = _originals(session, {row[-1] for row in found} - {None})
    entries: dict[int, list[Entry]] = {number: [] for number in ids}
    for row in found:
        *values, claim_id, copied_from = row
        said = FuzzyDate(**dict(zip(DATE_PARTS, values[len(_COLUMNS) :], strict=True)))
        known = dict(zip(_NAMES, values, strict=False))
        entry = Entry(**known, said=said, original_source_id=roots.get(copied_from))
        for number in head_of[claim_id]:
            entries[number].append(entry)
    return {number: without_repeats(of_claim) for number, of_claim in entries.items()}


def _heads(session: Session, ids: Sequence[int]) -> dict[int, list[int]]:
    """For each claim whose statements are wanted, under which of these claims they belong."""
    head_of = {number: [number] for number in ids}
    joined = session.exec(select(Claim.id, Claim.joined_to_id).where(col(Claim.joined_to_id).in_(ids)))
    for number, head in joined:
        if number is not None and head is not None:
            head_of.setdefault(number, []).append(head)
    return head_of


def verdict_of(session: Session, claim: Claim) -> str:
    """The label of the claim's verdict in force, empty while there is none."""
    query = select(Verdict.label).where(Verdict.claim_id == claim.id, col(Verdict.superseded_at).is_(None))
    return session.exec(query.order_by(col(Verdict.id).desc()).limit(1)).first() or ""


def _originals(session: Session, ids: set[int]) -> dict[int, int]:
    """For each of these sources the one its text goes back to."""
    above: dict[int, tuple[int | None, int | None]] = {}
    wanted = set(ids)
    while wanted:
        query = select(Source.id, Source.joined_to_id, Source.syndicated_from_id).where(col(Source.id).in_(wanted))
        above |= {number: (head, original) for number, head, original in session.exec(query) if number is not None}
        wanted = {number for pair in above.values() for number in pair if number is not None} - above.keys()
    return {number: _root(number, above) for number in ids}


def _root(number: int, above: dict[int, tuple[int | None, int | None]]) -> int:
    """Up along “is the same as” and “is a copy of”, until a source that is neither or that was passed already."""
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        head, original = above[number]
        number = head or original or number
    return above[number][0] or number
