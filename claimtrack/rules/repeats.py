"""Statements that two claims had in common before they were judged the same: recorded twice, counted once."""

from collections.abc import Iterable
from dataclasses import replace

from claimtrack.rules.entries import Entry


def without_repeats(entries: Iterable[Entry]) -> list[Entry]:
    """Of identical statements — same actor, stance, source and quote — only the first; the order stays."""
    first: dict[tuple[object, ...], Entry] = {}
    stands_for: dict[int, int] = {}
    for entry in entries:
        kept = first.setdefault(identity(entry), entry)
        stands_for[entry.id] = kept.id
    return [_led_on(entry, stands_for) for entry in first.values()]


def identity(entry: Entry) -> tuple[object, ...]:
    """What two statements have in common that are one."""
    return (entry.actor_id, entry.stance, entry.source_id, entry.quote)


def _led_on(entry: Entry, stands_for: dict[int, int]) -> Entry:
    """What was said to be the same act as a repeat is the same act as the first."""
    act = stands_for.get(entry.same_act_as or 0, entry.same_act_as)
    if act == entry.same_act_as:
        return entry
    return replace(entry, same_act_as=act if act != entry.id else None)
