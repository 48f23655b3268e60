"""Everything on record as one document, in an order that depends on nothing but the records themselves.

Keys are given in the order in which claims and their statements first name a record, so that a file imported elsewhere
and exported again comes out the same, byte for byte.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from claimtrack.drafts import ActorRoleDraft
from claimtrack.exchange.document import (
    ActorRecord,
    ClaimRecord,
    DateRecord,
    Document,
    OutletRecord,
    RelationRecord,
    SourceRecord,
    StatementRecord,
    WordingRecord,
)
from claimtrack.models import (
    Actor,
    ActorAlias,
    ActorRole,
    Claim,
    ClaimCountry,
    ClaimRelation,
    ClaimTopic,
    Outlet,
    Row,
    Source,
    Statement,
    Wording,
)

R = TypeVar("R", bound=Row)


def export(session: Session, done: Callable[[], object] = lambda: None) -> Document:
    """The document of all records; `done` is called after each claim."""
    return _Export(session).document(done)


class _Keys:
    """File-local keys, given in the order in which records are first asked for."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        self.order: list[int] = []
        self.given: dict[int, str] = {}

    def of(self, number: int | None) -> str:
        if number is None:
            return ""
        if number not in self.given:
            self.order.append(number)
            self.given[number] = f"{self.letter}{len(self.order)}"
        return self.given[number]


class _Export:
    def __init__(self, session: Session) -> None:
        self.claims = _all(session, Claim)
        self.actors = {actor.id: actor for actor in _all(session, Actor)}
        self.outlets = {outlet.id: outlet for outlet in _all(session, Outlet)}
        self.sources = {source.id: source for source in _all(session, Source)}
        self.statements = _grouped(_all(session, Statement), "claim_id")
        self.wordings = _grouped(_all(session, Wording), "claim_id")
        self.relations = _grouped(_all(session, ClaimRelation), "claim_id")
        self.aliases = _grouped(_all(session, ActorAlias), "actor_id")
        self.roles = _grouped(_all(session, ActorRole), "actor_id")
        self.topics = _grouped(session.exec(select(ClaimTopic)), "claim_id")
        self.countries = _grouped(session.exec(select(ClaimCountry)), "claim_id")
        self.actor_keys, self.outlet_keys, self.source_keys = _Keys("A"), _Keys("O"), _Keys("S")
        self.statement_keys = _Keys("T")
        self.claim_keys = {claim.id: f"C{place}" for place, claim in enumerate(self.claims, 1)}

    def document(self, done: Callable[[], object]) -> Document:
        claims = []
        for claim in self.claims:
            claims.append(self.claim(claim))
            done()
        for source in sorted(self.sources.values(), key=_described):
            self.source_keys.of(source.id)
        sources = [self.source(number) for number in _growing(self.source_keys)]
        for outlet in sorted(self.outlets.values(), key=_described):
            self.outlet_keys.of(outlet.id)
        outlets = [self.outlet(number) for number in _growing(self.outlet_keys)]
        for actor in sorted(self.actors.values(), key=_described):
            self.actor_keys.of(actor.id)
        actors = [self.actor(number) for number in _growing(self.actor_keys)]
        return Document(actors=tuple(actors), outlets=tuple(outlets), sources=tuple(sources), claims=tuple(claims))

    def claim(self, claim: Claim) -> ClaimRecord:
        relations = [
            RelationRecord(relation=r.relation, to=self.claim_keys[r.other_id], note=r.note)
            for r in sorted(self.relations[claim.id], key=lambda r: (r.other_id, r.relation))
        ]
        return ClaimRecord(
            key=self.claim_keys[claim.id],
            text=claim.text,
            language=claim.language,
            gloss=claim.gloss,
            type=claim.type,
            topics=tuple(sorted(row.topic for row in self.topics[claim.id])),
            countries=tuple(sorted(row.country for row in self.countries[claim.id])),
            event=DateRecord.of(claim.event),
            note=claim.note,
            status=claim.status,
            wordings=tuple(self.wording(wording) for wording in self.wordings[claim.id]),
            relations=tuple(relations),
            statements=tuple(self.statement(statement) for statement in self.statements[claim.id]),
        )

    def wording(self, wording: Wording) -> WordingRecord:
        return WordingRecord(
            text=wording.text,
            language=wording.language,
            put_on=wording.put_on,
            source=self.source_keys.of(wording.source_id),
            struck=wording.struck,
        )

    def statement(self, statement: Statement) -> StatementRecord:
        return StatementRecord(
            key=self.statement_keys.of(statement.id),
            actor=self.actor_keys.of(statement.actor_id),
            source=self.source_keys.of(statement.source_id),
            stance=statement.stance,
            modality=statement.modality,
            quote=statement.quote,
            quote_language=statement.quote_language,
            gloss=statement.gloss,
            role=statement.role,
            on_behalf_of=self.actor_keys.of(statement.on_behalf_of_id),
            said=DateRecord.of(statement.said),
            attribution_note=statement.attribution_note,
            scope_note=statement.scope_note,
            same_act_as=self.statement_keys.of(statement.same_act_as_id),
            struck=statement.struck,
        )

    def source(self, number: int) -> SourceRecord:
        source = self.sources[number]
        return SourceRecord(
            key=self.source_keys.of(number),
            url=source.url or "",
            outlet=self.outlet_keys.of(source.outlet_id),
            title=source.title,
            byline=source.byline,
            published=source.published,
            retrieved=source.retrieved,
            archive_url=source.archive_url,
            language=source.language,
            excerpt=source.excerpt,
            syndicated_from=self.source_keys.of(source.syndicated_from_id),
            note=source.note,
        )

    def outlet(self, number: int) -> OutletRecord:
        outlet = self.outlets[number]
        return OutletRecord(
            key=self.outlet_keys.of(number),
            name=outlet.name,
            domain=outlet.domain,
            country=outlet.country,
            language=outlet.language,
            note=outlet.note,
        )

    def actor(self, number: int) -> ActorRecord:
        actor = self.actors[number]
        roles = [
            ActorRoleDraft(
                title=role.title,
                affiliation=role.affiliation,
                speaks_for=self.actor_keys.of(role.speaks_for_id),
                since=role.since,
                until=role.until,
            )
            for role in self.roles[number]
        ]
        return ActorRecord(
            key=self.actor_keys.of(number),
            name=actor.name,
            kind=actor.kind,
            country=actor.country,
            aliases=tuple(alias.text for alias in self.aliases[number] if alias.text != actor.name),
            roles=tuple(roles),
            note=actor.note,
        )


def _all(session: Session, kind: type[R]) -> list[R]:
    """All rows of a table in the order they were entered."""
    return list(session.exec(select(kind).order_by(col(kind.id))))  # type: ignore[attr-defined]


def _grouped(rows: Iterable[R], column: str) -> dict[Any, list[R]]:
    groups: dict[Any, list[R]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return groups


def _growing(keys: _Keys) -> Iterable[int]:
    """The records that have a key; describing one may give another its key, which then follows."""
    place = 0
    while place < len(keys.order):
        yield keys.order[place]
        place += 1


def _described(row: Actor | Outlet | Source) -> tuple[str, ...]:
    """An order for records that nothing names: by all they say themselves."""
    told = row.model_dump(mode="json", exclude={"id", "version", "made_at", "outlet_id", "syndicated_from_id"})
    return tuple(str(value) for value in told.values())
