"""Placeholder."""

from flask import Blueprint

from claimtrack.web.request import needs
from claimtrack.words import Role

bp = Blueprint("actors", __name__)


@bp.get("/actors")
@needs(Role.FACT_CHECKER)
def index() -> str:
    return ""
