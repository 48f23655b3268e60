"""A text in pieces, with the quotes taken from it marked."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.rules.quotes import find_quote


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of the text and the numbers of the quotes they belong to."""

    text: str
    quotes: tuple[int, ...]


def mark_quotes(text: str, quotes: Iterable[tuple[int, str]]) -> tuple[list[Piece], list[int]]:
    """The text cut wherever a quote begins or ends, and the numbers of the quotes that do not stand in it.

    `text` is in normal form C, as stored. Put together again the pieces are the text.
    """
    places = {number: find_quote(quote, text) for number, quote in quotes}
    spans = [(place.start, place.end, number) for number, place in places.items() if place]
    cuts = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    pieces = [
        Piece(text[start:end], tuple(number for first, last, number in spans if first <= start and end <= last))
        for start, end in itertools.pairwise(cuts)
    ]
    return pieces, [number for number, place in places.items() if place is None]
