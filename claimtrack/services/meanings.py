"""What recorded claims mean, as vectors in the instance folder that all workers of a machine map (off by default).

The database is the only truth, and the vectors can always be made anew: those of new claims, and all when a file is
damaged or gone. A question that finds claims without vectors has them made in the background, outside of every write;
until then those claims are compared by their words alone.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlmodel import Session

from claimtrack.db import reading_engine
from claimtrack.matching.entry import Entry
from claimtrack.matching.meaning import Meaning
from claimtrack.matching.sentence_model import check, fingerprint, model_in
from claimtrack.matching.vector_file import VectorFile
from claimtrack.services.match_entries import changes_since
from claimtrack.services.shelving import latest_event, state

STEP = 20  # claims made at a time; others have the processor in between
PAUSE = 60.0  # seconds before another try when one has failed

log = logging.getLogger(__name__)


def use(engine: sa.Engine, folder: Path, model: str = "") -> None:
    """Compare what claims of this database mean. `model` names a folder, "" the model that comes as a package.

    Raises BadInput when what is needed is not installed, or the model is damaged.
    """
    _kept[engine.dialect] = _Kept(folder, check(model), model)


def is_used(session: Session) -> bool:
    """Whether what claims mean is compared here."""
    kept = _kept.get(session.get_bind().dialect)
    return kept is not None and not kept.has_failed


def meaning_of(session: Session, number: int) -> Meaning | None:
    """The meaning of the claims up to change `number`, as far as it is known by now; None where it is not compared.

    A model that cannot be read is told of in the log, once, and words alone decide until the next start.
    """
    kept = _kept.get(session.get_bind().dialect)
    if kept is None or kept.has_failed:
        return None
    try:
        kept.keep_up(reading_engine(session), number)
        return kept.meaning
    except Exception:  # whatever it is, words are left
        kept.has_failed = True
        log.exception("what claims mean cannot be compared; words alone decide")
        return None


def catch_up(session: Session, done: Callable[[int], object] = lambda _: None) -> int | None:
    """Make all vectors that are missing, here and now; `done` is told how many claims were looked at.

    How many vectors were made, or None when another process is at it.
    """
    return _kept[session.get_bind().dialect].catch_up(reading_engine(session), done)


def background(engine: sa.Engine) -> threading.Thread | None:
    """The thread that makes missing vectors, if one was begun."""
    return _kept[engine.dialect].thread


class _Kept:
    """The vectors of one database on this machine."""

    def __init__(self, folder: Path, model_folder: Path, model: str) -> None:
        self._folder, self._model_folder, self._model = folder, model_folder, model
        self._meaning: Meaning | None = None
        self.has_failed = False
        self._lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self._count, self._reached, self._not_before = 0, 0, 0.0

    @property
    def meaning(self) -> Meaning:
        """The model and its vectors, read at the first question. Vectors of one model say nothing to another."""
        with self._lock:
            if self._meaning is None:
                folder, sentences = self._folder / fingerprint(self._model_folder)[:16], model_in(self._model)
                self._meaning = Meaning(sentences.of, VectorFile(folder, sentences.size))
            return self._meaning

    def keep_up(self, engine: sa.Engine, number: int) -> None:
        """Have vectors that are missing, or gone again, made in the background. Never waits."""
        file = self.meaning.file
        count = len(file.latest())
        if self._reached != number or self._count != count:
            self._count, self._reached = count, file.reached().number
        with self._lock:
            busy = self.thread is not None and self.thread.is_alive()
            if self._reached != number and not busy and time.monotonic() > self._not_before:
                self.thread = threading.Thread(target=self._work, args=(engine,), name="vectors", daemon=True)
                self.thread.start()

    def catch_up(self, engine: sa.Engine, done: Callable[[int], object] = lambda _: None) -> int | None:
        """Make all missing vectors unless somebody else is at it; no transaction is open meanwhile."""
        meaning, made = self.meaning, 0
        with meaning.file.alone() as alone:
            if not alone:
                return None
            reached = meaning.file.reached()
            with Session(engine) as session:
                newest, is_ours = state(session, reached.origin)
            number = reached.number if is_ours and reached.number <= newest else 0
            while True:
                with Session(engine) as session:
                    origin, changes = latest_event(session), next(changes_since(session, number), [])
                if not changes:
                    meaning.file.note_reached(number, origin)
                    return made
                made += _take_in(meaning, [change.entry for change in changes if change.entry], done)
                number = changes[-1].number
                meaning.file.note_reached(number, origin)

    def _work(self, engine: sa.Engine) -> None:
        try:
            self.catch_up(engine)
        except Exception:  # claims are compared by their words until the next try
            self._not_before = time.monotonic() + PAUSE
            log.exception("the vectors of claims could not be made")


def _take_in(meaning: Meaning, entries: list[Entry], done: Callable[[int], object]) -> int:
    made = 0
    for first in range(0, len(entries), STEP):
        some = entries[first : first + STEP]
        made += meaning.take_in(some)
        done(len(some))
    return made


_kept: WeakKeyDictionary[sa.Dialect, _Kept] = WeakKeyDictionary()  # what reads and what writes share their dialect
