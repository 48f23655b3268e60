"""Who did what, when, to which record: one event for each act, chained so that a later change shows.

An event's `hash` covers its number, time, person (by number), action, subject, request, the hash of its contents and
the hash of the event before. The contents — reason, and each changed row before and after — are covered through a
salted hash, so that a lawful erasure of them leaves the chain whole. Secret columns are in them as seals only.
`exchange/verify.py` has the arithmetic.
"""

import secrets
from contextvars import ContextVar
from typing import Any

from sqlmodel import Session, desc, select

from claimtrack.exchange.verify import chain_hash, contents_hash, seal
from claimtrack.models import AuditEvent, SealKey, User, now
from claimtrack.services import revisions, touches, trail
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
    CONFIRMED = "confirmed", "confirmed their password or code"
    CODE_ON = "code_on", "turned on the code at sign-in"
    CODE_OFF = "code_off", "turned off the code at sign-in"
    CODE_RESET = "code_reset", "reset the code at sign-in"
    CODES_RENEWED = "codes_renewed", "renewed the recovery codes"
    TOKEN_MADE = "token_made", "made a token"
    TOKEN_ENDED = "token_ended", "ended a token"
    SETTING = "setting", "changed a setting"
    ERASED = "erased", "erased what was told of"


def record(session: Session, action: Action, subject: str, *, by: User | None, reason: str = "") -> AuditEvent:
    """Tell what the session has changed since the last event. `by` is None when the host's owner acts by command."""
    revisions.note(session, trail.untold(session), by)
    changes, secret = trail.take(session), trail.take_secrets(session)
    return append(session, action, subject, changes, secret, by=by, reason=reason)


def append(
    session: Session,
    action: Action,
    subject: str,
    changes: trail.Changes,
    secret: trail.Changes,
    *,
    by: User | None,
    reason: str,
) -> AuditEvent:
    """Put an event at the end of the chain. `secret` are the rows' secret columns, which are told as seals only."""
    rows = {name: {"before": before, "after": after} for name, (before, after) in changes.items()}
    contents: dict[str, Any] = {"reason": reason, "rows": rows}
    if secret:
        contents["seals"] = _seals(session, secret)
    last: AuditEvent | None = session.info.get("last_event")  # writers are alone: nobody has added one since
    last = last or session.exec(select(AuditEvent).order_by(desc(AuditEvent.id)).limit(1)).first()
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
    event.hash = chain_hash(event.model_dump(mode="json", exclude={"contents"}))
    session.add(event)
    session.flush()
    touches.note(session, event)
    session.info["last_event"] = event
    return event


def sealing_key(session: Session) -> str:
    """The key of all seals, made when it is first needed. Without it nobody can guess what was sealed."""
    found = session.exec(select(SealKey)).first()
    if found is None:
        found = SealKey(key=secrets.token_hex(32))
        session.add(found)
    return found.key


def _seals(session: Session, secret: trail.Changes) -> dict[str, list[str | None]]:
    """For each row with secret columns its seals before and after."""
    key = sealing_key(session)
    return {name: [None if part is None else seal(key, name, part) for part in pair] for name, pair in secret.items()}
