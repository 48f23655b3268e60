"""Recording what a script sends: as its token's holder, once for each key, told in the history."""

import hashlib
from typing import Protocol, TypeVar

from flask import request, url_for
from flask_login import current_user
from sqlmodel import Session

from claimtrack.api.base import Refused
from claimtrack.drafts import Draft
from claimtrack.models import Claim, DoneOnce, Statement, User
from claimtrack.services.records import id_of
from claimtrack.web.request import acting, done_before, note_done

B = TypeVar("B", bound=Draft, contravariant=True)
LONGEST_KEY = 200


class Enter(Protocol[B]):
    """A service that records a draft."""

    def __call__(self, session: Session, sent: B, *, by: User, reason: str) -> Claim | Statement: ...


def recorded(draft: B, enter: Enter[B], endpoint: str) -> tuple[int, str]:
    """Record the draft, or find what was recorded of it with the same key before: its number and its address."""
    key, body = _key(), hashlib.sha256(request.path.encode() + request.get_data()).hexdigest()
    with acting() as (tx, by):
        before = done_before(tx, key, by)
        if before is not None:
            return _before(before, body)
        made = enter(tx, draft, by=by, reason=f"Sent with the token “{current_user.key.name}”.")
        number = id_of(made)
        location = url_for(endpoint, number=number)
        note_done(tx, key, location, by, body)
    return number, location


def _key() -> str:
    """The key of this request, told apart from those that forms carry. Raises Refused."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > LONGEST_KEY:
        raise Refused(422, f"Shorten the Idempotency-Key to {LONGEST_KEY} characters.")
    return f"api {key}" if key else ""


def _before(done: DoneOnce, body: str) -> tuple[int, str]:
    if done.sent != body:
        raise Refused(422, "This Idempotency-Key came with something else before. Choose a new one for each thing.")
    return int(done.location.rpartition("/")[2]), done.location
