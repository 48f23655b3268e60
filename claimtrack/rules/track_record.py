"""How past suggestions stood up to the newsroom's own judgements: precision, recall, and honest chances."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from claimtrack.words import Answer, MatchLabel

BARS = (0.3, 0.5, 0.9)
STEPS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.0)  # the bands of the calibration table
ENOUGH = 50  # judged suggestions below which shares are mostly chance: half of 50 is known to ± 14 in a hundred


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged pair of claims. `probability` and `label` are what was suggested at the time, None if nothing was."""

    answer: Answer
    probability: float | None = None
    label: MatchLabel | None = None

    @property
    def is_same(self) -> bool:
        return self.answer is Answer.SAME


@dataclass(frozen=True, slots=True)
class FromBar:
    """Suggestions at least this likely: `precision` of them were the same, `recall` of the same ones are among them."""

    bar: float
    suggested: int
    same: int
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """Of `judged` pairs `same` were the same claim."""

    name: str
    judged: int
    same: int


@dataclass(frozen=True, slots=True)
class Band:
    """Suggestions between two probabilities: the mean that was stated, and the share that was right."""

    least: float
    below: float
    judged: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """`judged` counts pairs by answer; `unsuggested` those judged the same that were never suggested."""

    judged: dict[str, int]
    suggested: int
    unsuggested: int
    bars: tuple[FromBar, ...]
    labels: tuple[Share, ...]
    bands: tuple[Band, ...]
    error: float | None  # how far stated and right are apart, over the bands

    @property
    def is_enough(self) -> bool:
        return self.suggested >= ENOUGH


def track_record(pairs: Iterable[Judged]) -> TrackRecord:
    """What the judgements say about the suggestions before them."""
    judged = list(pairs)
    suggested = [pair for pair in judged if pair.probability is not None]
    bands = tuple(_bands(suggested))
    off = sum(band.judged * abs(band.stated - band.right) for band in bands)
    return TrackRecord(
        judged={answer.value: sum(pair.answer is answer for pair in judged) for answer in Answer},
        suggested=len(suggested),
        unsuggested=sum(pair.is_same for pair in judged if pair.probability is None),
        bars=tuple(_from_bar(bar, judged) for bar in BARS),
        labels=tuple(_labels(suggested)),
        bands=bands,
        error=round(off / len(suggested), 3) if suggested else None,
    )


def _from_bar(bar: float, judged: list[Judged]) -> FromBar:
    found = [pair for pair in judged if (pair.probability or 0) >= bar]
    right, same = sum(pair.is_same for pair in found), sum(pair.is_same for pair in judged)
    return FromBar(bar, len(found), right, _share(right, len(found)), _share(right, same))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _labels(suggested: list[Judged]) -> Iterator[Share]:
    for label in MatchLabel:
        those = [pair for pair in suggested if pair.label is label]
        if those:
            yield Share(label.value, len(those), sum(pair.is_same for pair in those))


def _bands(suggested: list[Judged]) -> Iterator[Band]:
    for least, below in pairwise(STEPS):
        those = [p for p in suggested if least <= (p.probability or 0) < below or (p.probability == below == 1)]
        if those:
            stated = sum(pair.probability or 0 for pair in those) / len(those)
            right = sum(pair.is_same for pair in those) / len(those)
            yield Band(least, below, len(those), round(stated, 3), round(right, 3))
