"""Whether the database answers."""

from sqlmodel import Session, literal, select


def check_database(session: Session) -> None:
    """Raises what the database raises when it cannot be read."""
    session.exec(select(literal(1))).one()
