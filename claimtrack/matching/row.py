"""One claim taken apart for the index: its texts, their words, its days, and how much each word weighs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claimtrack.matching.entry import Entry, Span
from claimtrack.matching.terms import terms
from claimtrack.matching.text import parts_of

# Okapi's saturation and length norm with a fixed mean length: a claim's weight must not change when others arrive.
_SATURATION, _LENGTH_NORM, _MEAN_LENGTH = 1.2, 0.75, 14.0
IMPACT_STEP = (1 + _SATURATION) / 255
# A word of an actor's name weighs less than the same word in the claim.
_NAME_IMPACT = 60


@dataclass(frozen=True, slots=True)
class Row:
    """`lines` are the telling words of `texts`, `spans` day numbers, `names` the words of actors' names.

    The first `own` texts are the claim's own words, the others quotes.
    """

    id: int
    own: int
    texts: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int], ...]
    names: tuple[str, ...]

    def impacts(self) -> dict[str, int]:
        """How much each word weighs for this claim, in IMPACT_STEPs.

        Quotes weigh each by itself: long ones would make the claim's own words weigh next to nothing.
        """
        found = dict.fromkeys(self.names, _NAME_IMPACT)
        found |= _impacts(term for line in self.lines[: self.own] for term in line)
        for line in self.lines[self.own :]:
            for term, impact in _impacts(line).items():
                found[term] = max(impact, found.get(term, 0))
        return found


def _impacts(terms: Iterable[str]) -> dict[str, int]:
    counts = Counter(terms)
    norm = _SATURATION * (1 - _LENGTH_NORM + _LENGTH_NORM * counts.total() / _MEAN_LENGTH)
    weight = {term: count * (1 + _SATURATION) / (count + norm) for term, count in counts.items()}
    return {term: max(1, round(value / IMPACT_STEP)) for term, value in weight.items()}


def row_of(entry: Entry) -> Row:
    """Take a claim apart."""
    own, texts = texts_of(entry)
    lines = tuple(tuple(terms(text, language)) for text, language in texts.items())
    names = dict.fromkeys(term for name in entry.names for term in terms(name))
    return Row(entry.id, own, tuple(texts), lines, _ordinals(entry.dates), tuple(names))


def texts_of(entry: Entry) -> tuple[int, dict[str, str]]:
    """The texts to keep of a claim, each once, with their languages; and how many of them are its own words."""
    own = kept(entry.texts, entry.languages)
    return len(own), own | (kept(entry.quotes, entry.languages) | own)


def kept(texts: Iterable[str], languages: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Texts cut to length, the beginnings first: of a claim with very many only the first are compared."""
    cut = [(languages.get(text, ""), [part for part in map(writable, parts_of(text)) if part]) for text in texts]
    longest = max((len(parts) for _, parts in cut), default=0)
    found: dict[str, str] = {}
    for n in range(longest):
        for language, parts in cut:
            for part in parts[n : n + 1]:
                found.setdefault(part, language)
    return found


def writable(text: str) -> str:
    """Half a surrogate pair cannot be stored."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _ordinals(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Spans as day numbers; an open end takes the day of the other."""
    known = [(first or last, last or first) for first, last in spans]
    return tuple((first.toordinal(), last.toordinal()) for first, last in known if first and last)
