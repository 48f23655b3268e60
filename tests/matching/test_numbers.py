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
    ("0 tanks", [0], "nothing is a figure, too"),
    ("at Ground Zero, with zero tolerance", [], "“zero” alone is mostly part of a name or a phrase"),
    ("a $7.3 billion two-year budget", [7.3e9, 2], "digits do not go on in words, however high"),
    ("$200 million due to sanctions", [200_000_000], "“due” is two in Italian"),
    ("Die Zahl von 3 Millionen sei falsch", [3_000_000], "“sei” is six in Italian"),
    ("Five million, two of them children", [5_000_000, 2], "a figure and a part of it"),
    ("five thousand, two of them children", [5000, 2], "a figure and a part of it"),
    ("One hundred, two hundred, three hundred", [100, 200, 300], "a list"),
    ("two thousand, three thousand soldiers", [2000, 3000], "a list"),
    ("sales taxes by half a cent", [], "no half of a hundred"),
    ("0.125 percent", [0.125], "a share of one, not thousands"),
    ("One hundred and twenty people", [120], "hundreds and tens"),
    ("Three hundred fifty thousand refugees", [350_000], "without an “and”"),
    ("two million three hundred thousand and five", [2_300_005], "several scales"),
    ("two hundred and fifty-five thousand", [255_000], "tens and ones with a hyphen"),
    ("between one hundred and two hundred tanks", [100, 200], "from one to another"),
    ("one hundred and two hundred tanks", [100, 200], "two figures"),
    ("between two hundred and five thousand tanks", [200, 5000], "from one to another"),
    ("one thousand and two million", [1000, 2_000_000], "one and another"),
    ("two and a half million doses", [2_500_000], "halves"),
    ("half a million doses", [500_000], "half of a scale"),
    ("in 2022 five ships", [2022, 5], "digits do not go on in words"),
    ("3 hundred and five ships", [300, 5], "nor by an “and”"),
    ("1990 and 2022", [1990, 2022], "two figures"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FIGURES)
def test_figures_are_read_as_values(text: str, expected: list[float], why: str) -> None:
    assert list(read(text, "en").figures.values()) == expected, why


def test_no_words_have_no_figures() -> None:
    assert figures([]) == []
