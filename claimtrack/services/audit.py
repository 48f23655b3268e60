"""Who did what, when, to which record: one event for each act, chained so that a later change shows.

An event's `hash` covers its number, time, person (by number), action, subject, request, the hash of its contents and
the hash of the event before. The contents — reason, and each changed row before and after — are covered through a
salted hash, so that a lawful erasure of them leaves the chain whole.
"""

import hashlib
import json
import secrets
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from sqlmodel import Session, desc, select

from claimtrack.models import AuditEvent, User, now
from claimtrack.services import revisions, trail
from claimtrack.words import Word

request_id: ContextVar[str] = ContextVar("request_id", default="")


class Action(Word):
    """All that can be done, as the history page words it: “Ana … the claim”."""

    ENTERED = "entered", "entered"
    CHANGED = "changed", "changed"
    STRUCK = "struck", "struck out"
    RESTORED = "restored", "restored"
    RELATED = "related", "related"
    JUDGED = "judged", "judged"
    TOOK_BACK = "took_back", "took back"
    IMPORTED = "imported", "imported"
    SUBMITTED = "submitted", "submitted"
    STEPPED_BACK = "stepped_back", "sent back"
    ASKED_CHANGES = "asked_changes", "asked for changes to"
    APPROVED = "approved", "approved"
    PUBLISHED = "published", "published"
    WITHDREW = "withdrew", "withdrew"
    REOPENED = "reopened", "reopened"
    ASSIGNED = "assigned", "assigned"
    GAVE_VERDICT = "gave_verdict", "gave a verdict on"
    COMMENTED = "commented", "commented on"
    SAW = "saw", "saw a mention on"
    SIGNED_IN = "signed_in", "signed in"
    SIGNED_OUT = "signed_out", "signed out"
    INVITED = "invited", "invited"
    PASSWORD_SET = "password_set", "set a password"
    SUSPENDED = "suspended", "suspended"
    TOKEN_MADE = "token_made", "made a token"
    TOKEN_ENDED = "token_ended", "ended a token"
    SETTING = "setting", "changed a setting"


def canonical(value: Any) -> bytes:
    """JSON that comes out the same for the same value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def contents_hash(salt: str, contents: dict[str, Any]) -> str:
    """SHA-256, in hex, of the salt and the contents."""
    return hashlib.sha256(salt.encode() + canonical(contents)).hexdigest()


def chain_hash(event: AuditEvent) -> str:
    """SHA-256, in hex, of all that the chain covers."""
    covered = [
        event.id,
        _moment(event.at),
        event.user_id,
        event.action,
        event.subject,
        event.request_id,
        event.contents_hash,
        event.previous_hash,
    ]
    return hashlib.sha256(canonical(covered)).hexdigest()


def record(session: Session, action: Action, subject: str, *, by: User | None, reason: str = "") -> AuditEvent:
    """Tell what the session has changed since the last event. `by` is None when the host's owner acts by command."""
    revisions.note(session, trail.untold(session), by)
    changes = {name: {"before": b, "after": a} for name, (b, a) in trail.take(session).items()}
    last: AuditEvent | None = session.info.get("last_event")  # writers are alone: nobody has added one since
    last = last or session.exec(select(AuditEvent).order_by(desc(AuditEvent.id)).limit(1)).first()
    contents = {"reason": reason, "rows": changes}
    salt = secrets.token_hex(16)
    event = AuditEvent(
        id=last.id + 1 if last else 1,
        at=now(),
        user_id=by.id if by else None,
        action=action.value,
        subject=subject,
        request_id=request_id.get(),
        contents=contents,
        salt=salt,
        contents_hash=contents_hash(salt, contents),
        previous_hash=last.hash if last else "",
        hash="",
    )
    event.hash = chain_hash(event)
    session.add(event)
    session.flush()
    session.info["last_event"] = event
    return event


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
