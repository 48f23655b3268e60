"""The texts of many claims side by side, as flat arrays: what a batch compares."""

from dataclasses import dataclass

import numpy as np

from claimtrack.matching.arrays import Ints
from claimtrack.matching.stock import Stock

# Of a claim with very many or very long quotes forty lines of at most 500 characters are compared: its own words first,
# then the beginning of each quote. Words beyond still find it.
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Lines:
    """`owner` is the claim of each line (its place in the batch), `term` the words of all lines one after the other."""

    owner: Ints
    size: Ints
    term: Ints
    first: Ints  # first line of each claim

    def __len__(self) -> int:
        return len(self.size)


def gather(stock: Stock, rows: Ints) -> Lines:
    """The lines of these rows. Rows on the shelf must come before those of the delta."""
    shelved = int(np.count_nonzero(rows < len(stock.shelf)))
    owner, size, term = _shelved(stock, rows[:shelved])
    later = [stock.delta.lines(row)[:MOST_LINES] for row in rows[shelved:].tolist()]
    new = [line for lines in later for line in lines]
    owner = np.concatenate([owner, np.repeat(np.arange(shelved, len(rows)), [len(lines) for lines in later])])
    size = np.concatenate([size, np.array([len(line) for line in new], dtype=np.int64)])
    term = np.concatenate([term, *new]) if new else term
    return Lines(owner, size, term, np.searchsorted(owner, np.arange(len(rows))))


def _shelved(stock: Stock, rows: Ints) -> tuple[Ints, Ints, Ints]:
    shelf = stock.shelf
    count = np.minimum(shelf.row_line[rows + 1] - shelf.row_line[rows], MOST_LINES)
    line = spread(shelf.row_line[rows], count)
    size = shelf.line_term[line + 1] - shelf.line_term[line]
    return np.repeat(np.arange(len(rows)), count), size, shelf.term_of[spread(shelf.line_term[line], size)]


def spread(start: Ints, size: Ints) -> Ints:
    """start, start + 1, … for each part: the places of many slices at once."""
    end = np.cumsum(size)
    total = int(end[-1]) if len(end) else 0
    return np.asarray(np.arange(total) + np.repeat(start - end + size, size))
