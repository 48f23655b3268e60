"""Whether a quote stands in an excerpt, whatever was done to its spaces, quote marks and dashes on the way."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.rules.quotes import common_beginning, find_quote

EXCERPT = """The talks are to focus on Moscow’s claims — that “mercenaries” from Albania,
Kosovo and Bosnia are being sent.

Officials have rejected those claims, which were made last week.
«Мы перепроверяем это», — сказал Лавров.
"""

STANDS = [
    ("that “mercenaries” from Albania", 1, "as it stands"),
    ("that \"mercenaries\" from Albania", 1, "straight quote marks"),
    ("that 'mercenaries' from Albania", 1, "single quote marks"),
    ("Moscow's claims - that", 1, "a hyphen for a dash, a straight apostrophe"),
    ("Moscow’s claims—that", 1, "a dash without spaces"),
    ("Moscow’s claims -- that", 1, "two hyphens for a dash"),
    ("Albania, Kosovo   and\tBosnia", 1, "a line break and other white space"),
    ("“Officials have rejected those claims”", 2, "quote marks of the fact-checker’s own around it"),
    ("Officials\u00a0have re\u00adjected those\u200b claims", 2, "a hard space, a soft hyphen and something invisible"),
    ("\"Мы перепроверяем это\", - сказал Лавров", 3, "another script, other quote marks"),
    ("Officials have rejected […] last week", 2, "words left out, and dots for them"),
    ("Officials have rejected ... last week", 2, "plain dots"),
]  # fmt: skip
STANDS_NOT = [
    ("Officials have accepted those claims", "another word"),
    ("those claims Officials have rejected", "another order"),
    ("last week […] Officials have rejected", "pieces in another order"),
    ("Official", "the beginning of a word is no quote of it"),
    ("ficials have", "nor is its end"),
    ("officials have rejected", "capitals are part of a quote"),
    ("", "nothing was quoted"),
    ("“ ”", "quote marks alone"),
    ("…", "dots alone"),
]


@pytest.mark.parametrize(("quote", "paragraph", "why"), STANDS)
def test_a_quote_that_stands_in_the_excerpt(quote: str, paragraph: int, why: str) -> None:
    place = find_quote(quote, EXCERPT)
    assert place is not None, why
    assert (place.paragraph, place.paragraphs) == (paragraph + (paragraph > 1), 4), why


@pytest.mark.parametrize(("quote", "why"), STANDS_NOT)
def test_a_quote_that_does_not(quote: str, why: str) -> None:
    assert find_quote(quote, EXCERPT) is None, why


def test_the_place_is_that_of_the_words_in_the_excerpt() -> None:
    place = find_quote("'mercenaries'  from Albania, Kosovo", EXCERPT)
    assert place is not None
    assert EXCERPT[place.start : place.end] == "mercenaries” from Albania,\nKosovo"


def test_a_quote_with_words_left_out_says_so() -> None:
    whole, shortened = find_quote("Officials have", EXCERPT), find_quote("Officials […] last week", EXCERPT)
    assert whole is not None
    assert shortened is not None
    assert (whole.shortened, shortened.shortened) == (False, True)


def test_it_is_told_where_a_quote_departs_from_the_excerpt() -> None:
    assert common_beginning("Officials have rejected these claims", EXCERPT) == "Officials have rejected"
    assert common_beginning("Officials have accepted them", EXCERPT) == "", "two words say nothing"


def test_letters_put_together_from_parts_are_the_same_letters() -> None:
    text = "Београд је рекао: „Још проверавамо“."
    assert find_quote(unicodedata.normalize("NFD", "Још проверавамо"), text)
    assert find_quote("Још проверавамо", unicodedata.normalize("NFD", text))


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=60))
def test_any_piece_between_spaces_is_found(before: str, quote: str, after: str) -> None:
    place = find_quote(quote, f"{before} {quote} {after}")
    assert place is None or 0 <= place.start < place.end
    if quote.isalnum():
        assert place is not None


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_is_too_odd(quote: str, text: str) -> None:
    find_quote(quote, text)
    common_beginning(quote, text)
