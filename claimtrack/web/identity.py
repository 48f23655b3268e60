"""Who is asking, and whether they may: nobody passes a view that does not say who may use it."""

import json
from typing import Any

from flask import Flask, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from claimtrack.errors import NotAllowed
from claimtrack.models import LoginSession, User
from claimtrack.services import logins, users
from claimtrack.web.request import PUBLIC, access_of, database, db
from claimtrack.words import Role

NOT_KEPT = ("csrf_token", "password")


class SignedIn(UserMixin):
    """Somebody with a live session, or a script with a live token (then `session` is None)."""

    def __init__(self, row: User, token: str, session: LoginSession | None) -> None:
        self.row, self.token, self.session = row, token, session
        self.name = row.full_name or row.name

    def get_id(self) -> str:
        """What the cookie carries: the session's token, never the user's number."""
        return self.token


def attach(app: Flask) -> None:
    """Let requests be recognised and checked."""
    manager = LoginManager(app)
    manager.session_protection = None  # our sessions live on the server and end there
    manager.user_loader(by_session)
    manager.request_loader(by_api_token)
    app.before_request(check_access)
    app.before_request(note_seen)


def by_session(token: str) -> SignedIn | None:
    """Who holds the session that the cookie names."""
    found = logins.holder(db(), token)
    return SignedIn(found[1], token, found[0]) if found else None


def by_api_token(_request: Any) -> SignedIn | None:
    """Whose API token the request carries; only the API takes one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or request.blueprint != "api" or request.method not in ("GET", "HEAD"):
        return None
    user = users.user_of_token(db(), token.strip())
    return SignedIn(user, "", None) if user else None


def check_access() -> ResponseReturnValue | None:
    """Answer for the view when the person may not use it."""
    if request.endpoint is None:
        return None  # no such page: told as 404
    access = access_of(current_app, request.endpoint)
    if access == PUBLIC:
        return None
    if not isinstance(access, Role):
        raise NotAllowed("This page does not say who may use it, so nobody may.")
    if not current_user.is_authenticated:
        return ask_to_sign_in()
    if not current_user.row.role.includes(access):
        raise NotAllowed(f"Only somebody with the role {access.label} may do this.")
    return None


def ask_to_sign_in() -> ResponseReturnValue:
    """The sign-in page in place of the page asked for, with everything that was typed carried along."""
    if request.blueprint == "api":
        return (
            {"type": "about:blank", "title": "Sign in first, or send a token", "status": 401},
            401,
            {
                "Content-Type": "application/problem+json",
                "WWW-Authenticate": "Bearer",
            },
        )
    from claimtrack.web.session import SignInForm  # the form's page imports this module's check

    kept = request.form.to_dict(flat=False) if request.method == "POST" else {}
    form = SignInForm(formdata=None)
    form.next.data = request.full_path.rstrip("?") if request.method == "GET" else request.path
    form.kept.data = json.dumps({k: v for k, v in kept.items() if k not in NOT_KEPT}) if kept else ""
    return make_response(render_template("session/sign_in.html", form=form, kept=bool(kept)), 401)


def note_seen() -> None:
    """Note, at most once a minute, that the session is in use."""
    if current_user.is_authenticated and current_user.session and logins.is_due(current_user.session):
        with database().write_tx() as session:
            logins.note_seen(session, current_user.token)
