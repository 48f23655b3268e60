"""How many of everything there are."""

from typing import Any

from sqlmodel import Session, col, func, select

from claimtrack.models import Actor, Claim, Outlet, Row, Source, Statement
from claimtrack.words import Stance


def counts(session: Session) -> dict[str, Any]:
    """Records by kind; statements by stance, without the struck ones."""
    stances = select(Statement.stance, func.count()).where(~col(Statement.struck)).group_by(col(Statement.stance))
    by_stance = dict(session.exec(stances).all())
    return {
        "claims": _count(session, Claim),
        "statements": sum(by_stance.values()),
        "by_stance": {stance.value: by_stance.get(stance, 0) for stance in Stance},
        "actors": _count(session, Actor),
        "sources": _count(session, Source),
        "outlets": _count(session, Outlet),
    }


def _count(session: Session, kind: type[Row]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0
