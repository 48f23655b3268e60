"""The password or a code once more, before what must not be done from a browser that was left open.

A view marked `@needs(…, confirmed=True)` is carried out only a short while after either was given. Otherwise the form
comes back as a page that asks for it and carries along all that was sent: one answer, and the act goes on.
"""

from flask import Flask, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField

from claimtrack.errors import BadInput, NotAllowed
from claimtrack.models import User
from claimtrack.services import logins, second_factor, users
from claimtrack.web.identity import way_back, what_was_typed
from claimtrack.web.known_browser import tried, tried_code
from claimtrack.web.request import SAFE, close_reading, database, me


class ConfirmForm(FlaskForm):
    confirm_password = PasswordField("Password")  # never carried along or kept: see identity.SECRET


def attach(app: Flask) -> None:
    """Ask before any view that wants it. To be called after the CSRF check is attached: no forged form comes here."""
    app.before_request(check_confirmed)


def check_confirmed() -> ResponseReturnValue | None:
    """Answer with the question when the password was given too long ago, and take its answer."""
    if not asks_now() or (current_user.session and logins.is_confirmed(current_user.session)):
        return None
    if current_user.session is None:
        raise NotAllowed("A token cannot do this. Sign in with a browser.")
    form = ConfirmForm()
    if "confirm_password" not in request.form:
        return _ask(form)
    try:
        confirm(form.confirm_password.data or "")
    except (BadInput, NotAllowed) as error:
        form.confirm_password.errors = [str(error)]
        return _ask(form)
    return None


def asks_now() -> bool:
    """Whether this request's view wants the password given a short while ago."""
    if request.method in SAFE:
        return False
    wanted = getattr(current_app.view_functions.get(request.endpoint or ""), "claimtrack_confirmed", False)
    if isinstance(wanted, dict):
        return any((request.view_args or {}).get(name) in values for name, values in wanted.items())
    return bool(wanted)


def confirm(given: str) -> None:
    """Take the password, or a code, of the person signed in. Raises BadInput for a wrong one, NotAllowed after many."""
    user = me()
    if user.totp_secret and second_factor.is_app_code(given):
        confirm_code(user, given)
        return
    check_password(user, given)
    close_reading()
    with database().write_tx() as tx:
        logins.forget_tries(tx, *tried(user.name))
        logins.confirm(tx, current_user.token, by=user)


def confirm_code(user: User, code: str) -> None:
    """As `confirm`, with a code of the app."""
    close_reading()
    with database().write_tx() as tx:
        logins.note_try(tx, *tried_code(user))
    with database().write_tx() as tx:
        second_factor.take(tx, tx.get_one(User, user.id), code)
        logins.forget_tries(tx, *tried_code(user))
        logins.confirm(tx, current_user.token, by=user)


def check_password(user: User, password: str) -> None:
    """Raises BadInput unless this is the user's password, NotAllowed after too many tries, as at the sign-in page."""
    with database().write_tx() as tx:
        logins.note_try(tx, *tried(user.name))
    if not users.password_fits(user, password):
        raise BadInput("This is not your password. Check it and try again.")


def _ask(form: ConfirmForm) -> ResponseReturnValue:
    page = render_template(
        "errors/confirm.html",
        form=form,
        action=request.full_path.rstrip("?"),
        typed=what_was_typed(),
        back=way_back() or url_for("home.index"),
        has_code=bool(me().totp_secret),
        minutes=int(logins.CONFIRMED.total_seconds() // 60),
    )
    return make_response(page, 401)
