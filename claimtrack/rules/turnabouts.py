"""When somebody put a claim forward and afterwards denied it, or took it back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claimtrack.dates import FuzzyDate
from claimtrack.rules.entries import LANES, REBUTTING, Lane
from claimtrack.words import Stance

ASSERTED = frozenset(stance for stance, lane in LANES.items() if lane is Lane.ASSERTED)
AGAINST = REBUTTING | {Stance.RETRACTS}


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance somebody took on a claim on a day."""

    claim_id: int
    stance: Stance
    said: FuzzyDate


@dataclass(frozen=True, slots=True)
class Turnabout:
    """First for the claim, then against it. `certain` unless the dates leave open which came first."""

    claim_id: int
    first: Taken
    then: Taken
    certain: bool


def turnabouts(taken: Iterable[Taken]) -> list[Turnabout]:
    """For each claim the first time one actor asserted it and the first time they went against it after that."""
    by_claim: dict[int, list[Taken]] = defaultdict(list)
    for one in sorted(taken, key=lambda t: (t.said.middle or date.max, t.claim_id)):
        by_claim[one.claim_id].append(one)
    found = (_of_one_claim(together) for together in by_claim.values())
    return [turn for turn in found if turn]


def _of_one_claim(taken: list[Taken]) -> Turnabout | None:
    first = next((t for t in taken if t.stance in ASSERTED), None)
    if first is None:
        return None
    against = [t for t in taken if t.stance in AGAINST and not _before(t.said, first.said)]
    if not against:
        return None
    then = next((t for t in against if _before(first.said, t.said)), against[0])
    return Turnabout(first.claim_id, first, then, _before(first.said, then.said))


def _before(one: FuzzyDate, other: FuzzyDate) -> bool:
    """Whether the one came before the other for sure."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
