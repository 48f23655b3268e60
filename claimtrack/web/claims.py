"""Claims: the list, and the page of one with its timeline. What changes a claim is in claim_changes.py."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from claimtrack.models import Claim, ClaimRelation
from claimtrack.rules.rows import Row
from claimtrack.rules.timeline import Filter, Timeline, read_filter
from claimtrack.rules.told import Told, figures, flags, told
from claimtrack.services import claim_list, records
from claimtrack.services.claim_page import ClaimPage, claim_page
from claimtrack.services.comparing import joined_here
from claimtrack.services.relations import judged
from claimtrack.web import claim_filter, claim_filter_words, lists, reviews
from claimtrack.web.claim_changes import bp
from claimtrack.web.lists import Page
from claimtrack.web.request import db, me, needs
from claimtrack.web.standing import led_on
from claimtrack.words import Role

ROWS = 200  # statements on one page of a claim; the picture always covers all


@bp.get("/claims")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    """The list of claims; its address says all."""
    tidy, unknown = claim_filter.tidied(db())
    if tidy:
        return redirect(tidy)
    asked = claim_filter.asked()
    page = lists.paged(lambda offset, limit: claim_list.find_claims(db(), asked.wanted, offset, limit, today=today()))
    more = claim_filter.more(db()) if asked.problems or unknown or "more" in request.args else None
    return render_template(
        "claims/index.html",
        page=page,
        asked=asked,
        unknown=unknown,
        parts=claim_filter_words.sentence(db(), asked.wanted),
        form=claim_filter.list_form(),
        more=more,
        carried=claim_filter.carried(whole=bool(more)),
        more_url=lists.with_(more="1"),
        clear=lists.bare(),
    )


@bp.get("/claims/<int:number>")
@needs(Role.FACT_CHECKER)
def show(number: int) -> ResponseReturnValue:
    """One claim: who said it first, who answered, the timeline, and every statement."""
    claim = records.get(db(), Claim, number)
    if claim.joined_to_id is not None:
        return led_on(claim)
    found = claim_page(db(), claim, asked_filter(), today())
    return render_template(
        "claims/show.html",
        live=True,
        joined=joined_here(db(), claim),
        fixed=set() if me().role.includes(Role.EDITOR) else judged(db(), related(found)),
        **shown(found),
        **reviews.panel(claim),
    )


def related(found: ClaimPage) -> list[ClaimRelation]:
    """All that is said of how this claim and others bear on each other."""
    return [relation for relation, _ in (*found.relations, *found.relations_to)]


def asked_filter() -> Filter:
    """Which statements this request asks for."""
    return read_filter(request.args.to_dict(flat=False))


def shown(found: ClaimPage) -> dict[str, Any]:
    """What the page of a claim shows of it, now or on a past day."""
    facts = told(found.timeline.facts)
    page = rows_of(found.timeline)
    return {
        "found": found,
        "claim": found.claim,
        "view": replace(found.timeline, rows=tuple(page.items)),
        "page": page,
        "elsewhere": elsewhere(found.timeline, page, facts),
        "told": facts,
        "figures": figures(found.timeline.facts),
        "flags": flags(found.timeline.facts),
    }


def rows_of(timeline: Timeline) -> Page[Row]:
    """The page of the claim's statements that this request asks for."""
    rows = timeline.rows
    return lists.paged(lambda offset, limit: (rows[offset : offset + limit], len(rows)), ROWS)


def elsewhere(timeline: Timeline, page: Page[Row], facts: list[Told]) -> list[tuple[int, str, str]]:
    """Statements that picture or facts lead to and that are on another page: number, words and address."""
    wanted = {part.statement for drawn in (timeline.lying, timeline.upright) for part in (*drawn.marks, *drawn.more)}
    wanted |= {statement for fact in facts for _, statement in fact.named}
    shown = {row.entry.id for row in page.items}
    return [
        (
            row.entry.id,
            f"{row.entry.actor} {row.entry.stance.label}, {row.entry.said.human}",
            page.url(place // ROWS + 1),
        )
        for place, row in enumerate(timeline.rows)
        if row.entry.id in wanted - shown
    ]


def today() -> date:
    """The current day in UTC."""
    return datetime.now(UTC).date()
