"""Claims as matching sees them, read from the database: a claim with the words of all that are joined to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from claimtrack.matching.entry import Entry, Span
from claimtrack.matching.stock import Change
from claimtrack.models import ActorAlias, Claim, Source, Statement, Wording

AT_ONCE = 2000  # claims read from the database in one go
LONGEST_QUOTE = 500  # characters of a quote that matching reads
# Only what is needed: a row of the whole table as an object costs several times as much.
_READ: tuple[Any, ...] = (Claim.id, Claim.text, Claim.gloss, Claim.language, Claim.joined_to_id, Claim.change_no)


def changes_since(session: Session, number: int) -> Iterator[list[Change]]:
    """All claims that changed after change `number`, the earliest first."""
    while changes := _changes(session, sa.select(*_READ).where(col(Claim.change_no) > number).order_by("change_no")):
        yield changes
        number = changes[-1].number


def latest_changes(session: Session, most: int) -> Iterator[list[Change]]:
    """The last `most` changes."""
    newest = sa.select(col(Claim.change_no)).order_by(col(Claim.change_no).desc()).offset(most).limit(1)
    yield from changes_since(session, session.scalar(newest) or 0)


def all_entries(session: Session) -> Iterator[Entry]:
    """Every claim that stands for itself, in order of id."""
    last = 0
    while rows := session.execute(sa.select(*_READ).where(col(Claim.id) > last).order_by("id").limit(AT_ONCE)).all():
        entries = _entries(session, [row for row in rows if row.joined_to_id is None])
        yield from (entries[number] for number in sorted(entries))
        last = rows[-1].id


def _changes(session: Session, query: sa.Select[Any]) -> list[Change]:
    rows = session.execute(query.limit(AT_ONCE)).all()
    entries = _entries(session, [row for row in rows if row.joined_to_id is None])
    return [Change(row.change_no, row.id, entries.get(row.id)) for row in rows]


def _entries(session: Session, claims: Sequence[sa.Row[Any]]) -> dict[int, Entry]:
    """Each of these claims with all its texts, days and names."""
    heads = [claim.id for claim in claims]
    joined = session.execute(sa.select(*_READ).where(col(Claim.joined_to_id).in_(heads)).order_by("id")).all()
    head_of = {number: number for number in heads} | {claim.id: claim.joined_to_id for claim in joined}
    texts: dict[int, list[str]] = defaultdict(list)
    dates: dict[int, list[Span]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    for claim in [*claims, *joined]:
        texts[head_of[claim.id]] += [claim.text, claim.gloss]
    for number, text in session.execute(_wordings(head_of)):
        texts[head_of[number]].append(text)
    for number, quote, gloss, earliest, latest, published, name in session.execute(_statements(head_of)):
        head = head_of[number]
        texts[head] += [quote, gloss]
        dates[head].append((earliest or published, latest or published))
        names[head].append(name)
    return {
        claim.id: Entry(
            claim.id,
            tuple(text for text in dict.fromkeys(texts[claim.id]) if text),
            claim.language,
            tuple(dict.fromkeys(span for span in dates[claim.id] if span != (None, None))),
            tuple(dict.fromkeys(names[claim.id])),
        )
        for claim in claims
    }


def _wordings(numbers: Iterable[int]) -> sa.Select[Any]:
    columns: list[Any] = [Wording.claim_id, Wording.text]
    found = sa.select(*columns).order_by(col(Wording.id))
    return found.where(col(Wording.claim_id).in_(list(numbers)), ~col(Wording.struck))


def _statements(numbers: Iterable[int]) -> sa.Select[Any]:
    """Quote, gloss, days and a name of the actor, once for each name, of every statement on these claims."""
    columns: list[Any] = [
        Statement.claim_id,
        sa.func.substr(Statement.quote, 1, LONGEST_QUOTE),
        sa.func.substr(Statement.gloss, 1, LONGEST_QUOTE),
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
