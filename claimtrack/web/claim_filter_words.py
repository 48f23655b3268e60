"""The filter of the claim list as a sentence: “Claims · denied · by Kosovo · not in Serbian”."""

from collections.abc import Iterable

from sqlmodel import Session

from claimtrack.services import facets
from claimtrack.services.claim_list import Filter, Wanted
from claimtrack.web import lists
from claimtrack.web.codes import country_name, language_name
from claimtrack.web.lists import FilterPart
from claimtrack.web.texts import day
from claimtrack.words import Stance

NOT = "not-"  # in front of a filter's name: leave out what has it
DONE = {
    Stance.ASSERTS: "asserted",
    Stance.REPEATS: "repeated",
    Stance.REPORTS: "reported",
    Stance.CONFIRMS: "confirmed",
    Stance.DENIES: "denied",
    Stance.REBUTS: "rebutted",
    Stance.NO_COMMENT: "not commented on",
    Stance.RETRACTS: "retracted",
}
UNREBUTTED = {"yes": "unrebutted", "no": "rebutted or not checkable"}


def sentence(session: Session, wanted: Wanted) -> list[FilterPart]:
    """The filter in words, each part with the address of the list without it."""
    parts = [FilterPart(f"“{wanted.words}”", lists.without("q"))] if wanted.words else []
    if wanted.unrebutted is not None:
        parts.append(FilterPart(UNREBUTTED["yes" if wanted.unrebutted else "no"], lists.without("unrebutted")))
    people = facets.actor_names(session, {*wanted.only.actors, *wanted.never.actors})
    papers = facets.outlet_names(session, {*wanted.only.outlets, *wanted.never.outlets})
    return [*parts, *_told("", wanted.only, people, papers), *_told(NOT, wanted.never, people, papers)]


def _told(prefix: str, side: Filter, people: dict[int, str], papers: dict[int, str]) -> list[FilterPart]:
    no = "not " if prefix else ""
    never = "never " if prefix else ""
    kinds: list[tuple[str, Iterable[tuple[object, str]]]] = [
        ("stance", ((s, f"{never}{DONE[s]}") for s in side.stances)),
        ("actor", ((n, f"{never}by {people.get(n, f'actor {n}')}") for n in side.actors)),
        ("outlet", ((n, f"{never}carried by {papers.get(n, f'outlet {n}')}") for n in side.outlets)),
        ("language", ((c, f"{no}in {language_name(c)}") for c in side.languages)),
        ("country", ((c, f"{no}about {country_name(c)}") for c in side.countries)),
        ("topic", ((t, f"{no}on “{t}”") for t in side.topics)),
        ("type", ((t, f"{no}{t.label}") for t in side.types)),
        ("status", ((s, f"{no}{s.label}") for s in side.statuses)),
    ]
    parts = [
        FilterPart(f"or {words}" if place and not prefix else words, lists.without(f"{prefix}{kind}", str(value)))
        for kind, values in kinds
        for place, (value, words) in enumerate(values)
    ]
    if side.since or side.until:
        words = " ".join(
            filter(None, [side.since and f"since {day(side.since)}", side.until and f"until {day(side.until)}"])
        )
        parts.insert(
            len(side.stances), FilterPart(f"{never}said {words}", lists.without_all(f"{prefix}since", f"{prefix}until"))
        )
    return parts
