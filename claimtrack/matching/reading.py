"""What one text says, as far as its surface shows: its words, places, figures, names, negations and doubts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from claimtrack.matching import cues, numbers
from claimtrack.matching.language import guess, is_common, is_latin, is_other_language, stem
from claimtrack.matching.names import ORGANISATIONS, TITLES
from claimtrack.matching.numbers import Quantity
from claimtrack.matching.places import ANAPHORA, GAZETTEER
from claimtrack.matching.synonyms import family
from claimtrack.matching.text import KEY_LENGTH, Token, tokens

# What a month comes after in a sentence: "in May", "since May", "im Mai".
_BEFORE_MONTHS = frozenset(
    "in on of since until till by early late mid last next this from im seit bis ende anfang mitte en de depuis fin "
    "debut desde a in di da v s do u od w".split()
)
_SHORTEST_LAST = 4  # letters of a last name that stands for the whole one


@dataclass(frozen=True, eq=False)
class Reading:
    """One text, read once; everything the guards compare is a property of it."""

    text: str
    language: str
    tokens: list[Token]
    aliases: tuple[tuple[str, ...], ...] = ()  # all names of each actor

    @cached_property
    def words(self) -> list[str]:
        return [token.ascii for token in self.tokens]

    @cached_property
    def is_latin(self) -> bool:
        """Whether most of it is in Latin letters."""
        return is_latin([token.plain for token in self.tokens])

    @cached_property
    def stems(self) -> list[str]:
        return [stem(token.plain, self.language) for token in self.tokens]

    @cached_property
    def places(self) -> dict[int, str]:
        """Where places stand: number of the word → code. A place of two words is marked at both."""
        found: dict[int, str] = {}
        for at, first in enumerate(self.tokens):
            sizes = range(min(GAZETTEER.longest_from(first.ascii), len(self.tokens) - at), 0, -1)
            for size in sizes if at not in found else ():
                original, code = self._place(at, size)
                if code and not self._is_common_word_here(at, original):
                    found.update(dict.fromkeys(range(at, at + size), code))
                    break
        return found

    def _place(self, at: int, size: int) -> tuple[str, str]:
        """Some words as written, and the code of the place they name or ""."""
        if size == 1:
            token = self.tokens[at]
            return token.original, GAZETTEER.find(token.original, token.ascii)
        part = self.tokens[at : at + size]
        original = " ".join(token.original for token in part)
        return original, GAZETTEER.find(original, " ".join(token.ascii for token in part))

    def _is_common_word_here(self, at: int, original: str) -> bool:
        return original.islower() and is_common(self.words[at], self.language)

    @cached_property
    def figures(self) -> dict[int, float]:
        """Where figures stand: number of their first word → value."""
        return {at: value for value, at, _ in numbers.figures(self.words)}

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The figures with their units and bounds ("at least 100", "€20m"), ordinals, shares and months."""
        has_signs = any(sign in self.text for sign in numbers.SIGNS)  # few texts have, and to look at each word is slow
        places = range(len(self.tokens)) if has_signs else ()
        signs = {n: sign for n in places if (sign := self._sign_beside(n))}
        months = [Quantity(number, "month", 0, n, 1) for n, number in self.months.items()]
        return numbers.quantities(self.words, signs) + months

    def _sign_beside(self, n: int) -> str:
        """The currency or percent sign that stands at a figure: "$5", "5 %"."""
        token = self.tokens[n]
        after = self.text[token.end : token.end + 2].lstrip()
        return numbers.SIGNS.get(self.text[max(0, token.start - 1) : token.start]) or numbers.SIGNS.get(after[:1], "")

    @cached_property
    def months(self) -> dict[int, int]:
        """Where months are named: number of the word → 1 to 12. "May" is one beside a day or after "in"."""
        named = [n for n, word in enumerate(self.words) if word in numbers.MONTHS]
        meant = [n for n in named if self.words[n] not in numbers.SMALL_WORDS or self._is_dated(n)]
        return {n: numbers.MONTHS[self.words[n]] for n in meant}

    def _is_dated(self, n: int) -> bool:
        """Whether the word stands as a date does: "3 May", "May 3", "in May"; in English with a capital."""
        if self.language in ("en", "de") and not self.tokens[n].is_capital:
            return False
        beside = self.words[max(0, n - 1) : n + 2]
        return any(word.isdigit() for word in beside) or (n > 0 and self.words[n - 1] in _BEFORE_MONTHS)

    @cached_property
    def figure_words(self) -> set[int]:
        """The words of figures and their units; a month is a word of its own."""
        told = [one for one in self.quantities if one.unit != "month"]
        return {n for one in told for n in range(one.at, one.at + one.size)}

    @cached_property
    def bounds(self) -> set[int]:
        """Words that belong to a figure as its bound: the "no" of "no more than 100" denies nothing."""
        sizes = {one.at: numbers.bound_before(self.words, one.at)[1] for one in self.quantities}
        return {n for at, size in sizes.items() for n in range(at - size, at)}

    @cached_property
    def negations(self) -> dict[int, str]:
        """Words that turn the claim round ("not", "never", "denies", "it is false that")."""
        found = cues.NEGATION.find(self.words, self.language) + cues.DENIAL.find(self.words, self.language)
        split = [n for n, word in enumerate(self.words) if word.endswith("n't")]
        turning = {n for at, size in found for n in range(at, at + size)} | set(split)
        return {n: self.words[n] for n in sorted(turning - self.bounds)}

    @cached_property
    def endings(self) -> set[int]:
        """Words that say something stopped: "closed" against "no longer open" is no contradiction."""
        return {n for at, size in cues.ENDING.find(self.words, self.language) for n in range(at, at + size)}

    @cached_property
    def hedges(self) -> dict[int, str]:
        """Words that soften the claim ("reportedly", "may")."""
        found = cues.HEDGE.find(self.words, self.language)
        return {n: self.words[n] for at, size in found for n in range(at, at + size) if n not in self.months}

    @cached_property
    def prepares(self) -> bool:
        """Whether the text speaks of something that is only being prepared."""
        return bool(cues.PREPARING.find(self.words, self.language))

    @cached_property
    def actors(self) -> dict[int, int]:
        """Where actors are named, in full or by the last word of a name: number of the word → place in `aliases`."""
        places: dict[str, list[int]] = {}
        for n, word in enumerate(self.words):
            places.setdefault(word, []).append(n)
        known = [(name_words(name), number) for number, names in enumerate(self.aliases) for name in names]
        lasts = [((name[-1],), number) for name, number in known if len(name) > 1 and len(name[-1]) >= _SHORTEST_LAST]
        found: dict[int, int] = {}
        for name, number in (*lasts, *(one for one in known if one[0])):
            for at in places.get(name[0], ()):
                if self.words[at : at + len(name)] == list(name) and not self.tokens[at].original.islower():
                    found.update(dict.fromkeys(range(at, at + len(name)), number))
        return found

    @cached_property
    def names(self) -> set[int]:
        """Words that name a person or an organisation."""
        return {n for n in range(len(self.tokens)) if n not in self.places and self._is_name(n)}

    def _is_name(self, n: int) -> bool:
        token = self.tokens[n]
        if n in self.actors:
            return True
        if not token.is_capital and token.original.isascii():
            return False
        if n in self.months or token.ascii in numbers.WEEKDAYS:
            return False
        if token.ascii in ORGANISATIONS:
            return token.is_capital or not token.original.isascii()
        if not token.is_capital or is_common(token.ascii, self.language) or token.ascii in TITLES:
            return False
        if token.is_acronym or (n and self.words[n - 1] in TITLES):
            return not self._shouts
        if self._capitals_tell_nothing or self._starts_sentence(n):
            return bool(n + 1 < len(self.tokens) and self._starts_full_name(n))
        return True

    def _starts_full_name(self, n: int) -> bool:
        follower = self.tokens[n + 1]
        return follower.is_capital and not self._capitals_tell_nothing and n + 1 not in self.places

    def _starts_sentence(self, n: int) -> bool:
        return n == 0 or any(mark in self.text[self.tokens[n - 1].end : self.tokens[n].start] for mark in '.!?:“”"')

    @cached_property
    def _capitals_tell_nothing(self) -> bool:
        """German writes every noun with a capital, headlines every word."""
        bare = [t for t in self.tokens if t.plain.isalpha() and not is_common(t.ascii, self.language)]
        return self.language == "de" or sum(t.is_capital for t in bare) > 0.7 * len(bare) > 2.8

    @cached_property
    def _shouts(self) -> bool:
        return self.text.isupper()

    @cached_property
    def anaphora(self) -> set[int]:
        """Words that point to places named elsewhere: "these countries"."""
        pairs = zip(self.words, self.words[1:], strict=False)
        return {n + 1 for n, pair in enumerate(pairs) if " ".join(pair) in ANAPHORA}

    @cached_property
    def content(self) -> list[int]:
        """The words that carry the claim: not common, no cue, no place, no figure."""
        left_out = self.places.keys() | self.figure_words | self.negations.keys() | self.hedges.keys() | self.anaphora
        return [n for n, w in enumerate(self.words) if n not in left_out and not is_common(w, self.language)]

    @cached_property
    def telling(self) -> frozenset[str]:
        """The stems of the words that are not common."""
        pairs = zip(self.words, self.stems, strict=True)
        return frozenset(stem for word, stem in pairs if not is_common(word, self.language))

    @cached_property
    def families(self) -> list[int]:
        """For every word the family of words for the same thing it belongs to, or -1."""
        return [family(word) for word in self.words]


def are_foreign(one: Reading, other: Reading) -> bool:
    """Whether two texts are in different languages, as far as that is sure."""
    if one.language == other.language:
        return False
    return is_other_language(_without_names(one), one.language, _without_names(other), other.language)


def _without_names(text: Reading) -> list[str]:
    """The words of a text but for those that may begin a name: the "Le" of "Le Pen" is no French."""
    pairs = zip_longest(text.tokens, text.tokens[1:])
    return [token.plain for token, after in pairs if not (token.is_capital and after and after.is_capital)]


def read(text: str, language: str = "", aliases: Sequence[Sequence[str]] = ()) -> Reading:
    """Read a text; `aliases` are groups of names for one actor each."""
    return _read(text, language, tuple(tuple(names) for names in aliases))


@lru_cache(maxsize=512)  # the same claims come up again and again while somebody types
def _read(text: str, language: str, aliases: tuple[tuple[str, ...], ...]) -> Reading:
    found = tokens(text, KEY_LENGTH)
    return Reading(text, language or guess([token.plain for token in found]), found, aliases)


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    return tuple(token.ascii for token in tokens(name, KEY_LENGTH))
