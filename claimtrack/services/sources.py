"""Sources: one record for one document, however its address was typed."""

import hashlib
from typing import Any

from sqlmodel import Session, col, select

from claimtrack.drafts import OutletDraft, SourceDraft
from claimtrack.errors import BadInput, Duplicate
from claimtrack.models import Outlet, Source, User
from claimtrack.rules.urls import canonical_url, domain_of
from claimtrack.services import audit, search
from claimtrack.services.outlets import find_or_make_outlet, find_outlet, find_outlet_of
from claimtrack.services.records import apply, check_version, id_of

LABELS = {"title": "title", "byline": "byline", "published": "publication date", "archive_url": "archive address"}


def find_source(session: Session, draft: SourceDraft) -> Source | None:
    """The source this draft describes: by address; without one, by outlet, title and date together."""
    if draft.url:
        return session.exec(select(Source).where(Source.url == canonical_url(draft.url))).first()
    outlet = find_outlet(session, draft.outlet) if draft.outlet else None
    query = select(Source).where(
        Source.title == draft.title,
        Source.published == draft.published,
        Source.outlet_id == (outlet.id if outlet else None),
        col(Source.url).is_(None),
    )
    return session.exec(query.order_by(col(Source.id)).limit(1)).first() if outlet or not draft.outlet else None


def find_or_make_source(session: Session, draft: SourceDraft) -> Source:
    """The recorded source, its gaps filled from the draft; or a new one. Raises BadInput where the two disagree."""
    source = find_source(session, draft)
    return _make(session, draft) if source is None else _fill(session, source, draft)


def change_source(
    session: Session, source: Source, draft: SourceDraft, *, seen: int, by: User, reason: str = ""
) -> None:
    """Change what is known of a source. Raises Stale, Duplicate for another's address, BadInput for circular copies."""
    check_version(source, seen)
    other = find_source(session, draft)
    if other is not None and other.id != source.id:
        raise Duplicate("Another record has this address already.", other.id)
    values = _values(session, draft)
    _check_no_circle(session, source, values["syndicated_from_id"])
    published = source.published
    apply(source, **values)
    if source.published != published:
        search.mark_dated(session, source)
    audit.record(session, audit.Action.CHANGED, f"source:{source.id}", by=by, reason=reason)


def original_of(session: Session, source: Source) -> Source:
    """The document a syndicated copy goes back to; the source itself when it is no copy."""
    while source.syndicated_from_id is not None:
        found = session.get(Source, source.syndicated_from_id)
        assert found is not None  # a foreign key
        source = found
    return source


def excerpt_hash(excerpt: str) -> str:
    """SHA-256, in hex, of the excerpt as UTF-8; empty for no excerpt."""
    return hashlib.sha256(excerpt.encode()).hexdigest() if excerpt else ""


def _make(session: Session, draft: SourceDraft) -> Source:
    source = Source(**_values(session, draft))
    session.add(source)
    session.flush()
    return source


def _values(session: Session, draft: SourceDraft) -> dict[str, Any]:
    values = draft.model_dump(exclude={"outlet", "syndicated_from", "url"})
    outlet = _outlet(session, draft)
    original = _original(session, draft)
    return {
        **values,
        "url": canonical_url(draft.url) if draft.url else None,
        "outlet_id": outlet.id if outlet else None,
        "syndicated_from_id": original.id if original else None,
        "excerpt_sha256": excerpt_hash(draft.excerpt),
    }


def _original(session: Session, draft: SourceDraft) -> Source | None:
    if draft.syndicated_from:
        return find_or_make_source(session, SourceDraft(url=draft.syndicated_from))
    original = session.get(Source, draft.syndicated_from_id) if draft.syndicated_from_id else None
    if draft.syndicated_from_id and original is None:
        message = "There is no source with this number. Enter the address of the original."
        raise BadInput(message, {"syndicated_from": message})
    return original


def _outlet(session: Session, draft: SourceDraft) -> Outlet | None:
    domain = domain_of(draft.url)
    if draft.outlet:
        return find_or_make_outlet(session, OutletDraft(name=draft.outlet, domain=domain, language=draft.language))
    if not domain:
        return None
    return find_outlet_of(session, domain) or find_or_make_outlet(session, OutletDraft(name=domain, domain=domain))


def _fill(session: Session, source: Source, draft: SourceDraft) -> Source:
    given = {name: value for name, value in _values(session, draft).items() if value and name != "retrieved"}
    given.pop("excerpt_sha256", None)
    if not draft.outlet:
        given.pop("outlet_id", None)
    gaps = {name: value for name, value in given.items() if not getattr(source, name)}
    clashes = {name for name, value in given.items() if name not in gaps and getattr(source, name) != value}
    if clashes:
        raise BadInput(
            "This source is recorded already, with something else in it.", {n: _clash(source, n) for n in clashes}
        )
    if gaps:
        apply(source, **gaps, excerpt_sha256=excerpt_hash(gaps.get("excerpt", source.excerpt)))
        if "published" in gaps:
            search.mark_dated(session, source)
    return source


def _clash(source: Source, name: str) -> str:
    if name in LABELS:
        value = getattr(source, name)
        return f"The recorded {LABELS[name]} is “{value}”. Use that, or change it on the source’s own page."
    return "The recorded source has something else here. Leave this empty, or change it on the source’s own page."


def _check_no_circle(session: Session, source: Source, original_id: int | None) -> None:
    original = session.get(Source, original_id) if original_id else None
    while original is not None:
        if original.id == id_of(source):
            raise BadInput(
                "A source cannot be a copy of itself.", {"syndicated_from": "Enter the address of the original."}
            )
        original = session.get(Source, original.syndicated_from_id) if original.syndicated_from_id else None
