"""The people of this newsroom, for admins: invite, change roles, shut out, let in again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlmodel import Session
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from claimtrack.drafts import UserDraft, draft
from claimtrack.errors import BadInput, Duplicate
from claimtrack.models import User
from claimtrack.services import logins, second_factor, users
from claimtrack.services.records import check_version, get
from claimtrack.web import shown_once
from claimtrack.web.change_form import ChangeForm
from claimtrack.web.changing import forget, left_unsaved
from claimtrack.web.request import acting, db, me, needs
from claimtrack.words import Role

bp = Blueprint("users", __name__)
MAY = {
    Role.FACT_CHECKER: "Enters and changes claims and statements.",
    Role.EDITOR: "Also reviews, joins duplicates, gives verdicts and publishes.",
    Role.ADMIN: "Also invites people and changes what they may do.",
}


class InviteForm(ChangeForm):
    name = StringField("User name", [InputRequired()], description="For signing in. It cannot be changed later.")
    full_name = StringField("Name", description="As colleagues and the history show it.")
    role = RadioField(
        "Role", choices=[SelectChoice(r, r.label) for r in Role], default=Role.FACT_CHECKER.value, validate_choice=False
    )

    def draft(self) -> UserDraft:
        names = {name: self[name].data or "" for name in ("name", "full_name")}
        return draft(UserDraft, **names, role=self.role.data)


class RoleForm(FlaskForm):
    version = HiddenField()
    role = RadioField("Role", choices=[SelectChoice(r, r.label) for r in Role], validate_choice=False)


@bp.get("/users")
@needs(Role.ADMIN)
def index() -> ResponseReturnValue:
    return render_template("users/index.html", people=users.all_users(db()), seen=logins.seen_last(db()))


@bp.route("/users/invite", methods=["GET", "POST"])
@needs(Role.ADMIN, confirmed=True)
def invite() -> ResponseReturnValue:
    """A new person, and the link with which they set their password."""
    form = InviteForm() if request.method == "POST" else InviteForm(left_unsaved())
    if request.method == "POST":
        try:
            wanted = form.draft()
            with acting() as (tx, by):
                user, link = users.invite(tx, wanted, by=by)
                forget(tx, by)
                number = user.id
        except (BadInput, Duplicate) as error:
            form.tell(error)
        else:
            shown_once.put(f"link-{number}", link)
            return redirect(url_for("users.link", number=number))
    return render_template("users/invite.html", form=form, may=MAY), 400 if form.errors else 200


@bp.get("/users/<int:number>")
@needs(Role.ADMIN)
def show(number: int) -> ResponseReturnValue:
    user = get(db(), User, number)
    return render_template(
        "users/show.html",
        user=user,
        form=RoleForm(formdata=None, data={"version": str(user.version), "role": user.role.value}),
        may=MAY,
        seen=logins.seen_last(db()).get(number),
        sessions=len(logins.sessions_of(db(), user)),
        tokens=len(users.tokens_of(db(), user)),
        is_me=user.id == me().id,
    )


@bp.post("/users/<int:number>/role")
@needs(Role.ADMIN, confirmed=True)
def change_role(number: int) -> ResponseReturnValue:
    get(db(), User, number)
    role = next((role for role in Role if role == request.form.get("role")), None)
    if role is None:
        raise BadInput("Choose one of the roles.")
    with acting() as (tx, by):
        users.change_role(tx, get(tx, User, number), role, seen=_seen(), by=by)
    flash(f"From now on: {role.label}.", "good")
    return redirect(url_for("users.show", number=number))


@bp.post("/users/<int:number>/suspend")
@needs(Role.ADMIN, confirmed=True)
def suspend(number: int) -> ResponseReturnValue:
    with acting() as (tx, by):
        users.suspend(tx, _as_seen(tx, number), by=by)
    flash("Suspended: signed out everywhere, and links and tokens no longer work.", "good")
    return redirect(url_for("users.show", number=number))


@bp.post("/users/<int:number>/restore")
@needs(Role.ADMIN, confirmed=True)
def restore(number: int) -> ResponseReturnValue:
    with acting() as (tx, by):
        users.suspend(tx, _as_seen(tx, number), by=by, active=True)
    flash("Let in again. They sign in with the password they had.", "good")
    return redirect(url_for("users.show", number=number))


@bp.post("/users/<int:number>/link")
@needs(Role.ADMIN, confirmed=True)
def make_link(number: int) -> ResponseReturnValue:
    """A new link for somebody who has lost the password or the first link."""
    with acting() as (tx, by):
        link = users.make_link(tx, get(tx, User, number), by=by)
    shown_once.put(f"link-{number}", link)
    return redirect(url_for("users.link", number=number))


@bp.post("/users/<int:number>/reset-code")
@needs(Role.ADMIN, confirmed=True)
def reset_code(number: int) -> ResponseReturnValue:
    """Let somebody in without a code who has lost phone and recovery codes."""
    with acting() as (tx, by):
        second_factor.reset(tx, get(tx, User, number), by=by)
    flash(
        "From now on they sign in without a code, until they set one up again. They are signed out everywhere.", "good"
    )
    return redirect(url_for("users.show", number=number))


@bp.get("/users/<int:number>/link")
@needs(Role.ADMIN)
def link(number: int) -> ResponseReturnValue:
    """Show the link that was just made, this once."""
    user = get(db(), User, number)
    token = shown_once.take(f"link-{number}")
    address = url_for("session.use_link", token=token, _external=True) if token else ""
    return render_template("users/link.html", user=user, address=address, days=users.LINK_LIFE.days)


def _as_seen(session: Session, number: int) -> User:
    """The user, as the page showed them. Raises NotFound, Stale."""
    user = get(session, User, number)
    check_version(user, _seen())
    return user


def _seen() -> int:
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
