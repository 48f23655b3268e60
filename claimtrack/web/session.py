"""Signing in, signing out, and setting a password by one-time link."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError
from wtforms import PasswordField
from wtforms.validators import InputRequired

from claimtrack.errors import BadInput, NotAllowed
from claimtrack.models import User
from claimtrack.services import logins, users
from claimtrack.web.errors import tell_csrf
from claimtrack.web.identity import is_ours
from claimtrack.web.known_browser import tried, tried_code
from claimtrack.web.request import acting, close_reading, database, db, me, needs, public
from claimtrack.web.signing_in import CodeForm, SignInForm, enter, go_on, halfway, keep_carried, safe_target
from claimtrack.words import Role

bp = Blueprint("session", __name__)


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
    return go_on(user, form)


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
def code() -> ResponseReturnValue:
    """The second step, for those who sign in with a code."""
    user, form = halfway(), CodeForm()
    if user is None:
        return _once_more(form)
    if request.method == "POST" and form.validate():
        try:
            _count_try(tried_code(user))
            enter(user, form, form.sign_in_code.data or "")
        except (BadInput, NotAllowed) as error:
            form.sign_in_code.data, form.sign_in_code.errors = "", [str(error)]
        else:
            return redirect(safe_target(form.next.data))
    return render_template("session/code.html", form=form), 400 if form.errors else 200


@bp.errorhandler(CSRFError)
def tell_changed_elsewhere(error: CSRFError) -> ResponseReturnValue:
    """Somebody signed in or out in another window since this page was opened: what it carries along is not lost."""
    if request.endpoint not in ("session.check_sign_in", "session.code") or not is_ours():
        return tell_csrf(error)
    form = SignInForm()
    if current_user.is_authenticated:
        with database().write_tx() as tx:
            keep_carried(tx, me(), form)
        return redirect(safe_target(form.next.data), 303)
    form.name.errors = ["This page was opened before you signed in or out in another window. Sign in once more."]
    return render_template("session/sign_in.html", form=form, kept=bool(form.kept.data)), 400


@bp.post("/sign-out")
@needs(Role.FACT_CHECKER, without_code=True)
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
        answer = go_on(user, None)
        flash("Your password is set.", "good")  # last: a new session empties the cookie
        return answer
    return render_template("session/use_link.html", form=form, user=user), 400 if form.errors else 200


def _known(form: SignInForm) -> User | None:
    """The user, if name and password fit; else the form carries the reason."""
    name = form.name.data or ""
    try:
        _count_try(tried(name))
    except NotAllowed as error:
        form.name.errors = [str(error)]
        return None
    user = logins.who_is(db(), name, form.password.data or "")
    if user is None:
        form.password.errors = ["This name and password do not belong together. Check both and try again."]
    return user


def _once_more(form: CodeForm) -> ResponseReturnValue:
    """The password was given too long ago, or the account has changed since: from the beginning, nothing lost."""
    again = SignInForm(formdata=None)
    again.next.data, again.kept.data = form.next.data, form.kept.data
    if request.method == "POST":
        again.name.errors = ["That took too long, or your account has changed since. Sign in again."]
    return render_template("session/sign_in.html", form=again, kept=bool(again.kept.data)), 400 if again.errors else 200


def _count_try(by: tuple[str, str]) -> None:
    """Raises NotAllowed after too many for this account, or from this address."""
    with database().write_tx() as tx:
        logins.note_try(tx, *by)


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
