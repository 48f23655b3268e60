"""The code at sign-in, on one's own account: set up with an app, recovery codes, turned off again."""

import segno
from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from claimtrack.errors import BadInput, NotAllowed
from claimtrack.services import logins, second_factor, settings
from claimtrack.web import shown_once
from claimtrack.web.confirming import check_password
from claimtrack.web.known_browser import tried, tried_code
from claimtrack.web.request import acting, database, db, me, needs
from claimtrack.web.signing_in import safe_target
from claimtrack.words import Role

bp = Blueprint("second_factor", __name__)
OFFERED = (
    "offered_code"  # in the browser's signed cookie: the secret it was shown, until a code proves that the app has it
)


class SetUpForm(FlaskForm):
    sign_in_code = StringField("Code", [InputRequired("Enter the six digits your app shows now.")])


class TurnOffForm(FlaskForm):
    password = PasswordField("Password", [InputRequired("Enter your password.")])
    sign_in_code = StringField("Code", [InputRequired("Enter the six digits your app shows now.")])


@bp.route("/account/code/set-up", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER, confirmed=True, without_code=True)
def set_up() -> ResponseReturnValue:
    """Show the secret to an app, and turn the code on once the app shows the right one."""
    if me().totp_secret:
        return redirect(url_for("account.show"))
    form, secret = SetUpForm(), session.setdefault(OFFERED, second_factor.new_secret())
    if request.method == "POST" and form.validate():
        try:
            with acting() as (tx, by):
                code = form.sign_in_code.data or ""
                codes = second_factor.turn_on(tx, by, secret, code, keep_session=current_user.token)
        except BadInput as error:
            form.sign_in_code.data, form.sign_in_code.errors = "", [str(error)]
        else:
            session.pop(OFFERED)
            return _show_codes(codes)
    return _set_up_page(form, secret)


@bp.get("/account/code/recovery")
@needs(Role.FACT_CHECKER)
def codes() -> ResponseReturnValue:
    """Show the recovery codes that were just made, this once."""
    found = shown_once.take("recovery codes").split()
    return render_template("second_factor/codes.html", codes=found, next=safe_target(request.args.get("next")))


@bp.post("/account/code/recovery")
@needs(Role.FACT_CHECKER, confirmed=True)
def renew() -> ResponseReturnValue:
    """New recovery codes in place of the old ones."""
    with acting() as (tx, by):
        made = second_factor.renew_codes(tx, by)
    return _show_codes(made)


@bp.route("/account/code/turn-off", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def turn_off() -> ResponseReturnValue:
    """Sign in with the password alone again: for this both are asked for."""
    if not me().totp_secret:
        return redirect(url_for("account.show"))
    form = TurnOffForm()
    if request.method == "POST" and form.validate() and _turned_off(form):
        flash("You sign in without a code from now on. You are signed out everywhere else.", "good")
        return redirect(url_for("account.show"))
    needed = settings.needs_code(db(), me().role)
    return render_template("second_factor/turn_off.html", form=form, needed=needed), 400 if form.errors else 200


def _set_up_page(form: SetUpForm, secret: str) -> ResponseReturnValue:
    address = second_factor.address(secret, me(), settings.value(db(), settings.NEWSROOM))
    page = render_template(
        "second_factor/set_up.html",
        form=form,
        address=address,
        picture=picture(address),
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        needed=settings.needs_code(db(), me().role),
        action=url_for("second_factor.set_up", next=request.args.get("next") or None),
    )
    return page, 400 if form.errors else 200


def _show_codes(codes: list[str]) -> ResponseReturnValue:
    shown_once.put("recovery codes", " ".join(codes))
    return redirect(url_for("second_factor.codes", next=request.args.get("next") or None))


def _turned_off(form: TurnOffForm) -> bool:
    """Whether password and code were right and it is off now; else the form says what to do."""
    try:
        check_password(me(), form.password.data or "")
    except (BadInput, NotAllowed) as error:
        form.password.errors = [str(error)]
        return False
    try:
        with database().write_tx() as tx:
            logins.note_try(tx, *tried_code(me()))
        with acting() as (tx, by):
            second_factor.turn_off(tx, by, form.sign_in_code.data or "", keep_session=current_user.token)
            logins.forget_tries(tx, *tried(by.name))
            logins.forget_tries(tx, *tried_code(by))
    except (BadInput, NotAllowed) as error:
        form.sign_in_code.data, form.sign_in_code.errors = "", [str(error)]
        return False
    return True


def picture(address: str) -> Markup:
    """The address as a QR code: SVG without a style of its own, dark on light also at night, so that phones read it."""
    code = segno.make_qr(address, error="m")
    return Markup(code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff"))  # noqa: S704
