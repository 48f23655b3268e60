"""What comes in is cleaned, whatever it is."""

import unicodedata

import pytest

from claimtrack.drafts import MOST_MARKS, clean_line, clean_text

KEPT = [
    ("Лавров\nsaid\tso", "lines and tabs"),
    ("Đoković, Łódź, Việt Nam, शक्ति, مُحَمَّد", "accents and vowel signs"),
    ("a" + "\u0301" * MOST_MARKS, "as many accents as Unicode allows for"),
]


@pytest.mark.parametrize(("text", "why"), KEPT)
def test_ordinary_text_stays(text: str, why: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text), why


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), 127, 0x85, 0x9F])
def test_control_characters_go(code: int) -> None:
    assert clean_text(f"a{chr(code)}b") == "ab"


@pytest.mark.parametrize("marks", ["\u0301\u0323", "\u0f73", "\u05b0\u05b4\u05bc"])
def test_a_letter_buried_in_marks_keeps_some(marks: str) -> None:
    """To put them all in order takes minutes, in which the server answers nobody."""
    cleaned = clean_text("a" + marks * 200_000 + "b")
    assert cleaned.endswith("b")
    assert len(cleaned) <= MOST_MARKS + 2
    assert clean_text(cleaned) == cleaned


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="half of a character"):
        clean_line("a\ud800b")
