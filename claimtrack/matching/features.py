"""What speaks for and against two texts making the same claim. The first line of each function is the reason shown.

Every feature is a column: one number per claim, mostly between 0 and 1. The linear model multiplies it by its weight,
which the training keeps from turning against the sense of the words (see GOOD and BAD).
"""

from collections.abc import Callable

import numpy as np

from claimtrack.matching.arrays import Floats
from claimtrack.matching.batch import Batch
from claimtrack.matching.likeness import Grams


def shared_weight(batch: Batch) -> Floats:
    """Rare words in common"""
    return np.log1p(batch.shared_weight / batch.stock.idf_of_unknown)


def near_best(batch: Batch) -> Floats:
    """As good as the best hit by words"""
    return batch.scores / max(float(batch.scores.max(initial=0)), 1e-6)


def texts_alike(batch: Batch) -> Floats:
    """The rarest words agree, in one wording of the claim or in two"""
    first, second = batch.cosines
    return first + second


def claim_letters_found(batch: Batch) -> Floats:
    """The recorded claim's spelling is in the new text"""
    return Grams(batch.query.key, 4).cover(batch.keys)


def syllables_found(batch: Batch) -> Floats:
    """Spelt alike, whatever the script or ending"""
    return Grams(batch.query.key, 3).found_in(batch.whole_keys)


def phrases_found(batch: Batch) -> Floats:
    """The same phrases"""
    pieces = Grams(batch.query.key, 8)
    return np.asarray(np.log1p(pieces.found_in(batch.whole_keys) * pieces.count) / 4)


def same_meaning(batch: Batch) -> Floats:
    """They mean nearly the same, though the words differ"""
    return batch.meaning[0]


def few_words(batch: Batch) -> Floats:
    """The recorded claim has very few words"""
    return 1 / np.maximum(batch.size, 1)


def long_claim(batch: Batch) -> Floats:
    """The length of the recorded claim"""
    return np.log1p(batch.size) / 4


def days_apart(batch: Batch) -> Floats:
    """Days between the new text and the claim's nearest statement"""
    gap, known = batch.days
    return known * np.log1p(np.abs(gap)) / 8


def days_close(batch: Batch) -> Floats:
    """Within days of each other"""
    gap, known = batch.days
    return known * np.exp(-np.abs(gap) / 20)


def claim_later(batch: Batch) -> Floats:
    """The claim's statements came after the new text"""
    gap, known = batch.days
    return known * (gap < 0)


def meaning_known(batch: Batch) -> Floats:
    """Both are in English, so that what they mean can be compared"""
    return batch.meaning[1]


def dates_known(batch: Batch) -> Floats:
    """Both have a date"""
    return batch.days[1]


Feature = Callable[[Batch], Floats]
# Likeness can only speak for a claim, distance and emptiness only against it.
GOOD: tuple[Feature, ...] = (
    shared_weight, near_best, texts_alike, claim_letters_found, syllables_found, phrases_found, days_close,
    same_meaning,
)  # fmt: skip
BAD: tuple[Feature, ...] = (few_words, days_apart, claim_later)
FEATURES: tuple[Feature, ...] = (*GOOD, *BAD, long_claim, dates_known, meaning_known)


def table(batch: Batch) -> Floats:
    """All features of all claims of a batch: one row per claim."""
    return np.column_stack([feature(batch) for feature in FEATURES])
