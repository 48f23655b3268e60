"""What a script sends with a token: recorded by the same services as what a person types, and always as a draft.

A claim that is approved or published stays as it was reviewed. A person's change would send it back to review; a script
that has gone wrong, or a token that has got into wrong hands, could do so to every claim within a minute.
"""

from datetime import date

from sqlmodel import Session, col, select

from claimtrack.drafts import EntryDraft, SourceDraft
from claimtrack.errors import BadInput, Duplicate, NotAllowed
from claimtrack.exchange.entry import SentClaim, SentEntry
from claimtrack.models import Actor, Claim, Row, Source, Statement, User
from claimtrack.rules.entries import REBUTTING
from claimtrack.services import audit, claims, statements, trail
from claimtrack.services.actors import find_actor
from claimtrack.services.records import get, id_of
from claimtrack.services.sources import find_source
from claimtrack.words import Status

REVIEWED = (Status.APPROVED, Status.PUBLISHED)
NUMBERED: dict[str, type[Row]] = {"claim_id": Claim, "actor_id": Actor, "source_id": Source}

PLACES = {  # where in what was sent stands what the services call so
    **{name: f"source.{name}" for name in SourceDraft.model_fields},
    "outlet_id": "source.outlet",
    "actor": "actor.name",
    "same_act_as": "statement.same_act_as_id",
}


def enter_claim(session: Session, sent: SentClaim, *, by: User, reason: str) -> Claim:
    """Record a claim by itself. Raises Duplicate."""
    _check_new(session, sent)
    claim = claims.make_claim(session, sent.meant(), by=by)
    audit.record(session, audit.Action.ENTERED, f"claim:{claim.id}", by=by, reason=reason)
    return claim


def enter_statement(session: Session, sent: SentEntry, *, by: User, reason: str) -> Statement:
    """Record a statement with its claim, actor and source. Raises BadInput, Duplicate, NotAllowed."""
    _check_recorded(session, sent)
    if sent.claim:
        _check_new(session, sent.claim)
    else:
        _check_open(session, get(session, Claim, sent.claim_id))
    entry = sent.meant(*_standpoint(session, sent))
    try:
        statement = statements.store(session, _without_new_names(session, entry), by=by)
    except BadInput as error:
        raise BadInput(str(error), {PLACES.get(name, name): what for name, what in error.fields.items()}) from error
    event = audit.record(session, audit.Action.ENTERED, f"statement:{statement.id}", by=by, reason=reason)
    _check_left_alone(event.contents["rows"])
    return statement


def _check_recorded(session: Session, sent: SentEntry) -> None:
    numbers = {name: getattr(sent, name) for name in NUMBERED}
    wrong = {
        name: f"There is no {kind.__name__.lower()} {numbers[name]}."
        for name, kind in NUMBERED.items()
        if numbers[name] is not None and session.get(kind, numbers[name]) is None
    }
    if wrong:
        raise BadInput("Some of this is not on record.", wrong)


def _check_new(session: Session, sent: SentClaim) -> None:
    """Raises Duplicate for a claim in the same words, to which a script could add."""
    same = select(Claim).where(Claim.text == sent.text, Claim.language == sent.language)
    for claim in session.exec(same.order_by(col(Claim.id))):
        if _standing(session, claim).status not in REVIEWED:
            raise Duplicate(f"This claim is recorded already. Send its number, {claim.id}, as claim_id.", claim.id)


def _check_open(session: Session, claim: Claim) -> None:
    """Raises NotAllowed for a claim that has been reviewed, by itself or with the one that stands for it."""
    reviewed = [status for status in (claim.status, _standing(session, claim).status) if status in REVIEWED]
    if reviewed:
        raise NotAllowed(
            f"Claim {claim.id} is {reviewed[0].label}, and a script does not change what has been reviewed. Send the "
            "statement with a claim in its own words, and an editor can join the two; or enter it by hand."
        )


def _check_left_alone(rows: dict[str, dict[str, trail.Snapshot]]) -> None:
    """Raises NotAllowed if a reviewed claim is not as it was: readers see of a source what a script would add to it."""
    for name, row in rows.items():
        before = row["before"]
        if name.startswith(f"{Claim.__tablename__}:") and before and before["status"] in REVIEWED:
            label = Status(before["status"]).label
            raise NotAllowed(
                f"Claim {before['id']}, which is {label}, shows this source, and a script does not change what has "
                "been reviewed. Send of the source what is recorded of it, or its number, and add the rest by hand."
            )


def _without_new_names(session: Session, entry: EntryDraft) -> EntryDraft:
    """A recorded actor keeps the names it has: every claim shows them, and the next entries are told by them."""
    if entry.actor is None or find_actor(session, entry.actor.name) is None:
        return entry
    return entry.model_copy(update={"actor": entry.actor.model_copy(update={"aliases": ()})})


def _standing(session: Session, claim: Claim) -> Claim:
    return get(session, Claim, claim.joined_to_id or id_of(claim))


def _standpoint(session: Session, sent: SentEntry) -> tuple[date | None, str, date | None]:
    """From where words about dates are read, as for the form: published when, in which language, not before what."""
    source = _source(session, sent)
    language = sent.statement.quote_language or (source.language if source else "")
    published = source.published if source else None
    first = None
    if sent.claim_id and sent.statement.stance in REBUTTING:
        first = statements.first_asserted(session, sent.claim_id)
    return published, language, first.earliest if first else None


def _source(session: Session, sent: SentEntry) -> Source | SourceDraft | None:
    """The recorded source where it says when it was published, else what was sent of it."""
    if sent.source is None:
        return get(session, Source, sent.source_id)
    recorded = find_source(session, sent.source)
    return recorded if recorded and recorded.published else sent.source
