"""A claim as it stood: its rows rebuilt from the audit events alone, in a database of their own in memory.

The services that read the living records read these rows, too, so that the page of a past day is made by the very
rules and pages of today. Events are replayed in order: the last “after” of a row is how it stood.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable
from sqlmodel import Session, SQLModel, col, select

from claimtrack.models import (
    Actor,
    AuditEvent,
    AuditTouch,
    Claim,
    ClaimCountry,
    ClaimRelation,
    ClaimTopic,
    Outlet,
    Row,
    Source,
    Statement,
    User,
    Verdict,
    Wording,
)
from claimtrack.rules.touched import kind_of, number_of, records_of
from claimtrack.services import event_rows

READ: tuple[type[Row], ...] = (
    *(Claim, ClaimCountry, ClaimRelation, ClaimTopic, Wording, Statement, Verdict),
    *(Actor, Outlet, Source, User),
)
TABLES = {str(model.__tablename__): model for model in READ}
LEADS = {  # column → kind of record to be known as well; “joined_to_id” leads to one of the row's own kind
    "claim_id": "claim",
    "other_id": "claim",
    "actor_id": "actor",
    "on_behalf_of_id": "actor",
    "source_id": "source",
    "syndicated_from_id": "source",
    "outlet_id": "outlet",
    "made_by": "user_account",
}
T = TypeVar("T")
Columns = dict[str, Any] | None
CHUNK = 500  # numbers in one query


def last_event(session: Session, day: date) -> int:
    """The number of the last event up to the end of this day in UTC; 0 where there was none yet."""
    query: Any = sa.select(sa.func.max(AuditEvent.id))
    if day < date.max:
        query = query.where(col(AuditEvent.at) < datetime.combine(day + timedelta(days=1), time(), UTC))
    return session.scalar(query) or 0


def erased(session: Session, number: int, event: int) -> int:
    """How many events on this claim, up to this one, tell nothing: erased by law, and told anew only later."""
    touches = select(AuditTouch.event_id).where(AuditTouch.record == f"claim:{number}", AuditTouch.event_id <= event)
    emptied = session.exec(select(AuditEvent.id).where(col(AuditEvent.id).in_(touches), AuditEvent.salt == "")).all()
    subjects = [f"audit_event:{one}" for one in emptied]
    anew = select(sa.func.count()).select_from(AuditEvent).where(col(AuditEvent.subject).in_(subjects))
    return len(emptied) - (session.scalar(anew.where(col(AuditEvent.id) <= event)) or 0) if emptied else 0


@contextmanager
def stood(session: Session, number: int, event: int) -> Iterator[Session]:
    """A session on all that the page of this claim reads, as it was after this event; empty if there was no claim."""
    rows = rows_of(session, number, event)
    with _memory().connect() as connection, Session(connection) as past:
        driver: Any = connection.connection.driver_connection
        driver.executescript(_tables())
        _fill(past, rows)
        yield past


@cache
def _memory() -> sa.Engine:
    """Each connection is a database of its own; what SQL the queries come to is known after the first of them."""
    return sa.create_engine("sqlite://", poolclass=NullPool)


def rows_of(session: Session, number: int, event: int) -> dict[str, dict[str, Any]]:
    """The rows of this claim and of those it stands for, with all they name, as they were: “actor:3” → columns."""
    replay = _Replay(session, event)
    replay.follow({f"claim:{number}"}, whole=True)
    while wanted := replay.joined_to(f"claim:{number}"):
        replay.follow(wanted, whole=True)
    while named := replay.named():
        replay.follow(named, whole=False)
    return replay.known()


class _Replay:
    """The events read so far, sorted by the records their rows belong to.

    Of a record followed whole, every row that hangs on it is known; of the others only their own.
    """

    def __init__(self, session: Session, until: int) -> None:
        self.session, self.until = session, until
        self.read: set[int] = set()
        self.rows: dict[str, dict[str, list[tuple[int, Columns]]]] = defaultdict(dict)  # record → row → its states
        self.whole: set[str] = set()
        self.own: set[str] = set()

    def follow(self, records: set[str], *, whole: bool) -> None:
        """Read every event that belongs to these records."""
        (self.whole if whole else self.own).update(records)
        ids = {number for part in _chunks(sorted(records)) for number in self._events(part, whole=whole)}
        for chunk in _chunks(sorted(ids - self.read)):
            for event, rows, all_of_it in event_rows.rows_of(self.session, chunk, records, whole=whole):
                self._sort(event, rows)
                self.read |= {event} if all_of_it else set()

    def known(self) -> dict[str, dict[str, Any]]:
        """The rows that these events tell completely and that were there."""
        latest: dict[str, tuple[int, Columns]] = {}
        for record in self.whole | self.own:
            for name, states in self.rows[record].items():
                if record in self.whole or name == record:
                    latest[name] = max([latest.get(name, (0, None)), *states], key=lambda state: state[0])
        return {name: row for name, (_, row) in latest.items() if row}

    def joined_to(self, record: str) -> set[str]:
        """The records for which this one stood, as far as they are not followed yet."""
        kind, number = kind_of(record), number_of(record)
        joined = {name for name, row in self.known().items() if row.get("joined_to_id") == number}
        return {name for name in joined if kind_of(name) == kind} - self.whole

    def named(self) -> set[str]:
        """The records that the known rows name, as far as they are not followed yet."""
        found = {record for name, row in self.known().items() for record in _leads(name, row)}
        return found - self.whole - self.own

    def _sort(self, event: int, rows: dict[str, dict[str, Columns]]) -> None:
        for name, row in rows.items():
            kind = kind_of(name)
            if kind in TABLES:
                sides = [records_of(kind, side) for side in (row["before"], row["after"]) if side]
                for record in set().union(*sides):
                    self.rows[record].setdefault(name, []).append((event, row["after"]))

    def _events(self, records: list[str], *, whole: bool) -> Iterable[int]:
        query: Any = sa.select(col(AuditTouch.event_id)).where(
            col(AuditTouch.record).in_(records), col(AuditTouch.event_id) <= self.until
        )
        if not whole:
            query = query.where(col(AuditTouch.kind).in_({kind_of(record) for record in records}))
        return self.session.scalars(query)


def _leads(name: str, row: dict[str, Any]) -> Iterable[str]:
    columns = {**LEADS, "joined_to_id": kind_of(name)}
    return [f"{kind}:{row[column]}" for column, kind in columns.items() if row.get(column)]


@cache
def _tables() -> str:
    """The tables as SQLite makes them, without indexes: writing this anew for every page would take a third of it."""
    tables = [SQLModel.metadata.tables[name] for name in TABLES]
    return ";".join(str(CreateTable(table).compile(dialect=sqlite.dialect())) for table in tables)


def _fill(past: Session, rows: dict[str, dict[str, Any]]) -> None:
    """Store these rows as they are; what they name that nobody needs may be missing."""
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, row in rows.items():
        by_kind[kind_of(name)].append(TABLES[kind_of(name)].model_validate(row).model_dump())
    for kind, found in by_kind.items():
        past.execute(sa.insert(TABLES[kind]), found)


def _chunks(items: list[T]) -> Iterable[list[T]]:
    return [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
