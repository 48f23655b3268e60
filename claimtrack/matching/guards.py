"""What kind of likeness two texts have: the label of a match, with the reason in words.

The score ranks; the guards name. They see only the surface, so a label is a hint for the editor, never a decision.
Each guard answers or passes on to the next; the order is the order in which an editor would object.
"""

from collections.abc import Callable

from claimtrack.matching.abroad import label_abroad
from claimtrack.matching.alignment import in_same_order
from claimtrack.matching.pair import Finding, Pair, as_written, codes, figures_as_written, phrases, word_list
from claimtrack.matching.polarity import turned_on_one_side
from claimtrack.matching.reading import Reading
from claimtrack.matching.slots import place_lists, swapped
from claimtrack.words import MatchLabel


def label(base: Reading, candidate: Reading) -> Finding:
    """Say how the candidate relates to the recorded claim: NARROWER means that the candidate says less than the claim."""
    pair = Pair(base, candidate)
    finding = next(finding for guard in _GUARDS if (finding := guard(pair)))
    doubt = _doubt(pair) if finding.label.says_the_same else ""
    return Finding(finding.label, f"{finding.reason} {doubt}".strip(), bool(doubt))


def _doubt(pair: Pair) -> str:
    """In words, that only one side puts it with a doubt, or as something to come."""
    sides = (("the recorded claim", pair.base, pair.candidate), ("the new text", pair.candidate, pair.base))
    for name, text, other in sides:
        if text.hedges and not other.hedges:
            return f"Only {name} puts it with a doubt: {word_list(text, text.hedges)}."
    for name, text, other in sides:
        if text.prepares and not other.prepares:
            return f"Only {name} puts it as something that is being prepared."
    return ""


def word_for_word(pair: Pair) -> Finding | None:
    """The same words, or the same signs where there are none."""
    if any(pair.other_quantities):
        return None  # "$60bn" and "€60bn"
    if pair.base.words == pair.candidate.words and (pair.base.words or pair.base.text == pair.candidate.text):
        return Finding(MatchLabel.SAME, "Word for word the same.")
    return None


def in_two_languages(pair: Pair) -> Finding | None:
    """In different languages most words differ and tell nothing."""
    return label_abroad(pair) if pair.is_abroad else None


def nothing_shared(pair: Pair) -> Finding | None:
    """No telling word in common, or a single name or place."""
    pairs, places = pair.alignment.pairs, pair.shared_as_written()
    if len(pairs) + len(places) == 0:
        return Finding(MatchLabel.UNRELATED, "No telling word in common with the words of the recorded claim.")
    if len(pairs) + len(places) > 1 or pair.is_bare or _says_little_else(pair):
        return None
    if pairs and pairs[0][1] not in pair.candidate.names:
        return None
    return Finding(MatchLabel.UNRELATED, f"{pair.both_say()}, and no other telling word is in common.")


def _says_little_else(pair: Pair) -> bool:
    """Whether one of the texts has hardly a word besides: "Covid"."""
    return min(len(pair.alignment.only_base), len(pair.alignment.only_candidate)) == 0


def negated_on_one_side(pair: Pair) -> Finding | None:
    """One text says that it is not so."""
    return turned_on_one_side(pair) if pair.is_close() else None


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
    """Each text names a place the other does not: one that is known, or a name after "in" that is in no list."""
    here = [*as_written(pair.base, pair.only_base_places), *phrases(pair.base, pair.base_spots)]
    there = [*as_written(pair.candidate, pair.only_candidate_places), *phrases(pair.candidate, pair.candidate_spots)]
    if not here or not there or pair.candidate.anaphora or pair.base.anaphora:
        return None
    if not pair.is_close() or (pair.alignment.mutual < 0.5 and not pair.is_bare):
        return None
    left, right = ", ".join(here), ", ".join(there)
    return Finding(MatchLabel.DIFFERENT_PLACE, f"The recorded claim is about {left}, the new text about {right}.")


def other_figures(pair: Pair) -> Finding | None:
    """Both texts give figures, and they do not agree."""
    here, there = pair.other_quantities
    if not here or not there or not pair.is_close():
        return None
    left, right = ", ".join(figures_as_written(pair.base, here)), ", ".join(figures_as_written(pair.candidate, there))
    return Finding(MatchLabel.DIFFERENT_FIGURE, f"{left} in the recorded claim, {right} in the new text.")


def other_actor(pair: Pair) -> Finding | None:
    """Each text names somebody the other does not, and the rest is alike."""
    here = [n for n in pair.alignment.only_base if n in pair.base.names]
    there = [m for m in pair.alignment.only_candidate if m in pair.candidate.names]
    if not here or not there or not pair.is_close():
        return None
    names = f"{word_list(pair.base, here)} in the recorded claim, {word_list(pair.candidate, there)} in the new text."
    return Finding(MatchLabel.DIFFERENT_ACTOR, names)


def other_object(pair: Pair) -> Finding | None:
    """The same sentence with another thing in one place."""
    here, there = pair.alignment.only_base, pair.alignment.only_candidate
    frame = len(pair.alignment.pairs) + len(pair.shared_places)
    if not here or not there or min(len(here), len(there)) > 2 or len(here) + len(there) > min(frame + 2, 4):
        return None
    if frame < 2 or not in_same_order(pair.base, pair.candidate, pair.alignment) or not _one_gap(pair):
        return None
    things = f"{word_list(pair.base, here)} in the recorded claim, {word_list(pair.candidate, there)} in the new text."
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
    if not pair.is_close() or pair.alignment.mutual < 0.4 or pair.candidate.anaphora or pair.base.anaphora:
        return None
    if missing := _listed(pair.base, pair.only_base_places, pair.shared_places):
        return Finding(MatchLabel.NARROWER, f"The new text leaves out {', '.join(as_written(pair.base, missing))}.")
    if more := _listed(pair.candidate, pair.only_candidate_places, _shared_codes(pair)):
        return Finding(MatchLabel.BROADER, f"The new text adds {', '.join(as_written(pair.candidate, more))}.")
    return None


def _shared_codes(pair: Pair) -> set[str]:
    return set(codes(pair.candidate)) - set(pair.only_candidate_places)


def _listed(text: Reading, only: list[str], shared: set[str]) -> list[str]:
    """Those places that stand in one list with a shared place; a place of its own is a detail, not a narrower claim."""
    return [code for code in only if any(code in listed and listed & shared for listed in place_lists(text))]


def mostly_shared(pair: Pair) -> Finding | None:
    """The telling words agree."""
    agreement, mutual = pair.alignment.agreement, pair.alignment.mutual
    places = len(pair.shared_places)
    if (agreement >= 0.6 and mutual >= 0.5) or (places >= 2 and agreement >= 0.5) or (agreement >= 0.75 and places):
        return Finding(MatchLabel.SAME, f"{pair.both_say()}.")
    return None


def something_shared(pair: Pair) -> Finding | None:
    """Some telling words in common, but not most of them."""
    return Finding(MatchLabel.RELATED, f"{pair.both_say()}.")


_GUARDS: tuple[Callable[[Pair], Finding | None], ...] = (
    word_for_word, in_two_languages, nothing_shared, negated_on_one_side, roles_swapped, other_places, other_figures, other_actor, other_object,
    fewer_or_more_places, mostly_shared, something_shared,
)  # fmt: skip
