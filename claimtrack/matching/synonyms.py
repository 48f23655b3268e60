"""Words that newsrooms use for the same thing, so that another word alone does not make another claim.

One family a line, as beginnings of English words in plain letters; a word belongs to the first family it fits.
"""

from functools import lru_cache

_FAMILIES = """
mercenar mercs soldier fighter troop combatant militia volunteer citizen dogs
weapon arms missile rocket ammunition munition rifle howitzer
hospital clinic
vaccin jab inocul immuni
doctor physician medic
ballot
election poll
migrant refugee immigrant asylum
child children kid minor
dead deceased died
kill slain
government cabinet administration
plant station
lorr truck
gas methane
send sent sending deploy dispatch deliver travel recruit provid suppl giv equip ship
fight fought combat war battle
buy bought purchas acquir
sell sold
hit strike struck shell bomb
coronavirus covid corona sars
price cost
rise rose risen grew grow increas surg doubl
fall fell fallen drop declin decreas
nuclear atomic
dollar usd
euro eur
president head
car vehicle automobile
elder old senior
clos shut
debt loan lend borrow credit owe
"""


def _families() -> list[tuple[str, int]]:
    pairs = [(word, number) for number, line in enumerate(_FAMILIES.strip().splitlines()) for word in line.split()]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


_BEGINNINGS = _families()
_ENDINGS = frozenset(("", "s", "es", "ed", "d", "ing", "n"))


def _may_end(beginning: str, ending: str) -> bool:
    """Short beginnings take only plain endings: "car" fits "cars", not "care" or "carbon"."""
    return ending in _ENDINGS if len(beginning) < 5 else len(ending) <= max(4, len(beginning) // 2)


@lru_cache(maxsize=50_000)
def family(word: str) -> int:
    """The number of the family this word belongs to, or -1. Short beginnings only fit short words."""
    for beginning, number in _BEGINNINGS:
        if word.startswith(beginning) and _may_end(beginning, word[len(beginning) :]):
            return number
    return -1
