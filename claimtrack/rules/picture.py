"""The parts of a timeline picture: coordinates rounded, words in place, so that a template only writes them down."""

from dataclasses import dataclass, field

from claimtrack.rules.entries import Lane
from claimtrack.words import Stance


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the picture; `x` and `y` are its upper left corner."""

    x: int
    y: int
    width: int
    height: int

    def overlaps(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Below:
    """A further line of a label: more of its "name", a "word" set apart, or something "small"."""

    words: str
    kind: str
    y: int


@dataclass(frozen=True, slots=True)
class Label:
    """A name on a baseline, after it a word set apart from it, and further lines. `box` is the room all of it takes."""

    x: int
    y: int
    name: str
    word: str = ""
    anchor: str = "start"
    box: Box = field(default=Box(0, 0, 0, 0))
    below: tuple[Below, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """The days a date can mean. `fade` says which ends are open: "start", "end" or "both"; `rough` if approximate."""

    box: Box
    fade: str = ""
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement, with its copies in `ids`: the shape of its stance at x, y. `name` says it all in words."""

    ids: tuple[int, ...]
    stance: Stance
    lane: Lane
    x: int
    y: int
    hit: Box
    name: str
    bar: Bar | None = None
    label: Label | None = None
    leading: bool = False
    rough: bool = False

    @property
    def statement(self) -> int:
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class More:
    """Statements there was no room for, as "+4"."""

    ids: tuple[int, ...]
    lane: Lane
    label: Label
    hit: Box
    name: str

    @property
    def statement(self) -> int:
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class Band:
    """Too many statements for shapes: how many there were when, as one outline."""

    ids: tuple[int, ...]
    lane: Lane
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the picture with its words: "today", "rebuttal" (the first), "axis"."""

    kind: str
    x1: int
    y1: int
    x2: int
    y2: int
    label: Label | None = None
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """An empty stretch of time that was folded away, and the words that say how long it is."""

    box: Box
    path: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A timeline ready to be written as SVG."""

    upright: bool
    width: int
    height: int
    title: str
    description: str
    axis: Line
    ticks: tuple[Label, ...]
    grid: str
    lines: tuple[Line, ...]
    folds: tuple[Fold, ...]
    headings: tuple[Label, ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    more: tuple[More, ...]

    @property
    def stances(self) -> tuple[Stance, ...]:
        """The stances drawn as shapes, for the key."""
        drawn = {mark.stance for mark in self.marks}
        return tuple(stance for stance in Stance if stance in drawn)

    @property
    def fades(self) -> tuple[tuple[str, str], ...]:
        """Which fading fills are used: pairs of lane and open end."""
        return tuple(sorted({(mark.lane.value, mark.bar.fade) for mark in self.marks if mark.bar and mark.bar.fade}))

    @property
    def ids(self) -> list[int]:
        """Every statement in the picture, as a shape, in a "+4" or in a band."""
        parts = [part.ids for part in self.marks] + [part.ids for part in self.more] + [part.ids for part in self.bands]
        return sorted(one for ids in parts for one in ids)
