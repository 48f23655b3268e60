"""Outlets: where sources appear. Known by name or by the host of their pages."""

from sqlmodel import Session, col, select

from claimtrack.drafts import OutletDraft
from claimtrack.errors import Duplicate
from claimtrack.matching.names import name_key
from claimtrack.models import Outlet, User
from claimtrack.services import audit
from claimtrack.services.records import apply, check_version


def find_outlet(session: Session, name: str) -> Outlet | None:
    """The outlet with exactly this name, in any script or case."""
    key = name_key(name)
    same = Outlet.key == key if key else Outlet.name == name  # a name without a letter has no key
    return session.exec(select(Outlet).where(same).order_by(col(Outlet.id)).limit(1)).first()


def find_outlet_of(session: Session, domain: str) -> Outlet | None:
    """The outlet whose pages are on this host."""
    query = select(Outlet).where(Outlet.domain == domain).order_by(col(Outlet.id)).limit(1)
    return session.exec(query).first() if domain else None


def find_or_make_outlet(session: Session, draft: OutletDraft) -> Outlet:
    """The outlet with exactly this name, or a new one."""
    outlet = find_outlet(session, draft.name)
    if outlet is None:
        outlet = Outlet(key=name_key(draft.name), **draft.model_dump())
        session.add(outlet)
        session.flush()
    return outlet


def change_outlet(
    session: Session, outlet: Outlet, draft: OutletDraft, *, seen: int, by: User, reason: str = ""
) -> None:
    """Change what is known of an outlet. Raises Stale, or Duplicate when another has the name."""
    check_version(outlet, seen)
    other = find_outlet(session, draft.name)
    if other is not None and other.id != outlet.id:
        raise Duplicate(f"{other.name} is recorded already.", other.id)
    apply(outlet, key=name_key(draft.name), **draft.model_dump())
    audit.record(session, audit.Action.CHANGED, f"outlet:{outlet.id}", by=by, reason=reason)
