"""The statements of a claim as rows of a list: in time order, copies under their original, what is special marked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.rules.acts import fold_copies
from claimtrack.rules.entries import Entry
from claimtrack.rules.facts import Facts
from claimtrack.words import Stance

_RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"])


@dataclass(frozen=True, slots=True)
class Row:
    """One statement with its syndicated copies. `marks` say what is special about it, e.g. "first rebuttal"."""

    entry: Entry
    copies: tuple[Entry, ...]
    marks: tuple[str, ...]
    same_act_as: Entry | None

    @property
    def direction(self) -> str:
        """For the quote's `dir`: by its language, or left to the browser where the language is not known."""
        language = self.entry.quote_language.casefold()
        if not language:
            return "auto"
        return "rtl" if language in _RIGHT_TO_LEFT or language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"

    @property
    def earliest(self) -> str:
        return _iso(self.entry.said.earliest)

    @property
    def latest(self) -> str:
        return _iso(self.entry.said.latest)


def rows(entries: Sequence[Entry], facts: Facts) -> list[Row]:
    """Rows for the list under the picture. `facts` are the whole claim's, also where `entries` is a selection."""
    by_id = {entry.id: entry for entry in entries}
    marks = _marks(facts)
    return [
        Row(folded.entry, folded.copies, marks.get(folded.entry.id, ()), by_id.get(folded.entry.same_act_as or 0))
        for folded in fold_copies(entries)
    ]


def filtered(
    entries: Iterable[Entry],
    *,
    stances: Collection[Stance] = (),
    outlets: Collection[int] = (),
    actors: Collection[int] = (),
    since: date | None = None,
    until: date | None = None,
) -> list[Entry]:
    """The statements that fit every filter given; an empty filter lets all through.

    Outlets and actors by id; whoever somebody speaks for counts as speaking, too. A date fits if it can mean a day of
    the span, so one with an open end often does.
    """
    return [
        entry
        for entry in entries
        if (not stances or entry.stance in stances)
        and (not outlets or entry.outlet_id in outlets)
        and (not actors or entry.actor_id in actors or entry.on_behalf_of_id in actors)
        and (since is None or entry.said.latest is None or entry.said.latest >= since)
        and (until is None or entry.said.earliest is None or entry.said.earliest <= until)
    ]


def web_address(address: str) -> str:
    """The address if a browser may follow it, else "": nothing but http and https ever becomes a link."""
    return address if address.lower().startswith(("https://", "http://")) else ""


def _marks(facts: Facts) -> dict[int, tuple[str, ...]]:
    """What is special about which statement."""
    marks: dict[int, tuple[str, ...]] = {}
    for words, ids in (
        ("first known", facts.first.ids if facts.first else ()),
        ("first rebuttal", facts.first_rebuttal.ids if facts.first_rebuttal else ()),
        ("after the first rebuttal", facts.surely_after),
        ("perhaps after the first rebuttal", facts.maybe_after),
    ):
        for statement in ids:
            marks[statement] = (*marks.get(statement, ()), words)
    return marks


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
