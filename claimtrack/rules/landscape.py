"""The timeline from left to right: asserted above the axis, reports on it, answered below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.rules import naming
from claimtrack.rules.acts import Folded, fold_copies
from claimtrack.rules.density import band_path, leading_ids, notable_ids
from claimtrack.rules.entries import Entry, Lane
from claimtrack.rules.facts import Facts
from claimtrack.rules.lanes import GUTTER, MARGIN, ROW, Item, LaneFilled, fill, folds, item_of, mark
from claimtrack.rules.lettering import width_of
from claimtrack.rules.picture import Band, Below, Box, Fold, Label, Line, Mark, More, Picture
from claimtrack.rules.scale import Piece, Scale, Stretch, length_in_words, scale, ticks

WIDTH = 880
_TOP = 36  # above it the words of today's and the first rebuttal's line
_FOOT = 36  # the words of the scale
_BAND = 46
_FOLD = 116
_UNDATED = 110


@dataclass(frozen=True, slots=True)
class _Heights:
    """Where things are from top to bottom: `rows` the first row of each lane, `feet` where its band stands or hangs."""

    axis: int
    below: int
    bottom: int
    rows: dict[Lane, int]
    feet: dict[Lane, int]

    def row(self, lane: Lane, number: int) -> int:
        return self.rows[lane] + number * (-ROW if lane is Lane.ASSERTED else ROW)


def landscape(entries: Sequence[Entry], facts: Facts, today: date, width: int = WIDTH) -> Picture:
    """Lay the statements out. The same statements always give the same picture."""
    folded = fold_copies(entries)
    undated = any(not each.entry.said.is_known for each in folded)
    left = GUTTER + (_UNDATED if undated else 0)
    days = scale(_occupied(folded, facts, today), left + 14, width - MARGIN - 14, _FOLD)
    notable = notable_ids(facts)
    items = [item_of(each, days, left, width) for each in folded]
    lanes = {lane: fill(lane, [i for i in items if i.folded.entry.lane is lane], notable, width) for lane in Lane}
    heights = _heights(lanes)
    bottom = heights.bottom
    words = _ticks(days, width, bottom)
    return Picture(
        upright=False,
        width=width,
        height=bottom + _FOOT,
        title=naming.TITLE,
        description=naming.description(entries, facts),
        axis=Line("axis", GUTTER, heights.axis, width - MARGIN, heights.axis),
        ticks=words,
        grid="".join(f"M{label.x - 3} {_TOP}V{bottom + 6}" for label in words),
        lines=_lines(facts, today, days, width, bottom),
        folds=tuple(_folded_time(piece, bottom) for piece in days.folds),
        headings=_headings(heights, undated),
        bands=tuple(_band(lane, filled.dense, heights.feet[lane]) for lane, filled in lanes.items() if filled.dense),
        marks=_marks(lanes, heights, leading_ids(facts), folded),
        more=_more(lanes, heights, width),
    )


def _occupied(folded: Iterable[Folded], facts: Facts, today: date) -> list[Stretch]:
    """The days something is known of, today and the first rebuttal's included."""
    stretches = [(today.toordinal(), today.toordinal() + 1)]
    if day := naming.rebuttal_day(facts.first_rebuttal):
        stretches.append((day.toordinal(), day.toordinal() + 1))
    for each in folded:
        said = each.entry.said
        start, end = said.earliest or said.latest, said.latest or said.earliest
        if start and end:
            stretches.append((start.toordinal(), end.toordinal() + 1))
    return stretches


def _heights(lanes: dict[Lane, LaneFilled]) -> _Heights:
    """Each lane as high as it needs; an empty one keeps the room of one row."""
    rows = {lane: max(1, filled.rows + bool(filled.squeezed)) * ROW for lane, filled in lanes.items()}
    bands = {lane: _BAND if filled.dense else 0 for lane, filled in lanes.items()}
    axis = _TOP + rows[Lane.ASSERTED] + bands[Lane.ASSERTED] + ROW // 2
    below = axis + rows[Lane.REPORTED] + bands[Lane.REPORTED]
    return _Heights(
        axis=axis,
        below=below,
        bottom=below + rows[Lane.ANSWERED] + bands[Lane.ANSWERED] - ROW // 2 + 4,
        rows={
            Lane.ASSERTED: axis - ROW - bands[Lane.ASSERTED],
            Lane.REPORTED: axis + bands[Lane.REPORTED],
            Lane.ANSWERED: below + bands[Lane.ANSWERED],
        },
        feet={Lane.ASSERTED: axis - 12, Lane.REPORTED: axis, Lane.ANSWERED: below - 10},
    )


def _marks(
    lanes: dict[Lane, LaneFilled], heights: _Heights, leading: frozenset[int], folded: Sequence[Folded]
) -> tuple[Mark, ...]:
    """The shapes in time order, which is the order the keyboard goes through them."""
    order = {each.entry.id: place for place, each in enumerate(folded)}
    drawn = [
        mark(placed, heights.row(lane, placed.row), leading)
        for lane, filled in lanes.items()
        for placed in filled.placed
    ]
    return tuple(sorted(drawn, key=lambda drawn: order[drawn.statement]))


def _more(lanes: dict[Lane, LaneFilled], heights: _Heights, width: int) -> tuple[More, ...]:
    return tuple(
        fold
        for lane, filled in lanes.items()
        for fold in folds(lane, filled.squeezed, heights.row(lane, filled.rows), width)
    )


def _band(lane: Lane, items: Sequence[Item], foot: int) -> Band:
    entries = [entry for item in items for entry in (item.folded.entry, *item.folded.copies)]
    path = band_path([item.x for item in items], foot, -_BAND + 6 if lane is Lane.ASSERTED else _BAND - 6)
    return Band(tuple(entry.id for entry in entries), lane, path, naming.band_name(lane, entries))


def _ticks(days: Scale, width: int, bottom: int) -> tuple[Label, ...]:
    """The words of the scale, left out where they would run into each other."""
    taken = [label.box for piece in days.folds for label in _folded_time(piece, bottom).labels]
    drawn = []
    for piece in days.pieces:
        for tick in [] if piece.folded or piece.days == 1 else ticks(piece):
            x = days.at(tick.ordinal)
            long = max(width_of(tick.words, 11), width_of(tick.year, 11))
            box = Box(x + 3, bottom + 4, long, 28 if tick.year else 14)
            if box.x + long > width or any(box.overlaps(other) for other in taken):
                continue
            taken.append(box)
            below = (Below(tick.year, "small", bottom + 28),) if tick.year else ()
            drawn.append(Label(x + 3, bottom + 14, tick.words, box=box, below=below))
    return tuple(drawn)


def _lines(facts: Facts, today: date, days: Scale, width: int, bottom: int) -> tuple[Line, ...]:
    """Today's line always; the first rebuttal's, dashed where it is only known to be there by then."""
    lines = []
    if day := naming.rebuttal_day(facts.first_rebuttal):
        exact = bool(facts.first_rebuttal and facts.first_rebuttal.within.is_exact)
        x = days.middle_of(day) if exact else days.at(day.toordinal() + 1)
        lines.append(_line("rebuttal", x, naming.rebuttal_in_words(facts.first_rebuttal), 12, width, bottom, not exact))
    x = days.middle_of(today)
    now = _line("today", x, naming.today_in_words(today), 12, width, bottom)
    if any(now.label and line.label and now.label.box.overlaps(line.label.box) for line in lines):
        now = _line("today", x, naming.today_in_words(today), 27, width, bottom)
    return (*lines, now)


def _line(kind: str, x: int, words: str, y: int, width: int, bottom: int, rough: bool = False) -> Line:
    long = width_of(words, 11)
    anchor = "start" if x + 4 + long < width else "end"
    label_x = x + 4 if anchor == "start" else x - 4
    box = Box(label_x if anchor == "start" else label_x - long, y - 11, long, 14)
    return Line(kind, x, y - 10, x, bottom, Label(label_x, y, words, anchor=anchor, box=box), rough)


def _folded_time(piece: Piece, bottom: int) -> Fold:
    """Two torn edges where time was folded away, and how much."""
    x0, x1 = round(piece.x0), round(piece.x1)
    middle = (x0 + x1) // 2
    torn = "".join(f"M{x} {_TOP}{'l4 6-8 12 4 6' * ((bottom - _TOP) // 24)}" for x in (x0 + 8, x1 - 8))
    words = (f"{length_in_words(piece.days)},", "nothing recorded")
    labels = tuple(
        Label(
            middle, y, line, anchor="middle", box=Box(middle - width_of(line, 11) // 2, y - 10, width_of(line, 11), 14)
        )
        for line, y in zip(words, (bottom + 14, bottom + 28), strict=True)
    )
    return Fold(Box(x0 + 13, _TOP, x1 - x0 - 26, bottom - _TOP), torn, labels)


def _headings(heights: _Heights, undated: bool) -> tuple[Label, ...]:
    named = [(heights.axis - ROW, "asserted"), (heights.axis, "reported"), (heights.below, "answered")]
    labels = [Label(0, y + 4, words, box=Box(0, y - 8, width_of(words), 16)) for y, words in named]
    if undated:
        words = "no date known"
        box = Box(GUTTER, heights.bottom + 4, width_of(words), 14)
        labels.append(Label(GUTTER, heights.bottom + 14, words, box=box))
    return tuple(labels)
