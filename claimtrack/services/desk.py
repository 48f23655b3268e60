"""What needs somebody at their desk, in the order of need, and what changed today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.models import Claim, KeptEntry, User
from claimtrack.services.claim_list import Listed, listed, oldest_unrebutted
from claimtrack.services.comparing import Brief, in_brief
from claimtrack.services.history import Told, changes, gathered
from claimtrack.services.queue import Wanted, open_count, open_matches
from claimtrack.services.review_desk import changed_since_published
from claimtrack.words import Kind, Role, Status

SHOWN = 5  # of each kind; the list of claims has the rest
SHOWN_PAIRS = 3  # the match queue has the rest
READ_CHANGES, SHOWN_CHANGES = 100, 20  # acts; sentences that they come to


@dataclass(frozen=True, slots=True)
class Pile:
    """The first few claims of one kind of work, and how many there are."""

    rows: Sequence[Listed]
    total: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """The likeliest pairs of claims that wait for an answer, and how many pairs of each kind wait."""

    rows: Sequence[Brief]
    counts: Sequence[tuple[Kind, int]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the home page shows. `changes` are today's; if there were none, `earlier` holds the latest ones."""

    unsaved: Sequence[KeptEntry]
    unrebutted: Pile
    drafts: Pile
    needs_changes: Pile
    submitted: Pile
    pairs: Pairs
    changed: Pile
    changes: Sequence[Told]
    earlier: Sequence[Told]
    is_empty: bool


def desk_of(session: Session, user: User, today: date) -> Desk:
    """The desk of this person on this day, in a number of queries that does not grow with what lies on it."""
    mine = Claim.made_by == user.id
    midnight = datetime.combine(today, time(), UTC)
    latest = changes(session, limit=READ_CHANGES)
    todays = gathered(told for told in latest if told.at >= midnight)
    return Desk(
        unsaved=_unsaved(session, user),
        unrebutted=Pile(*oldest_unrebutted(session, SHOWN, today=today)),
        drafts=_pile(session, today, Claim.status == Status.DRAFT, mine),
        needs_changes=_pile(session, today, Claim.status == Status.NEEDS_CHANGES),
        submitted=_queue(session, user, today),
        pairs=_pairs(session, user),
        changed=_changed(session, user, today),
        changes=todays[:SHOWN_CHANGES],
        earlier=[] if todays else gathered(latest)[:SHOWN],
        is_empty=session.scalar(select(Claim.id).limit(1)) is None,
    )


def _queue(session: Session, user: User, today: date) -> Pile:
    """What waits for an editor; a fact-checker has no queue."""
    if not user.role.includes(Role.EDITOR):
        return Pile((), 0)
    return _pile(session, today, Claim.status == Status.SUBMITTED)


def _pairs(session: Session, user: User) -> Pairs:
    """The match queue, for those who answer it."""
    if not user.role.includes(Role.EDITOR):
        return Pairs((), ())
    found, claims = open_matches(session, Wanted(), limit=SHOWN_PAIRS)
    counts = [(Kind.CLAIM, claims), *((kind, open_count(session, kind)) for kind in (Kind.ACTOR, Kind.SOURCE))]
    return Pairs(in_brief(session, found), [(kind, number) for kind, number in counts if number])


def _changed(session: Session, user: User, today: date) -> Pile:
    """What readers see in a former state, for those who publish."""
    if not user.role.includes(Role.EDITOR):
        return Pile((), 0)
    found, total = changed_since_published(session, SHOWN)
    return Pile(listed(session, found, today), total)


def _pile(session: Session, today: date, *conditions: sa.ColumnElement[bool] | bool) -> Pile:
    """The claims with these conditions, the last changed first; joined ones lie under the one that stands for them."""
    conditions = (col(Claim.joined_to_id).is_(None), *conditions)
    total = session.scalar(select(sa.func.count()).select_from(Claim).where(*conditions)) or 0
    latest = select(Claim).where(*conditions).order_by(col(Claim.changed_at).desc(), col(Claim.id).desc())
    rows = session.exec(latest.limit(SHOWN)).all() if total else []
    return Pile(listed(session, rows, today), total)


def _unsaved(session: Session, user: User) -> list[KeptEntry]:
    """What this person typed and did not save, the latest first."""
    query = select(KeptEntry).where(KeptEntry.user_id == user.id).order_by(col(KeptEntry.kept_at).desc())
    return list(session.exec(query.limit(SHOWN)))
