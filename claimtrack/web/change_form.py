"""A form for one record: filled from it or from what was left unsaved, given back filled when it cannot be saved."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField
from wtforms.fields.choices import SelectChoice

from claimtrack.drafts import Draft
from claimtrack.errors import BadInput, Duplicate, Stale
from claimtrack.models import Row
from claimtrack.services.records import get
from claimtrack.web.changing import forget, left_unsaved
from claimtrack.web.codes import COUNTRIES, LANGUAGES
from claimtrack.web.request import acting
from claimtrack.web.typed import reason_in

F = TypeVar("F", bound="ChangeForm")
MISSING = "Enter something here."  # what drafts say of an empty field


class ChangeForm(FlaskForm):
    """What a person may change of a record, with the version of the record the form was filled from."""

    version = HiddenField()
    reason = StringField("Reason for the change")
    stale = Stale("Somebody was faster.")  # how, once that is known

    @property
    def seen(self) -> int:
        """The version this form was filled from; 0, which no record has, when it says none."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def draft(self) -> Draft:
        """What the fields say. Raises BadInput."""
        raise NotImplementedError

    def why(self) -> str:
        """The reason given. Raises BadInput for one too long."""
        return reason_in(self.reason.data)

    def tell(self, error: BadInput | Duplicate) -> None:
        """Put each sentence at its field; what belongs to no field stands for the whole form."""
        fields = error.fields if isinstance(error, BadInput) else {}
        for path, sentence in (fields or {"": str(error)}).items():
            found = self.at(path)
            if found is None:
                self.form_errors.append(sentence)
            else:
                found.errors = [*found.errors, _in_full(sentence, found)]

    def at(self, path: str) -> Field | None:
        """The field for this part of the draft; of a list that is typed into one field, that field."""
        name = path.split(".")[0]
        return next((field for field in self if field.name == name), None)


def opened(kind: type[F], recorded: dict[str, Any]) -> F:
    """The form as it was sent, else as it was left unsaved, else as the record is."""
    if request.method == "POST":
        return kind()
    left = left_unsaved()
    return kind(formdata=left) if left else kind(formdata=None, data=recorded)


def saved(form: ChangeForm, kind: type[Row], number: int, change: Callable[..., None]) -> int:
    """Carry the change out: 200 when done; 400 and the form says what is wrong; 409 when somebody was faster."""
    try:
        wanted, reason = form.draft(), form.why()
        with acting() as (tx, by):
            change(tx, get(tx, kind, number), wanted, seen=form.seen, by=by, reason=reason)
            forget(tx, by)
    except (BadInput, Duplicate) as error:
        form.tell(error)
        return 400
    except Stale as stale:
        form.stale = stale
        return 409
    return 200


def reason() -> StringField:
    """The field for the reason, for forms that have it below their own fields."""
    return StringField("Reason for the change", description="For the history, in a few words: “misspelt”.")


def _in_full(sentence: str, field: Field) -> str:
    """A sentence that also says in the list on top what is missing."""
    if sentence != MISSING:
        return sentence
    what = field.label.text[:1].lower() + field.label.text[1:]
    return (
        f"Say {what}." if what.startswith(("why", "what", "when", "who")) else f"Enter the {what.removeprefix('the ')}."
    )


def countries(own: str | None = "") -> list[SelectChoice]:
    """All countries by name, after “not known”; and a code without a name, if it is the record's own."""
    return _by_name(COUNTRIES, own)


def languages(own: str | None = "") -> list[SelectChoice]:
    """All languages by name, after “not known”; and a code without a name, if it is the record's own."""
    return _by_name({**LANGUAGES, "sr-Cyrl": "Serbian (Cyrillic)", "sr-Latn": "Serbian (Latin)"}, own)


def _by_name(names: dict[str, str], own: str | None) -> list[SelectChoice]:
    known = sorted(names.items(), key=lambda pair: pair[1])
    more = [SelectChoice(own, own)] if own and own not in names else []
    return [SelectChoice("", "Not known"), *more, *(SelectChoice(code, name) for code, name in known)]
