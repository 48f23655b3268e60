"""The one normal form: what counts as the same word, and where it stood."""

import pytest

from claimtrack.matching.language import guess, stem
from claimtrack.matching.terms import terms
from claimtrack.matching.text import KEY_LENGTH, key, latin, normal, tokens, words

ALIKE = [
    ("Mercenaries", "mercenaries", "capitals do not count"),
    ("ｍｅｒｃｅｎａｒｉｅｓ", "mercenaries", "full-width letters are the same letters"),
    ("mercen\u200baries", "mercenaries", "a zero-width space inside a word hides nothing"),
    ("\u202emercenaries\u202c", "mercenaries", "neither do direction marks"),
    ("ﬁghters", "fighters", "a ligature is its letters"),
    ("Serbia’s", "Serbia", "a possessive is the same name, with a curly quote too"),
    ("STRASSE", "straße", "folding case is more than lowering it"),
]


@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_two_ways_of_writing_one_word_are_the_same_word(one: str, other: str, why: str) -> None:
    assert words(one) == words(other), why


def test_a_token_remembers_where_it_stood_in_the_original() -> None:
    text = "The “Mercs” weren’t in l’Azerbaïdjan — 🙂 890,000 of them."
    for token in tokens(text):
        assert text[token.start : token.end] == token.original


def test_another_script_is_read_in_plain_letters() -> None:
    assert latin("Лавров") == "lavrov"
    assert latin("Þórður").isascii()
    assert latin("سلام") != latin("سلم")


def test_vowel_signs_do_not_cut_a_word_apart() -> None:
    assert len(words("हिन्दी में")) == 2
    assert len(words("مُحَمَّد")) == 1


def test_signs_written_without_spaces_are_one_word_each() -> None:
    assert words("北京") == ["北", "京"]


def test_a_key_is_cut_to_length_whatever_is_pasted() -> None:
    assert len(key("word " * 100_000)) <= KEY_LENGTH


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "\u200b", "---", "\ud800", "\x00"])
def test_a_text_without_words_has_no_words(text: str) -> None:
    assert words(text) == []


def test_normalising_twice_changes_nothing() -> None:
    for text in ("ﬁＡ\u200bß", "İstanbul", "Лавров’s"):
        assert normal(normal(text)) == normal(text)


LANGUAGES = [
    ("Mercenaries from Albania are being sent to Ukraine", "en"),
    ("Наёмники из Албании едут на Украину", "ru"),
    ("Білорусь перекинула танки до кордону", "uk"),
    ("Србија шаље оружје у Украјину", "sr"),
    ("Srbija šalje oružje u Ukrajinu", "sr"),
    ("Polen liefert Panzer an die Ukraine", "de"),
    ("La récolte de blé sera bonne cette année", "fr"),
    ("Los migrantes de Honduras cruzan México", "es"),
    ("Ukraina kradnie gaz z rurociągu i nie płaci", "pl"),
    ("Serbia NATO", "en"),
    ("أمريكا تبيع السلاح", "ar"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_the_language_of_a_text_is_guessed_from_its_letters_and_small_words(text: str, language: str) -> None:
    assert guess(words(text)) == language


def test_serbian_stems_are_the_same_in_both_scripts() -> None:
    assert stem("oružje", "sr") == stem("оружје", "sr")


def test_a_word_of_a_language_without_a_stemmer_stays_as_it_is() -> None:
    assert stem("mercenarë", "sq") == "mercenare"


def test_common_words_and_addresses_are_left_out_of_the_index() -> None:
    assert terms("The mercenaries are in Donbass https://t.co/abc") == ["mercenari", "donbass"]


def test_a_text_of_common_words_only_can_still_be_found() -> None:
    assert terms("The") == ["the"]


def test_two_ways_of_writing_a_figure_are_one_term() -> None:
    assert terms("890,000") == terms("890000")
