"""Checking that nothing was changed unseen: the whole trail, and every row beside the last event that told of it."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.exchange.verify import NO_EVENT, Checkpoint, Verifier, seal
from claimtrack.models import AuditEvent, Row, SealKey
from claimtrack.services.stored import name_of, read_json, stored


class Record(NamedTuple):
    """A row as it is stored. `snapshot` is what a publication has frozen."""

    name: str
    row: dict[str, Any]
    secret: dict[str, Any]
    snapshot: Any


def verify(session: Session, checkpoint: Checkpoint | None = None) -> Verifier:
    """Check everything. `session` sees one moment throughout; memory stays small however long the trail is."""
    verifier = Verifier(lambda number: _contents(session, number), checkpoint)
    for event, text in _events(session):
        verifier.event(event, event["id"], text)
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
    return next(stored(session, table, where=table.c.id == number))["contents"]


def _sealing_key(session: Session, verifier: Verifier) -> str:
    keys = [str(row["key"]) for row in stored(session, _table(SealKey))]
    if len(keys) > 1:
        verifier.say("There is a second key for secret columns: it was put in past the trail.")
    return keys[0] if keys else ""


def _table(kind: type[Row]) -> sa.Table:
    return cast(sa.Table, cast(Any, sa.inspect(kind)).local_table)
