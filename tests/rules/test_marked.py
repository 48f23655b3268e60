"""Quotes are marked where they stand in the excerpt, and the excerpt itself is never changed by it."""

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.marked import mark_quotes

TEXT = "He said: “We will not go.”\nLater he said we will  not go, and left."


def marked(*quotes: str) -> list[tuple[str, tuple[int, ...]]]:
    pieces, _ = mark_quotes(TEXT, enumerate(quotes, 1))
    return [(piece.text, piece.quotes) for piece in pieces if piece.quotes]


def test_a_quote_is_marked_where_it_stands() -> None:
    assert marked("We will not go.") == [("We will not go.", (1,))]


def test_spaces_and_quote_marks_may_be_typed_otherwise() -> None:
    assert marked('"We will not  go."') == [("We will not go.", (1,))]


def test_where_two_quotes_overlap_both_are_named() -> None:
    assert marked("Later he said", "he said we will not go") == [
        ("Later ", (1,)),
        ("he said", (1, 2)),
        (" we will  not go", (2,)),
    ]


def test_a_quote_that_is_not_there_is_told() -> None:
    assert mark_quotes(TEXT, [(7, "We shall not go"), (8, "and left")])[1] == [7]


def test_a_text_without_quotes_is_one_piece() -> None:
    assert [piece.text for piece in mark_quotes(TEXT, [])[0]] == [TEXT]
    assert mark_quotes("", [(1, "words")]) == ([], [1])


@given(st.text(alphabet="ab “”'…\n", max_size=30), st.lists(st.text(alphabet="ab “'…", max_size=6), max_size=4))
def test_the_pieces_are_the_text(text: str, quotes: list[str]) -> None:
    pieces, _ = mark_quotes(text, enumerate(quotes))
    assert "".join(piece.text for piece in pieces) == text
