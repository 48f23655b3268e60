"""Browsers that somebody has signed in with before: tries in them are counted apart.

Otherwise whoever keeps sending wrong passwords, for a name or from an address that many share, would keep people out
for as long as they like.
"""

import secrets

from flask import Flask, Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from claimtrack.models import User

LIFE = 365 * 24 * 3600  # seconds


def tried(name: str) -> tuple[str, str]:
    """Under which account and which address a try at this person's password in this browser is counted."""
    known = _read()
    if known.get("name") == name.strip().lower():
        return (f"browser {known['id']}",) * 2
    return name, request.remote_addr or ""


def tried_code(user: User) -> tuple[str, str]:
    """Under what a try at this person's code is counted: whoever comes as far has given the password."""
    return (f"code of {user.id}",) * 2


def remember(user: User) -> None:
    """This person has signed in here."""
    name = user.name.lower()
    if _read().get("name") != name:
        told = _signer().dumps({"name": name, "id": secrets.token_hex(8)})
        after_this_request(lambda response: _mark(response, told))


def _mark(response: Response, told: str) -> Response:
    secure = bool(current_app.config["SECURE_COOKIES"])
    response.set_cookie(_cookie(current_app), told, max_age=LIFE, secure=secure, httponly=True, samesite="Lax")
    return response


def _read() -> dict[str, str]:
    try:
        found = _signer().loads(request.cookies.get(_cookie(current_app), ""))
    except BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _cookie(app: Flask) -> str:
    return f"{app.config['SESSION_COOKIE_NAME']}-known"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known browser")
