"""Which words of two texts say the same: equal stems, shortened forms, words of one family, near spellings."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from claimtrack.matching.reading import Reading

_NEAR_SPELLING = 0.88


@dataclass(frozen=True, slots=True)
class Alignment:
    """The content words of two texts side by side: pairs that agree, and what is left over on each side."""

    pairs: tuple[tuple[int, int], ...]
    only_base: tuple[int, ...]
    only_candidate: tuple[int, ...]

    @property
    def agreement(self) -> float:
        """How much of the text with fewer content words is found in the other, 0 to 1."""
        fewer = len(self.pairs) + min(len(self.only_base), len(self.only_candidate))
        return len(self.pairs) / fewer if fewer else 0.0

    @property
    def mutual(self) -> float:
        """How much of both together is shared (Dice), 0 to 1."""
        total = 2 * len(self.pairs) + len(self.only_base) + len(self.only_candidate)
        return 2 * len(self.pairs) / total if total else 0.0


@lru_cache(maxsize=256)
def align(base: Reading, candidate: Reading) -> Alignment:
    """Pair the content words of two texts, the surest likeness first, each word once."""
    left, right = _once(base, base.content), _once(candidate, candidate.content)
    pairs: list[tuple[int, int]] = []
    for agree in (_same_stem, _both_ended, _same_family, _near_spelling):
        for n in left:
            partner = next((m for m in right if agree(base, n, candidate, m)), None)
            if partner is not None:
                pairs.append((n, partner))
                right = [m for m in right if m != partner]
        paired = {n for n, _ in pairs}
        left = [n for n in left if n not in paired]
    return Alignment(tuple(sorted(pairs)), tuple(left), tuple(right))


def _once(text: Reading, places: list[int]) -> list[int]:
    first = {text.stems[n]: n for n in reversed(places)}
    return sorted(first.values())


def _same_stem(one: Reading, n: int, other: Reading, m: int) -> bool:
    return one.stems[n] == other.stems[m] or one.words[n] == other.words[m]


def _both_ended(one: Reading, n: int, other: Reading, m: int) -> bool:
    """ "Stopped" and "no longer" say the same of whatever ended."""
    return n in one.endings and m in other.endings


def _same_family(one: Reading, n: int, other: Reading, m: int) -> bool:
    return one.families[n] == other.families[m] != -1


def _near_spelling(one: Reading, n: int, other: Reading, m: int) -> bool:
    """A shortened form ("mercs") or another spelling or ending of one word; short words must be equal."""
    a, b = one.stems[n], other.stems[m]
    short, long = sorted((a, b), key=len)
    if len(short) < 4 or n in one.names or m in other.names:
        return False
    return long.startswith(short) or (JaroWinkler.similarity(a, b) >= _NEAR_SPELLING and len(short) > 5)


def in_same_order(base: Reading, candidate: Reading, alignment: Alignment) -> bool:
    """Whether shared content words and places come in the same order in both; lists of places may be shuffled."""
    partner = {m: n for n, m in alignment.pairs}
    first_place = {code.split(".")[0]: n for n, code in reversed(base.places.items())}
    order = [partner[m] if m in partner else _home(candidate, m, first_place) for m in range(len(candidate.tokens))]
    known = [n for n in order if n >= 0]
    out_of_place = [both for both in itertools.pairwise(known) if both[0] > both[1]]
    return all(n in base.places and follower in base.places for n, follower in out_of_place)


def _home(candidate: Reading, m: int, first_place: dict[str, int]) -> int:
    return first_place.get(candidate.places[m].split(".")[0], -1) if m in candidate.places else -1
