"""Filling the entry form in, for tests."""

from datetime import date
from typing import Any

from sqlmodel import select

from claimtrack.db import Database
from tests.client import Page, PageClient

D = date.fromisoformat
ARTICLE = "https://news.example/2022/02/21/envoy"
SENTENCE = "Officials from Albania, Kosovo and Bosnia have rejected those claims, made by Sergei Lavrov last week."
EXCERPT = f"Serbia waits for a visitor.\n\n{SENTENCE}\n\nMoscow’s claims are “disputed”."
CLAIM = "Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine"
TYPED = {
    "url": ARTICLE + "?utm_source=x",
    "outlet": "Example News",
    "source_title": "With all eyes on Ukraine",
    "published": "2022-02-21",
    "excerpt": EXCERPT,
    "quote": SENTENCE,
    "actor": "Sergei Lavrov",
    "actor_country": "RU",
    "role": "Foreign Minister",
    "on_behalf_of": "Government of Russia",
    "stance": "asserts",
    "said_words": "last week",
    "claim": CLAIM,
    "topics": "mercenaries, Balkans",
    "countries": "al, XK, BA",
}


def rows(database: Database, kind: type[Any]) -> list[Any]:
    with database.read() as session:
        return sorted(session.exec(select(kind)).all(), key=lambda row: getattr(row, "id", 0) or 0)


def only(database: Database, kind: type[Any]) -> Any:
    (found,) = rows(database, kind)
    return found


def entered(client: PageClient, path: str = "/enter", **fields: Any) -> Page:
    """Open the form, fill it in and press one of its buttons, Save unless `action` says otherwise."""
    return client.submit(path, {**TYPED, **fields} if path == "/enter" else fields, follow=False)


def answered(client: PageClient, **fields: Any) -> Page:
    """What the page shows without a script once “Check” is pressed."""
    return client.submit("/enter", {**fields, "action": "check"})
