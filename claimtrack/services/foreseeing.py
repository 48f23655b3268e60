"""Which claims of a file are likely recorded already in other words, told before the file is brought in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from claimtrack.exchange.document import ClaimRecord, Document
from claimtrack.models import Claim
from claimtrack.services.matches import LEAST, Suggested, suggest

MOST = 3  # recorded claims named for each claim of the file


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A claim of the file by its key, and the recorded claims it may repeat, the likeliest first."""

    key: str
    text: str
    matches: tuple[Suggested, ...]


def likely_recorded(
    session: Session, document: Document, done: Callable[[], object] = lambda: None
) -> Iterator[Foreseen]:
    """The claims of a file that recorded ones may say already; not those recorded word for word, which are known.

    `done` is called after each claim.
    """
    known = set(session.exec(select(Claim.text, Claim.language)))
    published = {source.key: source.published for source in document.sources}
    for record in document.claims:
        if (record.text, record.language) not in known:
            found = suggest(session, record.text, _day(record, published), MOST, language=record.language)
            likely = tuple(match for match in found if match.probability >= LEAST)
            if likely:
                yield Foreseen(record.key, record.text, likely)
        done()


def _day(record: ClaimRecord, published: dict[str, date | None]) -> date | None:
    """The earliest day on which somebody is told to have said it."""
    days = (told.said.meant(published[told.source]).middle or published[told.source] for told in record.statements)
    return min((day for day in days if day), default=None)
