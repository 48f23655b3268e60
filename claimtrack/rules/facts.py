"""What a claim page computes from its statements: who was first, who answered, how soon, how many, what is missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claimtrack.dates import FuzzyDate, days_between
from claimtrack.rules.acts import Act, Links, acts, contradict
from claimtrack.rules.entries import Entry, Lane, in_time
from claimtrack.rules.moments import Moment, besides, first_of, last_of, statement_ids, surely_before
from claimtrack.rules.phrases import Days
from claimtrack.words import ActorKind, ClaimType, Stance

# A position, a pledge and a reading of events have nothing in them that could be shown to be false today.
CHECKABLE = frozenset({ClaimType.FACTUAL, ClaimType.FORECAST, ClaimType.ACCUSATION})


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything counted and dated about one claim. Days are (fewest, most); None where a side is not known.

    Repeats count acts, not statements. `surely_after` and `maybe_after` hold the statements of those acts. `unarchived`
    are sources without an archive copy; `dates_disagree` groups of statements about one act that fit no common day.
    """

    statements: int
    by_stance: Mapping[Stance, int]
    first: Moment | None
    last: Moment | None
    first_report: Moment | None
    first_rebuttal: Moment | None
    first_retraction: Moment | None
    no_comment: tuple[Entry, ...]
    asserters: int
    independent_asserters: int
    deniers: int
    rebutters: int
    outlets: int
    sources: int
    independent_sources: int
    days_to_rebuttal: Days | None
    rebutted_before_asserted: bool
    days_unrebutted: Days | None
    repeats_after: int
    maybe_repeats_after: int
    surely_after: tuple[int, ...]
    maybe_after: tuple[int, ...]
    unarchived: tuple[int, ...]
    single_source: bool
    dates_disagree: tuple[tuple[int, ...], ...]
    unrebutted: bool

    def as_json(self) -> dict[str, Any]:
        """The same for a file or another program, in the words of the page."""
        return {
            "statements": self.statements,
            "by_stance": {stance.value: self.by_stance.get(stance, 0) for stance in Stance},
            "first_asserted_edtf": self.first.said.edtf if self.first else None,
            "first_known": _moment_as_json(self.first),
            "last_repetition": _moment_as_json(self.last),
            "first_report": _moment_as_json(self.first_report),
            "first_rebuttal": _moment_as_json(self.first_rebuttal),
            "first_retraction": _moment_as_json(self.first_retraction),
            "asserters": self.asserters,
            "independent_asserters": self.independent_asserters,
            "deniers": self.deniers,
            "rebutters": self.rebutters,
            "outlets": self.outlets,
            "sources": self.sources,
            "independent_sources": self.independent_sources,
            "time_to_first_rebuttal_days": _days_as_json(self.days_to_rebuttal),
            "rebutted_before_asserted": self.rebutted_before_asserted,
            "days_unrebutted": _days_as_json(self.days_unrebutted),
            "repeats_after_first_rebuttal": {
                "certain": self.repeats_after,
                "possible": self.maybe_repeats_after,
                "statements": list(self.surely_after),
                "possible_statements": list(self.maybe_after),
            },
            "no_archive_copy": list(self.unarchived),
            "single_source": self.single_source,
            "sources_disagree_on_date": [list(ids) for ids in self.dates_disagree],
            "unrebutted": self.unrebutted,
        }


def facts(entries: Iterable[Entry], today: date, claim_type: ClaimType = ClaimType.FACTUAL) -> Facts:
    """Compute what is known about a claim from its statements. The order they come in does not matter.

    Asserting are asserts, repeats and confirms; rebutting are denies and rebuts. A retraction stands in the answered
    lane and has its own date, but is no rebuttal: whoever retracts stops asserting, nobody has contradicted them.
    """
    entries = in_time(entries)
    sayings = acts(entries)
    asserting = [act for act in sayings if act.main.asserts]
    rebutting = [act for act in sayings if act.main.rebuts]
    first, first_rebuttal = first_of(asserting), first_of(rebutting)
    surely, maybe = _repeats_after(asserting, first, first_rebuttal)
    now = FuzzyDate(earliest=today, latest=today)
    texts = len({act.text_id for act in sayings})
    unrebutted = claim_type in CHECKABLE and bool(asserting) and not rebutting
    days = days_between(first.within, first_rebuttal.within) if first and first_rebuttal else None
    too_early = bool(first and first_rebuttal and surely_before(first_rebuttal.within, first.within))
    return Facts(
        statements=len(entries),
        by_stance=Counter(entry.stance for entry in entries),
        first=first,
        last=last_of(besides(asserting, first)) if first else None,
        first_report=first_of([act for act in sayings if act.main.lane is Lane.REPORTED]),
        first_rebuttal=first_rebuttal,
        first_retraction=first_of([act for act in sayings if act.main.stance is Stance.RETRACTS]),
        no_comment=tuple(act.main for act in sayings if act.main.stance is Stance.NO_COMMENT),
        asserters=len({entry.actor_id for entry in entries if entry.asserts}),
        independent_asserters=_independent_asserters(entries, asserting),
        deniers=len({entry.actor_id for entry in entries if entry.stance is Stance.DENIES}),
        rebutters=len({entry.actor_id for entry in entries if entry.stance is Stance.REBUTS}),
        outlets=len({entry.outlet_id or entry.outlet for entry in entries if entry.outlet_id or entry.outlet}),
        sources=len({entry.source_id for entry in entries}),
        independent_sources=texts,
        days_to_rebuttal=None if too_early else days,
        rebutted_before_asserted=too_early,
        days_unrebutted=days_between(first.within, now) if first and unrebutted else None,
        repeats_after=len(surely),
        maybe_repeats_after=len(maybe),
        surely_after=statement_ids(surely),
        maybe_after=statement_ids(maybe),
        unarchived=tuple(sorted({entry.source_id for entry in entries if not entry.archive_url})),
        single_source=texts == 1,
        dates_disagree=_disagreements(sayings),
        unrebutted=unrebutted,
    )


def _repeats_after(
    asserting: Sequence[Act], first: Moment | None, rebuttal: Moment | None
) -> tuple[list[Act], list[Act]]:
    """Acts that surely, and acts that perhaps, came after the first rebuttal. The first assertion is never a repeat."""
    surely: list[Act] = []
    maybe: list[Act] = []
    if first and rebuttal:
        for act in besides(asserting, first):
            if surely_before(rebuttal.within, act.said):
                surely.append(act)
            elif not surely_before(act.said, rebuttal.within):
                maybe.append(act)
    return surely, maybe


def _independent_asserters(entries: Sequence[Entry], asserting: Sequence[Act]) -> int:
    """Asserters who are not each other's voice: somebody speaking for another, or in the same act, counts with them.

    Somebody unnamed may be any of the named, so they count only where nobody is named.
    """
    voices = Links()
    for entry in entries:
        if entry.on_behalf_of_id is not None:
            voices.join(entry.actor_id, entry.on_behalf_of_id)
    for act in asserting:
        for entry in act.entries:
            voices.join(act.main.actor_id, entry.actor_id)
    speaking = [entry for act in asserting for entry in act.entries]
    named = {voices.head(entry.actor_id) for entry in speaking if entry.actor_kind is not ActorKind.UNNAMED}
    return len(named) or min(1, len(speaking))


def _disagreements(sayings: Sequence[Act]) -> tuple[tuple[int, ...], ...]:
    """One act with dates that exclude each other; or one actor's very same words dated apart by two texts."""
    found = [tuple(sorted(entry.id for entry in act.entries)) for act in sayings if act.disagrees]
    by_words: dict[tuple[int, str, str], list[Act]] = defaultdict(list)
    for act in sayings:
        if act.main.quote:
            by_words[act.main.actor_id, act.main.stance, " ".join(act.main.quote.casefold().split())].append(act)
    for same in by_words.values():
        if len({act.text_id for act in same}) > 1 and contradict(act.main for act in same):
            found.append(statement_ids(same))
    return tuple(sorted(found))


def _moment_as_json(moment: Moment | None) -> dict[str, Any] | None:
    return moment.as_json() if moment else None


def _days_as_json(days: Days | None) -> list[int | None] | None:
    return list(days) if days else None
