"""Every form of every page: only its own fields count, it carries what it was filled from, no number leads astray."""

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlmodel import SQLModel, select

from claimtrack.api.openapi import description
from claimtrack.db import Database
from claimtrack.models import ApiToken, LoginSession, User
from claimtrack.services import logins
from claimtrack.words import Role
from tests import conftest
from tests.client import PageClient
from tests.factories import Factory
from tests.web.newsroom import Form, forms, furnish, records

# The rules are those of the pages; on a server's database every one of some hundred tries would need a new one.
pytestmark = pytest.mark.skipif(bool(conftest.SERVER), reason="the database is put back by copying its file")


class Desk:
    """An admin at every form of a furnished newsroom that is put back before each try."""

    def __init__(self, app: Flask, database: Database, folder: Path) -> None:
        self.database, self.file, self.copy = database, Path(str(database.url.database)), folder / "furnished.db"
        self.admin = Factory(database).user("ada", Role.ADMIN)
        furnish(database, self.admin)
        self.client = PageClient(app)
        self.client.sign_in_as(self.admin)
        self.csrf = self.client.csrf_token()
        self.client.post("/enter/draft", {"quote": "Kept", "slot": "/enter"})
        with database.write_tx() as tx:
            logins.begin(tx, tx.get_one(User, self.admin.id), "Another browser")
            for login in tx.exec(select(LoginSession)):
                login.confirmed_at += timedelta(days=1)  # the password is not asked for again, however slow the machine
        self.forms = forms(self.client)
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.file, self.copy)
        self.before = self.now()

    def now(self) -> dict[str, Any]:
        with self.database.read() as session:
            return records(session)

    def sent(self, action: str, fields: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Put everything back, send this, and give the answer's status and all that is stored then."""
        self.database.engine.dispose()
        for more in ("-wal", "-shm"):
            self.file.with_name(self.file.name + more).unlink(missing_ok=True)
        shutil.copy(self.copy, self.file)
        answer = self.client.flask.post(action, data={"csrf_token": self.csrf, **fields})
        return answer.status_code, self.now()

    def form(self, endpoint: str, action: str = "") -> Form:
        return next(form for form in self.forms if form.endpoint == endpoint and action in form.action)


@pytest.fixture(scope="module")
def desk(empty_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from claimtrack import create_app

    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(empty_database, folder / "claimtrack.db")
    url = f"sqlite:///{folder / 'claimtrack.db'}"
    app = create_app({"DATABASE_URL": url, "TESTING": True, "PROPAGATE_EXCEPTIONS": False}, str(folder))
    yield Desk(app, app.extensions["claimtrack"], folder)
    app.extensions["claimtrack"].engine.dispose()


def unsafe(desk: Desk) -> set[str]:
    """Every view that takes a form."""
    rules = desk.client.app.url_map.iter_rules()
    return {rule.endpoint for rule in rules if "POST" in (rule.methods or ()) and not rule.endpoint.startswith("api.")}


def test_every_form_is_found_on_some_page(desk: Desk) -> None:
    by_script = {"entry.check", "entry.keep"}
    by_link = {"session.use_link"}
    with_a_code = {"session.code", "second_factor.renew", "second_factor.turn_off"}  # which this person has not set up
    assert unsafe(desk) - {form.endpoint for form in desk.forms} == by_script | by_link | with_a_code


# Only listed fields change --------------------------------------------------------------------------------------------

VALUES = {
    "id": "77",
    "status": "published",
    "role": "admin",
    "scope": "write",
    "kind": "state",
    "active": "",
    "struck": "1",
    "version": "1",
}


def columns() -> dict[str, str]:
    """Every column of every table with a value it could take."""
    names = {column.name for table in SQLModel.metadata.tables.values() for column in table.columns}
    guessed = {name: "1" if name.endswith(("_id", "_by", "_to")) else "2001-02-03" for name in names}
    return {**guessed, **VALUES}


def test_no_field_that_a_form_does_not_have_changes_anything(desk: Desk) -> None:
    own: dict[str, set[str]] = defaultdict(set)
    for form in desk.forms:
        own[form.endpoint] |= form.fields.keys()
    wrong, changing = [], 0
    for form in desk.forms:
        if form.endpoint in ("session.sign_out", "session.check_sign_in"):
            continue
        plain = desk.sent(form.action, form.filled())
        more = {name: value for name, value in columns().items() if name not in own[form.endpoint]}
        if desk.sent(form.action, form.filled(**more)) != plain:
            wrong.append((form.endpoint, form.page))
        changing += plain[1] != desk.before
    assert wrong == []
    assert changing >= 30, "most forms, filled in like this, change something"


# Who was faster -------------------------------------------------------------------------------------------------------

CARRIES = re.compile(r"^(version|seen|judgement|pair|draft|.+_seen)$")
# What cannot undo anybody's change: it adds something, or says how a thing is to be in the end.
ADDS = {
    "account.make_token",
    "account.password",  # asks for the one until now
    "article.look",  # only reads
    "claims.relate",
    "claims.word",
    "entry.save",
    "reviews.comment",
    "second_factor.set_up",
    "session.check_sign_in",
    "session.sign_out",
    "users.invite",
    "users.make_link",
}
SAYS_THE_END = {
    "account.end_other_sessions",
    "account.end_session",
    "account.end_token",
    "claims.restore_wording",
    "claims.strike_wording",
    "home.drop",  # one's own
    "claims.unrelate",  # a relation taken back has another number when it is made again
    "reviews.restore_comment",  # one's own
    "reviews.see",
    "reviews.strike_comment",
    "users.reset_code",
}


def test_every_form_that_changes_a_record_carries_what_it_was_filled_from(desk: Desk) -> None:
    without = {form.endpoint for form in desk.forms if not any(CARRIES.match(name) for name in form.fields)}
    assert without <= ADDS | SAYS_THE_END


def test_a_form_filled_from_something_else_meets_a_conflict_and_changes_nothing(desk: Desk) -> None:
    wrong, met = {}, set()
    for form in desk.forms:
        fields = form.filled()
        for name in (name for name in fields if CARRIES.match(name) and name != "draft"):
            overtaken = {**fields, name: another(fields[name])}
            status, after = desk.sent(form.action, overtaken)
            met.add(form.endpoint)
            if status != (404 if name == "judgement" else 409) or after != desk.before:
                wrong[form.endpoint, name] = status
    assert wrong == {}
    assert len(met) >= 15


def another(value: Any) -> str:
    """The same a little later: its numbers counted on, or for a text another text."""
    text = value[0] if isinstance(value, list) else str(value)
    if re.fullmatch(r"\d+-\d+-[\d.]+", text):
        pair, _, seen = text.rpartition("-")
        return f"{pair}-{another(seen)}"
    counted = re.sub(r"\d+", lambda number: str(int(number[0]) + 70), text)
    return counted if counted != text else f"{text}another"


# Whose number this is -------------------------------------------------------------------------------------------------

# Of every address with a number in it: anybody whose role opens it may name any record of that kind …
OF_ANY_RECORD = {
    *("actors.change", "outlets.change", "sources.change", "claims.change", "claims.word", "claims.relate"),
    *("statements.change", "statements.strike", "statements.restore"),
    *("reviews.step", "reviews.assign", "reviews.verdict", "reviews.comment", "matches.judge"),
    *("users.change_role", "users.suspend", "users.restore", "users.make_link", "users.reset_code"),
}
# … or it must belong to the other number, or to oneself. Of the newsroom's two claims the first has wordings 1 and 2
# and comments 1 to 3, the second the next ones. The third comment of each is somebody else's and names this person; so
# is the second token.
ASTRAY = {
    "claims.strike_wording": ["/claims/1/wordings/3/strike", "/claims/2/wordings/1/strike"],
    "claims.restore_wording": ["/claims/1/wordings/4/restore", "/claims/2/wordings/2/restore"],
    "claims.unrelate": ["/claims/3/relations/1/take-back"],
    "reviews.strike_comment": [
        "/reviews/1/comments/4/strike",
        "/reviews/2/comments/1/strike",
        "/reviews/1/comments/3/strike",
    ],
    "reviews.restore_comment": ["/reviews/1/comments/5/restore", "/reviews/1/comments/3/restore"],
    "reviews.see": ["/reviews/mentions/1/seen", "/reviews/mentions/4/seen"],
    "account.end_token": ["/account/tokens/2/end"],
    "account.end_session": ["/account/sessions/{theirs}/end"],
    "matches.take_back": ["/matches/claim/3/4/take-back", "/matches/actor/1/2/take-back"],
    "session.use_link": ["/link/{theirs}"],
}


def test_every_number_in_an_address_is_looked_after(desk: Desk) -> None:
    rules = desk.client.app.url_map.iter_rules()
    numbered = {rule.endpoint for rule in rules if rule.arguments and rule.endpoint in unsafe(desk)}
    assert numbered == OF_ANY_RECORD | ASTRAY.keys()


@pytest.mark.parametrize("endpoint", ASTRAY)
def test_a_number_that_belongs_elsewhere_opens_nothing(desk: Desk, endpoint: str) -> None:
    with desk.database.write_tx() as tx:
        user = tx.exec(select(User).where(User.name == "other")).one()
        logins.begin(tx, user)
        theirs = tx.exec(select(LoginSession).where(LoginSession.user_id == user.id)).first()
        assert theirs
        assert tx.exec(select(ApiToken).where(ApiToken.id == 2)).one().user_id == user.id
        handle = logins.handle_of(theirs)
    for action in ASTRAY[endpoint]:
        fields = {"judgement": "1", "password": "four random words", "again": "four random words"}
        status, after = desk.sent(action.format(theirs=handle), fields)
        assert status in (400, 403, 404), action
        assert after == desk.before, action


# A field that names a record: values that name one which may not stand there; none where any record may.
NAMES = {
    ("statements.change", "same_act_as"): ["4", "1"],  # of another claim, and itself
    ("entry.save", "source_id"): [],
    ("entry.save", "actor_id"): [],
    ("entry.save", "claim_id"): [],
    ("entry.save", "same_act_as"): ["4"],
    ("reviews.assign", "user"): [],
    ("reviews.comment", "statement_id"): ["4", "3"],  # of another claim, and a struck one
    ("reviews.verdict", "statements"): ["4", "3"],
    ("claims.relate", "other"): ["1"],  # itself
    ("matches.take_back", "judgement"): [],
    ("matches.judge_several", "pair"): [],
}
NO_RECORD = ["999999", str(2**31), str(2**63), "9" * 400]


def naming(form: Form) -> set[str]:
    """The fields of a form that name a record by its number."""
    offered = {name for name, values in form.offered.items() if values and all(_is_name(v) for v in values if v)}
    hidden = {name for name, values in form.fields.items() if name not in form.offered and all(map(_is_name, values))}
    called = {name for name in form.fields if name.endswith("_id")}
    days = {
        name for name in form.fields if CARRIES.match(name) and name not in ("judgement", "pair")
    } | NUMBERS_OF_NOTHING
    filled = {name for name in offered if any(form.offered[name])} | {name for name in hidden if any(form.fields[name])}
    return (filled | called) - days


NUMBERS_OF_NOTHING = {"days", "queue"}


def _is_name(value: str) -> bool:
    return bool(re.fullmatch(r"\d+(-\d+-\d+\.\d+\.\d+)?", value))


def test_every_field_that_names_a_record_is_looked_after(desk: Desk) -> None:
    reading = [form for form in desk.forms if form.endpoint != "entry.discard"]  # it drops all that was typed
    found = {(form.endpoint, name) for form in reading for name in naming(form)}
    assert found - NAMES.keys() == set()


@pytest.mark.parametrize(("endpoint", "name"), NAMES)
def test_a_field_that_names_another_ones_record_or_none_changes_nothing(desk: Desk, endpoint: str, name: str) -> None:
    form = desk.form(endpoint, "/1" if endpoint.startswith(("reviews", "claims", "statements")) else "")
    fields = form.filled(**({"claim_id": "1", "stance": "asserts"} if endpoint == "entry.save" else {}))
    for value in [*NAMES[endpoint, name], *NO_RECORD]:
        told = f"{value}-4-0.1.1" if name == "pair" else value
        status, after = desk.sent(form.action, {**fields, name: told})
        assert status < 500
        if (endpoint == "entry.save" and name.endswith("_id")) or (name == "same_act_as" and len(value) > 6):
            continue  # no record: then what is typed counts
        assert status in (400, 403, 404, 409), (value, status)
        assert after == desk.before, value


def test_every_number_in_json_is_looked_after() -> None:
    """tests/api/test_writing.py tries each of these."""
    schemas = description()["components"]["schemas"]
    sent = {name: schema for name, schema in schemas.items() if name.startswith("Sent") or name.endswith("Draft")}
    numbers = {field for schema in sent.values() for field in schema["properties"] if field.endswith("_id")}
    assert numbers == {"claim_id", "actor_id", "source_id", "same_act_as_id", "syndicated_from_id"}
