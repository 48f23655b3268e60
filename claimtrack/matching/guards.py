"""What kind of likeness two texts have: the label of a match, with the reason in words.

The score ranks; the guards name. They see only the surface, so a label is a hint for the editor, never a decision.
Each guard answers or passes on to the next; the order is the order in which an editor would object.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claimtrack.matching.alignment import Alignment, align, in_same_order
from claimtrack.matching.places import contains
from claimtrack.matching.reading import Reading
from claimtrack.matching.slots import place_lists, swapped
from claimtrack.words import MatchLabel


@dataclass(frozen=True, slots=True)
class Finding:
    """The label a guard gives and why; `hedged` notes a doubt on one side only."""

    label: MatchLabel
    reason: str
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """The recorded claim and the new text, read and laid side by side."""

    base: Reading
    candidate: Reading
    alignment: Alignment

    @property
    def shared_places(self) -> set[str]:
        return {b for b in _codes(self.base) if any(_touch(b, c) for c in _codes(self.candidate))}

    @property
    def only_base_places(self) -> list[str]:
        return _without(self.base, self.candidate)

    @property
    def only_candidate_places(self) -> list[str]:
        return _without(self.candidate, self.base)


def label(base: Reading, candidate: Reading) -> Finding:
    """Say how the candidate relates to the recorded claim: NARROWER means that the candidate says less than the claim."""
    pair = Pair(base, candidate, align(base, candidate))
    finding = next(finding for guard in _GUARDS if (finding := guard(pair)))
    hedged = bool(candidate.hedges) != bool(base.hedges) or candidate.prepares != base.prepares
    return Finding(finding.label, finding.reason, hedged and finding.label.says_the_same)


def _codes(text: Reading) -> list[str]:
    return list(dict.fromkeys(text.places.values()))


def _touch(one: str, other: str) -> bool:
    return contains(one, other) or contains(other, one)


def _without(one: Reading, other: Reading) -> list[str]:
    return [code for code in _codes(one) if not any(_touch(code, known) for known in _codes(other))]


def _spoken(text: Reading, codes: list[str]) -> str:
    """The places as the text itself writes them."""
    first = {code: text.tokens[n].original for n, code in reversed(text.places.items())}
    return ", ".join(first[code] for code in codes)


def _word_list(text: Reading, places: list[int] | tuple[int, ...]) -> str:
    return ", ".join(f"“{text.tokens[n].original}”" for n in places)


def nothing_shared(pair: Pair) -> Finding | None:
    """No telling word in common."""
    if not pair.alignment.pairs and len(pair.shared_places) < 2:
        return Finding(MatchLabel.UNRELATED, "No telling word in common.")
    return None


def negated_on_one_side(pair: Pair) -> Finding | None:
    """One text says that it is not so."""
    if not _is_close(pair, 0.6):
        return None
    base, candidate = _polarity(pair.base, pair.candidate), _polarity(pair.candidate, pair.base)
    if bool(base) == bool(candidate):
        return None
    negated, other, words = (pair.candidate, pair.base, candidate) if candidate else (pair.base, pair.candidate, base)
    if other.endings and not any(_turns_ending(negated, n) for n in words):
        return None  # "closed" and "no longer open" agree; "not closed" would not
    side = "the new text" if negated is pair.candidate else "the recorded claim"
    return Finding(MatchLabel.REBUTTAL, f"Only {side} says {_word_list(negated, words)}.")


def _turns_ending(text: Reading, n: int) -> bool:
    """Whether this negation is about an ending: "has not closed", but not "no longer"."""
    return n not in text.endings and bool(text.endings & {n + 1, n + 2})


def _polarity(text: Reading, other: Reading) -> list[int]:
    """The words that turn the text round and are not in the other one: of "false papers" in both neither is turned."""
    common = set(other.negations.values())
    return sorted(n for n, word in text.negations.items() if word not in common)


def roles_swapped(pair: Pair) -> Finding | None:
    """The same words, but who does it and to whom it is done have changed places."""
    if pair.alignment.mutual < 0.75 or pair.only_base_places or pair.only_candidate_places:
        return None
    found = swapped(pair.base, pair.candidate)
    if not found:
        return None
    one, other = (_name_of(pair.base, key) for key in found)
    return Finding(MatchLabel.ROLE_SWAP, f"“{one}” and “{other}” have changed places.")


def _name_of(text: Reading, key: str) -> str:
    return next(t.original for n, t in enumerate(text.tokens) if key in (text.places.get(n), text.stems[n]))


def other_places(pair: Pair) -> Finding | None:
    """Each text names a place the other does not."""
    if not (pair.only_base_places and pair.only_candidate_places) or not _is_close(pair, 0.6):
        return None
    if pair.alignment.mutual < 0.5:
        return None
    if pair.candidate.anaphora or pair.base.anaphora:
        return None
    here, there = _spoken(pair.base, pair.only_base_places), _spoken(pair.candidate, pair.only_candidate_places)
    return Finding(MatchLabel.DIFFERENT_PLACE, f"The recorded claim is about {here}, the new text about {there}.")


def other_figures(pair: Pair) -> Finding | None:
    """Both texts give figures, and they do not agree."""
    base, candidate = set(pair.base.figures.values()), set(pair.candidate.figures.values())
    if not base - candidate or not candidate - base or not _is_close(pair, 0.6):
        return None
    here, there = (", ".join(f"{n:,g}" for n in sorted(side)) for side in (base - candidate, candidate - base))
    return Finding(MatchLabel.DIFFERENT_FIGURE, f"{here} in the recorded claim, {there} in the new text.")


def other_actor(pair: Pair) -> Finding | None:
    """Each text names somebody the other does not, and the rest is alike."""
    here = [n for n in pair.alignment.only_base if n in pair.base.names]
    there = [m for m in pair.alignment.only_candidate if m in pair.candidate.names]
    if not here or not there or not _is_close(pair, 0.6):
        return None
    if _same_actor(pair, here, there):
        return None
    names = f"{_word_list(pair.base, here)} in the recorded claim, {_word_list(pair.candidate, there)} in the new text."
    return Finding(MatchLabel.DIFFERENT_ACTOR, names)


def _same_actor(pair: Pair, here: list[int], there: list[int]) -> bool:
    """Whether the alias table knows both names for one actor."""
    left = {pair.base.aliases.get(pair.base.words[n]) for n in here} - {None}
    right = {pair.candidate.aliases.get(pair.candidate.words[m]) for m in there} - {None}
    return bool(left & right)


def other_object(pair: Pair) -> Finding | None:
    """The same sentence with another thing in one place."""
    here, there = pair.alignment.only_base, pair.alignment.only_candidate
    frame = len(pair.alignment.pairs) + len(pair.shared_places)
    if not here or not there or min(len(here), len(there)) > 2 or len(here) + len(there) > min(frame + 2, 4):
        return None
    if frame < 2 or not in_same_order(pair.base, pair.candidate, pair.alignment) or not _one_gap(pair):
        return None
    things = (
        f"{_word_list(pair.base, here)} in the recorded claim, {_word_list(pair.candidate, there)} in the new text."
    )
    return Finding(MatchLabel.DIFFERENT_OBJECT, things)


def _one_gap(pair: Pair) -> bool:
    """Whether the words left over stand between the same neighbours in both texts, as if one had been put for the other."""
    return any(
        _neighbours(pair, n, 0) & _neighbours(pair, m, 1)
        for n in pair.alignment.only_base
        for m in pair.alignment.only_candidate
    )


def _neighbours(pair: Pair, n: int, side: int) -> set[tuple[str, object]]:
    """What stands next to a word, in terms of the pairs and places: ("before", …), ("after", …)."""
    text = (pair.base, pair.candidate)[side]
    anchors: dict[int, object] = {both[side]: number for number, both in enumerate(pair.alignment.pairs)}
    anchors |= {at: code for at, code in text.places.items() if code in pair.shared_places}
    before = max((at for at in anchors if at < n), default=-1)
    after = min((at for at in anchors if at > n), default=-1)
    return {("before", anchors.get(before, "start")), ("after", anchors.get(after, "end"))}


def fewer_or_more_places(pair: Pair) -> Finding | None:
    """One text names fewer of the places, or of the kinds, that the other lists."""
    if not _is_close(pair, 0.6) or pair.alignment.mutual < 0.4 or pair.candidate.anaphora or pair.base.anaphora:
        return None
    if missing := _listed(pair.base, pair.only_base_places, pair.shared_places):
        return Finding(MatchLabel.NARROWER, f"The new text leaves out {_spoken(pair.base, missing)}.")
    if more := _listed(pair.candidate, pair.only_candidate_places, _shared_codes(pair)):
        return Finding(MatchLabel.BROADER, f"The new text adds {_spoken(pair.candidate, more)}.")
    return None


def _shared_codes(pair: Pair) -> set[str]:
    return {c for c in _codes(pair.candidate) if any(_touch(b, c) for b in _codes(pair.base))}


def _listed(text: Reading, only: list[str], shared: set[str]) -> list[str]:
    """Those places that stand in one list with a shared place; a place of its own is a detail, not a narrower claim."""
    return [code for code in only if any(code in listed and listed & shared for listed in place_lists(text))]


def mostly_shared(pair: Pair) -> Finding | None:
    """The telling words agree."""
    agreement, mutual = pair.alignment.agreement, pair.alignment.mutual
    places = len(pair.shared_places)
    if (agreement >= 0.6 and mutual >= 0.5) or (places >= 2 and agreement >= 0.5) or (agreement >= 0.75 and places):
        words = [pair.candidate.tokens[m].original for _, m in pair.alignment.pairs]
        return Finding(MatchLabel.SAME, f"Both say {', '.join(f'“{word}”' for word in words[:5])}.")
    return None


def something_shared(pair: Pair) -> Finding | None:
    """Some telling words in common, but not most of them."""
    words = [pair.candidate.tokens[m].original for _, m in pair.alignment.pairs]
    return Finding(MatchLabel.RELATED, f"Both mention {', '.join(f'“{word}”' for word in words[:5])}.")


def _is_close(pair: Pair, share: float) -> bool:
    """Whether the texts speak of the same thing at all: most telling words of the shorter one are in the other."""
    return pair.alignment.agreement >= share


_GUARDS: tuple[Callable[[Pair], Finding | None], ...] = (
    nothing_shared, negated_on_one_side, roles_swapped, other_places, other_figures, other_actor, other_object,
    fewer_or_more_places, mostly_shared, something_shared,
)  # fmt: skip
