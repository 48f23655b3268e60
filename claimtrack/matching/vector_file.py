"""Where the vectors of texts are kept: a few files in a folder that grow at their ends and are mapped by every worker.

Each vector is one record: the claim it belongs to, a key of claim and text, the vector in bytes, and the signs of its
numbers in bits. Signs that differ are counted for all records (5 ms for a million), and only the nearest are compared
by their bytes. A record is never changed: where a claim has other texts now, its old ones are found by no key.

All of it can be made again. So files that do not belong together hold nothing, and whoever adds next removes them.
"""

import fcntl
import hashlib
import json
import logging
import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from claimtrack.matching.arrays import Floats, Ints

# Signs are laid out block by block, in each the first 64 of all records, then the next: so they are counted at once.
BLOCK = 1 << 16
# So many counts of up to 64 can be added up in one byte, which is quickest.
_IN_A_BYTE = 3
# The nearest by signs that are compared by their bytes: among 25,000 texts as among 100,000 this finds 99 of 100 of the
# ten nearest, and all but 3 in 1,000 of those with a cosine of one half or more.
_SHORTLIST, _MOST = 1000, 8000
# Keys that came since the others were sorted are kept apart up to here.
_UNSORTED = 5000
# The claims first: when they are gone, nobody looks for the others.
_FILES = ("claims.bin", "vectors.bin", "signs.bin", "keys.bin", "reached.json")

log = logging.getLogger(__name__)


def key_of(claim: int, text: str) -> int:
    """What tells a text of a claim from all others."""
    return int.from_bytes(hashlib.blake2b(f"{claim}\0{text}".encode(), digest_size=8).digest(), "little")


class Vectors:
    """The records there were at one moment. `file` numbers the file of claims: one put in its place has another number.

    Raises OSError or ValueError when a file is missing or too short.
    """

    def __init__(self, folder: Path, size: int, count: int = 0, file: int = 0, before: "Vectors | None" = None) -> None:
        self._count, self.file = count, file
        self.claims = _mapped(folder / "claims.bin", np.int64, (count,))
        self._bytes = _mapped(folder / "vectors.bin", np.int8, (count, size))
        self.signs = _mapped(folder / "signs.bin", np.uint64, (-(-count // BLOCK), _words(size), BLOCK))
        keys = _mapped(folder / "keys.bin", np.uint64, (count,))
        if before is None or count - len(before._order) > max(_UNSORTED, len(before._order) // 8):
            self._order: Ints = np.argsort(keys)
            self._sorted = keys[self._order]
        else:
            self._order, self._sorted = before._order, before._sorted
        first = len(self._order)
        self._later = {key: first + n for n, key in enumerate(keys[first:].tolist())}

    def __len__(self) -> int:
        return self._count

    def places(self, keys: Sequence[int]) -> Ints:
        """The record of each key, or -1."""
        found = np.array([self._later.get(key, -1) for key in keys], dtype=np.int64)
        if len(self._sorted):
            wanted = np.array(keys, dtype=np.uint64)
            at = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
            found = np.where(self._sorted[at] == wanted, self._order[at], found)
        return found

    def cosines(self, vector: Floats, places: Ints) -> Floats:
        """How near these records are to a vector."""
        some = self._bytes[places].astype(np.float32)
        return np.asarray(some @ vector / np.maximum(np.sqrt(np.vecdot(some, some)), 1e-6))


class Asked:
    """One vector beside all records. Every thread that calls `count` takes its share of the counting."""

    def __init__(self, records: Vectors, vector: Floats) -> None:
        self.vector, self.records, self._signs = vector, records, signs_of(vector[None])[0][:, None]
        self.away = np.zeros(len(records), dtype=np.uint16)
        self._left = deque(range(len(records.signs)))

    def count(self) -> None:
        """Count the signs that differ block by block, until none is left to take. Numpy counts beside other threads."""
        theirs = self.records.signs
        room = theirs.shape[1], min(BLOCK, len(self.away))
        differ, bits = np.empty(room, np.uint64), np.empty(room, np.uint8)
        for number in self._taken():
            part = self.away[number * BLOCK : (number + 1) * BLOCK]
            size = len(part)
            np.bitwise_xor(theirs[number, :, :size], self._signs, out=differ[:, :size])
            np.bitwise_count(differ[:, :size], out=bits[:, :size])
            for first in range(0, len(bits), _IN_A_BYTE):
                part += np.add.reduce(bits[first : first + _IN_A_BYTE, :size], axis=0, dtype=np.uint8)

    def nearest(self, limit: int) -> list[int]:
        """The claims with the nearest records, nearest first, each once; when all is counted."""
        away, count = self.away, len(self.records)
        if not count:
            return []
        step = -(-count // BLOCK)  # one in so many tells well enough how near the nearest are
        bar = np.searchsorted(np.cumsum(np.bincount(away[::step])), min(_SHORTLIST, count) // step)
        some = np.flatnonzero(away <= away.dtype.type(bar))[:_MOST]
        order = np.lexsort((some, -self.records.cosines(self.vector, some)))
        return list(dict.fromkeys(self.records.claims[some[order[: 4 * limit]]].tolist()))[:limit]

    def _taken(self) -> Iterator[int]:
        """Block after block that no other thread has taken."""
        with suppress(IndexError):
            while True:
                yield self._left.popleft()


class Reached(NamedTuple):
    """How far vectors were made: up to which change, at which event of the records, and how many there were then."""

    number: int = 0
    origin: str = ""
    vectors: int = 0


class VectorFile:
    """The records of all processes of this machine. One of them adds at a time; all see what was added."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder, self.size = folder, size
        self._latest = self.none = Vectors(folder, size)

    def latest(self) -> Vectors:
        """All records there are now; none when the files are not whole."""
        file, count = self._claims()
        if (file, count) != (self._latest.file, len(self._latest)):
            self._latest = self._opened(file, count)
        return self._latest

    def reached(self) -> Reached:
        """How far vectors were made; nowhere when there are fewer now than there were then."""
        noted = self._noted()
        return noted if noted.vectors <= len(self.latest()) else Reached()

    def note_reached(self, number: int, origin: str) -> None:
        """Note how far vectors were made; only for who is alone."""
        path, (_, count) = self.folder / "reached.json", self._claims()
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(Reached(number, origin, count)._asdict()), encoding="utf-8")
        draft.replace(path)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """While this is held nobody else adds. False when somebody else is at it.

        Files that are not whole are removed first; not emptied, as others go on with what they have mapped.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            if not self._is_whole():
                log.warning("the vectors in %s are not whole and are made anew", self.folder)
                for name in _FILES:
                    (self.folder / name).unlink(missing_ok=True)
            yield True

    def add(self, claims: Sequence[int], keys: Sequence[int], vectors: Floats) -> None:
        """Add records; only for who is alone. They count from when the claims are written, which is last."""
        _, count = self._claims()
        scaled = vectors * (127 / np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-6))
        _write(self.folder / "vectors.bin", count * self.size, np.rint(scaled).astype(np.int8))
        _write(self.folder / "keys.bin", count * 8, np.array(keys, dtype=np.uint64))
        self._add_signs(count, signs_of(vectors))
        _write(self.folder / "claims.bin", count * 8, np.array(claims, dtype=np.int64))

    def _add_signs(self, count: int, signs: Ints) -> None:
        path, words, done = self.folder / "signs.bin", signs.shape[1], 0
        while done < len(signs):
            block, at = divmod(count + done, BLOCK)
            some = signs[done : done + BLOCK - at]
            for word in range(words):
                _write(path, 8 * ((block * words + word) * BLOCK + at), some[:, word])
            done += len(some)
        with path.open("r+b") as file:
            file.truncate(8 * words * BLOCK * -(-(count + done) // BLOCK))

    def _claims(self) -> tuple[int, int]:
        """The number of the file of claims, and how many are in it."""
        try:
            found = (self.folder / "claims.bin").stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_size // 8  # no other file gets its number while it is mapped

    def _opened(self, file: int, count: int) -> Vectors:
        known = self._latest
        before = known if file == known.file and count >= len(known) else None
        try:
            return Vectors(self.folder, self.size, count, file, before)
        except (OSError, ValueError):
            return self.none

    def _is_whole(self) -> bool:
        """Whether all records are on the disk, whatever is mapped here."""
        file, count = self._claims()
        return len(self._opened(file, count)) == count >= self._noted().vectors

    def _noted(self) -> Reached:
        try:
            found = json.loads((self.folder / "reached.json").read_text(encoding="utf-8"))
            return Reached(int(found["number"]), str(found["origin"]), int(found["vectors"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Reached()


def signs_of(vectors: Floats) -> Ints:
    """For every vector the signs of its numbers, 64 to a word."""
    bits = np.zeros((len(vectors), 64 * _words(vectors.shape[1])), dtype=bool)
    bits[:, : vectors.shape[1]] = vectors > 0
    return np.packbits(bits, axis=1).view(np.uint64)


def _words(size: int) -> int:
    return -(-size // 64)


def _mapped(path: Path, kind: type, shape: tuple[int, ...]) -> Ints:
    if not shape[0]:
        return np.zeros(shape, dtype=kind)
    return np.asarray(np.memmap(path, dtype=kind, mode="r", shape=shape))


def _write(path: Path, at: int, values: Ints) -> None:
    """Write values at a place and see that they are on the disk. Raises OSError when what was before it is gone."""
    descriptor = os.open(path, os.O_WRONLY | (0 if at else os.O_CREAT), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.seek(at)
        file.write(np.ascontiguousarray(values).tobytes())
        file.flush()
        os.fsync(descriptor)
