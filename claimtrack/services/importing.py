"""Bringing a file into the records: whole or not at all, and nothing twice."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from claimtrack.dates import FuzzyDate
from claimtrack.exchange.document import ClaimRecord, Document, RelationRecord, StatementRecord
from claimtrack.models import (
    DATE_PARTS,
    Claim,
    ClaimCountry,
    ClaimRelation,
    ClaimTopic,
    Statement,
    User,
    Wording,
)
from claimtrack.services import audit, search, trail
from claimtrack.services.records import get, id_of
from claimtrack.services.resolving import Papers, People
from claimtrack.words import Status

Act = tuple[int, int, str, str]  # what makes a statement on a claim: actor, source, stance, quote


@dataclass(slots=True)
class Brought:
    """What an import has added, and what was there already."""

    claims: int = 0
    statements: int = 0
    actors: int = 0
    sources: int = 0
    outlets: int = 0
    known_claims: int = 0
    known_statements: int = 0


def bring_in(
    session: Session,
    document: Document,
    *,
    by: User | None = None,
    keep_status: bool = False,
    reason: str = "",
    done: Callable[[], object] = lambda: None,
) -> Brought:
    """Store what the document holds and the records do not. `done` is called after each claim. Raises BadInput.

    Every claim that is new or gains something leaves one audit event, with the actors and sources it is the first to
    name. Claims come in as drafts unless `keep_status` says otherwise.
    """
    arrival = _Import(session, document, by=by, keep_status=keep_status, reason=reason)
    for record in document.claims:
        arrival.bring_claim(record)
        done()
    arrival.bring_the_rest()
    return arrival.brought


class _Import:
    def __init__(
        self, session: Session, document: Document, *, by: User | None, keep_status: bool, reason: str
    ) -> None:
        self.session, self.document = session, document
        self.by, self.keep_status, self.reason = by, keep_status, reason
        self.people, self.papers = People(session, document), Papers(session, document)
        self.known = self._known_claims()
        self.ids: dict[str, int] = {}
        self.waiting: dict[str, list[tuple[int, RelationRecord]]] = defaultdict(list)
        told = select(ClaimRelation.claim_id, ClaimRelation.other_id, ClaimRelation.relation)
        self.related = {tuple(row) for row in session.exec(told)}
        self.brought = Brought()

    def bring_claim(self, record: ClaimRecord) -> None:
        """Find or make the claim, then all that belongs to it."""
        number = self.known.get(record.key)
        claim = self._make(record) if number is None else get(self.session, Claim, number)
        self.ids[record.key] = id_of(claim)
        if number is None:
            self.brought.claims += 1
        else:
            self.brought.known_claims += 1
            self._fill(claim, record)
        self._add_topics(claim, record, known=number is not None)
        self._add_wordings(claim, record, known=number is not None)
        statements = self._add_statements(claim, record, known=number is not None)
        self._add_relations(claim, record)
        if number is None:
            search.begin(self.session, claim, self._texts(claim, record, statements))
        elif trail.has_untold(self.session):
            search.refresh(self.session, claim)
        self._tell(f"claim:{claim.id}")

    def _texts(self, claim: Claim, record: ClaimRecord, statements: list[Statement]) -> list[str]:
        """What search reads of a claim that is new here."""
        wordings = [wording.text for wording in record.wordings if not wording.struck]
        live = [statement for statement in statements if not statement.struck]
        people = {number for s in live for number in (s.actor_id, s.on_behalf_of_id) if number}
        names = [name for number in sorted(people) for name in self.people.names_of(number)]
        return search.reading([claim], wordings, live, names, dict.fromkeys(record.topics))

    def bring_the_rest(self) -> None:
        """Actors, outlets and sources that no claim of the file names."""
        for outlet in self.document.outlets:
            self._tell(f"outlet:{self.papers.outlet_id_of(outlet.key)}")
        for source in self.document.sources:
            self._tell(f"source:{self.papers.id_of(source.key)}")
        for actor in self.document.actors:
            self._tell(f"actor:{self.people.id_of(actor.key)}")
        self.brought.actors = self.people.made
        self.brought.sources, self.brought.outlets = self.papers.made, self.papers.outlets_made

    def _tell(self, subject: str) -> None:
        if trail.has_untold(self.session):
            audit.record(self.session, audit.Action.IMPORTED, subject, by=self.by, reason=self.reason)

    def _known_claims(self) -> dict[str, int]:
        """For each claim of the file the one on record with the same text in the same language, each used once."""
        on_record: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, text, language in self.session.exec(
            select(Claim.id, Claim.text, Claim.language).order_by(col(Claim.id).desc())
        ):
            assert number is not None
            on_record[text, language].append(number)
        known = {}
        for record in self.document.claims:
            if waiting := on_record.get((record.text, record.language)):
                known[record.key] = waiting.pop()
        return known

    def _make(self, record: ClaimRecord) -> Claim:
        claim = Claim(
            text=record.text,
            language=record.language,
            gloss=record.gloss,
            type=record.type,
            note=record.note,
            status=record.status if self.keep_status else Status.DRAFT,
            made_by=self.by.id if self.by else None,
            **_date_columns("event", record.event.meant()),
        )
        self.session.add(claim)
        self.session.flush()
        return claim

    def _fill(self, claim: Claim, record: ClaimRecord) -> None:
        values: dict[str, object] = {"gloss": record.gloss, "note": record.note}
        new = {name: value for name, value in values.items() if value and not getattr(claim, name)}
        if claim.event == FuzzyDate():
            new |= {
                name: value
                for name, value in _date_columns("event", record.event.meant()).items()
                if value != getattr(claim, name)
            }
        for name, value in new.items():
            setattr(claim, name, value)
        claim.version += bool(new)

    def _add_topics(self, claim: Claim, record: ClaimRecord, *, known: bool) -> None:
        topics = select(ClaimTopic.topic).where(ClaimTopic.claim_id == claim.id)
        countries = select(ClaimCountry.country).where(ClaimCountry.claim_id == claim.id)
        known_topics = set(self.session.exec(topics)) if known else set()
        known_countries = set(self.session.exec(countries)) if known else set()
        for topic in sorted(set(record.topics) - known_topics):
            self.session.add(ClaimTopic(claim_id=id_of(claim), topic=topic))
        for country in sorted(set(record.countries) - known_countries - {""}):
            self.session.add(ClaimCountry(claim_id=id_of(claim), country=country))

    def _add_wordings(self, claim: Claim, record: ClaimRecord, *, known: bool) -> None:
        texts = select(Wording.text).where(Wording.claim_id == claim.id)
        there = {claim.text, *self.session.exec(texts)} if known else set()
        for wording in record.wordings:
            if wording.text not in there:
                values = wording.model_dump(exclude={"source"})
                source_id = self.papers.id_or_none(wording.source)
                self.session.add(Wording(claim_id=id_of(claim), source_id=source_id, **values))

    def _add_statements(self, claim: Claim, record: ClaimRecord, *, known: bool) -> list[Statement]:
        """Store the statements that are not there yet, and give these back."""
        there: dict[Act, list[Statement]] = defaultdict(list)
        if known:
            query = select(Statement).where(Statement.claim_id == claim.id).order_by(col(Statement.id).desc())
            for statement in self.session.exec(query):
                there[_act(statement)].append(statement)
        by_key: dict[str, Statement] = {}
        new: list[tuple[StatementRecord, Statement]] = []
        without_key: set[StatementRecord] = set()
        for told in record.statements:
            statement = self._statement(claim, told)
            repeated = not told.key and told in without_key
            if waiting := there[_act(statement)]:
                statement = waiting.pop()
            elif not repeated:
                self.session.add(statement)
                new.append((told, statement))
            by_key[told.key] = statement
            without_key.add(told)
        linked = [(told, statement) for told, statement in new if told.same_act_as]
        if linked:
            self.session.flush()  # the numbers of the statements they are one act with
        for told, statement in linked:
            statement.same_act_as_id = by_key[told.same_act_as].id
        self.brought.statements += len(new)
        self.brought.known_statements += len(record.statements) - len(new)
        return [statement for _, statement in new]

    def _statement(self, claim: Claim, record: StatementRecord) -> Statement:
        plain = record.model_dump(
            exclude={"key", "actor", "source", "on_behalf_of", "said", "same_act_as", "same_act_as_id"}
        )
        return Statement(
            claim_id=id_of(claim),
            actor_id=self.people.id_of(record.actor),
            source_id=self.papers.id_of(record.source),
            on_behalf_of_id=self.people.id_or_none(record.on_behalf_of),
            made_by=self.by.id if self.by else None,
            **plain,
            **_date_columns("said", record.said.meant(self.papers.published(record.source))),
        )

    def _add_relations(self, claim: Claim, record: ClaimRecord) -> None:
        """Relate this claim to those already there; the others follow when their other end arrives."""
        for relation in record.relations:
            if relation.to in self.ids:
                self._relate(id_of(claim), self.ids[relation.to], relation)
            else:
                self.waiting[relation.to].append((id_of(claim), relation))
        for other_id, relation in self.waiting.pop(record.key, []):
            self._relate(other_id, id_of(claim), relation)

    def _relate(self, claim_id: int, other_id: int, record: RelationRecord) -> None:
        told = (claim_id, other_id, record.relation)
        if told not in self.related:
            self.related.add(told)
            self.session.add(
                ClaimRelation(claim_id=claim_id, other_id=other_id, relation=record.relation, note=record.note)
            )


def _act(statement: Statement) -> Act:
    return statement.actor_id, statement.source_id, str(statement.stance), statement.quote


def _date_columns(name: str, said: FuzzyDate) -> dict[str, Any]:
    return {f"{name}_{part}": getattr(said, part) for part in DATE_PARTS}
