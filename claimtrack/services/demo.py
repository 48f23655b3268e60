"""The demo database: records to look at and three accounts, only where nothing else is kept."""

from collections.abc import Iterable

from sqlmodel import Session, select

from claimtrack.errors import NotAllowed
from claimtrack.exchange.document import Document
from claimtrack.models import Actor, Claim, Setting, Source, User
from claimtrack.services import audit, users
from claimtrack.services.demo_desk import begin_review
from claimtrack.services.importing import bring_in
from claimtrack.words import Role

NAME = "demo"
ACCOUNTS = {
    "checker": ("Chiara Checker", Role.FACT_CHECKER),
    "editor": ("Edi Editor", Role.EDITOR),
    "admin": ("Ada Admin", Role.ADMIN),
}


def is_demo(session: Session) -> bool:
    """Whether this database was made for the demo."""
    return session.get(Setting, NAME) is not None


def check_free(session: Session) -> None:
    """Raises NotAllowed where somebody's own work is kept."""
    kept = any(session.exec(select(kind.id).limit(1)).first() for kind in (User, Claim, Actor, Source))
    if kept and not is_demo(session):
        raise NotAllowed(
            "This database holds a newsroom’s own work, so the demo stays out of it. "
            "Set CLAIMTRACK_INSTANCE_PATH to an empty folder and run the demo again."
        )


def make_demo(session: Session, documents: Iterable[Document], password_hash: str) -> None:
    """Load the demo's records, where they are missing, and give its accounts this password. Raises NotAllowed."""
    check_free(session)
    is_new = not is_demo(session)
    if is_new:
        session.add(Setting(name=NAME, value="yes"))
        audit.record(session, audit.Action.SETTING, f"setting:{NAME}", by=None)
    for document in documents:
        bring_in(session, document, reason="The demo.")
    for name, (full_name, role) in ACCOUNTS.items():
        user = users.find_user(session, name)
        if user is None:
            user = User(name=name, full_name=full_name, role=role)
            session.add(user)
            session.flush()
        users.set_password(session, user, password_hash, by=None)
    if is_new:
        begin_review(session, *(users.get_user(session, name) for name in ACCOUNTS))
