"""Filling the match queue: for every record that is new or changed, the records that may be the same.

Nothing of this happens while somebody saves. How far the search has come is kept in the database, so that several
processes may look at once: what both find is stored once.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.db import Database
from claimtrack.models import ActorAlias, AuditEvent, AuditTouch, Claim, Judgement, Match, Progress, now
from claimtrack.services.judgements import in_force, texts_key
from claimtrack.services.match_index import index_of, is_whole
from claimtrack.services.pairs import Found, best, pairs_of_claim, pairs_of_name, pairs_of_source, texts_of
from claimtrack.services.records import id_of
from claimtrack.words import Kind

PAUSE = 0.5  # seconds between a nudge and the look, so that a burst of changes is looked at once
STEP = 25  # records looked at between two writes; a claim takes some 5 ms

FoundBy = tuple[int, int, str, str]  # a pair, and the texts of the two by which it was found

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """What one step of the search has looked at and found. `number` is how far it has come.

    `outdated` are pairs of these records that had been found by texts which stand no more, with these texts.
    """

    numbers: tuple[int, ...]
    number: int
    found: tuple[Found, ...]
    outdated: frozenset[FoundBy] = frozenset()


class Finder:
    """Looks for matches in the background: one thread in each process, begun when first needed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wanted = threading.Event()
        self._begun_in = 0
        self._lock = threading.Lock()
        self.after_each: Callable[[], object] = lambda: None  # called when everything new has been looked at

    def nudge(self) -> None:
        """Something may have changed: look soon. Never waits."""
        self._wanted.set()
        with self._lock:
            if self._begun_in != os.getpid():  # a forked process has no thread yet
                self._begun_in = os.getpid()
                threading.Thread(target=self._work, name="match queue", daemon=True).start()

    def _work(self) -> None:
        while True:
            self._wanted.wait()
            time.sleep(PAUSE)
            self._wanted.clear()
            try:
                catch_up(self._database)
                with self._database.read() as session:
                    if is_behind(session):  # a shelf is being made, and then all claims can be found
                        self._wanted.set()
            except Exception:  # the queue is behind until the next change; nothing is lost
                log.exception("the match queue could not be filled")
            self.after_each()


def catch_up(database: Database, most: int | None = None) -> int:
    """Look at what is new or changed, at about `most` records at most: how many were looked at."""
    looked_at = 0
    for kind, look in LOOKS.items():
        while most is None or looked_at < most:
            with database.read() as session:
                looked = look(session, progress(session, kind))
            if looked is None:
                break
            with database.write_tx() as session:
                store(session, kind, looked)
            looked_at += len(looked.numbers)
    return looked_at


def is_behind(session: Session, kinds: Collection[Kind] = tuple(Kind)) -> bool:
    """Whether there is anything of these kinds that was not looked at yet."""
    if any((session.scalar(_NEWEST[kind]) or 0) > progress(session, kind) for kind in kinds):
        return True
    return Kind.ACTOR in kinds and session.exec(_nameless().limit(1)).first() is not None


# By these the search goes: the last change of a claim, the last name, and the last event that changed a source.
_NEWEST: dict[Kind, Any] = {
    Kind.CLAIM: select(sa.func.max(Claim.change_no)),
    Kind.ACTOR: select(sa.func.max(ActorAlias.id)),
    Kind.SOURCE: select(sa.func.max(AuditTouch.event_id)).where(AuditTouch.kind == Kind.SOURCE),
}


def progress(session: Session, kind: Kind) -> int:
    """How far the search has come among records of this kind."""
    found = session.get(Progress, f"matches:{kind}")
    return found.number if found else 0


def store(session: Session, kind: Kind, looked: Looked, task: str = "") -> None:
    """Put what was found into the queue; what is found no more, since a text changed, leaves it unless it was judged.

    How far it has come is noted for the search of what is new, or for another task.
    """
    known = _known(session, kind, looked.numbers)
    for found in looked.found:
        _put(session, known.pop((found.left, found.right), None), found, looked.outdated)
    for match in known.values():
        if _found_by(match) in looked.outdated and in_force(session, kind, match.left_id, match.right_id) is None:
            session.delete(match)
    name = task or f"matches:{kind}"
    reached = session.get(Progress, name) or Progress(name=name)
    reached.number = max(reached.number, looked.number)
    session.add(reached)


def _known(session: Session, kind: Kind, numbers: Iterable[int]) -> dict[tuple[int, int], Match]:
    those = set(numbers)
    query = select(Match).where(Match.kind == kind, col(Match.left_id).in_(those) | col(Match.right_id).in_(those))
    return {(match.left_id, match.right_id): match for match in session.exec(query)}


def _found_by(match: Match) -> FoundBy:
    return match.left_id, match.right_id, match.left_text, match.right_text


def _put(session: Session, match: Match | None, found: Found, outdated: Set[FoundBy]) -> None:
    """A pair found from both its sides, or by several texts, keeps the better likeness while those texts stand."""
    key = texts_key(session, found.kind, found.left, found.right)
    if match is None:
        query = select(Match).where(
            Match.kind == found.kind, Match.left_id == found.left, Match.right_id == found.right
        )
        match = session.exec(query).first() or Match(
            kind=found.kind, left_id=found.left, right_id=found.right, probability=-1, label=found.label
        )
    if match.texts_key != key:
        match.texts_key, match.found_at = key, now()
    if found.probability > match.probability or _found_by(match) in outdated:
        match.probability, match.label, match.evidence = found.probability, found.label, list(found.evidence)
        match.left_text, match.right_text = found.left_text, found.right_text
    session.add(match)
    session.flush()


def _look_at_claims(session: Session, seen: int) -> Looked | None:
    """What is new waits until all claims can be found: nobody would look for those passed over again."""
    index_of(session)
    if not is_whole(session):
        return None
    query = select(Claim).where(Claim.change_no > seen).order_by(col(Claim.change_no)).limit(STEP)
    claims = session.exec(query).all()
    return look_at_claims(session, claims) if claims else None


def look_at_claims(session: Session, claims: Sequence[Claim], wanted: Set[int] | None = None) -> Looked:
    """Ask about these claims, or only about the `wanted` ones among them.

    A pair that had been found by a text which stands no more may still be found by another: both its sides are asked.
    """
    numbers = tuple(id_of(claim) for claim in claims)
    outdated = _outdated(session, Kind.CLAIM, numbers)
    asked = [claim for claim in claims if wanted is None or id_of(claim) in wanted]
    ends = {number for left, right, *_ in outdated for number in (left, right)} - set(map(id_of, asked))
    others = session.exec(select(Claim).where(col(Claim.id).in_(ends))).all() if ends else ()
    found = [pair for claim in (*asked, *others) for pair in pairs_of_claim(session, claim)]
    return Looked(numbers, claims[-1].change_no, best(found), outdated)


def _outdated(session: Session, kind: Kind, numbers: Iterable[int]) -> frozenset[FoundBy]:
    """Those pairs of these claims or sources that had been found by texts which stand no more."""
    known = _known(session, kind, numbers)
    if kind is not Kind.CLAIM:
        return frozenset(_found_by(m) for pair, m in known.items() if m.texts_key != texts_key(session, kind, *pair))
    texts = texts_of(session, {number for pair in known for number in pair})
    return frozenset(
        _found_by(match)
        for (left, right), match in known.items()
        if match.left_text not in texts[left] or match.right_text not in texts[right]
    )


def _look_at_actors(session: Session, seen: int) -> Looked | None:
    """New names, and pairs found by a name that an actor has no more: these may be alike by others."""
    query = select(ActorAlias).where(col(ActorAlias.id) > seen).order_by(col(ActorAlias.id)).limit(STEP)
    new, nameless = session.exec(query).all(), session.exec(_nameless().limit(STEP)).all()
    if not new and not nameless:
        return None
    ends = {number for match in nameless for number in (match.left_id, match.right_id)}
    others = session.exec(select(ActorAlias).where(col(ActorAlias.actor_id).in_(ends))).all() if ends else ()
    names = session.exec(select(ActorAlias.actor_id, ActorAlias.text).order_by(col(ActorAlias.id))).all()
    found = [pair for alias in (*new, *others) for pair in pairs_of_name(session, alias, names)]
    numbers = tuple({alias.actor_id for alias in new} | ends)
    return Looked(
        numbers, max([seen, *(alias.id or 0 for alias in new)]), best(found), frozenset(map(_found_by, nameless))
    )


def _nameless() -> Any:
    """The pairs of actors found by a name that one of them has no more, and that nobody has judged."""
    named = [
        sa.exists().where(col(ActorAlias.actor_id) == number, col(ActorAlias.text) == text)
        for number, text in ((Match.left_id, Match.left_text), (Match.right_id, Match.right_text))
    ]
    judged = sa.exists().where(
        col(Judgement.kind) == Kind.ACTOR,
        col(Judgement.left_id) == Match.left_id,
        col(Judgement.right_id) == Match.right_id,
        col(Judgement.superseded_at).is_(None),
    )
    return select(Match).where(Match.kind == Kind.ACTOR, ~sa.and_(*named), ~judged).order_by(col(Match.id))


def _look_at_sources(session: Session, seen: int) -> Looked | None:
    query = select(AuditEvent).where(AuditEvent.id > seen).order_by(col(AuditEvent.id)).limit(STEP)
    events = session.exec(query).all()
    if not events:
        return None
    names = {name for event in events for name in event.contents.get("rows", {}) if name.startswith("source:")}
    numbers = sorted(int(name.split(":")[1]) for name in names)
    found = [pair for number in numbers for pair in pairs_of_source(session, number)]
    return Looked(tuple(numbers), events[-1].id, best(found), _outdated(session, Kind.SOURCE, numbers))


LOOKS: dict[Kind, Callable[[Session, int], Looked | None]] = {
    Kind.CLAIM: _look_at_claims,
    Kind.ACTOR: _look_at_actors,
    Kind.SOURCE: _look_at_sources,
}
