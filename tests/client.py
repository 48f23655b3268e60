"""A browser without a screen: follows forms with their hidden fields, and checks every page it is given."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from claimtrack.models import User
from claimtrack.services import logins
from claimtrack.web.identity import SignedIn


class Page:
    """One answer, its HTML checked and ready to be asked."""

    def __init__(self, response: TestResponse) -> None:
        self.response, self.status = response, response.status_code
        self.html = BeautifulSoup(response.get_data(as_text=True), "html.parser")
        if response.mimetype == "text/html" and self.html.find("html"):
            check_page(self.html)

    @property
    def text(self) -> str:
        """What a person reads on the page, in single spaces."""
        return " ".join(self.html.get_text(" ").split())

    def all(self, selector: str) -> list[Tag]:
        return list(self.html.select(selector))

    def one(self, selector: str) -> Tag:
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} of {selector}"
        return found[0]

    def fields(self, form: str = "main form") -> dict[str, Any]:
        """What the form would send as it stands."""
        sent: dict[str, Any] = {}
        for field in self.html.select_one(form).select("input, select, textarea"):  # type: ignore[union-attr]
            name, kind = str(field.get("name", "")), field.get("type")
            if (
                not name
                or kind in ("submit", "button")
                or (kind in ("radio", "checkbox") and not field.has_attr("checked"))
            ):
                continue
            if field.name == "select":
                chosen = field.select_one("option[selected]") or field.select_one("option")
                sent[name] = chosen.get("value", "") if chosen else ""
            else:
                sent[name] = (
                    field.get_text().removeprefix("\r").removeprefix("\n")
                    if field.name == "textarea"
                    else field.get("value", "")
                )
        return sent


class PageClient:
    """Somebody at a browser."""

    def __init__(self, app: Flask) -> None:
        self.app, self.flask = app, app.test_client()

    def get(self, path: str, follow: bool = True, **more: Any) -> Page:
        return Page(self.flask.get(path, follow_redirects=follow, **more))

    def post(self, path: str, data: dict[str, Any] | None = None, follow: bool = True, **more: Any) -> Page:
        """Send these fields, with the CSRF token of this browser's session."""
        return Page(
            self.flask.post(
                path, data={"csrf_token": self.csrf_token(), **(data or {})}, follow_redirects=follow, **more
            )
        )

    def submit(self, page_path: str, data: dict[str, Any], form: str = "main form", follow: bool = True) -> Page:
        """Open the page, fill these fields of its form in, and send it where it says."""
        page = self.get(page_path)
        element = page.html.select_one(form)
        assert element is not None, f"no {form} on {page_path}"
        return self.post(str(element.get("action") or page_path), {**page.fields(form), **data}, follow)

    def csrf_token(self) -> str:
        page = BeautifulSoup(self.flask.get("/sign-in").get_data(as_text=True), "html.parser")
        return str(page.select_one("input[name=csrf_token]")["value"])  # type: ignore[index]

    def sign_in_as(self, user: User) -> None:
        """Begin a session for this user, as the sign-in page does once the password has been checked."""
        with self.app.extensions["claimtrack"].write_tx() as tx:
            token = logins.begin(tx, user)
        with self.flask.session_transaction() as session:
            session["_user_id"] = SignedIn(user, token, None).get_id()
            session["_fresh"] = True


def check_page(html: BeautifulSoup) -> None:
    """What must be so on every page: a title, one h1, fields with labels, ids used once, nothing inline."""
    assert html.title is not None
    assert html.title.get_text(strip=True)
    assert len(html.select("h1")) == 1, "one h1 a page"
    ids = [element["id"] for element in html.select("[id]")]
    assert len(ids) == len(set(ids)), f"ids used twice: {sorted({str(i) for i in ids if ids.count(i) > 1})}"
    labelled = {label.get("for") for label in html.select("label")}
    for field in html.select("input:not([type=hidden]), select, textarea"):
        assert field.get("id") in labelled or field.get("aria-label") or field.find_parent("label"), (
            f"no label: {field}"
        )
    assert not html.select("[style], style, script:not([src])"), "nothing inline: the policy forbids it"
