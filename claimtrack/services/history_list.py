"""The history as a list: everything, or what one person did, what was done to one record, of one kind, in some days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.errors import NotFound
from claimtrack.models import Actor, AuditEvent, AuditTouch, Claim, Outlet, Source, Statement, User
from claimtrack.rules.deeds import ACCOUNTS
from claimtrack.services.audit import Action
from claimtrack.services.history import LISTED, PEOPLE, Event, Told, tell_whole
from claimtrack.services.history_names import Spelling
from claimtrack.services.records import get
from claimtrack.words import Word


class About(Word):
    """What an act changed."""

    CLAIM = "claim", "claims"
    STATEMENT = "statement", "statements"
    WORDING = "wording", "wordings"
    RELATION = "relation", "relations between claims"
    JUDGEMENT = "judgement", "judgements on likely pairs"
    VERDICT = "verdict", "verdicts"
    COMMENT = "comment", "comments"
    CORRECTION = "correction", "corrections for readers"
    ACTOR = "actor", "actors"
    OUTLET = "outlet", "outlets"
    SOURCE = "source", "sources"
    SETTING = "setting", "settings"
    ACCOUNT = "account", "accounts"


TABLES: dict[About, tuple[str, ...]] = {
    About.CLAIM: ("claim", "claim_topic", "claim_country", "publication"),
    About.RELATION: ("claim_relation",),
    About.ACTOR: ("actor", "actor_alias", "actor_role"),
    About.ACCOUNT: ACCOUNTS,
}
ACCOUNT_ACTS = frozenset(
    {Action.SIGNED_IN, Action.SIGNED_OUT, Action.INVITED, Action.PASSWORD_SET, Action.SUSPENDED, Action.CONFIRMED}
    | {Action.CODE_ON, Action.CODE_OFF, Action.CODE_RESET, Action.CODES_RENEWED, Action.TOKEN_MADE, Action.TOKEN_ENDED}
)
RECORDS: dict[str, Any] = {
    "claim": Claim,
    "statement": Statement,
    "actor": Actor,
    "outlet": Outlet,
    "source": Source,
    PEOPLE: User,
}
HOST = 0  # instead of a person's number: somebody at the server, who acts by command


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which acts: by this person, on this record (“claim:12”), and so on. `accounts`: those on accounts, too."""

    person: int | None = None
    record: str = ""
    about: About | None = None
    action: Action | None = None
    since: date | None = None
    until: date | None = None
    accounts: bool = False


def find_acts(session: Session, wanted: Wanted, offset: int, limit: int, spell: Spelling) -> tuple[list[Told], int]:
    """These acts as sentences, the latest first, and how many there are in all."""
    conditions = _conditions(wanted)
    query: Any = sa.select(*(col(column) for column in LISTED)).where(*conditions)
    rows = session.exec(query.order_by(col(AuditEvent.id).desc()).offset(offset).limit(limit))
    events = [Event(*row) for row in rows]
    return tell_whole(session, events, spell, wanted.record), _count(session, wanted, conditions)


def get_record(session: Session, kind: str, number: int) -> Claim | Statement | Actor | Outlet | Source | User:
    """The record with a history of its own. Raises NotFound."""
    if kind not in RECORDS:
        raise NotFound("There is no such history. Open a record, and go to its history from there.")
    found: Claim | Statement | Actor | Outlet | Source | User = get(session, RECORDS[kind], number)
    return found


def people(session: Session) -> list[tuple[int, str]]:
    """Everybody who can have done something, by number and name, in the order of the names."""
    found = [(user.id or 0, user.full_name or user.name) for user in session.exec(select(User))]
    return [*sorted(found, key=lambda person: person[1].casefold()), (HOST, "Somebody at the server")]


def _conditions(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = []
    if not wanted.accounts:
        conditions.append(~col(AuditEvent.subject).startswith(PEOPLE, autoescape=True))
    if wanted.person is not None:
        conditions.append(AuditEvent.user_id == wanted.person if wanted.person else col(AuditEvent.user_id).is_(None))
    if wanted.action:
        conditions.append(AuditEvent.action == wanted.action)
    if wanted.since:
        conditions.append(col(AuditEvent.at) >= datetime.combine(wanted.since, time(), UTC))
    if wanted.until and wanted.until < date.max:
        conditions.append(col(AuditEvent.at) < datetime.combine(wanted.until + timedelta(days=1), time(), UTC))
    touches = _touches(wanted)
    if wanted.record:  # few: looked up first
        conditions.append(col(AuditEvent.id).in_(sa.select(col(AuditTouch.event_id)).where(*touches)))
    elif touches:  # perhaps nearly all: checked while the acts are gone through
        conditions.append(sa.exists().where(*touches, col(AuditTouch.event_id) == AuditEvent.id))
    return conditions


def _count(session: Session, wanted: Wanted, conditions: list[Any]) -> int:
    if wanted == Wanted(about=wanted.about, accounts=wanted.accounts) and wanted.about:
        touched = sa.select(sa.func.count(sa.distinct(col(AuditTouch.event_id)))).where(*_touches(wanted))
        return session.scalar(touched) or 0  # from the index alone
    return session.scalar(sa.select(sa.func.count()).select_from(AuditEvent).where(*conditions)) or 0


def _touches(wanted: Wanted) -> list[Any]:
    found: list[Any] = [AuditTouch.record == wanted.record] if wanted.record else []
    if wanted.about:
        found.append(col(AuditTouch.kind).in_(TABLES.get(wanted.about, (wanted.about.value,))))
    return found
