"""EDTF in and out, with the edtf package as an independent reader of what we write."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.dates import FuzzyDate, from_edtf
from claimtrack.errors import BadInput

READ = [
    ("2022-02-18", "2022-02-18", "2022-02-18"),
    ("2022-02", "2022-02-01", "2022-02-28"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2022", "2022-01-01", "2022-12-31"),
    ("[2022-02-14..2022-02-20]", "2022-02-14", "2022-02-20"),
    ("[2022-02..2022-03]", "2022-02-01", "2022-03-31"),
    ("[2022-02-14, 2022-02-16]", "2022-02-14", "2022-02-16"),  # one of two: between them, not narrower
    ("[..2022-02-21]", None, "2022-02-21"),
    ("[2022-02-21..]", "2022-02-21", None),
    ("2022-02-14/2022-02-20", "2022-02-14", "2022-02-20"),
    ("../2022-02-20", None, "2022-02-20"),
    ("/2022-02-20", None, "2022-02-20"),
    ("2022-02-14/..", "2022-02-14", None),
    ("2022-21", "2022-03-01", "2022-05-31"),
    ("2022-33", "2022-01-01", "2022-03-31"),
    ("2022-41", "2022-07-01", "2022-12-31"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2022-02-XX", "2022-02-01", "2022-02-28"),
    ("2022-XX", "2022-01-01", "2022-12-31"),
    ("2022-02-1X", "2022-02-10", "2022-02-19"),
    ("2022-1X", "2022-10-01", "2022-12-31"),
    ("2022-02-18T14:05:00Z", "2022-02-18", "2022-02-18"),
    ("", None, None),
]

REFUSED = [
    ("2022-02-30", "no date 2022-02-30"),
    ("2022-13", "no date 2022-13"),
    ("0000", "no date 0000"),
    ("2022-24", "no date 2022-24"),  # a winter has days of two years
    ("2022-02-3X", "no date"),
    ("12022", "not a date"),
    ("Y12022", "not a date"),
    ("-0044", "not a date"),
    ("[..]", "not a date"),
    ("[2022-02-14..2022-02-20", "not a date"),
    ("[2022-02-20..2022-02-14]", "Write the earlier day first"),
    ("2022-02-20/2022-02-14", "Write the earlier day first"),
    ("{2022-02-14,2022-02-16}", "several dates"),
    ("18 Feb 2022", "not a date"),
    ("1/2/3", "not a date"),
]


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest"), READ)
def test_edtf_is_read_as_its_first_and_last_day(text, earliest, latest):
    read = from_edtf(text, words="as spoken", anchor=date(2022, 2, 21))
    assert (read.earliest, read.latest) == (day(earliest), day(latest))
    assert (read.words, read.anchor) == ("as spoken", date(2022, 2, 21))


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_cannot_be_used_is_refused_with_what_to_write(text, reason):
    with pytest.raises(BadInput, match=reason) as refused:
        from_edtf(text)
    assert "Write" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2022-02-10~", True, False),
        ("2022-02-10?", False, True),
        ("2022-02-10%", True, True),
        ("2022-02~", True, False),
        ("~2022-02-10", True, False),
        ("2022-?02", False, True),
        ("2022-02-14~/2022-02-20~", True, False),
        ("[2022-02-14~..2022-02-20]", True, False),
        ("2022-21", True, False),  # nobody agrees on the day a spring begins
    ],
)
def test_a_qualifier_anywhere_counts_for_the_whole_date(text, approximate, uncertain):
    read = from_edtf(text)
    assert (read.approximate, read.uncertain) == (approximate, uncertain)


def test_a_state_over_a_span_is_told_from_one_unknown_day_in_it():
    assert from_edtf("2022-02-14/2022-02-20").lasting
    assert not from_edtf("[2022-02-14..2022-02-20]").lasting


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
BOUNDS = st.one_of(
    st.tuples(DAYS, DAYS).map(sorted),
    st.tuples(st.none(), DAYS),
    st.tuples(DAYS, st.none()),
    DAYS.map(lambda d: (d, d)),
)
FUZZY = st.builds(
    lambda bounds, approximate, uncertain, lasting: FuzzyDate("", *bounds, approximate, uncertain, lasting),
    BOUNDS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
WHOLE = ["2022", "2022-02", "2024-02", "0001", "9999-12", "2022-02~", "2022?"]


@settings(deadline=None)
@given(FUZZY)
def test_a_date_written_as_edtf_reads_back_the_same(said):
    read = from_edtf(said.edtf)
    assert (read.earliest, read.latest, read.lasting) == (said.earliest, said.latest, said.lasting)
    if not said.edtf.startswith("["):  # a set has no place for a qualifier
        assert read == said


@pytest.mark.parametrize("text", WHOLE)
def test_whole_months_and_years_are_written_as_such(text):
    assert from_edtf(text).edtf == text


@settings(deadline=None)
@given(st.one_of(FUZZY, st.sampled_from(WHOLE).map(from_edtf)))
def test_another_reader_finds_the_same_days_in_what_we_write(said):
    theirs = parse_edtf(said.edtf)
    assert bound(theirs.lower_strict()) == said.earliest
    assert bound(theirs.upper_strict()) == said.latest


def bound(moment):
    """Their first or last day as ours: an open end is infinity there and None here."""
    return None if isinstance(moment, float) else date(*moment[:3])


@settings(deadline=None)
@given(st.text(max_size=30) | st.text(alphabet="0123456789X-/[].,~?%{}TZ ", max_size=30))
def test_any_text_is_read_or_refused_but_never_breaks(text):
    try:
        read = from_edtf(text)
    except BadInput:
        return
    assert read.earliest is None or read.latest is None or read.earliest <= read.latest
