"""The network of a small BERT (MiniLM), computed with numpy alone: word pieces in, a vector of length 1 for each text.

Pieces → layers of attention → mean over the pieces (Devlin et al. 2019, Reimers & Gurevych 2019, Wang et al. 2020).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from typing import Any

import numpy as np

from claimtrack.matching.arrays import Bools, Floats

_HIDDEN = np.float32(-1e9)
# Factors of a polynomial p in x², lowest first: (1 + tanh(x · p)) / 2 is the chance that a normal number is below x.
# They were fitted by least squares, with most weight where it was furthest off; x times it is off by 3.3e-6 at most.
_CHANCE = tuple(np.float32(n) for n in (0.7978276, 0.03646993, -0.00012547614, -3.0467208e-05, 1.1126323e-06))

# How much of a matrix is multiplied at once. Up to a million products OpenBLAS does not lay the matrix out anew first:
# a text of 25 pieces takes 5.3 ms where whole matrices take 8.5 (AVX-512, one thread).
_ROWS, _COLUMNS = 384, 32

Pair = tuple[Floats, Floats]  # what multiplies, and what is added


@dataclass(frozen=True)
class Layer:
    """The weights of one layer, in the order in which they are used. Matrices are cut: see `_cut`."""

    asks: Pair  # query, key and value of the attention, side by side
    hears: Pair
    heard_norm: Pair
    widens: Pair
    narrows: Pair
    norm: Pair


class Network:
    """Weights by the names they are published with, and the sizes in `about`. Nothing is kept from call to call."""

    def __init__(self, weights: dict[str, Floats], about: dict[str, Any]) -> None:
        self.size, self._heads = int(about["hidden_size"]), int(about["num_attention_heads"])
        self.longest = int(about["max_position_embeddings"])
        self._tiny = np.float32(about["layer_norm_eps"])
        self._words = weights["embeddings.word_embeddings.weight"]
        first_of_two = weights["embeddings.token_type_embeddings.weight"][0]  # it could take two texts, and gets one
        self._places = weights["embeddings.position_embeddings.weight"] + first_of_two
        self._norm = _pair(weights, "embeddings.LayerNorm")
        self._layers = [
            _layer(weights, f"encoder.layer.{n}.", self.size // self._heads)
            for n in range(int(about["num_hidden_layers"]))
        ]

    def vectors(self, texts: Sequence[Sequence[int]]) -> Floats:
        """One row for each text, given as the numbers of its pieces. Texts of much the same length take least time."""
        sizes = np.array([len(pieces) for pieces in texts])
        numbers = np.zeros((len(texts), sizes.max()), dtype=np.int64)
        for row, pieces in zip(numbers, texts, strict=True):
            row[: len(pieces)] = pieces
        there = np.arange(numbers.shape[1]) < sizes[:, None]
        x = self._normed(self._words[numbers] + self._places[: numbers.shape[1]], self._norm)
        for layer in self._layers:
            x = self._normed(x + self._attention(layer, x, there), layer.heard_norm)
            x = self._normed(x + _joined(_times(_joined(gelu(_times(x, layer.widens))), layer.narrows)), layer.norm)
        summed = (x * there[:, :, None]).sum(axis=1)
        return np.asarray(summed / np.sqrt((summed * summed).sum(axis=1, keepdims=True)))

    def _attention(self, layer: Layer, x: Floats, there: Bools) -> Floats:
        """What each piece takes from all others of its text."""
        texts, length, size = x.shape
        asked = _times(x, layer.asks).reshape(texts, 3, self._heads, length, -1)
        query, key, value = asked.swapaxes(0, 1)
        share = query @ key.swapaxes(-1, -2)
        share *= np.float32((size // self._heads) ** -0.5)
        if not there.all():
            share += np.where(there, np.float32(0), _HIDDEN)[:, None, None, :]
        share -= np.maximum.reduce(share, axis=-1, keepdims=True)
        np.exp(share, out=share)
        share /= np.add.reduce(share, axis=-1, keepdims=True)
        return _joined(_times(_joined(share @ value), layer.hears))

    def _normed(self, x: Floats, norm: Pair) -> Floats:
        x = x - np.add.reduce(x, axis=-1, keepdims=True) / np.float32(self.size)
        x /= np.sqrt(np.vecdot(x, x)[..., None] / np.float32(self.size) + self._tiny)
        x *= norm[0]
        x += norm[1]
        return x


def gelu(x: Floats) -> Floats:
    """x times the chance that a normal number is below x."""
    squares = x * x
    found = squares * _CHANCE[-1]
    for factor in _CHANCE[-2:0:-1]:
        found += factor
        found *= squares
    found += _CHANCE[0]
    found *= x
    np.tanh(found, out=found)
    found += 1
    found *= x
    found *= np.float32(0.5)
    return np.asarray(found)


def _times(x: Floats, pair: Pair) -> Floats:
    """Texts × pieces × numbers, multiplied: texts × parts × pieces × columns, as `_cut` has cut them."""
    cut, added = pair
    texts, length, _ = x.shape
    bands = x.reshape(texts, length, len(cut), -1).swapaxes(1, 2)
    found = bands[:, 0, None] @ cut[0]
    for n in range(1, len(cut)):
        found += bands[:, n, None] @ cut[n]
    found += added
    return np.asarray(found)


def _joined(x: Floats) -> Floats:
    """Texts × parts × pieces × columns as texts × pieces × numbers again."""
    return x.swapaxes(1, 2).reshape(x.shape[0], x.shape[2], -1)


def _layer(weights: dict[str, Floats], name: str, per_head: int) -> Layer:
    parts = [_pair(weights, f"{name}attention.self.{part}") for part in ("query", "key", "value")]
    return Layer(
        asks=_cut((np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])), per_head),
        hears=_cut(_pair(weights, f"{name}attention.output.dense")),
        heard_norm=_pair(weights, f"{name}attention.output.LayerNorm"),
        widens=_cut(_pair(weights, f"{name}intermediate.dense")),
        narrows=_cut(_pair(weights, f"{name}output.dense")),
        norm=_pair(weights, f"{name}output.LayerNorm"),
    )


def _pair(weights: dict[str, Floats], name: str) -> Pair:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _cut(pair: Pair, columns: int = _COLUMNS) -> Pair:
    """A matrix in bands of a few hundred rows, each in parts of a few columns; and what is added, in the same parts."""
    out, into = pair[0].shape
    rows, columns = gcd(into, _ROWS), gcd(out, columns)
    bands = pair[0].T.reshape(into // rows, rows, out // columns, columns).swapaxes(1, 2)
    return np.ascontiguousarray(bands), pair[1].reshape(-1, 1, columns)
