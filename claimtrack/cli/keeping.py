"""flask --app claimtrack db, backup, restore"""

from pathlib import Path

import click
from flask import current_app

from claimtrack import migrations
from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.db import backup
from claimtrack.services.backups import restore
from claimtrack.web.request import database

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("db")
def db() -> None:
    """The database: which shape it has, and bringing it up to date."""


@command("upgrade")
def upgrade() -> None:
    """Bring the database to the shape this program needs, after a copy into the instance folder.

    Every start does the same, so this is for those who want it done at a time of their choice.

    Example: flask --app claimtrack db upgrade
    """
    _, after = migrations.upgrade(database(), _backups())
    click.echo(f"The database is up to date: {after}.")


@command("status")
@json_option
def status(as_json: bool) -> None:
    """Say where the database is and which shape it has.

    Example: flask --app claimtrack db status --json
    """
    shape, newest = migrations.current(database()), migrations.newest()
    address = database().url.render_as_string(hide_password=True)
    if as_json:
        print_json({"database": address, "shape": shape, "newest": newest, "up_to_date": shape == newest})
    else:
        told = "up to date" if shape == newest else f"older than the program, which needs {newest}"
        click.echo(f"{address}\n{shape}: {told}.")


@command("backup")
@click.argument("file", type=FILE)
def make_backup(file: Path) -> None:
    """Copy the whole database into a new file while others go on working.

    Example: flask --app claimtrack backup /media/safe/monday.db
    """
    click.echo(f"Copied to {backup(database(), file)}.")


@command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the records that are there, after a copy of them.")
def restore_backup(file: Path, replace: bool) -> None:
    """Put a copy made by backup in the place of the database. Stop the server first; everybody signs in anew.

    Example: flask --app claimtrack restore /media/safe/monday.db --replace
    """
    saved = restore(database(), file, _backups(), replace=replace)
    if saved:
        click.echo(f"What was there before is in {saved}.")
    click.echo(f"The database is as it was in {file}. Nobody is signed in.")


for each in (upgrade, status):
    db.add_command(each)


def _backups() -> Path:
    return Path(current_app.instance_path) / "backups"
