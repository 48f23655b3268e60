"""The first, quick look: the claims that share the most telling words with a new text."""

import numpy as np

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.query import Query
from claimtrack.matching.row import IMPACT_STEP
from claimtrack.matching.stock import Stock


def candidates(stock: Stock, query: Query, limit: int) -> tuple[Ints, Floats]:
    """The best rows and their scores, best first; equal scores in order of id."""
    scores = np.zeros(stock.rows, dtype=np.float32)
    for n in query.match_order.tolist():
        weight = np.float32(query.weight[query.match_word[n]] * query.match_likeness[n] ** 2 * IMPACT_STEP)
        for rows, impacts in stock.postings(int(query.match_term[n])):
            scores[rows] += weight * impacts
    if stock.dead:
        scores[np.fromiter(stock.dead, dtype=np.int64)] = 0
    return _best(stock, scores, limit)


def _best(stock: Stock, scores: Floats, limit: int) -> tuple[Ints, Floats]:
    found = np.flatnonzero(scores)
    if len(found) > limit:
        least = np.partition(scores[found], len(found) - limit)[len(found) - limit]
        found = found[scores[found] >= least]
    order = np.lexsort((stock.ids(found), -scores[found]))[:limit]
    return found[order], scores[found[order]]
