"""Claims: the list, the page of one with its timeline, and every way to change one."""

from datetime import UTC, date, datetime

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from claimtrack.services import claim_list
from claimtrack.web import claim_filter, claim_filter_words, lists
from claimtrack.web.request import db, needs
from claimtrack.words import Role

bp = Blueprint("claims", __name__)


@bp.get("/claims")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    """The list of claims; its address says all."""
    tidy, unknown = claim_filter.tidied(db())
    if tidy:
        return redirect(tidy)
    asked = claim_filter.asked()
    page = lists.paged(lambda offset, limit: claim_list.find_claims(db(), asked.wanted, offset, limit, today=today()))
    around, only, never, offered = claim_filter.forms(db())
    return render_template(
        "claims/index.html",
        page=page,
        asked=asked,
        unknown=unknown,
        parts=claim_filter_words.sentence(db(), asked.wanted),
        around=around,
        only=only,
        never=never,
        offered=offered,
        carried=claim_filter.carried(),
        is_open=bool(asked.problems or unknown),
        clear=lists.bare(),
    )


def today() -> date:
    """The current day in UTC."""
    return datetime.now(UTC).date()
