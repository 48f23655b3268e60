"""The page of what claims show together."""

import pytest

from claimtrack.db import Database
from claimtrack.drafts import RelationDraft, WordingDraft
from claimtrack.models import Claim
from claimtrack.services import analysis, claims, judgements, relations
from claimtrack.services.records import get
from claimtrack.words import Answer, Kind, Relation, Role, Stance
from tests.client import PageClient
from tests.factories import D, Factory


def test_an_empty_newsroom_is_told_what_comes_here(checker: PageClient) -> None:
    assert "Nothing to analyse yet" in checker.get("/analysis").text


def test_the_page_tells_contradictions_repeats_and_where_claims_begin(
    checker: PageClient, make: Factory, database: Database
) -> None:
    first = make.statement("Storks bring babies", actor="Ana", said="2022-02-01", source={"outlet": "Post"})
    with database.read() as session:
        claim = get(session, Claim, first.claim_id)
    make.statement(claim, Stance.DENIES, "Stork Society", said="2022-02-03")
    make.statement(claim, Stance.REPEATS, "Mila", said="2022-02-05", quote="They bring babies")
    make.statement(claim, Stance.RETRACTS, "Ana", said="2022-02-09")
    other = make.statement("Cabbages bring babies", actor="Ana", said="2022-03-01")
    with make.writing() as tx:
        draft = RelationDraft(relation=Relation.CONTRADICTS, other_id=other.claim_id)
        relations.relate(tx, get(tx, Claim, claim.id), draft, by=None)
    page = checker.get("/analysis")
    rows = {section.h2.get_text(): section.get_text(" ") for section in page.all("main section")}  # type: ignore[union-attr]
    assert "retracts" in rows["Asserted, then denied or taken back"]
    assert "Cabbages bring babies" in rows["Asserted two claims that contradict each other"]
    assert "Mila" in rows["Said again after the first rebuttal"]
    assert "Post" in rows["Where claims begin, and where they are answered"]
    assert "None on record" in rows["Sources disagree on the date"]
    assert "Cabbages" not in checker.get("/analysis?said=Feb+2022").one("main").get_text()
    assert "was not understood as a date" in checker.get("/analysis?said=blah").text


def test_a_list_that_goes_on_says_so(checker: PageClient, make: Factory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "SHOWN", 2)
    for number in range(3):
        claim = make.claim(f"Storks bring {number} babies")
        make.statement(claim, actor="Ana", said="2022-02-01", source={"outlet": f"Post {number}"})
        make.statement(claim, Stance.DENIES, "Ana", said="2022-02-03")
    page = checker.get("/analysis")
    assert "These are the first 2 of 3." in page.one("section[aria-labelledby=turned]").get_text()
    assert "These are the first 2 of 3." in page.one("section[aria-labelledby=carriers]").get_text()
    assert page.text.count("These are the first") == 2


def test_the_wording_of_a_claim_with_its_doubts(checker: PageClient, make: Factory, database: Database) -> None:
    first = make.statement("Storks bring babies", said="2022-02-01", quote="Storks reportedly bring babies")
    with database.read() as session:
        claim = get(session, Claim, first.claim_id)
    make.statement(claim, said="2022-02-05", quote="Storks bring babies")
    assert f"/analysis/claims/{claim.id}" in str(checker.get("/analysis").one("#hardened ~ ol"))
    page = checker.get(f"/analysis/claims/{claim.id}")
    assert page.one("blockquote mark").get_text() == "reportedly"
    assert "the doubt is gone" in page.text
    assert checker.get("/analysis/claims/999").status == 404


def test_claims_that_were_joined_are_analysed_as_the_one_that_stands_for_them(
    checker: PageClient, make: Factory
) -> None:
    head = make.claim("Babies are brought by storks")
    joined = make.statement("Storks bring babies", actor="Ana", said="2022-02-05", quote="Storks bring babies")
    other = make.statement("No stork brings a baby", actor="Ana", said="2022-03-01")
    editor = make.user(role=Role.EDITOR)
    with make.writing() as tx:
        doubted = WordingDraft(text="Storks may bring babies", put_on=D("2022-02-01"))
        claims.add_wording(tx, get(tx, Claim, joined.claim_id), doubted, by=editor)
        draft = RelationDraft(relation=Relation.CONTRADICTS, other_id=other.claim_id)
        relations.relate(tx, get(tx, Claim, joined.claim_id), draft, by=editor)
        again = RelationDraft(relation=Relation.CONTRADICTS, other_id=joined.claim_id)
        relations.relate(tx, get(tx, Claim, head.id), again, by=editor)
        judgements.judge(tx, Kind.CLAIM, head.id or 0, joined.claim_id, Answer.SAME, by=editor)
    page = checker.get("/analysis")
    rows = {section.h2.get_text(): section.get_text(" ") for section in page.all("main section")}  # type: ignore[union-attr]
    clash = rows["Asserted two claims that contradict each other"]
    assert "Babies are brought by storks" in clash
    assert clash.count("No stork brings a baby") == 1
    assert f"/analysis/claims/{head.id}" in str(page.one("#hardened ~ ol"))
    assert checker.get(f"/analysis/claims/{joined.claim_id}", follow=False).status == 301
    assert "Storks may bring babies" in checker.get(f"/analysis/claims/{joined.claim_id}").text


def test_a_topic_of_a_joined_claim_leads_to_the_one_that_stands_for_it(checker: PageClient, make: Factory) -> None:
    head, joined = make.statement("Storks bring babies"), make.claim("Babies come by stork", topics=("birds",))
    editor = make.user(role=Role.EDITOR)
    with make.writing() as tx:
        judgements.judge(tx, Kind.CLAIM, head.claim_id, joined.id or 0, Answer.SAME, by=editor)
    assert "Nothing to analyse" not in checker.get("/analysis?topic=birds").text
    assert "1 claim" in checker.get("/analysis?topic=birds").text
