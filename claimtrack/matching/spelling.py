"""Words spelt alike: three-letter pieces of the vocabulary, so that misspelt and inflected words find each other."""

import numpy as np

from claimtrack.matching.arrays import Ints, Words

BUCKETS = 1 << 16
_SPREAD = np.uint32(2654435761)
_EDGE = ord("^")


def piece_buckets(vocabulary: Words) -> tuple[Ints, Ints]:
    """The buckets of all pieces of all words, with the number of the word: "lavrov" has "^la", "lav", …, "ov^"."""
    letters = vocabulary.view(np.uint8).reshape(len(vocabulary), -1)
    edged = np.full((len(vocabulary), letters.shape[1] + 3), 0, dtype=np.uint32)
    edged[:, 0] = _EDGE
    edged[:, 1:-2] = letters
    sizes = np.count_nonzero(letters, axis=1)
    edged[np.arange(len(vocabulary)), sizes + 1] = _EDGE
    joined = edged[:, :-2] | edged[:, 1:-1] << np.uint32(8) | edged[:, 2:] << np.uint32(16)
    there = np.arange(joined.shape[1]) < sizes[:, None]
    word, _ = np.nonzero(there)
    return (joined[there] * _SPREAD) >> np.uint32(16), word


def word_pieces(word: str) -> set[str]:
    """The pieces of one word."""
    edged = f"^{word}^"
    return {edged[n : n + 3] for n in range(len(word))}


def word_buckets(word: str) -> Ints:
    """The buckets of one word's pieces, each once."""
    return np.unique(piece_buckets(np.array([word.encode()], dtype=f"S{max(1, len(word))}"))[0])


def piece_index(vocabulary: Words) -> tuple[Ints, Ints]:
    """Which words contain a piece: (start of each bucket, numbers of words)."""
    if not len(vocabulary):
        return np.zeros(BUCKETS + 1, np.int64), np.zeros(0, np.int32)
    bucket, word = piece_buckets(vocabulary)
    both = np.unique(bucket.astype(np.int64) << 32 | word)
    counts = np.bincount(both >> 32, minlength=BUCKETS)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]), (both & 0xFFFFFFFF).astype(np.int32)
