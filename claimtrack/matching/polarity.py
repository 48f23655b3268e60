"""Whether one of two texts says that it is not so: a negation, a denial, or the contrary of a word of the other."""

from claimtrack.matching.pair import Finding, Pair, word_list
from claimtrack.matching.reading import Reading
from claimtrack.words import MatchLabel


def turned_on_one_side(pair: Pair) -> Finding | None:
    """One text says that it is not so. Two turns in one text cancel out: "has not fallen" agrees with "has risen"."""
    paired = tuple({both[side] for both in pair.alignment.pairs} for side in (0, 1))
    base = _polarity(pair.base, pair.candidate, paired[0])
    candidate = _polarity(pair.candidate, pair.base, paired[1])
    is_contrary = len(pair.alignment.opposed) % 2 == 1
    if bool(base) != bool(candidate):
        return None if is_contrary else _negated(pair, base, candidate)
    return _contrary(pair) if is_contrary and not _are_about_others(pair) else None


def _negated(pair: Pair, base: list[int], candidate: list[int]) -> Finding | None:
    negated, other, words = (pair.candidate, pair.base, candidate) if candidate else (pair.base, pair.candidate, base)
    if other.endings and not any(_turns_ending(negated, n) for n in words):
        return None  # "closed" and "no longer open" agree; "not closed" would not
    side = "the new text" if negated is pair.candidate else "the recorded claim"
    return Finding(MatchLabel.REBUTTAL, f"Only {side} says {word_list(negated, words)}.")


def _contrary(pair: Pair) -> Finding:
    here, there = zip(*pair.alignment.opposed, strict=True)
    words = f"{word_list(pair.base, here)} in the recorded claim, {word_list(pair.candidate, there)} in the new text."
    return Finding(MatchLabel.REBUTTAL, words)


def _are_about_others(pair: Pair) -> bool:
    """That one wins and another loses is no contradiction."""
    alignment = pair.alignment
    here, there = set(alignment.only_base) & pair.base.names, set(alignment.only_candidate) & pair.candidate.names
    return bool((here or pair.only_base_places) and (there or pair.only_candidate_places))


def _turns_ending(text: Reading, n: int) -> bool:
    """Whether this negation is about an ending: "has not closed", but not "no longer"."""
    return n not in text.endings and bool(text.endings & {n + 1, n + 2})


def _polarity(text: Reading, other: Reading, paired: set[int]) -> list[int]:
    """The words that turn the text round and are not in the other one: of "false papers" in both neither is turned."""
    common = set(other.negations.values())
    turning = [n for n, word in text.negations.items() if word not in common]
    return sorted(n for n in turning if text.words[n] not in _WITHOUT or _is_told_of(text, n, paired))


# "Without" turns round what follows it; if the other text does not speak of that, it is a detail.
_WITHOUT = frozenset("without ohne sans sin sem senza bez pa zonder".split())


def _is_told_of(text: Reading, n: int, paired: set[int]) -> bool:
    return next((m for m in text.content if m > n), -1) in paired
