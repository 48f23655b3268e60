"""Figures in a text, as values: "2 million", "three thousand", "1,800" and "30 %" can be compared."""

import re

_UNITS = {
    word: value
    for value, words in {
        0: "zero", 1: "one ein eine uno una un jeden odin", 2: "two zwei deux dos due dwa dva", 3: "three drei trois tres tre trzy tri",
        4: "four vier quatre cuatro quattro", 5: "five funf cinq cinco cinque", 6: "six sechs seis sei",
        7: "seven sieben sept siete sette", 8: "eight acht huit ocho otto", 9: "nine neun neuf nueve nove",
        10: "ten zehn dix diez dieci", 11: "eleven", 12: "twelve dozen zwolf", 13: "thirteen", 14: "fourteen", 15: "fifteen",
        16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty",
        50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    }.items()
    for word in words.split()
}  # fmt: skip
_SCALES = {
    word: value
    for value, words in {
        100: "hundred hundert cent cien cento", 1000: "thousand tausend mille mil tysiac tisuca hiljada tys tysyach",
        10**6: "million millions millionen millones milioni milion miliona mln m",
        10**9: "billion billions milliarde milliarden milliard miliardi bn mlrd",
    }.items()
    for word in words.split()
}  # fmt: skip
# "a", "one of", "un" are articles in most sentences; alone they are no figure.
_ALONE_NO_FIGURE = frozenset(
    [
        "one",
        "ein",
        "eine",
        "uno",
        "una",
        "un",
        "jeden",
        "odin",
        "sei",
        "dos",
        "due",
        "tri",
        "tre",
        "m",
        "cent",
        "mille",
        "mil",
    ]
)
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_JOINED = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]+)")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def value(word: str) -> float | None:
    """The value of a number written in digits: "890,000" → 890000, "1.6" → 1.6, "19m" → 19000000."""
    if not word[:1].isdigit():
        return None
    joined = _JOINED.fullmatch(word)
    if joined:
        number, scale = value(joined[1]), _SHORT.get(joined[2]) or _SCALES.get(joined[2])
        return number * scale if number is not None and scale else None
    try:
        return float(re.sub(r"[.,]", "", word) if _GROUPED.fullmatch(word) else word.replace(",", "."))
    except ValueError:
        return None


def is_figure_word(word: str) -> bool:
    """Whether a figure may begin or go on with this word."""
    return word[:1].isdigit() or word in _UNITS or word in _SCALES


def figures(words: list[str]) -> list[tuple[float, int, int]]:
    """The figures among these plain words: (value, first word, number of words), in order."""
    found, at = [], 0
    while at < len(words):
        number, size = _figure(words, at) if is_figure_word(words[at]) else (None, 1)
        if number is not None:
            found.append((number, at, size))
        at += size
    return found


def _figure(words: list[str], at: int) -> tuple[float | None, int]:
    start = value(words[at])
    if start is None:
        start = _UNITS.get(words[at]) or (_SCALES.get(words[at]) if words[at] not in _ALONE_NO_FIGURE else None)
    if start is None:
        return None, 1
    number, size = float(start), 1
    while at + size < len(words):
        word = words[at + size]
        if word in _SCALES and _SCALES[word] > 1:
            number *= _SCALES[word]
        elif 20 <= number < 100 and word in _UNITS and _UNITS[word] < 10:
            number += _UNITS[word]
        else:
            break
        size += 1
    alone = size == 1 and words[at] in _ALONE_NO_FIGURE
    return (None if alone else number), size
