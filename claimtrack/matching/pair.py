"""The recorded claim and the new text side by side: what both name, what only one names, and how close they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from claimtrack.matching.alignment import Alignment, align
from claimtrack.matching.numbers import SIGNS, Quantity, bound_before
from claimtrack.matching.places import contains
from claimtrack.matching.reading import Reading, are_foreign
from claimtrack.matching.slots import spots
from claimtrack.words import MatchLabel

_SHOWN = 5  # words or places in a reason; more of them are not read


@dataclass(frozen=True, slots=True)
class Finding:
    """The label a guard gives and why; `hedged` notes a doubt on one side only, which the reason names."""

    label: MatchLabel
    reason: str
    hedged: bool = False


@dataclass(frozen=True)
class Pair:
    """The recorded claim and the new text, read and laid side by side."""

    base: Reading
    candidate: Reading

    @cached_property
    def alignment(self) -> Alignment:
        return align(self.base, self.candidate)

    @cached_property
    def shared_places(self) -> set[str]:
        return set(codes(self.base)) - set(self.only_base_places)

    @cached_property
    def only_base_places(self) -> list[str]:
        return self._without(self.base, self.candidate)

    @cached_property
    def only_candidate_places(self) -> list[str]:
        return self._without(self.candidate, self.base)

    def _without(self, one: Reading, other: Reading) -> list[str]:
        """Places that the other text names neither themselves nor by what they lie in.

        Where nothing else is said they must be the very same: "Crimea is Russia", "Crimea is Ukraine".
        """
        exact = not one.content and not other.content
        known = codes(other)
        return [code for code in codes(one) if code not in known and (exact or not any(_touch(code, k) for k in known))]

    @cached_property
    def base_spots(self) -> list[int]:
        """Words of towns in no list that only the recorded claim names."""
        return _left_over(spots(self.base), self.alignment.only_base)

    @cached_property
    def candidate_spots(self) -> list[int]:
        return _left_over(spots(self.candidate), self.alignment.only_candidate)

    @cached_property
    def other_quantities(self) -> tuple[list[Quantity], list[Quantity]]:
        """The figures of each side that agree with none of the other's, as far as both sides have one of the kind."""
        here, there = self.base.quantities, self.candidate.quantities
        left = [one for one in here if not any(one.agrees(other) for other in there)]
        right = [other for other in there if not any(other.agrees(one) for one in here)]
        kinds = {one.kind for one in left} & {other.kind for other in right}
        return [one for one in left if one.kind in kinds], [other for other in right if other.kind in kinds]

    @cached_property
    def is_abroad(self) -> bool:
        """Whether the texts are in two languages that share so few words that only names and figures compare."""
        if not are_foreign(self.base, self.candidate):
            return False
        if self.base.is_latin != self.candidate.is_latin:
            return True
        common = [n for n, _ in self.alignment.pairs if not self.base.tokens[n].is_capital]
        fewer = min(_small_words(self.base), _small_words(self.candidate))
        return fewer == 0 or len(common) <= fewer / 2

    @property
    def is_bare(self) -> bool:
        """Whether hardly more than places is said: "Kosovo is Serbia"."""
        alignment = self.alignment
        return not alignment.pairs and len(alignment.only_base) + len(alignment.only_candidate) <= 1

    def is_close(self, share: float = 0.6) -> bool:
        """Whether the texts speak of the same thing at all: most telling words of the shorter one are in the other."""
        if self.is_bare:
            return bool(self.shared_places)
        left = len(self.alignment.only_base) - len(self.base_spots)
        right = len(self.alignment.only_candidate) - len(self.candidate_spots)
        fewer = len(self.alignment.pairs) + min(left, right)
        return bool(fewer) and len(self.alignment.pairs) / fewer >= share

    def both_say(self) -> str:
        """What both texts name, as the new one writes it: words, then places."""
        words = [self.candidate.tokens[m].original for _, m in self.alignment.pairs]
        parts = [f"say {quoted(words)}"] if words else []
        if places := self.shared_as_written():
            parts.append(f"name {', '.join(places[:_SHOWN])}")
        return f"Both {' and '.join(parts)}"

    def shared_as_written(self) -> list[str]:
        """The places both name, as the new text writes them."""
        shared = [code for code in codes(self.candidate) if code not in self.only_candidate_places]
        return as_written(self.candidate, shared)


def codes(text: Reading) -> list[str]:
    """The places of a text, each once; in "Kakhovka in Ukraine" the country only says where the town lies.

    Where nothing but places is named, each of them counts: "Crimea is Ukraine".
    """
    named = dict.fromkeys(text.places.values())
    if not text.content:
        return list(named)
    return [code for code in named if not any(other != code and contains(code, other) for other in named)]


def as_written(text: Reading, places: Iterable[str]) -> list[str]:
    """The places as the text itself writes them."""
    whole: dict[str, str] = {}
    for n, code in text.places.items():
        last = n
        while text.places.get(last + 1) == code:
            last += 1
        whole.setdefault(code, text.text[text.tokens[n].start : text.tokens[last].end])
    return [whole[code] for code in places]


def figures_as_written(text: Reading, figures: Iterable[Quantity]) -> list[str]:
    """The figures as the text itself writes them, with their bounds: "fewer than 100"."""
    return [_figure_as_written(text, figure) for figure in figures]


def _figure_as_written(text: Reading, figure: Quantity) -> str:
    first = figure.at - bound_before(text.words, figure.at)[1]
    start, end = text.tokens[first].start, text.tokens[figure.at + figure.size - 1].end
    start -= text.text[max(0, start - 1) : start] in SIGNS
    end += text.text[end : end + 1] in SIGNS
    return text.text[start:end]


def quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(words)[:_SHOWN])


def word_list(text: Reading, places: Iterable[int]) -> str:
    """These words of the text, in quotes; neighbours are one phrase."""
    return quoted(phrases(text, places))


def phrases(text: Reading, places: Iterable[int]) -> list[str]:
    """These words of the text; those that stand side by side are one phrase."""
    runs: list[list[int]] = []
    for n in places:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return [" ".join(text.tokens[n].original for n in run) for run in runs]


def _touch(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)


def _left_over(towns: list[list[int]], only: tuple[int, ...]) -> list[int]:
    return [n for town in towns if set(town) <= set(only) for n in town]


def _small_words(text: Reading) -> int:
    """How many different telling words a text has that do not look like names."""
    return len({text.stems[n] for n in text.content if not text.tokens[n].is_capital})
