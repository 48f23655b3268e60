"""What people do when the machine dies: each act knows how to be sent, sent again, and looked for afterwards."""

import secrets
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlmodel import Session, col, select

from claimtrack.models import AuditEvent, Claim, DoneOnce, Judgement, Source, Statement, User
from claimtrack.services.judgements import seen_now
from claimtrack.words import Kind
from tests.bench._servers import Browser, database_of
from tests.client import PageClient
from tests.factories import Factory
from tests.web.entering import TYPED

IMPORTED = 25  # claims in a file


class Act:
    """`parts()` counts what the act leaves: nothing of it, or exactly `whole`."""

    path: str
    fields: dict[str, Any]
    whole: dict[str, int]
    acknowledged = False

    def send(self, browser: Browser) -> None:
        """Send the form, and note that the answer came back. Raises OSError or HTTPException when the server is gone."""
        status, _ = browser.post(self.path, self.fields)
        if status not in (302, 303, 409):
            raise AssertionError(f"{self.path} answered {status}")
        self.acknowledged = status != 409

    def parts(self, session: Session) -> dict[str, int]:
        raise NotImplementedError


class Enter(Act):
    """A statement with its claim, actor, source and outlet."""

    def __init__(self, form: dict[str, Any]) -> None:
        self.name = secrets.token_hex(6)
        self.path = "/enter"
        typed = {"url": f"https://example.org/{self.name}", "claim": f"Storks bring {self.name}", "once": self.name}
        self.fields = {
            **form,
            **TYPED,
            **typed,
            "excerpt": "",
            "quote": f"Said {self.name}",
            "actor": f"A. {self.name}",
        }
        self.whole = {"claims": 1, "statements": 1, "sources": 1, "events": 1, "keys": 1}

    def parts(self, session: Session) -> dict[str, int]:
        claim = session.exec(select(Claim.id).where(col(Claim.text).contains(self.name))).all()
        return {
            "claims": len(claim),
            "statements": count(session, Statement, col(Statement.quote).contains(self.name)),
            "sources": count(session, Source, col(Source.url).contains(self.name)),
            "events": sum(self.name in str(event.contents) for event in latest(session, "entered")),
            "keys": count(session, DoneOnce, col(DoneOnce.location).startswith(f"/claims/{claim[0]}#")) if claim else 0,
        }


class Change(Act):
    """Another text for a claim."""

    def __init__(self, claim: Claim, form: dict[str, Any]) -> None:
        self.name, self.claim = secrets.token_hex(6), claim
        self.path = f"/claims/{claim.id}/change"
        self.fields = {**form, "text": f"Storks bring {self.name}"}
        self.whole = {"claims": 1, "versions": 1, "events": 1}

    def parts(self, session: Session) -> dict[str, int]:
        return {
            "claims": count(session, Claim, col(Claim.text).contains(self.name)),
            "versions": session.get_one(Claim, self.claim.id).version - self.claim.version,
            "events": sum(self.name in str(event.contents) for event in latest(session, "changed")),
        }


class Merge(Act):
    """The answer that two claims are the same."""

    def __init__(self, session: Session, left: Claim, right: Claim) -> None:
        self.left, self.right = left.id or 0, right.id or 0
        self.path = f"/matches/claim/{self.left}/{self.right}"
        self.fields = {"answer": "same", "seen": str(seen_now(session, Kind.CLAIM, self.left, self.right))}
        self.whole = {"judgements": 1, "joined": 1, "events": 1}

    def parts(self, session: Session) -> dict[str, int]:
        pair = (Judgement.left_id == self.left, Judgement.right_id == self.right)
        told = [event for event in latest(session, "judged") if f"'left_id': {self.left}," in str(event.contents)]
        return {
            "judgements": count(session, Judgement, *pair),
            "joined": count(session, Claim, Claim.id == self.right, Claim.joined_to_id == self.left),
            "events": len(told),
        }


class Import(Act):
    """A file of claims, brought in by command."""

    def __init__(self, folder: Path) -> None:
        self.name = secrets.token_hex(6)
        self.file = folder / f"{self.name}.csv"
        rows = [f"Storks {n} bring {self.name},A. {self.name},asserts" for n in range(IMPORTED)]
        columns = "claim_text,actor_name,stance,source_url"
        self.file.write_text("\n".join([columns, *(f"{row},https://example.org/{self.name}" for row in rows)]))
        self.whole = {"claims": IMPORTED, "statements": IMPORTED, "sources": 1, "events": IMPORTED}

    def parts(self, session: Session) -> dict[str, int]:
        ids = session.exec(select(Claim.id).where(col(Claim.text).contains(self.name))).all()
        told = [event for event in latest(session, "imported") if self.name in str(event.contents)]
        return {
            "claims": len(ids),
            "statements": count(session, Statement, col(Statement.claim_id).in_(ids)),
            "sources": count(session, Source, col(Source.url).contains(self.name)),
            "events": len(told),
        }


class Supply:
    """Acts to be sent next, as many as one likes, with the forms as they are filled when opened."""

    def __init__(self, app: Flask, user: User, folder: Path) -> None:
        self.app, self.folder, self.make = app, folder, Factory(database_of(app))
        client = PageClient(app)
        client.sign_in_as(user)
        self._entry = client.get("/enter").fields()
        self._change = client.get(f"/claims/{self.make.claim().id}/change").fields()

    def next(self, kind: str) -> Act:
        if kind == "enter":
            return Enter(self._entry)
        if kind == "import":
            return Import(self.folder)
        if kind == "change":
            return Change(self.make.claim(), self._change)
        left, right = self.make.claim(), self.make.claim()
        with database_of(self.app).read() as session:
            return Merge(session, left, right)


def count(session: Session, table: Any, *where: Any) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table).where(*where)) or 0


def latest(session: Session, action: str) -> list[AuditEvent]:
    """The last events of this kind: more than one crash can leave."""
    query = select(AuditEvent).where(AuditEvent.action == action).order_by(col(AuditEvent.id).desc())
    return list(session.exec(query.limit(400)))
