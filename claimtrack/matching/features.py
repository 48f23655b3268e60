"""What speaks for and against two texts making the same claim. The first line of each function is the reason shown.

Every feature is a column: one number per claim, mostly between 0 and 1. The linear model multiplies it by its weight.
"""

from collections.abc import Callable

import numpy as np

from claimtrack.matching.arrays import Floats
from claimtrack.matching.batch import Batch


def found_words(batch: Batch) -> Floats:
    """How much of the new text the recorded claim has"""
    return batch.shared_by_all_texts / max(batch.query.total, 1e-6)


def claim_found(batch: Batch) -> Floats:
    """How much of the recorded claim the new text has"""
    return _of_best(batch, batch.line_hit_weight) / np.maximum(_of_best(batch, batch.line_weight), 1e-6)


def shared_weight(batch: Batch) -> Floats:
    """Rare words in common"""
    return np.log1p(_of_best(batch, batch.line_hit_weight)) / 4


def near_best(batch: Batch) -> Floats:
    """As good as the best hit by words"""
    return batch.scores / max(float(batch.scores.max(initial=0)), 1e-6)


def ahead(batch: Batch) -> Floats:
    """Better than all other hits by words"""
    if len(batch) < 2:
        return np.ones(len(batch), np.float32)
    first, second = np.sort(batch.scores)[-1], np.sort(batch.scores)[-2]
    rival = np.where(batch.scores == first, second, first)
    return np.clip(batch.scores / np.maximum(rival, 1e-6) - 1, -1, 2)


def letters_found(batch: Batch) -> Floats:
    """Spelt alike, whatever the script or ending"""
    return batch.letters_shared[0]


def claim_letters_found(batch: Batch) -> Floats:
    """The recorded claim's spelling is in the new text"""
    return batch.letters_shared[1]


def same_word_set(batch: Batch) -> Floats:
    """The same set of words"""
    return batch.word_sets


def word_pairs(batch: Batch) -> Floats:
    """The same words next to each other"""
    return _of_best(batch, batch.pairs) / np.maximum(_of_best(batch, batch.line_size) - 1, 1)


def figures_differ(batch: Batch) -> Floats:
    """Figures that do not agree"""
    mine = batch.query.figures
    return np.array([float(bool(theirs - mine) and bool(mine)) for theirs in batch.figures], np.float32)


def figures_agree(batch: Batch) -> Floats:
    """The same figures"""
    mine = batch.query.figures
    return np.array([min(2, len(theirs & mine)) / 2 for theirs in batch.figures], np.float32)


def names_agree(batch: Batch) -> Floats:
    """Names the people recorded with the claim"""
    known = set(batch.query.match_term[batch.query.match_likeness == 1].tolist())
    return np.array([float(bool(known & set(batch.stock.names(row).tolist()))) for row in batch.rows.tolist()], np.float32)


def few_words(batch: Batch) -> Floats:
    """The recorded claim has very few words"""
    return 1 / np.maximum(_of_best(batch, batch.line_size), 1)


def long_text(batch: Batch) -> Floats:
    """The new text is long"""
    return np.full(len(batch), np.log1p(len(batch.query.words)) / 4, np.float32)


def long_claim(batch: Batch) -> Floats:
    """The recorded claim is long"""
    return np.log1p(_of_best(batch, batch.line_size)) / 4


def days_apart(batch: Batch) -> Floats:
    """Days between the new text and the nearest statement of the claim"""
    gap, known = batch.days
    return known * np.log1p(np.abs(gap)) / 8


def days_close(batch: Batch) -> Floats:
    """Within days of each other"""
    gap, known = batch.days
    return known * np.exp(-np.abs(gap) / 20)


def claim_later(batch: Batch) -> Floats:
    """The claim was first recorded after the new text"""
    gap, known = batch.days
    return known * (gap < 0)


def dates_known(batch: Batch) -> Floats:
    """Both have a date"""
    return batch.days[1]


def _of_best(batch: Batch, values: Floats) -> Floats:
    return np.asarray(values, np.float32)[batch.best]


FEATURES: tuple[Callable[[Batch], Floats], ...] = (
    found_words, claim_found, shared_weight, near_best, ahead, letters_found, claim_letters_found, same_word_set,
    word_pairs, figures_differ, figures_agree, names_agree, few_words, long_text, long_claim, days_apart, days_close,
    claim_later, dates_known,
)  # fmt: skip


def table(batch: Batch) -> Floats:
    """All features of all claims of a batch: one row per claim."""
    return np.column_stack([feature(batch) for feature in FEATURES]).astype(np.float32)
