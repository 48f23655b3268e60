"""Verdicts: on the live scale, on the claim as it was seen, and never overwritten."""

from typing import Any

import pytest

from claimtrack.db import Database
from claimtrack.drafts import VerdictDraft
from claimtrack.errors import BadInput, Stale
from claimtrack.exchange.frozen import FrozenVerdict
from claimtrack.models import Claim, Verdict
from claimtrack.services import publications, settings, timelines, verdicts
from claimtrack.services.records import get
from claimtrack.words import Role
from tests.factories import Factory


def give(make: Factory, claim: Claim, seen: int | None = None, **fields: Any) -> Verdict:
    editor = make.user(role=Role.EDITOR)
    with make.writing() as tx:
        row = get(tx, Claim, claim.id)
        draft = VerdictDraft(**{"label": "False", "rationale": "Storks carry frogs.", **fields})
        return verdicts.give(tx, row, draft, seen=row.revision if seen is None else seen, by=editor)


def test_there_is_no_verdict_until_one_is_given(database: Database, make: Factory) -> None:
    claim = make.claim()
    with database.read() as session:
        assert verdicts.label_of(session, get(session, Claim, claim.id)) == "Unverified"
        assert timelines.verdict_of(session, claim) == ""
    give(make, claim)
    with database.read() as session:
        assert timelines.verdict_of(session, claim) == "False"


def test_a_second_verdict_says_why_and_the_first_stays(database: Database, make: Factory) -> None:
    claim = make.claim()
    give(make, claim)
    with pytest.raises(BadInput) as error:
        give(make, claim, label="True")
    assert "reason" in error.value.fields
    give(make, claim, label="True", reason="A stork was seen.")
    with database.read() as session:
        found = verdicts.verdicts_of(session, get(session, Claim, claim.id))
        assert [(v.number, v.label, v.superseded_at is None) for v in found] == [(2, "True", True), (1, "False", False)]


def test_a_verdict_is_on_the_claim_as_it_was_seen(make: Factory, database: Database) -> None:
    statement = make.statement("Storks bring babies")
    with database.read() as session:
        claim = get(session, Claim, statement.claim_id)
    make.statement(claim, actor="Stork Society")
    with pytest.raises(Stale):
        give(make, claim, seen=claim.revision)
    verdict = give(make, claim)
    assert verdict.claim_version == claim.revision + 1


def test_only_labels_of_the_live_scale_are_given(make: Factory) -> None:
    claim = make.claim()
    with pytest.raises(BadInput):
        give(make, claim, label="Half true")
    with make.writing() as tx:
        settings.choose(tx, settings.VERDICT_SCALE, "six_steps", seen="", by=make_admin(tx))
    assert give(make, claim, label="half true").label == "Half true"


def test_a_verdict_keeps_what_it_meant_when_the_scale_changes(make: Factory, database: Database) -> None:
    claim = make.claim()
    give(make, claim)
    give(make, claim, label="Unverified", reason="The frog was a toad.")
    give(make, claim, label="Misleading", reason="It was a frog.")

    def frozen() -> tuple[FrozenVerdict, ...]:
        with database.read() as session:
            return publications.as_it_stands(session, get(session, Claim, claim.id)).verdicts

    before = frozen()
    assert [(one.label, one.value, one.best) for one in before] == [
        ("Misleading", 3, 5),
        ("Unverified", 0, 0),
        ("False", 1, 5),
    ]
    assert all(one.meaning for one in before)
    with make.writing() as tx:  # “False” is the second of six there, and nothing is “Misleading”
        settings.choose(tx, settings.VERDICT_SCALE, "six_steps", seen="", by=make_admin(tx))
    assert frozen() == before


def test_evidence_is_from_this_claim(make: Factory, database: Database) -> None:
    ours, theirs = make.statement("Storks bring babies"), make.statement("Cabbages bring babies")
    with database.read() as session:
        claim = get(session, Claim, ours.claim_id)
    with pytest.raises(BadInput) as error:
        give(make, claim, statements=(theirs.id,))
    assert "statements" in error.value.fields
    verdict = give(make, claim, statements=(ours.id,), urls=("https://example.org/storks",))
    assert verdict.evidence == [{"statement": ours.id}, {"url": "https://example.org/storks"}]


def test_evidence_is_never_a_script(make: Factory) -> None:
    with pytest.raises(ValueError, match="http"):
        VerdictDraft(label="False", rationale="x", urls=("javascript:alert(1)",))


def make_admin(tx: Any) -> Any:
    from claimtrack.models import User

    user = User(name="boss", role=Role.ADMIN)
    tx.add(user)
    tx.flush()
    return user
