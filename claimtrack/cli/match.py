"""flask --app claimtrack match"""

import sys
from datetime import datetime

import click
from sqlmodel import Session

from claimtrack.api.shapes import MatchesShape, MatchShape
from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.drafts import clean_line
from claimtrack.services import match_index
from claimtrack.services.counts import counts
from claimtrack.services.matches import Suggested, suggest
from claimtrack.web.request import database

LONGEST = 2000  # characters of a text that are compared


@command("match")
@click.argument("text", required=False)
@click.option("--date", "said", type=click.DateTime(["%Y-%m-%d"]), help="The day it was said.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 20), help="How many at most.")
@click.option("--build", "only_build", is_flag=True, help="Only make all claims ready to be compared, without a text.")
@json_option
def match(text: str | None, said: datetime | None, limit: int, only_build: bool, as_json: bool) -> None:
    """Find the recorded claims that may say what a text says, with the reasons.

    Example: flask --app claimtrack match "Mercs from Kosovo sent to Donbass" --date 2022-02-18
    """
    if only_build:
        with database().read() as session:
            click.echo(f"{build(session):,} claims are ready to be compared.")
        return
    if text is None:
        raise click.UsageError("Say which text to compare, in quotation marks.")
    with database().read() as session:
        make_ready(session)
        found = suggest(session, clean_line(text)[:LONGEST], said.date() if said else None, limit)
    if as_json:
        print_json(MatchesShape(matches=[MatchShape.of(one) for one in found]).model_dump(mode="json"))
        return
    for one in found:
        click.echo(f"{one.probability:>5.0%}  {one.claim_id}  {one.claim_text}\n{'':5}  {_because(one)}")
    if not found:
        click.echo("No recorded claim is like this.")


def make_ready(session: Session) -> None:
    """Have all claims known to the matcher; after a large import that takes a while."""
    if match_index.is_far_behind(session):
        build(session)


def build(session: Session) -> int:
    """Put all claims on a new shelf, showing how it goes."""
    length = counts(session)["claims"]
    label = "Making claims ready to be compared"
    with click.progressbar(length=length, label=label, file=sys.stderr, update_min_steps=1000) as progress:
        return match_index.build(session, lambda: progress.update(1))


def _because(one: Suggested) -> str:
    return f"{one.label.label}: {'; '.join(one.reasons)}"
