"""How wide words become in a picture drawn without a browser, and how to shorten them."""

import unicodedata

# Widths in em, on the wide side of common sans-serif faces: a label may end early, it must not run into the next one.
_NARROW = frozenset("fijlrtI.,:;'’‘“”|!()[]-· ")
_WIDE = frozenset("mwMW@%—…ЖШЩЮжшщюЉЊљњ")
_NOTHING = frozenset(["Mn", "Me", "Cf", "Cc"])


def width_of(words: str, size: float = 12) -> int:
    """About how many pixels the words take at this size, rather too many than too few."""
    return round(sum(map(_em, words)) * size + 0.5)


def shortened(words: str, width: int, size: float = 12) -> str:
    """The words, cut with an ellipsis where they are wider than that."""
    words = drawable(words)
    if width_of(words, size) <= width:
        return words
    room = width - width_of("…", size)
    kept = ""
    for char in words:
        room -= width_of(char, size)
        if room < 0:
            break
        kept += char
    return f"{kept.rstrip()}…"


def wrapped(words: str, width: int, size: float = 12) -> tuple[str, ...]:
    """The words on one line or two, the second one shortened if need be."""
    words = drawable(words)
    first = ""
    for word in words.split():
        longer = f"{first} {word}".lstrip()
        if width_of(longer, size) > width:
            break
        first = longer
    rest = words[len(first) :].strip()
    if not first:
        return (shortened(words, width, size),)
    return (first, shortened(rest, width, size)) if rest else (first,)


def drawable(words: str) -> str:
    """The words on one line, without control and direction marks: a picture's label cannot show or isolate them."""
    return " ".join(
        "".join(char for char in words if unicodedata.category(char) not in ("Cc", "Cf") or char == "\n").split()
    )


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.4
    if char in _WIDE:
        return 1.0
    if unicodedata.category(char) in _NOTHING:
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.1
    if char.isupper():
        return 0.74
    return 0.62
