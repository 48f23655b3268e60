"""Two texts cut into segments that agree and segments that differ, so that a page can mark the differing words."""

from claimtrack.matching.alignment import align
from claimtrack.matching.reading import Reading

Segments = tuple[tuple[str, bool], ...]


def mark(base: Reading, candidate: Reading) -> tuple[Segments, Segments]:
    """The two texts in segments (words, differs); joined again they are the texts, character for character.

    Small common words never count as a difference, unless they turn the claim round.
    """
    paired = align(base, candidate).pairs
    return (
        _segments(base, candidate, {n for n, _ in paired}),
        _segments(candidate, base, {m for _, m in paired}),
    )


def _segments(text: Reading, other: Reading, paired: set[int]) -> Segments:
    differing = [n for n in range(len(text.tokens)) if _differs(text, other, n, paired)]
    parts: list[tuple[str, bool]] = []
    done = 0
    for n in differing:
        token = text.tokens[n]
        if parts and parts[-1][1] and not text.text[done : token.start].strip():
            parts[-1] = (parts[-1][0] + text.text[done : token.end], True)
        else:
            parts += [(text.text[done : token.start], False)] if token.start > done else []
            parts.append((text.text[token.start : token.end], True))
        done = token.end
    if done < len(text.text):
        parts.append((text.text[done:], False))
    return tuple(parts)


def _differs(text: Reading, other: Reading, n: int, paired: set[int]) -> bool:
    if n in text.places:
        return text.places[n] not in other.places.values()
    if n in text.negations or n in text.hedges:
        return text.words[n] not in other.words
    if n in paired or text.stems[n] in other.stems:
        return False
    return n in text.content or n in text.figure_words
