"""Claims as matching sees them, read from the database: a claim with the words of all that are joined to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from claimtrack.matching.entry import Entry, Span
from claimtrack.matching.stock import Change
from claimtrack.models import Claim, Source, Statement, Wording
from claimtrack.services.joined import names_of

AT_ONCE = 2000  # claims read from the database in one go
LONGEST_QUOTE = 5000  # characters of a quote that matching reads, as many as the form takes
GLOSS = "en"  # a gloss says in English what was said in another language
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


def entries_of(session: Session, numbers: Iterable[int]) -> dict[int, Entry]:
    """Those of these claims that stand for themselves, by number."""
    rows = session.execute(sa.select(*_READ).where(col(Claim.id).in_(list(numbers)))).all()
    return _entries(session, [row for row in rows if row.joined_to_id is None])


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
    known: dict[int, _Told] = defaultdict(_Told)
    for claim in [*claims, *joined]:
        known[head_of[claim.id]].texts.extend([(claim.text, claim.language), (claim.gloss, GLOSS)])
    for number, *wording in session.execute(_wordings(head_of)):
        known[head_of[number]].texts.append(tuple(wording))
    statements = session.execute(_statements(head_of)).all()
    names = names_of(session, {number for said in statements for number in said[1:3] if number})
    for number, speaker, for_whom, quote, quoted_in, source_in, gloss, earliest, latest, published in statements:
        told = known[head_of[number]]
        told.names.extend(name for actor in (speaker, for_whom) for name in names.get(actor, ()))
        told.quotes.extend([(quote, quoted_in or source_in), (gloss, GLOSS)])
        told.dates.append((earliest or published, latest or published))
    return {number: known[number].entry(number) for number in heads}


@dataclass(frozen=True, slots=True)
class _Told:
    """What the records tell of one claim; texts with their languages."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    quotes: list[tuple[str, str]] = field(default_factory=list)
    dates: list[Span] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def entry(self, number: int) -> Entry:
        return Entry(
            number,
            tuple(dict.fromkeys(text for text, _ in self.texts if text)),
            {text: language.partition("-")[0] for text, language in reversed(self.texts + self.quotes) if language},
            tuple(dict.fromkeys(span for span in self.dates if span != (None, None))),
            tuple(dict.fromkeys(self.names)),
            tuple(dict.fromkeys(text for text, _ in self.quotes if text)),
        )


def _wordings(numbers: Iterable[int]) -> sa.Select[Any]:
    columns: list[Any] = [Wording.claim_id, Wording.text, Wording.language]
    found = sa.select(*columns).order_by(col(Wording.id))
    return found.where(col(Wording.claim_id).in_(list(numbers)), ~col(Wording.struck))


def _statements(numbers: Iterable[int]) -> sa.Select[Any]:
    """Who spoke and for whom, quote, gloss and days of every statement on these claims."""
    columns: list[Any] = [
        Statement.claim_id,
        Statement.actor_id,
        Statement.on_behalf_of_id,
        sa.func.substr(Statement.quote, 1, LONGEST_QUOTE),
        Statement.quote_language,
        Source.language,
        sa.func.substr(Statement.gloss, 1, LONGEST_QUOTE),
        Statement.said_earliest,
        Statement.said_latest,
        Source.published,
    ]
    return (
        sa.select(*columns)
        .join(Source, col(Statement.source_id) == Source.id)
        .where(col(Statement.claim_id).in_(list(numbers)), ~col(Statement.struck))
        .order_by(col(Statement.id))
    )
