"""Where the data lives and with which settings; nothing is written outside the instance folder."""

import os
import secrets
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from claimtrack.errors import ClaimtrackError

WEAKEST_KEY = 32  # characters
LARGEST_REQUEST = 2 * 1024 * 1024  # bytes


def read_settings(app: Flask, given: dict[str, object] | None) -> None:
    """Defaults, then instance/config.py, then CLAIMTRACK_… from the environment, then what the caller gives."""
    Path(app.instance_path).mkdir(parents=True, exist_ok=True, mode=0o700)
    app.config.from_mapping(
        DATABASE_URL=f"sqlite:///{Path(app.instance_path) / 'claimtrack.db'}",
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SECURE_COOKIES=False,
        PROXIES=0,
        SEMANTIC=False,
        SEMANTIC_MODEL="",
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    app.config.from_pyfile("config.py", silent=True)
    app.config.from_prefixed_env("CLAIMTRACK")
    app.config.update(given or {})
    if not app.config.get("SECRET_KEY"):
        app.config["SECRET_KEY"] = kept_key(Path(app.instance_path) / "secret_key")
    check_key(app.config["SECRET_KEY"])
    if app.config["PROXIES"]:
        app.wsgi_app = told_by_proxies(app.wsgi_app, int(app.config["PROXIES"]))  # type: ignore[method-assign]
    if app.config["SECURE_COOKIES"]:
        app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_NAME="__Host-claimtrack")
    else:
        app.config["SESSION_COOKIE_NAME"] = "claimtrack"


def told_by_proxies(wsgi_app: Any, number: int) -> ProxyFix:
    """Believe that many web servers in front of this one who is asking, for which site, and over TLS or not."""
    return ProxyFix(wsgi_app, x_for=number, x_proto=number, x_host=number)


def instance_path() -> str | None:
    """The folder CLAIMTRACK_INSTANCE_PATH names, or None for Flask's own choice."""
    named = os.environ.get("CLAIMTRACK_INSTANCE_PATH")
    return str(Path(named).resolve()) if named else None


def kept_key(path: Path) -> str:
    """The key in this file; made once, readable by its owner only, whole even if two processes start at once.

    Raises ClaimtrackError if others can read it.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first; its key holds
        finally:
            draft.unlink()
    if path.stat().st_mode & 0o077:
        raise ClaimtrackError(f"Others on this machine can read {path}. Run: chmod 600 {path}")
    return path.read_text().strip()


def check_key(key: str) -> None:
    """Raises ClaimtrackError for a key that could be guessed."""
    if len(key) < WEAKEST_KEY or len(set(key)) < 10:
        raise ClaimtrackError("The secret key is too weak. Remove it from the settings and a good one is made.")
