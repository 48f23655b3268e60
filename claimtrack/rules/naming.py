"""What a picture says in words: the name of each shape, its label, and the picture's own description."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from claimtrack.dates.written import day_for_people
from claimtrack.rules.acts import Folded
from claimtrack.rules.entries import Entry, Lane
from claimtrack.rules.facts import Facts
from claimtrack.rules.lettering import drawable
from claimtrack.rules.moments import Moment
from claimtrack.rules.phrases import counted
from claimtrack.words import Stance

TITLE = "Timeline: who asserted it and who answered"
_NAMED_IN_FOLD = 3


def full_name(folded: Folded) -> str:
    """ "Sergei Lavrov asserts, 14–20 Feb 2022, Breeze-Courier, 3 copies"."""
    entry = folded.entry
    parts = [f"{entry.actor} {entry.stance.label}", entry.said.human, entry.outlet]
    if folded.copies:
        parts.append(copies_in_words(folded))
    return drawable(", ".join(part for part in parts if part))


def label_word(folded: Folded) -> str:
    word = folded.entry.stance.label
    return f"{word}, {copies_in_words(folded)}" if folded.copies else word


def copies_in_words(folded: Folded) -> str:
    return f"+{len(folded.copies)} {'copy' if len(folded.copies) == 1 else 'copies'}"


def fold_name(together: Sequence[Folded]) -> str:
    """ "4 more: A asserts, B repeats, C asserts and others"."""
    names = [drawable(f"{folded.entry.actor} {folded.entry.stance.label}") for folded in together]
    others = " and others" if len(names) > _NAMED_IN_FOLD else ""
    return f"{len(names)} more: {', '.join(names[:_NAMED_IN_FOLD])}{others}"


def band_name(lane: Lane, entries: Sequence[Entry]) -> str:
    return f"{counted(len(entries), 'statement')} {lane.value}, as a band: the higher, the more at that time"


def description(entries: Iterable[Entry], facts: Facts) -> str:
    """What somebody who cannot see the picture should know of it before the list."""
    stances = Counter(entry.stance for entry in entries)
    if not stances:
        return "No statements yet."
    counts = ", ".join(f"{stances[stance]} {stance.label}" for stance in Stance if stances[stance])
    words = f"{counted(stances.total(), 'statement')}: {counts}."
    rebuttal = rebuttal_in_words(facts.first_rebuttal)
    return f"{words} {rebuttal[0].upper()}{rebuttal[1:]}." if rebuttal else f"{words} No rebuttal."


def rebuttal_in_words(rebuttal: Moment | None) -> str:
    """ "first rebuttal by 21 Feb 2022"; "" where there is none or its day is not known at all."""
    if rebuttal is None or not rebuttal.within.is_known:
        return ""
    within = rebuttal.within
    if within.latest is None:
        return f"first rebuttal from {day_for_people(within.earliest or date.min)} on"
    return f"first rebuttal{',' if within.is_exact else ' by'} {day_for_people(within.latest)}"


def rebuttal_day(rebuttal: Moment | None) -> date | None:
    """The day by which there surely was a rebuttal, else the first on which there may have been."""
    return (rebuttal.within.latest or rebuttal.within.earliest) if rebuttal else None


def today_in_words(today: date) -> str:
    return f"today, {day_for_people(today)}"
