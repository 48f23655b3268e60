"""A new text laid against many claims at once: everything the features are computed from, as arrays.

A claim is represented by the one of its texts that agrees best with the new text.
"""

from functools import cached_property

import numpy as np

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.likeness import Keys, letters
from claimtrack.matching.lines import MOST_LINES, gather
from claimtrack.matching.meaning import Meant
from claimtrack.matching.query import Query
from claimtrack.matching.stock import Stock

_NO_MATCH = -1
# All wordings of a claim together are compared letter by letter up to here.
_MOST_LETTERS = 1500


class Batch:
    """The claims in `rows`, with the `scores` of the search; both in the batch's own order."""

    def __init__(self, stock: Stock, query: Query, rows: Ints, scores: Floats, meant: Meant | None = None) -> None:
        shelved_first = np.argsort(rows, kind="stable")
        self.stock, self.query, self._meant = stock, query, meant
        self.rows, self.scores = rows[shelved_first], scores[shelved_first]
        self.lines = gather(stock, self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def _term_line(self) -> Ints:
        return np.repeat(np.arange(len(self.lines)), self.lines.size)

    @cached_property
    def _idf(self) -> Floats:
        return self.stock.idf(self.lines.term)

    @cached_property
    def _match(self) -> Ints:
        """Where each word of the lines stands among the query's matches, or _NO_MATCH."""
        matches = self.query.match_term
        if not len(matches):
            return np.full(len(self.lines.term), _NO_MATCH)
        at = np.minimum(np.searchsorted(matches, self.lines.term), len(matches) - 1)
        return np.where(matches[at] == self.lines.term, at, _NO_MATCH)

    @cached_property
    def _agreement(self) -> Floats:
        """For every line and word of the query: how well the line has that word, 0 to 1."""
        found = np.zeros((len(self.lines), len(self.query.words)), dtype=np.float32)
        hit = self._match >= 0
        at = self._match[hit]
        np.maximum.at(found, (self._term_line[hit], self.query.match_word[at]), self.query.match_likeness[at])
        return found

    @cached_property
    def _cosine(self) -> Floats:
        """The cosine of query and line with squared word weights, which gives the say to the rarest words."""
        mine = self.query.weight**2
        size = np.bincount(self._term_line, self._idf**2, len(self.lines)) * mine.sum()
        return np.asarray(self._agreement @ mine / np.sqrt(np.maximum(size, 1e-6)))

    @cached_property
    def best(self) -> Ints:
        """For every claim the number of the line that agrees best, the first of equals."""
        order = np.lexsort((-np.arange(len(self.lines)), self._cosine, self.lines.owner))
        return np.asarray(order[np.append(self.lines.first[1:], len(order)) - 1])

    @cached_property
    def cosines(self) -> tuple[Floats, Floats]:
        """The cosine of the best line of every claim, and of its second best (0 where it has but one)."""
        rest = self._cosine.copy()
        rest[self.best] = 0
        return self._cosine[self.best], np.maximum.reduceat(rest, self.lines.first)

    @cached_property
    def shared_weight(self) -> Floats:
        """The weight of the words of every best line that the query has."""
        hit = self._match >= 0
        weight = self._idf[hit] * self.query.match_likeness[self._match[hit]]
        return np.bincount(self._term_line[hit], weight, len(self.lines))[self.best]

    @cached_property
    def size(self) -> Ints:
        """The number of telling words in every best line."""
        return self.lines.size[self.best]

    @cached_property
    def texts(self) -> list[str]:
        """The best line of every claim, as it was written."""
        which = (self.best - self.lines.first).tolist()
        return [self.stock.text(row, n) for row, n in zip(self.rows.tolist(), which, strict=True)]

    def text(self, line: int) -> str:
        """A line as it was written."""
        n = int(self.lines.owner[line])
        return self.stock.text(int(self.rows[n]), line - int(self.lines.first[n]))

    def words(self, line: int) -> Ints:
        """The words of a line in order, as numbers."""
        end = int(self._line_end[line])
        return self.lines.term[end - int(self.lines.size[line]) : end]

    @cached_property
    def _line_end(self) -> Ints:
        return np.cumsum(self.lines.size)

    @cached_property
    def meaning(self) -> tuple[Floats, Floats]:
        """How nearly every claim means the same, and 1 where that is known."""
        if self._meant is None:
            return np.zeros(len(self)), np.zeros(len(self))
        ids = self.stock.ids(self.rows).tolist()
        return self._meant.likeness(list(zip(ids, self._texts_compared(), strict=True)))

    @cached_property
    def letters(self) -> list[bytes]:
        """The best line of every claim in plain letters."""
        return letters(self.texts)

    @cached_property
    def keys(self) -> Keys:
        """The best line of every claim, letter by letter."""
        return Keys(self.letters)

    @cached_property
    def whole_keys(self) -> Keys:
        """All lines of every claim, letter by letter."""
        if len(self.lines) == len(self):
            return self.keys
        return Keys([b"".join(letters(texts))[:_MOST_LETTERS] for texts in self._texts_compared()])

    def _texts_compared(self) -> list[list[str]]:
        return [self.stock.texts(row, MOST_LINES) for row in self.rows.tolist()]

    @cached_property
    def days(self) -> tuple[Floats, Floats]:
        """Days from every claim's nearest statement to the query (below 0: the claim came later); 1 where known."""
        gaps, known = np.zeros(len(self)), np.zeros(len(self))
        for n, row in enumerate(self.rows.tolist() if self.query.day else []):
            spans = self.stock.spans(row)
            if len(spans):
                gaps[n], known[n] = _nearest(spans, self.query.day or 0), 1
        return gaps, known


def _nearest(spans: Ints, day: int) -> int:
    """The smallest distance from a day to any of the spans, 0 inside one."""
    away = np.where(day > spans[:, 1], day - spans[:, 1], np.minimum(day - spans[:, 0], 0))
    return int(away[np.argmin(np.abs(away))])
