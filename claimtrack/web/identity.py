"""Who is asking, and whether they may: nobody passes a view that does not say who may use it."""

import json
from typing import Any

from flask import Flask, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from claimtrack.errors import NotAllowed
from claimtrack.models import ApiToken, LoginSession, User, now
from claimtrack.services import kept, logins, users
from claimtrack.web.request import FILES, PUBLIC, access_of, database, db, lacks_code, may_write
from claimtrack.words import Role, Scope

CARRIED = ("version", "seen", "once")  # how the record was when the form was opened, and the form's own number
PASTED = "article.look"  # of an article nothing is stored
SECRET = ("password", "token", "again", "sign_in_code")  # what is named so is never carried along or kept


class SignedIn(UserMixin):
    """Somebody with a live session, or a script with a live API token: then `session` is None and `key` its record."""

    def __init__(self, row: User, token: str, session: LoginSession | None, key: ApiToken | None = None) -> None:
        self.row, self.token, self.session, self.key = row, token, session, key
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
    """Who holds the session that the cookie names. A token sent to the API counts alone, whatever cookie came along."""
    found = logins.holder(db(), token) if api_token() is None else None
    return SignedIn(found[1], token, found[0]) if found else None


def by_api_token(_request: Any) -> SignedIn | None:
    """Whose API token the request carries."""
    token = api_token()
    found = users.token_holder(db(), token) if token is not None else None
    return SignedIn(found[1], token or "", None, found[0]) if found else None


def api_token() -> str | None:
    """The token that came with the request; None where none came, or to a page: only the API takes one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and request.blueprint == "api" else None


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
        raise NotAllowed(
            f"Only somebody with the role {access.label} may do this. If you need it for your work, ask an admin."
        )
    if lacks_code(db(), current_user.row):
        return lead_to_code()
    if request.blueprint == "api" and may_write():
        check_may_write()
    return None


def check_may_write() -> None:
    """Over the API only a token writes: a browser sends its cookie also where another site makes it ask."""
    if current_user.key is None:
        raise NotAllowed("Only a script writes over the API. Send a token with the scope “write”.")
    if current_user.key.scope is not Scope.WRITE:
        raise NotAllowed("This token may only read. Make one with the scope “write” on your account’s page.")


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
    from claimtrack.web.signing_in import SignInForm  # the form's page imports this module's check

    typed, back = what_to_keep(), way_back()
    form = SignInForm(formdata=None)
    form.next.data = back
    form.kept.data = json.dumps(typed) if typed and back else ""
    return make_response(render_template("session/sign_in.html", form=form, kept=bool(form.kept.data)), 401)


def lead_to_code() -> ResponseReturnValue:
    """To the page where the code at sign-in is set up; what was typed is kept for when the person comes back."""
    if request.blueprint == "api":
        raise NotAllowed("This newsroom asks for a code at sign-in. Set it up on the page of your account first.")
    return redirect(url_for("second_factor.set_up", next=keep_typed()))


def keep_typed() -> str:
    """Keep what was typed for its form, where there is one to give it back: its address, or ""."""
    typed, back = what_to_keep(), way_back()
    if typed and back:
        with database().write_tx() as tx:
            kept.keep(tx, current_user.row, back, typed)
    return back


def what_was_typed() -> dict[str, list[str]]:
    """The fields of the form that was sent, without those that are secret."""
    return {name: values for name, values in request.form.lists() if not any(word in name.lower() for word in SECRET)}


def what_to_keep() -> dict[str, list[str]]:
    """The same, to be kept until it can be saved; nothing where there was only a button to press."""
    theirs = request.endpoint != PASTED and access_of(current_app, request.endpoint) != PUBLIC
    sent = what_was_typed() if theirs else {}
    typed = (value for name, values in sent.items() if name not in CARRIED for value in values)
    return sent if any(typed) else {}


def is_ours() -> bool:
    """Whether the browser itself says that a page of ours made it ask, and no other site."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def way_back() -> str:
    """Where to go after signing in: the page asked for; after a form, its page, or nowhere if it has none."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    try:
        current_app.create_url_adapter(request).match(request.path, method="GET")  # type: ignore[union-attr]
    except HTTPException:
        return ""
    return request.path


def note_seen() -> None:
    """Note, at most once a minute, that the session is in use, and once a day that a token is.

    Where nothing can be written reading goes on.
    """
    if request.endpoint in FILES or not current_user.is_authenticated or not is_due(current_user):
        return
    try:
        with database().write_tx() as session:
            if current_user.key:
                users.note_token_used(session, current_user.key.id)
            else:
                logins.note_seen(session, current_user.token)
    except OperationalError as error:
        current_app.logger.error("use not noted: %s", type(error.orig).__name__)


def is_due(who: SignedIn) -> bool:
    """Whether it is time to note again that this session or token is in use."""
    if who.key is None:
        return who.session is not None and logins.is_due(who.session)
    assert who.key.id is not None
    return users.token_days(db(), [who.key]).get(who.key.id) != now().date()
