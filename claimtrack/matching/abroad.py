"""Two texts in different languages: only names, places, figures and negations can be compared, and the reason says so.

Their other words differ anyway, so another word is never another object. "The same" asks for three things that both
name, or two places in the same parts ("from Albania", "to Ukraine"), and for nothing that differs.
"""

from collections.abc import Callable

from claimtrack.matching.language import NAMES
from claimtrack.matching.pair import Finding, Pair, as_written, codes, figures_as_written
from claimtrack.matching.polarity import turned_on_one_side
from claimtrack.matching.slots import slots
from claimtrack.words import MatchLabel

_ENOUGH = 3
_MOST_SHOWN = 6
# In many languages one small word is both: "v Moskvu", "v Moskve".
_ONE_PART = {"in": "to"}
_NO_PART = ("", "first", "later")


def label_abroad(pair: Pair) -> Finding:
    """How two texts in different languages relate, as far as that shows."""
    finding = next(finding for guard in _GUARDS if (finding := guard(pair)))
    return Finding(finding.label, f"{finding.reason} {_in_words(pair)}")


def _in_words(pair: Pair) -> str:
    languages = " and ".join(NAMES.get(text.language, text.language) for text in (pair.base, pair.candidate))
    return f"They are in different languages ({languages}), so only names, places and figures are compared."


def _shared(pair: Pair) -> list[str]:
    """What both name, as the new text writes it: places, names, words of one root, figures."""
    words = [pair.candidate.tokens[m].original for _, m in pair.alignment.pairs]
    figures = [one for one in pair.candidate.quantities if any(one.agrees(other) for other in pair.base.quantities)]
    shared = [*pair.shared_as_written(), *words, *figures_as_written(pair.candidate, figures)]
    return list(dict.fromkeys(shared))


def _same_part(pair: Pair) -> bool:
    """Whether a shared place, beside another place or name, hangs on the same small word: "from Albania"."""
    here, there = slots(pair.base), slots(pair.candidate)
    parts = [(here.get(code, ""), there.get(code, "")) for code in pair.shared_places]
    return any(one not in _NO_PART and _ONE_PART.get(one, one) == _ONE_PART.get(other, other) for one, other in parts)


def _nothing(pair: Pair) -> Finding | None:
    return None if _shared(pair) else Finding(MatchLabel.UNRELATED, "No name, place or figure in common.")


def _turned(pair: Pair) -> Finding | None:
    both = len(_shared(pair)) > 1 and not (pair.only_base_places and pair.only_candidate_places)
    return turned_on_one_side(pair) if both else None


def _other_places(pair: Pair) -> Finding | None:
    here, there = pair.only_base_places, pair.only_candidate_places
    if not here or not there or pair.base.anaphora or pair.candidate.anaphora:
        return None
    left, right = ", ".join(as_written(pair.base, here)), ", ".join(as_written(pair.candidate, there))
    return Finding(MatchLabel.DIFFERENT_PLACE, f"The recorded claim is about {left}, the new text about {right}.")


def _other_figures(pair: Pair) -> Finding | None:
    here, there = pair.other_quantities
    if not here or not there:
        return None
    left, right = ", ".join(figures_as_written(pair.base, here)), ", ".join(figures_as_written(pair.candidate, there))
    return Finding(MatchLabel.DIFFERENT_FIGURE, f"{left} in the recorded claim, {right} in the new text.")


def _rest(pair: Pair) -> Finding:
    """Both name the same: the same as far as that shows, or only the same matter."""
    shared = _shared(pair)
    only_places = pair.only_base_places or pair.only_candidate_places
    others = {n for n in pair.alignment.only_base if n in pair.base.names and not pair.base.tokens[n].is_acronym}
    countries = set(pair.base.places.values()) & set(pair.candidate.places.values()) - set(codes(pair.candidate))
    weight = len(shared) + len(countries)
    weight += weight > 1 and _same_part(pair)
    is_same = weight >= _ENOUGH and not only_places and not others
    label = MatchLabel.SAME if is_same else MatchLabel.RELATED
    return Finding(label, f"Both name {', '.join(shared[:_MOST_SHOWN])}.")


_GUARDS: tuple[Callable[[Pair], Finding | None], ...] = (_nothing, _turned, _other_places, _other_figures, _rest)
