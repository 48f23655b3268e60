"""Sources: found by what is known of them, shown with the quotes marked in their excerpt, changed without loss."""

import hashlib

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import Source
from tests.client import PageClient
from tests.factories import D, Factory

EXCERPT = "He said: “We will not go.”\n\nLater he left."
WIRE = {
    "url": "https://wire.example/1?utm_source=x",
    "outlet": "Wire",
    "title": "Envoy To Travel",
    "byline": "Ana Petrović",
    "published": D("2022-02-21"),
    "language": "en",
    "excerpt": EXCERPT,
    "archive_url": "https://archive.example/1",
}
PAPER = {
    "url": "https://paper.example/2",
    "outlet": "Новости",
    "title": "Путник стиже",
    "published": D("2022-03-05"),
    "language": "sr-Cyrl",
}


@pytest.fixture
def library(make: Factory, database: Database) -> dict[str, int]:
    """Three sources, by title: a wire text, a paper's own, and a copy of the wire's in a place without an address."""
    make.statement("The envoy will travel", source=WIRE, quote="We will not go.")
    make.statement("The envoy will travel soon", source=WIRE, quote="We shall not go")
    make.statement("The passenger arrives", source=PAPER)
    make.statement("It was on air", source={"url": "", "title": "Evening news", "syndicated_from": WIRE["url"]})
    with database.read() as session:
        return {source.title: source.id or 0 for source in session.exec(select(Source))}


@pytest.mark.parametrize(
    ("query", "found", "why"),
    [
        ("q=envoy", ["Envoy To Travel"], "part of the title, in small letters"),
        ("q=ПУТНИК", ["Путник стиже"], "capital letters of another script"),
        ("q=petrović", ["Envoy To Travel"], "the byline"),
        ("q=paper.example", ["Путник стиже"], "part of the address"),
        (
            "q=https://wire.example/1?utm_campaign=y%23top",
            ["Envoy To Travel"],
            "the address as somebody else shared it",
        ),
        ("q=novosti", ["Путник стиже"], "the outlet, in another script"),
        ("q=%25", [], "a sign that means “anything” to a database means itself here"),
        ("language=sr-Cyrl", ["Путник стиже"], "by language"),
        ("published=Feb+2022", ["Envoy To Travel"], "by when it was published"),
        ("archive=no&sort=title", ["Evening news", "Путник стиже"], "without an archive copy"),
        ("", ["Путник стиже", "Envoy To Travel", "Evening news"], "the latest first, the undated last"),
        ("sort=entered", ["Evening news", "Путник стиже", "Envoy To Travel"], "the last entered first"),
        ("outlet=999999999999999999999", ["Путник стиже", "Envoy To Travel", "Evening news"], "no such number"),
    ],
)
def test_the_list_finds(library: dict[str, int], checker: PageClient, query: str, found: list[str], why: str) -> None:
    page = checker.get(f"/sources?{query}")
    assert [link.get_text() for link in page.all(".rows .row-title a")] == found, why


def test_the_list_can_be_cut_to_an_outlet(library: dict[str, int], checker: PageClient) -> None:
    option = next(o for o in checker.get("/sources").all("select#outlet option") if o.get_text() == "Новости")
    page = checker.get(f"/sources?outlet={option['value']}")
    assert [link.get_text() for link in page.all(".rows .row-title a")] == ["Путник стиже"]
    assert "in Новости" in page.one(".filter-sentence").get_text()


def test_a_date_that_is_none_is_told_and_the_rest_of_the_filter_holds(
    library: dict[str, int], checker: PageClient
) -> None:
    page = checker.get("/sources?published=32+May&language=en")
    assert "was not understood as a date" in page.one(".note-warn").get_text()
    assert [link.get_text() for link in page.all(".rows .row-title a")] == ["Envoy To Travel"]


def test_a_sources_page_shows_all_that_is_kept_of_it(library: dict[str, int], checker: PageClient) -> None:
    page = checker.get(f"/sources/{library['Envoy To Travel']}")
    links = {str(a["href"]): a["rel"] for a in page.all("dl.facts a")}
    assert links == {
        "https://wire.example/1": ["noopener", "noreferrer"],
        "https://archive.example/1": ["noopener", "noreferrer"],
    }, "the address without what the sender appended"
    assert hashlib.sha256(EXCERPT.encode()).hexdigest() in page.text
    assert page.one("h1")["lang"] == "en"
    assert page.one(f"a[href='/enter?source={library['Envoy To Travel']}']")
    copies = page.html.find("h2", string="Copies of it elsewhere").find_next("ul")
    assert [a.get_text() for a in copies.select("a")] == ["Evening news"]
    assert "Copied from Envoy To Travel" in checker.get(f"/sources/{library['Evening news']}").text


def test_quotes_are_marked_in_the_excerpt_and_those_missing_are_told(
    library: dict[str, int], checker: PageClient
) -> None:
    page = checker.get(f"/sources/{library['Envoy To Travel']}")
    assert page.one(".excerpt mark").get_text() == "We will not go."
    assert page.one(".excerpt").get_text() == EXCERPT
    assert "1 quote does not stand in the excerpt" in page.text
    missing = [row for row in page.all("ol.rows > li") if "not in the excerpt" in row.get_text()]
    assert [row.select_one("blockquote").get_text() for row in missing] == ["We shall not go"]


def test_a_source_can_be_changed(library: dict[str, int], checker: PageClient, database: Database) -> None:
    number = library["Путник стиже"]
    page = checker.submit(
        f"/sources/{number}/change",
        {
            "archive_url": "https://archive.example/2",
            "excerpt": "Нови извод",
            "retrieved": "2022-03-06",
            "syndicated_from": "https://wire.example/1",
            "reason": "found the original",
        },
    )
    assert "The change is saved." in page.text
    assert "Copied from Envoy To Travel" in page.text
    with database.read() as session:
        source = session.get(Source, number)
        assert source is not None
        assert source.excerpt_sha256 == hashlib.sha256("Нови извод".encode()).hexdigest()
        assert (source.retrieved, source.published) == (D("2022-03-06"), D("2022-03-05"))
        assert source.outlet_id is not None


def test_a_form_sent_back_as_it_was_changes_nothing(
    library: dict[str, int], checker: PageClient, database: Database
) -> None:
    def all_sources() -> list[dict[str, object]]:
        with database.read() as session:
            return [source.model_dump() for source in session.exec(select(Source).order_by(Source.id))]  # type: ignore[arg-type]

    before = all_sources()
    for number in library.values():
        assert "The change is saved." in checker.submit(f"/sources/{number}/change", {}).text
    assert all_sources() == before


def test_an_original_without_an_address_is_named_by_its_number(library: dict[str, int], checker: PageClient) -> None:
    path = f"/sources/{library['Путник стиже']}/change"
    checker.submit(path, {"syndicated_from": str(library["Evening news"])})
    assert checker.get(path).fields()["syndicated_from"] == str(library["Evening news"])


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"url": "javascript:alert(1)"}, "url", "starts with http:// or https://"),
        ({"archive_url": "data:text/html,x"}, "archive_url", "starts with http:// or https://"),
        ({"url": "https://me:secret@example.org/"}, "url", "without a user name or password"),
        ({"published": "32 May"}, "published", "Enter a date as 2022-02-21."),
        ({"published": "0000-01-01"}, "published", "Enter a date as 2022-02-21."),
        ({"language": "x" * 40}, "language", "Shorten this"),
        ({"excerpt": "x" * 20_001}, "excerpt", "Shorten this to 20000 characters."),
        ({"syndicated_from": "999999"}, "syndicated_from", "no source with this number"),
        ({"syndicated_from": "99999999999999999999"}, "syndicated_from", "Check this"),
        ({"syndicated_from": "https://paper.example/2"}, "syndicated_from", "address of the original"),
    ],
)
def test_a_form_that_cannot_be_saved_comes_back_filled(
    library: dict[str, int], checker: PageClient, typed: dict[str, str], field: str, sentence: str
) -> None:
    page = checker.submit(f"/sources/{library['Путник стиже']}/change", {"note": "typed", **typed})
    assert page.status == 400
    assert sentence in page.one(f"#{field}-error").get_text()
    assert {name: page.fields()[name].strip() for name in typed} == typed
    assert page.fields()["note"].strip() == "typed"


def test_a_source_cannot_take_anothers_address(library: dict[str, int], checker: PageClient) -> None:
    page = checker.submit(f"/sources/{library['Путник стиже']}/change", {"url": "https://wire.example/1#part"})
    assert page.status == 400
    assert "has this address already" in page.one(".error-summary").get_text()


def test_of_two_who_change_one_source_the_second_is_shown_both(library: dict[str, int], checker: PageClient) -> None:
    path = f"/sources/{library['Путник стиже']}/change"
    mine = checker.get(path).fields() | {"byline": "mine"}
    checker.submit(path, {"byline": "theirs"})
    page = checker.post(path, mine)
    assert page.status == 409
    assert page.one("#byline-theirs").get_text() == "theirs"
    assert page.fields()["byline"] == "mine"
