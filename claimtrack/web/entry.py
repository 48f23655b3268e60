"""Placeholder."""

from flask import Blueprint

from claimtrack.web.request import needs
from claimtrack.words import Role

bp = Blueprint("entry", __name__)


@bp.get("/enter")
@needs(Role.FACT_CHECKER)
def enter() -> str:
    return ""
