"""What a verdict rests on, in words: statements of its claim, and addresses."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from claimtrack.exchange.frozen import Evidence
from claimtrack.models import Claim, Statement
from claimtrack.rules.entries import Entry
from claimtrack.rules.repeats import identity
from claimtrack.services.joined import heads_of
from claimtrack.services.records import id_of
from claimtrack.services.timelines import entries_of


def evidence(
    session: Session, claim: Claim, stored: Sequence[Mapping[str, Any]], entries: Sequence[Entry]
) -> list[Evidence]:
    """A verdict's evidence in words, given the statements of the claim; one that was struck out since is left out.

    A statement may be on another claim by now: it was on one joined to this one, and that was taken back.
    """
    by_id = {entry.id: Evidence(_words(entry), entry.url, entry.id) for entry in entries}
    missing = {item["statement"] for item in stored if item.get("statement")} - by_id.keys()
    by_id |= _not_listed(session, claim, missing, entries) if missing else {}
    found = [by_id.get(item.get("statement", 0)) or _address(item) for item in stored]
    return [one for one in found if one is not None]


def _address(item: Mapping[str, Any]) -> Evidence | None:
    return Evidence(url=str(item["url"])) if item.get("url") else None


def _not_listed(
    session: Session, claim: Claim, numbers: Iterable[int], entries: Sequence[Entry]
) -> dict[int, Evidence]:
    """Of these statements those that were not struck out: on another claim, or counted once with an identical one."""
    query = select(Statement.id, Statement.claim_id).where(col(Statement.id).in_(numbers), ~col(Statement.struck))
    place = dict(session.exec(query).all())
    head, listed = heads_of(session, Claim, set(place.values())), {identity(entry): entry.id for entry in entries}
    found: dict[int, Evidence] = {}
    for own in entries_of(session, set(place.values())).values():
        for entry in own:
            if entry.id in place:
                on = head[place[entry.id]]
                here = on == id_of(claim)
                number = listed.get(identity(entry), entry.id) if here else entry.id
                found[entry.id] = Evidence(_words(entry), entry.url, number, None if here else on)
    return found


def _words(entry: Entry) -> str:
    return f"{entry.actor} {entry.stance.label}, {entry.said.human}"
