"""Addresses of records that were judged the same as another: they lead to the one that stands for them."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue


def led_on(row) -> ResponseReturnValue | None:
    """To the page of the record that stands for this one; None where it stands for itself."""
    if row.joined_to_id is None:
        return None
    asked = {name: values for name, values in request.args.lists() if name != "joined"}
    return redirect(url_for(request.endpoint, number=row.joined_to_id, joined=row.id, **asked), 301)
