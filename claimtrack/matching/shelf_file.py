"""A shelf in a folder: written so that it is whole or not there, and mapped into memory by every worker."""

import hashlib
import json
import os
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np

from claimtrack.errors import BadInput
from claimtrack.matching.shelf import Shelf

_ABOUT = "about.json"
# What decides which words a text has and how they lie in the arrays. A shelf made by another version of any of these
# is built anew, not misread.
_SHAPED_BY = "language numbers row shelf shelf_file spelling stopwords terms text".split()


@dataclass(frozen=True, slots=True)
class About:
    """Of a saved shelf: the last change that is in it, and of which records it is, in words of whoever saved it."""

    number: int
    origin: str = ""


def save(shelf: Shelf, folder: Path, about: About) -> None:
    """Write every array to a file of its own, and last of all what is needed to trust them."""
    folder.mkdir(parents=True)
    sizes = {}
    for field in fields(Shelf):
        with (folder / f"{field.name}.npy").open("wb") as file:
            np.save(file, getattr(shelf, field.name))
            _settle(file.fileno())
            sizes[field.name] = file.tell()
    told = {"made_by": made_by(), "number": about.number, "origin": about.origin, "sizes": sizes}
    with (folder / _ABOUT).open("w", encoding="utf-8") as text:
        text.write(json.dumps(told))
        text.flush()
        _settle(text.fileno())


def open_shelf(folder: Path) -> tuple[Shelf, About]:
    """Map a saved shelf into memory, read-only: all workers of a machine share the same pages.

    Raises BadInput when it is not whole or another version wrote it.
    """
    try:
        told = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        about = About(int(told["number"]), str(told["origin"]))
        sizes = {field.name: (folder / f"{field.name}.npy").stat().st_size for field in fields(Shelf)}
        if told["made_by"] != made_by() or told["sizes"] != sizes:
            raise BadInput(f"The index in {folder} is not whole, or another version wrote it. Build it anew.")
        maps = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in sizes}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"There is no whole index in {folder}. Build it anew.") from error
    return Shelf(**{name: np.asarray(each) for name, each in maps.items()}), about  # plain arrays are quicker to slice


@cache
def made_by() -> str:
    """A digest of the code that shapes a shelf."""
    digest = hashlib.sha256(f"{version('snowballstemmer')} {version('anyascii')}".encode())
    for name in _SHAPED_BY:
        digest.update(files("claimtrack.matching").joinpath(f"{name}.py").read_bytes())
    return digest.hexdigest()


def _settle(descriptor: int) -> None:
    """Have the disk hold it, so that a power cut does not leave files of the right size without their contents."""
    os.fsync(descriptor)
