"""The meaning of labelled claims: vectors made once and kept in a folder from one measurement to the next."""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from claimtrack.matching.arrays import Floats
from claimtrack.matching.meaning import Meaning
from claimtrack.matching.sentence_model import model_in
from claimtrack.matching.vector_file import VectorFile
from tests.bench._sets import LabelledSet

AT_ONCE = 500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--semantic", action="store_true", help="compare what texts mean, too (needs the extra)")
    parser.add_argument("--model", default="", help="folder of another sentence model")
    parser.add_argument("--vectors", type=Path, help="folder to keep vectors in; made anew each time without")


def meaning_of(labelled: LabelledSet, args: argparse.Namespace) -> Meaning | None:
    """The meaning of all claims of a set, or None where it is not asked for."""
    return made(labelled, args.model, args.vectors) if args.semantic else None


def _remembered(vectors_of: Callable[[Sequence[str]], Floats]) -> Callable[[Sequence[str]], Floats]:
    """The same text is asked about with its date and without."""
    one = lru_cache(maxsize=1)(lambda text: vectors_of([text]))
    return lambda texts: one(texts[0]) if len(texts) == 1 else vectors_of(texts)


def made(labelled: LabelledSet, model: str = "", folder: Path | None = None) -> Meaning:
    kept = (folder or Path(tempfile.mkdtemp(prefix="vectors-"))) / labelled.name
    sentences = model_in(model)
    meaning = Meaning(_remembered(sentences.of), VectorFile(kept, sentences.size))
    with meaning.file.alone():
        for first in range(0, len(labelled.entries), AT_ONCE):
            meaning.take_in(labelled.entries[first : first + AT_ONCE])
    return meaning
