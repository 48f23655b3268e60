"""Every error as a page, or as a problem document under /api (RFC 9457)."""

from flask import Flask, current_app, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException

from claimtrack.errors import BadInput, ClaimtrackError, Duplicate, Joined, NotAllowed, NotFound, Stale
from claimtrack.services.audit import request_id
from claimtrack.web.identity import is_ours, keep_typed, what_to_keep
from claimtrack.web.standing import led_to_form

STATUS = {NotFound: 404, NotAllowed: 403, Stale: 409, Joined: 409, Duplicate: 409, BadInput: 400}


def attach(app: Flask) -> None:
    """Handle every error here."""
    app.register_error_handler(ClaimtrackError, tell)
    app.register_error_handler(Joined, tell_joined)
    app.register_error_handler(CSRFError, tell_csrf)
    app.register_error_handler(HTTPException, tell_http)
    app.register_error_handler(OperationalError, tell_database)
    app.register_error_handler(Exception, tell_unknown)


def tell(error: ClaimtrackError) -> ResponseReturnValue:
    return answer(STATUS.get(type(error), 400), str(error))


def tell_joined(error: Joined) -> ResponseReturnValue:
    """Whoever asks for the form of a joined record is led on."""
    return tell(error) if request.path.startswith("/api/") else led_to_form(error)


def tell_csrf(_error: CSRFError) -> ResponseReturnValue:
    """Somebody signed in again in another window since this form was opened: to the form, and what they typed in it.

    What another site makes a browser send is never kept.
    """
    if is_ours() and current_user.is_authenticated and what_to_keep() and (back := keep_typed()):
        flash("You signed in again since this form was opened, so nothing was saved yet.", "warn")
        return redirect(back, 303)
    return answer(400, "This form was opened before you signed in here. Open its page again and send it from there.")


def tell_http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    return answer(error.code, "")


def tell_database(error: DBAPIError) -> ResponseReturnValue:
    """The database could not be written or read, for want of space above all."""
    current_app.logger.error("database: %s", type(error.orig).__name__, exc_info=error)
    return answer(503, "The database cannot be reached or is out of space. Nothing was changed.")


def tell_unknown(error: Exception) -> ResponseReturnValue:
    current_app.logger.error("unexpected: %s", type(error).__name__, exc_info=error)
    return answer(500, "")


def answer(status: int, message: str) -> ResponseReturnValue:
    """The error in the form the asker reads."""
    if request.path.startswith("/api/") or request.path == "/healthz":
        return problem(status, message)
    return render_template("errors/error.html", status=status, message=message, reference=request_id.get()), status


def problem(status: int, message: str) -> ResponseReturnValue:
    """A problem document."""
    body = {"type": "about:blank", "title": message or f"Error {status}", "status": status, "request": request_id.get()}
    return body, status, {"Content-Type": "application/problem+json"}
