"""FuzzyDate: a date as spoken, with the first and the last day it can mean."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Self

from claimtrack.dates.written import for_machines, for_people, weekday_for_people
from claimtrack.errors import BadInput


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """When something was said, no more exactly than is known.

    `note` and `problem` tell how the words were read and what to check; they are worked out anew each time and so
    do not count when two dates are compared.
    """

    words: str = ""
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False
    uncertain: bool = False
    lasting: bool = False
    anchor: date | None = None
    note: str = field(default="", compare=False)
    problem: str = field(default="", compare=False)
    understood: bool = field(default=True, compare=False)

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise BadInput("The first day comes after the last day. Write the earlier day first.")

    @property
    def is_known(self) -> bool:
        """Whether there is a first or a last day at all."""
        return self.earliest is not None or self.latest is not None

    @property
    def is_closed(self) -> bool:
        """Whether there is both a first and a last day."""
        return self.earliest is not None and self.latest is not None

    @property
    def is_exact(self) -> bool:
        """Whether it is one day, and nothing makes that day doubtful."""
        return self.is_closed and self.earliest == self.latest and not (self.approximate or self.uncertain)

    @property
    def middle(self) -> date | None:
        """A single day to sort or draw by; the known end where the other one is open."""
        if self.earliest and self.latest:
            return self.earliest + timedelta(days=(self.latest - self.earliest).days // 2)
        return self.earliest or self.latest

    @property
    def edtf(self) -> str:
        return for_machines(
            self.earliest,
            self.latest,
            approximate=self.approximate,
            uncertain=self.uncertain,
            lasting=self.lasting,
        )

    @property
    def human(self) -> str:
        return for_people(
            self.earliest,
            self.latest,
            approximate=self.approximate,
            uncertain=self.uncertain,
            lasting=self.lasting,
        )

    @property
    def explanation(self) -> str:
        """How the words were read, for the line under the form's field."""
        if not self.understood:
            return f"Kept as words, without a date. {self.problem}".strip()
        read = f"{self.human}, {self.note}" if self.note else self.human
        return f"{read}. {self.problem}" if self.problem else read

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it can fall between two days; None leaves that side open."""
        starts_too_late = bool(self.earliest and last and self.earliest > last)
        ends_too_early = bool(self.latest and first and self.latest < first)
        return not (starts_too_late or ends_too_early)

    def not_before(self, day: date) -> Self:
        """The same date without the days before `day`; with a problem instead where no day would be left."""
        if self.latest and self.latest < day:
            return replace(self, problem=f"That is before {weekday_for_people(day)}, the first day it can be.")
        if self.earliest and self.earliest >= day:
            return self
        bound = f"not before {weekday_for_people(day)}"
        return replace(self, earliest=day, note=f"{self.note}, {bound}" if self.note else bound)
