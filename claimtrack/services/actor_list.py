"""Actors in a list, and what an actor's page tells: all they said, and where they turned about."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.matching.names import name_key
from claimtrack.models import Actor, ActorAlias, ActorRole, Claim, Statement
from claimtrack.rules.turnabouts import AGAINST, ASSERTED, Taken, Turnabout, turnabouts
from claimtrack.services.actors import aliases_of, roles_of
from claimtrack.services.joined import any_of, heads_of, joined_to, members_of, standing
from claimtrack.services.records import id_of
from claimtrack.services.said import Counts, Said, count_stances, find_said, in_order
from claimtrack.words import ActorKind, Stance


class Sort(StrEnum):
    STATEMENTS = "statements"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actors to list. `words` may be part of any of their names, in any script."""

    words: str = ""
    kinds: tuple[ActorKind, ...] = ()
    countries: tuple[str, ...] = ()
    sort: Sort = Sort.STATEMENTS


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor with their other names and how often they took each stance."""

    actor: Actor
    aliases: list[str]
    counts: Counts
    total: int


def find_actors(session: Session, wanted: Wanted, offset: int, limit: int) -> tuple[list[Listed], int]:
    """These actors, and how many there are in all."""
    conditions = _conditions(wanted)
    name = (sa.func.lower(Actor.name), col(Actor.id))
    order = name if wanted.sort is Sort.NAME else (_how_often().desc(), *name)
    found = session.exec(select(Actor).where(*conditions).order_by(*order).offset(offset).limit(limit)).all()
    total = session.scalar(select(sa.func.count()).select_from(Actor).where(*conditions)) or 0
    return listed(session, [*found]), total


def listed(session: Session, found: list[Actor]) -> list[Listed]:
    """These actors with their names and counts."""
    ids = [actor.id for actor in found if actor.id]
    counts = _counts(session, ids)
    names: dict[int, list[str]] = {}
    query = select(ActorAlias).where(col(ActorAlias.actor_id).in_(ids)).order_by(col(ActorAlias.id))
    for alias in session.exec(query):
        names.setdefault(alias.actor_id, []).append(alias.text)
    return [_listed(actor, names, counts.get(actor.id or 0, [])) for actor in found]


def countries_in_use(session: Session) -> list[str]:
    """The countries that some actor has, by code."""
    return sorted(code for code in session.exec(select(Actor.country).distinct()) if code)


def other_names(session: Session, actor: Actor) -> list[str]:
    """The actor's names besides their own."""
    known = [alias.text for one in (actor, *joined_to(session, actor)) for alias in aliases_of(session, one)]
    return [text for text in dict.fromkeys(known) if text != actor.name]


def roles_with_speaker(session: Session, actor: Actor) -> list[tuple[ActorRole, Actor | None]]:
    """The actor's offices, each with the actor they spoke for in it."""
    return [
        (role, session.get(Actor, role.speaks_for_id)) if role.speaks_for_id else (role, None)
        for role in roles_of(session, actor)
    ]


def stances_of(session: Session, actor: Actor) -> Counts:
    """How often the actor themselves took each stance, under whichever name."""
    return _counts(session, [id_of(actor)]).get(id_of(actor), [])


def said_by(session: Session, actor: Actor, offset: int, limit: int) -> tuple[list[Said], int]:
    """What this actor said, or others on their behalf, in the order of the days, and how much there is in all."""
    return find_said(session, _by_or_for(actor), offset=offset, limit=limit)


def turnabouts_of(session: Session, actor: Actor) -> list[tuple[Turnabout, Claim]]:
    """The claims that this actor asserted and later denied or took back, themselves or through a speaker."""
    mine = (_by_or_for(actor), ~col(Statement.struck))
    on = {
        stance: set(session.exec(select(Statement.claim_id).where(*mine, Statement.stance == stance)))
        for stance in Stance
    }
    head = heads_of(session, Claim, set().union(*on.values()))
    both = _heads(head, on, ASSERTED) & _heads(head, on, AGAINST)
    claim_ids = [number for number, standing_id in head.items() if standing_id in both]
    said = session.exec(select(Statement).where(*mine, col(Statement.claim_id).in_(claim_ids)))
    found = turnabouts(Taken(head[s.claim_id], s.stance, s.said) for s in said)
    claims = session.exec(select(Claim).where(col(Claim.id).in_([turn.claim_id for turn in found])))
    by_id = {claim.id: claim for claim in claims}
    return [(turn, by_id[turn.claim_id]) for turn in found]


def _heads(head: dict[int, int], on: dict[Stance, set[int]], stances: Iterable[Stance]) -> set[int]:
    """The claims on which one of these stances was taken, each by the claim that stands for it."""
    return {head[number] for stance in stances for number in on[stance]}


def _by_or_for(actor: Actor) -> Any:
    return any_of(Statement.actor_id, Actor, actor.id) | any_of(Statement.on_behalf_of_id, Actor, actor.id)


def _counts(session: Session, ids: list[int]) -> dict[int, Counts]:
    members = members_of(session, Actor, ids)
    counts: dict[int, dict[Stance, int]] = {}
    for number, found in count_stances(session, col(Statement.actor_id), members).items():
        of_head = counts.setdefault(members[number], {})
        for stance, count in found:
            of_head[stance] = of_head.get(stance, 0) + count
    return {number: in_order(found) for number, found in counts.items()}


def _conditions(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = [col(Actor.joined_to_id).is_(None)]
    if wanted.words:
        named = select(ActorAlias.actor_id).where(col(ActorAlias.key).contains(name_key(wanted.words), autoescape=True))
        one = aliased(Actor)
        heads = sa.select(standing(one)).where(col(one.id).in_(named))
        conditions.append(col(Actor.id).in_(heads) if name_key(wanted.words) else sa.false())
    if wanted.kinds:
        conditions.append(col(Actor.kind).in_(wanted.kinds))
    if wanted.countries:
        conditions.append(col(Actor.country).in_(wanted.countries))
    return conditions


def _how_often() -> Any:
    """Two counts that each go by an index: joining a table of all counts took a second for 4,000 actors."""
    one = aliased(Actor)
    counted = sa.select(sa.func.count()).select_from(Statement).where(~col(Statement.struck)).correlate(Actor)
    joined = counted.join(one, col(one.id) == Statement.actor_id).where(col(one.joined_to_id) == Actor.id)
    return counted.where(col(Statement.actor_id) == Actor.id).scalar_subquery() + joined.scalar_subquery()


def _listed(actor: Actor, names: dict[int, list[str]], counts: Counts) -> Listed:
    others = [text for text in names.get(actor.id or 0, []) if text != actor.name]
    return Listed(actor, others, counts, sum(count for _, count in counts))
