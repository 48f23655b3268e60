"""The newsroom's choices."""

from collections.abc import Callable

from sqlmodel import func, select

from claimtrack.db import Database
from claimtrack.models import AuditEvent
from claimtrack.services import settings
from claimtrack.words import Role
from tests.client import PageClient

SignIn = Callable[[Role], PageClient]
OWN_WORK = "form[action$='/own-work']"


def events(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(AuditEvent)) or 0


def test_an_editor_chooses_the_scale_and_an_admin_who_approves(signed_in: SignIn, database: Database) -> None:
    editor, admin = signed_in(Role.EDITOR), signed_in(Role.ADMIN)
    before = events(database)
    page = editor.submit("/settings", {"verdict_scale": "six_steps", "newsroom": "The Stork Post"})
    assert "The settings are saved." in page.text
    assert not page.all(OWN_WORK)
    assert editor.post("/settings/own-work", {"approve_own": "y"}).status == 403
    admin.submit("/settings", {"approve_own": "y"}, OWN_WORK)
    assert events(database) == before + 2
    with database.read() as session:
        now = settings.choices(session)
        assert (now.scale.name, now.newsroom, now.approve_own) == ("six_steps", "The Stork Post", True)
    fields = admin.get("/settings").fields(OWN_WORK)
    del fields["approve_own"]
    admin.post("/settings/own-work", fields)
    with database.read() as session:
        assert not settings.approve_own(session)


def test_a_newsroom_writes_its_own_scale(signed_in: SignIn, database: Database) -> None:
    editor = signed_in(Role.EDITOR)
    page = editor.submit("/settings", {"verdict_scale": "own", "own_scale": "Stimmt"})
    assert page.status == 400
    assert "Enter 2 to 12 verdicts" in page.text
    assert page.fields()["own_scale"] == "Stimmt"
    editor.submit("/settings", {"verdict_scale": "own", "own_scale": "Stimmt: ja\nFalsch: nein"})
    with database.read() as session:
        assert [r.label for r in settings.scale(session).ratings] == ["Stimmt", "Falsch", "Unverified"]


def test_a_form_that_is_behind_is_given_back_with_what_was_chosen(signed_in: SignIn) -> None:
    editor = signed_in(Role.EDITOR)
    opened = editor.get("/settings").fields()
    signed_in(Role.EDITOR).submit("/settings", {"newsroom": "Theirs"})
    page = editor.post("/settings", {**opened, "newsroom": "Mine"})
    assert page.status == 409
    assert "Theirs" in page.text
    assert page.fields()["newsroom"] == "Mine"
    assert "saved" in editor.post("/settings", page.fields()).text


def test_a_fact_checker_chooses_nothing(checker: PageClient) -> None:
    assert checker.get("/settings").status == 403
    assert checker.post("/settings").status == 403
