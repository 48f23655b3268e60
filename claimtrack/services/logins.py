"""Signing in and out: sessions kept on the server, and a limit on guessing.

Limits: five wrong tries per account, or thirty per address, within fifteen minutes; after that a pause, never a
lock-out.
"""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, func, select

from claimtrack.errors import NotAllowed, NotFound
from claimtrack.models import LoginAttempt, LoginSession, User, now
from claimtrack.services import audit
from claimtrack.services.users import find_user, hash_token, password_fits

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
CONFIRMED = timedelta(minutes=10)
SEEN_EVERY = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_ADDRESS = 5, 30


def note_try(session: Session, account: str, address: str) -> None:
    """Count a try to sign in, before its password is looked at, so that tries at the same moment count too.

    Raises NotAllowed, and counts nothing, after too many for this account or from this address.
    """
    account, address = _account(account), address[:60]
    recent = select(func.count()).select_from(LoginAttempt).where(col(LoginAttempt.at) > now() - WINDOW)
    for_account = session.scalar(recent.where(LoginAttempt.account == account)) or 0
    from_address = session.scalar(recent.where(LoginAttempt.address == address)) or 0
    if for_account >= PER_ACCOUNT or from_address >= PER_ADDRESS:
        raise NotAllowed("Too many wrong tries. Wait a quarter of an hour and try again, or ask an admin for a link.")
    session.add(LoginAttempt(account=account, address=address))


def forget_tries(session: Session, account: str, address: str) -> None:
    """The password was right: tries for this account from this address no longer count."""
    tries = delete(LoginAttempt).where(col(LoginAttempt.account) == _account(account))
    session.exec(tries.where(col(LoginAttempt.address) == address[:60]))


def who_is(session: Session, name: str, password: str) -> User | None:
    """The active user with this name and password. Slow on purpose: never inside a write."""
    user = find_user(session, name)
    return user if password_fits(user, password) else None


def begin(session: Session, user: User, browser: str = "", instead_of: str = "") -> str:
    """Open a session for this user: the random token its cookie carries. Raises NotAllowed for a suspended one.

    The session with the token `instead_of`, which the browser had until now, ends.
    """
    known = session.get(User, user.id)
    if known is None or not known.active:
        raise NotAllowed("This account is suspended. Ask an admin.")
    earlier = session.get(LoginSession, hash_token(instead_of)) if instead_of else None
    if earlier is not None:
        earlier.ended_at = earlier.ended_at or now()
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


def is_confirmed(found: LoginSession) -> bool:
    """Whether the password or a code was given in this session a short while ago."""
    return found.confirmed_at >= now() - CONFIRMED


def confirm(session: Session, token: str, *, by: User) -> None:
    """Note that the session's holder has just given the password or a code again."""
    found = session.get_one(LoginSession, hash_token(token))
    found.confirmed_at = now()
    audit.record(session, audit.Action.CONFIRMED, f"user_account:{by.id}", by=by)


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


def sessions_of(session: Session, user: User) -> list[LoginSession]:
    """The user's live sessions, the one used last first."""
    live = select(LoginSession).where(
        LoginSession.user_id == user.id,
        col(LoginSession.ended_at).is_(None),
        col(LoginSession.seen_at) >= now() - IDLE,
        col(LoginSession.begun_at) >= now() - LONGEST,
    )
    return list(session.exec(live.order_by(col(LoginSession.seen_at).desc())))


def seen_last(session: Session) -> dict[int, datetime]:
    """When each user was last here, by the user's number."""
    query = select(LoginSession.user_id, func.max(LoginSession.seen_at)).group_by(col(LoginSession.user_id))
    return dict(session.exec(query).all())


def end_one(session: Session, user: User, handle: str, *, by: User) -> None:
    """Close one of this user's own sessions, by `handle_of` it. Raises NotFound."""
    found = next((s for s in sessions_of(session, user) if handle_of(s) == handle), None)
    if found is None:
        raise NotFound("That session has ended already.")
    found.ended_at = now()
    audit.record(session, audit.Action.SIGNED_OUT, f"user_account:{user.id}", by=by)


def end_others(session: Session, user: User, token: str, *, by: User) -> None:
    """Close all of this user's sessions but the one with this token."""
    for found in sessions_of(session, user):
        if found.token_hash != hash_token(token):
            found.ended_at = now()
    audit.record(session, audit.Action.SIGNED_OUT, f"user_account:{user.id}", by=by, reason="everywhere else")


def handle_of(found: LoginSession) -> str:
    """How a page names a session without giving its token away."""
    return found.token_hash[:16]


def _account(name: str) -> str:
    return name.replace("\x00", "").strip().lower()[:60]
