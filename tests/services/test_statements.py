"""Entering statements: what is found, what is made, what is refused."""

import pytest
from sqlmodel import func, select

from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, StatementDraft
from claimtrack.errors import BadInput, Duplicate, NotFound, Stale
from claimtrack.models import Actor, AuditEvent, Claim, Source, Statement
from claimtrack.services import actors, search, statements
from claimtrack.services.records import get
from claimtrack.words import ActorKind, Stance
from tests.factories import Factory


def count(database: Database, kind: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_one_entry_leaves_one_event(database: Database, make: Factory) -> None:
    user = make.user()
    before = count(database, AuditEvent)
    make.statement("Storks bring babies", by=user)
    assert count(database, AuditEvent) == before + 1


def test_the_same_address_is_the_same_source(database: Database, make: Factory) -> None:
    make.statement("A", source={"url": "https://example.org/a?utm_source=mail"})
    make.statement("B", source={"url": "https://EXAMPLE.org/a#top"})
    assert count(database, Source) == 1


def test_a_gap_in_a_source_is_filled_and_a_clash_is_refused(database: Database, make: Factory) -> None:
    url = "https://example.org/a"
    make.statement("A", source={"url": url, "title": "Storks"})
    make.statement("B", source={"url": url, "byline": "A. Writer"})
    with database.read() as session:
        source = session.exec(select(Source)).one()
        assert (source.title, source.byline) == ("Storks", "A. Writer")
    with pytest.raises(BadInput) as error:
        make.statement("C", source={"url": url, "title": "Cranes"})
    assert "Storks" in error.value.fields["title"]


def test_an_actor_is_found_by_any_exact_name_in_any_script_and_by_no_other(database: Database, make: Factory) -> None:
    make.statement("A", actor="Sergei Lavrov", actor_fields={"aliases": ("Сергей Лавров",)})
    make.statement("B", actor="сергей лавров")
    make.statement("C", actor="Sergei Lavrow")
    with database.read() as session:
        assert sorted(session.exec(select(Actor.name))) == ["Sergei Lavrov", "Sergei Lavrow"]


def test_two_actors_of_one_name_must_be_chosen_between(database: Database, make: Factory) -> None:
    with make.writing() as tx:
        for country in ("RS", "BA"):
            actors.make_actor(tx, ActorDraft(name="Milan Petrović", kind=ActorKind.PERSON, country=country))
        from claimtrack.services import audit

        audit.record(tx, audit.Action.ENTERED, "actor", by=None)
    with pytest.raises(BadInput, match="Several actors"):
        make.statement("A", actor="Milan Petrovic")


def test_the_same_statement_twice_is_refused(make: Factory) -> None:
    claim = make.claim()
    source = {"url": "https://example.org/a"}
    first = make.statement(claim, source=source, quote="They bring them")
    with pytest.raises(Duplicate) as error:
        make.statement(claim, source=source, quote="They bring them")
    assert error.value.existing_id == first.id


def test_the_same_act_must_be_on_the_same_claim(make: Factory) -> None:
    other = make.statement("A")
    with pytest.raises(BadInput, match="same act"):
        make.statement("B", same_act_as_id=other.id)


def test_a_form_that_was_overtaken_changes_nothing(database: Database, make: Factory) -> None:
    user, statement = make.user(), make.statement("A")
    draft = StatementDraft(stance=Stance.REPORTS)
    with database.write_tx() as tx:
        statements.change_statement(tx, get(tx, Statement, statement.id), draft, seen=1, by=user)
    with pytest.raises(Stale), database.write_tx() as tx:
        statements.change_statement(tx, get(tx, Statement, statement.id), draft, seen=1, by=user)


def test_a_struck_statement_comes_back_as_it_was(database: Database, make: Factory) -> None:
    user, statement = make.user(), make.statement("A", quote="They do")
    with database.write_tx() as tx:
        statements.strike(tx, get(tx, Statement, statement.id), seen=1, by=user)
    with database.write_tx() as tx:
        statements.strike(tx, get(tx, Statement, statement.id), seen=2, by=user, struck=False)
    with database.read() as session:
        found = get(session, Statement, statement.id)
        assert (found.struck, found.quote, found.version) == (False, "They do", 3)


@pytest.mark.parametrize("number", [0, -1, 999, 2**31, 2**63, None])
def test_a_number_nobody_has_is_not_found(database: Database, number: int | None) -> None:
    with database.read() as session, pytest.raises(NotFound):
        get(session, Claim, number)


def test_every_change_to_a_claim_moves_its_change_number(database: Database, make: Factory) -> None:
    claim = make.claim("Storks bring babies")
    make.claim("Another")
    make.statement(claim, actor="Сергей Лавров")
    with database.read() as session:
        numbers = [c.change_no for c in session.exec(select(Claim).order_by(Claim.id))]  # type: ignore[arg-type]
    assert numbers == [3, 2]


def test_search_reads_every_script_as_latin() -> None:
    assert search.search_form("Лавров  ŠAPAC") == search.search_form("lavrov sapac")
