"""An article looked through for what is recorded already: each of its sentences compared. Nothing of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlmodel import Session

from claimtrack.errors import BadInput
from claimtrack.reading.sentences import language_of, sentences
from claimtrack.services.entry_help import LONGEST_EXCERPT
from claimtrack.services.likely import LONGEST, Likely, told_apart
from claimtrack.services.match_index import is_whole
from claimtrack.services.matches import LEAST, Suggested, suggest
from claimtrack.services.meanings import is_used

LONGEST_ARTICLE = LONGEST_EXCERPT
MOST = 200  # sentences compared at once, some 6 ms each
MOST_CLAIMS = 3  # told of one sentence
# Of the sentences of articles of which nothing is recorded, half have a claim of 30 % and hardly one of 70 % (README).
AT_ONCE = 0.7


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the recorded claims it may repeat: those to be shown at once, and the less likely ones."""

    text: str
    likely: tuple[Likely, ...]
    perhaps: tuple[Likely, ...]

    @property
    def is_new(self) -> bool:
        """Whether nothing recorded is likely to say it."""
        return not self.likely and not self.perhaps


@dataclass(frozen=True, slots=True)
class Article:
    """`passages` are the sentences in their order: each is one that may be recorded, or all in a row that are new.

    `left_out` counts the sentences that were too many.
    """

    passages: tuple[tuple[Sentence, ...], ...]
    left_out: int
    language: str
    all_compared: bool
    compares_meaning: bool

    @property
    def told(self) -> tuple[int, int, int]:
        """How many sentences there are; of how many something is likely recorded; and perhaps recorded."""
        every = [sentence for passage in self.passages for sentence in passage]
        likely = sum(bool(sentence.likely) for sentence in every)
        return len(every), likely, sum(not sentence.is_new for sentence in every) - likely


def look_through(session: Session, text: str, day: date | None = None) -> Article:
    """Compare each sentence of an article, published on a day if that is known. Raises BadInput."""
    found = in_sentences(text)
    compared = compare(session, found[:MOST], day, MOST_CLAIMS)
    every = [_sentence(session, *pair) for pair in zip(found, compared, strict=False)]
    runs = [(is_new, tuple(run)) for is_new, run in groupby(every, key=lambda sentence: sentence.is_new)]
    return Article(
        passages=tuple(part for is_new, run in runs for part in ([run] if is_new else [(one,) for one in run])),
        left_out=max(0, len(found) - MOST),
        language=language_of(text),
        all_compared=is_whole(session),
        compares_meaning=is_used(session),
    )


def in_sentences(text: str) -> list[str]:
    """The sentences of an article. Raises BadInput for one that is too long or has none."""
    if len(text) > LONGEST_ARTICLE:
        raise BadInput(
            f"This is {len(text):,} characters, and {LONGEST_ARTICLE:,} are looked through at once. "
            "Cut the article in parts, and look through one after the other."
        )
    found = sentences(text)
    if not found:
        raise BadInput("Paste the text of an article: there is no sentence in this.")
    return found


def compare(session: Session, texts: Sequence[str], day: date | None, limit: int) -> list[list[Suggested]]:
    """For each of several texts the recorded claims likeliest to say it."""
    return [suggest(session, text[:LONGEST], day, limit) for text in texts]


def _sentence(session: Session, text: str, found: list[Suggested]) -> Sentence:
    told = told_apart(session, [match for match in found if match.probability >= LEAST])
    at_once = [one.match.probability >= AT_ONCE for one in told]
    return Sentence(text, tuple(told[: sum(at_once)]), tuple(told[sum(at_once) :]))
