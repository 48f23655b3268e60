"""First and last when dates are spans: what is known, who else may have been earlier, and where the true day lies."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claimtrack.dates import FuzzyDate
from claimtrack.rules.acts import Act
from claimtrack.rules.entries import Entry


@dataclass(frozen=True, slots=True)
class Moment:
    """When something first (or last) happened and who did it; several statements where their dates are the very same.

    `statements` has one statement per act. `rivals` are the statements that may have come before. `within` is the span
    the true day lies in, counting the rivals whose start is known.
    """

    statements: tuple[Entry, ...]
    said: FuzzyDate
    within: FuzzyDate
    rivals: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(entry.id for entry in self.statements)

    @property
    def may_be_earlier(self) -> bool:
        """Whether another statement may have come before, or the date itself has no known start."""
        return bool(self.rivals) or self.said.earliest is None

    def as_json(self) -> dict[str, Any]:
        return {
            "statements": list(self.ids),
            "actors": list(dict.fromkeys(entry.actor for entry in self.statements)),
            "stances": list(dict.fromkeys(entry.stance.value for entry in self.statements)),
            "date": date_as_json(self.said),
            "may_be_earlier": self.may_be_earlier,
            "rivals": list(self.rivals),
        }


def first_of(sayings: Sequence[Act]) -> Moment | None:
    """The act known to have happened by the earliest day, with all that have the very same date."""
    if not sayings:
        return None
    said = min(sayings, key=_known_by).said
    together = [act for act in sayings if _same_date(act.said, said)]
    rivals = [act for act in sayings if not _same_date(act.said, said) and _may_precede(act.said, said)]
    starts = [act.said.earliest for act in rivals if act.said.earliest]
    earliest = min([said.earliest, *starts]) if said.earliest else None
    return Moment(_mains(together), said, FuzzyDate(earliest=earliest, latest=said.latest), statement_ids(rivals))


def last_of(sayings: Sequence[Act]) -> Moment | None:
    """The latest act. One whose start is known counts as later than one that may be from any time before."""
    if not sayings:
        return None
    said = max(sayings, key=_known_since).said
    return Moment(_mains(act for act in sayings if _same_date(act.said, said)), said, said)


def besides(sayings: Iterable[Act], moment: Moment) -> list[Act]:
    """All acts but those of that moment."""
    taken: Collection[int] = set(moment.ids)
    return [act for act in sayings if act.main.id not in taken]


def surely_before(said: FuzzyDate, other: FuzzyDate) -> bool:
    """Whether every day the one can mean lies before every day the other can mean."""
    return said.latest is not None and other.earliest is not None and said.latest < other.earliest


def statement_ids(sayings: Iterable[Act]) -> tuple[int, ...]:
    return tuple(sorted(entry.id for act in sayings for entry in act.entries))


def date_as_json(said: FuzzyDate) -> dict[str, Any]:
    """A date as spoken and as understood."""
    return {
        "words": said.words,
        "edtf": said.edtf,
        "earliest": said.earliest.isoformat() if said.earliest else None,
        "latest": said.latest.isoformat() if said.latest else None,
        "understood": said.human,
    }


def _may_precede(said: FuzzyDate, other: FuzzyDate) -> bool:
    return said.earliest is None or other.latest is None or said.earliest < other.latest


def _same_date(said: FuzzyDate, other: FuzzyDate) -> bool:
    return (said.earliest, said.latest) == (other.earliest, other.latest)


def _known_by(act: Act) -> tuple[date, date, int]:
    return act.said.latest or date.max, act.said.earliest or date.max, act.main.id


def _known_since(act: Act) -> tuple[date, date, int]:
    return act.said.earliest or date.min, act.said.latest or date.min, act.main.id


def _mains(sayings: Iterable[Act]) -> tuple[Entry, ...]:
    return tuple(act.main for act in sayings)
