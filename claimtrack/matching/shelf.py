"""The immutable part of the index: arrays built once from all claims, saved to a folder, shared by every worker.

Rows are claims in order of their id, lines are their texts. A claim is one row in the postings, whichever of its texts
a word stands in; the lines are kept to compare and to show the best of them.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from claimtrack.matching.arrays import Ints, Words
from claimtrack.matching.entry import Entry
from claimtrack.matching.row import Row, row_of
from claimtrack.matching.spelling import piece_index
from claimtrack.matching.terms import TERM_LENGTH


@dataclass(frozen=True)
class Shelf:
    """Arrays only; `None`-free so that every field can be saved and mapped into memory (shelf_file.py)."""

    vocabulary: Words  # sorted
    posting_start: Ints  # by term
    posting_row: Ints
    posting_impact: Ints  # in IMPACT_STEPs
    piece_start: Ints  # by hashed three-letter piece
    piece_term: Ints
    row_id: Ints  # sorted
    row_own: Ints  # how many of its lines are the claim's own words; quotes follow
    row_line: Ints  # first line of each row
    row_day: Ints  # first span of each row
    row_name: Ints  # first name word of each row
    name_of: Ints
    days: Ints  # (first, last) ordinal of each span
    line_term: Ints  # first term of each line
    term_of: Ints
    line_text: Ints  # first byte of each line
    text: Ints

    def __len__(self) -> int:
        return len(self.row_id)

    def row_of(self, id: int) -> int:
        """The row of a claim, or -1."""
        at = int(np.searchsorted(self.row_id, id))
        return at if at < len(self) and self.row_id[at] == id else -1

    def term_number(self, term: str) -> int:
        """The number of a word in the vocabulary, or -1."""
        word = term.encode()
        at = int(np.searchsorted(self.vocabulary, np.bytes_(word)))
        return at if at < len(self.vocabulary) and self.vocabulary[at] == word else -1

    def postings(self, term: int) -> tuple[Ints, Ints]:
        """The rows a word stands in, and how much it weighs there."""
        part = slice(self.posting_start[term], self.posting_start[term + 1])
        return self.posting_row[part], self.posting_impact[part]

    def lines(self, row: int) -> range:
        return range(self.row_line[row], self.row_line[row + 1])

    def line_terms(self, line: int) -> Ints:
        return self.term_of[self.line_term[line] : self.line_term[line + 1]]

    def line_words(self, line: int) -> str:
        return self.text[self.line_text[line] : self.line_text[line + 1]].tobytes().decode()

    def names(self, row: int) -> Ints:
        return self.name_of[self.row_name[row] : self.row_name[row + 1]]

    def spans(self, row: int) -> Ints:
        return self.days[self.row_day[row] : self.row_day[row + 1]]


def build(entries: Iterable[Entry]) -> Shelf:
    """Put all claims on a new shelf. Of two entries with one id the later counts."""
    latest = {entry.id: entry for entry in entries}
    return build_in_order(latest[id] for id in sorted(latest))


def build_in_order(entries: Iterable[Entry]) -> Shelf:
    """The same for entries that come in order of their id, each id once: they need not all be held at once."""
    return Builder(map(row_of, entries)).shelf()


class Builder:
    """Collects rows in order of their id; words get a number as they come and the sorted one at the end."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.numbers: dict[str, int] = {}
        self.rows: list[tuple[int, int, int, int, int]] = []  # id, own lines, lines, spans, name words
        self.name_of: list[int] = []
        self.days: list[tuple[int, int]] = []
        self.line_sizes = array("i")
        self.term_of = array("i")
        self.texts: list[bytes] = []
        self.posted = array("i")
        self.posted_rows = array("i")
        self.posted_impacts = bytearray()
        for number, row in enumerate(rows):
            self._add(number, row)

    def _add(self, number: int, row: Row) -> None:
        for term, impact in row.impacts().items():
            self.posted.append(self._number(term))
            self.posted_rows.append(number)
            self.posted_impacts.append(impact)
        for text, line in zip(row.texts, row.lines, strict=True):
            self.term_of.extend(self._number(term) for term in line)
            self.line_sizes.append(len(line))
            self.texts.append(text.encode())
        self.days.extend(row.spans)
        self.name_of.extend(self._number(term) for term in row.names)
        self.rows.append((row.id, row.own, len(row.texts), len(row.spans), len(row.names)))

    def _number(self, term: str) -> int:
        return self.numbers.setdefault(term, len(self.numbers))

    def shelf(self) -> Shelf:
        vocabulary = np.array([term.encode() for term in self.numbers], dtype=f"S{TERM_LENGTH}")
        order = np.argsort(vocabulary)
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order))
        posted = rank[np.array(self.posted, dtype=np.int32)]
        by_term = np.argsort(posted, kind="stable")
        rows = np.array(self.rows, dtype=np.int64).reshape(-1, 5)
        piece_start, piece_term = piece_index(vocabulary[order])
        return Shelf(
            vocabulary=vocabulary[order],
            posting_start=_starts(np.bincount(posted, minlength=len(order))),
            posting_row=np.array(self.posted_rows, dtype=np.int32)[by_term],
            posting_impact=np.frombuffer(bytes(self.posted_impacts), dtype=np.uint8)[by_term],
            piece_start=piece_start,
            piece_term=piece_term,
            row_id=rows[:, 0].copy(),
            row_own=rows[:, 1].copy(),
            row_line=_starts(rows[:, 2]),
            row_day=_starts(rows[:, 3]),
            row_name=_starts(rows[:, 4]),
            name_of=rank[np.array(self.name_of, dtype=np.int32)],
            days=np.array(self.days, dtype=np.int32).reshape(-1, 2),
            line_term=_starts(np.array(self.line_sizes, dtype=np.int64)),
            term_of=rank[np.array(self.term_of, dtype=np.int32)],
            line_text=_starts(np.array([len(text) for text in self.texts], dtype=np.int64)),
            text=np.frombuffer(b"".join(self.texts), dtype=np.uint8),
        )


def _starts(sizes: Ints) -> Ints:
    """Where each part begins, and one more: where the last ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])
