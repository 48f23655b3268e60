"""The first, quick look: the claims that share the most telling words with a new text."""

from collections.abc import Callable, Sequence

import numpy as np

from claimtrack.matching.arrays import Bools, Floats, Ints
from claimtrack.matching.query import Query
from claimtrack.matching.row import IMPACT_STEP
from claimtrack.matching.stock import Stock

# Words in more than this share of a large base only order what rarer words have found; enough others must be there.
_COMMON_SHARE, _LARGE, _ENOUGH_WORDS = 0.05, 50_000, 3


def candidates(
    stock: Stock, query: Query, limit: int, besides: Callable[[], Sequence[int]] = tuple
) -> tuple[Ints, Floats]:
    """The best rows and their scores, best first, equal scores in order of id; then the rows that `besides` gives.

    It is asked last, as these may still be looked for.
    """
    scores = stock.blank_scores()
    found: list[Ints] = []
    for n in _telling(stock, query):
        weight = np.float32(query.weight[query.match_word[n]] * query.match_likeness[n] ** 2 * IMPACT_STEP)
        for rows, impacts in stock.postings(int(query.match_term[n])):
            scores[rows] += weight * impacts
            found.append(rows)
    if stock.dead:
        scores[np.fromiter(stock.dead, dtype=np.int64)] = 0
    best, reached = _best(stock, scores, found, limit)
    if not (near := besides()):
        return best, reached
    others = np.setdiff1d(np.array(near, dtype=best.dtype), best)
    return np.concatenate([best, others]), np.concatenate([reached, scores[others]])


def _telling(stock: Stock, query: Query) -> list[int]:
    """The matches to follow: all, or in a large base those of words that are not too common."""
    order: list[int] = query.match_order.tolist()
    if stock.count < _LARGE:
        return order
    held = stock.holders(query.match_term)
    rare = [n for n in order if held[n] <= _COMMON_SHARE * stock.count]
    return rare if len(rare) >= _ENOUGH_WORDS else order


def _best(stock: Stock, scores: Floats, found: list[Ints], limit: int) -> tuple[Ints, Floats]:
    """The `limit` best rows among those found."""
    bar = _bar(scores, found, limit)
    rows = _where(scores >= bar if bar > 0 else scores > 0)
    if len(rows) > limit:
        least = np.partition(scores[rows], len(rows) - limit)[len(rows) - limit]
        rows = rows[scores[rows] >= least]
    order = np.lexsort((stock.ids(rows), -scores[rows]))[:limit]
    return rows[order], scores[rows[order]]


def _bar(scores: Floats, found: list[Ints], limit: int) -> float:
    """A score that at least `limit` rows reach, from the shortest posting lists: saves sorting all that were found."""
    few = np.sort(np.concatenate([rows for rows in found if len(rows) <= 50 * limit] or [np.zeros(0, np.int32)]))
    if len(few) < limit:
        return 0.0
    some = scores[few]
    some[1:][few[1:] == few[:-1]] = 0  # each row once
    return float(np.partition(some, len(some) - limit)[len(some) - limit])


def _where(true: Bools) -> Ints:
    """The places of the few that are true among very many: looked for eight at a time."""
    whole = len(true) // 8 * 8
    eights = np.flatnonzero(true[:whole].view(np.uint64) != 0)  # of truth values quicker than of numbers
    inside, at = np.nonzero(true[:whole].reshape(-1, 8)[eights])
    return np.concatenate([eights[inside] * 8 + at, whole + np.flatnonzero(true[whole:])])
