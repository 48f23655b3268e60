"""Two models as one: where the meaning of a claim is known it is weighed, too; else words alone decide."""

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import numpy as np

from claimtrack.matching import model
from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.features import FEATURES, meaning_known
from claimtrack.matching.model import Company, Model, Reason, leads

_FILE = "weights_semantic.json"
_KNOWN = FEATURES.index(meaning_known)


@dataclass(frozen=True)
class Weighing:
    """A model of words, and one of words and meaning.

    The points of each are log-odds up to a number; from those of an everyday wrong claim on they are on one scale.
    """

    by_words: Model
    by_meaning: Model

    def points(self, table: Floats) -> Floats:
        """The points of every claim of one text's feature table."""
        known = _known(table)
        if not known.any():
            return self.by_words.points(table)
        by_words, by_meaning = self._usual
        return np.where(known, self.by_meaning.points(table) - by_meaning, self.by_words.points(table) - by_words)

    def leads(self, table: Floats, company: Company | None = None) -> Floats:
        """How far each claim is ahead of the best one that says something else."""
        rival = self.by_meaning.rival - self._usual[1] if _known(table).any() else self.by_words.rival
        return leads(self.points(table), rival, company)

    def probabilities(self, table: Floats, company: Company | None = None) -> Floats:
        """How likely each claim of one text's feature table is to say what the text says."""
        if not len(table):
            return np.zeros(0, np.float32)
        said = self.by_meaning if _known(table).any() else self.by_words
        odds = said.start + said.by_lead * self.leads(table, company) + table[self.points(table).argmax()] @ said.sure
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)

    def reasons(self, row: Floats, lead: float) -> tuple[Reason, ...]:
        """What speaks most for and against."""
        return (self.by_meaning if row[_KNOWN] else self.by_words).reasons(row, lead)

    @cached_property
    def _usual(self) -> tuple[float, float]:
        """The points of an everyday wrong claim in both models."""
        return float(self.by_words.points(self.by_words.usual)), float(self.by_meaning.points(self.by_meaning.usual))


def _known(table: Floats) -> Ints:
    return np.asarray(table[:, _KNOWN] > 0)


@lru_cache(maxsize=1)
def trained() -> Weighing:
    """The models that come with the program."""
    by_meaning = model.parse(json.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8")))
    return Weighing(model.trained(), by_meaning)
