"""Actors: who spoke, under which names, in which office, and all they said."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FieldList, Form, FormField, SearchField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from claimtrack.drafts import ActorDraft, draft
from claimtrack.errors import BadInput
from claimtrack.models import Actor
from claimtrack.services import actor_list, actors
from claimtrack.services.actor_list import Sort, Wanted
from claimtrack.services.comparing import joined_here
from claimtrack.services.records import get, get_standing
from claimtrack.web import change_form, changing, lists
from claimtrack.web.codes import country_name
from claimtrack.web.request import db, needs
from claimtrack.web.standing import led_on
from claimtrack.words import ActorKind, Role

bp = Blueprint("actors", __name__)
SPARE_ROLES, MOST_ROLES, MOST_NAMES = 2, 40, 100


class FilterForm(Form):
    q = SearchField("Name, in any script")
    kind = SelectField("Kind", choices=[SelectChoice("", "Any"), *(SelectChoice(k, k.label) for k in ActorKind)])
    country = SelectField("Country")
    sort = SelectField(
        "Order", choices=[SelectChoice(Sort.STATEMENTS, "Most statements first"), SelectChoice(Sort.NAME, "By name")]
    )


class RoleForm(Form):
    title = StringField("Office")
    affiliation = StringField("At or of")
    speaks_for = StringField("Speaks for")
    since = StringField("Since")
    until = StringField("Until")


class ActorForm(change_form.ChangeForm):
    name = StringField("Name", [InputRequired()])
    kind = SelectField("Kind", choices=[SelectChoice(k, k.label) for k in ActorKind], validate_choice=False)
    country = SelectField("Country", validate_choice=False)
    aliases = TextAreaField("Other names", description="One per line, also in other scripts.")
    roles = FieldList(FormField(RoleForm), max_entries=MOST_ROLES)
    note = TextAreaField("Note")
    reason = change_form.reason()

    def draft(self) -> ActorDraft:
        names = [line for line in (self.aliases.data or "").splitlines() if line.strip()]
        if len(names) > MOST_NAMES:
            raise BadInput("", {"aliases": f"Leave the most useful {MOST_NAMES} names."})
        return draft(
            ActorDraft,
            name=self.name.data or "",
            kind=self.kind.data,
            country=self.country.data or "",
            aliases=names,
            roles=[_role(row.data) for row in self.roles if _is_filled(row.data)],
            note=self.note.data or "",
        )

    @property
    def wrong_in_rows(self) -> list[tuple[str, str]]:
        """What is wrong in the rows of roles: (id of the field, sentence)."""
        return [
            (field.id, f"Office {place}, {field.label.text.lower()}: {words}")
            for place, row in enumerate(self.roles, 1)
            for field in row.form
            for words in field.errors
        ]

    def at(self, path: str) -> Any:
        """Rows left empty are no roles: the draft's first role may stand in the form's third row."""
        parts = path.split(".")
        if parts[0] == "roles" and len(parts) == 3:
            filled = [row for row in self.roles if _is_filled(row.data)]
            return filled[int(parts[1])].form[parts[2]]
        return super().at(path)


@bp.get("/actors")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    form = FilterForm(request.args)
    form.country.choices = [
        SelectChoice("", "Any"),
        *(SelectChoice(code, country_name(code)) for code in actor_list.countries_in_use(db())),
    ]
    wanted = Wanted(
        words=lists.text_asked("q"),
        kinds=lists.words_asked("kind", ActorKind),
        countries=tuple(code for code in lists.texts_asked("country") if code.isalpha()),
        sort=Sort.NAME if request.args.get("sort") == Sort.NAME else Sort.STATEMENTS,
    )
    page = lists.paged(lambda offset, limit: actor_list.find_actors(db(), wanted, offset, limit))
    parts = [
        *([lists.part(f"called “{wanted.words}”", "q")] if wanted.words else []),
        *(lists.part(f"of the kind {kind.label}", "kind", kind) for kind in wanted.kinds),
        *(lists.part(f"from {country_name(code)}", "country", code) for code in wanted.countries),
    ]
    return render_template("actors/index.html", page=page, form=form, parts=parts, clear=lists.bare())


@bp.get("/actors/<int:number>")
@needs(Role.FACT_CHECKER)
def show(number: int) -> ResponseReturnValue:
    actor = get(db(), Actor, number)
    if actor.joined_to_id is not None:
        return led_on(actor)
    return render_template(
        "actors/show.html",
        actor=actor,
        joined=joined_here(db(), actor),
        names=actor_list.other_names(db(), actor),
        roles=actor_list.roles_with_speaker(db(), actor),
        counts=actor_list.stances_of(db(), actor),
        turns=actor_list.turnabouts_of(db(), actor),
        page=lists.paged(lambda offset, limit: actor_list.said_by(db(), actor, offset, limit), 40),
    )


@bp.route("/actors/<int:number>/change", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def change(number: int) -> ResponseReturnValue:
    actor = (get if request.method == "POST" else get_standing)(db(), Actor, number)
    form = change_form.opened(ActorForm, _recorded(actor))
    form.country.choices = change_form.countries(form.country.data)
    status = change_form.saved(form, Actor, number, actors.change_actor) if request.method == "POST" else 0
    if status == 200:
        flash("The change is saved.", "good")
        return redirect(url_for("actors.show", number=number))
    _offer_rows(form)
    if status == 409:
        now = changing.standing_in(form.stale, number)
        roles = actor_list.roles_with_speaker(db(), get(db(), Actor, now))
        return changing.conflict(
            form,
            _stored,
            what="actor",
            number=now,
            stale=form.stale,
            url=url_for("actors.show", number=now),
            also="actors/_roles.html",
            roles=roles,
        )
    return render_template("actors/change.html", actor=actor, form=form, roles=None), status or 200


def _stored(number: int) -> ActorForm:
    actor = get(db(), Actor, number)
    form = ActorForm(formdata=None, data=_recorded(actor))
    form.country.choices = change_form.countries(actor.country)
    return form


def _recorded(actor: Actor) -> dict[str, Any]:
    """The form as the record would fill it."""
    return {
        "version": str(actor.version),
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "aliases": "\n".join(actor_list.other_names(db(), actor)),
        "roles": [
            {
                "title": role.title,
                "affiliation": role.affiliation,
                "speaks_for": speaker.name if speaker else "",
                "since": _typed(role.since),
                "until": _typed(role.until),
            }
            for role, speaker in actor_list.roles_with_speaker(db(), actor)
        ],
        "note": actor.note,
    }


def _typed(day: date | None) -> str:
    return day.isoformat() if day else ""


def _is_filled(row: dict[str, Any]) -> bool:
    return any((value or "").strip() for value in row.values())


def _role(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: (row[name] or "").strip() or None for name in ("since", "until")}
    return {**{name: row[name] or "" for name in ("title", "affiliation", "speaks_for")}, **days}


def _offer_rows(form: ActorForm) -> None:
    """Room for roles to be added, beside those that are filled."""
    empty = sum(not _is_filled(row.data) for row in form.roles)
    for _ in range(SPARE_ROLES - empty):
        if len(form.roles) < MOST_ROLES:
            form.roles.append_entry()
