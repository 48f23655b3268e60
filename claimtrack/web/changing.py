"""What every form that changes a record has in common: coming back filled, and meeting somebody else's change."""

from collections.abc import Callable
from typing import Any

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from claimtrack.errors import BadInput, Joined, Stale
from claimtrack.models import User
from claimtrack.services import history, kept
from claimtrack.web.lists import number_in
from claimtrack.web.request import db, me
from claimtrack.web.standing import here
from claimtrack.web.texts import moment

OPENED_AT = ("version", "seen")  # fields that carry how the record was when the form was opened


def left_unsaved() -> MultiDict[str, str] | None:
    """What this person typed into the form at this address and could not save, or None.

    What was typed for a record for which this one stands since has seen nothing of this one: it has no version.
    """
    here, *joined = (kept.find(db(), me(), path) for path in _paths())
    found = here or next(filter(None, joined), None)
    if found is None:
        return None
    flash("What you typed here before is back in the form. It is not saved yet.", "warn")
    names = [name for name in found.fields if found is here or name not in OPENED_AT]
    return MultiDict([(name, value) for name in names for value in found.fields[name]])


def forget(tx: Session, by: User) -> None:
    """Drop what was left unsaved in this form: it has been saved."""
    for path in _paths():
        kept.forget(tx, by, path)


def _paths() -> list[str]:
    """This form's address, and that of the joined record's from which somebody was led here."""
    joined = number_in(request.args.get("joined", ""))
    return [request.path, *([here(joined)] if joined else [])]


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
    form: FlaskForm, stored: Callable[[int], FlaskForm], *, what: str, number: int, stale: Stale, url: str, **more: Any
) -> ResponseReturnValue:
    """The page that shows both texts: `form` holds mine, `stored` gives the form as a record stands now.

    `number` is the record that is to be changed now: if it stands for the one whose form it was, mine is there what I
    changed of that one. `more` stands beside.
    """
    joined = stale if isinstance(stale, Joined) else None
    current = stored(number)
    if joined:
        _take_over(form, stored(joined.number), current)
    form.version.data = current.version.data
    last = None if joined else history.last_change(db(), f"{what}:{number}")
    shown = [f for f in current if f.name not in ("version", "csrf_token", "reason") and not hasattr(f, "entries")]
    theirs = {f.name: in_words(f) for f in shown}
    page = render_template(
        "errors/conflict.html",
        what=what,
        form=form,
        theirs={**theirs, "reason": last.reason if last else ""},
        action=action(stale),
        show_url=url,
        changed_by=last.who if last else "",
        changed_when=f"on {moment(last.at)}" if last else "",
        joined=joined,
        **more,
    )
    return page, 409


def _take_over(form: FlaskForm, opened: FlaskForm, current: FlaskForm) -> None:
    """Leave of `form` what differs from the record it was opened for; the rest as the other record has it."""
    for field in form:
        if field.name in opened and _typed(field.data) == _typed(opened[field.name].data):
            field.process(None, current[field.name].data)


def _typed(data: Any) -> Any:
    """What a field holds, however its lines end; of rows those in which anything stands."""
    if isinstance(data, list):
        return [row for row in data if not isinstance(row, dict) or any(row.values())]
    return str(data or "").replace("\r\n", "\n").strip()


def standing_in(stale: Stale, number: int) -> int:
    """The number of the record that is to be changed now: another one, if that stands for this one since."""
    return stale.head if isinstance(stale, Joined) else number


def action(stale: Stale) -> str:
    """Where the form is sent next: here, or to the record that stands for this one."""
    return here(stale.head, joined=stale.number) if isinstance(stale, Joined) else request.full_path.rstrip("?")


def in_words(field: Any) -> str:
    """A field's value as the conflict page writes it."""
    if hasattr(field, "iter_choices"):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    if isinstance(field.data, bool):
        return "yes" if field.data else "no"
    return str(field.data or "")
