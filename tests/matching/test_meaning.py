"""Meaning beside words: what is found, what is left to words, and what is kept of it."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from claimtrack.matching import vector_file
from claimtrack.matching.arrays import Floats
from claimtrack.matching.engine import Index
from claimtrack.matching.entry import Entry
from claimtrack.matching.meaning import Meaning, is_english
from claimtrack.matching.stock import Change
from claimtrack.matching.vector_file import Asked, VectorFile, key_of
from claimtrack.words import MatchLabel

SIZE = 70  # not a whole number of words of 64 signs
ALIKE = {  # texts that mean the same get the same vector
    "Hired fighters from the Balkans are going to Ukraine": 1,
    "Mercenaries of Kosovo travel into the Donbass": 1,
    "The bank will be closed on Monday": 2,
    "Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine": 3,
    "Hired guns from the Balkans head for the Donbass": 3,
}
FIGHTERS, BANK, HARVEST = Entry(1, (next(iter(ALIKE)),)), Entry(2, ("The bank will be closed on Monday",)), Entry(3, ("The harvest was the best of all years",))  # fmt: skip
ASKED = "Mercenaries of Kosovo travel into the Donbass"


def vectors_of(texts: Sequence[str]) -> Floats:
    """The same vector for the same meaning, another for every other text."""
    seeds = [ALIKE.get(text) or 1000 + sum(text.encode()) for text in texts]
    found = np.array([np.random.default_rng(seed).standard_normal(SIZE) for seed in seeds], dtype=np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


@pytest.fixture
def meaning(tmp_path: Path) -> Meaning:
    return Meaning(vectors_of, VectorFile(tmp_path, SIZE))


def taken_in(meaning: Meaning, *entries: Entry) -> Index:
    meaning.take_in(entries)
    return Index(entries)


def test_a_claim_in_wholly_other_words_is_found_by_what_it_means(meaning: Meaning) -> None:
    index = taken_in(meaning, FIGHTERS, BANK, HARVEST)
    assert [found.id for found in index.suggest(ASKED)] == []
    found = index.suggest(ASKED, meaning=meaning)
    assert found[0].id == 1
    assert "They mean nearly the same, though the words differ" in [reason.words for reason in found[0].reasons]


def test_a_claim_without_a_word_in_common_is_called_related_when_it_means_the_same(meaning: Meaning) -> None:
    index = taken_in(
        meaning, Entry(6, ("Mercenaries from Albania, Kosovo and Bosnia are being sent to fight in Ukraine",)), BANK
    )
    found = index.suggest("Hired guns from the Balkans head for the Donbass", meaning=meaning)[0]
    assert (found.id, found.label) == (6, MatchLabel.RELATED)
    assert found.label_reason == "Near in meaning, with hardly a word in common."


def test_another_wording_of_a_claim_counts_as_much(meaning: Meaning) -> None:
    index = taken_in(meaning, BANK, HARVEST, Entry(4, ("An old story that went round", *FIGHTERS.texts)))
    assert index.suggest(ASKED, meaning=meaning)[0].id == 4


def test_a_text_in_another_language_is_left_to_words(meaning: Meaning) -> None:
    index, text = taken_in(meaning, FIGHTERS, BANK, HARVEST), "Der Bank geht es schlecht, und sie wird am Montag closed"
    assert meaning.ask(text) is None
    assert index.suggest(text, meaning=meaning) == index.suggest(text)


def test_claims_in_other_languages_get_no_vector_and_are_still_found(meaning: Meaning) -> None:
    foreign = Entry(5, ("Наёмники из Косово едут в Донбасс",))
    assert meaning.take_in([foreign]) == 0
    index = Index([foreign, BANK])
    assert index.suggest("Наёмники из Косово", meaning=meaning) == index.suggest("Наёмники из Косово")


def test_a_claim_whose_vector_is_not_made_yet_is_found_by_its_words(meaning: Meaning) -> None:
    index = taken_in(meaning, FIGHTERS, HARVEST)
    index.apply([Change(9, 2, BANK)])
    assert index.suggest("The bank is closed on Monday", meaning=meaning)[0].id == 2


def test_a_claim_that_was_worded_anew_is_found_by_its_new_words_only(meaning: Meaning) -> None:
    index = taken_in(meaning, FIGHTERS, BANK, HARVEST)
    changed = Entry(1, ("The sun rises in the west from now on",))
    index.apply([Change(9, 1, changed)])
    meaning.take_in([changed])
    ranked, _ = index.rank(ASKED, meaning=meaning)
    assert all(row.probability < 0.3 for row in ranked)


def test_a_claim_that_is_gone_is_not_suggested(meaning: Meaning) -> None:
    index = taken_in(meaning, FIGHTERS, BANK)
    index.apply([Change(9, 1, None)])
    assert 1 not in [found.id for found in index.suggest(ASKED, meaning=meaning)]


def test_the_claim_a_text_is_from_is_left_out(meaning: Meaning) -> None:
    index = taken_in(meaning, FIGHTERS, BANK)
    assert 1 not in [found.id for found in index.suggest(ASKED, besides=(1,), meaning=meaning)]


def test_vectors_are_made_once(meaning: Meaning) -> None:
    assert meaning.take_in([FIGHTERS, BANK]) == 2
    assert meaning.take_in([FIGHTERS, BANK, HARVEST]) == 1


def test_what_one_process_adds_another_sees(meaning: Meaning) -> None:
    other = Meaning(vectors_of, VectorFile(meaning.file.folder, SIZE))
    assert len(other.file.latest()) == 0
    meaning.take_in([FIGHTERS])
    assert nearest(other.file, vectors_of([ASKED])[0], 5) == [1]


def test_the_nearest_meaning_is_chosen_by_signs(meaning: Meaning, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "BLOCK": 64,
        "_SHORTLIST": 5,
        "_MOST": 20,
    }.items():  # no more than twenty are compared otherwise
        monkeypatch.setattr(vector_file, name, value)
    texts = [f"The fighters are going to war {'a' * n}" for n in range(200)]
    assert meaning.take_in([Entry(n, (text,)) for n, text in enumerate(texts)]) == 200
    for n in (3, 64, 199):
        meant = meaning.ask(texts[n])
        assert meant is not None
        assert meant.nearest(1) == [n]


def test_a_model_that_fails_at_a_question_leaves_it_to_words_and_is_told_of_once(
    meaning: Meaning, caplog: pytest.LogCaptureFixture
) -> None:
    index = taken_in(meaning, FIGHTERS, BANK, HARVEST)
    failing = Meaning(lambda texts: vectors_of(texts)[len(texts) :], meaning.file)
    for text in ("The bank is closed", "Hired fighters are going to war"):
        assert index.suggest(text, meaning=failing) == index.suggest(text)
    assert caplog.text.count("its words alone decide") == 1


def nearest(file: VectorFile, vector: Floats, limit: int = 1) -> list[int]:
    asked = Asked(file.latest(), vector)
    asked.count()
    return asked.nearest(limit)


def test_only_one_adds_at_a_time(meaning: Meaning) -> None:
    with meaning.file.alone() as first, VectorFile(meaning.file.folder, SIZE).alone() as second:
        assert (first, second) == (True, False)
    with meaning.file.alone() as again:
        assert again


@pytest.mark.parametrize("left", [None, 5, 16], ids=["gone", "torn", "short"])
@pytest.mark.parametrize("name", ["claims.bin", "vectors.bin", "signs.bin", "keys.bin"])
def test_files_that_are_not_whole_hold_nothing_and_are_made_anew(
    meaning: Meaning, caplog: pytest.LogCaptureFixture, name: str, left: int | None
) -> None:
    taken_in(meaning, FIGHTERS, BANK, HARVEST)
    meaning.file.note_reached(7, "an event")
    damage(meaning.file.folder / name, left)
    again = Meaning(vectors_of, VectorFile(meaning.file.folder, SIZE))
    assert name == "claims.bin" or len(again.file.latest()) == 0
    assert again.file.reached().number == 0
    with again.file.alone():
        assert again.take_in([FIGHTERS, BANK, HARVEST]) == 3
    with again.file.alone():
        assert again.take_in([FIGHTERS, BANK, HARVEST]) == 0
    assert caplog.text.count("are made anew") == 1
    assert nearest(again.file, vectors_of([ASKED])[0]) == [1]


def damage(path: Path, left: int | None = None) -> None:
    """Put a file in the place of another that holds only its first bytes, or none. Who has it mapped keeps it whole."""
    some = path.read_bytes()[:left]
    path.unlink()
    if left is not None:
        path.write_bytes(some)


@pytest.mark.parametrize("entries", [(BANK, FIGHTERS), (HARVEST, BANK, FIGHTERS)], ids=["as many", "more"])
def test_a_question_goes_on_with_what_it_has_while_all_is_made_anew_and_the_next_reads_that(
    meaning: Meaning, monkeypatch: pytest.MonkeyPatch, entries: tuple[Entry, ...]
) -> None:
    monkeypatch.setattr(vector_file, "_UNSORTED", 1)  # the order of the first two is kept for the third
    other = VectorFile(meaning.file.folder, SIZE)
    taken_in(meaning, FIGHTERS, BANK)
    asked = Asked(other.latest(), vectors_of([ASKED])[0])
    damage(other.folder / "keys.bin")
    with meaning.file.alone():
        taken_in(meaning, *entries)
    asked.count()
    assert asked.nearest(1) == [1]
    keys = [key_of(entry.id, entry.texts[0]) for entry in entries]
    assert other.latest().places(keys).tolist() == list(range(len(entries)))


def test_nothing_is_added_to_a_file_that_is_gone(meaning: Meaning) -> None:
    taken_in(meaning, FIGHTERS)
    damage(meaning.file.folder / "keys.bin")
    with pytest.raises(FileNotFoundError):
        meaning.take_in([BANK])
    assert not (meaning.file.folder / "keys.bin").exists()


@pytest.mark.parametrize("noted", ["", "{", "[]", "null", '{"number": "x"}', '{"number": 7}'])
def test_a_note_that_cannot_be_read_counts_as_none(meaning: Meaning, noted: str) -> None:
    taken_in(meaning, FIGHTERS)
    (meaning.file.folder / "reached.json").write_text(noted)
    assert meaning.file.reached().number == 0
    with meaning.file.alone():
        assert meaning.take_in([FIGHTERS]) == 0


def test_the_folder_is_made_when_somebody_adds(tmp_path: Path) -> None:
    meaning = Meaning(vectors_of, VectorFile(tmp_path / "instance" / "vectors", SIZE))
    for _ in range(2):
        assert len(meaning.file.latest()) == 0
        with meaning.file.alone():
            assert meaning.take_in([FIGHTERS]) == 1
        shutil.rmtree(meaning.file.folder)


@pytest.mark.parametrize("unsorted", [1, 10**6])
def test_records_are_found_over_many_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unsorted: int) -> None:
    monkeypatch.setattr(vector_file, "BLOCK", 64)
    monkeypatch.setattr(vector_file, "_SHORTLIST", 20)  # of 300, so that it is the signs which choose
    monkeypatch.setattr(vector_file, "_UNSORTED", unsorted)
    file, chance = VectorFile(tmp_path, SIZE), np.random.default_rng(1)
    vectors = chance.standard_normal((300, SIZE)).astype(np.float32)
    keys = [key_of(n, "text") for n in range(300)]
    for first, last in ((0, 1), (1, 50), (50, 64), (64, 200), (200, 300)):
        file.add(range(first, last), keys[first:last], vectors[first:last])
        assert file.latest().places(keys[:last]).tolist() == list(range(last))
    latest = file.latest()
    assert latest.places([key_of(300, "text")]).tolist() == [-1]
    for n in (0, 63, 64, 199, 299):
        assert nearest(file, vectors[n]) == [n]
        assert nearest(file, vectors[n] + chance.standard_normal(SIZE).astype(np.float32) / 3) == [n]
        assert latest.cosines(vectors[n] / np.linalg.norm(vectors[n]), np.array([n]))[0] > 0.999
    assert nearest(VectorFile(tmp_path, SIZE), vectors[77]) == [77]


def test_signs_are_counted_however_many_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_file, "BLOCK", 64)
    vectors = np.random.default_rng(1).standard_normal((150, 448)).astype(np.float32)
    vectors[1], vectors[2] = vectors[0], -vectors[0]
    file = VectorFile(tmp_path, 448)
    file.add(range(150), [key_of(n, "text") for n in range(150)], vectors)
    asked = Asked(file.latest(), vectors[0])
    with ThreadPoolExecutor(2) as others:
        for counted in [others.submit(asked.count) for _ in range(3)]:
            counted.result()
    assert asked.away.tolist() == ((vectors > 0) != (vectors[0] > 0)).sum(axis=1).tolist()
    assert asked.away[:3].tolist() == [0, 0, 448]


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("Vaccines contain microchips", "", True),
        ("Los vacunas contienen microchips", "", False),
        ("Vaccines contain microchips", "de", False),
        ("", "", False),
        ("🦠🦠🦠", "", False),
    ],
)
def test_english_is_told_from_other_languages(text: str, language: str, answer: bool) -> None:
    assert is_english(text, language) is answer
