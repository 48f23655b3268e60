"""Checking that nothing was changed unseen: the whole trail, and every row beside the last event that told of it."""

from collections.abc import Callable, Container, Iterator
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from claimtrack.exchange.verify import NO_EVENT, Checkpoint, Findings, Verifier, seal
from claimtrack.models import AuditEvent, Row, SealKey
from claimtrack.services.checking_touches import check_touches
from claimtrack.services.stored import name_of, stored, table_of


class Record(NamedTuple):
    """A row as it is stored. `snapshot` is what a publication has frozen."""

    name: str
    row: dict[str, Any]
    secret: dict[str, Any]
    snapshot: Any


def verify(
    session: Session, checkpoint: Checkpoint | None = None, touches: Callable[[], Findings] | None = None
) -> Verifier:
    """Check everything. `session` sees one moment throughout; memory stays small however long the trail is.

    `touches` gives what was found in the history's own table, where that is checked elsewhere.
    """
    verifier = Verifier(lambda number: _contents(session, number), checkpoint)
    for event in events(session, text={"contents"}):
        verifier.event(event, event["id"], as_text=True)
    key = _sealing_key(session, verifier)
    for name, row, secret, snapshot in records(session):
        verifier.row(name, row, seal(key, name, secret) if secret else None, snapshot)
    verifier.end()
    verifier.add(touches() if touches else check_touches(session))
    return verifier


def checkpoint(session: Session) -> Checkpoint:
    """The end of the trail as it is now."""
    number = col(AuditEvent.id)
    ends = [session.exec(select(AuditEvent).order_by(order).limit(1)).first() for order in (number, number.desc())]
    return Checkpoint.of(*(event.model_dump(mode="json") if event else NO_EVENT for event in ends))


def events(session: Session, text: Container[str] = ()) -> Iterator[dict[str, Any]]:
    """All events in their order; the columns in `text` are left as they are stored."""
    table = table_of(AuditEvent)
    return stored(session, table, order=table.c.id, text=text)


def records(session: Session) -> Iterator[Record]:
    """Every row of which the trail tells."""
    for kind in Row.__subclasses__():
        if kind.audited:
            for row in stored(session, table_of(kind)):
                secret = {column: row.pop(column) for column in kind.secret}
                yield Record(name_of(table_of(kind), row), row, secret, secret.get("snapshot"))


def _contents(session: Session, number: int) -> Any:
    """The contents of an event, once more."""
    table = table_of(AuditEvent)
    (event,) = stored(session, table, where=table.c.id == number)
    return event["contents"]


def _sealing_key(session: Session, verifier: Verifier) -> str:
    keys = [str(row["key"]) for row in stored(session, table_of(SealKey))]
    if len(keys) > 1:
        verifier.say("There is a second key for secret columns: it was put in past the trail.")
    return keys[0] if keys else ""
