"""/api/v1/claims: the list, one claim, its timeline, and a new one."""

from datetime import UTC, datetime
from typing import Annotated

from flask import url_for
from flask.typing import ResponseReturnValue
from pydantic import BeforeValidator, Field, WithJsonSchema

from claimtrack.api.base import (
    LANGUAGE_CODE,
    SOMETHING_SEEN,
    TWO_LETTERS,
    Day,
    Operation,
    Query,
    answered,
    asked,
    describes,
    moved,
    sent,
)
from claimtrack.api.entering import recorded
from claimtrack.api.shapes import (
    ClaimShape,
    ClaimsShape,
    ListedShape,
    RelationShape,
    TimelineShape,
    WholeClaimShape,
    WordingShape,
)
from claimtrack.drafts import Country, Id, Language, Topic, clean_line
from claimtrack.exchange.entry import SentClaim
from claimtrack.models import Claim, Wording
from claimtrack.services import records
from claimtrack.services import sent as entering
from claimtrack.services.claim_list import Filter, Sort, Wanted, find_claims
from claimtrack.services.claims import countries_of, put_as, topics_of
from claimtrack.services.joined import joined_to
from claimtrack.services.relations import relations_of
from claimtrack.services.timelines import timeline_of, verdict_of
from claimtrack.web.request import db, needs
from claimtrack.words import ClaimType, Role, Stance, Status

TOPIC = WithJsonSchema({"type": "string", "pattern": SOMETHING_SEEN, "maxLength": 60})
NUMBER = {"number": "The claim's number."}


class ClaimsQuery(Query):
    """Which claims. Values of one parameter are alternatives; stance, actor, outlet and dates meet in one statement."""

    q: Annotated[str, BeforeValidator(clean_line), Field(max_length=500)] = Field(
        default="", description="Words of claim, wording, quote or actor; every one must occur."
    )
    status: tuple[Status, ...] = ()
    stance: tuple[Stance, ...] = ()
    actor: tuple[Id, ...] = Field(default=(), description="The actor's number.")
    outlet: tuple[Id, ...] = Field(default=(), description="The outlet's number.")
    topic: tuple[Annotated[Topic, TOPIC], ...] = ()
    country: tuple[Annotated[Country, Field(min_length=2), TWO_LETTERS], ...] = ()
    language: tuple[Annotated[Language, Field(min_length=1), LANGUAGE_CODE], ...] = ()
    type: tuple[ClaimType, ...] = ()
    unrebutted: bool | None = None
    since: Day | None = Field(default=None, description="Said on this day or later, as far as the date can mean it.")
    until: Day | None = Field(default=None, description="Said on this day or earlier.")
    sort: Sort = Sort.CHANGED
    page: int = Field(default=1, ge=1, le=1_000_000)
    per_page: int = Field(default=25, ge=1, le=100)

    @property
    def wanted(self) -> Wanted:
        """The same for the list."""
        return Wanted(
            words=self.q,
            unrebutted=self.unrebutted,
            only=Filter(
                stances=self.stance,
                actors=self.actor,
                outlets=self.outlet,
                since=self.since,
                until=self.until,
                countries=self.country,
                languages=self.language,
                topics=self.topic,
                statuses=self.status,
                types=self.type,
            ),
            sort=self.sort,
        )


@describes(Operation("/api/v1/claims", "claims", "List claims, searched and filtered", ClaimsShape, ClaimsQuery))
@needs(Role.FACT_CHECKER)
def list_claims() -> ResponseReturnValue:
    query = asked(ClaimsQuery)
    offset = (query.page - 1) * query.per_page
    found, total = find_claims(db(), query.wanted, offset, query.per_page, today=datetime.now(UTC).date())
    claims = [ListedShape.of_listed(one) for one in found]
    return answered(ClaimsShape(total=total, page=query.page, per_page=query.per_page, claims=claims))


@describes(
    Operation(
        "/api/v1/claims/{number}", "claim", "One claim", WholeClaimShape, Query, errors=(301, 404), numbers=NUMBER
    )
)
@needs(Role.FACT_CHECKER)
def show_claim(number: int) -> ResponseReturnValue:
    asked(Query)
    claim = records.get(db(), Claim, number)
    return led_on(claim, "api.claim") or answered(whole_claim(claim))


@describes(
    Operation("/api/v1/claims", "enter_claim", "Record a claim, as a draft", WholeClaimShape, Query, body=SentClaim)
)
@needs(Role.FACT_CHECKER)
def enter_claim() -> ResponseReturnValue:
    asked(Query)
    number, location = recorded(sent(SentClaim), entering.enter_claim, "api.claim")
    return answered(whole_claim(records.get(db(), Claim, number)), location)


def led_on(claim: Claim, endpoint: str) -> ResponseReturnValue | None:
    """To what stands for a claim that counts as the same as another; None where it stands for itself."""
    head = claim.joined_to_id
    if head is None:
        return None
    words = f"Claim {claim.id} is recorded as the same as claim {head}, which has all that was said of both."
    return moved(url_for(endpoint, number=head), words, head)


def whole_claim(claim: Claim) -> WholeClaimShape:
    """A claim with all that belongs to it but its statements."""
    relations = [
        RelationShape(
            relation=r.relation, claim_id=records.id_of(other), text=other.text, from_other=not ours, note=r.note
        )
        for r, other, ours in relations_of(db(), claim)
    ]
    return WholeClaimShape(
        **ClaimShape.of(claim),
        note=claim.note,
        topics=topics_of(db(), claim),
        countries=countries_of(db(), claim),
        wordings=[
            WordingShape(text=put.text, language=put.language, put_on=put.put_on if isinstance(put, Wording) else None)
            for put in put_as(db(), claim)
        ],
        relations=relations,
        verdict=verdict_of(db(), claim) or None,
        joined=[records.id_of(other) for other in joined_to(db(), claim)],
    )


@describes(
    Operation(
        "/api/v1/claims/{number}/timeline",
        "timeline",
        "A claim's statements in time order and all that is computed from them",
        TimelineShape,
        Query,
        errors=(301, 404),
        numbers=NUMBER,
    )
)
@needs(Role.FACT_CHECKER)
def show_timeline(number: int) -> ResponseReturnValue:
    asked(Query)
    claim = records.get(db(), Claim, number)
    return led_on(claim, "api.timeline") or answered(TimelineShape.of(timeline_of(db(), claim)))
