"""flask --app claimtrack stats, timeline, match"""

import click

from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.services.counts import counts
from claimtrack.web.request import database
from claimtrack.words import Stance


@command("stats")
@json_option
def stats(as_json: bool) -> None:
    """Count claims, statements by stance, actors, sources and outlets.

    Example: flask --app claimtrack stats --json
    """
    with database().read() as session:
        found = counts(session)
    if as_json:
        print_json(found)
        return
    for kind in ("claims", "statements", "actors", "sources", "outlets"):
        click.echo(f"{found[kind]:>8,} {kind}")
        if kind == "statements":
            for stance in Stance:
                click.echo(f"{'':8} {found['by_stance'][stance.value]:>8,} {stance.label}")
