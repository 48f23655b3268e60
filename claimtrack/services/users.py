"""The people who work here: invited by a one-time link, suspended and never deleted."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlmodel import Session, col, func, select

from claimtrack.drafts import UserDraft
from claimtrack.errors import BadInput, Duplicate, NotAllowed, NotFound
from claimtrack.models import ApiToken, ApiTokenUse, LoginSession, OneTimeLink, User, now
from claimtrack.services import audit
from claimtrack.services.records import LARGEST_ID, check_version, id_of
from claimtrack.words import Role, Scope

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
LINK_LIFE = timedelta(days=3)
TOKEN_DAYS, MOST_TOKEN_DAYS = 90, 365
hasher = PasswordHasher()  # argon2id with the library's current defaults (RFC 9106, low-memory profile)
NOBODY = hasher.hash(secrets.token_hex())  # checked for unknown names, so that they take as long as known ones


def hash_token(token: str) -> str:
    """How a token is kept: SHA-256 in hex; a random token needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_password(password: str) -> str:
    """The password's hash; takes about 50 ms, so never inside a write. Raises BadInput for one too short or long."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        message = (
            f"Choose a password of {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; four random words do well."
        )
        raise BadInput(message, {"password": message})
    return hasher.hash(password)


def password_fits(user: User | None, password: str) -> bool:
    """Whether this is the user's password; takes equally long for nobody and for a wrong one."""
    known = user.password_hash if user and user.password_hash else NOBODY
    try:
        fits = hasher.verify(known, password[:LONGEST_PASSWORD])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return fits and user is not None and user.active and known is not NOBODY


def find_user(session: Session, name: str) -> User | None:
    """The user with this name, in any case."""
    lowered = name.replace("\x00", "").strip().lower()
    return session.exec(select(User).where(func.lower(User.name) == lowered)).first()


def get_user(session: Session, name: str) -> User:
    """The user with this name. Raises NotFound."""
    user = find_user(session, name)
    if user is None:
        raise NotFound(f"There is no user called {name}.")
    return user


def all_users(session: Session) -> list[User]:
    """Everybody, in the order of their names."""
    return list(session.exec(select(User).order_by(User.name)))


def invite(session: Session, draft: UserDraft, *, by: User | None) -> tuple[User, str]:
    """A new user without a password, and the token of the link that lets them set one. Raises Duplicate."""
    if find_user(session, draft.name):
        raise Duplicate(f"There is a user called {draft.name} already.")
    user = User(**draft.model_dump())
    session.add(user)
    session.flush()
    return user, make_link(session, user, by=by)


def make_link(session: Session, user: User, *, by: User | None) -> str:
    """The token of a link that lets this user set a password once; earlier links stop working. Raises NotAllowed."""
    if not user.active:
        raise NotAllowed(f"{user.full_name or user.name} is suspended. Let them in again first.")
    _spend_links(session, user)
    token = secrets.token_urlsafe(24)
    session.add(OneTimeLink(token_hash=hash_token(token), user_id=id_of(user), expires_at=now() + LINK_LIFE))
    audit.record(session, audit.Action.INVITED, f"user_account:{user.id}", by=by)
    return token


def holder_of(session: Session, token: str) -> tuple[OneTimeLink, User]:
    """The link with this token and whose it is. Raises NotFound for one used, expired or unknown."""
    link = session.exec(select(OneTimeLink).where(OneTimeLink.token_hash == hash_token(token))).first()
    user = session.get(User, link.user_id) if link else None
    if link is None or user is None or link.used_at or link.expires_at < now() or not user.active:
        raise NotFound("This link has been used or has expired. Ask an admin for a new one.")
    return link, user


def use_link(session: Session, token: str, password_hash: str) -> User:
    """Set the password of the link's holder and spend the link. Raises NotFound."""
    link, user = holder_of(session, token)
    link.used_at = now()
    set_password(session, user, password_hash, by=user)
    return user


def set_password(session: Session, user: User, password_hash: str, *, by: User | None, keep_session: str = "") -> None:
    """Give the user this password, already hashed. All sessions end but the one with the token to keep, links too."""
    user.password_hash = password_hash
    end_sessions(session, user, keep_session)
    _spend_links(session, user)
    user.version += 1
    audit.record(session, audit.Action.PASSWORD_SET, f"user_account:{user.id}", by=by)


def suspend(session: Session, user: User, *, by: User | None, active: bool = False) -> None:
    """Shut a user out at once, or let them in again; what they were signed in with stays dead. Raises NotAllowed."""
    if not active:
        _check_not_last_admin(session, user)
        end_sessions(session, user)
        _spend_links(session, user)
        for token in tokens_of(session, user):
            token.ended_at = now()
    user.active = active
    user.version += 1
    action = audit.Action.RESTORED if active else audit.Action.SUSPENDED
    audit.record(session, action, f"user_account:{user.id}", by=by)


def change_role(session: Session, user: User, role: Role, *, seen: int, by: User | None, reason: str = "") -> None:
    """Let a user do more or less from now on. Raises Stale, or NotAllowed for the last admin."""
    check_version(user, seen)
    if role is not Role.ADMIN:
        _check_not_last_admin(session, user)
    if user.role is not role:
        user.role = role
        user.version += 1
    audit.record(session, audit.Action.CHANGED, f"user_account:{user.id}", by=by, reason=reason)


def make_token(
    session: Session, user: User, name: str, *, by: User | None, scope: Scope = Scope.READ, days: int = TOKEN_DAYS
) -> str:
    """A key with which scripts may use the API as this user; shown once. Raises BadInput for too long a life."""
    if not 0 < days <= MOST_TOKEN_DAYS:
        message = f"Enter a number of days from 1 to {MOST_TOKEN_DAYS}."
        raise BadInput(message, {"days": message})
    token = "ct_" + secrets.token_urlsafe(32)
    expires_at = now() + timedelta(days=days)
    session.add(
        ApiToken(token_hash=hash_token(token), user_id=id_of(user), name=name[:60], scope=scope, expires_at=expires_at)
    )
    audit.record(session, audit.Action.TOKEN_MADE, f"user_account:{user.id}", by=by)
    return token


def tokens_of(session: Session, user: User) -> list[ApiToken]:
    """The user's API tokens that still work, the newest first."""
    live = select(ApiToken).where(
        ApiToken.user_id == user.id, col(ApiToken.ended_at).is_(None), col(ApiToken.expires_at) > now()
    )
    return list(session.exec(live.order_by(col(ApiToken.id).desc())))


def end_token(session: Session, user: User, number: int, *, by: User | None) -> None:
    """Make one of this user's API tokens useless for good. Raises NotFound for anybody else's."""
    token = session.get(ApiToken, number) if 0 < number <= LARGEST_ID else None
    if token is None or token.user_id != user.id or token.ended_at:
        raise NotFound("You have no such token, or it has ended already.")
    token.ended_at = now()
    audit.record(session, audit.Action.TOKEN_ENDED, f"user_account:{user.id}", by=by)


def token_holder(session: Session, token: str) -> tuple[ApiToken, User] | None:
    """The live API token that this is, and whose: neither ended, expired nor of a suspended user."""
    found = session.exec(select(ApiToken).where(ApiToken.token_hash == hash_token(token))).first()
    if found is None or found.ended_at or found.expires_at < now():
        return None
    user = session.get(User, found.user_id)
    return (found, user) if user and user.active else None


def token_days(session: Session, tokens: Iterable[ApiToken]) -> dict[int, date]:
    """On which day each of these tokens was last used, by its number."""
    query = select(ApiTokenUse).where(col(ApiTokenUse.token_id).in_([token.id for token in tokens]))
    return {use.token_id: use.day for use in session.exec(query)}


def note_token_used(session: Session, number: int) -> None:
    """Note that this token was used today."""
    session.merge(ApiTokenUse(token_id=number, day=now().date()))


def end_sessions(session: Session, user: User, keep: str = "") -> None:
    """End all of this user's sessions but the one with the token to keep."""
    live = select(LoginSession).where(LoginSession.user_id == user.id, col(LoginSession.ended_at).is_(None))
    for found in session.exec(live):
        if not keep or found.token_hash != hash_token(keep):
            found.ended_at = now()


def _check_not_last_admin(session: Session, user: User) -> None:
    """Whoever was invited and has set no password cannot sign in: they count only while no admin has one."""
    admins = session.exec(select(User).where(User.role == Role.ADMIN, col(User.active))).all()
    if ([admin for admin in admins if admin.password_hash] or list(admins)) == [user]:
        raise NotAllowed("This is the last admin who can sign in. Make somebody else an admin first.")


def _spend_links(session: Session, user: User) -> None:
    unused = select(OneTimeLink).where(OneTimeLink.user_id == user.id, col(OneTimeLink.used_at).is_(None))
    for link in session.exec(unused):
        link.used_at = now()
