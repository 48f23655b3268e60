"""What every answer says to the browser about itself, errors included."""

import secrets

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from claimtrack.errors import NotAllowed
from claimtrack.services.audit import request_id

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer would break the CSRF check under HTTPS
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def attach(app: Flask) -> None:
    """Give every request a number and every answer its headers."""
    app.before_request(number_request)
    app.before_request(refuse_other_sites)
    app.after_request(add_headers)


def number_request() -> None:
    """The number under which the log and the audit trail know this request."""
    request_id.set(secrets.token_hex(8))


def refuse_other_sites() -> ResponseReturnValue | None:
    """A form sent from another site is refused before anything looks at it."""
    if request.method in ("POST", "PUT", "PATCH", "DELETE") and request.headers.get("Sec-Fetch-Site") in (
        "cross-site",
        "same-site",
    ):
        raise NotAllowed("This form was sent from another site. Open the page here and send it again.")
    return None


def add_headers(response: Response) -> Response:
    """Say what the browser may do, and that it keeps nothing it was not told to keep."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
