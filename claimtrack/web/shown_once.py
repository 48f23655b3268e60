"""What is shown once and kept nowhere: a one-time link, a new token.

Between the form and the page that shows it, it travels in the browser's own signed cookie.
"""

from flask import session

NAME = "shown_once"


def put(kind: str, secret: str) -> None:
    """Have this shown on the next page that asks for it."""
    session[NAME] = {"kind": kind, "secret": secret}


def take(kind: str) -> str:
    """What was put, for the first time it is asked for; then "" for ever."""
    found = session.pop(NAME, None)
    return found["secret"] if found and found["kind"] == kind else ""
