"""flask --app claimtrack audit"""

from functools import partial
from pathlib import Path

import click
import sqlalchemy as sa

from claimtrack.cli.match import build
from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.db import Database
from claimtrack.errors import BadInput
from claimtrack.exchange.verify import Checkpoint, Findings
from claimtrack.services import verifying
from claimtrack.services.aside import aside
from claimtrack.services.checking_touches import check_touches
from claimtrack.services.erasing import erase
from claimtrack.services.trail_export import export_trail
from claimtrack.web.request import database

FILE = click.Path(dir_okay=False, path_type=Path)
KEPT = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("audit")
def audit() -> None:
    """The audit trail: prove that nothing was changed unseen."""


@command("verify")
@click.option("--checkpoint", "kept", type=KEPT, help="One kept elsewhere: shows a trail cut off or rewritten.")
@json_option
def verify(kept: Path | None, as_json: bool) -> None:
    """Check every event and every record against each other; ends with 1 if anything is off.

    Example: flask --app claimtrack audit verify --checkpoint /media/safe/monday.txt
    """
    known = _checkpoint(kept) if kept else None
    with aside(partial(_check_touches, database().url)) as found_aside, database().still() as session:
        found = verifying.verify(session, known, found_aside)
    if as_json:
        print_json(found.report())
    else:
        click.echo("\n".join(found.sentences()))
    click.get_current_context().exit(1 if found.wrong_in_all else 0)


@command("checkpoint")
@click.argument("file", type=FILE, required=False)
def checkpoint(file: Path | None) -> None:
    """Print or write where the trail ends now, to be kept where nobody can change it who can change the database.

    Example: flask --app claimtrack audit checkpoint /media/safe/monday.txt
    """
    with database().still() as session:
        text = verifying.checkpoint(session).text()
    if file is None:
        click.echo(text, nl=False)
        return
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError as error:
        raise BadInput(f"{file} is there already. Name a file that is not.") from error
    click.echo(f"Wrote {file}. Keep it away from this machine; give it to audit verify --checkpoint.")


@command("export")
@click.argument("folder", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write all events and records into a new folder, with a program that checks them and needs Python only.

    Example: flask --app claimtrack audit export /media/safe/trail
    """
    with database().still() as session:
        export_trail(session, folder)
    click.echo(f"Wrote {folder}. To check it anywhere: python3 {folder / 'verify.py'}")


@command("erase")
@click.argument("event", type=click.IntRange(min=1))
@click.option("--reason", required=True, help="Why it has to be: it stays in the trail.")
def erase_contents(event: int, reason: str) -> None:
    """Erase for good what one event tells, where the law demands it; the chain holds, and that it was done shows.

    First change the record itself, then erase each event that tells of what has to go. Copies made earlier keep it.

    Example: flask --app claimtrack audit erase 214 --reason "Request of 3 May, Article 17 GDPR"
    """
    with database().write_tx() as tx:
        told = erase(tx, event, reason)
    click.echo(f"What event {event} told is erased; event {told.id} says so. This cannot be undone.")
    with database().read() as session:
        build(session)  # the shelf may still have what was changed or struck out before


for each in (verify, checkpoint, export, erase_contents):
    audit.add_command(each)


def _check_touches(url: sa.URL) -> Findings:
    database = Database(url)  # a process of its own needs connections of its own
    try:
        with database.still() as session:
            return check_touches(session)
    finally:
        database.engine.dispose()


def _checkpoint(file: Path) -> Checkpoint:
    try:
        return Checkpoint.read(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadInput(f"{file}: {error}") from error
