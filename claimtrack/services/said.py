"""Statements with all that a list of them shows, in the order in which they were made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.models import Actor, Claim, Outlet, Source, Statement
from claimtrack.words import Stance

Behalf = aliased(Actor)
Counts = list[tuple[Stance, int]]  # in the order of the vocabulary, those that occur


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, and the records it belongs to."""

    statement: Statement
    claim: Claim
    actor: Actor
    on_behalf_of: Actor | None
    source: Source
    outlet: Outlet | None

    @property
    def language(self) -> str:
        """The language of the quote."""
        return self.statement.quote_language or self.source.language


def find_said(session: Session, *conditions: Any, offset: int = 0, limit: int | None = None) -> tuple[list[Said], int]:
    """The statements with these conditions, without the struck ones, and how many there are in all.

    In the order of the first day each can have been made; where none is known, of its source's publication.
    """
    wanted = (*conditions, ~col(Statement.struck))
    day = sa.func.coalesce(Statement.said_earliest, Statement.said_latest, Source.published)
    query: Any = (
        sa.select(Statement, Claim, Actor, Behalf, Source, Outlet)
        .join(Claim, col(Statement.claim_id) == Claim.id)
        .join(Actor, col(Statement.actor_id) == Actor.id)
        .join(Source, col(Statement.source_id) == Source.id)
        .outerjoin(Behalf, col(Statement.on_behalf_of_id) == Behalf.id)
        .outerjoin(Outlet, col(Source.outlet_id) == Outlet.id)
        .where(*wanted)
        .order_by(sa.case((day.is_(None), 1), else_=0), day, col(Statement.id))
    )
    rows = session.exec(query.offset(offset).limit(limit)).all()
    total = session.scalar(select(sa.func.count()).select_from(Statement).where(*wanted)) or 0
    return [Said(*row) for row in rows], total


def count_stances(session: Session, of: Any, ids: Iterable[int]) -> dict[int, Counts]:
    """How often each stance was taken, by the numbers in this column of the statements."""
    query: Any = sa.select(of, col(Statement.stance), sa.func.count())
    query = query.where(of.in_(list(ids)), ~col(Statement.struck))
    counts: dict[int, dict[Stance, int]] = {}
    for number, stance, count in session.exec(query.group_by(of, Statement.stance)):
        counts.setdefault(number, {})[stance] = count
    return {number: in_order(found) for number, found in counts.items()}


def in_order(counts: dict[Stance, int]) -> Counts:
    return [(stance, counts[stance]) for stance in Stance if counts.get(stance)]
