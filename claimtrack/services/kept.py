"""What somebody has typed and not saved: one unsaved form per person and page."""

from typing import Any

from sqlmodel import Session, col, select

from claimtrack.models import KeptEntry, User, now

MOST_FIELDS, LONGEST_FIELD = 100, 50_000


def keep(session: Session, user: User, form: str, fields: dict[str, Any]) -> None:
    """Keep what was typed into the form at this path, in place of what was kept before."""
    assert user.id is not None
    found = find(session, user, form)
    if found is None:
        found = KeptEntry(user_id=user.id, form=form[:60])
        session.add(found)
    found.fields = _within_limits(fields)
    found.kept_at = now()


def find(session: Session, user: User, form: str) -> KeptEntry | None:
    """What this person left unsaved in the form at this path."""
    return session.get(KeptEntry, (user.id, form[:60]))


def forget(session: Session, user: User, form: str) -> None:
    """Drop what was kept: it has been saved, or the person does not want it."""
    found = find(session, user, form)
    if found is not None:
        session.delete(found)


def all_under(session: Session, user: User, path: str) -> list[KeptEntry]:
    """All that this person left unsaved at this path, whatever it was opened with, the latest first."""
    query = select(KeptEntry).where(KeptEntry.user_id == user.id).order_by(col(KeptEntry.kept_at).desc())
    return [found for found in session.exec(query) if found.form.partition("?")[0] == path]


def forget_draft(session: Session, user: User, path: str, key: str) -> None:
    """Drop what was kept of one opened form, which carries this key in its field `draft`, wherever it was kept."""
    for found in all_under(session, user, path):
        if found.fields.get("draft") == [key]:
            session.delete(found)


def _within_limits(fields: dict[str, Any]) -> dict[str, list[str]]:
    """Form fields as lists of text, without what JSON in a database cannot hold."""
    kept: dict[str, list[str]] = {}
    for name, value in list(fields.items())[:MOST_FIELDS]:
        texts = value if isinstance(value, list) else [value]
        kept[str(name)[:100]] = [str(text)[:LONGEST_FIELD].replace("\x00", "") for text in texts]
    return kept
