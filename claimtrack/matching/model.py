"""From features to a probability: a logistic regression whose weights are a small data file written by the training.

A linear model is as good as boosted trees here and explains itself: every reason is a weight times a value.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from claimtrack.matching.arrays import Floats
from claimtrack.matching.features import FEATURES

_FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the probability is what it is: `weight` × `value` is what this reason adds to the log-odds."""

    words: str
    weight: float
    value: float


@dataclass(frozen=True)
class Model:
    """Weights by feature in the order of FEATURES; `usual` is each feature's value for an everyday wrong candidate."""

    intercept: float
    weights: Floats
    usual: Floats

    def scores(self, table: Floats) -> Floats:
        """The log-odds that each claim of a feature table is the one meant."""
        return np.asarray(table @ self.weights + np.float32(self.intercept), np.float32)

    def probabilities(self, table: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-self.scores(table))), np.float32)

    def reasons(self, row: Floats, limit: int = 5) -> tuple[Reason, ...]:
        """What speaks most for and against, strongest first, measured from what is usual."""
        added = self.weights * (row - self.usual)
        strongest = np.argsort(-np.abs(added), kind="stable")[:limit].tolist()
        return tuple(
            Reason(_words(n), float(self.weights[n]), float(row[n] - self.usual[n])) for n in strongest if added[n]
        )


def _words(feature: int) -> str:
    return (FEATURES[feature].__doc__ or "").splitlines()[0]


@lru_cache(maxsize=1)
def trained() -> Model:
    """The model that comes with the program."""
    return parse(json.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8")))


def parse(data: dict[str, object]) -> Model:
    """The model in a weights file. A feature the file does not know has no say."""
    weights, usual = data["weights"], data["usual"]
    assert isinstance(weights, dict) and isinstance(usual, dict)
    names = [feature.__name__ for feature in FEATURES]
    return Model(
        float(str(data["intercept"])),
        np.array([weights.get(name, 0.0) for name in names], dtype=np.float32),
        np.array([usual.get(name, 0.0) for name in names], dtype=np.float32),
    )
