"""A person's own account."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from claimtrack.web.request import me, needs
from claimtrack.words import Role

bp = Blueprint("account", __name__)


@bp.get("/account")
@needs(Role.FACT_CHECKER)
def show() -> ResponseReturnValue:
    return render_template("account/show.html", user=me())
