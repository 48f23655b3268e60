"""The queue filled for many claims at once: the same pairs as one by one, and nothing looked at twice."""

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import Match
from claimtrack.services import bulk
from claimtrack.services.bulk import look_through, waiting
from claimtrack.services.finding import catch_up, is_behind
from claimtrack.words import Kind
from tests.factories import Factory

TWINS = (
    ("White storks were seen nesting on the cathedral of Strasbourg", "Storks were nesting on Strasbourg cathedral"),
    ("Ballot boxes were stolen in Nairobi on election day", "In Nairobi ballot boxes were stolen on election day"),
    ("The harbour of Bergen was sold to a Danish brewery", "The harbour of Bergen was sold to a Danish brewery"),
)


@pytest.fixture
def many(make: Factory) -> None:
    for one, other in TWINS:
        make.claim(one)
        make.claim(other)
    for n in range(20):
        make.claim(f"Letter {n} about subject{n} was posted late by person{n}")


def pairs(database: Database) -> set[tuple[int, int, str]]:
    with database.read() as session:
        rows = session.exec(select(Match).where(Match.kind == Kind.CLAIM))
        return {(row.left_id, row.right_id, row.label.value) for row in rows}


@pytest.mark.usefixtures("many")
def test_twins_are_found_as_they_are_one_by_one(database: Database, make: Factory) -> None:
    assert look_through(database) == 26
    found = pairs(database)
    assert {(left, right) for left, right, _ in found} >= {(1, 2), (3, 4), (5, 6)}
    with database.read() as session:
        assert not is_behind(session)
    with database.write_tx() as tx:
        tx.exec(select(Match)).all()
        for match in tx.exec(select(Match)):
            tx.delete(match)
    assert look_through(database) == 0
    assert look_through(database, again=True) == 26
    assert pairs(database) == found


@pytest.mark.usefixtures("many")
def test_it_goes_on_where_it_was_stopped(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "STEP", 4)
    look_through(database)
    whole = pairs(database)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_through(database, again=True, done=stop)
    with database.read() as session:
        assert waiting(session, again=True) == 22
    assert look_through(database, again=True) == 22
    assert pairs(database) == whole
    with database.read() as session:
        assert waiting(session, again=True) == 26  # the next time begins anew


def test_a_claim_saved_meanwhile_is_looked_at_too(
    database: Database, make: Factory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "STEP", 1)
    make.claim(TWINS[0][0])
    saved: list[int] = []

    def save(_: int) -> None:
        if not saved:
            saved.append(make.claim(TWINS[0][1]).id or 0)

    assert look_through(database, done=save) == 2
    assert {(left, right) for left, right, _ in pairs(database)} == {(1, saved[0])}
    assert catch_up(database) == 0
