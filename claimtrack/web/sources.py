"""Sources: the documents in which statements stand, with what is kept of each."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Form, SearchField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from claimtrack.drafts import SourceDraft, draft
from claimtrack.errors import BadInput
from claimtrack.models import Outlet, Source
from claimtrack.rules.marked import mark_quotes
from claimtrack.services import source_list, sources
from claimtrack.services.comparing import joined_here
from claimtrack.services.records import get, get_standing
from claimtrack.services.source_list import Sort, Wanted
from claimtrack.web import change_form, changing, lists
from claimtrack.web.codes import language_name
from claimtrack.web.request import db, needs
from claimtrack.web.standing import led_on
from claimtrack.web.texts import day
from claimtrack.words import Role

bp = Blueprint("sources", __name__)
TEXTS = ("url", "outlet", "title", "byline", "archive_url", "language", "excerpt", "note")
DAYS = ("published", "retrieved")


class FilterForm(Form):
    q = SearchField("Title, address, byline or outlet")
    outlet = SelectField("Outlet")
    language = SelectField("Language")
    published = StringField("Published")
    archive = BooleanField("Only without an archive copy", false_values=("", "0"))
    sort = SelectField(
        "Order",
        choices=[
            SelectChoice(Sort.PUBLISHED, "Latest published first"),
            SelectChoice(Sort.ENTERED, "Latest entered first"),
            SelectChoice(Sort.TITLE, "By title"),
        ],
    )


class SourceForm(change_form.ChangeForm):
    url = StringField("Web address")
    title = StringField("Title", description="Needed where there is no web address.")
    outlet = StringField("Outlet")
    byline = StringField("Byline", description="Who wrote it, as printed.")
    published = StringField("Published on", description="As 2022-02-21.")
    retrieved = StringField("Retrieved on", description="As 2022-02-21.")
    archive_url = StringField("Archive address", description="Of a copy that stays when the page is changed or gone.")
    language = SelectField("Language", validate_choice=False)
    excerpt = TextAreaField("Excerpt", description="The passage you rely on, word for word.")
    syndicated_from = StringField(
        "Copied from", description="The address of the original; or its number here, if it has no address."
    )
    note = TextAreaField("Note")
    reason = change_form.reason()

    def draft(self) -> SourceDraft:
        original = (self.syndicated_from.data or "").strip()
        by_number = original.isascii() and original.isdigit()
        return draft(
            SourceDraft,
            **{name: self[name].data or "" for name in TEXTS},
            **{name: (self[name].data or "").strip() or None for name in DAYS},
            **({"syndicated_from_id": original[:11]} if by_number else {"syndicated_from": original}),
        )

    def at(self, path: str) -> Any:
        return super().at("syndicated_from" if path == "syndicated_from_id" else path)


@bp.get("/sources")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    try:
        (since, until), problem = lists.days_asked("published"), ""
    except BadInput as error:
        (since, until), problem = (None, None), str(error)
    wanted = Wanted(
        words=lists.text_asked("q"),
        outlet_ids=lists.numbers_asked("outlet"),
        languages=lists.texts_asked("language"),
        since=since,
        until=until,
        without_archive=request.args.get("archive") == "no",
        sort=next((sort for sort in Sort if sort == request.args.get("sort")), Sort.PUBLISHED),
    )
    page = lists.paged(lambda offset, limit: source_list.find_sources(db(), wanted, offset, limit))
    return render_template(
        "sources/index.html",
        page=page,
        form=_filter_form(wanted),
        parts=_parts(wanted),
        problem=problem,
        clear=lists.bare(),
    )


@bp.get("/sources/<int:number>")
@needs(Role.FACT_CHECKER)
def show(number: int) -> ResponseReturnValue:
    source = get(db(), Source, number)
    if source.joined_to_id is not None:
        return led_on(source)
    pieces, missing = mark_quotes(source.excerpt, source_list.quotes_in(db(), source)) if source.excerpt else ([], [])
    original = get(db(), Source, source.syndicated_from_id) if source.syndicated_from_id else None
    return render_template(
        "sources/show.html",
        source=source,
        joined=joined_here(db(), source),
        outlet=get(db(), Outlet, source.outlet_id) if source.outlet_id else None,
        original=original,
        copies=source_list.copies_of(db(), source),
        pieces=pieces,
        missing=missing,
        page=lists.paged(lambda offset, limit: source_list.said_in(db(), source, offset, limit), 40),
    )


@bp.route("/sources/<int:number>/change", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def change(number: int) -> ResponseReturnValue:
    source = (get if request.method == "POST" else get_standing)(db(), Source, number)
    form = change_form.opened(SourceForm, _recorded(source))
    form.language.choices = change_form.languages(form.language.data)
    status = change_form.saved(form, Source, number, sources.change_source) if request.method == "POST" else 0
    if status == 200:
        flash("The change is saved.", "good")
        return redirect(url_for("sources.show", number=number))
    if status == 409:
        now = changing.standing_in(form.stale, number)
        url = url_for("sources.show", number=now)
        return changing.conflict(form, _stored, what="source", number=now, stale=form.stale, url=url)
    return render_template("sources/change.html", source=source, form=form), status or 200


def _filter_form(wanted: Wanted) -> FilterForm:
    form = FilterForm(request.args)
    names = source_list.outlet_names(db())
    form.outlet.choices = [SelectChoice("", "Any"), *(SelectChoice(str(number), name) for number, name in names)]
    codes = source_list.languages_in_use(db())
    form.language.choices = [SelectChoice("", "Any"), *(SelectChoice(code, language_name(code)) for code in codes)]
    return form


def _parts(wanted: Wanted) -> list[lists.FilterPart]:
    """The filter as the parts of a sentence."""
    names = dict(source_list.outlet_names(db()))
    return [
        *([lists.part(f"with “{wanted.words}”", "q")] if wanted.words else []),
        *(
            lists.part(f"in {names.get(number, 'an unknown outlet')}", "outlet", str(number))
            for number in wanted.outlet_ids
        ),
        *(lists.part(f"in {language_name(code)}", "language", code) for code in wanted.languages),
        *([lists.part(_span(wanted.since, wanted.until), "published")] if wanted.since or wanted.until else []),
        *([lists.part("without an archive copy", "archive")] if wanted.without_archive else []),
    ]


def _span(since: date | None, until: date | None) -> str:
    if since == until:
        return f"published on {day(since)}"
    return " ".join(
        ["published", *([f"since {day(since)}"] if since else []), *([f"until {day(until)}"] if until else [])]
    )


def _stored(number: int) -> SourceForm:
    source = get(db(), Source, number)
    form = SourceForm(formdata=None, data=_recorded(source))
    form.language.choices = change_form.languages(source.language)
    return form


def _recorded(source: Source) -> dict[str, Any]:
    """The form as the record would fill it."""
    outlet = get(db(), Outlet, source.outlet_id) if source.outlet_id else None
    original = get(db(), Source, source.syndicated_from_id) if source.syndicated_from_id else None
    return {
        "version": str(source.version),
        **{name: getattr(source, name) or "" for name in TEXTS if name != "outlet"},
        **{name: getattr(source, name).isoformat() if getattr(source, name) else "" for name in DAYS},
        "outlet": outlet.name if outlet else "",
        "syndicated_from": (original.url or str(original.id)) if original else "",
    }
