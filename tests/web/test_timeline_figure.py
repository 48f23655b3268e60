"""The timeline as it is written into a page: sound markup, no style of its own, and hostile words stay words."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from claimtrack.rules.timeline import Entry, Filter, timeline
from claimtrack.words import ClaimType, Stance
from tests.rules.statements import TODAY, article, entry

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGE = """{% from "_macros/timeline.html" import timeline_section, claim_sentence %}
<main><p>{{ claim_sentence(view.sentence) }}</p>{{ timeline_section(view, "/claims/1", actor_href=actor) }}</main>"""
HOSTILE = "<script>alert(1)</script>\"' onload=x \u202e"


def page(told: list[Entry], today: date = TODAY, chosen: Filter | None = None) -> str:
    templates = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True)
    view = timeline(told, ClaimType.FACTUAL, today, chosen=chosen)
    return templates.from_string(PAGE).render(view=view, actor="/actors/{}".format)


def pictures(html: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(found) for found in re.findall(r'<svg class="tl .*?</svg>', html, re.DOTALL)]


def everything() -> list[Entry]:
    """One statement of every stance and every kind of date, hostile words in all that people type, and a copy."""
    dates = [
        "2022-02-10",
        "[2022-02-11..2022-02-14]",
        "[..2022-02-20]",
        "[2022-02-12..]",
        "",
        "2022-02-13~",
        "2022-02-15?",
    ]
    told = [
        entry(
            id,
            stance,
            dates[id % len(dates)],
            HOSTILE,
            **dict.fromkeys(["role", "on_behalf_of", "quote", "gloss", "title", "attribution_note"], HOSTILE),
            **dict.fromkeys(["scope_note", "outlet", "words"], HOSTILE),
            on_behalf_of_id=3,
            quote_language="ar",
            url="javascript:alert(1)",
            archive_url='https://archive.example/"><script>alert(1)</script>',
        )
        for id, stance in enumerate(Stance, start=1)
    ]
    return [*told, replace(told[0], id=99, source_id=99, original_source_id=told[0].source_id)]


def test_hostile_words_stay_words() -> None:
    html = page(everything())
    assert "<script" not in html
    assert "javascript:" not in html
    assert not re.search(r"<[^>]* onload=", re.sub(r'"[^"]*"', '""', html))
    assert html.count("&lt;script&gt;") > 20


def test_nothing_is_styled_or_scripted_in_place() -> None:
    html = page(everything())
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", html)


@pytest.mark.parametrize("told", [[], article(), everything()], ids=["none", "an article", "everything"])
def test_ids_are_unique_and_every_mark_leads_to_its_statement(told: list[Entry]) -> None:
    html = page(told)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for picture in pictures(html):
        links = list(picture.iter("a"))
        assert all(link.attrib["href"].removeprefix("#") in ids for link in links)
        assert all(link.attrib["aria-label"].strip() for link in links)
        assert picture.attrib["aria-labelledby"] in ids
        assert picture.attrib["aria-describedby"] in ids
    assert {f"statement-{one.id}" for one in told} <= set(ids)


def test_fading_fills_that_are_used_are_there() -> None:
    html = page(everything())
    used = set(re.findall(r"url\(#([^)]+)\)", html))
    assert used
    assert used <= set(re.findall(r'<linearGradient id="([^"]+)"', html))


def test_a_handful_of_statements_stays_small() -> None:
    html = page(article(), date(2022, 3, 1))
    assert [len(found) < 4500 for found in re.findall(r'<svg class="tl .*?</svg>', html, re.DOTALL)] == [True, True]


def test_the_list_carries_what_can_be_searched_for() -> None:
    html = page(article())
    assert (
        'id="statement-1" tabindex="-1" data-stance="asserts" data-outlet="1" '
        f'data-actor="{article()[0].actor_id}" data-earliest="2022-02-14" data-latest="2022-02-20"'
    ) in html
    assert (
        '<data class="date" value="[2022-02-14..2022-02-20]" title="EDTF [2022-02-14..2022-02-20]">14–20 Feb 2022'
        in html
    )
    assert '<time datetime="2022-02-21">21 Feb 2022</time>' in html
    assert 'href="/actors/' in html


def test_a_filter_shows_its_choice_and_only_what_fits() -> None:
    html = page(article(), chosen=Filter(stances=frozenset({Stance.DENIES})))
    assert "3 of 6 statements shown." in html
    assert 'value="denies" checked' in html
    assert 'id="statement-3"' in html
    assert 'id="statement-1"' not in html


def test_a_filter_that_nothing_fits_says_what_to_do() -> None:
    html = page(article(), chosen=Filter(outlets=frozenset({12345})))
    assert "No statement fits. Take something out of the filter." in html
    assert '<svg class="tl ' not in html


def test_a_day_that_cannot_be_read_is_answered_with_a_sentence() -> None:
    html = page(article(), chosen=Filter(problems=("Enter the first day as 2022-02-14.",)))
    assert "Enter the first day as 2022-02-14." in html
