"""Figures in words and digits."""

import pytest

from claimtrack.matching.numbers import figures
from claimtrack.matching.reading import read

FIGURES = [
    ("three thousand fighters", [3000], "words"),
    ("2 million masks", [2_000_000], "a digit and a word"),
    ("890,000 refugees", [890_000], "thousands with a comma"),
    ("1.6 gigawatts", [1.6], "a decimal point"),
    ("twenty five tanks", [25], "tens and ones"),
    ("one of the ministers", [], "“one” alone is no figure"),
    ("a hundred tanks", [100], "a scale alone is one"),
    ("5G masts", [], "a name that begins with a digit is no figure"),
    ("1990 and 2022", [1990, 2022], "two figures"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FIGURES)
def test_figures_are_read_as_values(text: str, expected: list[float], why: str) -> None:
    assert list(read(text, "en").figures.values()) == expected, why


def test_no_words_have_no_figures() -> None:
    assert figures([]) == []
