"""The statements of a claim as rows of a list: in time order, copies under their original, what is special marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.dates.written import day_for_people
from claimtrack.rules.acts import fold_copies
from claimtrack.rules.entries import Entry
from claimtrack.rules.facts import Facts

_RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi"])


@dataclass(frozen=True, slots=True)
class Row:
    """One statement with its syndicated copies as rows. `marks` say what is special about it, e.g. "first rebuttal"."""

    entry: Entry
    copies: tuple["Row", ...] = ()
    marks: tuple[str, ...] = ()
    same_act_as: Entry | None = None

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

    @property
    def published(self) -> str:
        return day_for_people(self.entry.published) if self.entry.published else ""

    @property
    def published_iso(self) -> str:
        return _iso(self.entry.published)

    @property
    def url(self) -> str:
        return web_address(self.entry.url)

    @property
    def archive_url(self) -> str:
        return web_address(self.entry.archive_url)


def rows(entries: Sequence[Entry], facts: Facts) -> list[Row]:
    """Rows for the list under the picture. `facts` are the whole claim's, also where `entries` is a selection."""
    by_id = {entry.id: entry for entry in entries}
    marks = _marks(facts)
    return [
        Row(
            folded.entry,
            tuple(map(Row, folded.copies)),
            marks.get(folded.entry.id, ()),
            by_id.get(folded.entry.same_act_as or 0),
        )
        for folded in fold_copies(entries)
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
