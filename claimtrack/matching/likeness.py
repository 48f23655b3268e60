"""How alike texts are letter by letter, whatever the script, without any word list."""

import re
from functools import cached_property, lru_cache

import numpy as np

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.text import normal_text, transliterated

_BUCKETS = 1 << 16
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
# Every byte but letters, digits and the end of a text becomes a space.
_LETTERS = bytes(n if chr(n) in "abcdefghijklmnopqrstuvwxyz0123456789\0" else 32 for n in range(256))

_FOREIGN = re.compile(r"[^\x00-\x7f]+")


@lru_cache(maxsize=50_000)
def _plain(run: str) -> str:
    return transliterated(normal_text(run))


def letters(texts: list[str]) -> list[bytes]:
    """Every text in plain Latin letters with single spaces between and around words."""
    joined = "\0".join(text.replace("\0", " ") for text in texts).casefold()
    raw = _FOREIGN.sub(lambda run: _plain(run[0]), joined).encode()
    return [b" " + b" ".join(line.split()) + b" " for line in raw.translate(_LETTERS).split(b"\0")]


def pieces(text: bytes, size: int) -> Ints:
    """The bucket of every `size` letters in a row."""
    eight = np.ndarray(max(0, len(text) - size + 1), np.uint64, text + bytes(8), strides=(1,)).copy()
    joined = eight << np.uint64(8 * (8 - size))
    return ((joined * _SPREAD) >> np.uint64(48)).astype(np.int64)


class Keys:
    """Many texts, letter by letter, in one string."""

    def __init__(self, texts: list[bytes]) -> None:
        self.joined = b"".join(texts)
        self.length = np.array([len(text) for text in texts], dtype=np.int64)

    def __len__(self) -> int:
        return len(self.length)

    @cached_property
    def owner(self) -> Ints:
        """The text each letter belongs to."""
        return np.repeat(np.arange(len(self)), self.length)

    @cached_property
    def left(self) -> Ints:
        """How many letters each letter has to the end of its text, itself included."""
        return np.repeat(np.cumsum(self.length), self.length) - np.arange(len(self.joined))


class Grams:
    """The pieces of one size of a new text, to lay against many others at once."""

    def __init__(self, key: bytes, size: int) -> None:
        self.size = size
        found = np.unique(pieces(key, size))
        self.count = len(found)
        self.number = np.full(_BUCKETS, -1, dtype=np.int32)
        self.number[found] = np.arange(len(found))

    def found_in(self, keys: Keys) -> Floats:
        """For each text the share of these pieces it has."""
        owner, at = self._hits(keys)
        seen = np.zeros((len(keys), self.count), dtype=bool)
        seen[owner, at] = True
        return np.asarray(np.count_nonzero(seen, axis=1) / max(1, self.count))

    def cover(self, keys: Keys) -> Floats:
        """For each text the share of its own pieces that are among these."""
        owner, _ = self._hits(keys)
        return np.asarray(np.bincount(owner, minlength=len(keys)) / np.maximum(keys.length - self.size + 1, 1))

    def _hits(self, keys: Keys) -> tuple[Ints, Ints]:
        """Which text has which piece, for every place where one stands."""
        at = self.number[pieces(keys.joined, self.size)]
        hit = np.flatnonzero((at >= 0) & (keys.left[: len(at)] >= self.size))
        return keys.owner[hit], at[hit]
