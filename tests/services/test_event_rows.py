"""What a large event says of a few records is read out of it, and nothing else is taken for it."""

import pytest
from sqlmodel import col, select

from claimtrack.db import Database
from claimtrack.models import AuditEvent, Statement
from claimtrack.rules.touched import records_of
from claimtrack.services import audit, event_rows, past
from claimtrack.services.history import contents_of
from claimtrack.words import Kind
from tests.factories import Factory

LONG = 'He said: "claim_id":1, and then {"statement:2":{"after":{"claim_id":1}}} and \\":{\\"after\\": and “ja” '


@pytest.fixture
def large(database: Database, make: Factory) -> int:
    """The number of an event that changed hundreds of statements on four claims, in words that look like its own."""
    first = make.statement("Storks came")
    claims = [first.claim_id, *(make.claim(f"Storks came, {n}").id for n in range(3))]
    with database.write_tx() as tx:
        for n in range(400):
            row = first.model_dump(exclude={"id"}) | {"claim_id": claims[n % 4], "quote": LONG * 5 + str(n)}
            tx.add(Statement(**row))
        return audit.record(tx, audit.Action.IMPORTED, "file", by=None).id


@pytest.mark.parametrize(
    ("records", "whole"),
    [
        ({"claim:1"}, True),
        ({"claim:2", "claim:4"}, True),
        ({"claim:40"}, True),
        ({"statement:2", "statement:40"}, False),
        ({"statement:4000"}, False),
    ],
)
def test_of_a_large_event_all_rows_of_a_record_are_read(
    database: Database, large: int, records: set[str], whole: bool
) -> None:
    with database.read() as session:
        rows = contents_of(session, [large])[large]["rows"]
        [(number, found, all_of_it)] = event_rows.rows_of(session, [large], records, whole=whole)
    assert (number, all_of_it) == (large, False)
    assert found.items() <= rows.items()
    wanted = {name for name, row in rows.items() if name in records or (whole and records & owners(name, row))}
    assert wanted <= found.keys()
    assert len(found) < len(rows) / 2 + 5


def owners(name: str, row: dict[str, dict[str, object] | None]) -> set[str]:
    return set().union(*(records_of(name.partition(":")[0], side) for side in row.values() if side))


def test_a_small_event_is_read_whole(database: Database, make: Factory) -> None:
    make.statement("Storks came")
    with database.read() as session:
        last = session.exec(select(AuditEvent.id).order_by(col(AuditEvent.id).desc())).first()
        assert last is not None
        [(_, found, all_of_it)] = event_rows.rows_of(session, [last], {"claim:99"}, whole=True)
        assert (found, all_of_it) == (contents_of(session, [last])[last]["rows"], True)


def test_a_claim_as_it_stood_after_a_large_event_is_as_it_is(database: Database, large: int) -> None:
    with database.read() as session:
        for claim in range(1, 5):
            found = past.rows_of(session, claim, large)
            stored = session.exec(select(Statement).where(Statement.claim_id == claim)).all()
            known = {name: row for name, row in found.items() if name.startswith("statement:")}
            assert known == {f"statement:{row.id}": row.model_dump(mode="json") for row in stored}
            assert f"{Kind.CLAIM}:{claim}" in found
