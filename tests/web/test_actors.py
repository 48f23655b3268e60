"""Actors: found under any of their names, shown with all they said, changed without losing anybody's change."""

from typing import Any

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.drafts import ActorRoleDraft
from claimtrack.models import Actor, ActorRole, Statement
from claimtrack.services import statements
from claimtrack.services.records import get
from claimtrack.services.users import hash_password
from claimtrack.words import ActorKind, Stance
from tests.client import PageClient
from tests.factories import D, Factory

LAVROV = {"aliases": ("Сергей Лавров", "Сергеј Лавров"), "country": "RU"}


@pytest.fixture
def newsroom(make: Factory) -> Factory:
    """Lavrov with names in two scripts, and others who must not turn up where they are not asked for."""
    claim = make.claim("Mercenaries are being sent to fight in Ukraine")
    make.statement(claim, Stance.ASSERTS, "Sergei Lavrov", "2022-02-18", actor_fields=LAVROV)
    make.statement(claim, Stance.REPEATS, "Sergei Lavrov", "2022-02-20", quote="they are being sent")
    make.statement(claim, Stance.DENIES, "Officials from Kosovo", "2022-02-21", actor_fields={"kind": "collective"})
    make.statement("Serbia will not join NATO", Stance.ASSERTS, "Aleksandar Vučić", "2022-02-21")
    return make


def number_of(database: Database, name: str) -> int:
    with database.read() as session:
        found = session.exec(select(Actor.id).where(Actor.name == name)).one()
        assert found is not None
        return found


def names_on(page: Any) -> list[str]:
    return [link.get_text() for link in page.all(".rows .row-title a")]


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        ("q=Lavrov", ["Sergei Lavrov"], "the plain name"),
        ("q=лавров", ["Sergei Lavrov"], "another script, small letters"),
        ("q=vucic", ["Aleksandar Vučić"], "without the marks"),
        ("q=%25", [], "a sign that means “anything” to a database means itself here"),
        ("q=nobody", [], "nobody is called so"),
        ("kind=collective", ["Officials from Kosovo"], "by kind"),
        ("country=RU", ["Sergei Lavrov"], "by country"),
        ("country=RU&q=vucic", [], "both must fit"),
        ("sort=name", ["Aleksandar Vučić", "Officials from Kosovo", "Sergei Lavrov"], "by name"),
        ("", ["Sergei Lavrov", "Aleksandar Vučić", "Officials from Kosovo"], "most statements first"),
        ("kind=robot&sort=colour&page=x", ["Sergei Lavrov", "Aleksandar Vučić", "Officials from Kosovo"], "nonsense"),
    ],
)
def test_the_list_finds(newsroom: Factory, checker: PageClient, query: str, found: list[str], why: str) -> None:
    assert names_on(checker.get(f"/actors?{query}")) == found, why


def test_the_list_counts_statements_by_stance(newsroom: Factory, checker: PageClient) -> None:
    row = checker.get("/actors?q=lavrov").one(".rows > li")
    assert [chip.get_text(" ", strip=True) for chip in row.select(".chip")] == ["asserts 1", "repeats 1"]
    assert "2 statements" in row.get_text()


def test_a_filter_is_left_out_by_its_own_link(newsroom: Factory, checker: PageClient) -> None:
    page = checker.get("/actors?q=lavrov&kind=person")
    links = [str(a["href"]) for a in page.all(".filter-sentence li a")]
    assert links == ["/actors?kind=person", "/actors?q=lavrov", "/actors"]


def test_a_long_list_has_pages(make: Factory, checker: PageClient) -> None:
    for number in range(27):
        make.statement(actor=f"Actor {number:02}")
    assert names_on(checker.get("/actors?sort=name&page=2")) == ["Actor 25", "Actor 26"]
    assert "Actors 26–27 of 27" in checker.get("/actors?sort=name&page=2").text


def test_an_actors_page_shows_all_they_said_in_the_order_of_the_days(
    newsroom: Factory, checker: PageClient, database: Database
) -> None:
    newsroom.statement("Said early", said="2021-01-01")
    newsroom.statement("Said nobody knows when")
    page = checker.get(f"/actors/{number_of(database, 'Sergei Lavrov')}")
    claims = [link.get_text() for link in page.all(".rows .claim-text a")]
    mercenaries = "Mercenaries are being sent to fight in Ukraine"
    assert claims == ["Said early", mercenaries, mercenaries, "Said nobody knows when"]
    assert "Сергей Лавров" in page.one("dl.facts").get_text()
    assert page.one("blockquote").get_text() == "they are being sent"


def test_what_others_say_on_an_actors_behalf_stands_on_both_pages(
    make: Factory, checker: PageClient, database: Database
) -> None:
    make.statement("The envoy will come", actor="Sergei Lavrov", on_behalf_of="Russia")
    page = checker.get(f"/actors/{number_of(database, 'Russia')}")
    assert "Sergei Lavrov, for Russia" in page.text.replace(" ,", ",")
    assert "The envoy will come" in page.text
    assert page.all(".chips") == [], "what others say is not counted as the actor's own"


def test_struck_statements_are_not_shown(make: Factory, checker: PageClient, database: Database) -> None:
    statement, by = make.statement("A slip of the pen", actor="Somebody"), make.user()
    with database.write_tx() as tx:
        statements.strike(tx, get(tx, Statement, statement.id), seen=1, by=by)
    assert "A slip of the pen" not in checker.get(f"/actors/{number_of(database, 'Somebody')}").text


def test_a_claim_asserted_and_later_denied_is_listed_as_such(
    make: Factory, checker: PageClient, database: Database
) -> None:
    turned, stood_by = make.claim("The envoy will come"), make.claim("Serbia is neutral")
    make.statement(turned, Stance.ASSERTS, "Spokesman", "2022-02-18")
    make.statement(turned, Stance.DENIES, "Spokesman", "2022-02-25")
    make.statement(stood_by, Stance.ASSERTS, "Spokesman", "2022-02-18")
    make.statement(stood_by, Stance.DENIES, "Somebody else", "2022-02-25")
    page = checker.get(f"/actors/{number_of(database, 'Spokesman')}")
    section = page.html.find("h2", string="Asserted, and later denied or taken back").find_next("ul")
    assert [a.get_text() for a in section.select("a")] == ["The envoy will come"]
    other = checker.get(f"/actors/{number_of(database, 'Somebody else')}")
    assert "Asserted, and later" not in other.text


def test_an_actor_can_be_changed_with_names_and_offices(
    newsroom: Factory, checker: PageClient, database: Database
) -> None:
    number = number_of(database, "Sergei Lavrov")
    page = checker.submit(
        f"/actors/{number}/change",
        {
            "name": "Sergey Lavrov",
            "aliases": "Сергей Лавров\nSergei Lavrov",
            "roles-0-title": "Foreign Minister",
            "roles-0-affiliation": "Government of Russia",
            "roles-0-speaks_for": "Russia",
            "roles-0-since": "2004-03-09",
            "reason": "as he spells it",
        },
    )
    assert "The change is saved." in page.text
    assert page.one("h1").get_text() == "Sergey Lavrov"
    facts = page.one("dl.facts").get_text(" ")
    assert "Foreign Minister" in facts
    assert "9 Mar 2004 – …" in " ".join(facts.split())
    assert "Сергеј Лавров" not in facts, "a name left out is taken away"
    with database.read() as session:
        assert session.exec(select(ActorRole.since)).all() == [D("2004-03-09")]
        assert session.exec(select(Actor.kind).where(Actor.name == "Russia")).all() == [ActorKind.ORGANISATION]
    assert names_on(checker.get("/actors?q=sergei lavrov")) == ["Sergey Lavrov"]


def test_an_emptied_row_takes_the_office_away(make: Factory, checker: PageClient, database: Database) -> None:
    roles = (ActorRoleDraft(title="Mayor", since=D("2001-01-01")), ActorRoleDraft(title="Senator"))
    make.statement(actor="Somebody", actor_fields={"roles": roles})
    path = f"/actors/{number_of(database, 'Somebody')}/change"
    rows = checker.get(path).fields()
    mayor = next(name for name, value in rows.items() if value == "Mayor")
    emptied = {name: "" for name in rows if name.startswith(mayor.removesuffix("title"))}
    page = checker.submit(path, emptied)
    assert "Senator" in page.text
    assert "Mayor" not in page.text


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": " \u200b "}, "name", "Enter the name."),
        ({"name": "x" * 201}, "name", "Shorten this to 200 characters."),
        ({"kind": "robot"}, "kind", "Choose one of"),
        ({"country": "Russia"}, "country", "two-letter code"),
        ({"aliases": "\n".join(f"Name {n}" for n in range(101))}, "aliases", "most useful 100"),
        ({"aliases": "y" * 201}, "aliases", "Shorten this"),
        ({"note": "z" * 1001}, "note", "Shorten this"),
        ({"reason": "z" * 1001}, "reason", "Shorten the reason"),
        ({"roles-1-title": "Mayor", "roles-1-since": "32 May"}, "roles-1-since", "Enter a date as 2022-02-21."),
        ({"roles-1-since": "2022-01-01"}, "roles-1-title", "Enter the office."),
    ],
)
def test_a_form_that_cannot_be_saved_comes_back_filled(
    newsroom: Factory, checker: PageClient, database: Database, typed: dict[str, str], field: str, sentence: str
) -> None:
    path = f"/actors/{number_of(database, 'Sergei Lavrov')}/change"
    page = checker.submit(path, {"reason": "why", **typed})
    assert page.status == 400
    assert sentence in page.one(f"#{field}-error").get_text()
    assert page.one(f".error-summary a[href='#{field}']")
    sent = page.fields()
    assert {name: sent[name] for name in typed if name != "kind"} == {k: v for k, v in typed.items() if k != "kind"}
    with database.read() as session:
        assert session.exec(select(Actor.version).where(Actor.name == "Sergei Lavrov")).one() == 1


def test_of_two_who_change_one_actor_the_second_is_shown_both(
    newsroom: Factory, checker: PageClient, database: Database
) -> None:
    path = f"/actors/{number_of(database, 'Sergei Lavrov')}/change"
    mine = checker.get(path).fields() | {"note": "mine", "roles-0-title": "Foreign Minister"}
    checker.submit(path, {"note": "theirs"})
    page = checker.post(path, mine)
    assert page.status == 409
    assert page.one("#note").get_text().strip() == "mine"
    assert page.one("#note-theirs").get_text() == "theirs"
    differs = [section.select_one("h2").get_text() for section in page.all(".conflict-differs")]
    assert differs == ["Note"], "the other names, on several lines, are the same"
    assert page.fields()["roles-0-title"] == "Foreign Minister"
    again = checker.post(path, page.fields())
    assert "The change is saved." in again.text
    assert "mine" in again.text


def test_what_was_typed_when_the_session_ended_is_back_after_signing_in(
    newsroom: Factory, client: PageClient, make: Factory, database: Database
) -> None:
    path = f"/actors/{number_of(database, 'Sergei Lavrov')}/change"
    make.user("ana", password_hash=hash_password("four random words"))
    asked = client.post(path, {"name": "Sergej", "version": "1", "note": "typed for an hour"})
    assert asked.status == 401
    page = client.post("/sign-in", {**asked.fields(), "name": "ana", "password": "four random words"})
    assert page.fields()["note"].strip() == "typed for an hour"
    assert page.fields()["name"] == "Sergej"
