"""Addresses of records that were judged the same as another: they lead to the one that stands for them."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from claimtrack.errors import Joined
from claimtrack.models import Actor, Claim, Source


def led_on(row: Claim | Actor | Source) -> ResponseReturnValue:
    """To the page of the record that stands for this one."""
    return redirect(here(row.joined_to_id, joined=row.id, **_asked()), 301)


def led_to_form(error: Joined) -> ResponseReturnValue:
    """From the form of a joined record to that of the one that stands for it; from an act on it to its page."""
    flash(f"{error} This is {error.noun} {error.head}.", "warn")
    if request.method in ("GET", "HEAD"):
        return redirect(here(error.head, joined=error.number, **_asked()))
    return redirect(url_for(f"{error.noun}s.show", number=error.head), 303)


def here(number: int | None, **asked: Any) -> str:
    """The address of this very page for another record."""
    return url_for(str(request.endpoint), **{**(request.view_args or {}), "number": number}, **asked)


def _asked() -> dict[str, Any]:
    return {name: values for name, values in request.args.lists() if name != "joined"}
