"""Two texts word by word."""

import random

import pytest

from claimtrack.rules.differing import GONE, LONGEST_SAME, NEW, SAME, Piece, differing, shortened


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("They came last week.", "They came on Friday.", [("last week", GONE), ("on Friday", NEW)]),
        ("Two men came", "Two men came, he said", [(", he said", NEW)]),
        ("a b c", "a b c", []),
        ("", "All of it", [("All of it", NEW)]),
        ("All of it", "", [("All of it", GONE)]),
        ("на прошлой неделе", "на этой неделе", [("прошлой", GONE), ("этой", NEW)]),
        ("上周发生", "本周发生", [("上", GONE), ("本", NEW)]),  # no spaces between words: letter by letter
        ("हिन्दी में", "हिन्दी मैं", [("में", GONE), ("मैं", NEW)]),  # a word is never cut at a vowel sign
    ],
)
def test_differing_words_are_marked(before: str, after: str, marked: list[tuple[str, str]]) -> None:
    assert [(p.text.strip(), p.kind) for p in differing(before, after) if p.kind != SAME] == marked


def test_put_together_the_pieces_are_the_texts() -> None:
    chance = random.Random(7)
    words = ["a", "b", "«в»", "—", "it’s", "\n", "  ", "x.", "(y)", "\u202e", "é"]
    for _ in range(300):
        one, other = ("".join(chance.choices([*words, " "], k=chance.randrange(12))) for _ in range(2))
        pieces = differing(one, other)
        assert "".join(piece.text for piece in pieces if piece.kind != GONE) == other
        before = "".join(piece.text for piece in pieces if piece.kind != NEW)
        assert "".join(before.split()) == "".join(one.split())


def test_a_huge_text_is_answered_at_once_and_whole() -> None:
    one, other = " ".join(map(str, range(30_000))), " ".join(map(str, range(30_000, 0, -1)))
    assert [piece.kind for piece in differing(one, other)] == [GONE, NEW]


def test_long_unchanged_runs_are_cut_beside_the_change() -> None:
    long = "word " * LONGEST_SAME
    pieces = shortened(differing(f"{long}old {long}", f"{long}new {long}"))
    assert [piece.kind for piece in pieces] == [SAME, GONE, NEW, SAME]
    assert pieces[0].text.startswith(" … ")
    assert pieces[0].text.endswith("word ")
    assert pieces[-1].text.endswith(" … ")
    assert shortened([Piece("short")]) == (Piece("short"),)
