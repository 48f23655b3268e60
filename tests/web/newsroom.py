"""A newsroom with one of everything twice over, and every form that its pages hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import sqlalchemy as sa
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlmodel import Session, SQLModel
from werkzeug.exceptions import HTTPException

from claimtrack.db import Database
from claimtrack.drafts import CommentDraft, RelationDraft, VerdictDraft, WordingDraft
from claimtrack.models import Claim, User
from claimtrack.rules.review import STEPS
from claimtrack.services import audit, claims, comments, relations, reviews, second_factor, statements, users, verdicts
from claimtrack.services.finding import Looked, store
from claimtrack.services.judgements import judge
from claimtrack.services.pairs import Found
from claimtrack.services.records import get, id_of
from claimtrack.services.reviews import Seen
from claimtrack.words import Answer, Kind, MatchLabel, Relation, Role, Scope, Stance
from tests.client import PageClient
from tests.factories import Factory

NUMBERS = range(1, 8)  # no kind of record goes beyond


@dataclass(frozen=True)
class Form:
    """A form on a page: where it goes, what it sends as it stands, and what can be chosen in it."""

    page: str
    action: str
    endpoint: str
    fields: dict[str, list[str]]
    offered: dict[str, set[str]] = field(default_factory=dict)

    def filled(self, **more: str) -> dict[str, Any]:
        """What somebody would send: empty texts filled, the first of what is to be chosen chosen."""
        sent: dict[str, Any] = {}
        for name, values in self.fields.items():
            chosen = values or sorted(self.offered.get(name, ()))[:1]
            sent[name] = chosen if any(chosen) else TYPED.get(name, chosen)
        return {**sent, **more}


TYPED = {
    **dict.fromkeys(("text", "reason", "rationale", "name", "note", "own_work_reason"), "Some words"),
    "claim": "A claim in other words",
    "url": "https://news.example/7",
    "actor": "Somebody else",
}


def furnish(database: Database, admin: User) -> None:
    """Two claims with all that can hang on one, and claims in each state of review."""
    make = Factory(database)
    other, gone = make.user("other", Role.EDITOR), make.user("gone")
    for number, text in enumerate(("Storks bring babies", "Babies are brought by storks"), 1):
        _claim_with_all(make, text, admin, other, number)
    for steps in ("", "submit", "submit approve", "submit approve publish", "withdraw"):
        claim = make.claim(f"After {steps or 'nothing'}", by=other)
        for name in steps.split():
            with make.writing() as tx:
                row = get(tx, Claim, claim.id)
                by = get(tx, User, (other if name == "submit" else admin).id)
                reviews.take_step(tx, row, name, seen=Seen.of(row), by=by, text="A word.")
    with make.writing() as tx:
        pairs = [
            (kind, left, right) for kind in Kind for left, right in ((1, 2), (3, 4)) if kind is Kind.CLAIM or left == 1
        ]
        for kind, left, right in pairs:
            found = Found(kind, left, right, 0.9, MatchLabel.SAME, ("alike",))
            store(tx, kind, Looked((left, right), 0, (found,)))
        judge(tx, Kind.CLAIM, 1, 2, Answer.DIFFERENT, by=get(tx, User, other.id))
        for user in (admin, other):
            users.make_token(tx, get(tx, User, user.id), "script", by=None, scope=Scope.WRITE)
        users.suspend(tx, get(tx, User, gone.id), by=None)
        get(tx, User, other.id).totp_secret = second_factor.new_secret()
        audit.record(tx, audit.Action.CODE_ON, f"user_account:{other.id}", by=None)


def _claim_with_all(make: Factory, text: str, admin: User, other: User, number: int) -> None:
    source = {"url": f"https://news.example/{number}", "outlet": f"Outlet {number}", "excerpt": "They do."}
    claim = make.claim(text, by=other)
    said = [
        make.statement(claim, stance, f"Actor {number}", source=source) for stance in (Stance.ASSERTS, Stance.DENIES)
    ]
    struck = make.statement(claim, Stance.REPEATS, f"Actor {number}", source=source)
    with make.writing() as tx:
        row, mine, theirs = get(tx, Claim, claim.id), get(tx, User, admin.id), get(tx, User, other.id)
        statements.strike(tx, get(tx, type(struck), struck.id), seen=1, by=mine)
        for place in ("first", "second"):
            claims.add_wording(tx, row, WordingDraft(text=f"{text}, {place}"), by=mine)
        claims.strike_wording(tx, claims.wordings_of(tx, row)[-1], by=mine)
        comments.add(tx, row, CommentDraft(text="Mine", statement_id=said[0].id), by=mine)
        comments.strike(tx, comments.add(tx, row, CommentDraft(text="Mine, struck"), by=mine), by=mine)
        comments.add(tx, row, CommentDraft(text=f"Theirs, @{admin.name}"), by=theirs)
        draft = VerdictDraft(label="False", rationale="They do not.", statements=(id_of(said[0]),))
        verdicts.give(tx, row, draft, seen=row.revision, by=theirs)
        if number == 2:
            relations.relate(tx, row, RelationDraft(relation=Relation.ABOUT, other_id=1), by=mine)


def forms(client: PageClient) -> list[Form]:
    """Every form that changes something, once for each address and set of fields."""
    found: dict[tuple[str, frozenset[str]], Form] = {}
    for path in pages(client.app):
        answer = client.flask.get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            html = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
            for element in html.select("form[method=post]"):
                for action in [element.get("action"), *(b["formaction"] for b in element.select("[formaction]"))]:
                    form = _read(client.app, path, element, str(action or path))
                    found.setdefault((form.action, frozenset(form.fields)), form)
    return list(found.values())


def pages(app: Flask) -> Iterator[str]:
    """Every page of every record."""
    choices = {"number": NUMBERS, "name": STEPS, "kind": Kind, "left": [1, 3], "right": [2, 4]}
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if (
            "GET" not in (rule.methods or ())
            or rule.endpoint.startswith(("api.", "public."))
            or "static" in rule.endpoint
        ):
            continue
        names = sorted(rule.arguments)
        for values in product(*(choices.get(name, [1]) for name in names)):
            query = ASKED.get(rule.endpoint, "")
            yield adapter.build(rule.endpoint, dict(zip(names, values, strict=True))) + query


ASKED = {"claims.relate": "?q=After", "matches.several": "?kind=claim&answer=same&pair=3-4"}


def endpoint_of(app: Flask, action: str) -> str:
    try:
        return str(app.url_map.bind("localhost").match(action.partition("?")[0], method="POST")[0])
    except HTTPException:
        return ""


def _read(app: Flask, page: str, element: Tag, action: str) -> Form:
    """Of the buttons that carry something only one is pressed, and none where the form can be sent without."""
    fields: dict[str, list[str]] = {}
    offered: dict[str, set[str]] = {}
    can_be_sent = bool(element.select("button[type=submit]:not([name])"))
    for control in element.select("input, select, textarea, button"):
        name, kind, value = str(control.get("name", "")), control.get("type"), str(control.get("value", ""))
        is_button = control.name == "button"
        if not name or name == "csrf_token" or (is_button and (can_be_sent or name == "action")):
            continue
        sent = fields.setdefault(name, [])
        if control.name == "select":
            offered.setdefault(name, set()).update(str(option.get("value", "")) for option in control.select("option"))
            sent += [str(option.get("value", "")) for option in control.select("option[selected]")]
        elif control.name == "textarea":
            sent.append(re.sub(r"\A\r?\n", "", control.get_text()))
        elif is_button or kind in ("radio", "checkbox"):
            offered.setdefault(name, set()).add(value)
            sent += [value] if control.has_attr("checked") else []
        else:
            sent.append(value)
    return Form(page, action, endpoint_of(app, action), fields, offered)


def records(session: Session) -> dict[str, list[dict[str, Any]]]:
    """All that is stored, without what is different at every try: moments, hashes and the trail itself."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in ("audit_event", "done_once", "login_session", "login_attempt", "kept_entry", "mention"):
            continue
        plain = [c for c in table.columns if not c.name.endswith(("_hash", "_at")) and c.name != "change_no"]
        moments = [c.is_not(None).label(c.name) for c in table.columns if c.name.endswith("_at")]
        rows = session.execute(sa.select(*plain, *moments)).mappings()  # type: ignore[arg-type]
        kept[table.name] = sorted((dict(row) for row in rows), key=repr)
    return kept
