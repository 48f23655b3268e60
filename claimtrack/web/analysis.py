"""Placeholder."""

from flask import Blueprint

from claimtrack.web.request import needs
from claimtrack.words import Role

bp = Blueprint("analysis", __name__)


@bp.get("/analysis")
@needs(Role.FACT_CHECKER)
def index() -> str:
    return ""
