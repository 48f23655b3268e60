"""What lists can be filtered by: the values in use, and the names of numbered ones."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.matching.names import similar_names
from claimtrack.models import Actor, ClaimCountry, ClaimTopic, Outlet, Source, Statement
from claimtrack.services.actors import similar_actors

MOST_OFFERED = 40  # names offered while typing; the rest is found by typing it whole


@dataclass(frozen=True, slots=True)
class Choices:
    """Countries as codes in alphabetical order; the rest the most used ones, most used first."""

    countries: list[str]
    topics: list[str]
    actors: list[str]
    outlets: list[str]


def choices(session: Session) -> Choices:
    """What the list of claims offers in its filter."""
    return Choices(
        countries=sorted(session.exec(select(ClaimCountry.country).distinct())),
        topics=_most_used(session, sa.select(col(ClaimTopic.topic)), ClaimTopic.topic),
        actors=_most_used(
            session,
            sa.select(col(Actor.name)).join(Statement, col(Statement.actor_id) == Actor.id),
            Actor.id,
            Actor.name,
        ),
        outlets=_most_used(
            session,
            sa.select(col(Outlet.name)).join(Source, col(Source.outlet_id) == Outlet.id),
            Outlet.id,
            Outlet.name,
        ),
    )


def actor_names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The names of these actors by number; unknown numbers are left out."""
    found = session.exec(select(Actor.id, Actor.name).where(col(Actor.id).in_(list(ids))))
    return {number: name for number, name in found if number is not None}


def outlet_names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The names of these outlets by number; unknown numbers are left out."""
    found = session.exec(select(Outlet.id, Outlet.name).where(col(Outlet.id).in_(list(ids))))
    return {number: name for number, name in found if number is not None}


def outlets_like(session: Session, name: str, limit: int = 5) -> list[tuple[int, str, bool]]:
    """Outlets called something like this, likest first: (number, name, whether it is exactly this)."""
    names = [(n, text) for n, text in session.exec(select(Outlet.id, Outlet.name)) if n is not None]
    found = similar_names(name, names, limit=limit)
    by_number = dict(names)
    return [(number, by_number[number], exact) for number, _, exact in found]


def actors_like(session: Session, name: str, limit: int = 5) -> list[tuple[int, str, bool]]:
    """Actors one of whose names is something like this, likest first: (number, name, whether it is exactly this)."""
    return [(actor.id, actor.name, exact) for actor, _, exact in similar_actors(session, name, limit) if actor.id]


def _most_used(session: Session, query: sa.Select[str], *by: object) -> list[str]:
    columns = [col(column) for column in by]
    ranked = query.group_by(*columns).order_by(sa.func.count().desc(), columns[-1]).limit(MOST_OFFERED)
    return list(session.scalars(ranked))
