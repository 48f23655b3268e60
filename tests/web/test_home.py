"""The first page: what needs somebody, in the order of need, and what was done today."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from claimtrack.db import Database
from claimtrack.models import Claim, Statement, User
from claimtrack.services import actors, audit, kept, records, reviews, statements
from claimtrack.services.desk import desk_of
from claimtrack.services.finding import Looked, store
from claimtrack.services.pairs import Found
from claimtrack.words import Kind, MatchLabel, Role, Stance, Status
from tests.client import Page, PageClient
from tests.factories import Factory


def section(page: Page, title: str) -> list[str]:
    """The claims under the heading that starts with these words."""
    heading = next((h for h in page.all("h2") if h.get_text().startswith(title)), None)
    found = heading.find_parent("section").select(".row-title") if heading else []  # type: ignore[union-attr]
    return [" ".join(title.get_text().split()) for title in found]


def done_today(page: Page) -> list[str]:
    return [" ".join(item.get_text().split())[6:] for item in page.all("aside li")]  # without the time


def test_an_empty_house_teaches_what_a_claim_is(checker: PageClient) -> None:
    page = checker.get("/")
    assert "sentences that could be true or false, worded neutrally and never negated" in page.text
    assert page.one("blockquote") is not None
    assert page.one("main a.btn-primary")["href"] == "/enter"


def test_unrebutted_claims_come_oldest_first_with_how_far_they_went(checker: PageClient, make: Factory) -> None:
    newer, older, answered = make.claim("Newer"), make.claim("Older"), make.claim("Answered")
    make.statement(newer, said="2022-03-01")
    make.statement(older, said="2022-02-01", source={"outlet": "TASS"})
    make.statement(older, Stance.REPEATS, said="2022-02-05", source={"outlet": "Novosti"})
    make.statement(answered, said="2021-01-01")
    make.statement(answered, Stance.REBUTS, actor="Kosovo", said="2021-01-02")
    page = checker.get("/")
    assert section(page, "Unrebutted") == ["Older", "Newer"]
    first = page.all("ol.rows > li")[0].get_text(" ", strip=True)
    assert "2 outlets, 2 independent sources" in first
    assert "Unanswered for" in first


def test_my_drafts_are_mine_and_what_needs_changes_is_everybodys(app: object, make: Factory) -> None:
    me, another = make.user(), make.user()
    make.claim("My draft", by=me)
    make.claim("Another's draft", by=another)
    make.claim("Sent back", by=another, status=Status.NEEDS_CHANGES)
    make.claim("Submitted", by=me, status=Status.SUBMITTED)
    client = PageClient(app)  # type: ignore[arg-type]
    client.sign_in_as(me)
    page = client.get("/")
    assert section(page, "Your drafts") == ["My draft"]
    assert section(page, "Needs changes") == ["Sent back"]
    assert section(page, "Waiting for an editor") == []


def test_an_editor_sees_the_queue(signed_in: Callable[[Role], PageClient], make: Factory) -> None:
    make.claim("Submitted", status=Status.SUBMITTED)
    assert section(signed_in(Role.EDITOR).get("/"), "Waiting for an editor") == ["Submitted"]


def test_an_editor_finds_matches_and_what_readers_see_in_a_former_state(
    signed_in: Callable[[Role], PageClient], make: Factory, database: Database
) -> None:
    editor, people = signed_in(Role.EDITOR), {name: make.user(role=Role.EDITOR) for name in ("submit", "approve")}
    storks = make.statement("Storks bring babies").claim_id
    for number in range(5):
        make.claim(f"Storks bring babies, version {number}")
    with database.write_tx() as tx:
        for right in range(2, 7):
            pair = Found(Kind.CLAIM, storks, right, right / 10, MatchLabel.SAME, ("alike",))
            store(tx, Kind.CLAIM, Looked((storks, right), 0, (pair,)))
    for name in ("submit", "approve", "publish"):
        with database.write_tx() as tx:
            claim, by = tx.get_one(Claim, storks), tx.get_one(User, people.get(name, people["approve"]).id)
            reviews.take_step(tx, claim, name, seen=reviews.Seen.of(claim), by=by)
    assert section(editor.get("/"), "Published, and changed since") == []
    editor.submit(f"/claims/{storks}/change", {"text": "Storks carry babies"})
    page = editor.get("/")
    assert section(page, "Published, and changed since") == ["Storks carry babies"]
    assert section(page, "Suggested matches 5") == [
        f"Storks carry babies — Storks bring babies, version {number}" for number in (4, 3, 2)
    ]
    assert page.all("main section a[href='/matches?kind=claim']")
    assert "Suggested matches" not in signed_in(Role.FACT_CHECKER).get("/").text


def test_what_was_typed_and_not_saved_is_found_again(app: object, make: Factory, database: Database) -> None:
    me, another = make.user(), make.user()
    with database.write_tx() as tx:
        kept.keep(tx, me, "/enter", {"claim": "Half a claim"})
        kept.keep(tx, another, "/claims/1/change", {"text": "Not mine"})
    client = PageClient(app)  # type: ignore[arg-type]
    client.sign_in_as(me)
    note = client.get("/").one(".note-warn")
    assert note.select_one("a")["href"] == "/enter"  # type: ignore[index]
    assert "Half a claim" in note.get_text()
    assert "Not mine" not in note.get_text()


def test_what_was_done_today_is_told_in_sentences(checker: PageClient, make: Factory, database: Database) -> None:
    ana = make.user("ana")
    claim = make.claim("Mercenaries are sent", by=ana)
    other = make.claim("Another claim", by=ana)
    made = make.statement(claim, by=ana)
    with database.write_tx() as tx:
        statements.strike(tx, records.get(tx, Statement, made.id), seen=1, by=ana, reason="")
    with database.write_tx() as tx:
        actor = actors.find_actor(tx, "Sergei Lavrov")
        assert actor is not None
        actor.note = "changed"
        audit.record(tx, audit.Action.CHANGED, f"actor:{actor.id}", by=None)
    page = checker.get("/")
    assert done_today(page) == [
        "Somebody at the server changed the actor Sergei Lavrov",
        "ana struck out a statement by Sergei Lavrov, entered a statement by Sergei Lavrov and entered the claim "
        "on Mercenaries are sent",
        "ana entered the claim Another claim",
    ]
    links = [a["href"] for a in page.all("aside li a")]
    assert links == ["/actors/1", f"/claims/{claim.id}", f"/claims/{other.id}"]


def test_signing_in_and_out_is_no_news(checker: PageClient, make: Factory) -> None:
    make.claim("A claim")
    assert "signed in" not in checker.get("/").one("aside").get_text()


def test_yesterdays_changes_are_not_called_todays(make: Factory, database: Database) -> None:
    by = make.user()
    make.claim("A claim", by=by)
    today = datetime.now(UTC).date()
    with database.read() as session:
        now, tomorrow = (desk_of(session, by, day) for day in (today, today + timedelta(days=1)))
    assert ([told.title for told in now.changes], list(now.earlier)) == (["A claim"], [])
    assert (list(tomorrow.changes), [told.title for told in tomorrow.earlier]) == ([], ["A claim"])


def test_more_on_the_desk_asks_no_more_of_the_database(checker: PageClient, make: Factory, database: Database) -> None:
    def asked() -> int:
        told: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            told.append(statement)

        sa.event.listen(database.engine, "before_cursor_execute", note)
        checker.get("/")
        sa.event.remove(database.engine, "before_cursor_execute", note)
        return len(told)

    by = make.user()
    make.statement(make.claim("Needs changes", status=Status.NEEDS_CHANGES), by=by)
    few = asked()
    for number in range(10):
        claim = make.claim(f"Claim {number}", status=Status.NEEDS_CHANGES)
        make.statement(claim, actor=f"Actor {number}", source={"outlet": f"Outlet {number}"})
    assert asked() == few
