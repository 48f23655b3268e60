"""Names of actors: "Лавров" finds Lavrov, and only the same spelling counts as the same name."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from claimtrack.matching.text import key

# Words before a name that say what somebody is, not who.
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "president",
        "minister",
        "premier",
        "chancellor",
        "senator",
        "general",
        "colonel",
        "mayor",
        "governor",
        "king",
        "queen",
        "pope",
        "secretary",
        "ambassador",
        "judge",
        "bishop",
        "sir",
        "lord",
        "prasident",
        "kanzler",
        "ministre",
        "presidente",
        "ministro",
        "prezydent",
        "ministr",
        "general",
        "burgermeister",
        "herr",
        "frau",
    ]
)
# Organisations that are written like common words or stand first in a sentence.
ORGANISATIONS = frozenset(
    [
        "nato",
        "un",
        "uno",
        "onu",
        "who",
        "oms",
        "imf",
        "fmi",
        "unhcr",
        "unicef",
        "unesco",
        "osce",
        "interpol",
        "opec",
        "gazprom",
        "rosneft",
        "lukoil",
        "shell",
        "total",
        "bp",
        "exxon",
        "siemens",
        "volkswagen",
        "facebook",
        "meta",
        "twitter",
        "google",
        "youtube",
        "tiktok",
        "telegram",
        "microsoft",
        "apple",
        "amazon",
        "tesla",
        "huawei",
        "pfizer",
        "moderna",
        "astrazeneca",
        "biontech",
        "wagner",
        "azov",
        "hamas",
        "hezbollah",
        "taliban",
        "isis",
        "daesh",
        "al-qaeda",
        "bbc",
        "cnn",
        "reuters",
        "tass",
        "sputnik",
        "rt",
        "cia",
        "fbi",
        "kgb",
        "fsb",
        "mossad",
        "pentagon",
        "greenpeace",
        "amnesty",
        "oxfam",
        "fifa",
        "uefa",
        "boeing",
        "airbus",
        "bayer",
        "monsanto",
        "nestle",
        "ikea",
    ]
)
_CLOSE_ENOUGH = 70.0
LONGEST_NAME = 200  # characters; a name of Chinese signs grows when it is put in Latin letters


def name_key(name: str) -> str:
    """The form in which two spellings of one name are equal: plain Latin letters, no dots, single spaces."""
    return key(name)[:LONGEST_NAME]


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
