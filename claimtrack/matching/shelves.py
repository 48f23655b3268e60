"""The folder in which the shelf of all claims is kept: one whole shelf, replaced by a newer one beside it.

Whoever has the old one mapped goes on with it: on Linux a file that is removed stays until nobody reads it any more.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from claimtrack.matching.shelf import Shelf
from claimtrack.matching.shelf_file import About, save

_UNFINISHED, _TURN = ".new-", "turn"


class Shelves:
    """Every worker of a machine has one of these on the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The finished shelves, the one with the latest changes first; mostly one."""
        try:
            found = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        return sorted((name for name in found if name[0] != "." and name != _TURN), reverse=True)

    def put(self, shelf: Shelf, about: About) -> Path:
        """Put a shelf in the place of all others. Only for whoever has the turn."""
        name = f"{about.number:012d}-{secrets.token_hex(4)}"
        self._remove(lambda other: other.startswith(_UNFINISHED))  # left by one that was stopped, or had no space left
        save(shelf, self.folder / f"{_UNFINISHED}{name}", about)
        done = (self.folder / f"{_UNFINISHED}{name}").rename(self.folder / name)
        self._remove(lambda other: other not in (name, _TURN))
        return done

    def _remove(self, is_old: Callable[[str], bool]) -> None:
        for name in filter(is_old, os.listdir(self.folder)):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    @contextmanager
    def turn(self, *, wait: bool = False) -> Iterator[bool]:
        """Whether it is our turn to write a shelf: nobody else does while this is held."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / _TURN).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
                return
            yield True

    @property
    def is_busy(self) -> bool:
        """Whether somebody is writing a shelf just now."""
        with self.turn() as ours:
            return not ours
