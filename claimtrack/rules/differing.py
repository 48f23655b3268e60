"""Two texts word by word: what stayed, what went, what came."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

SAME, GONE, NEW = "", "gone", "new"
MOST = 4_000_000  # pairs of words compared at most; past that the whole middle counts as replaced
LONGEST_SAME, KEPT = 240, 90  # characters: of unchanged words in a row; of them on either side where they are cut

# A word with the space after it; a mark or a letter of a script without spaces stands alone.
_WORDS = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]\s*|[^\s\u3040-\u30ff\u3400-\u9fff.,;:!?()\[\]“”„«»\"…—–/]+\s*|\S\s*|\s+"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what became of them: SAME, GONE or NEW."""

    text: str
    kind: str = SAME


def differing(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order; those not GONE, joined, are the text after to the character."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    pieces = [
        Piece("".join(new[:start])),
        *_compared(old_middle, new_middle),
        Piece("".join(new[len(new) - end :])),
    ]
    return tuple(piece for piece in pieces if piece.text)


def shortened(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same with long runs of unchanged words cut to what stands beside a change."""
    whole = tuple(pieces)
    return tuple(
        _cut(piece, first=place == 0, last=place == len(whole) - 1) if piece.kind == SAME else piece
        for place, piece in enumerate(whole)
    )


def _compared(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    if len(old) * len(new) > MOST:
        return [Piece("".join(old), GONE), Piece("".join(new), NEW)]
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    pieces: list[Piece] = []
    for what, first, last, begin, stop in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece("".join(new[begin:stop])))
        else:
            pieces += [Piece("".join(old[first:last]), GONE), Piece("".join(new[begin:stop]), NEW)]
    return pieces


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    place = 0
    for left, right in zip(one, other, strict=False):
        if left.strip() != right.strip():
            break
        place += 1
    return place


def _cut(piece: Piece, *, first: bool, last: bool) -> Piece:
    text = piece.text
    if len(text) <= LONGEST_SAME:
        return piece
    head, tail = ("" if first else text[:KEPT]), ("" if last else text[-KEPT:])
    return replace(piece, text=f"{head} … {tail}")
