"""A file of claims as one document: the records of a newsroom with everything that belongs to them.

Records refer to each other by keys that hold within the file only: actors A1, A2 …, outlets O1 …, sources S1 …,
claims C1 …, statements T1 …; any other words do as well. What this newsroom keeps about its own work (who entered what
and when, versions, verdicts, judgements) is not in a file.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from claimtrack.dates import FuzzyDate, from_edtf, understand
from claimtrack.drafts import (
    ActorDraft,
    ClaimDraft,
    Draft,
    Name,
    Note,
    OutletDraft,
    SourceDraft,
    StatementDraft,
    WordingDraft,
    clean_line,
    clean_name,
)
from claimtrack.errors import BadInput
from claimtrack.words import Relation, Status

Key = Annotated[str, BeforeValidator(clean_name), Field(min_length=1, max_length=200)]
Words = Annotated[str, BeforeValidator(clean_line), Field(max_length=200)]
Problems: TypeAlias = dict[str, str]  # where in the file → what to do about it


def _edtf(text: str) -> FuzzyDate:
    try:
        return from_edtf(text)
    except BadInput as error:
        raise ValueError(str(error)) from error


class DateRecord(Draft):
    """A date as spoken and as understood.

    `edtf` says the same as the days and the marks, for other programs. A date that has words and neither days nor
    `edtf` has not been understood by anybody yet, so the words are read now.
    """

    words: Words = ""
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False
    uncertain: bool = False
    lasting: bool = False
    anchor: date | None = None
    edtf: Annotated[str, BeforeValidator(clean_line), Field(max_length=100)] | None = None

    @classmethod
    def of(cls, said: FuzzyDate) -> Self:
        """The record of this date."""
        if said == FuzzyDate():
            return cls()
        return cls(
            words=said.words,
            earliest=said.earliest,
            latest=said.latest,
            approximate=said.approximate,
            uncertain=said.uncertain,
            lasting=said.lasting,
            anchor=said.anchor,
            edtf=said.edtf,
        )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("The first day comes after the last day. Write the earlier day first.")
        read = _edtf(self.edtf or "")
        if self.edtf and self._has_days and read.edtf != self._stated().edtf:
            raise ValueError(f"The days and the EDTF text differ. Leave one out: the days say {self._stated().edtf}.")
        return self

    @property
    def _has_days(self) -> bool:
        return self.earliest is not None or self.latest is not None

    def _stated(self) -> FuzzyDate:
        return FuzzyDate(
            self.words, self.earliest, self.latest, self.approximate, self.uncertain, self.lasting, self.anchor
        )

    def meant(self, published: date | None = None, **how: Any) -> FuzzyDate:
        """The date; `published` is the day that words are read against when the record names none.

        `how` is what else `dates.understand` takes to read words by.
        """
        if self.edtf and not self._has_days:
            read = from_edtf(self.edtf, self.words, self.anchor)
            marks = (read.approximate or self.approximate, read.uncertain or self.uncertain)
            return FuzzyDate(self.words, read.earliest, read.latest, *marks, read.lasting or self.lasting, self.anchor)
        if self.edtf is None and self.words and not self._has_days:
            return understand(self.words, self.anchor or published, **how)
        return self._stated()


class ActorRecord(ActorDraft):
    """An actor; `speaks_for` in its roles is the key of another."""

    key: Key


class OutletRecord(OutletDraft):
    key: Key


class SourceRecord(SourceDraft):
    """A source; `outlet` is an outlet's key and `syndicated_from` the key of the source it is a copy of."""

    key: Key
    outlet: Name = ""
    syndicated_from: Name = ""


class WordingRecord(WordingDraft):
    source: Name = ""
    struck: bool = False


class RelationRecord(Draft):
    """How the claim bears on another one, by its key."""

    relation: Relation
    to: Key
    note: Note = ""


class StatementRecord(StatementDraft):
    """A statement; actor, on_behalf_of, source and same_act_as are keys."""

    key: Name = ""
    actor: Key
    source: Key
    said: DateRecord = DateRecord()  # type: ignore[assignment]
    same_act_as: Name = ""
    same_act_as_id: Literal[None] = None  # a number means nothing in a file
    struck: bool = False


class ClaimRecord(ClaimDraft):
    key: Key
    status: Status = Status.DRAFT
    event: DateRecord = DateRecord()  # type: ignore[assignment]
    wordings: tuple[WordingRecord, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    statements: tuple[StatementRecord, ...] = ()


class Document(Draft):
    """All that one file holds."""

    format: Literal["claimtrack"] = "claimtrack"
    version: Literal[1] = 1
    actors: tuple[ActorRecord, ...] = ()
    outlets: tuple[OutletRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()


Where: TypeAlias = Callable[[str], str]  # "claims.3.statements.0.actor" → how a person finds that place in the file


def problems_of(document: Document) -> Problems:
    """Keys used twice and references that lead nowhere, each with its place in the document."""
    return dict([*_keys_used_twice(document), *_lost_references(document), *_circles(document.sources)])


def _keys_used_twice(document: Document) -> Iterator[tuple[str, str]]:
    kinds: list[tuple[str, Sequence[ActorRecord | OutletRecord | SourceRecord | ClaimRecord]]] = [
        ("actors", document.actors),
        ("outlets", document.outlets),
        ("sources", document.sources),
        ("claims", document.claims),
    ]
    for kind, records in kinds:
        seen: set[str] = set()
        for place, record in enumerate(records):
            if record.key in seen:
                yield f"{kind}.{place}.key", f"The key {record.key} is used twice. Give each its own."
            seen.add(record.key)


def _lost_references(document: Document) -> Iterator[tuple[str, str]]:
    actors = {actor.key for actor in document.actors}
    sources = {source.key for source in document.sources}
    outlets = {outlet.key for outlet in document.outlets}
    claims = {claim.key for claim in document.claims}
    used = _used_by_actors(document)
    for place, source in enumerate(document.sources):
        at = f"sources.{place}"
        used.append((f"{at}.outlet", "outlet", source.outlet, outlets))
        used.append((f"{at}.syndicated_from", "source", source.syndicated_from, sources - {source.key}))
    for place, claim in enumerate(document.claims):
        at = f"claims.{place}"
        used += [(f"{at}.relations.{i}.to", "claim", r.to, claims - {claim.key}) for i, r in enumerate(claim.relations)]
        used += [(f"{at}.wordings.{i}.source", "source", w.source, sources) for i, w in enumerate(claim.wordings)]
        used += _used_by_statements(at, claim, actors, sources)
    for where, kind, key, known in used:
        if key and key not in known:
            yield where, f"There is no other {kind} {key} in this file. Add it, or correct the key."


def _used_by_actors(document: Document) -> list[tuple[str, str, str, set[str]]]:
    known = {actor.key for actor in document.actors}
    return [
        (f"actors.{i}.roles.{j}.speaks_for", "actor", role.speaks_for, known)
        for i, actor in enumerate(document.actors)
        for j, role in enumerate(actor.roles)
    ]


def _used_by_statements(
    at: str, claim: ClaimRecord, actors: set[str], sources: set[str]
) -> list[tuple[str, str, str, set[str]]]:
    used: list[tuple[str, str, str, set[str]]] = []
    keys = {statement.key for statement in claim.statements if statement.key}
    one_on_it = "statement on this claim with the key"
    for place, statement in enumerate(claim.statements):
        where = f"{at}.statements.{place}"
        used += [
            (f"{where}.actor", "actor", statement.actor, actors),
            (f"{where}.on_behalf_of", "actor", statement.on_behalf_of, actors),
            (f"{where}.source", "source", statement.source, sources),
            (f"{where}.same_act_as", one_on_it, statement.same_act_as, keys - {statement.key}),
        ]
    return used


def _circles(sources: Sequence[SourceRecord]) -> Iterator[tuple[str, str]]:
    parents = {source.key: source.syndicated_from for source in sources}
    for place, source in enumerate(sources):
        above, steps = source.syndicated_from, 0
        while above and above != source.key and steps <= len(parents):
            above, steps = parents.get(above, ""), steps + 1
        if above == source.key:
            yield f"sources.{place}.syndicated_from", "A source cannot be a copy of itself. Name the original."
