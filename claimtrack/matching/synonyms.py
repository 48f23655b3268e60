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
rise rose risen grew grow increas surg doubl rais hike hiked hiking soar climb
fall fell fallen drop declin decreas lower reduc slash plung
petrol gasoline fuel
receiv get gets got gotten obtain
join joined joins joining
leave left withdr depart
open reopen
win wins won winning
lose loses lost losing
allow permit legalis legaliz
ban bans banned outlaw prohibit forbid forbade
support back backs backed endors
oppos
start starts started starting begin begins began begun launch
arrest detain
releas freed
build built construct erect
destroy demolish
strengthen
weaken
safe
dangerous harmful
guilty
innocent
legal lawful
illegal unlawful
better
worse
hot
cold
rich
poor
reveal disclos
hide hid hidden hiding conceal
flee fled escap
promis pledg vow vowed vows
steal stole stolen
quake earthquake
border frontier
blast explosion
wound injur
lawmaker legislator parliamentarian
lift lifts lifted
impos
nuclear atomic
dollar usd
euro eur
president head
car vehicle automobile
elder old senior
clos close shut
debt loan lend borrow credit owe
"""


# What one says and the other denies: families, by a word of each.
_OPPOSITES = """
rise fall
join leave
open clos
win lose
allow ban
support oppos
arrest releas
build destroy
strengthen weaken
safe dangerous
guilty innocent
legal illegal
better worse
hot cold
rich poor
reveal hide
lift impos
"""
# Words too common to tell claims apart, and yet one is the opposite of the other.
_SMALL_OPPOSITES = frozenset(map(frozenset, (("up", "down"), ("more", "less"), ("more", "fewer"), ("above", "below"))))
_UN = ("un", "non")  # "safe" and "unsafe"; "in-" begins too many other words
_SHORTEST_TURNED = 4


def _families() -> dict[str, int]:
    """What words of a family begin with; what stands in several belongs to the first of them."""
    lines = [*enumerate(_FAMILIES.strip().splitlines())]
    return {beginning: number for number, line in reversed(lines) for beginning in line.split()}


_BEGINNINGS = _families()
_LONGEST = max(map(len, _BEGINNINGS))
_ENDINGS = frozenset(("", "s", "es", "ed", "d", "ing", "n"))


def _may_end(beginning: str, ending: str) -> bool:
    """Short beginnings take only plain endings: "car" fits "cars", not "care" or "carbon"."""
    return ending in _ENDINGS if len(beginning) < 5 else len(ending) <= max(4, len(beginning) // 2)


@lru_cache(maxsize=50_000)
def family(word: str) -> int:
    """The number of the family this word belongs to, or -1. Short beginnings only fit short words."""
    for size in range(min(len(word), _LONGEST), 0, -1):
        number = _BEGINNINGS.get(word[:size], -1)
        if number >= 0 and _may_end(word[:size], word[size:]):
            return number
    return -1


_OPPOSED = [tuple(map(family, line.split())) for line in _OPPOSITES.strip().splitlines()]


def are_opposites(one: str, other: str) -> bool:
    """Whether one word says the contrary of the other: "rose" and "fell", "safe" and "unsafe"."""
    return other in contraries(one) or family(other) in contraries(one)


@lru_cache(maxsize=50_000)
def contraries(word: str) -> frozenset[str | int]:
    """The words that say the contrary of this one, and the numbers of the families that do."""
    small = {other for pair in _SMALL_OPPOSITES if word in pair for other in pair if other != word}
    own = family(word)
    opposed = {there for pair in _OPPOSED for here, there in (pair, pair[::-1]) if here == own}
    plain = {word.removeprefix(turn) for turn in _UN if word.startswith(turn)}
    turned = {turn + word for turn in _UN} if len(word) >= _SHORTEST_TURNED else set()
    return frozenset(small | opposed | {other for other in plain if len(other) >= _SHORTEST_TURNED} | turned)
