"""Claims are hostile text: whatever is typed is shown as text, changes only what it may, and breaks nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlmodel import select

from claimtrack.db import Database
from claimtrack.drafts import (
    ActorDraft,
    ActorRoleDraft,
    ClaimDraft,
    EntryDraft,
    OutletDraft,
    SourceDraft,
    StatementDraft,
    WordingDraft,
)
from claimtrack.models import Actor, Claim, Outlet, Source, Statement, User
from claimtrack.services import audit, outlets, statements, users
from claimtrack.words import Role, Stance
from tests.client import Page, PageClient
from tests.factories import D, Factory

# Each carries a mark that must never become the name of an element or of an attribute.
CORPUS = [
    "<pwned-x>text</pwned-x>",
    "<script>pwned()</script>",
    "<img src=x pwned onerror=pwned()>",
    '"><pwned-x a="',
    "'><pwned-x a='",
    '" pwned="1" onfocus="pwned()" autofocus="',
    "' pwned='1' onmouseover='pwned()' x='",
    "</title></textarea></select><pwned-x>",
    "</svg></text></script><pwned-x>",
    "<!-- --!><pwned-x>",
    "<svg/onload=pwned()><pwned-x/>",
    "{{ 7*191 }}{% set pwned=1 %}<pwned-x>",
    "\u202e<pwned-x>\u2066",
    "&lt;pwned-x&gt;&#60;pwned-x&#62;",
    "\uff1cpwned-x\uff1e",
]
PLAIN = (
    "application/json",
    "application/problem+json",
    "text/csv",
    "text/plain",
)  # no browser looks for elements in it
LOOSE = [*CORPUS, "\x00", "%", "_", "\\", "'", '"C++', "O'Brien AND (", "9" * 400, "-1", "1e999", "2022-02-30"]
NASTY = ["\x00", "'\"%\\", "9223372036854775808", "9" * 400]
LOOSE += ["0000-01-01", "9999-12-31", "\U0001f600", "\u0301" * 50, "a\u200bb", "x" * 20_000, "on", "null", "[]", "١٢"]


@pytest.fixture
def records(database: Database, make: Factory) -> int:
    """The number that one record of every kind has, with harmless texts."""
    make.statement(make.claim("Harmless"), source={"excerpt": "harmless"})
    make.claim("Another")
    return 1


def enter_everywhere(database: Database, text: str) -> User:
    """Put this text into every field of a claim, its statement, actor, source and outlet."""
    name = text[:60]
    with database.write_tx() as tx:
        user = User(name="hostile", full_name=text, role=Role.ADMIN)
        tx.add(user)
        entry = EntryDraft(
            claim=ClaimDraft(
                text=text, gloss=text, note=text, topics=(name,), wordings=(WordingDraft(text=f"2 {text}"),)
            ),
            actor=ActorDraft(
                name=text,
                aliases=(f"alias {text}",),
                note=text,
                roles=(ActorRoleDraft(title=text, affiliation=text, speaks_for=f"Government {text}"),),
            ),
            source=SourceDraft(
                url="https://example.org/?q=" + text.replace(" ", "%20").replace("\n", ""),
                archive_url="https://archive.example/#" + text.replace(" ", "%20").replace("\n", ""),
                outlet=text,
                title=text,
                byline=text,
                note=text,
                excerpt=f"before {text} after",
                published=D("2022-02-21"),
            ),
            statement=StatementDraft(
                stance=Stance.ASSERTS,
                quote=text,
                gloss=text,
                role=text,
                on_behalf_of=f"Behalf {text}",
                attribution_note=text,
                scope_note=text,
            ),
        )
        statements.enter(tx, entry, by=user)
        outlet = tx.exec(select(Outlet)).one()
        outlets.change_outlet(tx, outlet, OutletDraft(name=outlet.name, note=text), seen=1, by=user, reason=text)
        users.make_token(tx, user, text, by=user)
        return user


def pages_of(app: Flask) -> Iterator[str]:
    """Every page there is, of the first record of its kind, and every list searched for."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.endpoint.endswith("static"):
            yield app.url_map.bind("localhost").build(rule.endpoint, dict.fromkeys(rule.arguments, 1))


@pytest.mark.parametrize("text", CORPUS)
def test_what_was_typed_is_shown_as_text(app: Flask, database: Database, text: str) -> None:
    client = PageClient(app)
    client.sign_in_as(enter_everywhere(database, text))
    seen = 0
    for path in pages_of(app):
        page = client.get(path, headers={"User-Agent": text.encode("ascii", "ignore").decode()})
        assert page.status < 500, path
        check_harmless(page, path)
        seen += "pwned" in page.text
    assert seen > 10, "the text is on the pages, as text"


@pytest.mark.parametrize("text", CORPUS)
def test_what_was_asked_for_is_shown_as_text(app: Flask, database: Database, make: Factory, text: str) -> None:
    client = PageClient(app)
    query = dict.fromkeys(("q", "topic", "actor", "outlet", "language", "country", "published", "sort", "next"), text)
    for path in ("/sign-in", "/no/such/<page>", f"/link/{text[:40]}".replace("/", "%2F")):
        check_harmless(client.get(path, query_string=query), path)
    client.sign_in_as(make.user())
    for path in ("/claims", "/actors", "/outlets", "/sources", "/enter", "/no-such-page"):
        page = client.get(path, query_string=query)
        assert page.status < 500
        check_harmless(page, path)


def check_harmless(page: Page, where: str) -> None:
    """No element, attribute or link that the text could have brought in, and nothing in it carried out."""
    if page.response.mimetype in PLAIN:
        return
    for element in page.html.find_all():
        assert "pwned" not in element.name, (where, element)
        names = [name.lower() for name in element.attrs]
        assert not [name for name in names if name.startswith("on") or "pwned" in name], (where, element)
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            check_link(str(element.get(name, "")), where)
    assert "1337" not in page.html.get_text().replace(",", ""), f"{where}: a template within the text was carried out"


def check_link(link: str, where: str) -> None:
    scheme = link.split(":", 1)[0].strip().lower() if ":" in link.split("/", 1)[0].split("?", 1)[0] else ""
    to_the_app = link.startswith("otpauth://totp/")  # our own link to an app for codes, with the newsroom's name in it
    assert scheme in ("", "http", "https") or to_the_app, (where, link)


@pytest.mark.parametrize(
    "link",
    ["javascript:pwned()", " javascript:pwned()", "JaVaScRiPt:pwned()", "data:text/html,x", "vbscript:x", "//x.y"],
)
def test_a_link_that_is_no_web_address_is_never_followed(
    app: Flask, database: Database, records: int, checker: PageClient, link: str
) -> None:
    for field in ("url", "archive_url", "syndicated_from"):
        assert checker.submit("/sources/1/change", {field: link}).status == 400, field
        entered = {"url": "https://ok.example", "actor": "A", "stance": "asserts", "claim": "C", field: link}
        assert checker.submit("/enter", entered).status == 400, field
    with database.engine.begin() as connection:
        connection.execute(sa.update(Source).values(url=link, archive_url=link))  # as if it had come in all the same
    for path in pages_of(app):
        check_harmless(checker.get(path), path)


TYPED_TOO = {
    "id": "77",
    "role": "admin",
    "status": "published",
    "struck": "true",
    "active": "",
    "made_by": "1",
    "made_at": "2000-01-01",
    "password_hash": "x",
    "excerpt_sha256": "0" * 64,
    "key": "x",
    "joined_to_id": "1",
    "claim_id": "1",
    "actor_id": "1",
    "source_id": "1",
    "user_id": "1",
    "scope": "write",
    "published_at": "2022-01-01 00:00:00",
    "change_no": "0",
    "revision": "9",
}


def all_rows(database: Database) -> dict[str, Any]:
    with database.read() as session:
        return {
            kind.__name__: [row.model_dump() for row in session.exec(select(kind).order_by(kind.id))]
            for kind in (Actor, Claim, Outlet, Source, Statement, User)
        }


@pytest.mark.parametrize(
    "path", ["/actors/1/change", "/outlets/1/change", "/sources/1/change", "/claims/1/change", "/statements/1/change"]
)
def test_only_the_fields_of_a_form_change_anything(
    database: Database, make: Factory, checker: PageClient, path: str
) -> None:
    make.statement(make.claim("Harmless"), source={"excerpt": "harmless"})
    before = all_rows(database)
    own = checker.get(path).fields()
    more = {name: value for name, value in TYPED_TOO.items() if name not in own}
    assert checker.submit(path, more).status == 200
    after = all_rows(database)
    for kind, rows in after.items():
        for row, was in zip(rows, before[kind], strict=True):
            kept = {
                name: value
                for name, value in row.items()
                if name not in ("version", "changed_at", "change_no", "revision")
            }
            assert kept == {name: was[name] for name in kept}, kind


def test_nobody_gives_themselves_a_role(database: Database, make: Factory, checker: PageClient) -> None:
    before = all_rows(database)["User"]
    checker.post("/account/tokens", {"name": "script", **TYPED_TOO})
    checker.post("/account/password", TYPED_TOO)
    checker.post("/users/1/role", {"role": "admin", "version": "1"})
    assert all_rows(database)["User"] == before


def test_an_invitation_sets_name_and_role_and_nothing_else(database: Database, app: Flask, make: Factory) -> None:
    admin = PageClient(app)
    admin.sign_in_as(make.user(role=Role.ADMIN))
    admin.submit("/users/invite", {**TYPED_TOO, "name": "mira", "role": "editor", "totp_secret": "known"})
    with database.read() as session:
        user = session.exec(select(User).where(User.name == "mira")).one()
        assert (user.role, user.active, user.password_hash, user.totp_secret) == (Role.EDITOR, True, "", "")
        assert user.id != 77


@pytest.mark.parametrize(
    "number", ["0", "999999", str(2**31), str(2**63), "9" * 400, "-1", "1e3", "0x1", "1.0", "%00", "null"]
)
def test_a_number_no_record_has_is_not_found(app: Flask, records: int, signed_in: Any, number: str) -> None:
    admin, wrong = signed_in(Role.ADMIN), {}
    csrf = admin.csrf_token()
    for rule in app.url_map.iter_rules():
        if not any(type(c).__name__ == "IntegerConverter" for c in rule._converters.values()):
            continue
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<int:{name}>", number).replace(f"<{name}>", number)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            status = admin.flask.open(
                path, method=method, data={"csrf_token": csrf} if method != "GET" else None
            ).status_code
            if status not in (400, 404):
                wrong[f"{method} {path[:60]}"] = status
    assert wrong == {}


@pytest.mark.parametrize("path", ["/claims", "/actors", "/outlets", "/sources", "/enter", "/", "/sign-in"])
def test_any_query_is_answered(records: int, checker: PageClient, path: str) -> None:
    names = {"page", "sort", "q", "next", "stance", "actor", "claim", "source", "after", "keep"}
    if path != "/enter":  # its fields are sent, not asked for
        names |= {str(f["name"]) for f in checker.get(path).html.select("main form [name]")}
    asked = [dict.fromkeys(names, value[:500]) for value in [*LOOSE, *NASTY]]
    asked += [{name: value} for name in sorted(names) for value in NASTY]
    wrong = {}
    for query in asked:
        status = checker.flask.get(path, query_string=query).status_code
        if status >= 500 or (status >= 400 and path != "/enter"):
            wrong[str(query)[:80]] = status
    assert wrong == {}


@pytest.mark.parametrize(
    "path",
    [
        "/actors/1/change",
        "/outlets/1/change",
        "/sources/1/change",
        "/claims/1/change",
        "/claims/1/relate?q=another",
        "/claims/1/wordings",
        "/statements/1/change",
        "/statements/1/strike",
        "/enter",
        "/account/password",
        "/users/invite",
    ],
)
def test_any_form_is_answered(records: int, signed_in: Any, path: str) -> None:
    admin = signed_in(Role.ADMIN)
    page = admin.get(path)
    action = str(page.html.select_one("main form[method=post]").get("action") or path)
    fields, csrf, wrong = page.fields("main form[method=post]"), admin.csrf_token(), {}
    for value in [*LOOSE, *NASTY]:
        typed = {**dict.fromkeys(fields, value), "version": fields.get("version", "")}
        for sent in [typed, *([{**fields, "version": value}] if value in NASTY else [])]:
            status = admin.flask.post(action, data={**sent, "csrf_token": csrf}).status_code
            if status >= 500:
                wrong[value[:40]] = status
    assert wrong == {}


def test_a_form_may_come_with_no_fields_at_all_or_each_one_twice(records: int, checker: PageClient) -> None:
    for path in ("/actors/1/change", "/sources/1/change", "/outlets/1/change", "/enter"):
        fields, csrf = checker.get(path).fields("main form[method=post]"), checker.csrf_token()
        assert checker.flask.post(path, data={"csrf_token": csrf}).status_code in (400, 409)
        twice = {name: [value, "second"] for name, value in fields.items() if name != "csrf_token"}
        assert checker.flask.post(path, data={"csrf_token": csrf, **twice}).status_code < 500


def test_too_many_fields_at_once_are_refused_with_a_sentence(records: int, checker: PageClient) -> None:
    many = {f"roles-{number}-title": "x" for number in range(5000)}
    page = checker.post("/actors/1/change", {"version": "1", "name": "A", "kind": "person", **many})
    assert page.status in (200, 400, 413)


def test_a_text_in_another_direction_does_not_turn_the_page_around(database: Database, app: Flask) -> None:
    client = PageClient(app)
    client.sign_in_as(enter_everywhere(database, "\u202eevil"))
    with database.read() as session:
        names = [actor.name for actor in session.exec(select(Actor))] + [o.name for o in session.exec(select(Outlet))]
    assert not any("\u202e" in name for name in names)
    for path in ("/actors/1", "/sources/1", "/outlets/1", "/claims/1"):
        for element in client.get(path).html.select("main h1, main blockquote, main .row-title a"):
            isolated = (
                element.get("dir") == "auto" or element.select_one("bdi") or element.find_parent(["bdi", "blockquote"])
            )
            assert isolated or not element.get_text(strip=True), (path, element)


GIVES_A_REASON = [
    *(f"/{kind}/1/change" for kind in ("actors", "outlets", "sources", "claims", "statements")),
    "/statements/1/strike",
]


@pytest.mark.parametrize("path", GIVES_A_REASON)
def test_the_reason_of_a_change_is_only_text(records: int, checker: PageClient, database: Database, path: str) -> None:
    form = "main form[method=post]"
    assert checker.submit(path, {"reason": "a\x00b\u0007 <b>c</b>"}, form).status == 200
    with database.read() as session:
        event = session.exec(select(audit.AuditEvent).order_by(audit.AuditEvent.id.desc())).first()  # type: ignore[attr-defined]
        assert event.contents["reason"] == "ab <b>c</b>"


@pytest.mark.parametrize("path", GIVES_A_REASON)
def test_a_reason_too_long_for_the_history_comes_back_to_be_shortened(
    records: int, checker: PageClient, database: Database, path: str
) -> None:
    form, before = "main form[method=post]", all_rows(database)
    page = checker.submit(path, {"reason": "x" * 1001}, form)
    assert page.status == 400
    assert "Shorten the reason to 1000 characters" in page.text
    assert page.fields(form)["reason"] == "x" * 1001
    assert all_rows(database) == before
