"""Entering a statement: one form, one save, and what claimtrack knows beside it while somebody types."""

import hashlib
import json
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError

from claimtrack.drafts import EntryDraft
from claimtrack.errors import BadInput, Duplicate
from claimtrack.models import Statement
from claimtrack.services import kept, statements
from claimtrack.services.entry_help import Known, know
from claimtrack.services.likely import told
from claimtrack.services.records import get
from claimtrack.web.entry_choices import CHOICES
from claimtrack.web.entry_draft import entry_of, fields_named_in
from claimtrack.web.entry_form import EntryForm, same_act_choices, typed_of
from claimtrack.web.entry_start import begun_form, begun_slot, kept_form, new_form, slot_in, slot_of, typed_fields
from claimtrack.web.errors import answer, tell_csrf
from claimtrack.web.request import acting, db, done_before, me, needs, note_done
from claimtrack.web.typed import number_in
from claimtrack.words import Role

bp = Blueprint("entry", __name__)
NOT_THE_ENTRY = ("csrf_token", "draft", "slot")


@bp.get("/enter")
@needs(Role.FACT_CHECKER)
def enter() -> ResponseReturnValue:
    found = kept.find(db(), me(), slot_of(request.args))
    form = kept_form(found) if found else new_form(db())
    return _page(form, know(db(), typed_of(form)), kept_at=found.kept_at if found else None)


@bp.post("/enter")
@needs(Role.FACT_CHECKER)
def save() -> ResponseReturnValue:
    """Record the statement; or, by one of the small buttons, only answer or take a choice into the form."""
    form = EntryForm()
    act, _, value = request.form.get("action", "save").partition("-")
    if act == "begin":
        return _begin(form)
    changed = CHOICES[act](form, value, db()) if act in CHOICES else ()
    if act == "check" or act in CHOICES:
        return _page(form, know(db(), typed_of(form)), changed=changed)
    return _save(form, go_on=value)


@bp.post("/enter/check")
@needs(Role.FACT_CHECKER)
def check() -> ResponseReturnValue:
    """What claimtrack knows about what is typed, as parts of the page."""
    form = EntryForm()
    known = know(db(), typed_of(form))
    return render_template("entry/check.html", form=form, known=known)


@bp.post("/enter/draft")
@needs(Role.FACT_CHECKER)
def keep() -> ResponseReturnValue:
    """Keep what is typed so far."""
    _keep_typed(EntryForm())
    return "", 204


@bp.post("/enter/discard")
@needs(Role.FACT_CHECKER)
def discard() -> ResponseReturnValue:
    """Drop the unsaved draft that this form was filled with."""
    form = EntryForm()
    with acting() as (tx, by):
        kept.forget(tx, by, slot_in(form))
    return redirect(slot_in(form))


@bp.errorhandler(413)
def tell_too_large(_error: Exception) -> ResponseReturnValue:
    message = "What was kept while you typed is still there: open Enter again, and shorten the excerpt."
    return answer(413, message)


@bp.errorhandler(CSRFError)
def tell_signed_in_again(_error: CSRFError) -> ResponseReturnValue:
    """Somebody signed in again in another window since this form was opened: give it back, good for sending."""
    if request.endpoint != "entry.save":
        return tell_csrf(_error)
    form = EntryForm()
    problem = "You signed in again since this form was opened, so nothing was saved yet. Press Save once more."
    return _page(form, know(db(), typed_of(form)), status=400, problems=[problem])


def _begin(form: EntryForm) -> ResponseReturnValue:
    """The form with a sentence of an article in it; as it was left, if that was begun before and not saved."""
    found = kept.find(db(), me(), begun_slot(form))
    form = kept_form(found) if found else begun_form(form)
    return _page(form, know(db(), typed_of(form)), kept_at=found.kept_at if found else None)


def _save(form: EntryForm, go_on: str) -> ResponseReturnValue:
    known = know(db(), typed_of(form), suggesting=False)
    try:
        entry = entry_of(form, known)
        return redirect(_record(form, entry, go_on))
    except BadInput as error:
        return _given_back(form, form.tell(fields_named_in(error)), 400)
    except Duplicate as error:
        return _given_back(form, [str(error)], 409, error.existing_id)
    except OperationalError:
        return _given_back(form, ["The database cannot be written just now. Wait a minute and save again."], 503)


def _record(form: EntryForm, entry: EntryDraft, go_on: str) -> str:
    """Store the entry once, however often the form is sent, and drop its draft. Gives the address to go on at."""
    with acting() as (tx, by):
        before = done_before(tx, _key(), by)
        if before:
            return before.location
        statement = statements.enter(tx, entry, by=by)
        location = _next(statement, go_on)
        kept.forget_draft(tx, by, url_for("entry.enter"), form.draft.data or "")
        note_done(tx, _key(), location, by)
        sentence = told(tx, statement.id or 0).sentence
    if not go_on:
        flash(sentence, "good")
    return location


def _next(statement: Statement, go_on: str) -> str:
    if go_on in ("source", "claim"):
        return url_for("entry.enter", after=statement.id, keep=go_on)
    return url_for("claims.show", number=statement.claim_id, _anchor=f"statement-{statement.id}")


def _key() -> str:
    """The same for the same form with the same words in it: changed and sent again, it is another statement."""
    fields = {name: values for name, values in request.form.to_dict(flat=False).items() if name not in NOT_THE_ENTRY}
    fields.pop("action", None)
    return hashlib.sha256(json.dumps(sorted(fields.items())).encode()).hexdigest()


def _keep_typed(form: EntryForm) -> None:
    """Keep what was sent, unless just this has been recorded in the meantime."""
    with acting() as (tx, by):
        if done_before(tx, _key(), by) is None:
            kept.keep(tx, by, slot_in(form), typed_fields())


def _given_back(form: EntryForm, sentences: list[str], status: int, recorded: int | None = None) -> ResponseReturnValue:
    """The form as it was sent, with what to do about it; kept, too, unless nothing can be written."""
    if status < 500:
        _keep_typed(form)
    statement = get(db(), Statement, recorded) if recorded else None
    return _page(form, know(db(), typed_of(form)), status=status, problems=sentences, duplicate=statement)


def _page(form: EntryForm, known: Known, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    same_act_choices(form, known)
    after = number_in(request.args.get("after")) if request.method == "GET" else None
    shown = {"kept_at": None, "changed": (), "problems": [], "duplicate": None, **more}
    others = [other for other in kept.all_under(db(), me(), url_for("entry.enter")) if other.form != form.slot.data]
    just_now = told(db(), after) if after else None
    page = render_template("entry/enter.html", form=form, known=known, others=others, just_now=just_now, **shown)
    return page, status
