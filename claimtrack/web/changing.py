"""What every form that changes a record has in common: coming back filled, and meeting somebody else's change."""

from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from claimtrack.errors import BadInput
from claimtrack.services import history, kept
from claimtrack.web.request import db, me
from claimtrack.web.texts import moment


def left_unsaved() -> MultiDict[str, str] | None:
    """What this person typed into the form at this address and could not save, or None."""
    found = kept.find(db(), me(), request.path)
    if found is None:
        return None
    flash("What you typed here before is back in the form. It is not saved yet.", "warn")
    return MultiDict([(name, value) for name, values in found.fields.items() for value in values])


def tell(form: FlaskForm, error: BadInput, names: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Put each sentence at its field; those that belong to none come back for the summary on top."""
    rest = []
    for place, sentence in (error.fields or {"": str(error)}).items():
        name = (names or {}).get(place.partition(".")[0], place.partition(".")[0])
        if name in form:
            form[name].errors = [*form[name].errors, sentence]
        else:
            rest.append(("", sentence))
    return rest


def conflict(
    form: FlaskForm, current: FlaskForm, *, what: str, subject: str, show_url: str, **more: Any
) -> ResponseReturnValue:
    """The page that shows both texts: `form` holds mine, `current` the record now, `more` what stands beside."""
    form.version.data = current.version.data
    last = history.last_change(db(), subject)
    shown = [f for f in current if f.name not in ("version", "csrf_token", "reason") and not hasattr(f, "entries")]
    theirs = {f.name: in_words(f) for f in shown}
    page = render_template(
        "errors/conflict.html",
        what=what,
        form=form,
        theirs={**theirs, "reason": last.reason if last else ""},
        action=request.path,
        show_url=show_url,
        changed_by=last.who if last else "",
        changed_when=f"on {moment(last.at)}" if last else "",
        **more,
    )
    return page, 409


def in_words(field: Any) -> str:
    """A field's value as the conflict page writes it."""
    if hasattr(field, "iter_choices"):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    if isinstance(field.data, bool):
        return "yes" if field.data else "no"
    return str(field.data or "")
