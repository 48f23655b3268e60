"""flask --app claimtrack demo"""

import secrets

import click

from claimtrack import demo as records
from claimtrack.cli.serving import check_port, serve_on
from claimtrack.cli.telling import command
from claimtrack.services import users
from claimtrack.services.counts import counts
from claimtrack.services.demo import ACCOUNTS, check_free, make_demo
from claimtrack.web.request import database


@command("demo")
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535), help="Where to serve.")
@click.option("--no-serve", is_flag=True, help="Load the demo and stop.")
@click.option("--password", help="For the demo accounts; otherwise a new random one is made each time.")
def demo(port: int, no_serve: bool, password: str | None) -> None:
    """Load the demo, say how to sign in, and serve it on this machine.

    The demo goes into an empty database or one that is a demo already, never among a newsroom's own records.

    Example: flask --app claimtrack demo --port 5001
    """
    if not no_serve:
        check_port("127.0.0.1", port)
    with database().read() as session:
        check_free(session)
    chosen = password or "-".join(secrets.token_hex(2) for _ in range(4))
    hashed = users.hash_password(chosen)
    documents = [records.part(name) for name in records.PARTS]
    with database().write_tx() as session:
        make_demo(session, documents, hashed)
        found = counts(session)
    click.echo(f"The demo is loaded: {found['claims']} claims, {found['statements']} statements.")
    *names, last = ACCOUNTS
    click.echo(f"Sign in as {', '.join(names)} or {last} with the password {chosen}")
    if not no_serve:
        serve_on("127.0.0.1", port)
