"""One claim taken apart for the index: its texts, their words, its days, and how much each word weighs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.matching.entry import Entry, Span
from claimtrack.matching.terms import terms
from claimtrack.matching.text import KEY_LENGTH

# Okapi's saturation and length norm with a fixed mean length: a claim's weight must not change when others arrive.
_SATURATION, _LENGTH_NORM, _MEAN_LENGTH = 1.2, 0.75, 14.0
IMPACT_STEP = (1 + _SATURATION) / 255
# A word of an actor's name weighs less than the same word in the claim.
_NAME_IMPACT = 60


@dataclass(frozen=True, slots=True)
class Row:
    """`lines` are the telling words of `texts`, `spans` day numbers, `names` the words of actors' names."""

    id: int
    texts: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int], ...]
    names: tuple[str, ...]

    def impacts(self) -> dict[str, int]:
        """How much each word weighs for this claim, in IMPACT_STEPs."""
        counts = Counter(term for line in self.lines for term in line)
        length = sum(counts.values())
        norm = _SATURATION * (1 - _LENGTH_NORM + _LENGTH_NORM * length / _MEAN_LENGTH)
        weight = {term: count * (1 + _SATURATION) / (count + norm) for term, count in counts.items()}
        found = {term: max(1, round(value / IMPACT_STEP)) for term, value in weight.items()}
        return dict.fromkeys(self.names, _NAME_IMPACT) | found


def row_of(entry: Entry) -> Row:
    """Take a claim apart."""
    texts = distinct(entry.texts)
    lines = tuple(tuple(terms(text, entry.language)) for text in texts)
    names = dict.fromkeys(term for name in entry.names for term in terms(name))
    return Row(entry.id, texts, lines, _ordinals(entry.dates), tuple(names))


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts to keep of a claim: cut to length, each once, empty ones left out."""
    cut = (text[:KEY_LENGTH].strip() for text in texts)
    return tuple(dict.fromkeys(writable(text) for text in cut if text))


def writable(text: str) -> str:
    """Half a surrogate pair cannot be stored."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _ordinals(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Spans as day numbers; an open end takes the day of the other."""
    known = [(first or last, last or first) for first, last in spans]
    return tuple((first.toordinal(), last.toordinal()) for first, last in known if first and last)
