"""Actors: found by any of their names, made when none fits exactly, never joined by likeness alone."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claimtrack.drafts import ActorDraft, ActorRoleDraft
from claimtrack.errors import BadInput
from claimtrack.matching.names import name_key, similar_keys
from claimtrack.models import Actor, ActorAlias, ActorRole, User
from claimtrack.services import audit, search
from claimtrack.services.joined import standing
from claimtrack.services.records import apply, check_version, id_of
from claimtrack.words import ActorKind


def find_actor(session: Session, name: str) -> Actor | None:
    """The actor who has exactly this name, or stands for who has it. Raises BadInput when several have it."""
    key = name_key(name)
    named = aliased(Actor)
    heads = select(standing(named)).join(ActorAlias, col(ActorAlias.actor_id) == named.id).where(ActorAlias.key == key)
    found = session.exec(select(Actor).where(col(Actor.id).in_(heads)).limit(2)).all() if key else []
    if len(found) > 1:
        raise BadInput(
            f"Several actors are called {name}. Choose one of them.", {"actor": "Choose which one you mean."}
        )
    return found[0] if found else None


def similar_actors(session: Session, name: str, limit: int = 5) -> list[tuple[Actor, float, bool]]:
    """Actors with a name like this one, likest first: (actor, likeness from 0 to 1, whether a name is exactly this)."""
    one = aliased(Actor)
    query: Any = sa.select(standing(one), col(ActorAlias.key)).join(one, col(one.id) == ActorAlias.actor_id)
    keys = [(number, key) for number, key in session.exec(query)]
    found = similar_keys(name, keys, limit=limit)
    actors = {
        actor.id: actor for actor in session.exec(select(Actor).where(col(Actor.id).in_([i for i, _, _ in found])))
    }
    return [(actors[number], score / 100, exact) for number, score, exact in found]


def make_actor(session: Session, draft: ActorDraft) -> Actor:
    """Store a new actor with its names and roles."""
    actor = Actor(name=draft.name, kind=draft.kind, country=draft.country, note=draft.note)
    session.add(actor)
    session.flush()
    _set_aliases(session, actor, draft)
    _set_roles(session, actor, draft.roles)
    return actor


def find_or_make_actor(session: Session, draft: ActorDraft) -> Actor:
    """The actor with exactly this name, given the new aliases of the draft; or a new one."""
    actor = find_actor(session, draft.name)
    if actor is None:
        return make_actor(session, draft)
    known = {alias.text for alias in aliases_of(session, actor)}
    new = [text for text in dict.fromkeys(draft.aliases) if text not in known]
    for text in new:
        _add_alias(session, actor, text)
    if new:
        search.refresh_said_by(session, {id_of(actor)})
    return actor


def speaker_for(session: Session, name: str) -> int | None:
    """The number of the actor somebody speaks for, made as an organisation when it is not known yet."""
    if not name:
        return None
    return id_of(find_or_make_actor(session, ActorDraft(name=name, kind=ActorKind.ORGANISATION)))


def change_actor(session: Session, actor: Actor, draft: ActorDraft, *, seen: int, by: User, reason: str = "") -> None:
    """Give an actor another name, kind, country, aliases or roles. Raises Stale."""
    check_version(actor, seen)
    before = _described(session, actor)
    apply(actor, name=draft.name, kind=draft.kind, country=draft.country, note=draft.note)
    _set_aliases(session, actor, draft)
    _set_roles(session, actor, draft.roles)
    session.flush()
    if _described(session, actor) != before and actor.version == seen:
        actor.version += 1
    search.refresh_said_by(session, {id_of(actor)})
    audit.record(session, audit.Action.CHANGED, f"actor:{actor.id}", by=by, reason=reason)


def aliases_of(session: Session, actor: Actor) -> list[ActorAlias]:
    """All names of an actor, its own first."""
    query = select(ActorAlias).where(ActorAlias.actor_id == actor.id).order_by(col(ActorAlias.id))
    return sorted(session.exec(query), key=lambda alias: alias.text != actor.name)


def roles_of(session: Session, actor: Actor) -> list[ActorRole]:
    """The offices of an actor, the latest first."""
    query = (
        select(ActorRole).where(ActorRole.actor_id == actor.id).order_by(col(ActorRole.since).desc(), col(ActorRole.id))
    )
    return list(session.exec(query))


def _set_aliases(session: Session, actor: Actor, draft: ActorDraft) -> None:
    wanted = dict.fromkeys([draft.name, *draft.aliases])
    known = {alias.text: alias for alias in aliases_of(session, actor)}
    for text in wanted:
        if text not in known:
            _add_alias(session, actor, text)
    for text, alias in known.items():
        if text not in wanted:
            session.delete(alias)
    session.flush()


def _add_alias(session: Session, actor: Actor, text: str) -> None:
    session.add(ActorAlias(actor_id=id_of(actor), text=text, key=name_key(text)))
    session.flush()


def _set_roles(session: Session, actor: Actor, drafts: tuple[ActorRoleDraft, ...]) -> None:
    wanted = [(d.title, d.affiliation, speaker_for(session, d.speaks_for), d.since, d.until) for d in drafts]
    known = {(r.title, r.affiliation, r.speaks_for_id, r.since, r.until): r for r in roles_of(session, actor)}
    for key in wanted:
        if key not in known:
            title, affiliation, speaks_for, since, until = key
            session.add(
                ActorRole(
                    actor_id=id_of(actor),
                    title=title,
                    affiliation=affiliation,
                    speaks_for_id=speaks_for,
                    since=since,
                    until=until,
                )
            )
    for key, role in known.items():
        if key not in wanted:
            session.delete(role)
    session.flush()


def _described(session: Session, actor: Actor) -> object:
    names = sorted(alias.text for alias in aliases_of(session, actor))
    roles = sorted(
        (r.title, r.affiliation, str(r.speaks_for_id), str(r.since), str(r.until)) for r in roles_of(session, actor)
    )
    return actor.name, actor.kind, actor.country, actor.note, names, roles
