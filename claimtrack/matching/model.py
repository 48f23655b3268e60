"""From features to a probability: a logistic regression whose weights are a small data file written by the training.

A linear model is as good as boosted trees here and explains itself: every reason is a weight times a value.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from claimtrack.matching.arrays import Bools, Floats, Ints
from claimtrack.matching.features import FEATURES

_FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the probability is what it is: `weight` × `value` is what this reason adds to the log-odds."""

    words: str
    weight: float
    value: float


@dataclass(frozen=True, slots=True)
class Company:
    """How the claims of one feature table stand to each other and to the text.

    Those with the same number in `group` say the same as each other, those in `verbatim` have the text's very words.
    """

    group: Ints
    verbatim: Bools

    @classmethod
    def of_strangers(cls, size: int) -> "Company":
        """Each claim says something else."""
        return cls(np.arange(size), np.zeros(size, dtype=bool))


# How far ahead of the next claim still makes surer.
_FAR_AHEAD = 6.0
_FEW = 5
_AHEAD_WORDS = "Ahead of the next claim"
_BEHIND_WORDS = "Behind a better claim"


@dataclass(frozen=True)
class Model:
    """Weights by feature in the order of FEATURES; `usual` is each feature's value for an everyday wrong candidate.

    Points order the claims; the probability follows from the lead over the best claim that says something else: a text
    that fits ten claims equally well means any one of them with little certainty. How much the best claim has in common
    with the text at all (`sure`, weights by feature) makes it surer for all of them alike.
    """

    weights: Floats
    usual: Floats
    start: float
    by_lead: float
    rival: float  # the points of a best wrong claim in a large base
    sure: Floats

    def points(self, table: Floats) -> Floats:
        return np.asarray(table @ self.weights)

    def probabilities(self, table: Floats, company: Company | None = None) -> Floats:
        """How likely each claim of one text's feature table is to say what the text says."""
        points = self.points(table)
        if not len(points):
            return np.zeros(0, np.float32)
        odds = self.start + self.by_lead * leads(points, self.rival, company) + table[points.argmax()] @ self.sure
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)

    def reasons(self, row: Floats, lead: float, limit: int = 5) -> tuple[Reason, ...]:
        """What speaks most for and against, strongest first, measured from what is usual."""
        weights, values = self.weights * self.by_lead, row - self.usual
        strongest = np.argsort(-np.abs(weights * values), kind="stable")[:limit].tolist()
        own = [Reason(words_of(n), float(weights[n]), float(values[n])) for n in strongest if weights[n] * values[n]]
        own.append(Reason(_AHEAD_WORDS if lead > 0 else _BEHIND_WORDS, self.by_lead, lead))
        return tuple(sorted(own, key=lambda reason: -abs(reason.weight * reason.value))[:limit])


def leads(points: Floats, rival: float, company: Company | None = None) -> Floats:
    """How far each claim is ahead of the best one that says something else (negative: behind), within reason.

    In a small base there may be no other one, which makes no claim likelier: where fewer than _FEW share a word with
    the text, it must be ahead of `rival`. One with the text's very words must be ahead of no more than that.
    """
    company = company or Company.of_strangers(len(points))
    best = np.full(len(points), -np.inf)
    np.maximum.at(best, company.group, points)
    first, second = (*np.argsort(-best, kind="stable")[:2], -1)[:2]
    behind = best[second] if second >= 0 else -np.inf
    others = np.where(company.group == first, behind, best[first])
    strangers = len(points) - np.bincount(company.group, minlength=len(points))[company.group]
    others = np.where(strangers < _FEW - 1, np.maximum(others, rival), others)
    others = np.where(company.verbatim, np.minimum(others, rival), others)
    return np.asarray(_FAR_AHEAD * np.tanh((points - others) / _FAR_AHEAD))


def words_of(feature: int) -> str:
    """The reason in words: the first line of the feature's description."""
    return (FEATURES[feature].__doc__ or "").splitlines()[0]


@lru_cache(maxsize=1)
def trained() -> Model:
    """The model that comes with the program."""
    return parse(json.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8")))


def parse(data: dict[str, Any]) -> Model:
    """The model in a weights file. A feature the file does not know has no say."""
    names = [feature.__name__ for feature in FEATURES]
    parts = ("weights", "usual", "sure")
    weights, usual, sure = (np.array([data.get(part, {}).get(name, 0.0) for name in names]) for part in parts)
    start, by_lead, rival = (float(data[name]) for name in ("start", "by_lead", "rival"))
    return Model(weights, usual, start, by_lead, rival, sure)
