"""What came with a key and was carried out: remembered so that sending it twice does it once, for thirty days."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from claimtrack.models import DoneOnce, now

LIFE = timedelta(days=30)  # no browser and no script sends the same again later


def note(session: Session, done: DoneOnce) -> None:
    """Remember this, and forget what is too old to be sent again."""
    session.execute(sa.delete(DoneOnce).where(col(DoneOnce.at) < now() - LIFE))
    session.add(done)
