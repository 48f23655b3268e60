"""Which recorded actors, outlets, sources and claims the records of a file are; and making those that are none.

A record of a file is a recorded one only by exactly the same name, address or text, and no two records of a file are
one on record. What is on record stays; a file fills its gaps.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from claimtrack.errors import BadInput
from claimtrack.exchange.document import ActorRecord, Document, OutletRecord, SourceRecord
from claimtrack.matching.names import name_key
from claimtrack.models import Actor, ActorAlias, ActorRole, Outlet, Source
from claimtrack.rules.urls import canonical_url, domain_of
from claimtrack.services import search
from claimtrack.services.actors import roles_of
from claimtrack.services.joined import names_of
from claimtrack.services.outlets import find_outlet_of
from claimtrack.services.records import apply, get, id_of
from claimtrack.services.sources import excerpt_hash

Described = tuple[int | None, str, date | None]  # what a source without an address is known by: outlet, title, day


class People:
    """The actors of a file by their keys: found or made when first asked for."""

    def __init__(self, session: Session, document: Document) -> None:
        self.session = session
        self.records = {record.key: record for record in document.actors}
        self.ids: dict[str, int] = {}
        self.names: dict[int, list[str]] = {}
        self.made = 0
        self.known, problems = self._recorded(document.actors)
        if problems:
            raise BadInput("Some actors of this file may be one of several on record.", problems)

    def id_of(self, key: str) -> int:
        """The number of the actor with this key."""
        if key not in self.ids:
            self._bring(self.records[key])
        return self.ids[key]

    def id_or_none(self, key: str) -> int | None:
        """The number of the actor with this key; None for no key."""
        return self.id_of(key) if key else None

    def names_of(self, number: int) -> list[str]:
        """All names of an actor that this import has brought or found, and of those who count as the same."""
        if number not in self.names:
            self.names |= names_of(self.session, [number])
        return self.names[number]

    def _recorded(self, records: Iterable[ActorRecord]) -> tuple[dict[str, int], dict[str, str]]:
        by_name: dict[str, set[int]] = defaultdict(set)
        names: dict[int, set[str]] = defaultdict(set)
        for number, text, key in self.session.exec(select(ActorAlias.actor_id, ActorAlias.text, ActorAlias.key)):
            by_name[key or text].add(number)
            names[number].add(text)
        taken: dict[str, int] = {}
        problems = {}
        for place, record in enumerate(records):
            candidates = by_name[name_key(record.name) or record.name] - set(taken.values()) if by_name else set()
            likest = self._likest(record, sorted(candidates), names)
            if len(likest) > 1:
                what = f"Several actors on record are called {record.name}. Rename one first."
                problems[f"actors[{place}].name"] = what
            elif likest:
                taken[record.key] = likest[0]
        return taken, problems

    def _likest(self, record: ActorRecord, candidates: list[int], names: dict[int, set[str]]) -> list[int]:
        """Of several with the name: those with it as their own, or the first that is the same in every way."""
        if len(candidates) < 2:
            return candidates
        rows = [get(self.session, Actor, number) for number in candidates]
        same = [
            id_of(row)
            for row in rows
            if (row.name, row.kind, row.country, row.note) == (record.name, record.kind, record.country, record.note)
            and names[id_of(row)] == {record.name, *record.aliases}
        ]
        own = [id_of(row) for row in rows if name_key(row.name) == name_key(record.name)]
        return same[:1] or own or candidates

    def _bring(self, record: ActorRecord) -> None:
        if record.key in self.known:
            actor = get(self.session, Actor, self.known[record.key])
        else:
            actor = Actor(name=record.name, kind=record.kind, country=record.country, note=record.note)
            self.session.add(actor)
            self.session.flush()
            self.made += 1
        self.ids[record.key] = id_of(actor)  # before the roles: two actors may speak for each other
        changed = fill(actor, country=record.country, note=record.note)
        added = self._add_names(actor, record) | self._add_roles(actor, record)
        if record.key in self.known and added:
            actor.version += not changed
            search.refresh_said_by(self.session, {id_of(actor)})

    def _add_names(self, actor: Actor, record: ActorRecord) -> bool:
        names = select(ActorAlias.text).where(ActorAlias.actor_id == actor.id)
        known = set(self.session.exec(names)) if record.key in self.known else set()
        new = [text for text in dict.fromkeys([record.name, *record.aliases]) if text and text not in known]
        for text in new:
            self.session.add(ActorAlias(actor_id=id_of(actor), text=text, key=name_key(text)))
        return bool(new)

    def _add_roles(self, actor: Actor, record: ActorRecord) -> bool:
        if not record.roles:
            return False
        known = [(r.title, r.affiliation, r.speaks_for_id, r.since, r.until) for r in roles_of(self.session, actor)]
        new = []
        for role in record.roles:
            told = (role.title, role.affiliation, self.id_or_none(role.speaks_for), role.since, role.until)
            if told not in known:
                new.append(told)
        for title, affiliation, speaks_for_id, since, until in new:
            self.session.add(
                ActorRole(
                    actor_id=id_of(actor),
                    title=title,
                    affiliation=affiliation,
                    speaks_for_id=speaks_for_id,
                    since=since,
                    until=until,
                )
            )
        return bool(new)


class Papers:
    """The outlets and sources of a file by their keys: found or made when first asked for."""

    def __init__(self, session: Session, document: Document) -> None:
        self.session = session
        self.outlet_records = {record.key: record for record in document.outlets}
        self.records = {record.key: record for record in document.sources}
        self.outlet_ids: dict[str, int] = {}
        self.domains: dict[str, int] = {}
        self.ids: dict[str, int] = {}
        self.outlets_made = self.made = 0
        self.outlets = {outlet.key or outlet.name: id_of(outlet) for outlet in session.exec(select(Outlet))}
        self.by_url: dict[str, int] = {}
        self.by_title: dict[Described, int] = {}
        for number, url in session.exec(select(Source.id, Source.url).where(col(Source.url).is_not(None))):
            self.by_url[url or ""] = number or 0
        for source in session.exec(select(Source).where(col(Source.url).is_(None)).order_by(col(Source.id).desc())):
            self.by_title[source.outlet_id, source.title, source.published] = id_of(source)

    def id_of(self, key: str) -> int:
        """The number of the source with this key."""
        if key not in self.ids:
            self._bring(self.records[key])
        return self.ids[key]

    def id_or_none(self, key: str) -> int | None:
        """The number of the source with this key; None for no key."""
        return self.id_of(key) if key else None

    def outlet_id_of(self, key: str) -> int:
        """The number of the outlet with this key."""
        if key not in self.outlet_ids:
            self.outlet_ids[key] = self._bring_outlet(self.outlet_records[key])
        return self.outlet_ids[key]

    def published(self, key: str) -> date | None:
        """The day against which words in this source are read."""
        return self.records[key].published

    def _bring(self, record: SourceRecord) -> None:
        values = record.model_dump(exclude={"key", "outlet", "syndicated_from", "url"})
        values["url"] = canonical_url(record.url) if record.url else None
        values["outlet_id"] = self.outlet_id_of(record.outlet) if record.outlet else self._outlet_at(record.url)
        values["syndicated_from_id"] = self.id_or_none(record.syndicated_from)
        described = (values["outlet_id"], record.title, record.published)
        known = self.by_url.get(values["url"]) if values["url"] else self.by_title.get(described)
        if known is not None:
            self.ids[record.key] = known
            source = get(self.session, Source, known)
            if self._goes_back_to(values["syndicated_from_id"], known):
                values.pop("syndicated_from_id")  # what is on record says it is the other way round
            fill(source, **values)
            source.excerpt_sha256 = excerpt_hash(source.excerpt)
            return
        source = Source(**values, excerpt_sha256=excerpt_hash(record.excerpt))
        self.session.add(source)
        self.session.flush()
        self.made += 1
        self.ids[record.key] = id_of(source)
        if values["url"]:
            self.by_url[values["url"]] = id_of(source)
        else:
            self.by_title[described] = id_of(source)

    def _goes_back_to(self, number: int | None, original: int) -> bool:
        while number is not None and number != original:
            number = get(self.session, Source, number).syndicated_from_id
        return number == original

    def _bring_outlet(self, record: OutletRecord) -> int:
        key = name_key(record.name)
        values = record.model_dump(exclude={"key"})
        known = self.outlets.get(key or record.name)
        if known is not None:
            fill(get(self.session, Outlet, known), **values)
            return known
        outlet = Outlet(**values, key=key)
        self.session.add(outlet)
        self.session.flush()
        self.outlets_made += 1
        self.outlets[key or record.name] = id_of(outlet)
        return id_of(outlet)

    def _outlet_at(self, url: str) -> int | None:
        """The outlet of an address, called by its host when nobody has named it."""
        domain = domain_of(url)
        if domain and domain not in self.domains:
            named = find_outlet_of(self.session, domain)
            record = OutletRecord(key=domain, name=domain, domain=domain)
            self.domains[domain] = id_of(named) if named else self._bring_outlet(record)
        return self.domains.get(domain)


def fill(row: Actor | Outlet | Source, **values: Any) -> bool:
    """Set what the row does not say yet. Returns whether anything was set."""
    return apply(row, **{name: value for name, value in values.items() if value and not getattr(row, name)})
