"""Which words of two texts say the same: equal stems, shortened forms, one family, near spellings, one name."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from claimtrack.matching.names import ORGANISATIONS, is_same_name, skeleton
from claimtrack.matching.reading import Reading, are_foreign
from claimtrack.matching.synonyms import are_opposites, contraries

_NEAR_SPELLING = 0.88
_ONE_WORD_ABROAD = 6  # letters; words of two languages that begin alike so far are one: "provocation", "провокация"


@dataclass(frozen=True, slots=True)
class Alignment:
    """The content words of two texts side by side: pairs that agree, and what is left over on each side.

    `opposed` are those pairs that say the contrary of each other ("rose", "fell"): the same matter, turned round.
    """

    pairs: tuple[tuple[int, int], ...]
    only_base: tuple[int, ...]
    only_candidate: tuple[int, ...]
    opposed: tuple[tuple[int, int], ...] = ()

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
    left, right = _once(base), _once(candidate)
    pairs: list[tuple[int, int]] = []
    for kind in (_stem, _word, _ended, _family):
        by_kind = {kind(candidate, m): m for m in reversed(right)}
        for n in left:
            said = kind(base, n)
            partner = by_kind.get(said)
            if partner is not None and said is not None and not _brand_and_word(base, n, candidate, partner):
                pairs.append((n, by_kind.pop(said)))
        left, right = _unpaired(left, right, pairs)
    is_alike = _alike_abroad if are_foreign(base, candidate) else _alike
    pairs += _pair_up(left, right, lambda n, m: is_alike(base, n, candidate, m))
    left, right = _unpaired(left, right, pairs)
    pairs += _same_actors(base, candidate, left, right)
    left, right = (_without_actors(*side) for side in ((left, base, candidate), (right, candidate, base)))
    opposed = _opposites(base, left, candidate, right)
    left, right = _unpaired(left, right, opposed)
    opposed += _small_opposites(base, candidate)
    return Alignment(tuple(sorted(pairs + opposed)), tuple(left), tuple(right), tuple(opposed))


def _pair_up(left: list[int], right: list[int], fits: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """Each word on the left with the first one on the right that fits, each once."""
    pairs, free = [], list(right)
    for n in left:
        partner = next((m for m in free if fits(n, m)), None)
        if partner is not None:
            pairs.append((n, partner))
            free.remove(partner)
    return pairs


def _small_opposites(base: Reading, candidate: Reading) -> list[tuple[int, int]]:
    """ "Up" in the one and "down" in the other, which are too common to be content."""
    return _opposites(base, _small(base, candidate), candidate, _small(candidate, base))


def _opposites(base: Reading, left: list[int], candidate: Reading, right: list[int]) -> list[tuple[int, int]]:
    """Words that say the contrary of each other."""
    said = {candidate.words[m] for m in right} | {candidate.families[m] for m in right}
    turned = [n for n in left if not contraries(base.words[n]).isdisjoint(said)]
    return _pair_up(turned, right, lambda n, m: are_opposites(base.words[n], candidate.words[m]))


def _small(text: Reading, other: Reading) -> list[int]:
    content, bounds, known = set(text.content), text.bounds, set(other.words)
    return [n for n, word in enumerate(text.words) if n not in content and n not in bounds and word not in known]


def _same_actors(base: Reading, candidate: Reading, left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """Two names of one actor, as the alias table has them."""
    theirs = {candidate.actors[m]: m for m in reversed(right) if m in candidate.actors}
    mine = {base.actors[n]: n for n in reversed(left) if n in base.actors}
    return [(n, theirs[actor]) for actor, n in mine.items() if actor in theirs]


def _without_actors(words: list[int], text: Reading, other: Reading) -> list[int]:
    """Words left over, but for those of actors whom the other text names, too: a longer name says no more."""
    named = set(other.actors.values())
    return [n for n in words if text.actors.get(n, -1) not in named]


def _unpaired(left: list[int], right: list[int], pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    mine, theirs = {n for n, _ in pairs}, {m for _, m in pairs}
    return [n for n in left if n not in mine], [m for m in right if m not in theirs]


def _once(text: Reading) -> list[int]:
    first = {text.stems[n]: n for n in reversed(text.content)}
    return sorted(first.values())


def _stem(text: Reading, n: int) -> str | None:
    return text.stems[n]


def _word(text: Reading, n: int) -> str | None:
    return text.words[n]


def _ended(text: Reading, n: int) -> str | None:
    """ "Stopped" and "no longer" say the same of whatever ended."""
    return "ended" if n in text.endings else None


def _family(text: Reading, n: int) -> str | None:
    return str(text.families[n]) if text.families[n] >= 0 else None


def _brand_and_word(one: Reading, n: int, other: Reading, m: int) -> bool:
    """Whether only one side means the firm: "Apple" and "an apple"; a text all in small letters tells nothing."""
    brands = [text.words[at] in ORGANISATIONS and text.tokens[at].is_capital for text, at in ((one, n), (other, m))]
    small = one if brands[1] else other
    return brands[0] != brands[1] and any(token.is_capital for token in small.tokens)


def _alike(one: Reading, n: int, other: Reading, m: int) -> bool:
    if n in one.names and m in other.names:
        return is_same_name(one.words[n], other.words[m])
    return _near_spelling(one, n, other, m)


def _alike_abroad(one: Reading, n: int, other: Reading, m: int) -> bool:
    """Words of two languages: names as they sound, and long words that begin alike."""
    a, b = skeleton(one.words[n]), skeleton(other.words[m])
    are_names = one.tokens[n].is_capital and other.tokens[m].is_capital
    if are_names and is_same_name(one.words[n], other.words[m], abroad=True):
        return True
    return _near_spelling(one, n, other, m) or (len(b) >= _ONE_WORD_ABROAD and a.startswith(b[:_ONE_WORD_ABROAD]))


def _near_spelling(one: Reading, n: int, other: Reading, m: int) -> bool:
    """A shortened form ("mercs") or another spelling or ending of one word; short words must be equal."""
    a, b = one.stems[n], other.stems[m]
    if a[:1] != b[:1] or min(len(a), len(b)) < 4 or n in one.names or m in other.names:
        return False
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return long.startswith(short) or (len(short) > 5 and JaroWinkler.similarity(a, b) >= _NEAR_SPELLING)


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
