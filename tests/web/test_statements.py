"""Changing a statement, striking it out, bringing it back."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from claimtrack.dates import FuzzyDate
from claimtrack.db import Database
from claimtrack.models import AuditEvent, Statement
from claimtrack.words import Modality, Stance
from tests.client import PageClient
from tests.factories import D, Factory

MONDAY = {"published": D("2022-02-21"), "language": "en"}
LAST_WEEK = FuzzyDate(words="last week", earliest=D("2022-02-14"), latest=D("2022-02-20"), anchor=D("2022-02-21"))


def stored(database: Database, number: int = 1) -> Statement:
    with database.read() as session:
        found = session.get(Statement, number)
        assert found is not None
        return found


def last_event(database: Database) -> Any:
    with database.read() as session:
        return session.exec(select(AuditEvent).order_by(AuditEvent.id.desc())).first()


def test_the_form_holds_the_statement_and_how_its_date_is_understood(checker: PageClient, make: Factory) -> None:
    make.statement("A claim", said=LAST_WEEK, quote="The quote", on_behalf_of="Government of Russia", source=MONDAY)
    page = checker.get("/statements/1/change")
    fields = page.fields()
    assert (fields["quote"].strip(), fields["on_behalf_of"], fields["stance"]) == (
        "The quote",
        "Government of Russia",
        "asserts",
    )
    assert (fields["said_words"], fields["said_earliest"], fields["said_latest"]) == ("last week", "", "")
    assert "14–20 Feb 2022, the week before Mon 21 Feb" in page.one("#said-understood").get_text()


def test_saving_what_nobody_touched_changes_no_date(checker: PageClient, make: Factory, database: Database) -> None:
    """Also one that the words alone would not give, as after an import."""
    odd = FuzzyDate(words="at some time", earliest=D("2022-01-01"), approximate=True, anchor=D("2022-02-21"))
    make.statement("A claim", said=odd, source=MONDAY)
    checker.submit("/statements/1/change", {"role": "Minister"})
    changed = stored(database)
    assert (changed.role, changed.said) == ("Minister", odd)


def test_new_words_are_understood_from_the_source(checker: PageClient, make: Factory, database: Database) -> None:
    make.statement("A claim", said=LAST_WEEK, source=MONDAY)
    page = checker.submit(
        "/statements/1/change",
        {
            "said_words": "this past weekend",
            "modality": "hedged",
            "scope_note": "Only the sending",
            "reason": "Read again",
        },
    )
    assert "The statement is changed." in page.text
    changed = stored(database)
    assert (changed.said.earliest, changed.said.latest) == (date(2022, 2, 19), date(2022, 2, 20))
    assert (changed.modality, changed.scope_note, changed.version) == (Modality.HEDGED, "Only the sending", 2)
    assert last_event(database).contents["reason"] == "Read again"


def test_a_denial_cannot_be_older_than_the_claim(checker: PageClient, make: Factory, database: Database) -> None:
    claim = make.claim("A claim")
    make.statement(claim, said=LAST_WEEK, source=MONDAY)
    make.statement(claim, Stance.DENIES, actor="Kosovo", said="2022-02-20", source=MONDAY)
    checker.submit("/statements/2/change", {"said_words": ""})
    assert stored(database, 2).said.earliest == date(2022, 2, 14)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"said_earliest": "32 May"}, "said_earliest"),
        ({"said_earliest": "2022-02-20", "said_latest": "2022-02-19"}, "said_earliest"),
        ({"said_words": "x" * 300}, "said_words"),
        ({"stance": "lies"}, "stance-0"),
        ({"quote_language": "not a code"}, "quote_language"),
        ({"same_act_as": "99"}, "same_act_as"),
        ({"quote": "x" * 6000}, "quote"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_the_reason_at_its_field(
    checker: PageClient, make: Factory, database: Database, typed: dict[str, str], field: str
) -> None:
    make.statement("A claim", source=MONDAY)
    page = checker.submit("/statements/1/change", {**typed, "role": "kept"})
    assert page.status == 400
    assert [a["href"] for a in page.all(".error-summary a")] == [f"#{field}"]
    assert page.one("#role")["value"] == "kept"
    assert stored(database).version == 1


def test_looking_at_the_date_saves_nothing(checker: PageClient, make: Factory, database: Database) -> None:
    make.statement("A claim", source=MONDAY)
    page = checker.submit("/statements/1/change", {"said_words": "mid February", "look": "1"})
    assert "11–20 Feb 2022" in page.one("#said-understood").get_text()
    assert stored(database).version == 1


def test_one_saying_in_two_sources_is_linked_by_choosing(
    checker: PageClient, make: Factory, database: Database
) -> None:
    claim = make.claim("A claim")
    make.statement(claim, said="2022-02-18")
    make.statement(claim, actor="Government of Russia", said="2022-02-18")
    offered = checker.get("/statements/2/change").all("#same_act_as option")
    assert [o["value"] for o in offered] == ["", "1"]
    checker.submit("/statements/2/change", {"same_act_as": "1"})
    assert stored(database, 2).same_act_as_id == 1


def test_two_people_at_one_statement_see_both(checker: PageClient, make: Factory, database: Database) -> None:
    make.statement("A claim", quote="As entered", source=MONDAY)
    mine = checker.get("/statements/1/change").fields()
    checker.submit("/statements/1/change", {"quote": "Theirs", "stance": "repeats"})
    page = checker.post("/statements/1/change", {**mine, "quote": "Mine"})
    assert page.status == 409
    assert (page.one("#quote-theirs").get_text(), page.one("#stance-theirs").get_text()) == ("Theirs", "repeats")
    assert page.one("#quote").get_text(strip=True) == "Mine"
    assert stored(database).quote == "Theirs"


def test_a_struck_statement_counts_for_nothing_and_comes_back_as_it_was(
    checker: PageClient, make: Factory, database: Database
) -> None:
    claim = make.claim("A claim")
    make.statement(claim, said="2022-02-18", quote="Kept whole")
    make.statement(claim, Stance.DENIES, actor="Kosovo", said="2022-02-19")
    asked = checker.get("/statements/1/strike")
    assert "anybody can restore it there as it was" in asked.text
    page = checker.submit("/statements/1/strike", {"reason": "On the wrong claim"})
    assert "Struck out (1)" in page.text
    assert "Nobody is on record asserting it" in page.text
    assert len(page.all("ol.tl-list > li")) == 1
    assert (last_event(database).action, last_event(database).contents["reason"]) == ("struck", "On the wrong claim")
    back = checker.submit(f"/claims/{claim.id}", {}, form="#struck form")
    assert "The statement is back in the timeline." in back.text
    assert "First known from Sergei Lavrov" in back.text
    assert stored(database).quote == "Kept whole"


def test_striking_what_somebody_changed_meanwhile_asks_again_and_keeps_the_reason(
    checker: PageClient, make: Factory, database: Database
) -> None:
    make.statement("A claim")
    opened = checker.get("/statements/1/strike").fields()
    checker.submit("/statements/1/change", {"role": "Minister"})
    page = checker.post("/statements/1/strike", {**opened, "reason": "mistake"})
    assert page.status == 409
    assert page.one("#reason")["value"] == "mistake"
    assert not stored(database).struck
    assert checker.post("/statements/1/strike", page.fields()).status == 200
    assert stored(database).struck


@pytest.mark.parametrize("path", ["/statements/9/change", "/statements/2147483648/change", "/statements/9/strike"])
def test_a_statement_that_is_not_there_is_not_found(checker: PageClient, path: str) -> None:
    assert checker.get(path).status == 404
    assert checker.post(path).status == 404
