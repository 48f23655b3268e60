"""Signing in and out: sessions kept on the server, and a limit on guessing.

Limits: five wrong tries per account, or thirty per address, within fifteen minutes; after that a pause, never a lock-out.
"""

import secrets
from datetime import timedelta

from sqlmodel import Session, col, func, select

from claimtrack.errors import NotAllowed
from claimtrack.models import LoginAttempt, LoginSession, User, now
from claimtrack.services import audit
from claimtrack.services.users import find_user, hash_token, password_fits

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_ADDRESS = 5, 30


def check_limit(session: Session, account: str, address: str) -> None:
    """Raises NotAllowed after too many wrong tries for this account or from this address."""
    recent = select(func.count()).select_from(LoginAttempt).where(col(LoginAttempt.at) > now() - WINDOW)
    for_account = session.scalar(recent.where(LoginAttempt.account == _account(account))) or 0
    from_address = session.scalar(recent.where(LoginAttempt.address == address)) or 0
    if for_account >= PER_ACCOUNT or from_address >= PER_ADDRESS:
        raise NotAllowed(
            "Too many wrong passwords. Wait a quarter of an hour and try again, or ask an admin for a link."
        )


def who_is(session: Session, name: str, password: str) -> User | None:
    """The active user with this name and password. Slow on purpose: never inside a write."""
    user = find_user(session, name)
    return user if password_fits(user, password) else None


def note_failure(session: Session, account: str, address: str) -> None:
    """Count a wrong password."""
    session.add(LoginAttempt(account=_account(account), address=address[:60]))


def begin(session: Session, user: User, browser: str = "") -> str:
    """Open a session for this user: the random token its cookie carries. Raises NotAllowed for a suspended one."""
    known = session.get(User, user.id)
    if known is None or not known.active:
        raise NotAllowed("This account is suspended. Ask an admin.")
    token = secrets.token_urlsafe(32)
    assert known.id is not None
    session.add(LoginSession(token_hash=hash_token(token), user_id=known.id, browser=browser[:200]))
    audit.record(session, audit.Action.SIGNED_IN, f"user_account:{known.id}", by=known)
    return token


def holder(session: Session, token: str) -> tuple[LoginSession, User] | None:
    """Whose live session this token opens: neither ended, idle too long, too old, nor of a suspended user."""
    found = session.get(LoginSession, hash_token(token))
    if found is None or found.ended_at or found.seen_at < now() - IDLE or found.begun_at < now() - LONGEST:
        return None
    user = session.get(User, found.user_id)
    return (found, user) if user and user.active else None


def is_due(found: LoginSession) -> bool:
    """Whether it is time to note again that this session is in use."""
    return found.seen_at < now() - SEEN_EVERY


def note_seen(session: Session, token: str) -> None:
    """Note that the session is in use."""
    found = session.get(LoginSession, hash_token(token))
    if found:
        found.seen_at = now()


def end(session: Session, token: str, *, by: User) -> None:
    """Close the session for good."""
    found = session.get(LoginSession, hash_token(token))
    if found and not found.ended_at:
        found.ended_at = now()
        audit.record(session, audit.Action.SIGNED_OUT, f"user_account:{by.id}", by=by)


def _account(name: str) -> str:
    return name.strip().lower()[:60]
