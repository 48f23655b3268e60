"""A claim as it stood: replaying the audit events gives, at every point, what the page showed at that point."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from claimtrack import demo
from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, ClaimDraft, RelationDraft, SourceDraft, StatementDraft, WordingDraft
from claimtrack.errors import ClaimtrackError
from claimtrack.models import Actor, AuditEvent, Claim, ClaimRelation, Judgement, Source, Statement, User, Wording
from claimtrack.rules.timeline import Filter
from claimtrack.services import actors, claims, judgements, past, relations, sources, statements
from claimtrack.services.claim_page import claim_page
from claimtrack.services.erasing import erase
from claimtrack.services.importing import bring_in
from claimtrack.services.joined import joined_to
from claimtrack.words import Answer, ClaimType, Kind, Relation, Stance
from tests.factories import D, Factory

TODAY = datetime.now(UTC).date()
SEED = 20220221


def picture(session: Session, number: int) -> Any:
    """All that the page of this claim shows, as values."""
    claim = session.get_one(Claim, number)
    page = claim_page(session, claim, Filter(), TODAY)
    return {
        "claim": claim.model_dump(exclude={"changed_at"}),
        "joined": [other.id for other in joined_to(session, claim)],
        "timeline": page.timeline,
        "verdict": page.verdict,
        "topics": (page.topics, page.countries),
        "wordings": [(put.text, put.language, put.put_on) for put in page.wordings],
        "struck": [(one.statement.id, one.actor.name, one.source.title) for one in page.struck],
        "struck wordings": [wording.text for wording in page.struck_wordings],
        "relations": [(r.relation, other.text) for r, other in (*page.relations, *page.relations_to)],
        "made_by": page.made_by,
    }


def last(session: Session) -> int:
    return session.exec(select(AuditEvent.id).order_by(col(AuditEvent.id).desc())).first() or 0


def edits(by: User, chance: random.Random) -> list[Callable[[Session], object]]:
    """Everything that changes what a claim's page shows, each on records picked by chance."""

    def some(session: Session, kind: Any) -> Any:
        return chance.choice(sorted(session.exec(select(kind)), key=lambda row: row.id))

    def change_claim(session: Session) -> None:
        claim = some(session, Claim)
        topics = tuple(chance.sample(["war", "energy", "votes"], 2))
        draft = ClaimDraft(text=f"Text {chance.random()}", type=chance.choice(list(ClaimType)), topics=topics)
        claims.change_claim(session, claim, draft, seen=claim.version, by=by)

    def change_statement(session: Session) -> None:
        statement = some(session, Statement)
        day = D(f"2022-02-{chance.randrange(1, 28):02}")
        said = FuzzyDate(words="then", earliest=day, latest=day)
        draft = StatementDraft(stance=chance.choice(list(Stance)), said=said, quote=f"Quote {chance.random()}")
        statements.change_statement(session, statement, draft, seen=statement.version, by=by)

    def strike(session: Session) -> None:
        statement = some(session, Statement)
        statements.strike(session, statement, seen=statement.version, by=by, struck=not statement.struck)

    def strike_wording(session: Session) -> None:
        wording = some(session, Wording)
        claims.strike_wording(session, wording, by=by, struck=not wording.struck)

    def change_actor(session: Session) -> None:
        actor = some(session, Actor)
        actors.change_actor(session, actor, ActorDraft(name=f"Actor {chance.random()}"), seen=actor.version, by=by)

    def change_source(session: Session) -> None:
        source = some(session, Source)
        draft = SourceDraft(url=source.url or "", outlet=f"Outlet {chance.randrange(4)}", title=f"T {chance.random()}")
        sources.change_source(session, source, draft, seen=source.version, by=by)

    def judge(session: Session) -> None:
        kind, table = chance.choice([(Kind.CLAIM, Claim), (Kind.ACTOR, Actor), (Kind.SOURCE, Source)])
        answer = chance.choice([Answer.SAME, Answer.SAME, Answer.DIFFERENT])
        judgements.judge(session, kind, some(session, table).id, some(session, table).id, answer, by=by)

    def take_back(session: Session) -> None:
        judgements.take_back(session, some(session, Judgement), by=by)

    def relate(session: Session) -> None:
        draft = RelationDraft(other_id=some(session, Claim).id, relation=chance.choice(list(Relation)))
        relations.relate(session, some(session, Claim), draft, by=by)

    def add_wording(session: Session) -> None:
        claims.add_wording(session, some(session, Claim), WordingDraft(text=f"Put {chance.random()}"), by=by)

    def unrelate(session: Session) -> None:
        relations.unrelate(session, some(session, ClaimRelation), by=by)

    return [
        *(change_claim, change_statement, strike, strike_wording, change_actor, change_source),
        *(judge, judge, judge, take_back, relate, add_wording, unrelate),
    ]


@pytest.mark.parametrize("seed", range(2))
def test_replaying_gives_what_was_shown_at_every_point(make: Factory, database: Database, seed: int) -> None:
    chance = random.Random(SEED + seed)
    by = make.user()
    for number in range(4):
        claim = make.claim(f"Claim {number}", by=by)
        for place in range(3):
            make.statement(claim, chance.choice(list(Stance)), actor=f"Actor {place}", said=f"2022-02-1{number}", by=by)
    shown: dict[int, dict[int, Any]] = {}
    for _ in range(45):
        act = chance.choice(edits(by, chance))
        try:
            with database.write_tx() as tx:
                act(tx)
        except (ClaimtrackError, IndexError):  # what cannot be done here, such as joining what was judged different
            continue
        with database.read() as session:
            numbers = [claim.id or 0 for claim in session.exec(select(Claim))]
            shown[last(session)] = {number: picture(session, number) for number in numbers}
    assert len(shown) > 20
    for event in [*chance.sample(sorted(shown), 6), max(shown)]:
        for number, before in shown[event].items():
            with database.read() as session, past.stood(session, number, event) as then:
                assert picture(then, number) == before, (event, number)


def test_an_import_is_replayed_whole_or_not_at_all(make: Factory, database: Database) -> None:
    make.claim("Another claim")
    with database.write_tx() as tx:
        before = last(tx)
        for name in demo.PARTS:
            bring_in(tx, demo.part(name))
    with database.read() as session:
        now = last(session)
        for claim in session.exec(select(Claim).where(Claim.text != "Another claim")).all():
            with past.stood(session, claim.id or 0, now) as then:
                assert picture(then, claim.id or 0) == picture(session, claim.id or 0)
            with past.stood(session, claim.id or 0, before) as then:
                assert then.get(Claim, claim.id) is None


def test_what_was_erased_from_the_trail_is_there_again_from_when_it_was_told_anew(
    make: Factory, database: Database
) -> None:
    claim = make.claim("A claim")
    made = make.statement(claim)
    with database.write_tx() as tx:
        event = tx.exec(select(AuditEvent).where(AuditEvent.subject == f"statement:{made.id}")).one()
        told = erase(tx, event.id, "Somebody asked for it")
    number = claim.id or 0
    with database.read() as session:
        assert [past.erased(session, number, at) for at in (event.id - 1, told.id - 1, told.id)] == [0, 1, 0]
        with past.stood(session, number, told.id - 1) as then:
            assert picture(then, number)["timeline"].total == 0
        with past.stood(session, number, told.id) as then:
            assert picture(then, number) == picture(session, number)


def test_a_day_ends_at_midnight_utc(make: Factory, database: Database) -> None:
    make.claim("A claim")
    with database.read() as session:
        event = session.exec(select(AuditEvent)).one()
        day = event.at.date()
        assert past.last_event(session, day) == event.id
        assert past.last_event(session, day - timedelta(days=1)) == 0
        assert past.last_event(session, D("9999-12-31")) == event.id
