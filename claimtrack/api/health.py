"""/healthz: for whoever watches over the server."""

from typing import Literal

from flask.typing import ResponseReturnValue

from claimtrack.api.base import Answer, Operation, answered, describes
from claimtrack.services.health import check_database
from claimtrack.web.request import db, public


class HealthShape(Answer):
    status: Literal["ok"] = "ok"


@describes(Operation("/healthz", "health", "Whether the server and its database answer", HealthShape, is_public=True))
@public
def show_health() -> ResponseReturnValue:
    check_database(db())
    return answered(HealthShape())
