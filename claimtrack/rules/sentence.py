"""The whole story of a claim in one line, for the top of its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimtrack.rules.entries import Entry
from claimtrack.rules.facts import Facts
from claimtrack.rules.moments import Moment
from claimtrack.rules.phrases import counted, date_in_words, later_in_words
from claimtrack.words import ActorKind, Stance

# "Officials from Kosovo" inside a sentence starts small; "Western officials" does not.
_COMMON = frozenset(
    {"Citizens", "Diplomats", "Experts", "Journalists", "Media", "Members", "Officials", "People", "Residents"}
)
# "No comment from the Government of Russia", but "from Kosovo's Government".
_BODIES = frozenset(["Council", "Embassy", "Government", "Ministry", "Office", "Parliament"])
_NAMED_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the sentence. A name may be in any script and a date must not break, so a page has to know them."""

    text: str
    kind: str = ""


def sentence(facts: Facts, verdict: str = "") -> str:
    """The story as plain text, e.g. "First known from … . Denied by … , 0–7 days later. 2 repeats since. …"."""
    return "".join(part.text for part in sentence_parts(facts, verdict))


def sentence_parts(facts: Facts, verdict: str = "") -> list[Part]:
    """The same in pieces; `verdict` is the newsroom's label, if there is one."""
    if not facts.statements:
        story = [[Part("Nobody is on record with this claim yet")]]
    else:
        story = [*_origin(facts), *_answers(facts), *_since(facts), *_taken_back(facts), _reach(facts)]
    story.append([Part(f"Verdict: {verdict.rstrip('.')}" if verdict else "No verdict yet")])
    return _with_full_stops(story)


def _origin(facts: Facts) -> list[list[Part]]:
    if facts.first:
        return [[Part("First known from "), *_names(facts.first.statements), *_when(facts.first)]]
    if facts.first_report:
        return [
            [Part("Nobody is on record asserting it")],
            [Part("First reported by "), *_names(facts.first_report.statements), *_when(facts.first_report)],
        ]
    return [[Part("Nobody is on record asserting it")]]


def _answers(facts: Facts) -> list[list[Part]]:
    told: list[list[Part]] = []
    if facts.first_rebuttal:
        told.append([*_who_answered(facts.first_rebuttal), *_how_soon(facts, facts.first_rebuttal)])
    elif facts.no_comment:
        told += [[Part("No comment from "), *_names(facts.no_comment)], [Part("No denial or rebuttal on record")]]
    else:
        told.append([Part("No denial or rebuttal on record")])
    return told


def _who_answered(rebuttal: Moment) -> list[Part]:
    denying = [entry for entry in rebuttal.statements if entry.stance is Stance.DENIES]
    rebutting = [entry for entry in rebuttal.statements if entry.stance is Stance.REBUTS]
    if not denying:
        return [Part("Rebutted by "), *_names(rebutting)]
    if not rebutting:
        return [Part("Denied by "), *_names(denying)]
    return [Part("Denied by "), *_names(denying), Part(" and rebutted by "), *_names(rebutting)]


def _how_soon(facts: Facts, rebuttal: Moment) -> list[Part]:
    """Days from the first assertion; the date itself where there is nothing to count from."""
    if facts.rebutted_before_asserted:
        return [*_when(rebuttal), Part(", before it was first known to be asserted")]
    rough = rebuttal.said.approximate or bool(facts.first and facts.first.said.approximate)
    days = later_in_words(facts.days_to_rebuttal, about=rough)
    if not days:
        return _when(rebuttal)
    return [Part(f" {days}")] if days.startswith("on ") else [Part(", "), Part(days, "date")]


def _since(facts: Facts) -> list[list[Part]]:
    if not facts.first or not facts.first_rebuttal:
        return []
    surely, maybe = facts.repeats_after, facts.maybe_repeats_after
    if maybe and surely:
        return [[Part(f"{counted(surely, 'repeat')} since, perhaps {surely + maybe:,}")]]
    if maybe:
        return [[Part(f"Perhaps {counted(maybe, 'repeat')} since")]]
    return [[Part(f"{counted(surely, 'repeat')} since" if surely else "No known repeat since")]]


def _taken_back(facts: Facts) -> list[list[Part]]:
    retraction = facts.first_retraction
    return [[Part("Taken back by "), *_names(retraction.statements), *_when(retraction)]] if retraction else []


def _reach(facts: Facts) -> list[Part]:
    sources = counted(facts.independent_sources, "independent source")
    return [Part(f"{counted(facts.outlets, 'outlet')}, {sources}" if facts.outlets else sources)]


def _when(moment: Moment) -> list[Part]:
    """ " between 14 and 20 Feb 2022 (“last week”)", and whether it may be earlier."""
    said = moment.said
    aside = []
    if said.words and not any(char.isdigit() for char in said.words):
        aside.append([Part("“"), Part(said.words, "name"), Part("”")])
    if moment.may_be_earlier and said.is_known:
        aside.append([Part("may be earlier")])
    parts = [Part(" "), Part(date_in_words(said), "date")]
    for place, told in enumerate(aside):
        parts += [Part("; " if place else " ("), *told]
    return [*parts, Part(")")] if aside else parts


def _names(entries: Sequence[Entry]) -> list[Part]:
    """Names in a row, each once: "officials from Albania, Kosovo and Bosnia", "A, B, C, D and 5 others"."""
    names = list(dict.fromkeys(_name(entry) for entry in entries))
    unnamed = "somebody unnamed"
    if unnamed in names:
        names.remove(unnamed)
        names.append(unnamed)
    shared, names = _without_repeated_start(entries, names)
    more = len(names) - _NAMED_AT_MOST if len(names) > _NAMED_AT_MOST + 1 else 0
    shown = names[: len(names) - more]
    parts = [Part(shared)] if shared else []
    for place, name in enumerate(shown):
        if place:
            parts.append(Part(", " if more or place < len(shown) - 1 else " and "))
        parts.append(Part(name, "name"))
    return [*parts, Part(f" and {more} others")] if more else parts


def _without_repeated_start(entries: Sequence[Entry], names: list[str]) -> tuple[str, list[str]]:
    """Collectives that differ only in their last word share the rest: "officials from ", ["Albania", "Kosovo"]."""
    starts = {name.rpartition(" ")[0] for name in names}
    if len(names) < 2 or len(starts) > 1 or any(entry.actor_kind is not ActorKind.COLLECTIVE for entry in entries):
        return "", names
    start = starts.pop()
    return (f"{start} ", [name.rpartition(" ")[2] for name in names]) if " " in start else ("", names)


def _name(entry: Entry) -> str:
    if entry.actor_kind is ActorKind.UNNAMED:
        return "somebody unnamed"
    first, space, rest = entry.actor.partition(" ")
    if entry.actor_kind is ActorKind.COLLECTIVE and first in _COMMON:
        return f"{first.lower()}{space}{rest}"
    if first in _BODIES and rest.startswith(("of ", "for ")):
        return f"the {entry.actor}"
    return entry.actor


def _with_full_stops(story: Iterable[list[Part]]) -> list[Part]:
    parts: list[Part] = []
    for told in story:
        if parts:
            parts.append(Part(" "))
        parts += [*told, Part(".")]
    return parts
