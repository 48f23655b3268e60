"""Sentences as vectors that lie close where they mean much the same.

The folder holds what sentence models are published with: `model.safetensors`, `tokenizer.json` and `config.json`.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from claimtrack.matching.arrays import Floats
from claimtrack.matching.sentence_network import Network

# The model was trained on texts of 128 pieces; a claim of 500 letters has about as many.
_MOST_PIECES = 128


class SentenceVectors:
    """Turns texts into vectors. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file  # both come with an extra
        from tokenizers import Tokenizer

        arrays = load_file(folder / "model.safetensors")
        weights = {name.removeprefix("bert."): array.astype(np.float32, copy=False) for name, array in arrays.items()}
        self._network = Network(weights, json.loads((folder / "config.json").read_text(encoding="utf-8")))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(min(_MOST_PIECES, self._network.longest))
        self._tokenizer.no_padding()

    @property
    def size(self) -> int:
        """The length of a vector."""
        return self._network.size

    def of(self, texts: Sequence[str]) -> Floats:
        """One row of length 1 for each text."""
        found = self._tokenizer.encode_batch_fast(list(texts))
        return np.array([self._network.vector(text.ids) for text in found], np.float32).reshape(-1, self.size)
