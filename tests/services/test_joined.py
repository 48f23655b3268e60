"""What follows for figures and lists when records turn out to be one and the same, and that it passes without trace."""

from datetime import date

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, WordingDraft
from claimtrack.models import Actor, Claim, ClaimSearch, Judgement, Source, Statement, User
from claimtrack.services import actors, claim_list
from claimtrack.services.claim_list import Filter, Wanted, find_claims
from claimtrack.services.judgements import judge, take_back
from claimtrack.services.timelines import timeline_of
from claimtrack.words import Answer, Kind, Role, Stance
from tests.factories import D, Factory

TODAY = D("2022-03-01")


@pytest.fixture
def editor(make: Factory) -> User:
    return make.user(role=Role.EDITOR)


def same(database: Database, kind: Kind, left: int, right: int, by: User) -> int:
    with database.write_tx() as tx:
        made = judge(tx, kind, left, right, Answer.SAME, by=by)
        assert made.id is not None
        return made.id


def undo(database: Database, number: int, by: User) -> None:
    with database.write_tx() as tx:
        made = tx.get(Judgement, number)
        assert made is not None
        take_back(tx, made, by=by)


def facts(database: Database, claim: int) -> tuple[int, int, int, int]:
    """Statements, asserters, outlets and independent sources of a claim."""
    with database.read() as session:
        row = session.get(Claim, claim)
        assert row is not None
        found = timeline_of(session, row, TODAY).facts
        return found.statements, found.asserters, found.outlets, found.independent_sources


def listed(database: Database, **wanted: object) -> list[int | None]:
    with database.read() as session:
        rows, total = find_claims(session, Wanted(**wanted), 0, 50, today=TODAY)  # type: ignore[arg-type]
        assert total == len(rows)
        return sorted(row.claim.id or 0 for row in rows)


SOURCE = {"url": "https://example.org/one", "outlet": "Example"}


def test_a_claim_has_the_statements_of_those_it_stands_for_and_identical_ones_once(
    database: Database, make: Factory, editor: User
) -> None:
    first = make.statement("Storks came", source=SOURCE, quote="They came.")
    make.statement("Storks have come", source=SOURCE, quote="They came.")
    make.statement(at(database, 2), stance=Stance.DENIES, actor="Ana", source=SOURCE)
    before = facts(database, 1)
    number = same(database, Kind.CLAIM, 1, 2, editor)
    assert facts(database, 1) == (2, 1, 1, 1)
    undo(database, number, editor)
    assert facts(database, 1) == before == (1, 1, 1, 1)
    assert first.claim_id == 1


def at(database: Database, number: int) -> Claim:
    with database.read() as session:
        found = session.get(Claim, number)
        assert found is not None
        return found


def test_joined_actors_count_once_and_are_called_by_one_name(database: Database, make: Factory, editor: User) -> None:
    one = make.statement("Storks came", actor="Sergei Lavrov", source={"url": "https://a.example/1", "outlet": "A"})
    make.statement(at(database, one.claim_id), actor="Lavrov S.", source={"url": "https://b.example/1", "outlet": "B"})
    assert facts(database, 1) == (2, 2, 2, 2)
    number = same(database, Kind.ACTOR, 1, 2, editor)
    assert facts(database, 1) == (2, 1, 2, 2)
    with database.read() as session:
        entries = timeline_of(session, at(database, 1), TODAY).entries
        assert {(e.actor_id, e.actor) for e in entries} == {(1, "Sergei Lavrov")}
    undo(database, number, editor)
    assert facts(database, 1) == (2, 2, 2, 2)


def test_joined_sources_count_once_with_their_outlets(database: Database, make: Factory, editor: User) -> None:
    one = make.statement("Storks came", actor="Ana", source={"url": "https://a.example/1", "outlet": "A"})
    make.statement(at(database, one.claim_id), actor="Ivo", source={"url": "https://b.example/1", "outlet": "B"})
    same(database, Kind.SOURCE, 1, 2, editor)
    assert facts(database, 1) == (2, 2, 1, 1)


@pytest.mark.parametrize("copied", ["https://a.example/1", "https://b.example/1"])
def test_a_copy_that_turns_out_to_be_its_original_is_no_copy(
    database: Database, make: Factory, editor: User, copied: str
) -> None:
    one = make.statement("Storks came", source={"url": "https://a.example/1", "outlet": "A"})
    claim = at(database, one.claim_id)
    make.statement(claim, actor="Ivo", source={"url": "https://b.example/1", "outlet": "B"})
    make.statement(claim, source={"url": "https://c.example/1", "outlet": "C", "syndicated_from": copied})
    same(database, Kind.SOURCE, 1, 2, editor)
    with database.read() as session:
        entries = timeline_of(session, claim, TODAY).entries
        assert [(e.source_id, e.is_copy, e.text_id) for e in entries] == [(1, False, 1), (1, False, 1), (3, True, 1)]


def test_lists_leave_out_joined_claims_and_search_for_all_their_words(
    database: Database, make: Factory, editor: User
) -> None:
    make.claim("Storks came")
    make.claim(
        "Cranes arrived",
        topics=("birds",),
        countries=("FR",),
        language="sr",
        wordings=(WordingDraft(text="Les grues", language="fr"),),
    )
    make.statement(at(database, 2), Stance.DENIES, actor="Ivo", said="2022-02-18", quote="Nein", quote_language="de")
    make.claim("Snow fell")
    number = same(database, Kind.CLAIM, 1, 2, editor)
    assert listed(database) == [1, 3]
    for wanted in (
        {"words": "cranes"},
        {"only": Filter(topics=("birds",))},
        {"only": Filter(countries=("FR",))},
        *({"only": Filter(languages=(language,))} for language in ("sr", "fr", "de")),
        {"only": Filter(stances=(Stance.DENIES,))},
        {"only": Filter(actors=(1,))},
        {"only": Filter(since=date(2022, 2, 1), until=date(2022, 2, 28))},
    ):
        assert listed(database, **wanted) == [1], wanted
    assert listed(database, never=Filter(stances=(Stance.DENIES,))) == [3]
    assert listed(database, never=Filter(topics=("birds",))) == [3]
    assert listed(database, sort=claim_list.Sort.MOST) == [1, 3]
    undo(database, number, editor)
    assert listed(database, words="cranes") == [2]
    assert listed(database) == [1, 2, 3]


def test_a_new_name_is_found_at_all_claims_on_which_its_actor_spoke(
    database: Database, make: Factory, editor: User
) -> None:
    for text in ("Storks came", "Cranes arrived", "Frogs sang"):
        make.statement(text, actor="Ana", quote=f"{text}!")
    make.statement("Snow fell", actor="Ivo")
    same(database, Kind.CLAIM, 1, 2, editor)
    with database.write_tx() as tx:
        ana = tx.get_one(Actor, 1)
        actors.change_actor(tx, ana, ActorDraft(name="Jovana"), seen=ana.version, by=editor)
    assert (listed(database, words="jovana"), listed(database, words="ana cranes")) == ([1, 3], [1])
    assert listed(database, words="ivo") == [4]
    with database.read() as session:
        lines = {row.claim_id: row.words for row in session.exec(select(ClaimSearch))}
        numbers = session.exec(select(Claim.change_no)).all()
    assert ("cranes" in lines[1], "storks" in lines[2], "jovana" in lines[2]) == (True, False, True)
    assert len(set(numbers)) == 4, "no two changes share a number"


def test_a_filter_by_actor_takes_in_the_names_joined_to_it(database: Database, make: Factory, editor: User) -> None:
    make.statement("Storks came", actor="Sergei Lavrov")
    make.statement("Snow fell", actor="Lavrov S.")
    make.statement("Rain fell", actor="Ana")
    assert listed(database, only=Filter(actors=(1,))) == [1]
    same(database, Kind.ACTOR, 1, 2, editor)
    assert listed(database, only=Filter(actors=(1,))) == [1, 2]


def test_no_record_is_changed_by_being_joined_but_for_what_follows(
    database: Database, make: Factory, editor: User
) -> None:
    make.statement("Storks came", actor="Ana", source=SOURCE)
    make.statement("Storks have come", actor="Ana K.", source=SOURCE)
    before = columns(database)
    numbers = [same(database, Kind.ACTOR, 1, 2, editor), same(database, Kind.CLAIM, 1, 2, editor)]
    for number in reversed(numbers):
        undo(database, number, editor)
    assert columns(database) == before


def columns(database: Database) -> list[dict[str, object]]:
    """All records, but for what counts how often a claim was touched."""
    counting = {"change_no", "changed_at", "revision"}
    with database.read() as session:
        rows = [row for table in (Claim, Actor, Source, Statement) for row in session.exec(select(table))]
        return [row.model_dump(exclude=counting) for row in rows]
