"""Figures in a text, as values: "2 million", "three thousand", "1,800" and "30 %" can be compared."""

import re
from dataclasses import dataclass

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
        10**6: "million millions millionen millones milhoes milioni milion miliona miliony milionow millionov milliona milyoniv mln m",
        10**9: "billion billions milliarde milliarden milliard milliards miliardo miliardi miliardy miliardow milliardov milliarda milyardiv milijarda milijarde milijardi bn mlrd",
    }.items()
    for word in words.split()
}  # fmt: skip
# "a", "one of", "un" are articles in most sentences; alone they are no figure.
_ALONE_NO_FIGURE = frozenset("zero one ein eine uno una un jeden odin sei dos due tri tre m cent mille mil".split())
_MOST_WITH_HALF = 100  # "two and a half"
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_JOINED = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]+)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


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
    return word[:1].isdigit() or word in _UNITS or word in _SCALES or word == "half"


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
    """The figure that begins with a word, and on how many words it stands: "two million three hundred and fifty"."""
    if words[at : at + 2] == ["half", "a"] and _scale(words, at + 2) >= 1000:
        return _scale(words, at + 2) / 2, 3
    start = value(words[at])
    if start is None:
        start = _UNITS.get(words[at])
    if start is None and words[at] not in _ALONE_NO_FIGURE:
        start = _SCALES.get(words[at])
    if start is None:
        return None, 1
    closed, number, size = 0.0, float(start), 1  # "two million" is closed when "three hundred" follows
    while at + size < len(words):
        before, word = words[at + size - 1], words[at + size]
        if word in _SCALES:
            number *= _SCALES[word]
        elif words[at + size : at + size + 3] == ["and", "a", "half"] and number < _MOST_WITH_HALF:
            number, size = number + 0.5, size + 2
        elif _UNITS.get(before, 0) >= 20 and 0 < _UNITS.get(word, 0) < 10:
            number += _UNITS[word]
        elif joint := _goes_on(words, at, at + size):
            size += joint - 1
            closed, number = (closed, number) if _SCALES[before] == 100 else (closed + number, 0.0)
            number += _UNITS[words[at + size]]
        else:
            break
        size += 1
    alone = size == 1 and words[at] in _ALONE_NO_FIGURE
    return (None if alone else closed + number), size


def _scale(words: list[str], at: int) -> int:
    """1000 for "thousand", …; 0 where there is no such word."""
    return _SCALES.get(words[at], 0) if at < len(words) else 0


def _goes_on(words: list[str], first: int, at: int) -> int:
    """On how many words a figure goes on after "hundred", "thousand" …: "fifty", "and fifty"; 0 where another thing begins.

    What is written in digits never does ("$3 million two-year budget"), and ones only where more of the figure is
    around them: "five thousand, two of them children".
    """
    last = _scale(words, at - 1)
    joint = int(words[at] == "and" and words[first - 1 : first] != ["between"])
    unit = _UNITS.get(words[at + joint], 0) if at + joint < len(words) else 0
    below = _scale(words, at + joint + 1)
    if not last or not unit or words[first][:1].isdigit():
        return 0
    is_lower = below != 100 if last == 100 else below < last
    is_part = below or (last <= 1000 and (joint or unit >= 10))
    return 1 + joint if is_lower and is_part else 0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with what belongs to it: `unit` ("EUR", "%", "month", "") and `bound` (-1 at most, 1 at least, 0 neither).

    It stands on `size` words from word `at` on.
    """

    value: float
    unit: str
    bound: int
    at: int
    size: int

    @property
    def kind(self) -> str:
        """Figures of different kinds are never compared: a day with a month, an amount with a share."""
        return self.unit if self.unit in ("month", "share", "place") else ""

    def agrees(self, other: "Quantity") -> bool:
        """Whether both can be one figure; where a unit or a bound is left out, it may be the other's."""
        same_unit = self.unit == other.unit or (self.kind == other.kind and "" in (self.unit, other.unit))
        return self.value == other.value and same_unit and self.bound * other.bound >= 0


SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₽": "RUB", "%": "%"}
_UNIT_WORDS = {
    word: unit
    for unit, words in {
        "EUR": "euro euros eur evro evra eura evrov", "USD": "dollar dollars dollari dolares usd dolara dolarow dollarov dollariv",
        "GBP": "pound pounds pfund gbp", "RUB": "rouble roubles ruble rubles rubel rubley rubl rublei rubalja rublja",
        "%": "percent prozent procent procenta procentov procentow protsentov protsenta protsent odsto posto",
        "CHF": "franken", "UAH": "hryvnia hryvnias hryvnya",
    }.items()
    for word in words.split()
}  # fmt: skip
_TWO_WORD_UNITS = {
    ("per", "cent"): "%",
    ("pour", "cent"): "%",
    ("por", "ciento"): "%",
    ("per", "cento"): "%",
    ("per", "qind"): "%",
}
_BOUNDS = {
    tuple(phrase.split("_")): bound
    for bound, phrases in {
        -1: "fewer_than less_than no_more_than not_more_than at_most up_to under below maximum weniger_als hochstens bis_zu unter "
        "moins_de au_plus menos_de como_maximo meno_di al_massimo menee menshe ne_bolee manje_od najvise mniej_niz najwyzej me_pak_se",
        1: "more_than at_least over above no_fewer_than no_less_than not_less_than exceeding mehr_als mindestens uber plus_de "
        "au_moins mas_de al_menos por_lo_menos piu_di almeno bolee bolshe ne_menee svyshe vise_od najmanje preko wiecej_niz ponad "
        "co_najmniej me_shume_se",
    }.items()
    for phrase in phrases.split()
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate((
        "january januar janvier enero gennaio janeiro yanvar yanvarya yanvare januara januaru janar stycznia styczniu",
        "february februar fevrier febrero febbraio fevereiro fevral fevralya fevrale februara februaru shkurt lutego lutym",
        "march marz mars marzo marco mart marta marte martu marca marcu",
        "april avril abril aprile aprel aprelya aprele aprila aprilu prill kwietnia kwietniu",
        "may mai mayo maggio maio maya maye maja maju maj",
        "june juni juin junio giugno junho iyun iyunya iyune jun juna junu qershor czerwca czerwcu",
        "july juli juillet julio luglio julho iyul iyulya iyule jul jula julu korrik lipca lipcu",
        "august aout agosto avgust avgusta avguste gusht sierpnia sierpniu",
        "september septembre septiembre settembre setembro sentyabr sentyabrya sentyabre septembar septembra septembru shtator wrzesnia",
        "october oktober octobre octubre ottobre outubro oktyabr oktyabrya oktyabre oktobar oktobra oktobru tetor pazdziernika",
        "november novembre noviembre novembro noyabr noyabrya noyabre novembar novembra novembru nentor listopada",
        "december dezember decembre diciembre dicembre dezembro dekabr dekabrya dekabre decembar decembra decembru dhjetor grudnia",
    ), 1)
    for name in names.split()
}  # fmt: skip
# Months that are everyday words when written small, and those that are so in any case without a day or a "in" beside them.
SMALL_WORDS = frozenset(
    "may march mars mart marte marca maj mai maya maja maju jun jul juli august marta prill".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_ORDINALS = {
    word: value
    for value, words in {
        2: "zweite zweiten zweiter deuxieme", 3: "third dritte dritten dritter troisieme tercera tercer", 4: "fourth vierte vierten vierter",
        5: "fifth funfte funften funfter cinquieme", 6: "sixth sechste", 7: "seventh siebte", 8: "eighth achte", 9: "ninth neunte",
        10: "tenth zehnte",
    }.items()
    for word in words.split()
}  # fmt: skip
_SHARES = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "tenth": 0.1,
    "halfte": 0.5,
    "drittel": 1 / 3,
    "viertel": 0.25,
    "moitie": 0.5,
    "tiers": 1 / 3,
}
_MOST_WORDS_BEFORE = 3
_MOST_SHARES = 10


def quantities(words: list[str], signs: dict[int, str]) -> list[Quantity]:
    """The figures among these plain words with their units and bounds, ordinals and shares; `signs` by word."""
    found = [_share_of(words, _quantity(words, signs, *figure)) for figure in figures(words)]
    taken = {n for one in found for n in range(one.at, one.at + one.size)}
    for n, word in enumerate(words):
        if n in taken:
            continue
        if word in _SHARES and (word == "half" or words[n + 1 : n + 2] == ["of"] or word not in _ORDINALS):
            found.append(Quantity(_SHARES[word], "share", 0, n, 1))
        elif word in _ORDINALS:
            found.append(Quantity(_ORDINALS[word], "place", 0, n, 1))
    return found


def _quantity(words: list[str], signs: dict[int, str], number: float, at: int, size: int) -> Quantity:
    unit, more = signs.get(at + size - 1) or signs.get(at, ""), 0
    after = words[at + size : at + size + 2]
    if after[:1] and after[0] in _UNIT_WORDS:
        unit, more = _UNIT_WORDS[after[0]], 1
    elif tuple(after) in _TWO_WORD_UNITS:
        unit, more = _TWO_WORD_UNITS[after[0], after[1]], 2
    return Quantity(number, unit, bound_before(words, at)[0], at, size + more)


def _share_of(words: list[str], figure: Quantity) -> Quantity:
    """ "Two thirds" is one share."""
    share = _SHARES.get(words[figure.at + figure.size]) if figure.at + figure.size < len(words) else None
    if share is None or figure.unit or figure.value > _MOST_SHARES:
        return figure
    return Quantity(figure.value * share, "share", figure.bound, figure.at, figure.size + 1)


def bound_before(words: list[str], at: int) -> tuple[int, int]:
    """What is said of the figure at this word ("at least": 1, "at most": -1) and on how many words before it."""
    for size in range(min(_MOST_WORDS_BEFORE, at), 0, -1):
        bound = _BOUNDS.get(tuple(words[at - size : at]))
        if bound:
            return bound, size
    return 0, 0
