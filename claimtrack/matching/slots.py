"""Who does what to whom: in which place of its sentence each noun or name of a text stands."""

from claimtrack.matching.reading import Reading

_SLOTS = {
    "from": "from out_of aus von de du des des d da dal dalla del z ze od iz z prej nga desde ot",
    "to": "to into towards onto nach zu zur zum an à au aux a al alla do dlya ka te vers per",
    "in": "in at on inside near within im am bei auf en dans na v u w en nel nella ne em chez across over sur",
    "against": "against gegen contre contra contro przeciw protiv proty kunder",
    "by": "by durch par por",
    "of": "of",
    "with": "with mit avec con z s",
    "for": "for fur pour para dla",
    "about": "about over uber",
}
_SLOT_OF = {word: slot for slot, words in reversed(_SLOTS.items()) for word in words.split()}


def slots(text: Reading) -> dict[str, str]:
    """For every noun, place or name: the small word it hangs on ("from", "to", "by" …), else "first" or "later".

    With "by" in the sentence the doer comes last: "X was attacked by Y" reads as "Y attacked X".
    """
    found: dict[str, str] = {}
    slot, last = "", -1
    for n in _carriers(text):
        between = text.words[last + 1 : n]
        fresh = next((_SLOT_OF[word] for word in reversed(between) if word in _SLOT_OF), "")
        if fresh:
            slot = fresh
        elif not (slot and _is_listed(text, last, n)):
            slot = "later" if "first" in found.values() else "first"
        found.setdefault(_carrier_key(text, n), slot)
        last = n
    return _turn_passive(found)


def _carriers(text: Reading) -> list[int]:
    return sorted({*text.content, *text.places})


def _carrier_key(text: Reading, n: int) -> str:
    return text.places.get(n) or text.stems[n]


def _is_listed(text: Reading, before: int, n: int) -> bool:
    """Whether word n goes on a list: "Albania, Kosovo and Bosnia"."""
    gap = text.text[text.tokens[before].end : text.tokens[n].start]
    return before in text.places and n in text.places and ("," in gap or n - before <= 2)


def place_lists(text: Reading) -> list[set[str]]:
    """Places that are named in one breath: "Albania, Kosovo and Bosnia" is one list."""
    lists: list[set[str]] = []
    last = -9
    for n, code in sorted(text.places.items()):
        between = text.words[last + 1 : n]
        gap = text.text[text.tokens[last].end : text.tokens[n].start] if last >= 0 else ""
        joined = all(word in _JOINTS for word in between) and bool(between or "," in gap)
        if last >= 0 and (joined or text.places[last] == code):
            lists[-1].add(code)
        else:
            lists.append({code})
        last = n
    return lists


_JOINTS = frozenset(
    [
        "and",
        "or",
        "as",
        "well",
        "und",
        "oder",
        "sowie",
        "et",
        "ou",
        "y",
        "e",
        "o",
        "i",
        "oraz",
        "a",
        "ta",
        "dhe",
        "ve",
        "en",
        "from",
        "in",
        "s",
        "iz",
        "z",
        "the",
        "la",
        "el",
        "le",
        "los",
        "las",
        "les",
        "de",
        "d",
        "l",
        "du",
        "di",
        "della",
    ]
)


def _turn_passive(found: dict[str, str]) -> dict[str, str]:
    if "by" not in found.values():
        return found
    turned = {"by": "first", "first": "later"}
    return {word: turned.get(slot, slot) for word, slot in found.items()}


def swapped(one: Reading, other: Reading) -> tuple[str, str] | None:
    """Two words that changed places between the texts: what the one does in the first, the other does in the second."""
    first, second = slots(one), slots(other)
    firm = opens_directly(one) and opens_directly(other) and is_passive(one) == is_passive(other)
    shared = [word for word in first if word in second and first[word] != second[word]]
    for a in shared:
        for b in shared:
            if a < b and first[a] == second[b] and first[b] == second[a] and (firm or not {first[a], first[b]} & _BARE):
                return a, b
    return None


# Words on no small word: their order tells who does what only in plain sentences of one voice.
_BARE = {"first", "later"}
_BE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "wird",
        "werden",
        "wurde",
        "wurden",
        "est",
        "sont",
        "ete",
        "fue",
        "fueron",
        "sido",
        "stato",
        "stati",
        "stata",
        "state",
    ]
)


def opens_directly(text: Reading) -> bool:
    """Whether the sentence begins with its first noun, not with "Since summer, …"."""
    carriers = _carriers(text)
    opening = text.words[: carriers[0]] if carriers else []
    return all(word in _ARTICLES or (word == "a" and text.language == "en") for word in opening)


_ARTICLES = frozenset(
    [
        "the",
        "an",
        "der",
        "die",
        "das",
        "den",
        "le",
        "la",
        "les",
        "l",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "gli",
        "i",
        "un",
        "une",
        "una",
        "ein",
        "eine",
    ]
)


def is_passive(text: Reading) -> bool:
    """Whether a form of "be" comes right before a telling word that does not end in -ing."""
    content = set(text.content)
    return any(
        word in _BE and n + 1 in content and not text.words[n + 1].endswith("ing") for n, word in enumerate(text.words)
    )
