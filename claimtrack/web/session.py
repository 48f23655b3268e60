"""Signing in, signing out, and setting a password by one-time link."""

import json

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from claimtrack.errors import BadInput, NotAllowed
from claimtrack.models import User
from claimtrack.services import kept, logins, users
from claimtrack.web.identity import SignedIn
from claimtrack.web.request import acting, close_reading, database, db, needs, public
from claimtrack.words import Role

bp = Blueprint("session", __name__)


class SignInForm(FlaskForm):
    name = StringField("User name", [InputRequired("Enter your user name.")])
    password = PasswordField("Password", [InputRequired("Enter your password.")])
    next = HiddenField()
    kept = HiddenField()


class PasswordForm(FlaskForm):
    password = PasswordField("New password", [InputRequired("Enter a password of at least 12 characters.")])
    again = PasswordField("The same password again", [InputRequired("Enter the password a second time.")])


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    form = SignInForm(formdata=None)
    form.next.data = request.args.get("next", "")
    return render_template("session/sign_in.html", form=form, kept=False)


@bp.post("/sign-in")
@public
def check_sign_in() -> ResponseReturnValue:
    form = SignInForm()
    user = _known(form) if form.validate() else None
    if user is None:
        return render_template("session/sign_in.html", form=form, kept=bool(form.kept.data)), 400
    _begin(user, form)
    return redirect(safe_target(form.next.data))


@bp.post("/sign-out")
@needs(Role.FACT_CHECKER)
def sign_out() -> ResponseReturnValue:
    with acting() as (tx, by):
        logins.end(tx, current_user.token, by=by)
    session.clear()
    return redirect(url_for("session.sign_in"))


@bp.route("/link/<token>", methods=["GET", "POST"])
@public
def use_link(token: str) -> ResponseReturnValue:
    """Set a password by one-time link, and be signed in with it."""
    _link, user = users.holder_of(db(), token)
    form = PasswordForm()
    if request.method == "POST" and form.validate() and (password_hash := _checked(form)):
        close_reading()
        with database().write_tx() as tx:
            user = users.use_link(tx, token, password_hash)
        _begin(user, None)
        flash("Your password is set and you are signed in.", "good")
        return redirect(url_for("home.index"))
    return render_template("session/use_link.html", form=form, user=user), 400 if form.errors else 200


def safe_target(target: str | None) -> str:
    """Where to go next: a path on this site, whatever was asked for."""
    wanted = (target or "").replace("\\", "/")
    is_path = wanted.startswith("/") and not wanted.startswith("//")
    return wanted if is_path and wanted.isprintable() else url_for("home.index")


def _known(form: SignInForm) -> User | None:
    """The user, if name and password fit; else the form carries the reason."""
    name, address = form.name.data or "", request.remote_addr or ""
    try:
        with database().write_tx() as tx:
            logins.note_try(tx, name, address)
    except NotAllowed as error:
        form.name.errors = [str(error)]
        return None
    user = logins.who_is(db(), name, form.password.data or "")
    if user is None:
        form.password.errors = ["This name and password do not belong together. Check both and try again."]
    return user


def _begin(user: User, form: SignInForm | None) -> None:
    earlier = current_user.token if current_user.is_authenticated else ""
    close_reading()
    with database().write_tx() as tx:
        token = logins.begin(tx, user, request.user_agent.string, earlier)
        if form is not None:
            logins.forget_tries(tx, user.name, request.remote_addr or "")
            if form.kept.data:
                kept.keep(tx, user, safe_target(form.next.data), _fields(form.kept.data))
    session.clear()
    login_user(SignedIn(user, token, None))


def _fields(text: str) -> dict[str, object]:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):  # the second: brackets nested without end
        return {}
    return fields if isinstance(fields, dict) else {}


def _checked(form: PasswordForm) -> str | None:
    """The new password's hash, or None and the form says what to do."""
    if form.password.data != form.again.data:
        form.again.errors = ["The two passwords differ. Enter the same one twice."]
        return None
    try:
        return users.hash_password(form.password.data or "")
    except BadInput as error:
        form.password.errors = [str(error)]
        return None
