"""The matching index of this process, brought up to date from the database at every question.

The database is the only truth: each change that matching must see gives its claim a higher `change_no`, and the index
reads what is newer than the highest it knows. So a claim saved by one process is found by the next question to another.
"""

import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlmodel import Session, col, select

from claimtrack.matching.engine import Index
from claimtrack.matching.entry import Entry, Span
from claimtrack.matching.stock import Change
from claimtrack.models import ActorAlias, Claim, Source, Statement, Wording

AT_ONCE = 5000  # claims read from the database in one go
LONGEST_QUOTE = 500  # characters of a quote that matching reads

_indexes: WeakKeyDictionary[sa.Engine, Index] = WeakKeyDictionary()
_opening = threading.Lock()


def index_of(session: Session) -> Index:
    """The index over all claims this session can see."""
    engine = session.get_bind().engine
    with _opening:
        index = _indexes.setdefault(engine, Index())
        for changes in _changes_since(session, index.number):
            index.apply(changes)
    return index


def _changes_since(session: Session, number: int) -> Iterator[list[Change]]:
    while True:
        newer = select(Claim).where(Claim.change_no > number).order_by(col(Claim.change_no)).limit(AT_ONCE)
        claims = session.exec(newer).all()
        if not claims:
            return
        entries = entries_of(session, [claim for claim in claims if claim.joined_to_id is None])
        yield [Change(claim.change_no, claim.id or 0, entries.get(claim.id or 0)) for claim in claims]
        number = claims[-1].change_no


def entries_of(session: Session, claims: Iterable[Claim]) -> dict[int, Entry]:
    """Each of these claims as matching sees it, with the words of those that are joined to it."""
    heads = {claim.id: claim for claim in claims if claim.id is not None}
    joined = list(session.exec(select(Claim).where(col(Claim.joined_to_id).in_(heads))))
    head_of = {number: number for number in heads} | {c.id: c.joined_to_id for c in joined if c.id and c.joined_to_id}
    texts: dict[int, list[str]] = defaultdict(list)
    dates: dict[int, list[Span]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    for claim in [*heads.values(), *joined]:
        texts[head_of[claim.id or 0]] += [claim.text, claim.gloss]
    for number, text in session.exec(_wordings(head_of)):
        texts[head_of[number]].append(text)
    for number, quote, gloss, earliest, latest, published, name in session.exec(_statements(head_of)):
        head = head_of[number]
        texts[head] += [quote[:LONGEST_QUOTE], gloss[:LONGEST_QUOTE]]
        dates[head].append((earliest or published, latest or published))
        names[head].append(name)
    return {
        number: Entry(
            number,
            tuple(text for text in dict.fromkeys(texts[number]) if text),
            claim.language,
            tuple(dict.fromkeys(span for span in dates[number] if span != (None, None))),
            tuple(dict.fromkeys(names[number])),
        )
        for number, claim in heads.items()
    }


def _wordings(numbers: Iterable[int]) -> Any:
    return select(Wording.claim_id, Wording.text).where(col(Wording.claim_id).in_(list(numbers)), ~col(Wording.struck))


def _statements(numbers: Iterable[int]) -> Any:
    """Quote, gloss, days and a name of the actor, once for each name, of every statement on these claims."""
    columns: list[Any] = [
        Statement.claim_id,
        Statement.quote,
        Statement.gloss,
        Statement.said_earliest,
        Statement.said_latest,
        Source.published,
        ActorAlias.text,
    ]
    return (
        sa.select(*columns)
        .join(Source, col(Statement.source_id) == Source.id)
        .join(ActorAlias, col(Statement.actor_id) == ActorAlias.actor_id)
        .where(col(Statement.claim_id).in_(list(numbers)), ~col(Statement.struck))
        .order_by(col(Statement.id), col(ActorAlias.id))
    )
