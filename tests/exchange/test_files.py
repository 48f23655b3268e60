"""Files as people make them: whatever is wrong is told with its place, and nothing is half done."""

import json
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from claimtrack import demo
from claimtrack.db import Database
from claimtrack.errors import BadInput
from claimtrack.exchange import csvreader, jsonfile
from claimtrack.exchange.document import Document
from claimtrack.models import Actor, ActorAlias, AuditEvent, Claim, ClaimSearch, Outlet, Source, Statement
from claimtrack.services import audit, search
from claimtrack.services.importing import bring_in
from claimtrack.words import ActorKind, Status
from tests.factories import Factory

HEADER = "claim_text;stance;actor_name;source_url;source_published;said_words;on_behalf_of"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows]).encode()


def minimal(**claim: Any) -> dict[str, Any]:
    return {
        "format": "claimtrack",
        "version": 1,
        "actors": [{"key": "A1", "name": "Ana"}],
        "sources": [{"key": "S1", "url": "https://example.org/1"}],
        "claims": [{"key": "C1", "text": "Claim", **claim}],
    }


def read(found: Any) -> Document:
    return jsonfile.read(json.dumps(found).encode())


def bring(database: Database, document: Document, **more: Any) -> Any:
    with database.write_tx() as tx:
        return bring_in(tx, document, **more)


def test_a_table_made_by_hand_is_understood() -> None:
    found = csvreader.read(
        table(
            "It rains;asserts;Ana;https://example.org/1;2022-02-21;last week;Weather Office",
            "It rains;denies;Bo;https://example.org/1;;;",
            "It snows;asserts;Ana;https://example.org/2;;;Weather Office",
        )
    )
    assert [claim.text for claim in found.claims] == ["It rains", "It snows"]
    assert [actor.name for actor in found.actors] == ["Ana", "Bo", "Weather Office"]
    assert found.actors[2].kind is ActorKind.ORGANISATION
    said = found.claims[0].statements[0].said.meant(date(2022, 2, 21))
    assert said.edtf == "[2022-02-14..2022-02-20]"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_spreadsheet_can_have_saved_it(delimiter: str, mark: bytes) -> None:
    rows = table("It rains;asserts;Ana;https://example.org/1;;;").decode().replace(";", delimiter)
    assert csvreader.read(mark + rows.encode()).claims[0].statements[0].stance == "asserts"


def test_a_row_may_name_by_name_what_another_has_a_key_for() -> None:
    header = "claim;claim_text;statement;stance;actor;actor_name;source_url"
    found = csvreader.read(
        table(
            "C1;It rains;T1;asserts;A1;Ana;https://example.org/1",
            ";It rains;;denies;;Ana;https://example.org/1",
            header=header,
        )
    )
    assert [len(found.claims), len(found.actors), len(found.sources)] == [1, 1, 1]


# the file, where, and the beginning of what is said
TABLES = [
    (table("It rains;asserts;Ana;nowhere;;;"), "row 2, source_url", "Enter a web address"),
    (table("It rains;shouts;Ana;https://example.org;;;"), "row 2, stance", "Choose one of"),
    (table("It rains;asserts;;https://example.org;;;"), "row 2, actor", "Enter something"),
    (table(";asserts;Ana;https://example.org;;;"), "row 2, claim", "Say which claim"),
    (table("It rains;asserts;Ana;https://example.org;32 May;;"), "row 2, source_published", "Enter a date"),
    (table("", "", "x;asserts;Ana;https://example.org;;;;;more"), "row 4", "This row has more cells"),
    (table("x;asserts", header="claim_text;stanze"), "row 1, stanze", "There is no such column"),
    (table("x;y", header="claim_text;claim_text"), "row 1, claim_text", "This column is there twice"),
    (
        table("A1;Ana;person;x", "A1;Ana;state;x", header="actor;actor_name;actor_kind;actor_note"),
        "row 3, actor_kind",
        "Row 2 says something else",
    ),
    (table("A1;Ana;[{]", header="actor;actor_name;actor_roles"), "row 2, actor_roles", "Write this as JSON"),
    (table('A1;Ana;"[{""titel"": 1}]"', header="actor;actor_name;actor_roles"), "row 2, actor_roles", ""),
    (table("x;maybe", header="claim_text;event_uncertain"), "row 2, event_uncertain", "Write yes"),
    (table("x;2022-02-30", header="claim_text;event_edtf"), "row 2, event_edtf", "There is no date"),
    (
        table("x;2022-03-01;2022-02-01", header="claim_text;event_earliest;event_latest"),
        "row 2, event_earliest",
        "The first day",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("data", "where", "what"), TABLES, ids=[where for _, where, _ in TABLES])
def test_a_mistake_in_a_table_is_told_with_row_and_column(data: bytes, where: str, what: str) -> None:
    with pytest.raises(BadInput) as raised:
        csvreader.read(data)
    assert list(raised.value.fields) == [where]
    assert raised.value.fields[where].startswith(what)


STATEMENT = {"actor": "A1", "source": "S1", "stance": "asserts"}
RECORDS = [
    (minimal(statements=[{**STATEMENT, "actor": "A9"}]), "claims[0].statements[0].actor", "There is no other actor A9"),
    (minimal(statements=[{**STATEMENT, "same_act_as": "T9"}]), "claims[0].statements[0].same_act_as", "There is no"),
    (minimal(statements=[{**STATEMENT, "same_act_as_id": 1}]), "claims[0].statements[0].same_act_as_id", "Check this"),
    (minimal(relations=[{"relation": "about", "to": "C1"}]), "claims[0].relations[0].to", "There is no other claim C1"),
    (minimal(speaker="Ana"), "claims[0].speaker", "Leave this out"),
    (minimal(text="\ud800"), "claims[0].text", "Enter text that is complete"),
    (minimal(text=""), "claims[0].text", "Enter something"),
    (minimal(text="x" * 1001), "claims[0].text", "Shorten this to 1000"),
    (minimal(event={"earliest": "2022-02-01", "edtf": "2023"}), "claims[0].event", "The days and the EDTF text differ"),
    (minimal() | {"actors": [{"key": "A1", "name": "a"}] * 2}, "actors[1].key", "The key A1 is used twice"),
    (minimal() | {"sources": [{"key": "S1", "url": "javascript:alert(1)"}]}, "sources[0].url", "Enter a web address"),
    (minimal() | {"sources": [{"key": "S1"}]}, "sources[0]", "Enter the source’s web address or its title"),
    (minimal() | {"version": 2}, "version", "Check this"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "where", "what"), RECORDS, ids=[where for _, where, _ in RECORDS])
def test_a_mistake_in_a_document_is_told_with_its_path(found: Any, where: str, what: str) -> None:
    with pytest.raises(BadInput) as raised:
        read(found)
    assert list(raised.value.fields) == [where]
    assert raised.value.fields[where].startswith(what)


def test_two_copies_of_each_other_are_refused() -> None:
    circle = [
        {"key": "S1", "title": "a", "syndicated_from": "S2"},
        {"key": "S2", "title": "b", "syndicated_from": "S1"},
    ]
    with pytest.raises(BadInput, match="to be corrected") as raised:
        read(minimal() | {"sources": circle})
    assert set(raised.value.fields) == {"sources[0].syndicated_from", "sources[1].syndicated_from"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"format": "other"}',
        b"[" * 100_000,
        b'{"format": "claimtrack", "version": ' + b"9" * 9999,
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(data: bytes) -> None:
    for reader in (jsonfile.read, csvreader.read):
        with pytest.raises(BadInput) as raised:
            reader(data)
        assert str(raised.value).endswith(".")


def test_all_mistakes_are_listed_at_once() -> None:
    with pytest.raises(BadInput) as raised:
        csvreader.read(table("x;shouts;Ana;nowhere;;;", "y;asserts;;https://example.org;32 May;;"))
    assert len(raised.value.fields) == 4


def test_a_file_that_fails_late_leaves_nothing(database: Database, make: Factory) -> None:
    make.statement("Before", actor="Jo One")
    make.statement("Before too", actor="Jo Two")
    with make.writing() as tx:  # two actors now have the same further name
        for actor in tx.exec(select(Actor)):
            tx.add(ActorAlias(actor_id=actor.id or 0, text="Jo", key="jo"))

        audit.record(tx, audit.Action.CHANGED, "actor:1", by=None)
    document = read(minimal() | {"actors": [{"key": "A1", "name": "Ana"}, {"key": "A2", "name": "Jo"}]})
    with pytest.raises(BadInput) as raised:
        bring(database, document)
    assert raised.value.fields == {"actors[1].name": "Several actors on record are called Jo. Rename one first."}
    with database.read() as session:
        assert len(session.exec(select(Claim)).all()) == 2


def test_an_existing_actor_is_found_by_any_of_its_names_and_learns_new_ones(database: Database, make: Factory) -> None:
    make.statement(actor="Sergei Lavrov", actor_fields={"aliases": ("Сергей Лавров",)})
    found = minimal(statements=[STATEMENT]) | {
        "actors": [{"key": "A1", "name": "Сергей Лавров", "aliases": ["Lawrow"], "country": "RU"}]
    }
    brought = bring(database, read(found))
    assert brought.actors == 0
    with database.read() as session:
        actor = session.exec(select(Actor)).one()
        assert (actor.name, actor.country) == ("Sergei Lavrov", "RU")
        assert {alias.text for alias in session.exec(select(ActorAlias))} == {
            "Sergei Lavrov",
            "Сергей Лавров",
            "Lawrow",
        }


def test_a_source_is_the_same_however_its_address_was_typed(database: Database, make: Factory) -> None:
    make.statement(source={"url": "https://example.org/1?utm_source=x", "title": "As recorded"})
    found = minimal() | {
        "sources": [{"key": "S1", "url": "HTTPS://Example.org/1#top", "title": "As imported", "byline": "Ana"}]
    }
    assert bring(database, read(found)).sources == 0
    with database.read() as session:
        source = session.exec(select(Source)).one()
        assert (source.title, source.byline) == ("As recorded", "Ana")  # a gap is filled, nothing overwritten


def test_a_source_without_outlet_belongs_to_the_one_at_its_address(database: Database) -> None:
    bring(database, read(minimal()))
    with database.read() as session:
        assert [outlet.name for outlet in session.exec(select(Outlet))] == ["example.org"]


def test_a_struck_statement_does_not_come_back(database: Database) -> None:
    document = read(minimal(statements=[STATEMENT]))
    bring(database, document)
    with database.write_tx() as tx:
        tx.exec(select(Statement)).one().struck = True

        audit.record(tx, audit.Action.STRUCK, "statement:1", by=None)
    assert bring(database, document).statements == 0
    with database.read() as session:
        assert [statement.struck for statement in session.exec(select(Statement))] == [True]


def test_claims_come_in_as_drafts_unless_their_status_is_wanted(database: Database) -> None:
    document = read(minimal(status="submitted"))
    bring(database, document)
    bring(database, read(minimal(status="submitted", text="Another")), keep_status=True)
    with database.read() as session:
        assert set(session.exec(select(Claim.status))) == {Status.DRAFT, Status.SUBMITTED}


def test_each_claim_leaves_one_event_with_all_it_brought(database: Database) -> None:
    found = minimal(statements=[STATEMENT])
    found["claims"].append({"key": "C2", "text": "Other", "relations": [{"relation": "about", "to": "C1"}]})
    bring(database, read(found), reason="From the file x.json.")
    bring(database, read(found), reason="Again.")
    with database.read() as session:
        events = session.exec(select(AuditEvent).order_by(AuditEvent.id)).all()  # type: ignore[arg-type]
    assert [(event.action, event.subject) for event in events] == [("imported", "claim:1"), ("imported", "claim:2")]
    assert {name.split(":")[0] for name in events[0].contents["rows"]} == {
        "actor", "actor_alias", "outlet", "source", "claim", "statement"
    }  # fmt: skip
    assert events[0].contents["reason"] == "From the file x.json."


def test_the_same_row_twice_is_one_statement(database: Database) -> None:
    assert bring(database, read(minimal(statements=[STATEMENT, STATEMENT]))).statements == 1


def test_search_reads_of_an_imported_claim_what_it_reads_of_any(database: Database) -> None:
    with database.write_tx() as tx:
        for name in demo.PARTS:
            bring_in(tx, demo.part(name))
    with database.read() as session:
        written = {row.claim_id: sorted(row.words.split()) for row in session.exec(select(ClaimSearch))}
        for claim in session.exec(select(Claim)).all():
            search.refresh(session, claim)
        assert {row.claim_id: sorted(row.words.split()) for row in session.exec(select(ClaimSearch))} == written
        numbers = list(session.exec(select(Claim.change_no)))
    assert len(set(numbers)) == len(numbers)
