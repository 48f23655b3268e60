"""Filling the match queue for very many claims: only those are asked about that have a likely twin at all.

How far this has come is kept in the database, so that it goes on where it was stopped.
"""

from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from claimtrack.db import Database
from claimtrack.models import Claim, Progress
from claimtrack.services.finding import Looked, catch_up, look_at_claims, progress, store
from claimtrack.services.match_index import index_of
from claimtrack.services.records import id_of
from claimtrack.words import Kind

STEP = 250  # claims looked at between two writes, so that nobody waits long to save
ALL = "matches:claim:all"  # how far a search through all claims has come, 0 when none is under way


def look_through(database: Database, *, again: bool = False, done: Callable[[int], object] = lambda _: None) -> int:
    """Look at all claims that are new or changed (at every claim, if `again`): how many were looked at.

    `done` is called with the number of claims of each step. Actors and sources follow at the end.
    """
    task = ALL if again else ""
    with database.read() as session:
        index = index_of(session)
        known, twins = index.number, index.twins()
        seen = _reached(session, again)
    looked_at = 0
    while claims := _next_claims(database, seen):
        likely = twins.having(map(id_of, claims))
        wanted = {id_of(claim) for claim in claims if claim.id in likely or claim.change_no > known}
        with database.read() as session:
            looked = look_at_claims(session, claims, wanted)
        with database.write_tx() as session:
            store(session, Kind.CLAIM, looked, task)
        seen, looked_at = looked.number, looked_at + len(claims)
        done(len(claims))
    with database.write_tx() as session:
        _finish(session, seen)
    catch_up(database)
    return looked_at


def waiting(session: Session, *, again: bool = False) -> int:
    """How many claims there are to look at."""
    return len(session.exec(select(Claim.id).where(Claim.change_no > _reached(session, again))).all())


def _reached(session: Session, again: bool) -> int:
    found = session.get(Progress, ALL) if again else None
    return (found.number if found else 0) if again else progress(session, Kind.CLAIM)


def _next_claims(database: Database, seen: int) -> Sequence[Claim]:
    with database.read() as session:
        query = select(Claim).where(Claim.change_no > seen).order_by(col(Claim.change_no)).limit(STEP)
        return session.exec(query).all()


def _finish(session: Session, seen: int) -> None:
    """Everything was looked at: the search of what is new need not do it again, the next of all begins anew."""
    store(session, Kind.CLAIM, Looked((), seen, ()))
    under_way = session.get(Progress, ALL)
    if under_way:
        under_way.number = 0
