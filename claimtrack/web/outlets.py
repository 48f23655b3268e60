"""Placeholder."""

from flask import Blueprint

from claimtrack.web.request import needs
from claimtrack.words import Role

bp = Blueprint("outlets", __name__)


@bp.get("/outlets")
@needs(Role.FACT_CHECKER)
def index() -> str:
    return ""
