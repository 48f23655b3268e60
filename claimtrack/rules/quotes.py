"""Whether a quote stands in a text, however its spaces, quote marks and dashes were typed."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MARKS = frozenset("\"'`´‘’‚‛“”„‟«»‹›′″＂＇「」『』〝〞")
DASHES = frozenset("-‐‑‒–—―−﹘﹣－")
GAP = re.compile(r"[\[(]\s*(?:…|\.{3})\s*[\])]|…|\.{3}")
FEWEST_WORDS = 3  # of a beginning that is worth showing


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands: its characters, counted in normal form C, and its paragraph, counted from 1.

    `shortened`: the quote leaves something out, and says so with dots.
    """

    start: int
    end: int
    paragraph: int
    paragraphs: int
    shortened: bool = False


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as it is compared, and for each of its characters the place of the one it was."""

    text: str
    places: list[int]


def find_quote(quote: str, text: str) -> Place | None:
    """Where the quote stands in the text; None if it does not, or if there is nothing to look for."""
    whole = unicodedata.normalize("NFC", text)
    folded = _fold(whole)
    wanted = _ends_off(_fold(quote).text)
    if not wanted:
        return None
    at = _find(wanted, folded.text, 0)
    if at >= 0:
        return _place(whole, folded, at, at + len(wanted), shortened=False)
    return _find_pieces(quote, whole, folded)


def common_beginning(quote: str, text: str) -> str:
    """The words with which the quote begins that do stand in the text: where it departs. "" for fewer than three."""
    there = _fold(text).text
    words = _ends_off(_fold(quote).text).split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _find(" ".join(words[:middle]), there, 0) >= 0:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low]) if low >= FEWEST_WORDS else ""


def _find_pieces(quote: str, whole: str, folded: _Folded) -> Place | None:
    """The pieces around “[…]”, each after the one before."""
    pieces = [piece for piece in (_ends_off(_fold(part).text) for part in GAP.split(quote)) if piece]
    if len(pieces) < 2:
        return None
    start, at = -1, 0
    for piece in pieces:
        found = _find(piece, folded.text, at)
        if found < 0:
            return None
        start, at = (found if start < 0 else start), found + len(piece)
    return _place(whole, folded, start, at, shortened=True)


def _find(wanted: str, there: str, begin: int) -> int:
    """Like str.find, for whole words only: “art” does not stand in “part”."""
    at = there.find(wanted, begin)
    while at >= 0:
        end = at + len(wanted)
        if not (_joined(there, at) or _joined(there, end)):
            return at
        at = there.find(wanted, at + 1)
    return -1


def _joined(text: str, at: int) -> bool:
    """Whether a word goes on across this place."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _place(whole: str, folded: _Folded, start: int, end: int, *, shortened: bool) -> Place:
    first, last = folded.places[start], folded.places[end - 1] + 1
    before = [line for line in whole[: first + 1].split("\n") if line.strip()]
    paragraphs = [line for line in whole.split("\n") if line.strip()]
    return Place(first, last, len(before), len(paragraphs), shortened)


def _ends_off(folded: str) -> str:
    """Without the quote marks and spaces around the whole, which the source need not have."""
    return folded.strip("' ")


def _fold(text: str) -> _Folded:
    """One space for many, one sign for all quote marks and one for all dashes, nothing invisible."""
    signs: list[str] = []
    places: list[int] = []
    for place, char in enumerate(unicodedata.normalize("NFC", text)):
        for sign in _plain(char):
            last = signs[-1] if signs else " "
            if (sign == " " and last in " -") or sign == last == "-":
                continue
            if sign == "-" and signs and last == " ":
                signs[-1] = "-"
                continue
            signs.append(sign)
            places.append(place)
    return _Folded("".join(signs), places)


@lru_cache(maxsize=5000)
def _plain(char: str) -> str:
    """What a character is compared as; "" if it cannot be seen."""
    if char.isspace():
        return " "
    if char in MARKS:
        return "'"
    if char in DASHES:
        return "-"
    return "" if unicodedata.category(char) in ("Cf", "Cc") else unicodedata.normalize("NFKC", char)
