"""What claims show together, read for one page: at most a thousand claims, the last changed ones, and it says so."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from claimtrack.dates import format_days
from claimtrack.models import Claim, ClaimRelation, ClaimTopic, Outlet, Statement, Wording
from claimtrack.rules import analysis, drift
from claimtrack.rules.analysis import Carrier, Clash, Repeated, Story, Turned
from claimtrack.rules.entries import Entry
from claimtrack.rules.facts import facts
from claimtrack.services.joined import heads_in, members_of, standing
from claimtrack.services.records import id_of
from claimtrack.services.timelines import entries_of
from claimtrack.words import Relation

MOST = 1000  # claims read at once; with thirty statements each this takes about a second
SHOWN = 50  # rows of each table


@dataclass(frozen=True, slots=True)
class Wanted:
    """Claims on this topic that have a statement from these days; "" and None leave it open."""

    topic: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the page shows, each list cut to `SHOWN`; `in_all` says how long those were that are cut.

    `claims` are those it speaks of, by number.
    """

    read: int
    total: int
    claims: dict[int, Claim]
    turned: Sequence[Turned]
    clashes: Sequence[Clash]
    repeated: Sequence[Repeated]
    repeaters: Sequence[tuple[int, str, int]]
    outlets: Sequence[Carrier]
    countries: Sequence[Carrier]
    disagreeing: Sequence[tuple[int, list[list[Entry]]]]
    hardened: Sequence[int]
    in_all: dict[str, int]


def analyse(session: Session, wanted: Wanted, today: date) -> Analysis:
    """What these claims show together."""
    conditions = _conditions(wanted)
    total = session.scalar(select(func.count()).select_from(Claim).where(*conditions)) or 0
    latest = select(Claim).where(*conditions).order_by(col(Claim.changed_at).desc(), col(Claim.id).desc())
    claims = {id_of(claim): claim for claim in session.exec(latest.limit(MOST))}
    entries = entries_of(session, claims)
    stories = [Story(n, entries[n], facts(entries[n], today, claim.type)) for n, claim in claims.items()]
    repeated = analysis.repeated(stories)
    lists: dict[str, list[Any]] = {
        "turned": analysis.turned(stories),
        "clashes": analysis.clashes(stories, _contradicting(session)),
        "repeated": repeated,
        "repeaters": analysis.repeaters(repeated),
        "outlets": analysis.by_outlet(stories, today),
        "countries": analysis.by_country(stories, _countries(session), today),
        "disagreeing": analysis.disagreeing(stories),
        "hardened": _hardened(session, stories),
    }
    shown = {name: found[:SHOWN] for name, found in lists.items()}
    in_all = {name: len(found) for name, found in lists.items() if len(found) > SHOWN}
    return Analysis(read=len(claims), total=total, claims=claims, in_all=in_all, **shown)


def drift_of(session: Session, claim: Claim) -> list[drift.Put]:
    """How the wording of this claim went on."""
    number = id_of(claim)
    return drift.drift(entries_of(session, [number])[number], _wordings(session, [number])[number])


def topics(session: Session) -> list[str]:
    """All topics in use."""
    return sorted(session.exec(select(ClaimTopic.topic).distinct()))


def days_in_words(carrier: Carrier) -> str:
    """ "0–7 days", "" where it cannot be said."""
    return format_days(*carrier.days) if carrier.days else ""


def _conditions(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = [col(Claim.joined_to_id).is_(None)]
    if wanted.topic:
        on_it = select(ClaimTopic.claim_id).where(ClaimTopic.topic == wanted.topic)
        conditions.append(col(Claim.id).in_(heads_in(Claim, on_it)))
    said = [~col(Statement.struck)]
    if wanted.since:
        said.append(col(Statement.said_latest).is_(None) | (col(Statement.said_latest) >= wanted.since))
    if wanted.until:
        said.append(col(Statement.said_earliest).is_(None) | (col(Statement.said_earliest) <= wanted.until))
    return [*conditions, col(Claim.id).in_(heads_in(Claim, select(Statement.claim_id).where(*said)))]


def _contradicting(session: Session) -> list[tuple[int, int]]:
    """The pairs that contradict each other, by the claims that stand at both ends."""
    one, other = aliased(Claim), aliased(Claim)
    query: Any = (
        sa.select(standing(one), standing(other))
        .select_from(ClaimRelation)
        .join(one, col(one.id) == ClaimRelation.claim_id)
        .join(other, col(other.id) == ClaimRelation.other_id)
        .where(col(ClaimRelation.relation) == Relation.CONTRADICTS, standing(one) != standing(other))
    )
    return [(left, right) for left, right in session.exec(query)]


def _countries(session: Session) -> dict[int, str]:
    found = session.exec(select(Outlet.id, Outlet.country).where(Outlet.country != ""))
    return {number: country for number, country in found if number is not None}


def _wordings(session: Session, numbers: Sequence[int]) -> dict[int, list[tuple[str, str, date | None]]]:
    head = members_of(session, Claim, numbers)
    query = select(Wording).where(col(Wording.claim_id).in_(head), ~col(Wording.struck)).order_by(col(Wording.id))
    found: dict[int, list[tuple[str, str, date | None]]] = defaultdict(list)
    for wording in session.exec(query):
        found[head[wording.claim_id]].append((wording.text, wording.language, wording.put_on))
    return found


def _hardened(session: Session, stories: Sequence[Story]) -> list[int]:
    """The claims in whose wording a doubt was dropped."""
    wordings = _wordings(session, [story.claim_id for story in stories])
    return [story.claim_id for story in stories if drift.hardened(drift.drift(story.entries, wordings[story.claim_id]))]
