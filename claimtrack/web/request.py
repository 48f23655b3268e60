"""What every view needs: the request's reading session, one way to write, and who may come in."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, request
from flask_login import current_user
from sqlmodel import Session

from claimtrack.db import Database
from claimtrack.errors import NotAllowed
from claimtrack.models import DoneOnce, User
from claimtrack.services import logins, once, second_factor, users
from claimtrack.words import Role

View = TypeVar("View", bound=Callable[..., Any])
Confirmed = bool | dict[str, tuple[str, ...]]
PUBLIC = "public"
SAFE = ("GET", "HEAD", "OPTIONS")
FILES = ("static", "bootstrap.static")  # endpoints that serve the style sheets and scripts


def database() -> Database:
    """The application's database."""
    return cast(Database, current_app.extensions["claimtrack"])


def db() -> Session:
    """The session this request reads in; closed when the request ends."""
    if "read_session" not in g:
        g.reading = database().read()
        g.read_session = g.reading.__enter__()
    return cast(Session, g.read_session)


def close_reading(_error: BaseException | None = None) -> None:
    """End the request's reading session."""
    g.pop("read_session", None)
    reading = g.pop("reading", None)
    if reading is not None:
        reading.__exit__(None, None, None)


def me() -> User:
    """Who is signed in, as read when the request came in."""
    return cast(User, current_user.row)


@contextmanager
def acting() -> Iterator[tuple[Session, User]]:
    """Write as the person signed in, whose right to this view is looked up again inside the write."""
    close_reading()
    with database().write_tx() as session:
        found = (users.token_holder if current_user.key else logins.holder)(session, current_user.token)
        if found is None or not found[1].role.includes(needed_role()) or lacks_code(session, found[1]):
            raise NotAllowed("You were signed out, or your role has changed, while you worked. Sign in again.")
        yield session, found[1]


def needs(
    role: Role, *, confirmed: Confirmed = False, without_code: bool = False, reads: bool = False
) -> Callable[[View], View]:
    """Only for people signed in with at least this role.

    `confirmed`: what is sent here is carried out only a short while after the password or a code was given; the
    browser is asked for it again (web/confirming.py). A dict names the values in the address for which it is so.
    `without_code`: also for those who must set up a code at sign-in first, and have not.
    `reads`: what is sent to this address of the API is only read, so that a token which may only read will do.
    """

    def mark(view: View) -> View:
        view.claimtrack_access = role  # type: ignore[attr-defined]
        view.claimtrack_confirmed = confirmed  # type: ignore[attr-defined]
        view.claimtrack_without_code = without_code  # type: ignore[attr-defined]
        view.claimtrack_reads = reads  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """For everybody, signed in or not."""
    view.claimtrack_access = PUBLIC  # type: ignore[attr-defined]
    return view


def access_of(app: Flask, endpoint: str | None) -> Role | str | None:
    """Who may use a view: a role, PUBLIC, or None where nobody said so, and then nobody may."""
    if endpoint in FILES:
        return PUBLIC
    return getattr(app.view_functions.get(endpoint or ""), "claimtrack_access", None)


def may_write() -> bool:
    """Whether this request's view may change something; over the API as elsewhere a GET never does."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method not in SAFE and not getattr(view, "claimtrack_reads", False)


def needed_role() -> Role:
    """The role this request's view asks for."""
    access = access_of(current_app, request.endpoint)
    return access if isinstance(access, Role) else Role.FACT_CHECKER


def lacks_code(session: Session, user: User) -> bool:
    """Whether this request must wait until the person has set up the code at sign-in that the newsroom asks for."""
    view = current_app.view_functions.get(request.endpoint or "")
    return not getattr(view, "claimtrack_without_code", False) and second_factor.is_missing(session, user)


def done_before(session: Session, key: str, by: User) -> DoneOnce | None:
    """What this person, or their script, sent with this key before."""
    return session.get(DoneOnce, _own(key, by)) if key else None


def note_done(session: Session, key: str, location: str, by: User, sent: str = "") -> None:
    """Remember that what this person sent with this key was carried out."""
    if key:
        assert by.id is not None
        once.note(session, DoneOnce(key=_own(key, by), user_id=by.id, location=location, sent=sent))


def _own(key: str, by: User) -> str:
    """Keys come from outside: somebody else's is another one, and any text will do."""
    return hashlib.sha256(f"{by.id} {key}".encode(errors="replace")).hexdigest()
