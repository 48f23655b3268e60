"""One statement as the timeline sees it, and which side of the axis it belongs on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claimtrack.dates import FuzzyDate
from claimtrack.words import ActorKind, Modality, Stance


class Lane(StrEnum):
    """Asserted above the axis, reported on it, answered below."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ANSWERED = "answered"


LANES = {
    Stance.ASSERTS: Lane.ASSERTED,
    Stance.REPEATS: Lane.ASSERTED,
    Stance.CONFIRMS: Lane.ASSERTED,
    Stance.REPORTS: Lane.REPORTED,
    Stance.DENIES: Lane.ANSWERED,
    Stance.REBUTS: Lane.ANSWERED,
    Stance.NO_COMMENT: Lane.ANSWERED,
    Stance.RETRACTS: Lane.ANSWERED,
}

# Taking one's own words back answers the claim, but nobody has contradicted it by that.
REBUTTING = frozenset({Stance.DENIES, Stance.REBUTS})


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement: who took which stance on the claim, in which source, when, in which words.

    `original_source_id` is the source whose text this one carries on (the first in the chain); None for its own text.
    """

    id: int
    stance: Stance
    said: FuzzyDate
    actor_id: int
    actor: str
    actor_kind: ActorKind
    source_id: int
    outlet_id: int | None
    outlet: str
    published: date | None
    role: str = ""
    on_behalf_of_id: int | None = None
    on_behalf_of: str = ""
    same_act_as: int | None = None
    original_source_id: int | None = None
    modality: Modality | None = None
    quote: str = ""
    quote_language: str = ""
    gloss: str = ""
    title: str = ""
    url: str = ""
    archive_url: str = ""
    attribution_note: str = ""
    scope_note: str = ""
    country: str = ""

    @property
    def lane(self) -> Lane:
        return LANES[self.stance]

    @property
    def asserts(self) -> bool:
        """Whether it puts the claim forward as true; passing it on does not."""
        return self.lane is Lane.ASSERTED

    @property
    def rebuts(self) -> bool:
        """Whether it contradicts the claim: a denial or a rebuttal, never silence and never a retraction."""
        return self.stance in REBUTTING

    @property
    def text_id(self) -> int:
        """The source whose text this is: for a syndicated copy, the original."""
        return self.source_id if self.original_source_id is None else self.original_source_id

    @property
    def is_copy(self) -> bool:
        return self.text_id != self.source_id


def order_in_time(entry: Entry) -> tuple[date, date, int]:
    """The order of lists and pictures: by the middle of what the date can mean, the undated last."""
    said = entry.said
    return said.middle or date.max, said.latest or date.max, entry.id


def in_time(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=order_in_time)
