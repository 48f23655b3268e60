"""Names of actors in any script."""

from claimtrack.matching.names import name_key, similar_names

NAMES = [
    (1, "Sergey Lavrov"),
    (1, "Lavrov"),
    (2, "Albin Kurti"),
    (3, "Moscow"),
    (4, "Lavrova"),
    (5, "Foreign Ministry of Kosovo"),
]


def test_a_name_in_cyrillic_finds_the_same_name_in_latin_letters() -> None:
    assert similar_names("Лавров", NAMES)[0] == (1, 100.0, True)


def test_a_longer_form_of_the_name_is_found_by_an_alias() -> None:
    assert next(row[0] for row in similar_names("Sergey Lavrov", NAMES)) == 1


def test_only_the_same_spelling_is_exact() -> None:
    found = {actor: exact for actor, _, exact in similar_names("Lavrov", NAMES)}
    assert found == {1: True, 4: False}


def test_one_word_of_a_name_is_never_as_sure_as_the_whole_name() -> None:
    [(actor, score, exact)] = similar_names("Kurti", NAMES)
    assert (actor, exact) == (2, False)
    assert 70 <= score <= 90


def test_an_actor_with_many_aliases_comes_once() -> None:
    assert [row[0] for row in similar_names("Lavrov", [(1, "Lavrov"), (1, "Lavrow"), (1, "Lavroff")])] == [1]


def test_an_empty_name_finds_nobody() -> None:
    assert similar_names("  🙂 ", NAMES) == []


def test_a_very_long_name_is_answered() -> None:
    assert similar_names("x" * 1_000_000, NAMES) == []


def test_invisible_signs_make_no_other_name() -> None:
    assert name_key("Lav\u200brov") == name_key("lavrov")
