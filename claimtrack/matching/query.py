"""A new text made ready for the search: its telling words with their weights, and words spelt like them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from claimtrack.matching.arrays import Floats, Ints
from claimtrack.matching.likeness import letters
from claimtrack.matching.stock import Stock
from claimtrack.matching.terms import telling_words
from claimtrack.matching.text import READ_LENGTH, without_repeats

# Words of a long post beyond these tell little more and cost time.
_MOST_WORDS = 120
# An unknown word is also looked for in other spellings; one with foreign letters, which may be inflected, also if rare.
_RARE = 3
_LONGEST = 4 * READ_LENGTH
_SIMILAR_WORDS, _LEAST_LIKENESS = 4, 0.5


@dataclass(frozen=True)
class Query:
    """`words` in order of first use; `match_*` lists, sorted by term, which terms count as which word and how much."""

    text: str
    day: int | None
    words: list[str]
    weight: Floats  # by word
    match_term: Ints
    match_word: Ints
    match_likeness: Floats
    # Sums are taken in this order, so that they come out the same to the last digit wherever a word has its number.
    match_order: Ints

    @cached_property
    def key(self) -> bytes:
        return letters([self.text[:READ_LENGTH]])[0]


def ask(stock: Stock, text: str, day: date | None = None, language: str = "") -> Query:
    """Make a text ready for a search in this stock."""
    text = without_repeats(text[:_LONGEST])
    telling = telling_words(text, language)
    plain = {term: word for word, term in reversed(telling)}
    words = list(dict.fromkeys(term for _, term in telling))[:_MOST_WORDS]
    term = np.array([stock.term_number(word) for word in words], dtype=np.int32)
    known, held = term >= 0, np.zeros(len(words), dtype=np.int32)
    held[known] = stock.holders(term[known])
    there = np.flatnonzero(held)
    weight = np.full(len(words), stock.idf_of_unknown, dtype=np.float32)
    weight[there] = stock.idf(term[there])
    matches = [(int(term[at]), at, 1.0) for at in there.tolist()]
    for at, (word, count) in enumerate(zip(words, held.tolist(), strict=True)):
        if count <= (0 if plain[word].isascii() else _RARE) and len(word) > 3 and not word[0].isdigit():
            matches.extend((n, at, alike) for n, alike in stock.similar_terms(word, _SIMILAR_WORDS, _LEAST_LIKENESS))
    matches = _surest(matches)
    return Query(
        text,
        day.toordinal() if day else None,
        words,
        weight,
        np.array([term for term, _, _ in matches], dtype=np.int32),
        np.array([at for _, at, _ in matches], dtype=np.int32),
        np.array([alike for _, _, alike in matches], dtype=np.float32),
        np.array(sorted(range(len(matches)), key=lambda n: (matches[n][1], stock.word(matches[n][0]))), dtype=np.int32),
    )


def _surest(matches: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Each term once, for the word it is most like."""
    best: dict[int, tuple[int, float]] = {}
    for term, at, alike in matches:
        if alike > best.get(term, (0, 0.0))[1]:
            best[term] = (at, alike)
    return [(term, at, alike) for term, (at, alike) in sorted(best.items())]
