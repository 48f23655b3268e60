"""The application as it is served: processes of their own on loopback, which share one database and can be killed.

A server begins as a copy of one process that has everything imported, so that hundreds can be started one after the other.
"""

import logging
import multiprocessing as mp
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from html import unescape
from http.client import HTTPConnection
from multiprocessing.connection import Connection
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from waitress.server import create_server

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.models import User
from tests.client import PageClient

COPIES = mp.get_context("forkserver")
COPIES.set_forkserver_preload([__name__])
_VERSION_AND_TOKEN = re.compile(r'<input[^>]*name="(version|csrf_token)"[^>]*value="([^"]*)"')


def settings(url: str) -> dict[str, object]:
    """Another database's address, or none: SQLite in the instance folder."""
    return {"DATABASE_URL": url} if url else {}


class Server:
    """One worker: a process that serves on a port of its own."""

    def __init__(self, folder: str, url: str = "") -> None:
        ours, theirs = COPIES.Pipe()
        self._process = COPIES.Process(target=_serve, args=(folder, url, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.port: int = ours.recv()

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self._process.kill()
        self._process.join()


def _serve(folder: str, url: str, ready: Connection) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that many wait is what is measured
    app = create_app(settings(url), folder)
    server = create_server(app, host="127.0.0.1", port=0, threads=8, ident=None)
    ready.send(server.effective_port)
    server.run()


@contextmanager
def serving(folder: str, url: str = "", workers: int = 2) -> Iterator[list[Server]]:
    """That many workers on the same database."""
    servers = [Server(folder, url) for _ in range(workers)]
    try:
        yield servers
    finally:
        for server in servers:
            server.kill()


class Browser:
    """Somebody signed in, who talks to the worker at `port`."""

    def __init__(self, app: Flask, user: User, port: int) -> None:
        self.port = port
        client = PageClient(app)
        client.sign_in_as(user)
        cookie = client.flask.get_cookie("claimtrack")
        assert cookie is not None
        self._cookie = cookie.value

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, Any]) -> tuple[int, str]:
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": f"claimtrack={self._cookie}", "Accept-Encoding": "identity"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                if name == "claimtrack":
                    self._cookie = value
            return answer.status, answer.read().decode()


def version_and_token(html: str) -> dict[str, str]:
    """The version a form was filled from, and its CSRF token."""
    return {name: unescape(value) for name, value in _VERSION_AND_TOKEN.findall(html)}


def database_of(app: Flask) -> Database:
    found = app.extensions["claimtrack"]
    assert isinstance(found, Database)
    return found
