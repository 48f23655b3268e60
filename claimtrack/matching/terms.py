"""The words of a text as the index counts them: stems in plain letters, without the words that tell nothing."""

import re
from functools import lru_cache

from claimtrack.matching.language import guess, is_common, stem
from claimtrack.matching.numbers import figures, is_figure_word, value
from claimtrack.matching.text import READ_LENGTH, latin, words

# Longer words are cut so that the vocabulary is an array of equal cells.
TERM_LENGTH = 24
_TAG, _CAMEL = re.compile(r"#(\w+)"), re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ADDRESS = re.compile(r"(?i)\b(?:https?://|www\.|pic\.twitter\.com/)\S+")


def terms(text: str, language: str = "") -> list[str]:
    """The telling words of a text in order, as the index counts them."""
    return [term for _, term in telling_words(text, language)]


def telling_words(text: str, language: str = "") -> list[tuple[str, str]]:
    """The telling words of a text in order: (normal form, term). A text of common words only keeps them all."""
    plain = words(_TAG.sub(_untag, _ADDRESS.sub(" ", text[: READ_LENGTH * 2])))
    if any(map(is_figure_word, plain)):
        plain = _with_values(plain)
    language = language or guess(plain)
    known = [(word, *_term(word, language)) for word in plain]
    telling = [(word, term) for word, term, common in known if not common]
    return telling or [(word, term) for word, term, _ in known if term]


def _with_values(plain: list[str]) -> list[str]:
    """Figures of several words as one value: "three thousand" and "3k" → "3000"."""
    found = {at: (number, size) for number, at, size in figures([latin(word) for word in plain])}
    inside = {at + n for at, (_, size) in found.items() for n in range(1, size)}
    spoken = [f"{found[at][0]:.12g}" if at in found else word for at, word in enumerate(plain)]
    return [word for at, word in enumerate(spoken) if at not in inside]


def _untag(tag: re.Match[str]) -> str:
    """A tag as words: #PizzaVendingMachine → Pizza Vending Machine."""
    return _CAMEL.sub(" ", tag[1])


@lru_cache(maxsize=100_000)
def _term(word: str, language: str) -> tuple[str, bool]:
    """The term of a word, and whether it is left out when there are others."""
    number = value(word)
    term = (f"{number:.12g}" if number is not None else stem(word, language))[:TERM_LENGTH]
    return term, not term or is_common(latin(word), language)
