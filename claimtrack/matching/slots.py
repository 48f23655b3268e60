"""Who does what to whom: in which place of its sentence each noun or name of a text stands."""

from claimtrack.matching.names import ORGANISATIONS
from claimtrack.matching.reading import Reading

_SLOTS = {
    "from": "from aus von de du des des d da dal dalla del z ze od iz z prej nga desde ot",
    "to": "to into towards onto nach zu zur zum an au aux a al alla do dlya ka te vers per",
    "in": "in at on inside near within im am bei auf en dans na v u w en nel nella ne em chez across over sur",
    "against": "against gegen contre contra contro przeciw protiv proty kunder",
    "by": "by durch par por przez door",
    "of": "of",
    "with": "with mit avec con z s",
    "for": "for fur pour para dla",
    "about": "about over uber",
}
# What begins a passive sentence and what the doer hangs on in it, which means "from" elsewhere.
_PASSIVE_DOERS = {
    "de": (frozenset("wurde wurden wird werden worden".split()), frozenset(("von", "vom"))),
    "it": (frozenset("stato stata stati state fu furono".split()), frozenset("da dal dallo dalla dai dalle".split())),
    "sq": (frozenset("u eshte jane ishte ishin".split()), frozenset(("nga",))),
    "sr": (frozenset("je su bio bila bili".split()), frozenset(("strane",))),
}
_NO_DOERS: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
_SLOT_OF = {word: slot for slot, words in reversed(_SLOTS.items()) for word in words.split()}


def slots(text: Reading) -> dict[str, str]:
    """For every noun, place or name: the small word it hangs on ("from", "to", "by" …), else "first" or "later".

    With "by" in the sentence the doer comes last: "X was attacked by Y" reads as "Y attacked X".
    """
    found: dict[str, str] = {}
    slot, last = "", -1
    passive = is_passive(text)
    for n in _carriers(text):
        between = text.words[last + 1 : n]
        fresh = next(filter(None, (_slot_of(text, word, passive) for word in reversed(between))), "")
        if fresh:
            slot = fresh
        elif not (slot and _is_listed(text, last, n)):
            slot = "later" if "first" in found.values() else "first"
        found.setdefault(_carrier_key(text, n), slot)
        last = n
    return _turn_passive(found)


def _slot_of(text: Reading, word: str, passive: bool) -> str:
    return "by" if passive and word in _doers(text)[1] else _SLOT_OF.get(word, "")


def _doers(text: Reading) -> tuple[frozenset[str], frozenset[str]]:
    return _PASSIVE_DOERS.get(text.language, _NO_DOERS)


def _carriers(text: Reading) -> list[int]:
    return sorted({*text.content, *text.places})


def _carrier_key(text: Reading, n: int) -> str:
    return text.places.get(n) or text.stems[n]


def _is_listed(text: Reading, before: int, n: int) -> bool:
    """Whether word n goes on a list: "Albania, Kosovo and Bosnia"."""
    gap = text.text[text.tokens[before].end : text.tokens[n].start]
    is_joined = n - before <= 2 and all(word in _JOINTS for word in text.words[before + 1 : n])
    return before in text.places and n in text.places and ("," in gap or is_joined)


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
    (
        "and or as well und oder sowie et ou y e o i oraz a ta dhe ve en from in s iz z the la el le los las les de d "
        "l du di della"
    ).split()
)


def _turn_passive(found: dict[str, str]) -> dict[str, str]:
    if "by" not in found.values():
        return found
    turned = {"by": "first", "first": "later"}
    return {word: turned.get(slot, slot) for word, slot in found.items()}


def swapped(one: Reading, other: Reading) -> tuple[str, str] | None:
    """Two words that changed places between the texts: what the one does in the first, the other does in the second."""
    first, second = slots(one), slots(other)
    firm = opens_directly(one) and opens_directly(other) and _tell_who_does_it(one, other)
    shared = [word for word in first if word in second and first[word] != second[word]]
    for a in shared:
        for b in shared:
            if a < b and first[a] == second[b] and first[b] == second[a] and (firm or not {first[a], first[b]} & _BARE):
                return a, b
    return None


def _tell_who_does_it(one: Reading, other: Reading) -> bool:
    """Whether the order of bare words can be compared: both in one voice, or the passive one names the doer."""
    if is_passive(one) == is_passive(other):
        return True
    passive = one if is_passive(one) else other
    return any(_slot_of(passive, word, passive=True) == "by" for word in passive.words)


# Words on no small word: their order tells who does what only in plain sentences of one voice.
_BARE = {"first", "later"}
_BE = frozenset(
    "is are was were be been being wird werden wurde wurden est sont ete fue fueron sido stato stati stata state".split()
)


def opens_directly(text: Reading) -> bool:
    """Whether the sentence begins with its first noun, not with "Since summer, …"."""
    carriers = _carriers(text)
    opening = text.words[: carriers[0]] if carriers else []
    return all(word in _ARTICLES or (word == "a" and text.language == "en") for word in opening)


_ARTICLES = frozenset("the an der die das den le la les l el los las il lo gli i un une una ein eine".split())


def is_passive(text: Reading) -> bool:
    """Whether a form of "be" comes right before a telling word that does not end in -ing, or before "by" and the doer."""
    content = set(text.content)
    if any(
        word in _BE and n + 1 in content and not text.words[n + 1].endswith("ing") for n, word in enumerate(text.words)
    ):
        return True
    begins, doers = _doers(text)
    first = next((n for n, word in enumerate(text.words) if word in begins), len(text.words))
    return any(word in doers for word in text.words[first + 1 :])


def spots(text: Reading) -> list[list[int]]:
    """Names that stand where a place does, "in Novi Sad": towns that are in no list, each with all its words."""
    found: list[list[int]] = []
    where = _WHERE.get(text.language, _WHERE["en"])
    for n in sorted(text.names):
        if found and found[-1][-1] == n - 1:
            found[-1].append(n)
        elif n and text.words[n - 1] in where and not _is_no_town(text, n):
            found.append([n])
    return found


# What a town comes after; "on" and "from" as often come before a person.
_WHERE = {
    language: frozenset(words.split())
    for language, words in {
        "en": "in at near outside inside around within", "de": "in im bei nahe", "fr": "a au dans pres", "es": "en",
        "it": "a in", "pt": "em no na", "pl": "w we pod", "ru": "v vo pod okolo", "uk": "v u pid bilya",
        "sr": "u kod blizu kraj", "sq": "ne prane", "nl": "in bij", "tr": "",
    }.items()
}  # fmt: skip


def _is_no_town(text: Reading, n: int) -> bool:
    return text.tokens[n].is_acronym or text.words[n] in ORGANISATIONS or n in text.actors
