"""The list of claims: searched, filtered, sorted and cut into pages by the database, whatever its length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from claimtrack.dates import format_days
from claimtrack.models import Actor, Claim, ClaimCountry, ClaimSearch, ClaimTopic, Source, Statement, Wording
from claimtrack.rules.entries import LANES, REBUTTING, Lane
from claimtrack.rules.facts import CHECKABLE, Facts, facts
from claimtrack.rules.spark import Spark, spark
from claimtrack.services.joined import heads_in, standing
from claimtrack.services.search import search_form
from claimtrack.services.timelines import entries_of
from claimtrack.words import ClaimType, Stance, Status, Word

MOST_TERMS = 20  # of one search; each is looked for in every claim
ASSERTING = tuple(stance for stance in Stance if LANES[stance] is Lane.ASSERTED)


class Sort(Word):
    """What comes first."""

    CHANGED = "changed", "last changed first"
    FIRST = "first", "first said first"
    LATEST = "latest", "last said first"
    MOST = "most", "most statements first"
    OLDEST = "oldest", "oldest unrebutted first"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a claim may have; several values of one kind are alternatives. Actors and outlets by number."""

    stances: tuple[Stance, ...] = ()
    actors: tuple[int, ...] = ()
    outlets: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    types: tuple[ClaimType, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims, in which order.

    Stance, actor, outlet and dates of `only` must meet in one and the same statement: “denied by Kosovo in Feb 2022”.
    Each thing in `never` shuts out the claims that have it at all. Of the words, every one must occur somewhere.
    """

    words: str = ""
    unrebutted: bool | None = None
    only: Filter = Filter()
    never: Filter = Filter()
    sort: Sort = Sort.CHANGED


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim as a row of a list, with what its statements come to."""

    claim: Claim
    facts: Facts
    spark: Spark

    @property
    def first_by(self) -> str:
        """Who is first known to have asserted it: "Sergei Lavrov and 2 others"."""
        return _named([entry.actor for entry in self.facts.first.statements]) if self.facts.first else ""

    @property
    def waiting(self) -> str:
        """For how long it has gone unanswered: "at least 12 days"; "" where that cannot be said."""
        days = self.facts.days_unrebutted
        return format_days(*days) if days and (days[0] or days[1] is not None) else ""

    @property
    def stances(self) -> list[tuple[Stance, int]]:
        """How many statements take which stance, in the order of the vocabulary."""
        return [(stance, self.facts.by_stance[stance]) for stance in Stance if self.facts.by_stance.get(stance)]


def find_claims(session: Session, wanted: Wanted, offset: int, limit: int, *, today: date) -> tuple[list[Listed], int]:
    """These rows of the list, and how many there are in all."""
    conditions = list(_conditions(wanted))
    total = session.scalar(select(sa.func.count()).select_from(Claim).where(*conditions)) or 0
    page = _sorted(select(Claim).where(*conditions), wanted).offset(offset).limit(limit)
    return listed(session, session.exec(page).all() if total > offset else [], today), total


def listed(session: Session, claims: Sequence[Claim], today: date) -> list[Listed]:
    """These claims as rows, in the same order; as many queries for fifty as for one."""
    if not claims:
        return []
    entries = entries_of(session, [claim.id for claim in claims if claim.id is not None])
    return [
        Listed(claim, facts(entries[claim.id], today, claim.type), spark(entries[claim.id]))
        for claim in claims
        if claim.id is not None
    ]


def terms_of(words: str) -> list[str]:
    """What must occur, as search compares it: each word, and each “quoted phrase” whole.

    Everything else is taken as it stands: %, _ and backslashes are looked for like letters.
    """
    form = search_form(words)
    terms = [part for place, text in enumerate(form.split('"')) for part in _parts(text, quoted=place % 2 == 1)]
    return list(dict.fromkeys(terms))[:MOST_TERMS] or [form] * bool(form)


def is_unrebutted() -> sa.ColumnElement[bool]:
    """Whether a claim that can be checked was asserted and nobody denied or rebutted it; as rules/facts.py has it."""
    return sa.and_(
        col(Claim.type).in_(CHECKABLE),
        _said(col(Statement.stance).in_(ASSERTING)),
        ~_said(col(Statement.stance).in_(REBUTTING)),
    )


def oldest_unrebutted(session: Session, limit: int, *, today: date) -> tuple[list[Listed], int]:
    """The claims that have waited longest for an answer, and how many wait in all."""
    return find_claims(session, Wanted(unrebutted=True, sort=Sort.OLDEST), 0, limit, today=today)


def _parts(text: str, *, quoted: bool) -> list[str]:
    return [part for part in ([text.strip()] if quoted else text.split()) if part]


def _conditions(wanted: Wanted) -> Iterable[sa.ColumnElement[bool]]:
    yield col(Claim.joined_to_id).is_(None)
    terms = [col(ClaimSearch.words).contains(term, autoescape=True) for term in terms_of(wanted.words)]
    if terms:
        yield col(Claim.id).in_(select(ClaimSearch.claim_id).where(*terms))
    if wanted.unrebutted is not None:
        yield is_unrebutted() if wanted.unrebutted else ~is_unrebutted()
    if same := list(_of_statement(wanted.only)):
        yield _said(*same)
    yield from (~_said(condition) for condition in _of_statement(wanted.never))
    yield from _of_claim(wanted.only)
    yield from (~condition for condition in _of_claim(wanted.never))


def _said(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether a statement, not struck, meets all of these: one on the claim, or on one for which the claim stands.

    These statements are looked up first, once: asked claim by claim, PostgreSQL reads all of them for each.
    """
    return col(Claim.id).in_(heads_in(Claim, select(Statement.claim_id).where(~col(Statement.struck), *conditions)))


def _of_statement(wanted: Filter) -> Iterable[sa.ColumnElement[bool]]:
    if wanted.stances:
        yield col(Statement.stance).in_(wanted.stances)
    if wanted.actors:
        them = select(Actor.id).where(col(Actor.id).in_(wanted.actors) | col(Actor.joined_to_id).in_(wanted.actors))
        yield col(Statement.actor_id).in_(them) | (
            col(Statement.on_behalf_of_id).is_not(None) & col(Statement.on_behalf_of_id).in_(them)
        )
    if wanted.outlets:
        yield col(Statement.source_id).in_(select(Source.id).where(col(Source.outlet_id).in_(wanted.outlets)))
    if wanted.since or wanted.until:
        yield _overlaps(wanted.since, wanted.until)


def _overlaps(since: date | None, until: date | None) -> sa.ColumnElement[bool]:
    """Whether the date can mean a day of this span; one with an open end may, one without any day may not."""
    earliest, latest = col(Statement.said_earliest), col(Statement.said_latest)
    bounds: list[sa.ColumnElement[bool]] = [earliest.is_not(None) | latest.is_not(None)]
    if since:
        bounds.append(sa.func.coalesce(latest, since) >= since)
    if until:
        bounds.append(sa.func.coalesce(earliest, until) <= until)
    return sa.and_(*bounds)


def _of_claim(wanted: Filter) -> Iterable[sa.ColumnElement[bool]]:
    if wanted.types:
        yield col(Claim.type).in_(wanted.types)
    if wanted.statuses:
        yield col(Claim.status).in_(wanted.statuses)
    if wanted.countries:
        there = select(ClaimCountry.claim_id).where(col(ClaimCountry.country).in_(wanted.countries))
        yield col(Claim.id).in_(heads_in(Claim, there))
    if wanted.topics:
        on_topic = select(ClaimTopic.claim_id).where(col(ClaimTopic.topic).in_(wanted.topics))
        yield col(Claim.id).in_(heads_in(Claim, on_topic))
    if wanted.languages:
        yield _in_language(wanted.languages)


def _in_language(languages: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether the claim, one it stands for, a wording or a quote is in one of these; “sr” takes in both its scripts."""

    def is_one(column: Any) -> sa.ColumnElement[bool]:
        lowered = sa.func.lower(column)
        either = [
            (lowered == tag) | lowered.startswith(f"{tag}-", autoescape=True) for tag in map(str.lower, languages)
        ]
        return sa.or_(*either)

    wordings = select(Wording.claim_id).where(~col(Wording.struck), is_one(Wording.language))
    spoken = sa.func.coalesce(sa.func.nullif(col(Statement.quote_language), ""), Source.language)
    quotes = (
        select(Statement.claim_id)
        .join(Source, col(Source.id) == Statement.source_id)
        .where(~col(Statement.struck), is_one(spoken))
    )
    joined = aliased(Claim)
    others = select(joined.id).where(col(joined.joined_to_id).is_not(None), is_one(joined.language))
    here = [col(Claim.id).in_(heads_in(Claim, those)) for those in (others, wordings, quotes)]
    return sa.or_(is_one(Claim.language), *here)


def _sorted(query: SelectOfScalar[Claim], wanted: Wanted) -> SelectOfScalar[Claim]:
    newest = col(Claim.id).desc()
    if wanted.sort is Sort.CHANGED:
        return query.order_by(col(Claim.changed_at).desc(), newest)
    told = _told()
    query = query.outerjoin(told, told.c.head == Claim.id)
    match wanted.sort:
        case Sort.FIRST:
            return query.order_by(told.c.first.asc().nulls_last(), newest)
        case Sort.LATEST:
            return query.order_by(told.c.latest.desc().nulls_last(), newest)
        case Sort.MOST:
            return query.order_by(sa.func.coalesce(told.c.count, 0).desc(), newest)
    waiting = [] if wanted.unrebutted else [sa.case((is_unrebutted(), 0), else_=1)]
    return query.order_by(*waiting, told.c.first.asc().nulls_last(), col(Claim.id))


def _told() -> sa.Subquery:
    """For each claim, and those for which it stands: how many statements, when it was first asserted and last told.

    A claim that was never asserted was first spoken of. Claim by claim, PostgreSQL takes five times as long.
    """
    one = aliased(Claim)
    early = sa.func.coalesce(col(Statement.said_earliest), col(Statement.said_latest))
    late = sa.func.coalesce(col(Statement.said_latest), col(Statement.said_earliest))
    asserted = sa.case((col(Statement.stance).in_(ASSERTING), early))
    return (
        sa.select(
            sa.cast(standing(one), sa.Integer).label("head"),  # of this type SQLite makes an index for the join
            sa.func.count().label("count"),
            sa.func.coalesce(sa.func.min(asserted), sa.func.min(early)).label("first"),
            sa.func.max(late).label("latest"),
        )
        .join(Statement, col(Statement.claim_id) == one.id)
        .where(~col(Statement.struck))
        .group_by("head")
        .subquery()
    )


def _named(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) < 3:
        return " and ".join(names)
    return f"{names[0]} and {len(names) - 1} others"
