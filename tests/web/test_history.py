"""The history pages: sentences that lead to their records, a filter in the address, and a claim on a past day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import select

from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft, StatementDraft
from claimtrack.models import Claim, Statement, User
from claimtrack.services import audit, claims, judgements, statements
from claimtrack.words import Answer, Kind, Role, Stance
from tests.client import Page, PageClient
from tests.factories import D, Factory

TODAY = datetime.now(UTC).date()
HOSTILE = "<script>alert(1)</script>\"' onload=x \u202e{{ 7*191 }}"


@pytest.fixture
def ana(make: Factory) -> User:
    return make.user("Ana", Role.EDITOR)


@pytest.fixture
def statement(make: Factory, database: Database, ana: User) -> Statement:
    """A statement whose date and quote Ana changed, each with a reason."""
    made = make.statement("Mercenaries are sent", said="2022-02-20", quote="We are checking that")
    exact = FuzzyDate(words="Friday", earliest=D("2022-02-18"), latest=D("2022-02-18"))
    change(database, ana, made, "TASS dates it", said=exact, quote="We are checking that")
    change(database, ana, made, "as printed", said=exact, quote="We are double checking that")
    return made


def change(database: Database, by: User, statement: Statement, reason: str, **fields: object) -> None:
    draft = StatementDraft(stance=Stance.ASSERTS, **fields)  # type: ignore[arg-type]
    with database.write_tx() as tx:
        row = tx.get_one(Statement, statement.id)
        statements.change_statement(tx, row, draft, seen=row.version, by=by, reason=reason)


def told(page: Page) -> list[str]:
    """The sentences, without their times."""
    return [" ".join(one.get_text().split())[6:] for one in page.all(".act")]


def test_acts_are_told_latest_first_and_lead_to_their_records(checker: PageClient, statement: Statement) -> None:
    page = checker.get("/history")
    assert told(page) == [
        "Ana changed the quote of Sergei Lavrov’s statement on Mercenaries are sent, because as printed",
        "Ana changed the date of Sergei Lavrov’s statement on Mercenaries are sent from 20 Feb 2022 to "
        "“Friday” (18 Feb 2022), because TASS dates it",
        "Somebody at the server entered a statement by Sergei Lavrov on Mercenaries are sent "
        "with 1 new claim, 1 new actor, 1 new source and 1 new outlet",
    ]
    assert {a["href"] for a in page.all(".act a")} == {f"/claims/{statement.claim_id}"}
    assert page.one(".acts ins").get_text(strip=True) == "double"


def test_every_record_leads_to_its_history(checker: PageClient, statement: Statement) -> None:
    pages = {
        f"/claims/{statement.claim_id}": {
            f"/history/claim/{statement.claim_id}",
            f"/history/statement/{statement.id}",
        },
        f"/actors/{statement.actor_id}": {f"/history/actor/{statement.actor_id}"},
        f"/sources/{statement.source_id}": {f"/history/source/{statement.source_id}"},
        "/outlets/1": {"/history/outlet/1"},
    }
    for path, addresses in pages.items():
        links = {str(a["href"]) for a in checker.get(path).all("a[href^='/history/']")}
        assert links == addresses
        for address in addresses:
            page = checker.get(address)
            assert page.status == 200
            assert path in {str(a["href"]).partition("#")[0] for a in page.all(".kicker a")}
            assert told(page)


def test_the_filter_is_a_sentence_whose_parts_can_be_left_out(
    checker: PageClient, statement: Statement, ana: User
) -> None:
    page = checker.get(f"/history?by={ana.id}&act=changed&about=statement&since=2022&until={TODAY}")
    parts = page.all(".filter-sentence li a:not(.clear)")
    words = [" ".join(part.get_text().split()) for part in parts]
    assert words[:3] == ["Leave out: by Ana", "Leave out: changed", "Leave out: on statements"]
    assert words[3] == "Leave out: since 1 Jan 2022"
    assert str(parts[0]["href"]) == f"/history?act=changed&about=statement&since=2022&until={TODAY}"
    assert len(told(page)) == 2
    assert told(checker.get("/history?by=host"))[0].startswith("Somebody at the server entered")
    assert "Nothing that was done fits all of this" in checker.get("/history?act=published").text


def test_a_date_that_is_none_is_told_and_the_form_stays_open(checker: PageClient) -> None:
    page = checker.get("/history?since=sometime")
    assert "“sometime” was not understood as a date" in page.one("[role=alert]").get_text()
    assert page.one("details.filters").has_attr("open")


def test_pages_go_on_to_the_oldest_act(checker: PageClient, make: Factory) -> None:
    for number in range(45):
        make.claim(f"Claim {number}")
    page = checker.get("/history")
    assert "Acts 1–40 of 45" in page.text
    assert told(checker.get(str(page.one("a[rel=next]")["href"])))[-1].endswith("entered the claim Claim 0")


def test_only_admins_read_what_was_done_to_accounts(
    signed_in: Callable[[Role], PageClient], ana: User, statement: Statement
) -> None:
    admin, editor = signed_in(Role.ADMIN), signed_in(Role.EDITOR)
    assert any("signed in" in one for one in told(admin.get("/history")))
    assert told(admin.get(f"/history/account/{ana.id}"))
    for address in ("/history", "/history?about=account", "/history?act=signed_in", f"/history?by={ana.id}"):
        page = editor.get(address)
        assert "signed in" not in " ".join(told(page))
        assert not page.all("option[value=account], option[value=signed_in]")
    assert editor.get(f"/history/account/{ana.id}").status == 403
    assert editor.get(f"/history/user_account/{ana.id}").status == 404


def test_what_was_typed_stays_text_in_the_history(app: Flask, database: Database, make: Factory, ana: User) -> None:
    made = make.statement(make.claim(HOSTILE), actor="Nobody", quote=HOSTILE)
    change(database, ana, made, HOSTILE, quote=f"{HOSTILE} more", scope_note=HOSTILE)
    client = PageClient(app)
    client.sign_in_as(make.user(role=Role.ADMIN))
    for address in ("/history", f"/history/claim/{made.claim_id}", f"/claims/{made.claim_id}/as-of/{TODAY}"):
        page = client.get(address)
        assert not page.all("script:not([src]), [onload]")
        assert "<script>alert(1)</script>" in page.text
        assert "1337" not in page.text


@pytest.mark.parametrize(
    "address", ["/history/claim/99", "/history/x/1", "/history/account/99", "/claims/99/as-of/2022"]
)
def test_what_there_is_not_is_not_found(signed_in: Callable[[Role], PageClient], address: str) -> None:
    assert signed_in(Role.ADMIN).get(address).status in (400, 404)


def test_a_claim_is_shown_as_it_stood(
    checker: PageClient, make: Factory, database: Database, statement: Statement, ana: User
) -> None:
    number = statement.claim_id
    page = checker.get(f"/claims/{number}/as-of?day={TODAY}")
    assert page.response.request.path == f"/claims/{number}/as-of/{TODAY}"
    assert "not how it stands now" in page.one(".past").get_text()
    assert str(page.one(".past a.btn-primary")["href"]) == f"/claims/{number}"
    live = checker.get(f"/claims/{number}")
    for part in (".tl-figure", ".lede", ".facts"):
        assert str(page.html.select_one(part)) == str(live.html.select_one(part))
    assert not page.all("main form[method=post]")


def test_the_picture_of_a_past_day_can_be_filtered_too(
    checker: PageClient, make: Factory, statement: Statement
) -> None:
    make.statement(tell_claim(statement), Stance.DENIES, actor="Kosovo")
    page = checker.get(f"/claims/{statement.claim_id}/as-of/{TODAY}?stance=denies")
    assert "1 of 2 statements shown" in page.text
    assert page.one(".tl-filter form")["action"] == f"/claims/{statement.claim_id}/as-of/{TODAY}#timeline"


def test_days_before_the_claim_and_days_to_come_are_told(checker: PageClient, make: Factory) -> None:
    claim = make.claim("A claim")
    before = checker.get(f"/claims/{claim.id}/as-of/2022-03-01")
    assert before.status == 404
    assert "was not on record yet on 1 Mar 2022. It was entered on" in before.text
    assert checker.get(f"/claims/{claim.id}/as-of/{TODAY + timedelta(days=2)}").status == 400
    assert checker.get(f"/claims/{claim.id}/as-of/yesterday").status == 400
    assert checker.get(f"/claims/{claim.id}/as-of?day=nonsense").status == 400


def test_a_claim_that_counted_as_another_then_leads_there(
    checker: PageClient, make: Factory, database: Database, ana: User
) -> None:
    head, joined = make.claim("The first"), make.claim("The second")
    with database.write_tx() as tx:
        judgements.judge(tx, Kind.CLAIM, head.id or 0, joined.id or 0, Answer.SAME, by=ana)
    page = checker.get(f"/claims/{joined.id}/as-of/{TODAY}")
    assert page.response.request.path == f"/claims/{head.id}/as-of/{TODAY}"
    assert f"#{joined.id} counted as the same claim" in page.text


def test_what_changed_since_is_not_in_it(
    checker: PageClient, make: Factory, database: Database, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = make.claim("As it was first")
    monkeypatch.setattr(audit, "now", lambda: datetime.now(UTC) + timedelta(days=1))  # the trail is never dated back
    with database.write_tx() as tx:
        claims.change_claim(tx, tx.exec(select(Claim)).one(), ClaimDraft(text="As it is now"), seen=1, by=ana)
    assert checker.get(f"/claims/{claim.id}").one("h1").get_text() == "As it is now"
    page = checker.get(f"/claims/{claim.id}/as-of/{TODAY}")
    assert page.one("h1").get_text() == "As it was first"
    assert told(checker.get(str(page.one(".past a.btn-plain")["href"])))[0].startswith("Ana changed the wording")


def tell_claim(statement: Statement) -> Claim:
    return Claim(id=statement.claim_id, text="")
