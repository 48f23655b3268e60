"""flask --app claimtrack matching …"""

import json
import sys
from dataclasses import asdict
from typing import TextIO

import click

from claimtrack.cli.telling import command, json_option, print_json
from claimtrack.errors import NotAllowed
from claimtrack.rules.track_record import ENOUGH, TrackRecord
from claimtrack.services import meanings
from claimtrack.services.counts import counts
from claimtrack.services.judged_pairs import judged_pairs, record_so_far
from claimtrack.web.request import database
from claimtrack.words import MatchLabel


@click.group("matching")
def matching() -> None:
    """The matcher: how well it does by this newsroom's own judgements, and what claims mean."""


@command("report")
@json_option
def report(as_json: bool) -> None:
    """Precision and recall of past suggestions on the judgements in force.

    A suggestion counts with the probability and the label it had when the pair was judged; a pair that was judged the
    same and never suggested counts as missed.

    Example: flask --app claimtrack matching report
    """
    with database().read() as session:
        found = record_so_far(session)
    if as_json:
        print_json({**asdict(found), "is_enough": found.is_enough})
    else:
        click.echo(_told(found))


@command("pairs")
@click.argument("file", type=click.File("w", encoding="utf-8", atomic=True))
def pairs(file: TextIO) -> None:
    """Write the judged pairs of claims to FILE, one JSON object a line, for training the matcher. FILE may be -.

    Example: flask --app claimtrack matching pairs judged.jsonl
    """
    with database().read() as session:
        count = 0
        for pair in judged_pairs(session):
            file.write(json.dumps(pair, ensure_ascii=False) + "\n")
            count += 1
    click.echo(f"Wrote {count:,} judged pairs." if count else "No pair of claims was judged yet.", err=True)


def _told(found: TrackRecord) -> str:
    judged = sum(found.judged.values())
    if not judged:
        return "No pair of claims was judged yet. Answer some in the match queue, then ask again."
    answers = ", ".join(f"{count:,} {answer}" for answer, count in found.judged.items())
    lines = [f"{judged:,} pairs judged: {answers}. Suggested before: {found.suggested:,}."]
    if not found.is_enough:
        lines.append(f"Fewer than {ENOUGH} judged suggestions: the shares below are mostly chance.")
    lines += ["", "suggested from   judged   same   precision   recall"]
    lines += [
        f"{row.bar:>14.0%} {row.suggested:>8,} {row.same:>6,} {_share(row.precision):>11} {_share(row.recall):>8}"
        for row in found.bars
    ]
    lines += ["", "label                            judged   same"]
    lines += [f"{MatchLabel(row.name).label:<30} {row.judged:>8,} {row.same:>6,}" for row in found.labels]
    lines += ["", "stated between   judged   stated   right"]
    lines += [
        f"{f'{row.least:.0%} and {row.below:.0%}':>14} {row.judged:>8,} {row.stated:>8.0%} {row.right:>7.0%}"
        for row in found.bands
    ]
    if found.error is not None:
        lines.append(f"On average what was stated and what was right are {100 * found.error:.1f} points apart.")
    if found.unsuggested:
        lines.append(f"Judged the same, but never suggested: {found.unsuggested:,}.")
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


@command("vectors")
def vectors() -> None:
    """Compute what recorded claims mean, where the semantic extra is on and they are new or changed.

    Questions have it done in the background; this is for after a large import, or to be ready before anybody asks.

    Example: flask --app claimtrack matching vectors
    """
    with database().read() as session:
        if not meanings.is_used(session):
            raise NotAllowed("Meaning is not compared here. Set CLAIMTRACK_SEMANTIC=true first.")
        length = counts(session)["claims"]
        with click.progressbar(length=length, label="Computing what claims mean", file=sys.stderr) as progress:
            made = meanings.catch_up(session, progress.update)
    if made is None:
        raise NotAllowed("Another process is computing them already. Wait until it is done.")
    click.echo(f"Done: {made:,} texts were new.")


for one in (report, pairs, vectors):
    matching.add_command(one)
