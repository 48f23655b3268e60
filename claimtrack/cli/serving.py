"""Serving the application on this machine, and flask --app claimtrack serve"""

import socket
from typing import cast

import click
from flask import Flask, current_app
from waitress import create_server

from claimtrack.cli.telling import command
from claimtrack.errors import NotAllowed


@command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where to serve.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests served at once.")
def serve(host: str, port: int, threads: int) -> None:
    """Serve claimtrack to a newsroom, behind a proxy that adds TLS.

    Example: flask --app claimtrack serve --port 8080
    """
    check_port(host, port)
    serve_on(host, port, threads)


def check_port(host: str, port: int) -> None:
    """Raises NotAllowed if somebody listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotAllowed(
                f"Cannot serve on {host} port {port}: {error.strerror}. Choose another with --port {port + 1}."
            ) from error


def serve_on(host: str, port: int, threads: int = 8) -> None:
    """Serve until Ctrl+C."""
    app = cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]
    alone = not app.config["PROXIES"]  # then what a request says of its own way here is thrown away
    server = create_server(app, host=host, port=port, threads=threads, ident=None, clear_untrusted_proxy_headers=alone)
    click.echo(f"Open http://{host}:{port}/ in a browser. Ctrl+C stops it.")
    try:
        server.run()
    finally:
        server.close()
    click.echo("Stopped.")
