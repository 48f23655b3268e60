"""What would follow from judging several pairs at once, told before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from claimtrack.errors import NotAllowed
from claimtrack.models import Actor, Claim, Source, Statement
from claimtrack.rules.clusters import check_different, check_same, heads
from claimtrack.services.comparing import title_of
from claimtrack.services.joined import TABLES, heads_of, name_of
from claimtrack.services.judgements import Seen, links, seen_now
from claimtrack.services.records import get
from claimtrack.services.timelines import verdict_of
from claimtrack.words import Answer, Kind

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Planned:
    """A pair as it would be judged; `refused` says why it cannot be."""

    left: int
    right: int
    left_title: str
    right_title: str
    seen: Seen
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that would count as one. Of the statements the identical ones are counted once (claims only).

    `verdict` is that of the one that would stand for the others, "" for none; `verdicts` are theirs by number.
    """

    head: int
    title: str
    others: tuple[tuple[int, str], ...]
    statements: int
    counted: int
    verdict: str = ""
    verdicts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Consequences:
    planned: Sequence[Planned]
    clusters: Sequence[Cluster]

    @property
    def possible(self) -> Sequence[Planned]:
        return [pair for pair in self.planned if not pair.refused]


def consequences(session: Session, kind: Kind, pairs: Sequence[Pair], answer: Answer) -> Consequences:
    """What follows if these pairs, in this order, are all given this answer. Raises NotFound."""
    same, different = links(session, kind, {number for pair in pairs for number in pair})
    planned: list[Planned] = []
    for left, right in pairs:
        refused = _why_not(session, kind, same, different, (left, right), answer)
        one, other = (title_of(get(session, TABLES[kind], number)) for number in (left, right))
        planned.append(Planned(left, right, one, other, seen_now(session, kind, left, right), refused))
        if not refused:
            (same if answer is Answer.SAME else different).append((left, right))
    wanted = {number for pair in planned if not pair.refused for number in (pair.left, pair.right)}
    return Consequences(planned, _clusters(session, kind, same, wanted) if answer is Answer.SAME else ())


def _why_not(session: Session, kind: Kind, same: list[Pair], different: list[Pair], pair: Pair, answer: Answer) -> str:
    same, different = ([link for link in links if link != pair] for links in (same, different))

    def name(number: int) -> str:
        return name_of(get(session, TABLES[kind], number))

    try:
        if answer is Answer.SAME:
            check_same(same, different, *pair, name=name)
        else:
            check_different(same, *pair, name=name)
    except NotAllowed as error:
        return str(error)
    return ""


def _clusters(session: Session, kind: Kind, same: list[Pair], wanted: set[int]) -> list[Cluster]:
    head = heads(same)
    return [
        _cluster(session, kind, top, sorted(number for number in head if head[number] == top))
        for top in sorted({head[number] for number in wanted})
    ]


def _cluster(session: Session, kind: Kind, top: int, numbers: list[int]) -> Cluster:
    titles = {number: title_of(get(session, TABLES[kind], number)) for number in numbers}
    others = tuple((number, title) for number, title in titles.items() if number != top)
    if kind is not Kind.CLAIM:
        return Cluster(top, titles[top], others, 0, 0)
    label = {number: verdict_of(session, get(session, Claim, number)) for number in numbers}
    theirs = tuple((number, label[number]) for number, _ in others if label[number])
    return Cluster(top, titles[top], others, *_statements(session, numbers), label[top], theirs)


def _statements(session: Session, claims: list[int]) -> tuple[int, int]:
    """How many statements these claims have, and how many when identical ones count once."""
    query = select(Statement.actor_id, Statement.stance, Statement.source_id, Statement.quote)
    rows = session.exec(query.where(col(Statement.claim_id).in_(claims), ~col(Statement.struck))).all()
    actor = heads_of(session, Actor, {row[0] for row in rows})
    source = heads_of(session, Source, {row[2] for row in rows})
    return len(rows), len({(actor[a], stance, source[s], quote) for a, stance, s, quote in rows})
