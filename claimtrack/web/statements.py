"""Changing one statement, striking it out, and bringing it back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from claimtrack.errors import BadInput, Stale
from claimtrack.models import Statement
from claimtrack.services import records, statements
from claimtrack.services.statement_page import StatementPage, other_statements, statement_page
from claimtrack.web.changing import conflict, forget, left_unsaved, tell
from claimtrack.web.lists import number_in
from claimtrack.web.request import acting, db, needs
from claimtrack.web.statement_forms import (
    StatementForm,
    StrikeForm,
    said_of,
    same_act_choices,
    statement_draft,
    values_of,
)
from claimtrack.web.typed import reason_in
from claimtrack.words import Role

bp = Blueprint("statements", __name__)
NAMES = {"same_act_as_id": "same_act_as", "actor": "on_behalf_of", "said": "said_words"}


@bp.route("/statements/<int:number>/change", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def change(number: int) -> ResponseReturnValue:
    """Change what was said, how, or when. Actor, source and claim stay: for another one, enter a new statement."""
    found = statement_page(db(), number)
    if request.method == "GET":
        left = left_unsaved()
        return change_page(found, with_choices(StatementForm(left), found) if left else stored_form(found))
    form = with_choices(StatementForm(), found)
    if "look" in request.form:
        return change_page(found, form)
    try:
        draft, reason = statement_draft(db(), form, found), reason_in(form.reason.data)
        with acting() as (tx, by):
            statements.change_statement(
                tx,
                records.get(tx, Statement, number),
                draft,
                seen=number_in(form.version.data) or 0,
                by=by,
                reason=reason,
            )
            forget(tx, by)
    except BadInput as error:
        return change_page(found, form, tell(form, error, NAMES)), 400
    except Stale as stale:
        return conflict(form, as_stored, what="statement", number=number, stale=stale, url=url(found))
    flash("The statement is changed.", "good")
    return redirect(url(found))


@bp.route("/statements/<int:number>/strike", methods=["GET", "POST"])
@needs(Role.FACT_CHECKER)
def strike(number: int) -> ResponseReturnValue:
    """Strike a mistaken statement out of the timeline; it stays readable and can be restored."""
    found = statement_page(db(), number)
    form = StrikeForm() if request.method == "POST" else StrikeForm(left_unsaved())
    if request.method == "GET":
        form.version.data = form.version.data or found.statement.version
        return render_template("statements/strike.html", found=found, form=form, is_stale=False)
    try:
        _strike(number, form, struck=True)
    except BadInput as error:
        tell(form, error)
        return render_template("statements/strike.html", found=found, form=form, is_stale=False), 400
    except Stale:
        found = statement_page(db(), number)
        form.version.data = found.statement.version
        return render_template("statements/strike.html", found=found, form=form, is_stale=True), 409
    flash("The statement is struck out. Restore it under “Struck out” on this page.", "good")
    return redirect(url_for("claims.show", number=found.claim.id, _anchor="struck"))


@bp.post("/statements/<int:number>/restore")
@needs(Role.FACT_CHECKER)
def restore(number: int) -> ResponseReturnValue:
    found = statement_page(db(), number)
    _strike(number, StrikeForm(), struck=False)
    flash("The statement is back in the timeline.", "good")
    return redirect(url(found))


def _strike(number: int, form: StrikeForm, *, struck: bool) -> None:
    reason = reason_in(form.reason.data)
    with acting() as (tx, by):
        statements.strike(
            tx,
            records.get(tx, Statement, number),
            seen=number_in(form.version.data) or 0,
            by=by,
            reason=reason,
            struck=struck,
        )
        forget(tx, by)


def as_stored(number: int) -> StatementForm:
    return stored_form(statement_page(db(), number))


def stored_form(found: StatementPage) -> StatementForm:
    return with_choices(StatementForm(formdata=None, data=values_of(db(), found)), found)


def with_choices(form: StatementForm, found: StatementPage) -> StatementForm:
    form.same_act_as.choices = same_act_choices(other_statements(db(), found.statement))
    return form


def change_page(found: StatementPage, form: StatementForm, extra: list[tuple[str, str]] | None = None) -> str:
    try:
        said = said_of(db(), form, found)
    except BadInput:
        said = None
    return render_template("statements/change.html", found=found, form=form, said=said, extra=extra or [])


def url(found: StatementPage) -> str:
    """The statement's place on its claim's page."""
    return url_for("claims.show", number=found.claim.id, _anchor=f"statement-{found.statement.id}")
