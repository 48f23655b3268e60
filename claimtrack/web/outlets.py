"""Outlets: what each carried, and the claims it carried without ever carrying the answer."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, SearchField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from claimtrack.drafts import OutletDraft, draft
from claimtrack.models import Outlet
from claimtrack.services import outlet_list, outlets
from claimtrack.services.outlet_list import Sort
from claimtrack.services.records import get
from claimtrack.web import change_form, changing, lists
from claimtrack.web.request import db, needs
from claimtrack.words import Role, Stance

bp = Blueprint("outlets", __name__)


ORDERS = {
    Sort.ONE_SIDED: "Most claims carried, never rebutted",
    Sort.CARRIED: "Most claims carried",
    Sort.REBUTTED: "Most rebuttals carried",
    Sort.SOURCES: "Most sources",
    Sort.NAME: "By name",
    **{stance: f"Most statements: {stance.label}" for stance in Stance},
}


class FilterForm(Form):
    q = SearchField("Name or web address")
    sort = SelectField("Order", choices=[SelectChoice(sort.value, words) for sort, words in ORDERS.items()])


class OutletForm(change_form.ChangeForm):
    name = StringField("Name", [InputRequired()])
    domain = StringField(
        "Web address", description="Only the part that all its pages share, without “www.”: apnews.com"
    )
    country = SelectField("Country", validate_choice=False)
    language = SelectField("Language", validate_choice=False)
    note = TextAreaField("Note")
    reason = change_form.reason()

    def draft(self) -> OutletDraft:
        return draft(OutletDraft, **{name: self[name].data or "" for name in OutletDraft.model_fields})


@bp.get("/outlets")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    words = lists.text_asked("q")
    sort = sort_asked()
    page = lists.paged(lambda offset, limit: outlet_list.find_outlets(db(), words, sort, offset, limit))
    return render_template(
        "outlets/index.html",
        page=page,
        form=FilterForm(request.args),
        parts=[lists.part(f"called “{words}”", "q")] if words else [],
        clear=lists.without("q"),
        sort=sort,
        sort_urls={name: lists.with_(sort=name) for name in (*Sort, *Stance)},
        stances=list(Stance),
    )


@bp.get("/outlets/<int:number>")
@needs(Role.FACT_CHECKER)
def show(number: int) -> ResponseReturnValue:
    outlet = get(db(), Outlet, number)
    one_sided, how_many = outlet_list.one_sided_of(db(), outlet, 0, 100)
    return render_template(
        "outlets/show.html",
        outlet=outlet,
        figures=outlet_list.figures_of(db(), outlet),
        one_sided=one_sided,
        more=how_many - len(one_sided),
        page=lists.paged(lambda offset, limit: outlet_list.sources_of(db(), outlet, offset, limit)),
    )


@bp.route("/outlets/<int:number>/change", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def change(number: int) -> ResponseReturnValue:
    outlet = get(db(), Outlet, number)
    form = change_form.opened(OutletForm, _recorded(outlet))
    form.country.choices = change_form.countries(form.country.data)
    form.language.choices = change_form.languages(form.language.data)
    status = change_form.saved(form, Outlet, number, outlets.change_outlet) if request.method == "POST" else 0
    if status == 200:
        flash("The change is saved.", "good")
        return redirect(url_for("outlets.show", number=number))
    if status == 409:
        url = url_for("outlets.show", number=number)
        return changing.conflict(form, _stored, what="outlet", number=number, stale=form.stale, url=url)
    return render_template("outlets/change.html", outlet=outlet, form=form), status or 200


def _stored(number: int) -> OutletForm:
    """The form as the record fills it."""
    outlet = get(db(), Outlet, number)
    form = OutletForm(formdata=None, data=_recorded(outlet))
    form.country.choices = change_form.countries(outlet.country)
    form.language.choices = change_form.languages(outlet.language)
    return form


def sort_asked() -> Sort | Stance:
    asked = request.args.get("sort", "")
    if asked in set(Stance):
        return Stance(asked)
    return Sort(asked) if asked in set(Sort) else Sort.ONE_SIDED


def _recorded(outlet: Outlet) -> dict[str, Any]:
    """The form as the record would fill it."""
    return {"version": str(outlet.version), **{name: getattr(outlet, name) for name in OutletDraft.model_fields}}
