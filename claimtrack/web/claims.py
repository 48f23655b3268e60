"""Placeholder."""

from flask import Blueprint

from claimtrack.web.request import needs
from claimtrack.words import Role

bp = Blueprint("claims", __name__)


@bp.get("/claims")
@needs(Role.FACT_CHECKER)
def index() -> str:
    return ""
