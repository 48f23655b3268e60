"""Filling a lane: every statement finds its place along the axis and a row where nothing is in its way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.rules import naming
from claimtrack.rules.acts import Folded
from claimtrack.rules.density import is_dense
from claimtrack.rules.entries import Lane
from claimtrack.rules.lettering import shortened, width_of
from claimtrack.rules.packing import Rows
from claimtrack.rules.picture import Bar, Box, Label, Mark, More
from claimtrack.rules.scale import Scale

GUTTER = 78  # the names of the lanes stand left of this
MARGIN = 10
ROW = 26
_BAR = 14
_SHAPE = 9
_REACH = 12  # from a shape's middle to its label
_FADE = 84  # how far an open end runs out
_NAME = 190
_BUCKET = 44  # room for one "+4"
_ROWS = {Lane.ASSERTED: 8, Lane.REPORTED: 3, Lane.ANSWERED: 8}


@dataclass(frozen=True, slots=True)
class Item:
    """A statement on its way into the picture: its shape at x, and from x0 to x1 what shape and bar take."""

    folded: Folded
    x: int
    x0: int
    x1: int
    has_bar: bool = False
    fade: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item in its row, from start to end. Its label is on the right ("start"), on the left ("end") or left out."""

    item: Item
    row: int
    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LaneFilled:
    """What became of a lane's items: shapes in rows, "+4" in the row after them, and those for the band."""

    rows: int
    placed: list[Placed]
    squeezed: list[Item]
    dense: list[Item]


def item_of(folded: Folded, days: Scale, left: int, width: int) -> Item:
    """Where along the axis. A span's shape is in its middle, one with an open end at the end that is known."""
    said = folded.entry.said
    first, last = said.earliest, said.latest
    if first is None and last is None:
        return _shape_only(folded, GUTTER + 14)
    if first and last:
        x0, x1 = days.at(first.toordinal()), days.at(last.toordinal() + 1)
        x = days.middle_of(first) if first == last else (x0 + x1) // 2
        if first == last and not said.approximate:
            return _shape_only(folded, x)
        return Item(folded, x, min(x0, x - _SHAPE), max(x1, x + _SHAPE), has_bar=True)
    x = days.middle_of(first or last or date.min)
    if last:
        return Item(folded, x, max(left, x - _FADE), x + _SHAPE, has_bar=True, fade="start")
    return Item(folded, x, x - _SHAPE, min(width - MARGIN, x + _FADE), has_bar=True, fade="end")


def fill(lane: Lane, items: Sequence[Item], notable: frozenset[int], width: int) -> LaneFilled:
    """Shapes with labels; shapes alone where there is no room left; then "+4". Very many become a band.

    The notable ones choose first, so they are nearest to the axis and never folded away before others.
    """
    dense = [item for item in items if item.folded.entry.id not in notable] if is_dense(items) else []
    in_band = {item.folded.entry.id for item in dense}
    rows = Rows(_ROWS[lane])
    placed: list[Placed] = []
    squeezed: list[Item] = []
    for item in sorted(items, key=lambda item: item.folded.entry.id not in notable):
        if item.folded.entry.id in in_band:
            continue
        found = _place(item, rows, width)
        if found:
            placed.append(found)
        else:
            squeezed.append(item)
    return LaneFilled(rows.used, placed, squeezed, dense)


def mark(placed: Placed, y: int, leading: frozenset[int]) -> Mark:
    item, entry = placed.item, placed.item.folded.entry
    box = Box(item.x0, y - _BAR // 2, item.x1 - item.x0, _BAR)
    return Mark(
        ids=(entry.id, *(copy.id for copy in item.folded.copies)),
        stance=entry.stance,
        lane=entry.lane,
        x=item.x,
        y=y,
        hit=Box(placed.start, y - ROW // 2, placed.end - placed.start, ROW),
        name=naming.full_name(item.folded),
        bar=Bar(box, item.fade, entry.said.approximate) if item.has_bar else None,
        label=_label(placed, y) if placed.anchor else None,
        leading=entry.id in leading,
    )


def folds(lane: Lane, items: Iterable[Item], y: int, width: int) -> list[More]:
    """What found no room, counted near where it would have been."""
    last = (width - GUTTER) // _BUCKET - 1
    buckets: dict[int, list[Folded]] = defaultdict(list)
    for item in items:
        buckets[min(last, (item.x - GUTTER) // _BUCKET)].append(item.folded)
    return [_fold(lane, GUTTER + place * _BUCKET, y, together) for place, together in sorted(buckets.items())]


def _shape_only(folded: Folded, x: int) -> Item:
    return Item(folded, x, x - _SHAPE, x + _SHAPE)


def _place(item: Item, rows: Rows, width: int) -> Placed | None:
    """Into the first row that has room with the label on the right; else on the left; else without one."""
    name, word = _words(item)
    long = _REACH + width_of(name) + 5 + width_of(word)
    for anchor in ("start", "end", ""):
        start = min(item.x0, item.x - long) if anchor == "end" else item.x0
        end = max(item.x1, item.x + long) if anchor == "start" else item.x1
        if start < GUTTER or end > width - 4:
            continue
        row = rows.place(start - 3, end + 3)
        if row is not None:
            return Placed(item, row, anchor, start, end)
    return None


def _words(item: Item) -> tuple[str, str]:
    return shortened(item.folded.entry.actor, _NAME), naming.label_word(item.folded)


def _label(placed: Placed, y: int) -> Label:
    name, word = _words(placed.item)
    long = width_of(name) + 5 + width_of(word)
    x = placed.item.x + (_REACH if placed.anchor == "start" else -_REACH)
    box = Box(x if placed.anchor == "start" else x - long, y - 9, long, 18)
    return Label(x, y + 4, name, word, placed.anchor, box)


def _fold(lane: Lane, x: int, y: int, together: Sequence[Folded]) -> More:
    middle = x + _BUCKET // 2
    words = f"+{len(together)}"
    long = width_of(words)
    label = Label(middle, y + 4, words, anchor="middle", box=Box(middle - long // 2, y - 9, long, 18))
    ids = tuple(entry.id for each in together for entry in (each.entry, *each.copies))
    return More(ids, lane, label, Box(x + 2, y - 11, _BUCKET - 4, 22), naming.fold_name(together))
