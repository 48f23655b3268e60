"""A form that was open while its record was judged the same as another: nothing typed is lost, the way on is told."""

from typing import Any

import pytest

from claimtrack.db import Database
from claimtrack.models import Actor, Claim, Comment, Source, User, Wording
from claimtrack.services import judgements, kept, verdicts
from claimtrack.words import Answer, Kind, Role
from tests.client import Page, PageClient
from tests.factories import Factory


class Two:
    """Records 1 and 2 of each kind, which an editor judges the same."""

    def __init__(self, make: Factory, database: Database) -> None:
        self.database, self.editor = database, make.user("Ben", Role.EDITOR)
        for number, said in enumerate(("Storks bring babies", "Babies are brought by storks"), 1):
            make.statement(said, actor=f"Actor {number}", source={"title": f"Source {number}"})

    def join(self, kind: Kind = Kind.CLAIM) -> None:
        with self.database.write_tx() as tx:
            judgements.judge(tx, kind, 1, 2, Answer.SAME, by=tx.get_one(User, self.editor.id))

    def row(self, kind: Any, number: int) -> Any:
        with self.database.read() as session:
            return session.get(kind, number)


@pytest.fixture
def two(make: Factory, database: Database) -> Two:
    return Two(make, database)


@pytest.fixture
def editor(app: Any, two: Two) -> PageClient:
    client = PageClient(app)
    client.sign_in_as(two.editor)
    return client


CHANGED = [
    (Kind.CLAIM, "claims", Claim, "text", "Babies are brought by white storks"),
    (Kind.ACTOR, "actors", Actor, "note", "A press officer"),
    (Kind.SOURCE, "sources", Source, "note", "Seen on paper"),
]


def sent(page: Page) -> str:
    return str(page.one("main form.conflict")["action"])


@pytest.mark.parametrize(("kind", "folder", "table", "field", "typed"), CHANGED)
def test_what_was_typed_stands_beside_the_record_that_is_left_and_can_be_saved_there(
    editor: PageClient, two: Two, kind: Kind, folder: str, table: Any, field: str, typed: str
) -> None:
    form = editor.get(f"/{folder}/2/change").fields()
    two.join(kind)
    before = getattr(two.row(table, 2), field)
    page = editor.post(f"/{folder}/2/change", {**form, field: typed})
    assert page.status == 409
    assert page.one("h1").get_text() == f"{kind.label.capitalize()} 2 is now the same as {kind.label} 1"
    assert page.one(".lede a")["href"] == f"/{folder}/1"
    assert page.one(f"#{field}-theirs").get_text() == (getattr(two.row(table, 1), field) or "Nothing")
    assert page.fields("form.conflict")[field] == typed
    done = editor.post(sent(page), page.fields("form.conflict"))
    assert (done.status, done.response.request.path) == (200, f"/{folder}/1")
    assert (getattr(two.row(table, 1), field), getattr(two.row(table, 2), field)) == (typed, before)


def test_only_what_was_changed_goes_to_the_other_record(editor: PageClient, two: Two) -> None:
    """The offices of actor 1 stay when only a note was typed for actor 2, which has another."""
    for number, office in ((1, "minister"), (2, "press officer")):
        editor.submit(f"/actors/{number}/change", {"roles-0-title": office})
    form = editor.get("/actors/2/change").fields()
    two.join(Kind.ACTOR)
    page = editor.post("/actors/2/change", {**form, "note": "Typed"})
    fields = page.fields("form.conflict")
    assert (fields["name"], fields["roles-0-title"], fields["note"]) == ("Actor 1", "minister", "Typed")


@pytest.mark.parametrize(("kind", "folder", "_table", "_field", "_typed"), CHANGED)
def test_the_form_of_a_joined_record_leads_to_that_of_the_one_that_stands_for_it(
    editor: PageClient, two: Two, kind: Kind, folder: str, _table: Any, _field: str, _typed: str
) -> None:
    two.join(kind)
    page = editor.get(f"/{folder}/2/change")
    assert page.response.request.full_path == f"/{folder}/1/change?joined=2"
    assert f"{kind.label.capitalize()} 2 is now recorded as the same as {kind.label} 1." in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/claims/{}/wordings",
        "/claims/{}/relate?q=storks",
        "/reviews/{}/verdict",
        "/reviews/{}/comments",
        "/reviews/{}/steps/submit",
    ],
)
def test_so_does_every_other_form_of_a_claim(editor: PageClient, two: Two, path: str) -> None:
    two.join()
    page = editor.get(path.format(2))
    assert page.status == 200
    assert page.response.request.path == path.format(1).partition("?")[0]
    assert "Claim 2 is now recorded as the same as claim 1." in page.text


def test_a_verdict_given_meanwhile_is_kept_for_the_claim_that_is_left(editor: PageClient, two: Two) -> None:
    form = editor.get("/reviews/2/verdict").fields()
    two.join()
    page = editor.post("/reviews/2/verdict", {**form, "label": "False", "rationale": "Storks do not."})
    assert (page.status, page.one("#rationale").get_text(strip=True)) == (409, "Storks do not.")
    done = editor.post(sent(page), {**page.fields("form.conflict"), "label": "False"})
    assert done.status == 200
    with two.database.read() as session:
        given = verdicts.in_force(session, session.get_one(Claim, 1))
        assert given is not None
        assert given.rationale == "Storks do not."
        assert verdicts.in_force(session, session.get_one(Claim, 2)) is None


@pytest.mark.parametrize(
    ("path", "table"), [("/claims/{}/wordings", Wording), ("/reviews/{}/comments", Comment)], ids=["wording", "comment"]
)
def test_a_wording_or_comment_sent_meanwhile_comes_back_in_the_form_of_the_other(
    editor: PageClient, two: Two, path: str, table: Any
) -> None:
    form = editor.get(path.format(2)).fields()
    two.join()
    page = editor.post(path.format(2), {**form, "text": "What I typed"})
    assert page.status == 409
    assert "Claim 2 is now recorded as the same as claim 1. Nothing is saved yet" in page.text
    assert page.fields("form[data-ctrl-enter]")["text"] == "What I typed"
    assert two.row(table, 1) is None
    done = editor.post(
        str(page.one("form[data-ctrl-enter]")["action"]).partition("?")[0], page.fields("form[data-ctrl-enter]")
    )
    assert done.status == 200
    assert two.row(table, 1).claim_id == 1


def test_a_relation_or_step_sent_meanwhile_is_asked_for_the_other(editor: PageClient, two: Two, make: Factory) -> None:
    other = make.claim("Storks eat frogs")
    two.join()
    page = editor.post("/claims/2/relate?q=frogs", {"relation": "about", "other": str(other.id), "note": "Both storks"})
    assert (page.status, page.fields("form[action^='/claims/1/relate'][method=post]")["note"]) == (409, "Both storks")
    page = editor.post("/reviews/2/steps/submit", {"seen": "1.draft.0", "text": "Please look"})
    assert (page.status, page.fields("form[data-ctrl-enter]")["text"]) == (409, "Please look")
    assert page.one("form[data-ctrl-enter]")["action"] == "/reviews/1/steps/submit"


def test_what_a_lost_session_interrupted_is_found_at_the_record_that_is_left(editor: PageClient, two: Two) -> None:
    form = {**editor.get("/claims/2/change").fields(), "text": "Typed before"}
    with two.database.write_tx() as tx:
        kept.keep(tx, tx.get_one(User, two.editor.id), "/claims/2/change", form)
    two.join()
    page = editor.get("/claims/2/change")
    assert page.one("#text").get_text(strip=True) == "Typed before"
    page = editor.post(str(page.one("form[data-ctrl-enter]")["action"]), page.fields("form[data-ctrl-enter]"))
    assert (page.status, page.one("#text-theirs").get_text()) == (409, "Storks bring babies"), "never seen beside it"
    page = editor.post(sent(page), page.fields("form.conflict"))
    assert "Storks bring babies" in page.text
    assert "did not save" not in editor.get("/").text
