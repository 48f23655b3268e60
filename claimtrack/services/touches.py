"""Where events are found by what they are about: written with each event, read by the history."""

import sqlalchemy as sa
from sqlmodel import Session

from claimtrack.models import AuditEvent, AuditTouch
from claimtrack.rules.touched import Rows, touched


def note(session: Session, event: AuditEvent) -> None:
    """Write down which records this event belongs to."""
    found = sorted(touched(event.subject, rows_of(event)))
    session.execute(
        sa.insert(AuditTouch), [{"record": record, "event_id": event.id, "kind": kind} for record, kind in found]
    )


def rows_of(event: AuditEvent) -> Rows:
    """Each row that the event changed, before and after; none where what it held was erased."""
    rows = event.contents.get("rows", {})
    return {name: (row["before"], row["after"]) for name, row in rows.items()}
