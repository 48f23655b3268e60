"""Outlets in a list: what each carried, and which claims it carried without ever carrying the answer.

A syndicated copy carries what its original carries, also where the statements are recorded from the original only.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.matching.names import name_key
from claimtrack.models import Claim, Outlet, Source, Statement
from claimtrack.rules.entries import LANES, REBUTTING, Lane
from claimtrack.services.joined import cluster_of, standing
from claimtrack.services.said import Counts, in_order
from claimtrack.words import Stance

CARRYING = tuple(stance for stance in Stance if LANES[stance] is not Lane.ANSWERED)
ANSWERING = tuple(stance for stance in Stance if stance in REBUTTING)


class Sort(StrEnum):
    """By what the matrix can be sorted, besides each stance: the name, or a figure, the largest first."""

    NAME = "name"
    SOURCES = "sources"
    CARRIED = "carried"
    REBUTTED = "rebutted"
    ONE_SIDED = "one_sided"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the matrix.

    `stances` counts statements. `carried` are claims it has asserted or passed on, `rebutted` claims it has a rebuttal
    of, `one_sided` claims it carried without one although one is known from somewhere.
    """

    outlet: Outlet
    sources: int
    carried: int
    rebutted: int
    one_sided: int
    stances: dict[Stance, int]

    @property
    def counts(self) -> Counts:
        return in_order(self.stances)


@dataclass(frozen=True, slots=True)
class OneSided:
    """A claim that an outlet carried and never the rebuttal: in how many statements, and who did have the rebuttal."""

    claim: Claim
    times: int
    answered_in: list[Outlet]


def find_outlets(
    session: Session, words: str, sort: Sort | Stance, offset: int, limit: int
) -> tuple[list[Listed], int]:
    """The outlets with these words in their name or host, and how many there are in all."""
    conditions = _named(words)
    total = session.scalar(select(sa.func.count()).select_from(Outlet).where(*conditions)) or 0
    query, figures = _matrix()
    by_name = (sa.func.lower(Outlet.name), col(Outlet.id))
    order = by_name if sort is Sort.NAME else (figures[sort.value].desc(), *by_name)
    rows = session.exec(query.where(*conditions).order_by(*order).offset(offset).limit(limit))
    return [_listed(row) for row in rows], total


def figures_of(session: Session, outlet: Outlet) -> Listed:
    """The outlet's own row of the matrix."""
    query, _ = _matrix(col(Source.outlet_id) == outlet.id)
    return _listed(session.exec(query.where(col(Outlet.id) == outlet.id)).one())


def one_sided_of(session: Session, outlet: Outlet, offset: int, limit: int) -> tuple[list[OneSided], int]:
    """The claims this outlet carried and never the rebuttal, most often carried first, and how many in all."""
    one = _by_claim(_carriage(col(Source.outlet_id) == outlet.id)).subquery()
    wanted = (_is_one_sided(one),)
    query: Any = sa.select(Claim, one.c.times).join(one, one.c.claim_id == Claim.id).where(*wanted)
    found = session.exec(query.order_by(one.c.times.desc(), col(Claim.id)).offset(offset).limit(limit)).all()
    counted: Any = sa.select(sa.func.count()).select_from(one).where(*wanted)
    answered = _answered_in(session, [claim.id for claim, _ in found])
    return [OneSided(claim, times, answered.get(claim.id, [])) for claim, times in found], session.scalar(counted) or 0


def sources_of(session: Session, outlet: Outlet, offset: int, limit: int) -> tuple[list[Source], int]:
    """The outlet's sources, the latest first, and how many there are in all."""
    query = select(Source).where(Source.outlet_id == outlet.id)
    total = session.scalar(select(sa.func.count()).select_from(query.subquery())) or 0
    undated = sa.case((col(Source.published).is_(None), 1), else_=0)
    query = query.order_by(undated, col(Source.published).desc(), col(Source.id).desc())
    return list(session.exec(query.offset(offset).limit(limit))), total


def _matrix(*conditions: Any) -> tuple[Any, dict[str, Any]]:
    """The query for rows of the matrix, counting the sources with these conditions only, and its figures by name."""
    carriage, sources = _carriage(*conditions), _sources()
    claims = _by_claim(carriage).subquery()
    per_claim = sa.select(
        claims.c.outlet_id,
        _how_many(claims.c.times > 0).label("carried"),
        _how_many(claims.c.answers > 0).label("rebutted"),
        _how_many(_is_one_sided(claims)).label("one_sided"),
    )
    per_outlet = per_claim.group_by(claims.c.outlet_id).subquery()
    stances = [_how_many(carriage.c.stance == stance).label(stance.value) for stance in Stance]
    per_stance = sa.select(carriage.c.outlet_id, *stances).group_by(carriage.c.outlet_id).subquery()
    columns = [sources.c.sources, *list(per_outlet.c)[1:], *list(per_stance.c)[1:]]
    figures = {column.name: sa.func.coalesce(column, 0) for column in columns}
    query: Any = sa.select(Outlet, *(figure.label(name) for name, figure in figures.items()))
    for table in (sources, per_outlet, per_stance):
        query = query.outerjoin(table, table.c.outlet_id == Outlet.id)
    return query, figures


def _carriage(*conditions: Any) -> sa.CTE:
    """Which statement stands in which outlet, under its own source or under one that copies it."""
    columns: tuple[Any, ...] = (Source.outlet_id, standing(Claim).label("claim_id"), Statement.stance, Statement.id)
    links = (Source.id, Source.syndicated_from_id)
    both = [
        sa.select(*columns)
        .join_from(Statement, Source, col(Statement.source_id) == link)
        .join(Claim, col(Statement.claim_id) == Claim.id)
        .where(~col(Statement.struck), col(Source.outlet_id).is_not(None), *conditions)
        for link in links
    ]
    return sa.union(*both).cte("carriage")


def _by_claim(carriage: sa.CTE) -> sa.Select[Any]:
    """For each outlet and claim how many statements carry the claim and how many answer it."""
    return sa.select(
        carriage.c.outlet_id,
        carriage.c.claim_id,
        _how_many(carriage.c.stance.in_(CARRYING)).label("times"),
        _how_many(carriage.c.stance.in_(ANSWERING)).label("answers"),
    ).group_by(carriage.c.outlet_id, carriage.c.claim_id)


def _is_one_sided(claims: sa.Subquery) -> sa.ColumnElement[bool]:
    answered = sa.select(standing(Claim)).join_from(Statement, Claim, col(Statement.claim_id) == Claim.id)
    answered = answered.where(col(Statement.stance).in_(ANSWERING), ~col(Statement.struck))
    return sa.and_(claims.c.times > 0, claims.c.answers == 0, claims.c.claim_id.in_(answered))


def _answered_in(session: Session, claim_ids: Collection[int]) -> dict[int, list[Outlet]]:
    """For each of these claims the outlets that carried a rebuttal of it."""
    of_these = col(Claim.id).in_(cluster_of(session, Claim, claim_ids))
    carriage = _carriage(of_these, col(Statement.stance).in_(ANSWERING))
    query: Any = sa.select(carriage.c.claim_id, Outlet).join(Outlet, col(Outlet.id) == carriage.c.outlet_id).distinct()
    found: dict[int, list[Outlet]] = {}
    for claim_id, outlet in session.exec(query):
        found.setdefault(claim_id, []).append(outlet)
    return {number: sorted(outlets, key=lambda outlet: outlet.name.casefold()) for number, outlets in found.items()}


def _sources() -> sa.Subquery:
    query: Any = sa.select(col(Source.outlet_id), sa.func.count().label("sources")).group_by(col(Source.outlet_id))
    return query.subquery()  # type: ignore[no-any-return]


def _how_many(condition: Any) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _named(words: str) -> list[Any]:
    if not words:
        return []
    host = sa.func.lower(Outlet.domain).contains(words.lower(), autoescape=True)
    key = name_key(words)
    return [(col(Outlet.key).contains(key, autoescape=True) | host) if key else host]


def _listed(row: Any) -> Listed:
    figures = row._mapping
    stances = {stance: figures[stance.value] for stance in Stance}
    return Listed(row[0], figures["sources"], figures["carried"], figures["rebutted"], figures["one_sided"], stances)
