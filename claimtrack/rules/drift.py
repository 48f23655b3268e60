"""How the wording of a claim went on: each way it was put, in the order of the days, with words of doubt marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.dates import FuzzyDate
from claimtrack.matching.reading import read
from claimtrack.rules.acts import fold_copies
from claimtrack.rules.entries import Entry, order_in_time
from claimtrack.words import Modality

Segments = tuple[tuple[str, bool], ...]
DROPPED, ADDED = "the doubt is gone", "a doubt is added"


@dataclass(frozen=True, slots=True)
class Put:
    """One way the claim was put. `segments` joined are the text; those marked are words of doubt.

    `change` says what became of the doubt since the way before: "" where nothing did.
    """

    text: str
    language: str
    when: FuzzyDate
    who: str
    segments: Segments
    doubtful: bool
    change: str = ""
    statement: int | None = None


def drift(entries: Iterable[Entry], wordings: Iterable[tuple[str, str, date | None]]) -> list[Put]:
    """All asserting quotes and all dated wordings (text, language, day), oldest first, without syndicated copies."""
    quoted = [folded.entry for folded in fold_copies(entries) if folded.entry.asserts and folded.entry.quote]
    put = [((*order_in_time(entry)[:2], entry.id), _of_entry(entry)) for entry in quoted]
    put += [((day, day, 0), _of_wording(text, language, day)) for text, language, day in wordings if day]
    ordered = [one for _, one in sorted(put, key=lambda pair: pair[0])]
    return [_changed(ordered[place - 1] if place else None, one) for place, one in enumerate(ordered)]


def hardened(put: Sequence[Put]) -> bool:
    """Whether a doubt was ever dropped."""
    return any(one.change == DROPPED for one in put)


def mark_doubts(text: str, language: str) -> Segments:
    """The text in pieces (words, whether they are words of doubt), such as “reportedly” and “may”."""
    reading = read(text, language.split("-")[0])
    segments: list[tuple[str, bool]] = []
    done = 0
    for number in sorted(reading.hedges):
        token = reading.tokens[number]
        if segments and segments[-1][1] and not text[done : token.start].strip():
            segments[-1] = (segments[-1][0] + text[done : token.end], True)
        else:
            segments += [(text[done : token.start], False)] if token.start > done else []
            segments.append((text[token.start : token.end], True))
        done = token.end
    return tuple([*segments, (text[done:], False)] if done < len(text) else segments)


def _of_entry(entry: Entry) -> Put:
    segments = mark_doubts(entry.quote, entry.quote_language)
    doubtful = entry.modality in (Modality.HEDGED, Modality.DISTANCED) or any(marked for _, marked in segments)
    return Put(entry.quote, entry.quote_language, entry.said, entry.actor, segments, doubtful, statement=entry.id)


def _of_wording(text: str, language: str, day: date) -> Put:
    segments = mark_doubts(text, language)
    return Put(text, language, FuzzyDate(earliest=day, latest=day), "", segments, any(marked for _, marked in segments))


def _changed(before: Put | None, one: Put) -> Put:
    if before is None or before.doubtful == one.doubtful:
        return one
    return replace(one, change=ADDED if one.doubtful else DROPPED)
