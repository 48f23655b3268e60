"""A new text laid against many claims at once: everything the features are computed from, as arrays.

A claim is represented by the one of its texts that agrees best with the new text; coverage is also known over all of them.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.likeness import letters
from claimtrack.matching.query import Query
from claimtrack.matching.stock import Stock

_NO_MATCH = -1
# Claims with hundreds of quotes: the first ones are the canonical wording, the gloss and the wordings.
_MOST_LINES = 40


@dataclass
class Batch:
    """`rows` and `scores` come from the search; lines are all texts of these claims, one after the other."""

    stock: Stock
    query: Query
    rows: Ints
    scores: Floats

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def _lines(self) -> list[list[Ints]]:
        return [self.stock.lines(row)[:_MOST_LINES] for row in self.rows.tolist()]

    @cached_property
    def line_owner(self) -> Ints:
        return np.repeat(np.arange(len(self)), [len(lines) for lines in self._lines])

    @cached_property
    def line_size(self) -> Ints:
        return np.array([len(line) for lines in self._lines for line in lines], dtype=np.int64)

    @cached_property
    def _term(self) -> Ints:
        """The words of all lines, one after the other."""
        flat = [line for lines in self._lines for line in lines]
        return np.concatenate(flat) if flat else np.zeros(0, dtype=np.int32)

    @cached_property
    def _term_line(self) -> Ints:
        return np.repeat(np.arange(len(self.line_size)), self.line_size)

    @cached_property
    def _hit(self) -> Ints:
        """Where each word of the lines stands among the query's matches, or _NO_MATCH."""
        matches = self.query.match_term
        if not len(matches):
            return np.full(len(self._term), _NO_MATCH)
        at = np.minimum(np.searchsorted(matches, self._term), len(matches) - 1)
        return np.where(matches[at] == self._term, at, _NO_MATCH)

    @cached_property
    def _agreement(self) -> Floats:
        """For every line and word of the query: how well the line has that word, 0 to 1."""
        found = np.zeros((len(self.line_size), len(self.query.words)), dtype=np.float32)
        hit = self._hit >= 0
        at = self._hit[hit]
        np.maximum.at(found, (self._term_line[hit], self.query.match_word[at]), self.query.match_likeness[at])
        return found

    @cached_property
    def line_shared(self) -> Floats:
        """The weight of the query's words each line has."""
        return self._agreement @ self.query.weight

    @cached_property
    def line_weight(self) -> Floats:
        """The weight of all words of each line, repeated ones counted as often."""
        return np.bincount(self._term_line, self.stock.idf(self._term), len(self.line_size)).astype(np.float32)

    @cached_property
    def line_hit_weight(self) -> Floats:
        """The weight of the words of each line that the query has."""
        hit = self._hit >= 0
        likeness = self.query.match_likeness[self._hit[hit]]
        weight = self.stock.idf(self._term[hit]) * likeness
        return np.bincount(self._term_line[hit], weight, len(self.line_size)).astype(np.float32)

    @cached_property
    def best(self) -> Ints:
        """For every claim the number of the line that agrees best: shared weight against both lengths."""
        both = self.line_shared + self.line_hit_weight
        share = both / np.maximum(self.line_weight + 0.5 * self.query.total, 1e-6)
        order = np.lexsort((-np.arange(len(share)), share, self.line_owner))
        last = np.searchsorted(self.line_owner[order], np.arange(len(self)), side="right") - 1
        return order[last]

    @cached_property
    def texts(self) -> list[str]:
        """The best line of every claim, as it was written."""
        first = np.searchsorted(self.line_owner, np.arange(len(self)))
        return [self.stock.texts(row)[n] for row, n in zip(self.rows.tolist(), (self.best - first).tolist(), strict=True)]

    @cached_property
    def shared_by_all_texts(self) -> Floats:
        """The weight of the query's words that any text of each claim has."""
        best = np.zeros((len(self), len(self.query.words)), dtype=np.float32)
        np.maximum.at(best, self.line_owner, self._agreement)
        return best @ self.query.weight

    @cached_property
    def pairs(self) -> Ints:
        """For every line how many words that follow each other in the query follow each other there."""
        word = np.where(self._hit >= 0, self.query.match_word[self._hit], -9) if len(self.query.match_word) else self._hit - 9
        follows = (word[1:] == word[:-1] + 1) & (word[:-1] >= 0) & (self._term_line[1:] == self._term_line[:-1])
        return np.bincount(self._term_line[1:][follows], minlength=len(self.line_size))

    @cached_property
    def keys(self) -> list[bytes]:
        return [letters(text) for text in self.texts]

    @cached_property
    def letters_shared(self) -> tuple[Floats, Floats]:
        return self.query.grams.compare(self.keys)

    @cached_property
    def word_sets(self) -> Floats:
        """rapidfuzz's token set ratio, 0 to 1."""
        keys = [key.decode() for key in self.keys]
        return process.cdist([self.query.grams.key.decode()], keys, scorer=fuzz.token_set_ratio, dtype=np.float32)[0] / 100

    @cached_property
    def figures(self) -> list[set[str]]:
        """The figures in the best line of every claim."""
        start = np.concatenate([np.zeros(1, np.int64), np.cumsum(self.line_size)])
        return [self._figures(self._term[start[n] : start[n + 1]]) for n in self.best.tolist()]

    def _figures(self, terms: Ints) -> set[str]:
        return {word for word in map(self.stock.word, terms.tolist()) if word[0].isdigit()}

    @cached_property
    def days(self) -> tuple[Floats, Floats]:
        """Days from the nearest statement of every claim to the query's day (negative: the claim came later), and 1 where known."""
        gaps, known = np.zeros(len(self), np.float32), np.zeros(len(self), np.float32)
        if self.query.day is None:
            return gaps, known
        for n, row in enumerate(self.rows.tolist()):
            spans = self.stock.spans(row)
            if len(spans):
                gaps[n], known[n] = _nearest(spans, self.query.day), 1
        return gaps, known


def _nearest(spans: Ints, day: int) -> int:
    """The smallest distance from a day to any of the spans, 0 inside one."""
    away = np.where(day > spans[:, 1], day - spans[:, 1], np.minimum(day - spans[:, 0], 0))
    return int(away[np.argmin(np.abs(away))])
