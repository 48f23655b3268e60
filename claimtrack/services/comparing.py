"""Two records side by side, as somebody needs them to say whether they are the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.matching.marking import mark
from claimtrack.matching.reading import read
from claimtrack.matching.row import kept
from claimtrack.models import Actor, Claim, Judgement, Match, Outlet, Source, Statement, User, Wording
from claimtrack.services.actors import aliases_of, roles_of
from claimtrack.services.claim_list import listed
from claimtrack.services.claims import put_as
from claimtrack.services.joined import TABLES, J, Joinable, cluster_of, joined_to
from claimtrack.services.judgements import Seen, history, in_force, judgements_on, seen_now
from claimtrack.services.matches import Marked
from claimtrack.services.pairs import texts_of
from claimtrack.services.queue import match_of
from claimtrack.services.records import get, id_of
from claimtrack.services.timelines import verdict_of
from claimtrack.words import Answer, Kind

LONGEST_EXCERPT = 400  # characters of an excerpt that are shown


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its title in pieces that differ or not, and what else is known of it, as pairs of words.

    When another of its texts made the match, that one is in pieces in `put_as`, which is empty otherwise.
    """

    number: int
    title: str
    marked: Marked
    put_as: Marked
    put_in: str  # the language of that text
    language: str
    gloss: str
    facts: tuple[tuple[str, str], ...]
    stands_for_it: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement with the name of who gave it."""

    judgement: Judgement
    who: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A pair as a row of a list."""

    match: Match
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything the page of a pair shows."""

    kind: Kind
    left: Side
    right: Side
    match: Match | None
    judgement: Judgement | None
    seen: Seen
    history: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Joined:
    """A record that another stands for, and the pair whose judgement says so."""

    number: int
    title: str
    left: int
    right: int


def joined_here(session: Session, row: J) -> list[Joined]:
    """The records for which this one stands, each with the judgement that ties it in."""
    kind = Kind(str(row.__tablename__))
    return [
        Joined(id_of(other), title_of(other), tie.left_id, tie.right_id)
        for other in joined_to(session, row)
        for tie in [one for one in judgements_on(session, kind, id_of(other)) if one.answer is Answer.SAME][:1]
    ]


def compare(session: Session, kind: Kind, left: int, right: int, *, today: date) -> Compared:
    """This pair side by side. Raises NotFound."""
    one, other = get(session, TABLES[kind], left), get(session, TABLES[kind], right)
    match = match_of(session, kind, left, right)
    texts = _alike(session, match, one, other)
    marked = mark(*map(read, texts))
    return Compared(
        kind=kind,
        left=_side(session, one, marked[0], texts[0], today),
        right=_side(session, other, marked[1], texts[1], today),
        match=match,
        judgement=in_force(session, kind, left, right),
        seen=seen_now(session, kind, left, right),
        history=told(session, history(session, kind, left, right)),
    )


def _alike(session: Session, match: Match | None, one: Joinable, other: Joinable) -> tuple[str, str]:
    """The texts of the two that were found alike and still stand; their titles where nothing was found."""
    left, right = title_of(one), title_of(other)
    if match is None or match.kind is not Kind.CLAIM:
        return left, right
    found = {match.left_id: match.left_text, match.right_id: match.right_text}
    texts = texts_of(session, found.keys())
    if any(text not in texts[number] for number, text in found.items()):
        return left, right
    return _in_full(left, found[id_of(one)]), _in_full(right, found[id_of(other)])


def _in_full(title: str, text: str) -> str:
    """The title, if this text is it as matching reads it, cut to length."""
    return title if [text] == list(kept([title])) else text


def _language_of(session: Session, number: int, text: str) -> str:
    """The language of one of the texts of a claim, or of one that counts as the same; "" where it is not noted."""
    within = cluster_of(session, Claim, {number})
    ways: tuple[tuple[Any, Any, Any], ...] = (
        (Wording.claim_id, Wording.text, Wording.language),
        (Claim.id, Claim.text, Claim.language),
        (Statement.claim_id, Statement.quote, Statement.quote_language),
    )
    for owner, words, language in ways:
        found = session.exec(select(language).where(col(owner).in_(within), words == text, language != "")).first()
        if found:
            return str(found)
    return ""


def in_brief(session: Session, found: Sequence[Match]) -> list[Brief]:
    """These pairs as rows of a list."""
    titles = _titles(session, [(match.kind, match.left_id, match.right_id) for match in found])
    return [Brief(match, titles[match.kind, match.left_id], titles[match.kind, match.right_id]) for match in found]


def told(session: Session, given: Sequence[Judgement]) -> list[Told]:
    """These judgements with names instead of numbers."""
    query = select(User).where(col(User.id).in_([j.made_by for j in given if j.made_by]))
    people = {user.id: user.full_name or user.name for user in session.exec(query)}
    titles = _titles(session, [(j.kind, j.left_id, j.right_id) for j in given])
    return [Told(j, people.get(j.made_by, ""), titles[j.kind, j.left_id], titles[j.kind, j.right_id]) for j in given]


def title_of(row: Joinable) -> str:
    """How a record is headed: a claim's text, an actor's name, a source's title or address."""
    if isinstance(row, Claim):
        return row.text
    return row.name if isinstance(row, Actor) else row.title or row.url or "Without title or address"


def _titles(session: Session, pairs: Sequence[tuple[Kind, int, int]]) -> dict[tuple[Kind, int | None], str]:
    found: dict[tuple[Kind, int | None], str] = {}
    for kind in {pair[0] for pair in pairs}:
        numbers = {number for which, *both in pairs if which is kind for number in both}
        table: Any = TABLES[kind]
        rows = session.exec(select(table).where(col(table.id).in_(numbers)))
        found |= {(kind, row.id): title_of(row) for row in rows}
    return found


def _side(session: Session, row: Joinable, marked: Marked, text: str, today: date) -> Side:
    if isinstance(row, Claim):
        language, gloss, facts = row.language, row.gloss, _facts_of_claim(session, row, today)
    elif isinstance(row, Actor):
        language, gloss, facts = "", "", _facts_of_actor(session, row)
    else:
        language, gloss, facts = row.language, "", _facts_of_source(session, row)
    shown = tuple((words, value) for words, value in facts if value)
    title = title_of(row)
    instead = () if text == title else marked
    return Side(
        number=id_of(row),
        title=title,
        marked=((title, False),) if instead else marked,
        put_as=instead,
        put_in=_language_of(session, id_of(row), text) if instead else "",
        language=language,
        gloss=gloss,
        facts=shown,
        stands_for_it=row.joined_to_id,
    )


def _facts_of_claim(session: Session, claim: Claim, today: date) -> list[tuple[str, str]]:
    (row,) = listed(session, [claim], today)
    first = f"{row.facts.first.said.human}, {row.first_by}" if row.facts.first else ""
    stances = ", ".join(f"{stance.label}: {number}" for stance, number in row.stances)
    return [
        ("First known", first),
        ("Statements", stances or "none yet"),
        ("About", claim.event.human if claim.event.is_known else ""),
        ("Also put as", " · ".join(put.text for put in put_as(session, claim)[:3])),
        ("Status", claim.status.label),
        ("Verdict", verdict_of(session, claim)),
    ]


def _facts_of_actor(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return [
        ("Kind", actor.kind.label),
        ("Country", actor.country),
        ("Also called", " · ".join(alias.text for alias in aliases_of(session, actor) if alias.text != actor.name)),
        ("Offices", " · ".join(" of ".join(filter(None, (r.title, r.affiliation))) for r in roles_of(session, actor))),
        ("Statements", str(_count(session, Statement.actor_id == actor.id))),
        ("Note", actor.note),
    ]


def _facts_of_source(session: Session, source: Source) -> list[tuple[str, str]]:
    outlet = session.get(Outlet, source.outlet_id) if source.outlet_id else None
    return [
        ("Outlet", outlet.name if outlet else ""),
        ("Published", source.published.isoformat() if source.published else ""),
        ("By", source.byline),
        ("Address", source.url or ""),
        ("Statements", str(_count(session, Statement.source_id == source.id))),
        ("Excerpt", source.excerpt[:LONGEST_EXCERPT]),
    ]


def _count(session: Session, condition: Any) -> int:
    query = select(sa.func.count()).select_from(Statement).where(condition, ~col(Statement.struck))
    return session.scalar(query) or 0
