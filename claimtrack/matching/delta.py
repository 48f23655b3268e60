"""The changing part of the index: claims entered or changed since the shelf was built, and those taken off it.

Numbers of rows and words go on where the shelf's end, so that both parts are searched alike.
"""

from array import array
from collections import defaultdict

import numpy as np

from claimtrack.matching.arrays import Ints
from claimtrack.matching.row import Row
from claimtrack.matching.spelling import word_buckets


class Delta:
    """Rows added in memory. A changed claim gets a new row; its old one stays, unseen."""

    def __init__(self, first_row: int, first_term: int) -> None:
        self.first_row, self.first_term = first_row, first_term
        self.rows: list[Row] = []
        self.vocabulary: dict[str, int] = {}
        self.words: list[str] = []
        self.row_at: dict[int, int] = {}
        self._posted: dict[int, tuple[array[int], array[int]]] = {}
        self._by_piece: dict[int, list[int]] = defaultdict(list)
        self._lines: list[list[Ints]] = []
        self._names: list[Ints] = []

    def add(self, row: Row, numbers: dict[str, int]) -> int:
        """Add a claim whose words have these numbers; returns the number of its row."""
        at = self.first_row + len(self.rows)
        self.rows.append(row)
        self.row_at[row.id] = at
        self._lines.append([np.array([numbers[term] for term in line], dtype=np.int32) for line in row.lines])
        self._names.append(np.array([numbers[term] for term in row.names], dtype=np.int32))
        for term, impact in row.impacts().items():
            rows, weights = self._posted.setdefault(numbers[term], (array("i"), array("B")))
            rows.append(at)
            weights.append(impact)
        return at

    def new_term(self, term: str) -> int:
        """Give a word the shelf does not know the next number."""
        number = self.first_term + len(self.words)
        self.vocabulary[term] = number
        self.words.append(term)
        for bucket in word_buckets(term).tolist():
            self._by_piece[bucket].append(number)
        return number

    def postings(self, term: int) -> tuple[Ints, Ints]:
        """The rows a word stands in, and how much it weighs there."""
        rows, weights = self._posted.get(term, _NOTHING)
        return np.array(rows, dtype=np.int32), np.array(weights, dtype=np.uint8)

    def terms_with(self, bucket: int) -> list[int]:
        """The new words that contain a three-letter piece."""
        return self._by_piece.get(bucket, [])

    def row(self, at: int) -> Row:
        return self.rows[at - self.first_row]

    def lines(self, at: int) -> list[Ints]:
        return self._lines[at - self.first_row]

    def names(self, at: int) -> Ints:
        return self._names[at - self.first_row]


_NOTHING = (array("i"), array("B"))
