"""A date in a form that changes a record: its words, how they are understood, and days set by hand instead."""

from dataclasses import replace
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField

from claimtrack.dates import FuzzyDate
from claimtrack.errors import BadInput
from claimtrack.web.typed import day_in

PARTS = ("words", "earliest", "latest", "approximate", "uncertain", "lasting")
MARKS = PARTS[3:]
LONGEST = 200


def day_field(label: str) -> StringField:
    """A day set by hand in place of what the words mean."""
    return StringField(label, description="Leave empty to keep what the words mean.")


def shown(stored: FuzzyDate, understood: FuzzyDate) -> dict[str, Any]:
    """What the fields hold before anybody types: days and marks only where they are not what the words mean."""
    same = (stored.earliest, stored.latest) == (understood.earliest, understood.latest)
    return {
        "words": stored.words,
        "earliest": "" if same or not stored.earliest else stored.earliest.isoformat(),
        "latest": "" if same or not stored.latest else stored.latest.isoformat(),
        **{mark: getattr(stored, mark) and not (same and getattr(understood, mark)) for mark in MARKS},
    }


def read(
    form: FlaskForm, name: str, stored: FuzzyDate, stored_understood: FuzzyDate, understood: FuzzyDate
) -> FuzzyDate:
    """The date in the fields called `name`_words and so on. `understood` is what the words typed now mean.

    A date nobody touched stays exactly as it is stored. Raises BadInput with a sentence for each field that is wrong.
    """
    typed = {part: form[f"{name}_{part}"].data or ("" if part not in MARKS else False) for part in PARTS}
    if typed == shown(stored, stored_understood):
        return stored_understood if stored_understood == stored else stored  # equal, and one can explain itself
    wrong, days = {}, {}
    for part in ("earliest", "latest"):
        try:
            days[part] = day_in(typed[part])
        except BadInput as error:
            wrong[f"{name}_{part}"] = f"{error} Write it as 2022-02-21 or 21 Feb 2022."
    if len(typed["words"]) > LONGEST:
        wrong[f"{name}_words"] = f"Shorten this to {LONGEST} characters."
    if not wrong:
        try:
            return _marked(_with_days(understood, days), typed)
        except BadInput as error:
            wrong[f"{name}_earliest"] = str(error)
    raise BadInput("Some of this cannot be saved yet.", wrong)


def _with_days(understood: FuzzyDate, days: dict[str, Any]) -> FuzzyDate:
    if not any(days.values()):
        return understood
    earliest, latest = days["earliest"] or understood.earliest, days["latest"] or understood.latest
    by_hand = replace(understood, earliest=None, latest=None, approximate=False, uncertain=False, lasting=False)
    return replace(by_hand, earliest=earliest, latest=latest, note="as set by hand", problem="", understood=True)


def _marked(date: FuzzyDate, typed: dict[str, Any]) -> FuzzyDate:
    return replace(date, **{mark: getattr(date, mark) or bool(typed[mark]) for mark in MARKS})
