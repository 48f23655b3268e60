"""The timeline for a narrow screen: time runs down, asserted on the left of the axis, answered on its right.

Every statement has a slot of its own, so no label can run into another. Distances grow with the time between two slots,
but not in proportion; months, and how much was left out, are written beside them.
"""

from collections.abc import Sequence
from datetime import date

from claimtrack.rules import naming
from claimtrack.rules.acts import Folded, fold_copies
from claimtrack.rules.density import leading_ids, notable_ids
from claimtrack.rules.entries import Entry, Lane
from claimtrack.rules.facts import Facts
from claimtrack.rules.lettering import shortened, width_of
from claimtrack.rules.packing import Rows
from claimtrack.rules.picture import Bar, Below, Box, Fold, Label, Line, Mark, Picture
from claimtrack.rules.slots import LINE, NAME_ROOM, Slot, Slots, slots
from claimtrack.rules.summary import bands, bin_words

WIDTH = 360
_EDGE = 4
_TRACK = 12
_TRACKS = 3
_REACH = 14  # from the axis to the first track
_LABELS = 50  # from the axis to the labels, past all tracks
_BAR = 10
_SHAPE = 9
_FADE = 38


def upright_picture(entries: Sequence[Entry], facts: Facts, today: date, width: int = WIDTH) -> Picture:
    """Lay the statements out downwards. The same statements always give the same picture."""
    notable = notable_ids(facts)
    down = slots(fold_copies(entries), facts, today, notable)
    tracks = _tracks(down)
    axis = width // 2
    room = axis - _EDGE - _LABELS
    return Picture(
        upright=True,
        width=width,
        height=down.height,
        title=naming.TITLE,
        description=naming.description(entries, facts),
        axis=Line("axis", axis, down.top, axis, down.height - 4),
        ticks=_months(down),
        grid="".join(f"M{_EDGE} {slot.y + 21}H{width - _EDGE}" for slot in down.of("month")),
        lines=tuple(_line(slot, width) for slot in down.of("today", "rebuttal")),
        folds=tuple(_fold(slot, width) for slot in down.of("gap")),
        headings=_headings(axis),
        bands=bands(down, axis, room),
        marks=tuple(_mark(slot, down, axis, tracks, leading_ids(facts)) for slot in down.of("statement")),
        more=(),
    )


def _shape_x(lane: Lane, track: int, axis: int) -> int:
    away = 0 if lane is Lane.REPORTED else _REACH + _TRACK * track
    return axis - away if lane is Lane.ASSERTED else axis + away


def _tracks(down: Slots) -> dict[int, tuple[Lane, int]]:
    """Bars side by side where they overlap; past the last track they lie over each other, the shapes never do."""
    rows = {lane: Rows(1 if lane is Lane.REPORTED else _TRACKS) for lane in Lane}
    tracks = {}
    for slot in down.of("statement"):
        lane = slot.statement.entry.lane
        start, end = _extent(slot, down)
        track = rows[lane].place(start, end)
        last = 0 if lane is Lane.REPORTED else _TRACKS - 1
        tracks[slot.statement.entry.id] = lane, last if track is None else track
    return tracks


def _extent(slot: Slot, down: Slots) -> tuple[int, int]:
    """From where to where shape and bar reach."""
    said = slot.statement.entry.said
    first, last = said.earliest, said.latest
    top, bottom = slot.middle - _SHAPE, slot.middle + _SHAPE
    if first and last and first < last:
        return min(top, down.at(first.toordinal())), max(bottom, down.at(last.toordinal() + 1))
    if first and not last:
        return top, min(down.height - 4, slot.middle + _FADE)
    if last and not first:
        return max(down.top, slot.middle - _FADE), bottom
    return top, bottom


def _mark(slot: Slot, down: Slots, axis: int, tracks: dict[int, tuple[Lane, int]], leading: frozenset[int]) -> Mark:
    folded = slot.statement
    entry = folded.entry
    x = _shape_x(*tracks[entry.id], axis)
    label = _label(folded, slot, axis)
    start, end = min(x - 9, label.box.x), max(x + 9, label.box.x + label.box.width)
    return Mark(
        ids=(entry.id, *(copy.id for copy in folded.copies)),
        stance=entry.stance,
        lane=entry.lane,
        x=x,
        y=slot.middle,
        hit=Box(start, slot.y + 1, end - start, slot.height - 2),
        name=naming.full_name(folded),
        bar=_bar(folded, slot, down, x),
        label=label,
        leading=entry.id in leading,
    )


def _bar(folded: Folded, slot: Slot, down: Slots, x: int) -> Bar | None:
    said = folded.entry.said
    if not said.is_known or (said.earliest == said.latest and not said.approximate):
        return None
    start, end = _extent(slot, down)
    fade = "start" if said.earliest is None else "end" if said.latest is None else ""
    return Bar(Box(x - _BAR // 2, start, _BAR, end - start), fade, said.approximate)


def _label(folded: Folded, slot: Slot, axis: int) -> Label:
    """A few short lines: who, the stance, the date."""
    entry = folded.entry
    left = entry.lane is Lane.ASSERTED
    x = axis - _LABELS if left else axis + _LABELS
    name, *more = slot.lines
    y = slot.middle - LINE * (len(slot.lines) + 1) // 2 + 10
    word, when = shortened(naming.label_word(folded), NAME_ROOM), shortened(entry.said.human, NAME_ROOM, 11)
    below = [(words, "name") for words in more] + [(word, "word"), (when, "small")]
    long = max(width_of(when, 11), *(width_of(words) for words in (*slot.lines, word)))
    return Label(
        x,
        y,
        name,
        anchor="end" if left else "start",
        box=Box(x - long if left else x, y - 12, long, LINE * (len(below) + 1)),
        below=tuple(Below(words, kind, y + LINE * place) for place, (words, kind) in enumerate(below, start=1)),
    )


def _months(down: Slots) -> tuple[Label, ...]:
    months = [_small(_EDGE, slot.y + 16, slot.words) for slot in down.of("month")]
    counts = [_small(_EDGE, slot.y + 14, bin_words(slot)) for slot in down.of("bin")]
    return (*months, *counts)


def _line(slot: Slot, width: int) -> Line:
    y = slot.y + slot.height - 6
    return Line(slot.kind, _EDGE, y, width - _EDGE, y, _small(_EDGE, y - 5, slot.words), slot.rough)


def _fold(slot: Slot, width: int) -> Fold:
    """A torn edge across the picture, and how much time is missing."""
    y = slot.middle
    torn = f"M{_EDGE} {y}" + "l4-3 8 6 4-3" * ((width - 2 * _EDGE) // 16)
    long = width_of(slot.words, 11)
    box = Box(width // 2 - long // 2, y - 8, long, 16)
    return Fold(box, torn, (Label(width // 2, y + 4, slot.words, anchor="middle", box=box),))


def _headings(axis: int) -> tuple[Label, ...]:
    words = ("asserted", "answered")
    left = Box(axis - _REACH - width_of(words[0]), 2, width_of(words[0]), 16)
    right = Box(axis + _REACH, 2, width_of(words[1]), 16)
    return Label(left.x, 14, words[0], box=left), Label(right.x, 14, words[1], box=right)


def _small(x: int, y: int, words: str) -> Label:
    return Label(x, y, words, box=Box(x, y - 10, width_of(words, 11), 14))
