"""Whether the history leads to each event from the records it tells of, and from no others."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from claimtrack.exchange.verify import Findings
from claimtrack.models import AuditEvent, AuditTouch
from claimtrack.rules.touched import touched
from claimtrack.services.stored import AT_ONCE, stored, table_of

Found = tuple[int, int, str]  # an event, of how many records it is found under, and these, one a line


def check_touches(session: Session) -> Findings:
    """Read all events, and beside them the records under which each is found. `session` sees one moment throughout."""
    findings, found = Findings(), _found(session)
    next_found = next(found, None)
    for number, wanted in _wanted(session):
        listed: tuple[int, str] = (0, "")
        while next_found is not None and type(next_found[0]) is int and next_found[0] <= number:
            if next_found[0] == number:
                listed = next_found[1:]
            else:
                findings.say(_stray(next_found))
            next_found = next(found, None)
        if wanted is not None and (listed[0] != len(wanted) or set(listed[1].split("\n")) != wanted):
            findings.say(f"Event {number} is not found under the records it tells of: the history was changed.")
    while next_found is not None:
        findings.say(_stray(next_found))
        next_found = next(found, None)
    return findings


def _stray(found: Found) -> str:
    return f"The history leads to event {found[0]}, and there is none."


def _found(session: Session) -> Iterator[Found]:
    number = col(AuditTouch.event_id)
    # The number of its records shows where a line break was smuggled into one.
    named = col(AuditTouch.record) + " " + col(AuditTouch.kind) + _not_text(session)
    listed = sa.func.aggregate_strings(named, "\n")
    query: Any = sa.select(number, sa.func.count(), listed).group_by(number).order_by(number)
    return (tuple(row) for row in session.execute(query, execution_options={"yield_per": AT_ONCE}))


def _not_text(session: Session) -> sa.ColumnElement[str]:
    """Says which names SQLite was made to store as bytes: they read the same, and the history does not find them."""
    if session.get_bind().dialect.name != "sqlite":
        return sa.literal("")
    are_text = (sa.func.typeof(column) == "text" for column in (AuditTouch.record, AuditTouch.kind))
    return sa.case((sa.and_(*are_text), ""), else_=" as bytes")


def _wanted(session: Session) -> Iterator[tuple[int, set[str] | None]]:
    """Each event's number, and the records it belongs to; None of one that was erased, from which none follow now."""
    table = table_of(AuditEvent)
    for event in stored(session, table, order=table.c.id):
        yield event["id"], None if event["salt"] == "" else _touched(event)


def _touched(event: dict[str, Any]) -> set[str]:
    try:
        rows = event["contents"]["rows"]
        found = touched(event["subject"], {name: (row["before"], row["after"]) for name, row in rows.items()})
    except (AttributeError, KeyError, TypeError):  # nothing follows from what is not made as events are
        return set()
    return {f"{record} {kind}" for record, kind in found}
