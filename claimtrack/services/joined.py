"""Records that people judged to be one and the same: which of them stands for the others.

Nothing is ever moved from one record to another. `joined_to_id` says what follows from the judgements in force, and is
worked out anew whenever one of these changes (judgements.py).
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.models import Actor, ActorAlias, Claim, Source
from claimtrack.services.records import get, id_of
from claimtrack.words import Kind

Joinable = Claim | Actor | Source
J = TypeVar("J", Claim, Actor, Source)
TABLES: dict[Kind, type[Claim] | type[Actor] | type[Source]] = {
    Kind.CLAIM: Claim,
    Kind.ACTOR: Actor,
    Kind.SOURCE: Source,
}


def standing_for(session: Session, row: J) -> J:
    """The record that stands for this one: itself, unless it was judged the same as an older one."""
    return row if row.joined_to_id is None else get(session, type(row), row.joined_to_id)


def joined_to(session: Session, row: J) -> list[J]:
    """The records for which this one stands, oldest first."""
    query = select(type(row)).where(type(row).joined_to_id == row.id).order_by(col(type(row).id))
    return list(session.exec(query))


def heads_of(session: Session, table: Any, ids: Collection[int]) -> dict[int, int]:
    """For each of these numbers that of the record which stands for it."""
    rows = session.exec(select(table.id, table.joined_to_id).where(col(table.id).in_(ids))).all()
    return {number: number if head is None else head for number, head in rows}


def cluster_of(session: Session, table: Any, ids: Collection[int]) -> set[int]:
    """The numbers of these records and of all that count as the same as one of them."""
    tops = set(heads_of(session, table, ids).values())
    below = session.exec(select(table.id).where(col(table.joined_to_id).in_(tops)))
    return tops | {number for number in below if number is not None}


def standing(table: Any) -> sa.ColumnElement[int]:
    """In a query: the number of the record that stands for a row of this table."""
    return sa.func.coalesce(col(table.joined_to_id), col(table.id))


def heads_in(table: Any, numbers: Any) -> sa.Select[Any]:
    """In a query: the numbers of the records that stand for these."""
    one = aliased(table)
    return sa.select(standing(one)).where(col(one.id).in_(numbers))


def any_of(column: Any, table: Any, number: int | None) -> sa.ColumnElement[bool]:
    """In a query: whether this column names the record with this number, or one for which it stands."""
    one = aliased(table)
    return col(column).in_(sa.select(one.id).where((one.id == number) | (one.joined_to_id == number)))


def members_of(session: Session, table: Any, ids: Collection[int]) -> dict[int, int]:
    """Which record stands for which: these themselves, and the numbers of all for which they stand."""
    rows = session.exec(select(table.id, table.joined_to_id).where(col(table.joined_to_id).in_(ids)))
    return {number: number for number in ids} | dict(rows.all())


def names_of(session: Session, actors: Collection[int]) -> dict[int, list[str]]:
    """For each of these actors all names by which they go, at least one, and those of all who count as the same."""
    names: dict[int, list[str]] = defaultdict(list)
    for actor, name in session.execute(_NAMES, {"actors": list(actors)}):
        names[actor].append(name)
    return dict(names)


def _names() -> sa.Select[Any]:
    """Written once: a suggestion asks it, and to put it together takes longer than to answer it."""
    wanted: sa.BindParameter[int] = sa.bindparam("actors", expanding=True)
    asked = sa.select(col(Actor.id), standing(Actor).label("head")).where(col(Actor.id).in_(wanted)).cte("asked")
    below = sa.select(asked.c.id, col(Actor.id).label("member")).where(col(Actor.joined_to_id) == asked.c.head)
    same = sa.union_all(sa.select(asked.c.id, asked.c.head.label("member")), below).subquery("same")
    named = sa.select(same.c.id, col(ActorAlias.text)).where(col(ActorAlias.actor_id) == same.c.member)
    return named.order_by(col(ActorAlias.id))


_NAMES = _names()


def name_of(row: Joinable) -> str:
    """How a record is called in a sentence: claim 12, Sergei Lavrov (actor 3), source 7."""
    if isinstance(row, Actor):
        return f"{row.name} (actor {id_of(row)})"
    return f"{type(row).__name__.lower()} {id_of(row)}"
