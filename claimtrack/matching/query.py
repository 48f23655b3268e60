"""A new text made ready for the search: its telling words with their weights, and words spelt like them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.likeness import Grams
from claimtrack.matching.stock import Stock
from claimtrack.matching.terms import telling_words

# Words of a long post beyond these tell little more and cost time.
_MOST_WORDS = 60
# A word this rare or unknown is also looked for in other spellings.
_RARE = 3
_SIMILAR_WORDS, _LEAST_LIKENESS = 4, 0.5


@dataclass(frozen=True)
class Query:
    """`words` in order of first use; `match_*` lists, sorted by term, which terms count as which word and how much."""

    text: str
    day: int | None
    plain: list[str]
    words: list[str]
    weight: Floats  # by word
    match_term: Ints
    match_word: Ints
    match_likeness: Floats

    @cached_property
    def grams(self) -> Grams:
        return Grams(self.text, dict(zip(self.plain, self.weight.tolist(), strict=True)))

    @cached_property
    def total(self) -> float:
        """The weight of all its words together."""
        return float(self.weight.sum())

    @cached_property
    def figures(self) -> set[str]:
        return {word for word in self.words if word[0].isdigit()}


def ask(stock: Stock, text: str, day: date | None = None, language: str = "") -> Query:
    """Make a text ready for a search in this stock."""
    forms: dict[str, str] = {}
    for plain, term in telling_words(text, language):
        forms.setdefault(term, plain)
    words = list(forms)[:_MOST_WORDS]
    matches: list[tuple[int, int, float]] = []
    weight = np.full(len(words), stock.idf_of_unknown, dtype=np.float32)
    for at, word in enumerate(words):
        number = stock.term_number(word)
        held = int(stock.holders(np.array([number]))[0]) if number >= 0 else 0
        if held:
            matches.append((number, at, 1.0))
            weight[at] = stock.idf(np.array([number]))[0]
        if held <= _RARE and len(word) > 3 and not word[0].isdigit():
            matches.extend((n, at, alike) for n, alike in stock.similar_terms(word, _SIMILAR_WORDS, _LEAST_LIKENESS))
    matches = _surest(matches)
    return Query(
        text,
        day.toordinal() if day else None,
        [forms[word] for word in words],
        words,
        weight,
        np.array([term for term, _, _ in matches], dtype=np.int32),
        np.array([at for _, at, _ in matches], dtype=np.int32),
        np.array([alike for _, _, alike in matches], dtype=np.float32),
    )


def _surest(matches: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Each term once, for the word it is most like."""
    best: dict[int, tuple[int, float]] = {}
    for term, at, alike in matches:
        if alike > best.get(term, (0, 0.0))[1]:
            best[term] = (at, alike)
    return [(term, at, alike) for term, (at, alike) in sorted(best.items())]
