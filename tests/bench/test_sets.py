"""What a measurement or a training reads."""

import json
from datetime import date
from pathlib import Path

from claimtrack.db import Database
from claimtrack.matching.entry import Entry
from claimtrack.services.judged_pairs import judged_pairs
from claimtrack.services.judgements import judge
from claimtrack.services.records import id_of
from claimtrack.words import Answer, Kind, Role
from tests.bench._sets import judged_set
from tests.factories import Factory


def test_judged_pairs_of_a_newsroom_become_texts_with_their_claims(
    database: Database, make: Factory, tmp_path: Path
) -> None:
    spoken = make.statement("Storks nest in Portugal", said="2022-02-18")
    others = [make.claim("Storks are nesting in Portugal"), make.claim("Storks nest in Greece")]
    numbers = [spoken.claim_id, *map(id_of, others)]
    by = make.user(role=Role.EDITOR)
    with database.write_tx() as tx:
        judge(tx, Kind.CLAIM, numbers[0], numbers[1], Answer.SAME, by=by)
        judge(tx, Kind.CLAIM, numbers[0], numbers[2], Answer.DIFFERENT, by=by)
    with database.read() as session:
        lines = "".join(json.dumps(pair) + "\n" for pair in judged_pairs(session))
    (tmp_path / "pairs.jsonl").write_text(lines, encoding="utf-8")

    found = judged_set(tmp_path / "pairs.jsonl", [Entry(0, ("The bakery closes at noon",))])
    assert [entry.texts[0] for entry in found.entries] == [
        "Storks nest in Portugal",
        "Storks are nesting in Portugal",
        "Storks nest in Greece",
        "The bakery closes at noon",
    ]
    assert [entry.id for entry in found.entries] == [0, 1, 2, 3]
    assert [(set(text.gold), set(text.besides)) for text in found.texts] == [({1}, {0}), ({0}, {1}), (set(), {2})]
    assert found.texts[0].day == date(2022, 2, 18)
