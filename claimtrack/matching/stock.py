"""Shelf and delta as one: every claim that can be found now, with document counts that are exact at any moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.delta import Delta
from claimtrack.matching.entry import Entry
from claimtrack.matching.row import Row, row_of
from claimtrack.matching.shelf import Builder, Shelf
from claimtrack.matching.spelling import word_buckets, word_pieces


@dataclass(frozen=True, slots=True)
class Change:
    """A claim as it is after change number `number`; no entry means that it is gone."""

    number: int
    id: int
    entry: Entry | None


class Stock:
    """What is on the shelf and what came later. Not safe for threads: the index guards it.

    How rare a word is (`idf`) is counted over the claims that are there now, on the shelf or not, so a claim is found
    with the same score wherever it lies. Counts are kept in one array that starts as the shelf's.
    """

    def __init__(self, shelf: Shelf, number: int = 0) -> None:
        self.shelf = shelf
        self.delta = Delta(len(shelf), len(shelf.vocabulary))
        self.number = number
        self.count = len(shelf)
        self.dead: set[int] = set()
        self._latest: dict[int, int] = {}
        self._holders = np.diff(shelf.posting_start).astype(np.int32)
        self._scores = np.zeros(len(shelf), dtype=np.float32)

    @property
    def rows(self) -> int:
        """The number of rows, dead ones included."""
        return len(self.shelf) + len(self.delta.rows)

    def blank_scores(self) -> Floats:
        """A nought for every row, in the same place for every question: new memory costs more than the search."""
        if len(self._scores) < self.rows:
            self._scores = np.zeros(self.rows + 1024, dtype=np.float32)
        scores = self._scores[: self.rows]
        scores[:] = 0
        return scores

    def apply(self, changes: Iterable[Change]) -> None:
        """Take in changes in any order, any of them more than once: for each claim the highest number counts."""
        for change in changes:
            self.number = max(self.number, change.number)
            if change.number >= self._latest.get(change.id, -1):
                self._latest[change.id] = change.number
                self._replace(change.id, change.entry)

    def _replace(self, id: int, entry: Entry | None) -> None:
        old = self.row_at(id)
        if old >= 0:
            self.dead.add(old)
            self._count(self.terms_of(old), -1)
            self.count -= 1
            self.delta.row_at.pop(id, None)
        if entry is not None:
            self._add(row_of(entry))

    def _add(self, row: Row) -> None:
        known = row.impacts()
        numbers = {term: self.term_number(term) for term in known}
        numbers = {term: at if at >= 0 else self.delta.new_term(term) for term, at in numbers.items()}
        if len(self.delta.words) + len(self.shelf.vocabulary) > len(self._holders):
            self._holders = np.concatenate([self._holders, np.zeros(max(1024, len(self.delta.words)), np.int32)])
        self.delta.add(row, numbers)
        self._count(np.array(list(numbers.values()), dtype=np.int32), 1)
        self.count += 1

    def _count(self, terms: Ints, step: int) -> None:
        self._holders[terms] += step

    def row_at(self, id: int) -> int:
        """The row of a claim, or -1."""
        if id in self.delta.row_at:
            return self.delta.row_at[id]
        row = self.shelf.row_of(id)
        return -1 if row in self.dead else row

    def terms_of(self, row: int) -> Ints:
        """The words a claim is counted for, each once."""
        parts = [*self.lines(row), self.names(row)]
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int32)

    def term_number(self, term: str) -> int:
        """The number of a word, or -1."""
        number = self.shelf.term_number(term)
        return number if number >= 0 else self.delta.vocabulary.get(term, -1)

    def word(self, term: int) -> str:
        shelved = len(self.shelf.vocabulary)
        return bytes(self.shelf.vocabulary[term]).decode() if term < shelved else self.delta.words[term - shelved]

    def words(self) -> list[str]:
        """Every word by its number."""
        return [word.decode() for word in self.shelf.vocabulary.tolist()] + self.delta.words

    def holders(self, terms: Ints) -> Ints:
        """How many claims have each of these words."""
        return self._holders[terms]

    def idf(self, terms: Ints) -> Floats:
        """How much each word tells: the rarer the more."""
        held = self._holders[terms].astype(np.float32)
        return np.log1p((self.count - held + np.float32(0.5)) / (held + np.float32(0.5)))

    @property
    def idf_of_unknown(self) -> float:
        """What a word no claim has would tell."""
        return float(np.log1p((self.count + 0.5) / 0.5))

    def postings(self, term: int) -> Iterator[tuple[Ints, Ints]]:
        if term < len(self.shelf.vocabulary):
            yield self.shelf.postings(term)
        if self.delta.rows:
            yield self.delta.postings(term)

    def lines(self, row: int) -> list[Ints]:
        """The words of each text of a claim, in order, as numbers."""
        if row >= len(self.shelf):
            return self.delta.lines(row)
        return [self.shelf.line_terms(line) for line in self.shelf.lines(row)]

    def text(self, row: int, n: int) -> str:
        """The text number `n` of a claim."""
        if row >= len(self.shelf):
            return self.delta.row(row).texts[n]
        return self.shelf.line_words(int(self.shelf.row_line[row]) + n)

    def texts(self, row: int, most: int | None = None) -> list[str]:
        """A claim's texts, or the first ones of them: its own words, then its quotes."""
        if row >= len(self.shelf):
            return list(self.delta.row(row).texts[:most])
        return [self.shelf.line_words(line) for line in self.shelf.lines(row)[:most]]

    def own(self, row: int) -> int:
        """How many of a claim's texts, the first ones, are its own words; the others are quotes."""
        return self.delta.row(row).own if row >= len(self.shelf) else int(self.shelf.row_own[row])

    def names(self, row: int) -> Ints:
        return self.delta.names(row) if row >= len(self.shelf) else self.shelf.names(row)

    def spans(self, row: int) -> Ints:
        if row >= len(self.shelf):
            return np.array(self.delta.row(row).spans, dtype=np.int32).reshape(-1, 2)
        return self.shelf.spans(row)

    def id(self, row: int) -> int:
        return self.delta.row(row).id if row >= len(self.shelf) else int(self.shelf.row_id[row])

    def ids(self, rows: Ints) -> Ints:
        shelved = len(self.shelf)
        found = np.empty(len(rows), dtype=np.int64)
        old = rows < shelved
        found[old] = self.shelf.row_id[rows[old]]
        found[~old] = [self.delta.row(row).id for row in rows[~old].tolist()]
        return found

    def _terms_with(self, bucket: int) -> Ints:
        """The words that contain a three-letter piece (and, rarely, others: pieces share buckets)."""
        part = slice(self.shelf.piece_start[bucket], self.shelf.piece_start[bucket + 1])
        return np.concatenate([self.shelf.piece_term[part], np.array(self.delta.terms_with(bucket), dtype=np.int32)])

    def similar_terms(self, term: str, limit: int, least: float) -> list[tuple[int, float]]:
        """Words spelt much like this one: (number, likeness 0–1), best first; the word itself is not among them."""
        buckets, pieces = word_buckets(term), word_pieces(term)
        found = np.sort(np.concatenate([self._terms_with(bucket) for bucket in buckets.tolist()]))
        first = np.flatnonzero(np.diff(found, prepend=-1))
        counts = np.diff(first, append=len(found))
        sharing = counts >= least * len(buckets) / (2 - least)  # fewer cannot reach the likeness asked for
        alike = [(self.word(n), n) for n in found[first[sharing]].tolist() if self._holders[n]]
        scored = [(_dice(pieces, word_pieces(word)), word, n) for word, n in alike if word != term]
        best = sorted((-score, word, n) for score, word, n in scored if score >= least)
        return [(n, -score) for score, _, n in best[:limit]]

    def live_rows(self) -> Iterator[Row]:
        """Every claim there is now, in order of id."""
        kept = [row for row in range(self.rows) if row not in self.dead]
        for row in sorted(kept, key=self.id):
            yield self.delta.row(row) if row >= len(self.shelf) else self._unpack(row)

    def _unpack(self, row: int) -> Row:
        lines = tuple(tuple(self.word(n) for n in line.tolist()) for line in self.lines(row))
        spans = tuple((int(first), int(last)) for first, last in self.spans(row))
        names = tuple(self.word(n) for n in self.names(row).tolist())
        return Row(self.id(row), self.own(row), tuple(self.texts(row)), lines, spans, names)

    def folded(self) -> "Stock":
        """The same claims, all on a shelf."""
        stock = Stock(self.shelved(), self.number)
        stock._latest = self._latest
        return stock

    def shelved(self) -> Shelf:
        """Everything on a new shelf."""
        return Builder(self.live_rows()).shelf()


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
