"""One normal form for every text that is compared, and its words with their places in the original.

Nothing is lost by normalising: a token remembers where it stood, so that the original can be shown with marks.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

# Longer texts are cut in parts: character comparisons are quadratic and some people paste a whole page.
KEY_LENGTH = 500
# A post often repeats itself and only then says something else; words are cheap to look at, so more of them count.
READ_LENGTH = 2000
# So many words in the same order are a repetition, not a turn of phrase.
_PASSAGE = 6
_SENTENCE_END = re.compile(r"[.!?…。]+[\"'”’»)\]]*(?=\s)")

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛`´ʼ′＇", "'") | dict.fromkeys("“”„‟«»‹›″＂〝〞", '"'))
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_STRIP = re.compile(f"[{_INVISIBLE}]")


def _marks() -> str:
    """Every combining mark below U+FFFF: Python's \\w leaves them out, which cuts Hindi and vowelled Arabic apart."""
    return "".join(chr(n) for n in range(0x300, 0xFE30) if unicodedata.category(chr(n)) in ("Mn", "Mc"))


# Han and kana are written without spaces: one sign is one word.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = rf"(?:(?![{_SIGNS}_])[\w{_marks()}{_INVISIBLE}])"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*(?!\w)|[{_SIGNS}]|{_WORD}+(?:['’ʼ`]{_WORD}+)*")
# The same where all letters are plain, twice as quick.
_ASCII_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?!\w)|[A-Za-z0-9]+(?:['`][A-Za-z0-9]+)*")
_PLAIN_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?!\w)|[a-z0-9]+(?:'[a-z0-9]+)*")
# French and Italian glue short words to the next one with an apostrophe: d'acheter, dell'Unione.
_ELIDED = re.compile(r"(?i)^(?:[cdjlmnst]|qu|jusqu|lorsqu|un|all|dall|dell|nell|sull|quest)['’ʼ`](?=\w{2})")


class Token(NamedTuple):
    """One word: as it stands in the original from `start` to `end`, its normal form and its form in plain letters."""

    start: int
    end: int
    original: str
    plain: str
    ascii: str

    @property
    def is_capital(self) -> bool:
        return self.original[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        return len(self.original) > 1 and self.original.isupper() and self.original.isalpha()


# Arabic letters that plain transliteration would throw together or, like the alif, leave out; with few vowels written,
# every letter tells.
_ARABIC = str.maketrans("حصضطظعةىاأإآ", "xcvpgoheaaaa")


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """A word or text in the form that is compared: NFKC, casefolded, plain quotes, nothing invisible."""
    return _STRIP.sub("", unicodedata.normalize("NFKC", word)).translate(_QUOTES).casefold()


@lru_cache(maxsize=50_000)
def latin(word: str) -> str:
    """The word in plain Latin letters, whatever script it came in: Лавров → lavrov."""
    plain = normal(word)
    return plain if plain.isascii() else transliterated(plain).replace("'", "").strip()


def transliterated(plain: str) -> str:
    """A normal text in plain Latin letters."""
    return anyascii(plain.translate(_ARABIC)).casefold()


def tokens(text: str, limit: int = READ_LENGTH) -> list[Token]:
    """The words of a text in order, with their places in the original."""
    found, text = [], text[:limit]
    for match in (_ASCII_TOKEN if text.isascii() else _TOKEN).finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        elided = None if word.isalnum() else _ELIDED.match(word)
        if elided:
            found.append(_token(start, start + elided.end(), elided.group()))
            start, word = start + elided.end(), word[elided.end() :]
        found.append(_token(start, end, word))
    return [token for token in found if token.plain]


def _token(start: int, end: int, word: str) -> Token:
    plain = normal(word).removesuffix("'s").strip("'")
    return Token(start, end, word, plain, latin(plain))


def words(text: str, limit: int = READ_LENGTH) -> list[str]:
    """The normal forms alone, for when nothing has to be marked: ten times as quick as `tokens`."""
    text = normal_text(text[:limit])
    found = _TOKEN.findall(text) if not text.isascii() else _PLAIN_TOKEN.findall(text)
    return [part for word in found for part in (_parts(word) if "'" in word else (word,))]


def normal_text(text: str) -> str:
    """A whole text in the form that is compared."""
    return (
        text.casefold()
        if text.isascii()
        else _STRIP.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES).casefold()
    )


def _parts(word: str) -> list[str]:
    elided = _ELIDED.match(word)
    parts = [word[: elided.end()], word[elided.end() :]] if elided else [word]
    bare = [part.removesuffix("'s").strip("'") for part in parts]
    return [part for part in bare if part]


def parts_of(text: str, limit: int = KEY_LENGTH) -> Iterator[str]:
    """A text in parts that are not too long to be compared, cut where a sentence ends, or else a word."""
    text = text.strip()
    while len(text) > limit:
        ends = [found.end() for found in _SENTENCE_END.finditer(text, limit // 2, limit)]
        at = ends[-1] if ends else text.rfind(" ", limit // 2, limit + 1)
        at = at if at > 0 else limit
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text


def without_repeats(text: str) -> str:
    """The text with passages that were there before left out: a shared post often quotes itself two or three times."""
    parts = text.split()
    seen: set[tuple[str, ...]] = set()
    kept = []
    for n, part in enumerate(parts):
        passage = tuple(parts[n : n + _PASSAGE])
        if len(passage) < _PASSAGE or passage not in seen:
            kept.append(part)
        seen.add(passage)
    return " ".join(kept) if len(kept) < len(parts) else text


def key(text: str) -> str:
    """The text as character comparisons see it: plain Latin letters, single spaces, at most KEY_LENGTH characters."""
    return " ".join(token.ascii for token in tokens(text, KEY_LENGTH + 100))[:KEY_LENGTH]
