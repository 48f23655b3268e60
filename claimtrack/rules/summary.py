"""Sums of many statements in an upright timeline: bars to the left and to the right, with the numbers in words."""

from collections import Counter

from claimtrack.rules import naming
from claimtrack.rules.entries import Lane
from claimtrack.rules.picture import Band
from claimtrack.rules.slots import Slot, Slots

_BAR = 10


def bin_words(slot: Slot) -> str:
    """ "Mar 2022: 12 asserted, 3 reported"."""
    counts = _counts(slot)
    words = ", ".join(f"{counts[lane]} {lane.value}" for lane in Lane if counts[lane])
    return f"{slot.words}: {words}" if slot.words else words


def bands(down: Slots, axis: int, room: int) -> tuple[Band, ...]:
    """One outline per lane: asserted to the left of the axis, answered to the right, reported thin below that."""
    rows = down.of("bin")
    most = max((count for slot in rows for count in _counts(slot).values()), default=0)
    drawn = []
    for lane in Lane:
        entries = [
            entry
            for slot in rows
            for folded in slot.together
            if folded.entry.lane is lane
            for entry in (folded.entry, *folded.copies)
        ]
        if not entries:
            continue
        path = "".join(_bar(lane, slot, axis, room, most) for slot in rows if _counts(slot)[lane])
        drawn.append(Band(tuple(entry.id for entry in entries), lane, path, naming.band_name(lane, entries)))
    return tuple(drawn)


def _bar(lane: Lane, slot: Slot, axis: int, room: int, most: int) -> str:
    long = max(2, round(room * _counts(slot)[lane] / most))
    away = -long if lane is Lane.ASSERTED else long
    y, tall = (slot.y + 32, 4) if lane is Lane.REPORTED else (slot.y + 20, _BAR)
    return f"M{axis} {y}h{away}v{tall}h{-away}z"


def _counts(slot: Slot) -> Counter[Lane]:
    return Counter(entry.lane for folded in slot.together for entry in (folded.entry, *folded.copies))
