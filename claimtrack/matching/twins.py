"""Claims that may say the same as others, among very many at once: to ask about one after the other takes hours.

Two texts are laid side by side only if they share two of the three rarest words of one of them, and kept if they are
alike letter by letter (rapidfuzz) and in their rare words. A text of words that thousands have is left out.
"""

from collections.abc import Iterable

import numpy as np
from rapidfuzz import fuzz, process

from claimtrack.matching.arrays import Bools, Floats, Ints
from claimtrack.matching.lines import gather, spread
from claimtrack.matching.stock import Stock

# The rarest words of a text that are followed, and how many of them another text must have.
_RAREST, _SHARED = 3, 2
# A word is followed if at most one in so many texts has it, within these bounds.
_HOLDERS_SHARE, _LEAST_HOLDERS, _MOST_HOLDERS = 50, 1000, 2000
# How alike two texts must be: letters 0 to 100, rare words 0 to 1; measured by `python -m tests.bench bulk`.
_LETTERS_ALIKE, _WORDS_ALIKE, _LONGER = 70, 0.4, 4
_AT_ONCE = 5000  # texts looked at in one go: enough to keep numpy busy, few enough for any memory


class Twins:
    """All texts of a stock by their words. `cores` are used where letters are compared."""

    def __init__(self, stock: Stock, cores: int = 2) -> None:
        self._cores = cores
        live = np.setdiff1d(np.arange(stock.rows), np.fromiter(stock.dead, dtype=np.int64))
        lines = gather(stock, live)
        self._id = stock.ids(live)[lines.owner]
        self._size = lines.size
        self._term = lines.term
        self._first = np.concatenate([np.zeros(1, np.int64), np.cumsum(lines.size)])
        self._words = stock.words()
        self._width = len(self._words)
        self._each = np.unique(np.repeat(np.arange(len(lines)), lines.size) * self._width + lines.term)
        self._each_first = np.searchsorted(self._each, np.arange(len(lines) + 1) * self._width)
        self._weigh()
        self._follow()
        self._first_like: dict[bytes, int] = {}
        self._second_like: dict[int, int] = {}
        for line in range(len(lines)):
            first = self._first_like.setdefault(self._key(line), line)
            if first != line:
                self._second_like.setdefault(first, line)

    def pairs(self, ids: Ints | None = None) -> Ints:
        """Pairs of one of these claims (of any claim, if none are given) with a claim that may say the same."""
        lines = np.arange(len(self._size)) if ids is None else np.flatnonzero(np.isin(self._id, ids))
        parts = [self._pairs(lines[at : at + _AT_ONCE]) for at in range(0, len(lines), _AT_ONCE)]
        parts.append(self._same(lines))
        return np.unique(np.concatenate([np.zeros((0, 2), np.int64), *parts]), axis=0)

    def having(self, ids: Iterable[int]) -> set[int]:
        """Those of these claims that have a twin."""
        return set(self.pairs(np.array(list(ids), dtype=np.int64))[:, 0].tolist())

    def _same(self, lines: Ints) -> Ints:
        """Texts with the very words of an earlier one, each with the first, and that with the second."""
        firsts = [(line, self._first_like[self._key(line)]) for line in lines[self._size[lines] > 0].tolist()]
        pairs = [(line, first if first != line else self._second_like.get(line, line)) for line, first in firsts]
        found = [(int(self._id[one]), int(self._id[other])) for one, other in pairs if self._id[one] != self._id[other]]
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    def _weigh(self) -> None:
        """What each word tells by its rarity, squared, and the sum of it for each text."""
        held = np.bincount(self._each % self._width, minlength=self._width)
        self._tells = np.log1p((len(self._size) - held + 0.5) / (held + 0.5)) ** 2
        told = np.concatenate([np.zeros(1), np.cumsum(self._tells[self._each % self._width])])
        self._told = told[self._each_first[1:]] - told[self._each_first[:-1]]
        self._held = held

    def _follow(self) -> None:
        """The rarest words of each text that others have, and the texts of each word that is followed."""
        line, term = np.divmod(self._each, self._width)
        most = min(max(_LEAST_HOLDERS, len(self._size) // _HOLDERS_SHARE), _MOST_HOLDERS)
        followed = (self._held[term] > 1) & (self._held[term] <= most)
        line, term = line[followed], term[followed]
        by_term = np.argsort(term, kind="stable")
        self._holder = line[by_term]
        self._holder_first = np.searchsorted(term[by_term], np.arange(self._width + 1))
        order = np.lexsort((self._held[term], line))
        self._rare = term[order]
        self._rare_first = np.searchsorted(line[order], np.arange(len(self._size) + 1))

    def _pairs(self, lines: Ints) -> Ints:
        left, right = self._sharing_rare_words(lines)
        alike = self._words_alike(left, right)
        left, right = left[alike], right[alike]
        alike = self._letters_alike(left, right)
        return np.column_stack([self._id[left[alike]], self._id[right[alike]]])

    def _sharing_rare_words(self, lines: Ints) -> tuple[Ints, Ints]:
        count = np.minimum(self._rare_first[lines + 1] - self._rare_first[lines], _RAREST)
        term = self._rare[spread(self._rare_first[lines], count)]
        holders = self._holder_first[term + 1] - self._holder_first[term]
        right = self._holder[spread(self._holder_first[term], holders)]
        pair = np.sort(np.repeat(np.repeat(lines, count), holders) * len(self._size) + right)
        first = np.flatnonzero(np.diff(pair, prepend=-1))
        shared = np.diff(first, append=len(pair))
        left, right = np.divmod(pair[first], len(self._size))
        needed = np.minimum(self._rare_first[left + 1] - self._rare_first[left], _SHARED)
        one, other = self._size[left], self._size[right]
        kept = (shared >= needed) & (np.maximum(one, other) <= _LONGER * np.minimum(one, other))
        kept &= self._id[left] != self._id[right]
        return left[kept], right[kept]

    def _words_alike(self, left: Ints, right: Ints) -> Bools:
        count = self._each_first[left + 1] - self._each_first[left]
        term = self._each[spread(self._each_first[left], count)] % self._width
        wanted = np.repeat(right, count) * self._width + term
        at = np.minimum(np.searchsorted(self._each, wanted), len(self._each) - 1)
        shared = self._each[at] == wanted
        both = np.bincount(np.repeat(np.arange(len(left)), count)[shared], self._tells[term[shared]], len(left))
        size: Floats = np.sqrt(self._told[left] * self._told[right])
        return np.asarray(both >= _WORDS_ALIKE * size)

    def _letters_alike(self, left: Ints, right: Ints) -> Bools:
        texts = {line: self._text(line) for line in np.union1d(left, right).tolist()}
        one, other = ([texts[line] for line in lines.tolist()] for lines in (left, right))
        return np.asarray(process.cpdist(one, other, scorer=fuzz.token_ratio, workers=self._cores) >= _LETTERS_ALIKE)

    def _key(self, line: int) -> bytes:
        return bytes(self._term[self._first[line] : self._first[line + 1]].tobytes())

    def _text(self, line: int) -> str:
        return " ".join([self._words[n] for n in self._term[self._first[line] : self._first[line + 1]].tolist()])
