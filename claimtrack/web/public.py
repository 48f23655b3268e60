"""What readers see without signing in: claims as they were approved and published, and nothing else."""

import hashlib
import json

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from claimtrack.errors import NotFound
from claimtrack.exchange.claimreview import claim_review
from claimtrack.rules.timeline import timeline
from claimtrack.rules.told import figures, told
from claimtrack.services import publications, settings
from claimtrack.web import lists
from claimtrack.web.request import db, public

bp = Blueprint("public", __name__)
KEPT = "public, max-age=60"  # a correction reaches every reader within a minute


@bp.get("/published")
@public
def index() -> ResponseReturnValue:
    """All published claims, and the latest corrections."""
    words = lists.text_asked("q")
    page = lists.paged(lambda offset, limit: publications.all_published(db(), words, offset, limit))
    return _for_readers(
        render_template(
            "public/index.html",
            page=page,
            words=words,
            corrections=publications.latest_corrections(db()),
            newsroom=settings.value(db(), settings.NEWSROOM),
        )
    )


@bp.get("/published/<int:number>")
@public
def show(number: int) -> ResponseReturnValue:
    """One claim as it was approved: sentence, timeline, verdicts, corrections."""
    try:
        found = publications.published(db(), number)
    except NotFound:
        withdrawn = publications.withdrawal(db(), number)
        if withdrawn is None and (elsewhere := led_on(number)):
            return elsewhere
        if withdrawn is None:
            raise
        return render_template("public/show.html", withdrawn=withdrawn, frozen=None), 410
    frozen, approved = found.frozen, found.publication.made_at.date()
    verdict = frozen.verdict
    view = timeline(frozen.entries, frozen.type, approved, verdict=verdict.label if verdict else "")
    return _for_readers(
        render_template(
            "public/show.html",
            withdrawn=None,
            frozen=frozen,
            found=found,
            view=view,
            told=told(view.facts),
            figures=figures(view.facts),
            verdict=verdict,
            newsroom=settings.value(db(), settings.NEWSROOM),
            review_url=url_for("public.claim_review_of", number=number) if verdict else "",
        )
    )


@bp.get("/published/<int:number>/claimreview.json")
@public
def claim_review_of(number: int) -> ResponseReturnValue:
    """The verdict for search engines, as schema.org ClaimReview."""
    if elsewhere := led_on(number):
        return elsewhere
    found = publications.published(db(), number)
    shown_at = found.publication.published_at
    assert shown_at is not None
    newsroom = settings.value(db(), settings.NEWSROOM) or "claimtrack"
    url = url_for("public.show", number=number, _external=True)
    document = claim_review(found.frozen, url, newsroom, shown_at.date().isoformat())
    if document is None:
        raise NotFound(publications.NOT_PUBLISHED)
    return _for_readers(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "application/ld+json")


def led_on(number: int) -> ResponseReturnValue | None:
    """To the claim that this one was joined to and published with; None where readers read it at its own address."""
    last = publications.read_on(db(), number)
    return None if last == number else _kept(redirect(url_for(request.endpoint or "", number=last), 301))


def _kept(response: Response) -> Response:
    """May be kept for a moment; a colleague's is never kept."""
    if not current_user.is_authenticated:
        response.headers["Cache-Control"] = KEPT
        response.headers["Vary"] = "Cookie"
    return response


def _for_readers(body: str, mimetype: str = "text/html") -> Response:
    """An answer that may be kept for a moment and asked for again by its tag; a colleague's is never kept."""
    response = _kept(make_response(body))
    response.mimetype = mimetype
    if not current_user.is_authenticated:
        response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
        response.make_conditional(request)
    return response
