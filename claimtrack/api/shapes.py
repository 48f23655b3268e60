"""The records as the API shows them. Field for field what a page shows, in the words of the vocabulary."""

from datetime import date, datetime
from typing import Any, Self

from claimtrack.api.base import Answer
from claimtrack.models import Claim
from claimtrack.rules.rows import web_address
from claimtrack.rules.timeline import Entry, Row, date_as_json, rows
from claimtrack.services.claim_list import Listed
from claimtrack.services.matches import Marked, Suggested
from claimtrack.services.statement_page import StatementPage
from claimtrack.services.timelines import Timeline
from claimtrack.words import ActorKind, ClaimType, MatchLabel, Modality, Relation, Stance, Status

Days = tuple[int | None, int | None]
PLAIN = ("id", "stance", "modality", "role", "quote", "quote_language", "gloss", "attribution_note", "scope_note")


class DateShape(Answer):
    """A date as spoken and as understood; `edtf` says the same in ISO 8601-2."""

    words: str
    edtf: str
    earliest: date | None
    latest: date | None
    understood: str


class MomentShape(Answer):
    """A first or last: by which statements, whose, when, and which others may have been earlier."""

    statements: list[int]
    actors: list[str]
    stances: list[Stance]
    date: DateShape
    may_be_earlier: bool
    rivals: list[int]


class RepeatsShape(Answer):
    certain: int
    possible: int
    statements: list[int]
    possible_statements: list[int]


class FactsShape(Answer):
    """What is computed from a claim's statements. Days are the fewest and the most they can be."""

    statements: int
    by_stance: dict[Stance, int]
    first_asserted_edtf: str | None
    first_known: MomentShape | None
    last_repetition: MomentShape | None
    first_report: MomentShape | None
    first_rebuttal: MomentShape | None
    first_retraction: MomentShape | None
    asserters: int
    independent_asserters: int
    deniers: int
    rebutters: int
    outlets: int
    sources: int
    independent_sources: int
    time_to_first_rebuttal_days: Days | None
    rebutted_before_asserted: bool
    days_unrebutted: Days | None
    repeats_after_first_rebuttal: RepeatsShape
    no_archive_copy: list[int]
    single_source: bool
    sources_disagree_on_date: list[list[int]]
    unrebutted: bool


class ClaimShape(Answer):
    """A claim by itself."""

    id: int
    text: str
    language: str
    gloss: str
    type: ClaimType
    status: Status
    event: DateShape
    changed_at: datetime

    @classmethod
    def of(cls, claim: Claim) -> dict[str, Any]:
        """The fields of this claim."""
        plain = {name: getattr(claim, name) for name in ("id", "text", "language", "gloss", "type", "status")}
        return {**plain, "event": date_as_json(claim.event), "changed_at": claim.changed_at}


class ListedShape(ClaimShape):
    """A claim with what its statements come to."""

    facts: FactsShape

    @classmethod
    def of_listed(cls, found: Listed) -> Self:
        """A row of the list."""
        return cls.model_validate({**cls.of(found.claim), "facts": found.facts.as_json()})


class ClaimsShape(Answer):
    """A page of the list; `total` counts all pages."""

    total: int
    page: int
    per_page: int
    claims: list[ListedShape]


class WordingShape(Answer):
    text: str
    language: str
    put_on: date | None


class RelationShape(Answer):
    """How the claim bears on another: "this claim … that claim", or the other way round when `from_other`."""

    relation: Relation
    claim_id: int
    text: str
    from_other: bool
    note: str


class WholeClaimShape(ClaimShape):
    """A claim with all that belongs to it but its statements. `joined` are the claims recorded as the same."""

    note: str
    topics: list[str]
    countries: list[str]
    wordings: list[WordingShape]
    relations: list[RelationShape]
    verdict: str | None
    joined: list[int]


class ActorShape(Answer):
    id: int
    name: str
    kind: ActorKind
    country: str


class BehalfShape(Answer):
    id: int
    name: str


class OutletShape(Answer):
    id: int
    name: str


class SourceShape(Answer):
    """Where a statement stands. `original_id` is the source whose text this one carries on."""

    id: int
    title: str
    url: str
    archive_url: str
    published: date | None
    outlet: OutletShape | None
    original_id: int | None


class SaidShape(Answer):
    """What a statement says: who took which stance, in which source, when, in which words."""

    id: int
    stance: Stance
    modality: Modality | None
    actor: ActorShape
    role: str
    on_behalf_of: BehalfShape | None
    said: DateShape
    quote: str
    quote_language: str
    gloss: str
    attribution_note: str
    scope_note: str
    same_act_as: int | None
    source: SourceShape


class OneStatementShape(SaidShape):
    """One statement by itself, as it was recorded."""

    claim: ClaimShape
    struck: bool

    @classmethod
    def of(cls, found: StatementPage) -> Self:
        """The statement with the records around it."""
        said, source, outlet = found.statement, found.source, found.outlet
        plain = {name: getattr(said, name) for name in (*PLAIN, "struck")}
        behalf = said.on_behalf_of_id
        return cls(
            **plain,
            claim=ClaimShape.model_validate(ClaimShape.of(found.claim)),
            actor=ActorShape(**{name: getattr(found.actor, name) for name in ActorShape.model_fields}),
            on_behalf_of=BehalfShape(id=behalf, name=found.on_behalf_of) if behalf else None,
            said=DateShape.model_validate(date_as_json(said.said)),
            same_act_as=said.same_act_as_id,
            source=SourceShape(
                id=said.source_id,
                title=source.title,
                url=web_address(source.url or ""),
                archive_url=web_address(source.archive_url),
                published=source.published,
                outlet=OutletShape(id=source.outlet_id, name=outlet.name) if outlet and source.outlet_id else None,
                original_id=source.syndicated_from_id,
            ),
        )


class StatementShape(SaidShape):
    """One statement as a row of the timeline; syndicated copies of it stand under it."""

    marks: list[str]
    copies: list["StatementShape"]

    @classmethod
    def of(cls, row: Row) -> Self:
        """A row of the timeline."""
        entry = row.entry
        return cls(
            **{name: getattr(entry, name) for name in PLAIN},
            actor=ActorShape(id=entry.actor_id, name=entry.actor, kind=entry.actor_kind, country=entry.country),
            on_behalf_of=_behalf(entry),
            said=DateShape.model_validate(date_as_json(entry.said)),
            same_act_as=entry.same_act_as,
            source=_source(row),
            marks=list(row.marks),
            copies=[cls.of(copy) for copy in row.copies],
        )


class TimelineShape(Answer):
    """A claim's whole story: every statement in time order, what is computed from them, and the same in a sentence."""

    claim: ClaimShape
    sentence: str
    verdict: str | None
    facts: FactsShape
    statements: list[StatementShape]
    computed_on: date

    @classmethod
    def of(cls, timeline: Timeline) -> Self:
        """The timeline of one claim."""
        return cls(
            claim=ClaimShape.model_validate(ClaimShape.of(timeline.claim)),
            sentence=timeline.sentence,
            verdict=timeline.verdict or None,
            facts=FactsShape.model_validate(timeline.facts.as_json()),
            statements=[StatementShape.of(row) for row in rows(timeline.entries, timeline.facts)],
            computed_on=timeline.today,
        )


class PieceShape(Answer):
    """A piece of a text, and whether it differs from the other text."""

    text: str
    differs: bool


class MatchShape(Answer):
    """A recorded claim that may say the same, with the reasons in words.

    `hedged` means that only one of the two puts it with a doubt.
    """

    claim_id: int
    text: str
    language: str
    probability: float
    label: MatchLabel
    hedged: bool
    reasons: list[str]
    yours: list[PieceShape]
    theirs: list[PieceShape]

    @classmethod
    def of(cls, found: Suggested) -> Self:
        """One suggestion."""
        return cls(
            claim_id=found.claim_id,
            text=found.claim_text,
            language=found.language,
            probability=round(found.probability, 4),
            label=found.label,
            hedged=found.hedged,
            reasons=list(found.reasons),
            yours=_pieces(found.yours),
            theirs=_pieces(found.theirs),
        )


class MatchesShape(Answer):
    """`complete` is false while, after a large import, not all claims were looked through."""

    matches: list[MatchShape]
    complete: bool = True


class ComparedShape(Answer):
    """A text or sentence with the recorded claims that may say it, the likeliest first."""

    text: str
    matches: list[MatchShape]


class AllComparedShape(Answer):
    """`left_out` counts the sentences of an article that were too many; `complete` is as with one text."""

    compared: list[ComparedShape]
    left_out: int = 0
    complete: bool = True


def _pieces(marked: Marked) -> list[PieceShape]:
    return [PieceShape(text=text, differs=differs) for text, differs in marked]


def _behalf(entry: Entry) -> BehalfShape | None:
    return BehalfShape(id=entry.on_behalf_of_id, name=entry.on_behalf_of) if entry.on_behalf_of_id else None


def _source(row: Row) -> SourceShape:
    entry = row.entry
    return SourceShape(
        id=entry.source_id,
        title=entry.title,
        url=row.url,
        archive_url=row.archive_url,
        published=entry.published,
        outlet=OutletShape(id=entry.outlet_id, name=entry.outlet) if entry.outlet_id else None,
        original_id=entry.original_source_id,
    )
