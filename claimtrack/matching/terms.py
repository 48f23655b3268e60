"""The words of a text as the index counts them: stems in plain letters, without the words that tell nothing."""

import re

from claimtrack.matching.language import guess, is_common, stem
from claimtrack.matching.numbers import value
from claimtrack.matching.text import READ_LENGTH, latin, words

# Longer words are cut so that the vocabulary is an array of equal cells.
TERM_LENGTH = 24
_ADDRESS = re.compile(r"(?i)\b(?:https?://|www\.|pic\.twitter\.com/)\S+")


def terms(text: str, language: str = "") -> list[str]:
    """The telling words of a text in order, as the index counts them."""
    return [term for _, term in telling_words(text, language)]


def telling_words(text: str, language: str = "") -> list[tuple[str, str]]:
    """The telling words of a text in order: (normal form, term). A text of common words only keeps them all."""
    plain = words(_ADDRESS.sub(" ", text[: READ_LENGTH * 2]))
    language = language or guess(plain)
    stems = [(word, _term(word, language)) for word in plain]
    known = [(word, term) for word, term in stems if term]
    return [(word, term) for word, term in known if not is_common(latin(word), language)] or known


def _term(word: str, language: str) -> str:
    number = value(word)
    return (f"{number:.12g}" if number is not None else stem(word, language))[:TERM_LENGTH]


def grams(term: str) -> list[str]:
    """The three-letter pieces of a word with its edges marked: "lavrov" → "^la", "lav", …, "ov$"."""
    edged = f"^{term}$"
    return [edged[n : n + 3] for n in range(len(edged) - 2)]
