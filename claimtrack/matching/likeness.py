"""How alike two texts are letter by letter: pieces of four letters, whatever the script, without any word list."""

import re

import numpy as np

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.text import KEY_LENGTH, latin

_BUCKETS = 1 << 16
_SPREAD = np.uint32(2654435761)
_OTHER = re.compile(r"[^a-z0-9]+")


def letters(text: str) -> bytes:
    """The text in plain Latin letters with single spaces between and around words, cut to length."""
    return f" {_OTHER.sub(' ', latin(text[:KEY_LENGTH])).strip()} ".encode()


def pieces(text: bytes) -> Ints:
    """The bucket of every four letters in a row."""
    raw = np.frombuffer(text, dtype=np.uint8).astype(np.uint32)
    if len(raw) < 4:
        return np.zeros(0, dtype=np.intp)
    joined = raw[:-3] | raw[1:-2] << np.uint32(8) | raw[2:-1] << np.uint32(16) | raw[3:] << np.uint32(24)
    return ((joined * _SPREAD) >> np.uint32(16)).astype(np.intp)


class Grams:
    """The four-letter pieces of a new text, each as heavy as the word it comes from, to lay against many others."""

    def __init__(self, text: str, weights: dict[str, float]) -> None:
        self.key = letters(text)
        found = pieces(self.key)
        self.number = np.full(_BUCKETS, -1, dtype=np.int32)
        distinct = np.unique(found)
        self.number[distinct] = np.arange(len(distinct))
        self.weight = np.full(len(distinct), 0.3, dtype=np.float32)
        self._weigh(weights)
        self.total = float(self.weight.sum())

    def _weigh(self, weights: dict[str, float]) -> None:
        for word, heavy in weights.items():
            own = self.number[pieces(b" " + latin(word).encode() + b" ")]
            self.weight[own[own >= 0]] = heavy

    def compare(self, keys: list[bytes]) -> tuple[Floats, Floats]:
        """For each text: how much of the new text's pieces it has, and how many of its own are in the new text."""
        sizes = np.array([max(0, len(key) - 3) for key in keys])
        owner = np.repeat(np.arange(len(keys)), sizes)
        at = np.concatenate([self.number[pieces(key)] for key in keys]) if keys else np.zeros(0, np.int32)
        hit = at >= 0
        seen = np.zeros((len(keys), len(self.weight)), dtype=np.float32)
        seen[owner[hit], at[hit]] = 1
        inside = np.bincount(owner[hit], minlength=len(keys))
        return seen @ self.weight / max(self.total, 1e-9), (inside / np.maximum(sizes, 1)).astype(np.float32)
