"""Claims on record that say the same as the likeliest one: a text that repeats it repeats all of them.

So they are no rivals: each is as likely as if the others were not there. Only the likeliest claims are compared, by
their rare words and, where these agree, as an editor would (guards.py).
"""

import numpy as np

from claimtrack.matching import guards
from claimtrack.matching.arrays import Bools, Floats, Ints
from claimtrack.matching.batch import Batch
from claimtrack.matching.lines import spread
from claimtrack.matching.reading import Reading, read
from claimtrack.words import MatchLabel

# The likeliest claims, which somebody will see; others only join one of these by having its very words.
_COMPARED = 10
# The share of the rare words of two texts that they must have in common before they are read.
_ALIKE = 0.7


def groups(batch: Batch, points: Floats) -> Ints:
    """For every claim the place of the likeliest one, if it says the same, or its own.

    Only a claim's own words count: the same quote ("It is a lie") may stand under many.
    """
    found = np.arange(len(batch))
    order = np.argsort(-points, kind="stable")
    owner, line = _own_lines(batch, order[:_COMPARED])
    is_best = owner == order[0]
    near = np.argwhere((_words_alike(batch, line) >= _ALIKE) & is_best[:, None] & ~is_best)
    for one, other in near.tolist():
        n = int(owner[other])
        if found[n] == n and _say_the_same(*(read(batch.text(int(line[at]))) for at in (one, other))):
            found[n] = order[0]
    return _with_equals(batch, found, order) if len(near) else found


def _own_lines(batch: Batch, claims: Ints) -> tuple[Ints, Ints]:
    """The lines with these claims' own words, claim by claim: whose each is, and its number."""
    first = batch.lines.first[claims]
    count = np.append(batch.lines.first, len(batch.lines))[claims + 1] - first
    own = np.minimum([batch.stock.own(row) for row in batch.rows[claims].tolist()], count)
    line = spread(first, own)
    told = batch.lines.size[line] > 0
    return np.repeat(claims, own)[told], line[told]


def _words_alike(batch: Batch, line: Ints) -> Floats:
    """How much of what tells in two of these lines stands in both, 0 to 1."""
    size = batch.lines.size[line]
    end = np.cumsum(batch.lines.size)[line]
    words, at = np.unique(batch.lines.term[spread(end - size, size)], return_inverse=True)
    has = np.zeros((len(line), len(words)), dtype=np.float32)
    has[np.repeat(np.arange(len(line)), size), at] = 1
    both = (has * batch.stock.idf(words)) @ has.T
    whole = np.diag(both)
    return np.asarray(2 * both / np.maximum(whole[:, None] + whole, 1e-6))


def _say_the_same(one: Reading, other: Reading) -> bool:
    """Whether these two texts say the same as far as their surface tells.

    One word put for another may be another word for the same; were such claims rivals, they would hide each other.
    """
    label = guards.label(one, other).label
    return label.says_the_same or label is MatchLabel.DIFFERENT_OBJECT


def _with_equals(batch: Batch, found: Ints, order: Ints) -> Ints:
    """The claims beyond those compared that have the very words of one of them join it."""
    words = [batch.words(line).tobytes() for line in batch.lines.first.tolist()]
    known = {words[n]: found[n] for n in reversed(order[:_COMPARED].tolist()) if words[n]}
    for n in order[_COMPARED:].tolist():
        found[n] = known.get(words[n], n)
    return found


def verbatim(batch: Batch) -> Bools:
    """Which claims have the very words of the new text for one of their own."""
    which = (batch.best - batch.lines.first).tolist()
    told = zip(batch.letters, which, batch.rows.tolist(), strict=True)
    return np.array([key == batch.query.key and n < batch.stock.own(row) for key, n, row in told], dtype=bool)
