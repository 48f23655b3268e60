"""Names of actors: "Лавров" finds Lavrov, and only the same spelling counts as the same name."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from claimtrack.matching.text import key

# Words before a name that say what somebody is, not who.
TITLES = frozenset(
    (
        "mr mrs ms dr prof president minister premier chancellor senator general colonel mayor governor king "
        "queen pope secretary ambassador judge bishop sir lord prasident kanzler ministre presidente ministro "
        "prezydent ministr burgermeister herr frau"
    ).split()
)
# Organisations that are written like common words or stand first in a sentence.
ORGANISATIONS = frozenset(
    (
        "nato un uno onu who oms imf fmi unhcr unicef unesco osce interpol opec gazprom rosneft lukoil shell "
        "total bp exxon siemens volkswagen facebook meta twitter google youtube tiktok telegram microsoft "
        "apple amazon tesla huawei pfizer moderna astrazeneca biontech wagner azov hamas hezbollah taliban "
        "isis daesh qaeda bbc cnn reuters tass sputnik rt cia fbi kgb fsb mossad pentagon greenpeace amnesty "
        "oxfam fifa uefa boeing airbus bayer monsanto nestle ikea"
    ).split()
)
# How letters are written that stand for one sound, longest first: Wagner and Вагнер, Zelensky and Selenskyj.
_SOUNDS = (
    ("tsch", "k"), ("sch", "s"), ("tch", "k"), ("shch", "s"), ("kh", "h"), ("ch", "k"), ("cz", "k"), ("ck", "k"),
    ("sh", "s"), ("sz", "s"), ("zh", "s"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("th", "t"), ("x", "ks"),
    ("w", "v"), ("q", "k"), ("c", "k"), ("z", "s"), ("dj", "j"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
_LONG_NAME = 6  # sounds; in a shorter name another vowel is mostly another name
_CLOSE_ENOUGH = 70.0
LONGEST_NAME = 200  # characters; a name of Chinese signs grows when it is put in Latin letters


def name_key(name: str) -> str:
    """The form in which two spellings of one name are equal: plain Latin letters, no dots, single spaces."""
    return key(name)[:LONGEST_NAME]


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A name as it is spoken, whoever put it in Latin letters; other vowels still make another name."""
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    return _TWICE.sub(r"\1", word)


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a name with its vowels thrown together: scripts write vowels in many ways."""
    return _VOWELS.sub("a", sound(word))


def is_same_name(one: str, other: str, abroad: bool = False) -> bool:
    """Whether two words in Latin letters are one name; `abroad`, in another language, vowels and endings tell less."""
    if sound(one) == sound(other):
        return True
    a, b = sorted((skeleton(one), skeleton(other)), key=len)
    if abroad:
        return len(a) > 3 and b.startswith(a.removesuffix("a")) and len(b) <= len(a) + 3
    if a == b:
        return min(len(sound(one)), len(sound(other))) >= _LONG_NAME
    # "Aleksandr" and "Alexander", but not "Alexandra": the last sound often tells a woman's name from a man's.
    bare = a.replace("a", "")
    return len(bare) >= _LONG_NAME and bare == b.replace("a", "") and a[-1] == b[-1]


def _likeness(query: str, name: str, *, score_cutoff: float | None = None) -> float:
    """Whole likeness, or that of the best single word of a longer name ("lavrov" in "sergey lavrov").

    One word of a name alone stays below 90: it may be somebody else of that name.
    """
    whole = fuzz.ratio(query, name)
    parts = max((fuzz.ratio(query, part) for part in name.split()), default=0.0) if " " not in query else 0.0
    score = max(whole, fuzz.token_sort_ratio(query, name), 0.9 * parts)
    return score if score_cutoff is None or score >= score_cutoff else 0.0


def similar_names(query: str, names: Iterable[tuple[int, str]], limit: int = 10) -> list[tuple[int, float, bool]]:
    """The actors whose names or aliases look like the query: (id, score 0–100, exact), best first, one row per actor.

    `names` are (actor id, name or alias). Exact means the same key, nothing less.
    """
    return similar_keys(query, [(actor, name_key(name)) for actor, name in names], limit)


def similar_keys(query: str, rows: Sequence[tuple[int, str]], limit: int = 10) -> list[tuple[int, float, bool]]:
    """Like `similar_names`, for names whose keys are known already: making them takes most of the time."""
    wanted = name_key(query)
    if not wanted:
        return []
    scored = process.extract(
        wanted, [name for _, name in rows], scorer=_likeness, processor=None, limit=None, score_cutoff=_CLOSE_ENOUGH
    )
    best: dict[int, tuple[float, bool]] = {}
    for name, score, at in scored:
        actor, exact = rows[at][0], name == wanted
        best[actor] = max(best.get(actor, (0.0, False)), (score, exact), key=lambda row: (row[1], row[0]))
    ranked = sorted(best.items(), key=lambda row: (not row[1][1], -row[1][0], row[0]))
    return [(actor, score, exact) for actor, (score, exact) in ranked[:limit]]
