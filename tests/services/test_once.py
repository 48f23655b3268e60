"""What is sent twice is done once, and remembered no longer than that can happen."""

from datetime import timedelta

from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import DoneOnce, now
from claimtrack.services import once
from tests.factories import Factory


def test_what_is_too_old_to_be_sent_again_is_forgotten(database: Database, make: Factory) -> None:
    by = make.user().id or 0
    for key, days in (("old", 31), ("older", 400), ("kept", 29), ("new", 0)):
        with database.write_tx() as tx:
            once.note(tx, DoneOnce(key=key, user_id=by, location="/claims/1", at=now() - timedelta(days=days)))
    with database.read() as session:
        assert set(session.exec(select(DoneOnce.key))) == {"kept", "new"}
