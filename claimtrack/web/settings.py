"""The newsroom's choices: its name for readers, its scale of verdicts, whether people may approve their own work."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from claimtrack.drafts import clean_line, clean_text
from claimtrack.errors import BadInput, Stale
from claimtrack.rules.verdicts import DEFAULT, OWN, PRESETS, write_scale
from claimtrack.services import settings
from claimtrack.web.request import acting, db, me, needs
from claimtrack.words import Role

bp = Blueprint("settings", __name__)
SHORT = [SelectChoice(scale.name, scale.title) for scale in PRESETS.values()]


class NewsroomForm(FlaskForm):
    newsroom = StringField("Name of the newsroom", description="Readers see it on published claims.")
    newsroom_seen = HiddenField()
    verdict_scale = RadioField(
        "Scale of verdicts", choices=[*SHORT, SelectChoice(OWN, "Our own, as written below")], validate_choice=False
    )
    verdict_scale_seen = HiddenField()
    own_scale = TextAreaField(
        "Our own scale", description="A line for each verdict, the truest first: the label, a colon, what it means."
    )
    own_scale_seen = HiddenField()
    reason = StringField("Reason for the change", description="For the history, in a few words.")


class OwnWorkForm(FlaskForm):
    approve_own = BooleanField("People may approve what they entered or changed themselves")
    approve_own_seen = HiddenField()
    own_work_reason = StringField("Reason for the change", description="For the history, in a few words.")


@bp.get("/settings")
@needs(Role.EDITOR)
def show() -> ResponseReturnValue:
    """All choices as they are."""
    return _page(_newsroom_form(), _own_work_form())


@bp.post("/settings")
@needs(Role.EDITOR)
def change() -> ResponseReturnValue:
    """Change the newsroom's name or scale."""
    form = NewsroomForm()
    try:
        wanted = _wanted(form)
        with acting() as (tx, by):
            settings.choose_all(tx, wanted, by=by, reason=_reason(form.reason.data))
    except BadInput as error:
        for name, sentence in error.fields.items():
            form[name].errors = [sentence]
        return _page(form, _own_work_form(), 400)
    except Stale:
        _see_anew(form)
        return _page(form, _own_work_form(), 409)
    flash("The settings are saved.", "good")
    return redirect(url_for("settings.show"))


@bp.post("/settings/own-work")
@needs(Role.ADMIN)
def change_own_work() -> ResponseReturnValue:
    """Let people approve their own work, or stop it."""
    form = OwnWorkForm()
    wanted, seen = "yes" if form.approve_own.data else "no", form.approve_own_seen.data or ""
    try:
        with acting() as (tx, by):
            settings.choose(
                tx, settings.APPROVE_OWN, wanted, seen=seen, by=by, reason=_reason(form.own_work_reason.data)
            )
    except Stale:
        form.approve_own_seen.data = settings.value(db(), settings.APPROVE_OWN)
        return _page(_newsroom_form(), form, 409)
    flash("The setting is saved.", "good")
    return redirect(url_for("settings.show"))


def _page(form: NewsroomForm, own_work: OwnWorkForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "settings/show.html",
        form=form,
        own_work=own_work,
        now=settings.choices(db()),
        presets=PRESETS.values(),
        is_admin=me().role.includes(Role.ADMIN),
        is_stale=status == 409,
    )
    return page, status


def _newsroom_form() -> NewsroomForm:
    now: dict[str, Any] = {name: settings.value(db(), name) for name in _NAMES}
    seen = {f"{name}_seen": value for name, value in now.items()}
    now["verdict_scale"] = now["verdict_scale"] or DEFAULT.name
    now["own_scale"] = now["own_scale"] or write_scale(DEFAULT)
    return NewsroomForm(formdata=None, data=now | seen)


def _own_work_form() -> OwnWorkForm:
    value = settings.value(db(), settings.APPROVE_OWN)
    return OwnWorkForm(formdata=None, data={"approve_own": value == "yes", "approve_own_seen": value})


def _see_anew(form: NewsroomForm) -> None:
    """The form goes on from what is chosen now."""
    for name in _NAMES:
        form[f"{name}_seen"].data = settings.value(db(), name)


def _wanted(form: NewsroomForm) -> dict[str, tuple[str, str]]:
    """Each choice as it was made and as it was seen. Raises BadInput."""
    chosen = {
        settings.NEWSROOM: str(clean_line(form.newsroom.data or "")),
        settings.VERDICT_SCALE: form.verdict_scale.data or "",
        settings.OWN_SCALE: str(clean_text(form.own_scale.data or "")),
    }
    if chosen[settings.VERDICT_SCALE] not in {*PRESETS, OWN}:
        raise BadInput("", {"verdict_scale": "Choose one of the scales."})
    if chosen[settings.VERDICT_SCALE] == OWN and not chosen[settings.OWN_SCALE]:
        raise BadInput("", {"own_scale": "Write your own scale, or choose another one."})
    return {name: (value, request.form.get(f"{name}_seen", "")) for name, value in chosen.items()}


def _reason(text: str | None) -> str:
    return str(clean_line(text or ""))[:1000]


_NAMES = (settings.NEWSROOM, settings.VERDICT_SCALE, settings.OWN_SCALE)
