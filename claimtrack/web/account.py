"""A person's own account: where they are signed in, their password, their keys for scripts."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from claimtrack.drafts import clean_name
from claimtrack.errors import BadInput, NotAllowed
from claimtrack.services import logins, second_factor, users
from claimtrack.web import changing, shown_once
from claimtrack.web.confirming import check_password
from claimtrack.web.known_browser import tried
from claimtrack.web.request import acting, db, me, needs
from claimtrack.web.typed import number_in
from claimtrack.words import Role, Scope

bp = Blueprint("account", __name__)
LONGEST_NAME = 60
# Signs in what a browser says of itself, the telling ones first: Edge says Chrome, too, and Chrome says Safari.
BROWSERS = {"Firefox/": "Firefox", "Edg": "Edge", "OPR/": "Opera", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


class PasswordForm(FlaskForm):
    current_password = PasswordField("Password until now", [InputRequired("Enter the password you have now.")])
    new_password = PasswordField("New password", [InputRequired("Enter a password of at least 12 characters.")])
    new_password_again = PasswordField("New password again", [InputRequired("Enter the new password a second time.")])


class TokenForm(FlaskForm):
    name = StringField("What it is for", [InputRequired("Enter what the token is for.")])
    scope = RadioField(
        "What it may do",
        choices=[SelectChoice(scope, scope.label) for scope in Scope],
        default=Scope.READ.value,
        validate_choice=False,
    )
    days = StringField(
        "Days until it ends", [InputRequired()], default=str(users.TOKEN_DAYS), description="From 1 to 365."
    )


@bp.get("/account")
@needs(Role.FACT_CHECKER)
def show() -> ResponseReturnValue:
    return _page(TokenForm(formdata=None))


@bp.post("/account/sessions/<handle>/end")
@needs(Role.FACT_CHECKER)
def end_session(handle: str) -> ResponseReturnValue:
    """Sign out somewhere else."""
    with acting() as (tx, by):
        logins.end_one(tx, by, handle, by=by)
    flash("That session has ended.", "good")
    return redirect(url_for("account.show"))


@bp.post("/account/sessions/end-others")
@needs(Role.FACT_CHECKER)
def end_other_sessions() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    with acting() as (tx, by):
        logins.end_others(tx, by, current_user.token, by=by)
    flash("You are signed out everywhere else.", "good")
    return redirect(url_for("account.show"))


@bp.route("/account/password", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def password() -> ResponseReturnValue:
    """Change one's own password; all other sessions end."""
    form = PasswordForm()
    if request.method == "POST" and form.validate() and (password_hash := _new_hash(form)):
        with acting() as (tx, by):
            users.set_password(tx, by, password_hash, by=by, keep_session=current_user.token)
            logins.forget_tries(tx, *tried(by.name))
        flash("Your password is changed, and you are signed out everywhere else.", "good")
        return redirect(url_for("account.show"))
    return render_template("account/password.html", form=form), 400 if form.errors else 200


@bp.post("/account/tokens")
@needs(Role.FACT_CHECKER, confirmed=True)
def make_token() -> ResponseReturnValue:
    """A key for a script."""
    form = TokenForm()
    try:
        wanted = _wanted(form)
        with acting() as (tx, by):
            token = users.make_token(tx, by, by=by, **wanted)
    except BadInput as error:
        changing.tell(form, error)
        return _page(form), 400
    shown_once.put("token", token)
    return redirect(url_for("account.token"))


@bp.get("/account/tokens/new")
@needs(Role.FACT_CHECKER)
def token() -> ResponseReturnValue:
    """Show the token that was just made, this once."""
    return render_template("account/token.html", token=shown_once.take("token"))


@bp.post("/account/tokens/<int:number>/end")
@needs(Role.FACT_CHECKER)
def end_token(number: int) -> ResponseReturnValue:
    """Make a token useless."""
    with acting() as (tx, by):
        users.end_token(tx, by, number, by=by)
    flash("That token no longer works.", "good")
    return redirect(url_for("account.show"))


def browser_name(agent: str) -> str:
    """“Firefox on Windows”, as far as what a browser says of itself tells."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    return " on ".join(filter(None, (browser, system))) or "A browser that does not say its name"


def _wanted(form: TokenForm) -> dict[str, Any]:
    """The token asked for. Raises BadInput."""
    name, scope = clean_name(form.name.data or ""), form.scope.data
    wrong = {}
    if not 0 < len(name) <= LONGEST_NAME:
        wrong["name"] = f"Enter what the token is for, in 1 to {LONGEST_NAME} characters."
    if scope not in set(Scope):
        wrong["scope"] = "Choose what the token may do."
    if wrong:
        raise BadInput("", wrong)
    return {"name": name, "scope": Scope(scope), "days": number_in(form.days.data) or 0}


def _page(form: TokenForm) -> str:
    sessions = [(logins.handle_of(s), s, browser_name(s.browser)) for s in logins.sessions_of(db(), me())]
    here = logins.handle_of(current_user.session)
    tokens = users.tokens_of(db(), me())
    return render_template(
        "account/show.html",
        user=me(),
        sessions=sessions,
        here=here,
        tokens=tokens,
        used=users.token_days(db(), tokens),
        form=form,
        codes_left=len(second_factor.codes_left(db(), me())),
        runs_newsroom=me().role.includes(Role.ADMIN),
    )


def _new_hash(form: PasswordForm) -> str | None:
    """The new password's hash, or None and the form says what to do. Wrong passwords count as at the sign-in page."""
    if form.new_password.data != form.new_password_again.data:
        form.new_password_again.errors = ["The two passwords differ. Enter the same one twice."]
        return None
    try:
        check_password(me(), form.current_password.data or "")
    except (BadInput, NotAllowed) as error:
        form.current_password.errors = [str(error)]
        return None
    try:
        return users.hash_password(form.new_password.data or "")
    except BadInput as error:
        form.new_password.errors = [str(error)]
        return None
