"""Outlets: the matrix of what each carried, and the claims carried without the rebuttal that is known elsewhere."""

import pytest
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.models import Claim, Outlet, Statement
from claimtrack.services import judgements, statements
from claimtrack.services.records import get
from claimtrack.words import Answer, Kind, Stance
from tests.client import Page, PageClient
from tests.factories import Factory

S = Stance


def said(make: Factory, outlet: str, claim: Claim, stance: Stance, **source: str) -> Statement:
    return make.statement(claim, stance, actor=f"Speaker in {outlet}", source={"outlet": outlet, **source})


@pytest.fixture
def press(make: Factory) -> dict[str, Claim]:
    """Five ways to treat three claims, of which one has been denied somewhere."""
    claims = {name: make.claim(name) for name in ("denied", "undenied", "unanswered")}
    said(make, "One Side", claims["denied"], S.ASSERTS)
    said(make, "One Side", claims["undenied"], S.REPORTS)
    said(make, "Both Sides", claims["denied"], S.REPORTS)
    said(make, "Both Sides", claims["denied"], S.DENIES)
    said(make, "Other Side", claims["denied"], S.REBUTS)
    said(make, "Silence", claims["unanswered"], S.ASSERTS)
    said(make, "Elsewhere", claims["unanswered"], S.NO_COMMENT)
    said(make, "Elsewhere", claims["unanswered"], S.RETRACTS)
    return claims


def rows(page: Page) -> dict[str, list[str]]:
    """The figures of the matrix by outlet, as they stand in the row."""
    return {
        row.select_one("th").get_text(strip=True): [cell.get_text(strip=True) for cell in row.select("td")]
        for row in page.all("table.matrix tbody tr")
    }


def number_of(database: Database, name: str) -> int:
    with database.read() as session:
        found = session.exec(select(Outlet.id).where(Outlet.name == name)).one()
        assert found is not None
        return found


# Outlet: (carried, never rebutted; claims carried; rebuttals carried; sources), and why.
MATRIX = [
    ("One Side", ["1", "2", "0", "2"], "carried the denied claim, never the denial; of the other no rebuttal is known"),
    ("Both Sides", ["0", "1", "1", "2"], "carried both"),
    ("Other Side", ["0", "0", "1", "1"], "carried only the rebuttal"),
    ("Silence", ["0", "1", "0", "1"], "neither silence nor a retraction is a rebuttal"),
    ("Elsewhere", ["0", "0", "0", "2"], "an answer that is no rebuttal is not carrying the claim either"),
]


@pytest.mark.parametrize(("outlet", "figures", "why"), MATRIX)
def test_the_matrix_counts(
    press: dict[str, Claim], checker: PageClient, outlet: str, figures: list[str], why: str
) -> None:
    assert rows(checker.get("/outlets"))[outlet][:4] == figures, why


def test_the_matrix_is_a_table_with_headings_for_rows_and_columns(press: dict[str, Claim], checker: PageClient) -> None:
    page = checker.get("/outlets")
    assert page.one("table.matrix caption")
    assert len(page.all("table.matrix thead th[scope=col]")) == 5 + len(Stance)
    assert len(page.all("table.matrix tbody th[scope=row]")) == len(MATRIX)
    assert all(cell.has_attr("data-label") for cell in page.all("table.matrix tbody > tr > *")), "cards on a phone"
    assert all("num" in cell["class"] for cell in page.all("table.matrix td")), "figures stand to the right"
    stances = dict(zip([s.value for s in Stance], rows(page)["Both Sides"][4:], strict=True))
    assert {name for name, count in stances.items() if count != "0"} == {"reports", "denies"}


def test_the_address_sorts_the_matrix(press: dict[str, Claim], checker: PageClient) -> None:
    assert list(rows(checker.get("/outlets?sort=name"))) == sorted(name for name, _, _ in MATRIX)
    assert next(iter(rows(checker.get("/outlets?sort=rebuts")))) == "Other Side"
    assert next(iter(rows(checker.get("/outlets?sort=nonsense")))) == "One Side"
    page = checker.get("/outlets?sort=rebuts&q=side")
    assert page.one("th[aria-sort]").get_text(strip=True).endswith("rebuts")
    assert page.one("select#sort option[selected]")["value"] == "rebuts"
    assert list(rows(page)) == ["Other Side", "Both Sides", "One Side"]


@pytest.mark.parametrize("query", ["q=SPUTNIK", "q=спутник", "q=sputniknews.com"])
def test_an_outlet_is_found_by_name_in_any_script_or_by_host(
    press: dict[str, Claim], make: Factory, checker: PageClient, query: str
) -> None:
    make.statement(source={"outlet": "Спутник Србија", "url": "https://rs.sputniknews.com/1"})
    assert list(rows(checker.get(f"/outlets?{query}"))) == ["Спутник Србија"]


def test_a_copy_carries_what_its_original_carries(make: Factory, checker: PageClient) -> None:
    claim, other = make.claim("denied in the wire"), make.claim("denied elsewhere")
    wire = {"url": "https://wire.example/1", "outlet": "Wire"}
    for stance, of in ((S.REPORTS, claim), (S.DENIES, claim), (S.REPORTS, other)):
        make.statement(of, stance, source=wire)
    said(make, "Elsewhere", other, S.REBUTS)
    said(make, "Local Paper", make.claim("of its own"), S.ASSERTS, syndicated_from=wire["url"])
    found = rows(checker.get("/outlets"))
    assert found["Wire"][:3] == ["1", "2", "1"]
    assert found["Local Paper"][:3] == ["1", "3", "1"]


def test_claims_judged_the_same_count_as_one(press: dict[str, Claim], make: Factory, checker: PageClient) -> None:
    same = make.claim("denied, in other words")
    said(make, "Otherwise", same, S.ASSERTS)
    said(make, "Otherwise", press["denied"], S.REPORTS)
    assert rows(checker.get("/outlets"))["Otherwise"][:2] == ["1", "2"]
    with make.writing() as tx:
        left, right = sorted((press["denied"].id or 0, same.id or 0))
        judgements.judge(tx, Kind.CLAIM, left, right, Answer.SAME, by=None)
    assert rows(checker.get("/outlets"))["Otherwise"][:2] == ["1", "1"]


def test_a_struck_rebuttal_is_none(
    press: dict[str, Claim], make: Factory, checker: PageClient, database: Database
) -> None:
    by = make.user()
    with database.write_tx() as tx:
        denials = tx.exec(select(Statement).where(Statement.stance.in_([S.DENIES, S.REBUTS]))).all()  # type: ignore[attr-defined]
        for denial in denials:
            statements.strike(tx, get(tx, Statement, denial.id), seen=1, by=by)
    assert {row[0] for row in rows(checker.get("/outlets")).values()} == {"0"}


def test_an_outlets_page_names_the_claims_and_who_had_the_rebuttal(
    press: dict[str, Claim], checker: PageClient, database: Database
) -> None:
    page = checker.get(f"/outlets/{number_of(database, 'One Side')}")
    row = page.one("ol.rows > li:has(.claim-text)")
    assert row.select_one(".claim-text").get_text() == "denied"
    assert "Rebuttal in Both Sides, Other Side" in " ".join(row.get_text().split())
    assert len(page.all("ol.rows > li")) == 3, "one claim, two sources"
    other = checker.get(f"/outlets/{number_of(database, 'Both Sides')}")
    assert "wherever a rebuttal is known, this outlet has carried one" in other.text


def test_an_outlet_can_be_changed(press: dict[str, Claim], checker: PageClient, database: Database) -> None:
    path = f"/outlets/{number_of(database, 'One Side')}/change"
    page = checker.submit(path, {"name": "One-Sided Daily", "country": "RS", "language": "sr-Cyrl", "note": "a daily"})
    assert page.one("h1").get_text() == "One-Sided Daily"
    assert "Outlet · Serbia · Serbian (Cyrillic)" in page.text


def test_an_outlet_cannot_take_anothers_name(press: dict[str, Claim], checker: PageClient, database: Database) -> None:
    path = f"/outlets/{number_of(database, 'One Side')}/change"
    page = checker.submit(path, {"name": "BOTH sides", "note": "typed"})
    assert page.status == 400
    assert "Both Sides is recorded already." in page.one(".error-summary").get_text()
    assert page.fields()["note"].strip() == "typed"


def test_of_two_who_change_one_outlet_the_second_is_shown_both(
    press: dict[str, Claim], checker: PageClient, database: Database
) -> None:
    path = f"/outlets/{number_of(database, 'One Side')}/change"
    mine = checker.get(path).fields() | {"country": "AL"}
    checker.submit(path, {"country": "RS"})
    page = checker.post(path, mine)
    assert page.status == 409
    assert page.one("#country-theirs").get_text() == "Serbia"
    assert page.fields()["country"] == "AL"
