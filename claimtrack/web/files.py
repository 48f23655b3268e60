"""Style sheets and scripts: sent small, kept by the browser until they change."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from flask_compress import Compress

from claimtrack.web.request import FILES

TYPES = ["text/html", "text/css", "text/javascript", "application/json", "application/problem+json", "image/svg+xml"]
FOREVER = "public, max-age=31536000, immutable"


def attach(app: Flask) -> None:
    """Compress what is sent, and give every file an address that changes with its contents."""
    app.config.update(COMPRESS_MIMETYPES=TYPES, COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=5)
    Compress(app)
    app.after_request(keep_files)

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint in FILES and "filename" in values:
            values["v"] = version_of(_folder(app, endpoint), values["filename"])


@cache
def version_of(folder: str, filename: str) -> str:
    """Eight digits of the file's SHA-256; empty for a file that is not there."""
    path = Path(folder) / filename
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path.is_file() else ""


def keep_files(response: Response) -> Response:
    """Let the browser keep a file that was asked for by its version for good, any other for an hour."""
    if request.endpoint in FILES and response.status_code < 400:
        response.headers["Cache-Control"] = FOREVER if request.args.get("v") else "public, max-age=3600"
    return response


def _folder(app: Flask, endpoint: str) -> str:
    blueprint, _, _ = endpoint.rpartition(".")
    return str((app.blueprints[blueprint] if blueprint else app).static_folder)
