"""Builders: each fills in what the test does not care about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session

from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, ClaimDraft, EntryDraft, SourceDraft, StatementDraft
from claimtrack.models import Claim, Statement, User
from claimtrack.services import audit, claims, statements
from claimtrack.words import Role, Stance, Status

numbers = count(1)
UNKNOWN = FuzzyDate()
D = date.fromisoformat


class Factory:
    """Makes records through the ordinary services."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.database.write_tx() as session:
            yield session

    def user(self, name: str = "", role: Role = Role.FACT_CHECKER, password_hash: str = "") -> User:
        with self.writing() as session:
            user = User(name=name or f"user{next(numbers)}", role=role, password_hash=password_hash)
            session.add(user)
            audit.record(session, audit.Action.INVITED, "user_account", by=None)
            return user

    def claim(self, text: str = "", by: User | None = None, status: Status = Status.DRAFT, **fields: Any) -> Claim:
        with self.writing() as session:
            claim = claims.make_claim(
                session, ClaimDraft(text=text or f"Claim number {next(numbers)}", **fields), by=by
            )
            claim.status = status
            audit.record(session, audit.Action.ENTERED, f"claim:{claim.id}", by=by)
            return claim

    def statement(
        self,
        claim: Claim | str = "",
        stance: Stance = Stance.ASSERTS,
        actor: str = "Sergei Lavrov",
        said: FuzzyDate | str = UNKNOWN,
        by: User | None = None,
        source: dict[str, Any] | None = None,
        **fields: Any,
    ) -> Statement:
        """`said` is a FuzzyDate or one day as 2022-02-18; `claim` a record or a text."""
        when = FuzzyDate(words=said, earliest=D(said), latest=D(said)) if isinstance(said, str) else said
        entry = EntryDraft(
            **(
                {"claim_id": claim.id}
                if isinstance(claim, Claim)
                else {"claim": ClaimDraft(text=claim or f"Claim {next(numbers)}")}
            ),
            actor=ActorDraft(name=actor, **fields.pop("actor_fields", {})),
            source=SourceDraft(
                **{"url": f"https://example.org/{next(numbers)}", "outlet": "Example", **(source or {})}
            ),
            statement=StatementDraft(stance=stance, said=when, **fields),
        )
        with self.writing() as session:
            return statements.enter(session, entry, by=by)
