"""Which language a text is in, as far as its letters and smallest words tell, and the stems of its words."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import snowballstemmer

from claimtrack.matching.stopwords import STOPWORDS
from claimtrack.matching.text import latin

_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "bs": "serbian", "hr": "serbian", "sv": "swedish",
    "tr": "turkish", "el": "greek",
}  # fmt: skip
_ALL_STOPWORDS = {latin(word) for words in STOPWORDS.values() for word in words}
_LATIN_STOPWORDS = {language: frozenset(map(latin, words)) for language, words in STOPWORDS.items()}
_SCRIPTS = {"ar": ("\u0600", "\u06ff"), "el": ("\u0370", "\u03ff"), "ru": ("\u0400", "\u04ff")}
_CYRILLIC = {"ru": set("ыэъё"), "uk": set("іїєґ"), "sr": set("ђјљњћџ")}
_LATIN = {
    "de": set("äöüß"), "es": set("ñ¿¡"), "fr": set("èêçœùî"), "it": set("òì"), "pl": set("łąęśźżń"), "pt": set("ãõ"),
    "ro": set("țșă"), "sq": set("ë"), "sr": set("šđžčć"), "tr": set("ığş"),
}  # fmt: skip
# Letters that hardly occur in a language: of two that are equally likely the one without them is meant.
_FOREIGN = {
    "it": set("jkwxy"), "es": set("kw"), "pt": set("kwy"), "fr": set("kw"), "ro": set("kqwy"),
    "sr": set("qwxy"), "pl": set("qvx"), "sq": set("w"), "nl": set("q"), "tr": set("qwx"),
}  # fmt: skip
# A small word counts 10; a letter that few languages have counts nearly as much.
_WORD_TELLS, _LETTER_TELLS = 10, 7
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in STOPWORDS.items():
    for _word in _words:
        _LANGUAGES_OF.setdefault(_word, []).append(_language)
_local = threading.local()


def guess(words: Iterable[str]) -> str:
    """The likeliest language of these words ("en", "ru", …), or "" when nothing tells.

    Plain Latin letters without a single telling word count as English, the language most claims are recorded in.
    """
    words = list(words)
    joined = "".join(words)
    if not joined.isascii():
        for language, (first, last) in _SCRIPTS.items():
            if sum(first <= letter <= last for letter in joined) > len(joined) / 2:
                return _guess_cyrillic(words, set(joined)) if language == "ru" else language
    counts: dict[str, int] = defaultdict(int)
    for word in words:
        for language in _LANGUAGES_OF.get(word, ()):
            counts[language] += _WORD_TELLS
    for language, only in _LATIN.items() if not joined.isascii() else ():
        counts[language] += _LETTER_TELLS * len(only.intersection(joined))
    most = max(counts.values(), default=0)
    if not most:
        return "en" if joined.isascii() else ""
    likeliest = [language for language in STOPWORDS if counts.get(language) == most]
    letters = set(joined)
    return min(likeliest, key=lambda language: len(_FOREIGN.get(language, set()) & letters))


def _guess_cyrillic(words: list[str], letters: set[str]) -> str:
    telling = {language: len(letters & only) for language, only in _CYRILLIC.items()}
    best = max(telling, key=lambda language: telling[language])
    if telling[best]:
        return best
    counts = {language: sum(word in STOPWORDS[language] for word in words) for language in ("ru", "uk")}
    return max(counts, key=lambda language: counts[language])


NAMES = {
    "ar": "Arabic", "bs": "Bosnian", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "hr": "Croatian", "hu": "Hungarian", "it": "Italian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip
_ONE_TONGUE = {"bs": "sr", "hr": "sr"}
# Small words elsewhere, and words of headlines in English.
_ALSO_ENGLISH = frozenset("die war met hat man was am an bin son sin pays est on as do me men per non".split())


def is_other_language(one: Sequence[str], first: str, other: Sequence[str], second: str) -> bool:
    """Whether these plain words of two texts are in languages that cannot be compared word by word.

    Both languages are guesses: that of a headline without small words counts only if its script is another.
    """
    if not first or not second or _ONE_TONGUE.get(first, first) == _ONE_TONGUE.get(second, second):
        return False
    return _is_sure(one, first, second) and _is_sure(other, second, first)


def is_latin(words: Sequence[str]) -> bool:
    """Whether at least half of these plain words' letters are Latin."""
    joined = "".join(words)
    return sum(letter < "\u0370" or "\u1e00" <= letter < "\u2000" for letter in joined) * 2 >= len(joined)


def _is_sure(words: Sequence[str], language: str, other: str) -> bool:
    if language == "en" or not is_latin(words):
        return True
    own, others = STOPWORDS.get(language, frozenset()), STOPWORDS.get(other, frozenset())
    letters = _LATIN.get(language, set()) - _LATIN.get(other, set())
    tells = sum(word in own - others - _ALSO_ENGLISH for word in words) + bool(letters.intersection("".join(words)))
    return tells > 1 or (tells == 1 and not any(word in others - own for word in words))


def is_common(word: str, language: str = "") -> bool:
    """Whether this word, in its plain Latin form, is too common to tell claims apart."""
    return word in _LATIN_STOPWORDS.get(language, _ALL_STOPWORDS) or (len(word) == 1 and not word.isdigit())


@lru_cache(maxsize=20_000)
def stem(plain: str, language: str = "") -> str:
    """The word without its ending, in plain Latin letters: "наёмники" (ru) → "naemnik"."""
    name = _STEMMERS.get(language)
    return latin(_stemmer(name).stemWord(plain) if name and not plain.isdigit() else plain)


def _stemmer(name: str) -> Any:
    """The stemmer of this thread: snowball keeps the word it works on in the object."""
    kept: dict[str, Any] | None = getattr(_local, "stemmers", None)
    if kept is None:
        kept = _local.stemmers = {}
    if name not in kept:
        kept[name] = snowballstemmer.stemmer(name)
    return kept[name]
