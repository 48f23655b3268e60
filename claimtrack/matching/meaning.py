"""What texts mean, as far as a sentence model tells; it reads English only, and other texts are left to words."""

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np

from claimtrack.matching.arrays import Floats
from claimtrack.matching.entry import Entry
from claimtrack.matching.language import guess
from claimtrack.matching.lines import MOST_LINES
from claimtrack.matching.row import texts_of
from claimtrack.matching.text import KEY_LENGTH, READ_LENGTH, tokens
from claimtrack.matching.vector_file import Asked, VectorFile, key_of

log = logging.getLogger(__name__)


class Meaning:
    """A sentence model and the vectors it has made. Safe to share between threads.

    `vectors_of` turns texts into vectors of length 1, one row each.
    """

    def __init__(self, vectors_of: Callable[[Sequence[str]], Floats], file: VectorFile) -> None:
        self._vectors_of, self.file = vectors_of, file
        self._has_failed = False

    def ask(self, text: str, language: str = "") -> "Meant | None":
        """What a new text means, to lay against the recorded claims; None when it is not in English or empty."""
        text = text[:READ_LENGTH]
        return Meant(partial(self._asked, text)) if is_english(text, language) else None

    def take_in(self, entries: Iterable[Entry]) -> int:
        """Make the vectors these claims do not have yet; how many were made. Only for who is alone with the file."""
        known = self.file.latest()
        found = ((entry.id, list(texts_of(entry)[1].items())[:MOST_LINES]) for entry in entries)
        texts = [(claim, text, language) for claim, some in found for text, language in some]
        keys = [key_of(claim, text) for claim, text, _ in texts]
        places = known.places(keys)
        new = [n for n in np.flatnonzero(places < 0).tolist() if is_english(*texts[n][1:])]
        if new:
            vectors = self._vectors_of([texts[n][1] for n in new])
            self.file.add([texts[n][0] for n in new], [keys[n] for n in new], vectors)
        return len(new)

    def _asked(self, text: str) -> Asked:
        """A text beside all records; beside none, and told of the first time, when the model fails."""
        try:
            return Asked(self.file.latest(), self._vectors_of([text])[0])
        except Exception:  # whatever it is, words are left
            if not self._has_failed:
                self._has_failed = True
                log.exception("what a text means cannot be computed; its words alone decide")
            return Asked(self.file.none, np.zeros(self.file.size, np.float32))


class Meant:
    """What one new text means, beside all that is recorded: computed from now on, in a second thread."""

    def __init__(self, asked: Callable[[], Asked]) -> None:
        self._other = ThreadPoolExecutor(1)
        self._asked = self._other.submit(asked)
        self._counted = self._other.submit(lambda: self._asked.result().count())

    def nearest(self, limit: int) -> list[int]:
        """The claims that mean most nearly the same, by number. This thread helps to count for them."""
        with self._other:
            self._asked.result().count()
            self._counted.result()
        return self._asked.result().nearest(limit)

    def likeness(self, claims: Sequence[tuple[int, Sequence[str]]]) -> tuple[Floats, Floats]:
        """For each claim, given with its texts, the cosine of the nearest text, and 1 where there is one, else 0."""
        pairs = [(n, key_of(id, text)) for n, (id, texts) in enumerate(claims) for text in texts]
        asked = self._asked.result()
        places = asked.records.places([key for _, key in pairs])
        there = places >= 0
        owner = np.array([n for n, _ in pairs], dtype=np.int64)[there]
        best, known = np.zeros(len(claims), dtype=np.float32), np.zeros(len(claims))
        np.maximum.at(best, owner, asked.records.cosines(asked.vector, places[there]))
        known[owner] = 1
        return best, known


def is_english(text: str, language: str = "") -> bool:
    """Whether a text is in English, as far as its words tell."""
    words = [token.plain for token in tokens(text, KEY_LENGTH)]
    return bool(words) and (language or guess(words)) == "en"
