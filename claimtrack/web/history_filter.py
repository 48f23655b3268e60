"""The filter of the history: read from the address, offered as a form, told as a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import request
from sqlmodel import Session
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from claimtrack.errors import BadInput
from claimtrack.services import history_list
from claimtrack.services.audit import Action
from claimtrack.services.history_list import ACCOUNT_ACTS, HOST, About, Wanted
from claimtrack.web import lists
from claimtrack.web.lists import FilterPart
from claimtrack.web.texts import day

HOSTS = "host"  # the host's owner in an address, where others have a number


class FilterForm(Form):
    by = SelectField("Who")
    about = SelectField("What it was about")
    act = SelectField("What was done")
    since = StringField("Since")
    until = StringField("Until")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, and sentences about what in it could not be used, by field."""

    wanted: Wanted
    problems: dict[str, str] = field(default_factory=dict)


def asked(*, record: str, accounts: bool) -> Asked:
    """Read the address. What is no known word or number is left out; a date that is none is told."""
    problems: dict[str, str] = {}
    about, acts = lists.words_asked("about", About), lists.words_asked("act", Action)
    by = HOST if request.args.get("by") == HOSTS else lists.number_asked("by")
    wanted = Wanted(
        person=by,
        record=record,
        about=next((one for one in about if accounts or one is not About.ACCOUNT), None),
        action=next((one for one in acts if accounts or one not in ACCOUNT_ACTS), None),
        since=_day("since", 0, problems),
        until=_day("until", 1, problems),
        accounts=accounts,
    )
    return Asked(wanted, problems)


def form_for(people: Sequence[tuple[int, str]], *, accounts: bool) -> FilterForm:
    """The form above the list. What only admins see of the history, only they can ask for."""
    form = FilterForm(request.args)
    form.by.choices = _choices([(str(number or HOSTS), name) for number, name in people], "anybody")
    form.about.choices = _choices(
        [(one.value, one.label) for one in About if accounts or one is not About.ACCOUNT], "anything"
    )
    form.act.choices = _choices(
        [(one.value, one.label) for one in Action if accounts or one not in ACCOUNT_ACTS], "anything"
    )
    return form


def sentence(session: Session, wanted: Wanted) -> list[FilterPart]:
    """The filter in words, each part with the address of the list without it."""
    names = dict(history_list.people(session)) if wanted.person is not None else {}
    parts = [lists.part(f"by {names.get(wanted.person, 'somebody')}", "by")] if wanted.person is not None else []
    if wanted.action:
        parts.append(lists.part(wanted.action.label, "act"))
    if wanted.about:
        parts.append(lists.part(f"on {wanted.about.label}", "about"))
    if wanted.since:
        parts.append(lists.part(f"since {day(wanted.since)}", "since"))
    if wanted.until:
        parts.append(lists.part(f"until {day(wanted.until)}", "until"))
    return parts


def _day(name: str, end: int, problems: dict[str, str]) -> date | None:
    """The first day (end 0) or the last day (end 1) of what was typed."""
    try:
        days = lists.days_asked(name)
    except BadInput as error:
        problems.update(error.fields)
        return None
    return days[end] or days[1 - end]


def _choices(pairs: Iterable[tuple[str, str]], empty: str) -> list[SelectChoice]:
    return [SelectChoice("", empty), *(SelectChoice(value, label) for value, label in pairs)]
