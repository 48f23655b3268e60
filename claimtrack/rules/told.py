"""The facts of a claim as a reader is told them: a term, who, when, and what must be said with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimtrack.dates import format_days
from claimtrack.rules.entries import Entry
from claimtrack.rules.facts import Facts
from claimtrack.rules.moments import Moment
from claimtrack.rules.phrases import counted

NAMED_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the facts. `who` are names with the number of the statement each stands for."""

    term: str
    who: tuple[tuple[str, int], ...] = ()
    when: str = ""
    words: str = ""
    text: str = ""
    note: str = ""

    @property
    def named(self) -> tuple[tuple[str, int], ...]:
        """Those named one by one; `others` counts the rest."""
        return self.who[:NAMED_AT_MOST]

    @property
    def others(self) -> int:
        return len(self.who) - len(self.named)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that makes the record weaker than it looks, and the statements it is about."""

    name: str
    sentence: str
    statements: tuple[int, ...] = ()


def told(facts: Facts) -> list[Told]:
    """All that is known about who said it first, who answered, how soon, and how it went on."""
    if not facts.statements:
        return []
    return [*_asserted(facts), *_answered(facts), *_since(facts), *_silent(facts)]


def figures(facts: Facts) -> list[tuple[int, str]]:
    """How many of each, with what is counted: (3, "deniers"), (1, "independent source")."""
    independent = f" ({facts.independent_asserters} independent)"
    return [
        (facts.asserters, _noun(facts.asserters, "asserter") + (independent if facts.asserters > 1 else "")),
        (facts.deniers, _noun(facts.deniers, "denier")),
        *([(facts.rebutters, _noun(facts.rebutters, "rebutter"))] if facts.rebutters else []),
        (facts.outlets, _noun(facts.outlets, "outlet")),
        (facts.sources, _noun(facts.sources, "source")),
        (facts.independent_sources, _noun(facts.independent_sources, "independent source")),
    ]


def flags(facts: Facts) -> list[Flag]:
    """What an editor should look at before signing."""
    found = []
    if facts.unrebutted:
        found.append(Flag("unrebutted", "Nobody is on record denying or rebutting it."))
    if facts.single_source:
        found.append(Flag("single source", "Everything known of it goes back to one text."))
    if facts.dates_disagree:
        ids = tuple(one for group in facts.dates_disagree for one in group)
        found.append(Flag("sources disagree", "Statements about one act are dated apart.", ids))
    if facts.unarchived:
        found.append(Flag("no archive copy", _unarchived(facts)))
    return found


def _asserted(facts: Facts) -> Iterable[Told]:
    if facts.first is None:
        yield Told("First known", text="Nobody is on record asserting it.")
        if facts.first_report:
            yield _moment("First reported", facts.first_report)
        return
    yield _moment("First known", facts.first)
    if facts.last:
        yield _moment("Last said again", facts.last, is_first=False)


def _answered(facts: Facts) -> Iterable[Told]:
    if facts.first_rebuttal:
        yield _moment("First rebuttal", facts.first_rebuttal)
        if facts.rebutted_before_asserted:
            yield Told("Time to first rebuttal", text="It was answered before it is first known to be asserted.")
        elif facts.days_to_rebuttal:
            yield Told("Time to first rebuttal", text=_days(facts.days_to_rebuttal, facts.first, facts.first_rebuttal))
    elif facts.unrebutted:
        yield Told("First rebuttal", text="No denial or rebuttal on record.")
        if facts.days_unrebutted and facts.days_unrebutted != (None, None):
            yield Told("Unrebutted for", text=_days(facts.days_unrebutted, facts.first))
    if facts.first_retraction:
        yield _moment("First taken back", facts.first_retraction)


def _since(facts: Facts) -> Iterable[Told]:
    if not (facts.first and facts.first_rebuttal):
        return
    surely, maybe = facts.repeats_after, facts.maybe_repeats_after
    words = counted(surely, "repeat") if surely or not maybe else ""
    perhaps = f"perhaps {maybe} more" if words else f"perhaps {counted(maybe, 'repeat')}"
    text = ", ".join(part for part in (words, perhaps if maybe else "") if part)
    yield Told("Since the first rebuttal", text=text, note="The dates leave open which came first." if maybe else "")


def _silent(facts: Facts) -> Iterable[Told]:
    if facts.no_comment:
        yield Told("No comment from", _who(facts.no_comment), note="Silence is not a denial.")


def _moment(term: str, moment: Moment, *, is_first: bool = True) -> Told:
    note = ""
    if is_first and moment.rivals:
        note = f"May be earlier: {counted(len(moment.rivals), 'other statement')} may have come before."
    elif is_first and moment.may_be_earlier:
        note = "May be earlier: the date has no known start."
    words = moment.said.words if not any(char.isdigit() for char in moment.said.words) else ""
    return Told(term, _who(moment.statements), when=moment.said.human, words=words, note=note)


def _who(entries: Sequence[Entry]) -> tuple[tuple[str, int], ...]:
    """Each name once, with the first of its statements."""
    names: dict[str, int] = {}
    for entry in entries:
        names.setdefault(entry.actor, entry.id)
    return tuple(names.items())


def _days(days: tuple[int | None, int | None], *moments: Moment | None) -> str:
    about = any(moment.said.approximate for moment in moments if moment)
    return format_days(*days, about=about)


def _unarchived(facts: Facts) -> str:
    missing = len(facts.unarchived)
    if missing == facts.sources:
        return "None of its sources has an archive copy." if missing > 1 else "Its source has no archive copy."
    return f"{missing} of {counted(facts.sources, 'source')} {'has' if missing == 1 else 'have'} no archive copy."


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"
