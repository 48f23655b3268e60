"""Sources in a list, and what a source's page tells."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.errors import BadInput
from claimtrack.matching.names import name_key
from claimtrack.models import Outlet, Source, Statement
from claimtrack.rules.urls import canonical_url
from claimtrack.services.joined import any_of, members_of
from claimtrack.services.said import Said, find_said


class Sort(StrEnum):
    PUBLISHED = "published"
    ENTERED = "entered"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sources to list. `words` may be part of the title, the byline, the address or the outlet's name."""

    words: str = ""
    outlet_ids: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    without_archive: bool = False
    sort: Sort = Sort.PUBLISHED


@dataclass(frozen=True, slots=True)
class Listed:
    source: Source
    outlet: Outlet | None
    statements: int


def find_sources(session: Session, wanted: Wanted, offset: int, limit: int) -> tuple[list[Listed], int]:
    """These sources, and how many there are in all."""
    conditions = _conditions(wanted)
    query: Any = sa.select(Source, Outlet).outerjoin(Outlet, col(Source.outlet_id) == Outlet.id).where(*conditions)
    found = session.exec(query.order_by(*_order(wanted.sort)).offset(offset).limit(limit)).all()
    counts = _how_often(session, [source.id for source, _ in found])
    counted = sa.select(sa.func.count(col(Source.id))).outerjoin(Outlet, col(Source.outlet_id) == Outlet.id)
    total = session.scalar(counted.where(*conditions)) or 0
    return [Listed(source, outlet, counts.get(source.id, 0)) for source, outlet in found], total


def languages_in_use(session: Session) -> list[str]:
    """The languages that some source is in, by code."""
    return sorted(code for code in session.exec(select(Source.language).distinct()) if code)


def outlet_names(session: Session) -> list[tuple[int, str]]:
    """All outlets that have a source, by name."""
    in_use = select(Source.outlet_id).distinct()
    query = select(Outlet).where(col(Outlet.id).in_(in_use)).order_by(sa.func.lower(Outlet.name), col(Outlet.id))
    return [(outlet.id, outlet.name) for outlet in session.exec(query) if outlet.id]


def said_in(session: Session, source: Source, offset: int, limit: int) -> tuple[list[Said], int]:
    """The statements recorded from this source, in the order of the days, and how many there are in all."""
    return find_said(session, any_of(Statement.source_id, Source, source.id), offset=offset, limit=limit)


def quotes_in(session: Session, source: Source) -> list[tuple[int, str]]:
    """The quotes recorded from this source: (number of the statement, quote)."""
    query = (
        select(Statement).where(Statement.source_id == source.id, ~col(Statement.struck)).order_by(col(Statement.id))
    )
    return [(s.id, s.quote) for s in session.exec(query) if s.id and s.quote]


def copies_of(session: Session, source: Source) -> list[Listed]:
    """The sources recorded as syndicated copies of this one, in the order they appeared."""
    query: Any = sa.select(Source, Outlet).outerjoin(Outlet, col(Source.outlet_id) == Outlet.id)
    query = query.where(
        any_of(Source.syndicated_from_id, Source, source.id), col(Source.joined_to_id).is_(None)
    ).order_by(col(Source.published), col(Source.id))
    found = session.exec(query.limit(200)).all()
    counts = _how_often(session, [copy.id for copy, _ in found])
    return [Listed(copy, outlet, counts.get(copy.id, 0)) for copy, outlet in found]


def _conditions(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = [col(Source.joined_to_id).is_(None)]
    if wanted.words:
        conditions.append(sa.or_(*_named(wanted.words)))
    if wanted.outlet_ids:
        conditions.append(col(Source.outlet_id).in_(wanted.outlet_ids))
    if wanted.languages:
        conditions.append(col(Source.language).in_(wanted.languages))
    if wanted.since:
        conditions.append(col(Source.published) >= wanted.since)
    if wanted.until:
        conditions.append(col(Source.published) <= wanted.until)
    if wanted.without_archive:
        conditions.append(col(Source.archive_url) == "")
    return conditions


def _named(words: str) -> list[Any]:
    """Any of the texts a source is known by has these words, in small or capital letters."""
    texts: tuple[Any, ...] = (Source.title, Source.byline, Source.url)
    found: list[Any] = [sa.func.lower(text).contains(words.lower(), autoescape=True) for text in texts]
    if key := name_key(words):
        found.append(col(Outlet.key).contains(key, autoescape=True))
    with suppress(BadInput):  # not an address
        found.append(col(Source.url) == canonical_url(words))
    return found


def _order(sort: Sort) -> list[Any]:
    undated = sa.case((col(Source.published).is_(None), 1), else_=0)
    if sort is Sort.TITLE:
        return [sa.func.lower(Source.title), col(Source.id)]
    if sort is Sort.ENTERED:
        return [col(Source.id).desc()]
    return [undated, col(Source.published).desc(), col(Source.id).desc()]


def _how_often(session: Session, ids: list[int]) -> dict[int, int]:
    members = members_of(session, Source, ids)
    query: Any = sa.select(col(Statement.source_id), sa.func.count()).where(
        col(Statement.source_id).in_(members), ~col(Statement.struck)
    )
    counts: dict[int, int] = {}
    for number, count in session.exec(query.group_by(col(Statement.source_id))):
        counts[members[number]] = counts.get(members[number], 0) + count
    return counts
