"""The filter of the claim list: read from the address, and offered as a form."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from flask import request
from sqlmodel import Session
from wtforms import Form, SearchField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from claimtrack.errors import BadInput
from claimtrack.services import facets
from claimtrack.services.claim_list import Filter, Sort, Wanted
from claimtrack.web import lists
from claimtrack.web.claim_filter_words import DONE, NOT, UNREBUTTED
from claimtrack.web.codes import LANGUAGES, country_name, language_name
from claimtrack.words import ClaimType, Stance, Status

NAMED = {"actor_name": ("actor", facets.actors_like), "outlet_name": ("outlet", facets.outlets_like)}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name typed into the filter that nobody has, or several have, with the addresses of those it may mean."""

    noun: str
    typed: str
    others: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, and sentences about what in it could not be used, by field."""

    wanted: Wanted
    problems: dict[str, str] = field(default_factory=dict)


class FilterForm(Form):
    """One side of the filter: what claims must have or, with the prefix “not-”, must not have."""

    stance = SelectField("Stance")
    actor_name = StringField("By (actor)")
    outlet_name = StringField("In (outlet)")
    since = StringField("Said since")
    until = StringField("Said until")
    language = SelectField("In language")
    country = SelectField("About country")
    topic = StringField("Topic")
    type = SelectField("Type")
    status = SelectField("Status")


@dataclass(frozen=True, slots=True)
class More:
    """Both sides of the filter, and what to offer while somebody types."""

    only: FilterForm
    never: FilterForm
    offered: facets.Choices


class ListForm(Form):
    q = SearchField("Words of claim, quote or actor")
    unrebutted = SelectField("Rebuttal")
    sort = SelectField("Order")


def asked() -> Asked:
    """Read the address of the claim list. What is no known word or number is left out; a date that is none is told."""
    problems: dict[str, str] = {}
    yes = {"yes": True, "1": True, "no": False, "0": False}.get(request.args.get("unrebutted", ""))
    sort = lists.words_asked("sort", Sort)
    return Asked(
        Wanted(
            words=lists.text_asked("q"),
            unrebutted=yes,
            only=_filter("", problems),
            never=_filter(NOT, problems),
            sort=sort[0] if sort else Sort.CHANGED,
        ),
        problems,
    )


def tidied(session: Session) -> tuple[str | None, list[Unknown]]:
    """The same address without empty filters and with typed names turned into numbers; None if it is so already.

    And the names that could not be turned into one number.
    """
    pairs = [(name, value.strip()) for name, value in request.args.items(multi=True) if value.strip()]
    unknown: list[Unknown] = []
    told = [_as_number(session, name, value, unknown) for name, value in pairs]
    unchanged = unknown or told == list(request.args.items(multi=True))
    return (None if unchanged else lists.address(request.path, tuple(dict.fromkeys(told)))), unknown


def list_form() -> ListForm:
    """The form above the list."""
    form = ListForm(request.args)
    form.unrebutted.choices = _choices(UNREBUTTED.items())
    form.sort.choices = [SelectChoice(sort.value, sort.label) for sort in Sort]
    return form


def more(session: Session) -> More:
    """The rest of the form, for when it is asked for."""
    offered = facets.choices(session)
    return More(_side("", offered), _side(NOT, offered), offered)


def carried(*, whole: bool) -> list[tuple[str, str]]:
    """Filters that the form has no field for, so that it carries them along unseen. `whole`: all of it is shown."""
    shown = {"page", "more", *ListForm().data}
    left = {name: values for name, values in request.args.lists() if name not in shown}
    if whole:
        fields = {f"{prefix}{name}" for prefix in ("", NOT) for name in FilterForm().data}
        left = {name: values[1:] if name in fields else values for name, values in left.items()}
    return [(name, value) for name, values in left.items() for value in values]


def _filter(prefix: str, problems: dict[str, str]) -> Filter:
    return Filter(
        stances=lists.words_asked(f"{prefix}stance", Stance),
        actors=lists.numbers_asked(f"{prefix}actor"),
        outlets=lists.numbers_asked(f"{prefix}outlet"),
        since=_day(f"{prefix}since", 0, problems),
        until=_day(f"{prefix}until", 1, problems),
        countries=tuple(code.upper() for code in lists.texts_asked(f"{prefix}country")),
        languages=lists.texts_asked(f"{prefix}language"),
        topics=lists.texts_asked(f"{prefix}topic"),
        statuses=lists.words_asked(f"{prefix}status", Status),
        types=lists.words_asked(f"{prefix}type", ClaimType),
    )


def _day(name: str, end: int, problems: dict[str, str]) -> date | None:
    """The first day (end 0) or the last day (end 1) of what was typed."""
    try:
        days = lists.days_asked(name)
    except BadInput as error:
        problems.update(error.fields)
        return None
    return days[end] or days[1 - end]


def _side(prefix: str, offered: facets.Choices) -> FilterForm:
    empty = "leave none out" if prefix else "any"
    form = FilterForm(request.args, prefix=prefix)
    form.stance.choices = _choices([(s.value, DONE[s]) for s in Stance], empty)
    form.language.choices = _choices(_named(LANGUAGES, form.language.data, language_name), empty)
    form.country.choices = _choices(_named(offered.countries, form.country.data, country_name), empty)
    form.type.choices = _choices([(t.value, t.label) for t in ClaimType], empty)
    form.status.choices = _choices([(s.value, s.label) for s in Status], empty)
    return form


def _as_number(session: Session, name: str, value: str, unknown: list[Unknown]) -> tuple[str, str]:
    """“actor_name=Lavrov” as “actor=3”."""
    kind = name.removeprefix(NOT)
    if kind not in NAMED:
        return name, value
    noun, like = NAMED[kind]
    found = like(session, value[: lists.LONGEST])
    exact = [number for number, _, is_exact in found if is_exact]
    target = name.removesuffix("_name")
    if len(exact) == 1:
        return target, str(exact[0])
    others = [(called, lists.with_(**{name: "", target: str(number)})) for number, called, _ in found]
    unknown.append(Unknown(noun, value, others))
    return name, value


def _choices(pairs: Iterable[tuple[str, str]], empty: str = "any") -> list[SelectChoice]:
    return [SelectChoice("", empty), *(SelectChoice(value, label) for value, label in pairs)]


def _named(codes: Iterable[str], chosen: str | None, name_of: Callable[[str], str]) -> list[tuple[str, str]]:
    """Codes by their names in alphabetical order, the chosen one among them even when no record has it."""
    return sorted(((code, name_of(code)) for code in {*codes, chosen or ""} - {""}), key=lambda pair: pair[1])
