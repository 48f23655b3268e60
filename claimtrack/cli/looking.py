"""flask --app claimtrack stats, timeline"""

from datetime import UTC, datetime

import click
from sqlmodel import Session

from claimtrack.api.shapes import TimelineShape
from claimtrack.cli.match import LONGEST, make_ready
from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.drafts import clean_line
from claimtrack.errors import NotFound
from claimtrack.models import Claim
from claimtrack.services import records
from claimtrack.services.claim_list import Wanted, find_claims
from claimtrack.services.counts import counts
from claimtrack.services.matches import suggest
from claimtrack.services.timelines import timeline_of
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


@command("timeline")
@click.argument("claim")
@json_option
def timeline(claim: str, as_json: bool) -> None:
    """Show the timeline and the facts of a claim, found by its number or by a text like it.

    Example: flask --app claimtrack timeline "mercenaries sent to Ukraine" --json
    """
    with database().read() as session:
        told = TimelineShape.of(timeline_of(session, _found(session, claim)))
    if as_json:
        print_json(told.model_dump(mode="json"))
        return
    click.echo(f"{told.claim.id}  {told.claim.text}\n{told.sentence}\n")
    for row in told.statements:
        outlet = f" ({row.source.outlet.name})" if row.source.outlet else ""
        marks = f"  [{', '.join(row.marks)}]" if row.marks else ""
        click.echo(f"{row.said.understood:<24} {row.stance.label:<10} {row.actor.name}{outlet}{marks}")


def _found(session: Session, claim: str) -> Claim:
    """The claim with this number or the one most like this text. Raises NotFound."""
    if claim.isascii() and claim.isdigit():
        return records.get(session, Claim, int(claim))
    make_ready(session)
    text = clean_line(claim)[:LONGEST]
    for one in suggest(session, text, limit=1):
        return records.get(session, Claim, one.claim_id)
    by_words, _ = find_claims(session, Wanted(words=text), 0, 1, today=datetime.now(UTC).date())
    if not by_words or not text:
        raise NotFound("No recorded claim is like this. Try other words, or its number.")
    return by_words[0].claim
