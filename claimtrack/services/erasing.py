"""Erasing by law what an event tells, so that the chain holds and nothing can hide behind it."""

from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import Session

from claimtrack.errors import BadInput, ClaimtrackError, NotFound
from claimtrack.exchange.verify import EMPTY
from claimtrack.models import AuditEvent, Row
from claimtrack.services import audit, trail
from claimtrack.services.records import LARGEST_ID
from claimtrack.services.verifying import verify

TABLES = {str(kind.__tablename__): kind for kind in Row.__subclasses__()}


def erase(session: Session, number: int, reason: str) -> AuditEvent:
    """Empty the contents of this event for good; a new event says why, and tells anew of each row the old one told of.

    Raises NotFound, BadInput, or ClaimtrackError if the trail does not hold before.
    """
    event = session.get(AuditEvent, number) if number <= LARGEST_ID else None
    if event is None:
        raise NotFound(f"There is no event {number}.")
    if not reason.strip():
        raise BadInput("Say why these contents have to be erased, as in --reason “Request of 3 May, Article 17 GDPR”.")
    if not event.salt:
        raise BadInput(f"The contents of event {number} are erased already.")
    if verify(session).wrong_in_all:
        raise ClaimtrackError("Something is off in the trail, so nothing is erased. See: audit verify.")
    rows = {name: _row(session, name) for name in event.contents["rows"]}
    shown: trail.Changes = {name: _twice(trail.snapshot(row) if row else None) for name, row in rows.items()}
    secret: trail.Changes = {n: _twice(trail.secrets_of(row)) for n, row in rows.items() if row and row.secret}
    told = audit.append(session, audit.Action.ERASED, f"audit_event:{number}", shown, secret, by=None, reason=reason)
    event.contents, event.salt = EMPTY, ""
    session.flush()
    return told


def _row(session: Session, name: str) -> Row | None:
    """The row called so in the trail, if it is there."""
    kind = TABLES[name.partition(":")[0]]
    columns = cast(Any, sa.inspect(kind)).primary_key
    parts = zip(columns, name.split(":", len(columns))[1:], strict=True)
    return session.get(
        kind, tuple(int(part) if isinstance(column.type, sa.Integer) else part for column, part in parts)
    )


def _twice(snapshot: trail.Snapshot) -> tuple[trail.Snapshot, trail.Snapshot]:
    return snapshot, snapshot
