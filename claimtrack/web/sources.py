"""Placeholder."""

from flask import Blueprint

from claimtrack.web.request import needs
from claimtrack.words import Role

bp = Blueprint("sources", __name__)


@bp.get("/sources")
@needs(Role.FACT_CHECKER)
def index() -> str:
    return ""
