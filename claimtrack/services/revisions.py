"""What a change does to a claim's review: its revision grows, and what was approved has to be approved again.

Every act passes here on its way into the audit trail, with all rows it changed, so that no way of changing a claim can
forget it. An actor, a source or an outlet may be named on thousands of claims: a new name counts on each of them, but
sends none of them back to review. Which records stand for which is looked after in services/judgements.py, where
it is taken back without a trace.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.models import Actor, Claim, Source, Statement, User
from claimtrack.rules.review import after_change, with_hand
from claimtrack.services.joined import members_of
from claimtrack.services.own_parts import SHOWN
from claimtrack.services.records import id_of
from claimtrack.services.trail import Changes, Snapshot

PARTS = frozenset({"statement", "wording", "claim_topic", "claim_country", "verdict"})  # rows with a claim_id
NAMED = {  # what readers see of those that a statement names (services/timelines.py)
    "actor": ("name", "kind", "country"),
    "source": ("title", "url", "archive_url", "published", "language", "outlet_id", "syndicated_from_id"),
    "outlet": ("name",),
}


def note(session: Session, changes: Changes, by: User | None) -> None:
    """Count up the revision of each claim whose page these changes alter, and note who changed it."""
    made = {int(name.split(":")[1]) for name, (before, _) in changes.items() if _is_claim(name) and before is None}
    changed = _changed(session, changes)
    claims = {number: session.get_one(Claim, number) for number in sorted(changed)} | _naming(session, changes)
    for number, claim in claims.items():
        if number not in made:
            claim.revision += 1
            claim.written_by = with_hand(claim.written_by, by.id if by else None)
            claim.status = after_change(claim.status) if number in changed else claim.status


def _changed(session: Session, changes: Changes) -> set[int]:
    """The claims that these changes alter themselves, and those that stand for them."""
    touched = {number for name, pair in changes.items() for number in _touches(name, *pair)}
    return touched | _heads(session, touched)


def _touches(name: str, before: Snapshot, after: Snapshot) -> Iterable[int]:
    kind = name.split(":")[0]
    if kind in PARTS:
        return {row["claim_id"] for row in (before, after) if row}
    if _is_claim(name) and _differ(before, after, SHOWN):
        return {row["id"] for row in (before, after) if row}
    return ()


def _naming(session: Session, changes: Changes) -> dict[int, Claim]:
    """The claims with a statement that names an actor, a source or an outlet of which readers see a change."""
    actors, sources, outlets = (_differing(changes, kind, NAMED[kind]) for kind in NAMED)
    copied = _differing(changes, "source", ("syndicated_from_id",))
    return naming(session, actors=actors, sources=sources, outlets=outlets, copied=copied)


def naming(
    session: Session,
    *,
    actors: Collection[int] = (),
    sources: Collection[int] = (),
    outlets: Collection[int] = (),
    copied: Collection[int] = (),
    since: datetime | None = None,
) -> dict[int, Claim]:
    """The claims with a statement, entered `since` then, that names one of these, and those that stand for them.

    `copied` are sources of which all copies count, too.
    """
    conditions = []
    if actors:
        named = set(members_of(session, Actor, actors))
        conditions += [col(Statement.actor_id).in_(named), col(Statement.on_behalf_of_id).in_(named)]
    if sources or outlets or copied:
        ends = select(Source.id).where(col(Source.id).in_(sources) | col(Source.outlet_id).in_(outlets))
        members = select(Source.id).where(col(Source.joined_to_id).in_(ends))
        copies = _copies(session, copied)
        conditions += [col(Statement.source_id).in_(those) for those in (ends, members, copies)]
    if not conditions:
        return {}
    still = [~col(Statement.struck), *([col(Statement.made_at) > since] if since else [])]
    ids = sa.union(*(select(Statement.claim_id).where(*still, one) for one in conditions))
    heads = select(Claim.joined_to_id).where(col(Claim.id).in_(ids))
    found = session.exec(select(Claim).where(col(Claim.id).in_(ids) | col(Claim.id).in_(heads)).order_by(col(Claim.id)))
    return {id_of(claim): claim for claim in found}


def _differing(changes: Changes, kind: str, columns: Collection[str]) -> set[int]:
    """The numbers of the records of this kind that were there before and differ in one of these columns."""
    return {
        before["id"]
        for name, (before, after) in changes.items()
        if before and name.startswith(f"{kind}:") and _differ(before, after, columns)
    }


def _differ(before: Snapshot, after: Snapshot, columns: Collection[str]) -> bool:
    return before is not None and after is not None and any(before[one] != after[one] for one in columns)


def _copies(session: Session, ids: Collection[int]) -> set[int]:
    """These sources and all that go back to one of them, along “is the same as” and “is a copy of”."""
    found, new = set(ids), set(ids)
    while new:
        below = col(Source.syndicated_from_id).in_(new) | col(Source.joined_to_id).in_(new)
        new = {number for number in session.exec(select(Source.id).where(below)) if number is not None} - found
        found |= new
    return found


def _heads(session: Session, numbers: Iterable[int]) -> set[int]:
    claims = [session.get(Claim, number) for number in numbers]
    return {claim.joined_to_id for claim in claims if claim and claim.joined_to_id is not None}


def _is_claim(name: str) -> bool:
    return name.startswith(f"{Claim.__tablename__}:")
