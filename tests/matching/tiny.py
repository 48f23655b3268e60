"""A sentence model as small as can be, of weights by chance, in the layout in which sentence models are published."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claimtrack.matching.arrays import Floats
from claimtrack.matching.sentence_model import NEEDED

ABOUT: dict[str, Any] = {
    "hidden_size": 8, "num_attention_heads": 2, "num_hidden_layers": 2, "intermediate_size": 16,
    "max_position_embeddings": 12, "layer_norm_eps": 1e-12,
}  # fmt: skip
WORDS = "[PAD] [UNK] [CLS] [SEP] mercenaries fighters hired are going to ukraine bank closed the on monday".split()


def skip_without_extra() -> None:
    """Leave out a test where the packages are not installed that a sentence model needs."""
    for package in NEEDED:
        pytest.importorskip(package)


def weights(seed: int = 0) -> dict[str, Floats]:
    """Every array the network reads."""
    chance = np.random.default_rng(seed)
    size, wide = ABOUT["hidden_size"], ABOUT["intermediate_size"]
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(WORDS), size),
        "embeddings.position_embeddings.weight": (ABOUT["max_position_embeddings"], size),
        "embeddings.token_type_embeddings.weight": (2, size),
        "embeddings.LayerNorm.weight": (size,),
        "embeddings.LayerNorm.bias": (size,),
    }
    for n in range(ABOUT["num_hidden_layers"]):
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            shapes |= {f"encoder.layer.{n}.{part}.weight": (size, size), f"encoder.layer.{n}.{part}.bias": (size,)}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"encoder.layer.{n}.{part}.weight": (size,), f"encoder.layer.{n}.{part}.bias": (size,)}
        shapes |= {
            f"encoder.layer.{n}.intermediate.dense.weight": (wide, size),
            f"encoder.layer.{n}.intermediate.dense.bias": (wide,),
            f"encoder.layer.{n}.output.dense.weight": (size, wide),
            f"encoder.layer.{n}.output.dense.bias": (size,),
        }
    return {name: chance.standard_normal(shape).astype(np.float32) for name, shape in shapes.items()}


def write(folder: Path) -> Path:
    """The model as three files."""
    skip_without_extra()
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights(), folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(ABOUT))
    ends = [{"id": name, "ids": [WORDS.index(name)], "tokens": [name]} for name in ("[CLS]", "[SEP]")]
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": {"strategy": {"Fixed": 12}, "direction": "Right", "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]", "pad_to_multiple_of": None},
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {end["id"]: end for end in ends},
        },
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {word: n for n, word in enumerate(WORDS)}, "unk_token": "[UNK]"},
    }  # fmt: skip
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    return folder
