"""flask --app claimtrack match"""

import sys
from collections.abc import Iterator
from datetime import datetime

import click
from sqlmodel import Session

from claimtrack.api.shapes import MatchesShape, MatchShape
from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.drafts import clean_line
from claimtrack.services import bulk, match_index
from claimtrack.services.counts import counts
from claimtrack.services.matches import Marked, Suggested, suggest
from claimtrack.services.queue import open_count
from claimtrack.web.request import database
from claimtrack.words import Kind

LONGEST = 2000  # characters of a text that are compared


@command("match")
@click.argument("text", required=False)
@click.option("--date", "said", type=click.DateTime(["%Y-%m-%d"]), help="The day it was said.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 20), help="How many at most.")
@click.option("--new", "task", flag_value="new", help="Look for twins of all claims that are new or changed.")
@click.option("--all", "task", flag_value="all", help="Look for twins of all claims, also of those looked at before.")
@click.option("--build", "task", flag_value="build", help="Only make all claims ready to be compared.")
@json_option
def match(text: str | None, said: datetime | None, limit: int, task: str | None, as_json: bool) -> None:
    """Find the recorded claims that may say what a text says; or fill the match queue, without a text.

    Words that differ stand in [brackets].

    With --new or --all, pairs of claims that may say the same go into the match queue. Stopped, it goes on where it
    was when it is started again.

    Example: flask --app claimtrack match "Mercs from Kosovo sent to Donbass" --date 2022-02-18
    """
    if (text is None) == (task is None):
        raise click.UsageError("Say which text to compare, in quotation marks; or --new, --all or --build without one.")
    if text is not None:
        match_text(text, said, limit, as_json)
    elif task == "build":
        with database().read() as session:
            told = {"claims": build(session)}
        print_json(told) if as_json else click.echo(f"{told['claims']:,} claims are ready to be compared.")
    else:
        match_claims(again=task == "all", as_json=as_json)


def match_text(text: str, said: datetime | None, limit: int, as_json: bool) -> None:
    """Print the claims that may say what the text says."""
    with database().read() as session:
        make_ready(session)
        found = suggest(session, clean_line(text)[:LONGEST], said.date() if said else None, limit)
    if as_json:
        print_json(MatchesShape(matches=[MatchShape.of(one) for one in found]).model_dump(mode="json"))
        return
    for one in found:
        click.echo("\n".join(told_of(one)))
    if not found:
        click.echo("No recorded claim is like this.")


def match_claims(*, again: bool, as_json: bool) -> None:
    """Fill the match queue, showing how it goes."""
    with database().read() as session:
        make_ready(session)
        length = bulk.waiting(session, again=again)
    with click.progressbar(length=length, label="Looking for twins of claims", file=sys.stderr) as progress:
        looked_at = bulk.look_through(database(), again=again, done=progress.update)
    with database().read() as session:
        told = {"looked_at": looked_at, "waiting": open_count(session, Kind.CLAIM)}
    if as_json:
        print_json(told)
    else:
        click.echo(f"Looked at {told['looked_at']:,} claims. {told['waiting']:,} pairs of claims wait in the queue.")


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


def told_of(one: Suggested) -> Iterator[str]:
    """A suggestion as lines: the claim, the wording of it that fits best, the new text, and why; see `_bracketed`."""
    yield f"{one.probability:>5.0%}  claim {one.claim_id}: {_bracketed(one.title)}"
    if not one.is_title:
        yield f"{'':7}put as: {_bracketed(one.theirs)}"
    yield f"{'':7}yours: {_bracketed(one.yours)}"
    yield f"{'':7}{one.label.label}: {' · '.join(one.reasons)}"


def _bracketed(text: Marked) -> str:
    """The text with the words that differ in [brackets]."""
    return "".join(f"[{piece}]" if differs else piece for piece, differs in text)
