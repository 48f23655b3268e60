"""The page of what claims show together."""

from claimtrack.db import Database
from claimtrack.drafts import RelationDraft
from claimtrack.models import Claim
from claimtrack.services import claims
from claimtrack.services.records import get
from claimtrack.words import Relation, Stance
from tests.client import PageClient
from tests.factories import Factory


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
        claims.relate(tx, get(tx, Claim, claim.id), draft, by=None)
    page = checker.get("/analysis")
    rows = {section.h2.get_text(): section.get_text(" ") for section in page.all("main section")}  # type: ignore[union-attr]
    assert "retracts" in rows["Asserted, then denied or taken back"]
    assert "Cabbages bring babies" in rows["Asserted two claims that contradict each other"]
    assert "Mila" in rows["Said again after the first rebuttal"]
    assert "Post" in rows["Where claims begin, and where they are answered"]
    assert "None on record" in rows["Sources disagree on the date"]
    assert "Cabbages" not in checker.get("/analysis?said=Feb+2022").one("main").get_text()
    assert "was not understood as a date" in checker.get("/analysis?said=blah").text


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
