"""What is recorded of the sources, outlets and people that somebody names while entering a statement."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.errors import BadInput
from claimtrack.matching.names import name_key, similar_keys
from claimtrack.models import Actor, Outlet, Source, Statement
from claimtrack.rules.urls import canonical_url, domain_of
from claimtrack.services.actors import roles_of, similar_actors
from claimtrack.services.outlets import find_outlet, find_outlet_of
from claimtrack.services.records import LARGEST_ID, id_of
from claimtrack.words import ActorKind

LONGEST_NAME = 200  # characters of a name that are compared


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A recorded document, and how many statements stand in it."""

    id: int
    title: str
    url: str
    outlet: str
    published: date | None
    language: str
    excerpt: str
    statements: int


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A recorded actor with the office to tell them apart by, and how many statements they made.

    `exact`: one of the names is just the one typed. `role` and `on_behalf_of` are what they were last recorded with.
    """

    id: int
    name: str
    kind: ActorKind
    country: str
    role: str
    on_behalf_of: str
    statements: int
    exact: bool

    @property
    def described(self) -> str:
        """“Foreign Minister, Government of Russia”, or what kind of actor it is where no office is known."""
        parts = [self.role or self.kind.label, self.on_behalf_of if self.on_behalf_of != self.name else ""]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """The outlet of what is typed: recorded under this name, or known by the host of the address, or only guessed."""

    name: str
    recorded: bool
    by_address: bool
    similar: tuple[str, ...] = ()


def source_at(session: Session, url: str) -> KnownSource | None:
    """The recorded source with this address, however it was typed."""
    try:
        address = canonical_url(url)
    except BadInput:
        return None
    source = session.exec(select(Source).where(Source.url == address)).first()
    return _known_source(session, source) if source else None


def source_numbered(session: Session, number: int | None) -> KnownSource | None:
    """The recorded source with this number."""
    source = session.get(Source, number) if number and 0 < number <= LARGEST_ID else None
    return _known_source(session, source) if source else None


def outlet_of(session: Session, name: str, url: str) -> KnownOutlet | None:
    """What is known of the outlet, by the name typed, else by the host of the address."""
    if name:
        found = find_outlet(session, name)
        similar = () if found else _similar_outlets(session, name)
        return KnownOutlet(found.name if found else name, found is not None, by_address=False, similar=similar)
    domain = _domain(url)
    if not domain:
        return None
    found = find_outlet_of(session, domain)
    return KnownOutlet(found.name if found else domain, found is not None, by_address=True)


def actors_like(session: Session, name: str, limit: int = 5) -> list[KnownActor]:
    """Recorded actors with a name like this, in any script, the exact ones first."""
    found = similar_actors(session, name[:LONGEST_NAME], limit) if name_key(name[:LONGEST_NAME]) else []
    return [_known_actor(session, actor, exact=exact) for actor, _, exact in found]


def actor_numbered(session: Session, number: int | None) -> KnownActor | None:
    """The recorded actor with this number."""
    actor = session.get(Actor, number) if number and 0 < number <= LARGEST_ID else None
    return _known_actor(session, actor, exact=True) if actor else None


def _known_source(session: Session, source: Source) -> KnownSource:
    outlet = session.get(Outlet, source.outlet_id) if source.outlet_id else None
    return KnownSource(
        id=id_of(source),
        title=source.title,
        url=source.url or "",
        outlet=outlet.name if outlet else "",
        published=source.published,
        language=source.language,
        excerpt=source.excerpt,
        statements=_count(session, Statement.source_id == source.id),
    )


def _known_actor(session: Session, actor: Actor, *, exact: bool) -> KnownActor:
    role, speaks_for = _office(session, actor)
    behalf = session.get(Actor, speaks_for) if speaks_for else None
    return KnownActor(
        id=id_of(actor),
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        role=role,
        on_behalf_of=behalf.name if behalf else "",
        statements=_count(session, Statement.actor_id == actor.id),
        exact=exact,
    )


def _office(session: Session, actor: Actor) -> tuple[str, int | None]:
    """The latest role recorded of an actor, else the one in their latest statement; and for whom they spoke in it."""
    for role in roles_of(session, actor):
        return role.title, role.speaks_for_id
    query = select(Statement).where(Statement.actor_id == actor.id, Statement.role != "", ~col(Statement.struck))
    last = session.exec(query.order_by(col(Statement.id).desc()).limit(1)).first()
    return (last.role, last.on_behalf_of_id) if last else ("", None)


def _count(session: Session, condition: sa.ColumnElement[bool] | bool) -> int:
    query = select(sa.func.count()).select_from(Statement).where(condition, ~col(Statement.struck))
    return session.exec(query).one()


def _similar_outlets(session: Session, name: str) -> tuple[str, ...]:
    outlets = [outlet for outlet in session.exec(select(Outlet.id, Outlet.key, Outlet.name)) if outlet[0] is not None]
    names = {number: text for number, _, text in outlets}
    found = similar_keys(name[:LONGEST_NAME], [(number, key) for number, key, _ in outlets if number], limit=3)
    return tuple(names[number] for number, _, _ in found)


def _domain(url: str) -> str:
    try:
        return domain_of(canonical_url(url)) if url else ""
    except BadInput:
        return ""
