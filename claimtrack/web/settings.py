"""The newsroom's choices: its name, its scale of verdicts, who may approve, who must sign in with a code."""

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
from claimtrack.web.changing import forget, left_unsaved
from claimtrack.web.request import acting, db, me, needs
from claimtrack.words import Role

bp = Blueprint("settings", __name__)
SHORT = [SelectChoice(scale.name, scale.title) for scale in PRESETS.values()]

NOBODY = "nobody"
WHO_MUST = [
    SelectChoice(NOBODY, "Nobody must"),
    SelectChoice(Role.ADMIN, "Admins"),
    SelectChoice(Role.EDITOR, "Editors and admins"),
    SelectChoice(Role.FACT_CHECKER, "Everybody"),
]


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


class CodeForm(FlaskForm):
    code_needed_by = RadioField("Who must sign in with a code", choices=WHO_MUST, validate_choice=False)
    code_needed_by_seen = HiddenField()
    code_reason = StringField("Reason for the change", description="For the history, in a few words.")


@bp.get("/settings")
@needs(Role.EDITOR)
def show() -> ResponseReturnValue:
    """All choices as they are, or as they were left unsaved."""
    left = left_unsaved()
    return _page(NewsroomForm(left) if left else None)


@bp.post("/settings")
@needs(Role.EDITOR, confirmed=True)
def change() -> ResponseReturnValue:
    """Change the newsroom's name or scale."""
    form = NewsroomForm()
    try:
        wanted = _wanted(form)
        with acting() as (tx, by):
            settings.choose_all(tx, wanted, by=by, reason=_reason(form.reason.data))
            forget(tx, by)
    except BadInput as error:
        for name, sentence in error.fields.items():
            form[name].errors = [sentence]
        return _page(form, status=400)
    except Stale:
        _see_anew(form)
        return _page(form, status=409)
    flash("The settings are saved.", "good")
    return redirect(url_for("settings.show"))


@bp.post("/settings/own-work")
@needs(Role.ADMIN, confirmed=True)
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
        return _page(own_work=form, status=409)
    flash("The setting is saved.", "good")
    return redirect(url_for("settings.show"))


@bp.post("/settings/code")
@needs(Role.ADMIN, confirmed=True)
def change_code() -> ResponseReturnValue:
    """Say who must sign in with a code."""
    form = CodeForm()
    wanted = "" if form.code_needed_by.data == NOBODY else form.code_needed_by.data or NOBODY
    try:
        with acting() as (tx, by):
            settings.choose(
                tx,
                settings.CODE_NEEDED_BY,
                wanted,
                seen=form.code_needed_by_seen.data or "",
                by=by,
                reason=_reason(form.code_reason.data),
            )
    except BadInput as error:
        form.code_needed_by.errors = [error.fields[settings.CODE_NEEDED_BY]]
        return _page(code=form, status=400)
    except Stale:
        form.code_needed_by_seen.data = settings.value(db(), settings.CODE_NEEDED_BY)
        return _page(code=form, status=409)
    flash("The setting is saved.", "good")
    return redirect(url_for("settings.show"))


def _page(
    form: NewsroomForm | None = None,
    own_work: OwnWorkForm | None = None,
    code: CodeForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "settings/show.html",
        form=form or _newsroom_form(),
        own_work=own_work or _own_work_form(),
        code=code or _code_form(),
        now=settings.choices(db()),
        presets=PRESETS.values(),
        who_must={choice.value: choice.label for choice in WHO_MUST},
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


def _code_form() -> CodeForm:
    value = settings.value(db(), settings.CODE_NEEDED_BY)
    return CodeForm(formdata=None, data={"code_needed_by": value or NOBODY, "code_needed_by_seen": value})


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
