"""The statements as rows of a list."""

from dataclasses import replace

import pytest

from claimtrack.rules.timeline import facts, rows
from tests.rules.statements import TODAY, article, entry


def test_rows_are_in_time_order_with_the_undated_last() -> None:
    told = [entry(1, "asserts", ""), entry(2, "denies", "2022-02-21"), entry(3, "asserts", "2022-02-10")]
    assert [row.entry.id for row in rows(told, facts(told, TODAY))] == [3, 2, 1]


def test_copies_stand_under_their_original() -> None:
    wire = entry(1, "asserts", "2022-02-12")
    told = [wire, replace(wire, id=2, source_id=2, original_source_id=101), entry(3, "denies", "2022-02-13", "Boris")]
    assert [(row.entry.id, [copy.entry.id for copy in row.copies]) for row in rows(told, facts(told, TODAY))] == [
        (1, [2]),
        (3, []),
    ]


def test_a_copy_whose_original_is_not_on_record_stands_for_it() -> None:
    wire = entry(1, "asserts", "2022-02-12", original_source_id=7)
    told = [wire, replace(wire, id=2, source_id=2)]
    assert [(row.entry.id, len(row.copies)) for row in rows(told, facts(told, TODAY))] == [(1, 1)]


def test_two_sayings_in_one_text_each_keep_their_own_copies() -> None:
    monday, friday = entry(1, "asserts", "2022-02-14", source_id=7), entry(2, "asserts", "2022-02-18", source_id=7)
    copies = [replace(one, id=one.id + 10, source_id=8, original_source_id=7) for one in (monday, friday)]
    told = [monday, friday, *copies]
    folded = {row.entry.id: [copy.entry.id for copy in row.copies] for row in rows(told, facts(told, TODAY))}
    assert folded == {1: [11], 2: [12]}


def test_what_is_special_about_a_row_is_said() -> None:
    told = article()
    marks = {row.entry.id: row.marks for row in rows(told, facts(told, TODAY))}
    assert marks == {
        1: ("first known",),
        2: (),
        3: ("first rebuttal",),
        4: ("first rebuttal",),
        5: ("first rebuttal",),
        6: (),
    }


def test_the_same_act_is_pointed_at() -> None:
    told = article()
    acts = {row.entry.id: row.same_act_as.id for row in rows(told, facts(told, TODAY)) if row.same_act_as}
    assert acts == {2: 1}


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("he", "rtl"), ("sr-Cyrl", "ltr"), ("en", "ltr"), ("", "auto")],
)
def test_a_quote_runs_the_way_its_language_does(language: str, direction: str) -> None:
    told = [entry(1, "asserts", "2022-02-12", quote_language=language)]
    assert rows(told, facts(told, TODAY))[0].direction == direction


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        (" https://example.org", ""),
        ("//example.org", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(address: str, link: str) -> None:
    told = [entry(1, "asserts", "2022-02-12", url=address, archive_url=address)]
    (row,) = rows(told, facts(told, TODAY))
    assert (row.url, row.archive_url) == (link, link)
