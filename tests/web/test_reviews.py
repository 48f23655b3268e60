"""Review in the browser: the panel on the claim's page, steps, verdicts, comments, and what waits."""

from collections.abc import Callable

import pytest
from sqlmodel import func, select

from claimtrack.db import Database
from claimtrack.models import AuditEvent, Claim, Judgement, Mention, User
from claimtrack.services import users
from claimtrack.services.judgements import judge, take_back
from claimtrack.services.records import get
from claimtrack.services.reviews import Seen
from claimtrack.words import Answer, Kind, Role, Stance, Status
from tests.client import Page, PageClient
from tests.factories import Factory

SignIn = Callable[[Role], PageClient]


@pytest.fixture
def number(make: Factory) -> int:
    """A draft by somebody else, with one statement."""
    return make.statement("Storks bring babies", by=make.user()).claim_id


@pytest.fixture
def editor(signed_in: SignIn) -> PageClient:
    return signed_in(Role.EDITOR)


def events(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(AuditEvent)) or 0


def claim_of(database: Database, number: int) -> Claim:
    with database.read() as session:
        return get(session, Claim, number)


def press(browser: PageClient, number: int, step: str, text: str = "") -> Page:
    """Open the claim and press the step's button, or follow its link and send the form there."""
    page = browser.get(f"/claims/{number}")
    address = f"/reviews/{number}/steps/{step}"
    if page.all(f"form[action='{address}']"):
        return browser.submit(f"/claims/{number}", {}, f"form[action='{address}']")
    assert page.all(f"a[href='{address}']"), f"no {step} on the page"
    return browser.submit(address, {"text": text})


def test_a_claim_is_submitted_approved_published_and_withdrawn(
    checker: PageClient, editor: PageClient, client: PageClient, database: Database, number: int
) -> None:
    before = events(database)
    assert "An editor will look at it" in press(checker, number, "submit").text
    assert "approved as it stands" in press(editor, number, "approve").text
    assert "is published" in press(editor, number, "publish").text
    assert client.get(f"/published/{number}").status == 200
    assert "withdrawn" in press(editor, number, "withdraw", "Our source made it up.").text
    gone = client.get(f"/published/{number}")
    assert gone.status == 410
    assert "Our source made it up." in gone.text
    assert "Storks" not in gone.text
    assert events(database) == before + 4


def test_a_fact_checker_is_offered_no_editors_step(checker: PageClient, editor: PageClient, number: int) -> None:
    press(checker, number, "submit")
    page = checker.get(f"/claims/{number}")
    assert not page.all("#review a[href*='/steps/'], #review a[href$='/verdict']")
    assert page.one("#review form[action*='/steps/']")["action"] == f"/reviews/{number}/steps/take_back"
    refused = checker.post(f"/reviews/{number}/steps/approve", {"seen": "1.submitted.0"})
    assert refused.status == 403


def test_who_submitted_is_told_why_they_cannot_approve(editor: PageClient, number: int) -> None:
    press(editor, number, "submit")
    page = editor.get(f"/claims/{number}")
    assert "somebody else has to approve it" in page.text
    assert not page.all("form[action$='/steps/approve']")


def test_asking_for_changes_needs_words_and_gives_the_form_back(
    checker: PageClient, editor: PageClient, number: int, database: Database
) -> None:
    press(checker, number, "submit")
    page = editor.submit(f"/reviews/{number}/steps/ask_changes", {"text": " "})
    assert page.status == 400
    assert "Write what and why." in page.text
    editor.submit(f"/reviews/{number}/steps/ask_changes", {"text": "Who says so?"})
    assert claim_of(database, number).status is Status.NEEDS_CHANGES
    assert "Who says so?" in checker.get(f"/claims/{number}").text


def test_a_step_on_a_page_that_is_behind_changes_nothing_and_keeps_the_words(
    checker: PageClient, editor: PageClient, number: int, database: Database, make: Factory
) -> None:
    press(checker, number, "submit")
    seen = str(Seen.of(claim_of(database, number)))
    make.statement(claim_of(database, number), Stance.DENIES, "Stork Society")
    page = editor.post(f"/reviews/{number}/steps/ask_changes", {"seen": seen, "text": "Whose babies?"})
    assert page.status == 409
    assert page.fields()["text"] == "Whose babies?"
    assert claim_of(database, number).status is Status.SUBMITTED
    again = editor.post(f"/reviews/{number}/steps/ask_changes", page.fields())
    assert again.status == 200
    assert claim_of(database, number).status is Status.NEEDS_CHANGES


def test_what_was_changed_unseen_is_told_before_it_is_approved(
    checker: PageClient, editor: PageClient, client: PageClient, number: int, database: Database
) -> None:
    press(checker, number, "submit")
    button = f"form[action='/reviews/{number}/steps/approve']"
    opened = editor.get(f"/claims/{number}").fields(button)
    checker.submit("/sources/1/change", {"title": "Storks!", "published": "2022-02-21"})
    checker.submit("/actors/1/change", {"name": "S. Lavrov"})
    page = editor.post(f"/reviews/{number}/steps/approve", opened)
    assert page.status == 409
    assert claim_of(database, number).status is Status.SUBMITTED
    told = page.one("#done-since").find_parent("section").get_text(" ", strip=True)
    for words in ("Storks!", "21 Feb 2022", "S. Lavrov"):
        assert words in told
    assert "submitted" not in told
    assert editor.post(f"/reviews/{number}/steps/approve", page.fields()).status == 200
    press(editor, number, "publish")
    assert "Storks!" in client.get(f"/published/{number}").text


def test_a_verdict_on_a_page_that_is_behind_is_told_what_was_done_since(
    checker: PageClient, editor: PageClient, number: int
) -> None:
    opened = editor.get(f"/reviews/{number}/verdict").fields()
    checker.submit("/sources/1/change", {"title": "Storks!"})
    page = editor.post(f"/reviews/{number}/verdict", {**opened, "label": "False", "rationale": "Frogs."})
    assert page.status == 409
    assert "Storks!" in page.one("#done-since").find_parent("section").get_text()
    assert page.fields()["rationale"] == "Frogs."
    assert "The verdict is given." in editor.post(f"/reviews/{number}/verdict", page.fields()).text


@pytest.mark.parametrize("seen", ["", "1", "x.draft.0", "1.gone.0", "1.draft.-1", "99999999999.draft.0"])
def test_a_form_that_lost_its_version_is_refused(checker: PageClient, number: int, seen: str) -> None:
    assert checker.post(f"/reviews/{number}/steps/submit", {"seen": seen}).status == 400


def test_an_unknown_step_is_not_there(editor: PageClient, number: int) -> None:
    assert editor.get(f"/reviews/{number}/steps/delete").status == 404
    assert editor.post(f"/reviews/{number}/steps/delete").status == 404


def test_a_change_after_publication_is_published_with_a_note(
    checker: PageClient, editor: PageClient, client: PageClient, number: int, make: Factory, database: Database
) -> None:
    for browser, step in ((checker, "submit"), (editor, "approve"), (editor, "publish")):
        press(browser, number, step)
    make.statement(claim_of(database, number), Stance.DENIES, "Stork Society")
    assert "Stork Society" not in client.get(f"/published/{number}").text
    assert "What was changed since then is not published" in checker.get(f"/claims/{number}").text
    press(editor, number, "approve")
    assert editor.submit(f"/reviews/{number}/steps/publish", {"text": ""}).status == 400
    press(editor, number, "publish", "Added the denial.")
    page = client.get(f"/published/{number}")
    assert "Stork Society" in page.text
    assert "Added the denial." in page.text


def test_a_verdict_is_given_and_replaced_and_both_are_read(editor: PageClient, number: int, database: Database) -> None:
    statement = editor.get(f"/reviews/{number}/verdict").all("input[name=statements]")[0]["value"]
    fields = {
        "label": "False",
        "rationale": "Storks carry frogs.",
        "statements": statement,
        "urls": "https://example.org/e",
    }
    before = events(database)
    page = editor.submit(f"/reviews/{number}/verdict", fields)
    assert "The verdict is given." in page.text
    assert events(database) == before + 1
    assert page.all(f"#review a[href='#statement-{statement}']")
    assert editor.submit(f"/reviews/{number}/verdict", {"label": "Misleading"}).status == 400
    page = editor.submit(f"/reviews/{number}/verdict", {"label": "Misleading", "reason": "Some storks do."})
    assert "Verdicts before it (1)" in page.text
    page = editor.submit(f"/reviews/{number}/verdict", {"label": "False", "reason": "They were cranes."})
    for words in ("It replaced the verdict before it, because: Some storks do.", "because: They were cranes."):
        assert words in page.text


def test_a_verdict_that_is_wrong_comes_back_filled(editor: PageClient, number: int) -> None:
    page = editor.submit(
        f"/reviews/{number}/verdict", {"rationale": "Storks carry frogs.", "urls": "javascript:alert(1)"}
    )
    assert page.status == 400
    assert "Choose a verdict." in page.text
    assert page.fields()["rationale"] == "Storks carry frogs."
    assert page.fields()["urls"] == "javascript:alert(1)"
    assert "Say why." in editor.submit(f"/reviews/{number}/verdict", {"label": "False"}).text


def test_two_verdicts_at_once_show_both_and_keep_mine(editor: PageClient, signed_in: SignIn, number: int) -> None:
    opened = editor.get(f"/reviews/{number}/verdict").fields()
    signed_in(Role.EDITOR).submit(f"/reviews/{number}/verdict", {"label": "False", "rationale": "Theirs: frogs."})
    page = editor.post(f"/reviews/{number}/verdict", {**opened, "label": "True", "rationale": "Mine: I saw one."})
    assert page.status == 409
    assert "Theirs: frogs." in page.text
    assert page.fields()["rationale"] == "Mine: I saw one."
    assert page.fields()["label"] == "True"
    done = editor.post(f"/reviews/{number}/verdict", {**page.fields(), "reason": "I saw one."})
    assert done.status == 200
    assert "Mine: I saw one." in done.text


def test_a_verdict_typed_while_the_claim_was_withdrawn_is_kept_until_it_is_reopened(
    editor: PageClient, signed_in: SignIn, number: int
) -> None:
    opened = editor.get(f"/reviews/{number}/verdict").fields()
    press(signed_in(Role.EDITOR), number, "withdraw", "Not ours.")
    page = editor.post(f"/reviews/{number}/verdict", {**opened, "label": "False", "rationale": "Frogs."})
    assert page.status == 409
    assert "The claim was withdrawn. Somebody has to reopen it" in page.text
    assert page.fields()["rationale"] == "Frogs."
    assert editor.get(f"/reviews/{number}/verdict").status == 403
    press(editor, number, "reopen")
    assert "The verdict is given." in editor.post(f"/reviews/{number}/verdict", page.fields()).text


def test_evidence_of_another_claim_is_refused(editor: PageClient, number: int, make: Factory) -> None:
    other = make.statement("Cabbages bring babies")
    fields = {"label": "False", "rationale": "No.", "statements": str(other.id)}
    page = editor.submit(f"/reviews/{number}/verdict", fields)
    assert page.status == 400
    assert "on this claim only" in page.text


def test_a_fact_checker_gives_no_verdict(checker: PageClient, number: int) -> None:
    assert checker.get(f"/reviews/{number}/verdict").status == 403
    assert checker.post(f"/reviews/{number}/verdict", {"label": "False", "rationale": "x"}).status == 403


def test_a_comment_calls_a_colleague_and_is_made_once(
    checker: PageClient, app: object, make: Factory, number: int, database: Database
) -> None:
    ana = make.user("ana")
    fields = checker.get(f"/claims/{number}").fields("form[action$='/comments']")
    before = events(database)
    for _ in range(2):
        page = checker.post(f"/reviews/{number}/comments", {**fields, "text": "@ana @nobody look"})
    assert page.text.count("@ana @nobody look") == 1
    assert "Nobody here is called @nobody" in page.text
    assert events(database) == before + 1
    browser = PageClient(app)  # type: ignore[arg-type]
    browser.sign_in_as(ana)
    waiting = browser.get("/reviews")
    assert "Colleagues call you (1)" in waiting.text
    browser.submit("/reviews", {}, "form[action$='/seen']")
    assert "Colleagues call you" not in browser.get("/reviews").text
    with database.read() as session:
        assert session.exec(select(Mention)).one().seen_at is not None


def test_who_is_called_in_a_step_and_is_not_there_is_told(
    checker: PageClient, editor: PageClient, number: int, make: Factory
) -> None:
    make.user("ana")
    press(checker, number, "submit")
    page = press(editor, number, "ask_changes", "@ana @anna which babies?")
    assert "Nobody here is called @anna" in page.text
    assert "called @ana," not in page.text
    for browser, step in ((checker, "submit"), (editor, "approve"), (editor, "publish")):
        press(browser, number, step)
    page = press(editor, number, "withdraw", "As @the_ministry has shown, it is not so.")
    assert "Nobody here" not in page.text, "readers are told this, and no colleague is called"


def test_an_empty_comment_comes_back(checker: PageClient, number: int) -> None:
    page = checker.post(f"/reviews/{number}/comments", {"text": " "})
    assert page.status == 400


def test_a_comment_is_struck_by_its_writer_through_its_own_claim(
    checker: PageClient, editor: PageClient, number: int, make: Factory, database: Database
) -> None:
    other = make.claim()
    checker.post(f"/reviews/{number}/comments", {"text": "Nonsense"})
    assert editor.post(f"/reviews/{number}/comments/1/strike").status == 403
    assert checker.post(f"/reviews/{other.id}/comments/1/strike").status == 404
    page = checker.submit(f"/claims/{number}", {}, "form[action$='/comments/1/strike']")
    assert "Nonsense" not in page.text
    page = checker.submit(f"/claims/{number}", {}, "form[action$='/comments/1/restore']")
    assert "Nonsense" in page.text


def test_claims_are_given_to_people(
    checker: PageClient, editor: PageClient, number: int, make: Factory, database: Database
) -> None:
    ana = make.user("ana")
    form = "form[action$='/assign']"
    page = editor.submit(f"/claims/{number}", {"user": str(ana.id)}, form)
    assert "Assigned to ana." in page.text
    assert not checker.get(f"/claims/{number}").all(form)
    behind = editor.post(f"/reviews/{number}/assign", {"user": "", "seen": "1.draft.0"})
    assert behind.status == 409
    assert editor.post(f"/reviews/{number}/assign", {"user": "999", "seen": f"1.draft.{ana.id}"}).status == 404
    editor.submit(f"/claims/{number}", {"user": ""}, form)
    checker.submit(f"/claims/{number}", {}, form)
    assert "Assigned to me (1)" in checker.get("/reviews").text


def test_a_claim_with_somebody_who_was_suspended_says_so(editor: PageClient, number: int, make: Factory) -> None:
    ana = make.user("ana")
    page = editor.submit(f"/claims/{number}", {"user": str(ana.id)}, "form[action$='/assign']")
    press(editor, number, "submit")
    assert "(suspended)" not in page.text
    with make.writing() as tx:
        users.suspend(tx, get(tx, User, ana.id), by=None)
    assert "ana (suspended)" in editor.get(f"/claims/{number}").text
    assert "Assigned to ana (suspended)" in editor.get("/reviews").text


def test_the_review_page_lists_what_waits(checker: PageClient, editor: PageClient, number: int) -> None:
    assert "Nothing waits to be reviewed" in editor.get("/reviews").text
    press(checker, number, "submit")
    page = editor.get("/reviews")
    assert "Submitted for review (1)" in page.text
    assert "Storks bring babies" in page.text
    press(editor, number, "approve")
    assert "Approved, not yet published (1)" in editor.get("/reviews").text
    assert "Approved" not in checker.get("/reviews").one("main").get_text()


def test_whoever_submitted_what_others_entered_takes_it_back_and_has_it_sent_back(
    checker: PageClient, signed_in: SignIn, editor: PageClient, make: Factory
) -> None:
    imported, colleague = make.claim("Nobody here entered this", by=None).id or 0, signed_in(Role.FACT_CHECKER)
    press(checker, imported, "submit")
    assert colleague.get(f"/reviews/{imported}/steps/take_back").status == 403
    press(checker, imported, "take_back")
    press(checker, imported, "submit")
    press(editor, imported, "ask_changes", "Which nobody?")
    assert "Sent back to me (1)" in checker.get("/reviews").text
    assert "Sent back to me" not in colleague.get("/reviews").text


def test_the_review_page_lists_what_readers_see_in_a_former_state(
    checker: PageClient, editor: PageClient, number: int, make: Factory, database: Database
) -> None:
    heading = "Published, and changed since (1)"
    for browser, step in ((checker, "submit"), (editor, "approve"), (editor, "publish")):
        press(browser, number, step)
    assert "changed since" not in editor.get("/reviews").text
    assert checker.submit("/sources/1/change", {"title": "Storks!"}).status == 200
    assert heading in editor.get("/reviews").text
    assert heading not in checker.get("/reviews").text
    assert "was changed since the claim was approved. Readers see the approved" in editor.get(f"/claims/{number}").text
    press(editor, number, "step_back")
    press(editor, number, "approve")
    assert checker.submit("/sources/1/change", {"title": "Cranes!"}).status == 200
    page = editor.get(f"/claims/{number}")
    assert "Publishing shows readers the approved state." in page.text
    assert "What was changed since then is not published." in page.text
    press(editor, number, "step_back")
    press(editor, number, "approve")
    press(editor, number, "publish", "The title of the source was wrong.")
    assert "changed since" not in editor.get("/reviews").text


def test_a_claim_that_went_back_to_review_as_it_is_says_of_no_change(
    checker: PageClient, editor: PageClient, number: int
) -> None:
    for browser, step in ((checker, "submit"), (editor, "approve"), (editor, "publish"), (editor, "step_back")):
        press(browser, number, step)
    page = editor.get(f"/claims/{number}")
    assert "What readers see" in page.text
    assert "What was changed" not in page.text


def test_hostile_words_stay_words(editor: PageClient, number: int) -> None:
    text = "<img src=x onerror=alert(1)> {{ 7*7 }} \u202e@"
    editor.submit(f"/reviews/{number}/verdict", {"label": "False", "rationale": text, "grain_of_truth": text})
    editor.post(f"/reviews/{number}/comments", {"text": text})
    page = editor.get(f"/claims/{number}")
    assert not page.all("main img")
    assert page.text.count("<img src=x onerror=alert(1)> {{ 7*7 }}") == 3


def test_a_joined_claim_waits_for_nobody_and_who_had_it_has_the_one_that_stands_for_it(
    checker: PageClient, editor: PageClient, number: int, make: Factory, database: Database
) -> None:
    head = make.claim("Cranes bring babies").id or 0
    low, high = sorted((head, number))
    for claim in (low, high):
        press(checker, claim, "submit")
    checker.submit(f"/claims/{high}", {}, "form[action$='/assign']")
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, low, high, Answer.SAME, by=tx.get_one(User, 1))
    links = [a["href"] for a in checker.get("/reviews").all("section[aria-labelledby=assigned] .row-title a")]
    assert links == [f"/claims/{low}"]
    for page in (editor.get("/reviews").text, editor.get("/").text):
        assert "Submitted for review (1)" in page or "Waiting for an editor 1" in page
    page = checker.submit(f"/claims/{low}", {}, "form[action$='/assign']")  # give it back
    assert "Assigned to nobody." in page.text
    assert "Assigned to me" not in checker.get("/reviews").text
    with database.write_tx() as tx:
        take_back(tx, tx.get_one(Judgement, 1), by=tx.get_one(User, 1))
    assert "Submitted for review (2)" in editor.get("/reviews").text
