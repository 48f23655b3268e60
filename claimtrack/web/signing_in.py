"""From the password to the desk: the code, where one is asked for; then a session of its own, and back to the work."""

import json
import time
from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from flask_wtf import FlaskForm
from sqlmodel import Session
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from claimtrack.errors import NotAllowed
from claimtrack.models import User
from claimtrack.services import kept, logins, second_factor
from claimtrack.web.identity import SignedIn
from claimtrack.web.known_browser import remember, tried, tried_code
from claimtrack.web.request import close_reading, database, db

HALFWAY = "halfway"  # in the browser's signed cookie: who has given the password, and the code not yet
HALFWAY_LIFE = 600  # seconds


class WayForm(FlaskForm):
    """What is carried along while somebody signs in: where they were going, and what they had typed."""

    next = HiddenField()
    kept = HiddenField()


class SignInForm(WayForm):
    name = StringField("User name", [InputRequired("Enter your user name.")])
    password = PasswordField("Password", [InputRequired("Enter your password.")])


class CodeForm(WayForm):
    sign_in_code = StringField("Code", [InputRequired("Enter the six digits your app shows now.")])


def go_on(user: User, way: WayForm | None) -> ResponseReturnValue:
    """The password was right: in, or first to the page that asks for the code."""
    if not user.totp_secret:
        enter(user, way)
        return redirect(safe_target(way.next.data if way else ""))
    session[HALFWAY] = {"user": user.id, "version": user.version, "at": time.time()}
    form = CodeForm(formdata=None)
    if way is not None:
        form.next.data, form.kept.data = way.next.data, way.kept.data
    return render_template("session/code.html", form=form)


def halfway() -> User | None:
    """Who has given the password in this browser a short while ago, and whose account is as it was then."""
    found: dict[str, Any] = session.get(HALFWAY) or {}
    if found.get("at", 0) < time.time() - HALFWAY_LIFE:
        return None
    user = db().get(User, found["user"])
    return user if user and user.active and user.version == found["version"] else None


def enter(user: User, way: WayForm | None, code: str = "") -> None:
    """Begin a session and keep what was carried along. Raises BadInput for a code that is missing or wrong."""
    earlier = current_user.token if current_user.is_authenticated else ""
    close_reading()
    with database().write_tx() as tx:
        known = tx.get_one(User, user.id)
        if known.version != user.version:
            raise NotAllowed("Your account has changed while you signed in. Sign in again.")
        if known.totp_secret:
            second_factor.take(tx, known, code)
        token = logins.begin(tx, known, request.user_agent.string, earlier)
        logins.forget_tries(tx, *tried(known.name))
        logins.forget_tries(tx, *tried_code(known))
        if way is not None:
            keep_carried(tx, known, way)
    session.clear()
    login_user(SignedIn(known, token, None))
    remember(known)


def keep_carried(tx: Session, user: User, way: WayForm) -> None:
    """Keep what was carried along for the form in which it was typed."""
    if way.kept.data:
        kept.keep(tx, user, safe_target(way.next.data), _fields(way.kept.data))


def safe_target(target: str | None) -> str:
    """Where to go next: a path on this site, whatever was asked for."""
    wanted = (target or "").replace("\\", "/")
    is_path = wanted.startswith("/") and not wanted.startswith("//")
    return wanted if is_path and wanted.isprintable() else url_for("home.index")


def _fields(text: str) -> dict[str, object]:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):  # the second: brackets nested without end
        return {}
    return fields if isinstance(fields, dict) else {}
