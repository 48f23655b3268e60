"""Analysis: what claims show together, to be read and printed."""

from datetime import UTC, datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from claimtrack.errors import BadInput
from claimtrack.models import Claim
from claimtrack.services import analysis
from claimtrack.services.analysis import Wanted
from claimtrack.services.records import get
from claimtrack.web import lists
from claimtrack.web.request import db, needs
from claimtrack.web.standing import led_on
from claimtrack.web.texts import day
from claimtrack.words import Role

bp = Blueprint("analysis", __name__)


@bp.get("/analysis")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    """Contradictions, repeats after a rebuttal, where claims begin, where sources disagree."""
    problem = ""
    try:
        since, until = lists.days_asked("said")
    except BadInput as error:
        since, until, problem = None, None, str(error)
    wanted = Wanted(lists.text_asked("topic"), since, until)
    return render_template(
        "analysis/index.html",
        found=analysis.analyse(db(), wanted, datetime.now(UTC).date()),
        topics=analysis.topics(db()),
        topic=wanted.topic,
        said=lists.text_asked("said"),
        problem=problem,
        parts=_parts(wanted),
        clear=lists.bare(),
        days=analysis.days_in_words,
    )


@bp.get("/analysis/claims/<int:number>")
@needs(Role.FACT_CHECKER)
def wording(number: int) -> ResponseReturnValue:
    """How the wording of one claim went on."""
    claim = get(db(), Claim, number)
    if claim.joined_to_id is not None:
        return led_on(claim)
    return render_template("analysis/wording.html", claim=claim, put=analysis.drift_of(db(), claim))


def _parts(wanted: Wanted) -> list[lists.FilterPart]:
    """The filter as the parts of a sentence."""
    span = " ".join(
        part
        for part in (
            f"since {day(wanted.since)}" if wanted.since else "",
            f"until {day(wanted.until)}" if wanted.until else "",
        )
        if part
    )
    return [
        *([lists.part(f"on {wanted.topic}", "topic")] if wanted.topic else []),
        *([lists.part(f"said {span}", "said")] if span else []),
    ]
