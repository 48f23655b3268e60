"""An article cut into sentences.

sentencex (Wikimedia) does the cutting: it knows the abbreviations of many languages and needs 50 ms for a megabyte.
Of Serbian it knows few, and dates like “21. februara” it cuts in two: what goes on is put together again.
"""

import re
from itertools import pairwise

from sentencex import segment

from claimtrack.matching.language import guess
from claimtrack.matching.text import tokens

LONGEST_WRAPPED = 100  # characters of a line; in a text with longer ones a line break ends a paragraph
TELLING = 2000  # characters by which the language is told
_OPENING = "„“”\"'«»‘’([–—-… \t\n\u00a0"
_INITIAL = re.compile(r"\w{1,2}\.")
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.\s*$")
_WITH_ORDINALS = {"cs", "da", "de", "fi", "hr", "hu", "no", "pl", "sk", "sl", "sr", "tr"}  # “am 18. Februar”


def language_of(text: str) -> str:
    """The likeliest language of an article (“en”, “ru”, …), "" when nothing tells."""
    return guess([token.plain for token in tokens(text[:TELLING], TELLING)])


def sentences(text: str) -> list[str]:
    """The sentences, each in one line; headings and captions, which end without a stop, are some, too."""
    language = language_of(text) or "en"
    return [sentence for part in _paragraphs(text) for sentence in _sentences(part, language)]


def _paragraphs(text: str) -> list[str]:
    """Parts that no sentence goes beyond: what stands between empty lines where lines were wrapped, lines otherwise."""
    lines = [line.strip() for line in text.splitlines()]
    is_wrapped = "" in lines and max(map(len, lines)) <= LONGEST_WRAPPED
    parts: list[str] = []
    for before, line in pairwise(["", *lines]):
        if before and (is_wrapped or _begins_small(line)):
            parts[-1] += f" {line}"
        else:
            parts.append(line)
    return parts


def _sentences(paragraph: str, language: str) -> list[str]:
    found: list[str] = []
    for piece in segment(language, paragraph):
        if found and _goes_on(found[-1], piece, language):
            found[-1] += piece
        else:
            found.append(piece)
    in_one_line = (" ".join(sentence.split()) for sentence in found)
    return [sentence for sentence in in_one_line if any(map(str.isalpha, sentence))]


def _goes_on(before: str, piece: str, language: str) -> bool:
    """Whether a piece is no sentence of its own, as one that begins small or comes after an initial or an ordinal."""
    if _begins_small(piece) or _INITIAL.fullmatch(before.strip()):
        return True
    return language in _WITH_ORDINALS and _ORDINAL.search(before) is not None


def _begins_small(text: str) -> bool:
    return text.lstrip(_OPENING)[:1].islower()
