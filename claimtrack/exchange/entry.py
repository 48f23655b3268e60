"""One statement, or one claim, as a program sends it: the drafts of the form, with dates as in a file."""

from datetime import date
from functools import partial
from typing import Any

from pydantic import ConfigDict, Field, JsonValue

from claimtrack.dates import understand
from claimtrack.drafts import (
    ActorDraft,
    ActorRoleDraft,
    ClaimDraft,
    Country,
    EntryDraft,
    Name,
    StatementDraft,
    Topic,
    WordingDraft,
)
from claimtrack.exchange.document import DateRecord

EITHER: list[JsonValue] = [
    {"oneOf": [{"required": [name]}, {"required": [f"{name}_id"]}]} for name in ("claim", "actor", "source")
]


class SentActor(ActorDraft):
    aliases: tuple[Name, ...] = Field(default=(), max_length=100)
    roles: tuple[ActorRoleDraft, ...] = Field(default=(), max_length=40)


class SentClaim(ClaimDraft):
    topics: tuple[Topic, ...] = Field(default=(), max_length=50)
    countries: tuple[Country, ...] = Field(default=(), max_length=50)
    wordings: tuple[WordingDraft, ...] = Field(default=(), max_length=50)
    event: DateRecord = DateRecord()  # type: ignore[assignment]

    def meant(self, published: date | None = None) -> ClaimDraft:
        """The draft; words about the date are read against the day the source was published."""
        event = self.event.meant(published, language=self.language or None, ahead=True)
        return ClaimDraft(**{**dict(self), "event": event})


class SentStatement(StatementDraft):
    said: DateRecord = DateRecord()  # type: ignore[assignment]

    def meant(self, published: date | None, language: str, not_before: date | None) -> StatementDraft:
        """The draft; where nothing is said of the date it was said by the day the source was published."""
        how: dict[str, Any] = {"language": language or None, "not_before": not_before}
        read = self.said.meant if self.said != DateRecord() else partial(understand, "")
        return StatementDraft(**{**dict(self), "said": read(published, **how)})


class SentEntry(EntryDraft):
    """A statement with its claim, actor and source, each described or by the number of a recorded one."""

    model_config = ConfigDict(json_schema_extra={"allOf": EITHER})

    claim: SentClaim | None = None
    actor: SentActor | None = None
    statement: SentStatement

    def meant(self, published: date | None, language: str = "", not_before: date | None = None) -> EntryDraft:
        """The draft. Words about dates are read against the day the source was published, in the quote's language.

        `not_before` is the day before which nobody can have answered the claim.
        """
        claim = self.claim.meant(published) if self.claim else None
        statement = self.statement.meant(published, language, not_before)
        return EntryDraft(**{**dict(self), "claim": claim, "statement": statement})
