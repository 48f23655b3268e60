"""A set in a database answers as the bare index does."""

from claimtrack.matching.engine import Index
from tests.bench._sets import day_of, entry_of
from tests.bench._stored import suggester

CLAIMS = [
    {"id": "a", "text": "Storks nest on the cathedral of Strasbourg", "title": "Are storks nesting on a cathedral?"},
    {"id": "b", "text": "The bakery in the old town closes at noon", "speaker": "Ana Brandt", "date": "2022-02-18"},
    {"id": "c", "text": "Rye prices doubled in Lower Saxony", "date": "2021-05-01"},
]


def test_stored_claims_are_suggested_as_by_the_bare_index() -> None:
    suggest, index = suggester(CLAIMS), Index(entry_of(n, claim) for n, claim in enumerate(CLAIMS))
    for text, day in (
        ("Storks on the cathedral", None),
        ("Brandt: the bakery closes at noon", "2022-02-20"),
        ("Rye prices have doubled", "2021-05-03"),
    ):
        bare, _ = index.rank(text, day_of({"date": day}))
        assert [name for name, _ in suggest(text, day)] == [CLAIMS[row.id]["id"] for row in bare]
    assert suggest("Rye prices have doubled", "2021-05-03")[0][0] == "c"
    assert suggest("", None) == []
