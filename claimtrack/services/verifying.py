"""Checking that nothing was changed unseen: the whole trail, and every row beside the last event that told of it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.exchange.verify import NO_EVENT, Checkpoint, Verifier, seal
from claimtrack.models import AuditEvent, AuditTouch, Row, SealKey
from claimtrack.rules.touched import touched
from claimtrack.services.stored import AT_ONCE, name_of, read_json, stored


class Record(NamedTuple):
    """A row as it is stored. `snapshot` is what a publication has frozen."""

    name: str
    row: dict[str, Any]
    secret: dict[str, Any]
    snapshot: Any


def verify(session: Session, checkpoint: Checkpoint | None = None) -> Verifier:
    """Check everything. `session` sees one moment throughout; memory stays small however long the trail is."""
    verifier = Verifier(lambda number: _contents(session, number), checkpoint)
    touches = _Touches(session, verifier)
    for event, text in _events(session):
        verifier.event(event, event["id"], text)
        touches.follow(event)
    touches.end()
    key = _sealing_key(session, verifier)
    for name, row, secret, snapshot in records(session):
        verifier.row(name, row, seal(key, name, secret) if secret else None, snapshot)
    return verifier.end()


def checkpoint(session: Session) -> Checkpoint:
    """The end of the trail as it is now."""
    number = col(AuditEvent.id)
    ends = [session.exec(select(AuditEvent).order_by(order).limit(1)).first() for order in (number, number.desc())]
    return Checkpoint.of(*(event.model_dump(mode="json") if event else NO_EVENT for event in ends))


def events(session: Session) -> Iterator[dict[str, Any]]:
    """All events in their order."""
    return (event for event, _ in _events(session))


def records(session: Session) -> Iterator[Record]:
    """Every row of which the trail tells."""
    for kind in Row.__subclasses__():
        if kind.audited:
            for row in stored(session, _table(kind)):
                secret = {column: row.pop(column) for column in kind.secret}
                yield Record(name_of(_table(kind), row), row, secret, secret.get("snapshot"))


class _Touches:
    """The records under which the history finds each event, read beside the events, of which they follow."""

    def __init__(self, session: Session, verifier: Verifier) -> None:
        number = col(AuditTouch.event_id)
        # One line an event; the number of its records shows where a line break was smuggled into one.
        named = col(AuditTouch.record) + " " + col(AuditTouch.kind) + _not_text(session)
        listed = sa.func.aggregate_strings(named, "\n")
        query: Any = sa.select(number, sa.func.count(), listed).group_by(number).order_by(number)
        rows = session.execute(query, execution_options={"yield_per": AT_ONCE})
        self._rows, self._say = (tuple(row) for row in rows), verifier.say
        self._next: Any = next(self._rows, None)

    def follow(self, event: Mapping[str, Any]) -> None:
        """Compare those of the next event. What an event that was erased belongs to stays as it was."""
        number, found = event["id"], (0, "")
        while self._next is not None and type(self._next[0]) is int and self._next[0] <= number:
            if self._next[0] == number:
                found = self._next[1:]
            else:
                self._say_stray()
            self._next = next(self._rows, None)
        if event["salt"] != "" and not _are(found, event):
            self._say(f"Event {number} is not found under the records it tells of: the history was changed.")

    def end(self) -> None:
        """All events have been read: nothing is left."""
        while self._next is not None:
            self._say_stray()
            self._next = next(self._rows, None)

    def _say_stray(self) -> None:
        self._say(f"The history leads to event {self._next[0]}, and there is none.")


def _not_text(session: Session) -> sa.ColumnElement[str]:
    """Says which names SQLite was made to store as bytes: they read the same, and the history does not find them."""
    if session.get_bind().dialect.name != "sqlite":
        return sa.literal("")
    are_text = (sa.func.typeof(column) == "text" for column in (AuditTouch.record, AuditTouch.kind))
    return sa.case((sa.and_(*are_text), ""), else_=" as bytes")


def _are(found: tuple[int, str], event: Mapping[str, Any]) -> bool:
    """Whether these are the records that an event belongs to."""
    wanted = _touched(event)
    return wanted is not None and found[0] == len(wanted) and set(found[1].split("\n")) == wanted


def _touched(event: Mapping[str, Any]) -> set[str] | None:
    """What follows from an event; None where it is not made as events are."""
    try:
        rows = event["contents"]["rows"]
        found = touched(event["subject"], {name: (row["before"], row["after"]) for name, row in rows.items()})
    except (AttributeError, KeyError, TypeError):
        return None
    return {f"{record} {kind}" for record, kind in found}


def _events(session: Session) -> Iterator[tuple[dict[str, Any], str]]:
    """Each event, and the text of its contents."""
    table = _table(AuditEvent)
    for event in stored(session, table, order=table.c.id, text={"contents"}):
        text = event["contents"]
        event["contents"] = read_json(text)
        yield event, text if isinstance(text, str) else ""


def _contents(session: Session, number: int) -> Any:
    """The contents of an event, once more."""
    table = _table(AuditEvent)
    (event,) = stored(session, table, where=table.c.id == number)
    return event["contents"]


def _sealing_key(session: Session, verifier: Verifier) -> str:
    keys = [str(row["key"]) for row in stored(session, _table(SealKey))]
    if len(keys) > 1:
        verifier.say("There is a second key for secret columns: it was put in past the trail.")
    return keys[0] if keys else ""


def _table(kind: type[Row]) -> sa.Table:
    return cast(sa.Table, cast(Any, sa.inspect(kind)).local_table)
