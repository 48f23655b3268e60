"""flask --app claimtrack import, export"""

import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import click

from claimtrack.api.shapes import MatchShape
from claimtrack.cli.match import make_ready, told_of
from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.exchange import csvfile, csvreader, jsonfile
from claimtrack.exchange.document import Document
from claimtrack.services.exporting import export
from claimtrack.services.foreseeing import Foreseen, likely_recorded
from claimtrack.services.importing import Brought, bring_in
from claimtrack.web.request import database

FORMATS = click.Choice(["json", "csv"])
format_option = click.option("--format", "form", type=FORMATS, help="What kind of file; otherwise told by its name.")


class _Tried(Exception):
    """Ends an import that was only tried, so that nothing of it is kept."""


@command("import")
@click.argument("file", type=click.File("rb"))
@format_option
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@click.option("--keep-status", is_flag=True, help="Keep each claim's status; otherwise all come in as drafts.")
@json_option
def import_file(file: BinaryIO, form: str | None, dry_run: bool, keep_status: bool, as_json: bool) -> None:
    """Bring a file of claims in, whole or not at all.

    What is on record already is recognised and not brought in twice. When the file has mistakes, all of them are
    listed with their places and nothing is changed. FILE may be - for standard input. --dry-run also names the claims
    that are likely on record in other words.

    Example: flask --app claimtrack import claims.csv --dry-run
    """
    document = _read(file, form)
    reason = f"From the file {_name(file)}." if _name(file) else "From standard input."
    label = "Trying" if dry_run else "Importing"
    progress = click.progressbar(length=len(document.claims), label=label, file=sys.stderr)
    with progress, suppress(_Tried), database().write_tx() as tx:
        brought = bring_in(tx, document, keep_status=keep_status, reason=reason, done=lambda: progress.update(1))
        if dry_run:
            raise _Tried
    if not dry_run:
        with database().read() as session:
            make_ready(session)
    foreseen = _foreseen(document) if dry_run else []
    if as_json:
        print_json({**asdict(brought), "dry_run": dry_run, "likely_recorded": [_as_json(one) for one in foreseen]})
    else:
        click.echo(_told(brought, dry_run))
        click.echo(_warned(foreseen), nl=False)


@command("export")
@format_option
@click.option(
    "--output", type=click.File("wb", atomic=True), default="-", help="The file to write, if not the terminal."
)
def export_file(form: str | None, output: BinaryIO) -> None:
    """Write everything on record to one file, as JSON or as a table with a row for each statement.

    Example: flask --app claimtrack export --output claims.csv
    """
    with database().read() as session:
        document = export(session)
    wanted = form or ("csv" if _name(output).lower().endswith(".csv") else "json")
    text = csvfile.write(document) if wanted == "csv" else jsonfile.write(document)
    output.write(text.encode())


def _read(file: BinaryIO, form: str | None) -> Document:
    data = file.read()
    looks_like_json = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    by_name = {".json": "json", ".csv": "csv"}.get(Path(_name(file)).suffix.lower())
    wanted = form or by_name or ("json" if looks_like_json else "csv")
    return csvreader.read(data) if wanted == "csv" else jsonfile.read(data)


def _name(file: BinaryIO) -> str:
    """The file's own name, without its folder; "" for the terminal."""
    name = getattr(file, "name", "")
    return "" if not isinstance(name, str) or name.startswith("<") else Path(name).name


def _told(brought: Brought, dry_run: bool) -> str:
    """ "Imported 15 claims, 42 statements …. 3 claims and 2 statements were there already." """
    kinds = ("claims", "statements", "actors", "sources", "outlets")
    new = ", ".join(_counted(getattr(brought, kind), kind) for kind in kinds)
    told = f"{'Would import' if dry_run else 'Imported'} {new}."
    if brought.known_claims:
        claims, statements = _counted(brought.known_claims, "claims"), _counted(brought.known_statements, "statements")
        told += f" {claims} and {statements} of the file were there already."
    return told


def _foreseen(document: Document) -> list[Foreseen]:
    progress = click.progressbar(length=len(document.claims), label="Comparing", file=sys.stderr)
    with progress, database().read() as session:
        found = list(likely_recorded(session, document, done=lambda: progress.update(1)))
    return sorted(found, key=lambda one: -one.matches[0].probability)


def _as_json(one: Foreseen) -> dict[str, Any]:
    matches = [MatchShape.of(match).model_dump(mode="json") for match in one.matches]
    return {"key": one.key, "text": one.text, "matches": matches}


def _warned(foreseen: list[Foreseen]) -> str:
    """The claims of the file that may be recorded in other words, with what they may be, what differs and why."""
    if not foreseen:
        return ""
    told = f"\n{_counted(len(foreseen), 'claims')} of the file may be recorded already, in other words:\n"
    for one in foreseen:
        told += f"\n{one.key}  {one.text}\n"
        for match in one.matches:
            told += "".join(f"{line}\n" for line in told_of(match))
    return told


def _counted(number: int, kind: str) -> str:
    return f"{number:,} {kind.removesuffix('s') if number == 1 else kind}"
