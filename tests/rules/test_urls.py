"""One page, one address."""

import pytest

from claimtrack.errors import BadInput
from claimtrack.rules.urls import canonical_url, domain_of

SAME = [
    (
        "https://Example.org/a?utm_source=x&id=7",
        "https://example.org/a?id=7",
        "campaign parameters say nothing of the page",
    ),
    ("https://example.org/a#comments", "https://example.org/a", "a fragment is a place on the page"),
    ("https://example.org", "https://example.org/", "the empty path is the root"),
    (" https://example.org/a ", "https://example.org/a", "pasted with spaces"),
    ("https://example.org/a?b=2&a=1&fbclid=Zz", "https://example.org/a?a=1&b=2", "parameters in any order"),
]
REFUSED = [
    ("javascript:alert(1)", "a script, not a page"),
    ("JaVaScRiPt:alert(1)", "whatever the case"),
    ("data:text/html,hello", "no page anybody could visit"),
    ("//example.org/a", "no scheme"),
    ("example.org", "no scheme"),
    ("https://", "no host"),
    ("https://user:secret@example.org/", "a password does not belong in a record"),
    ("https://[::1/", "a broken address"),
    ("https://example.org:99999/", "no such port"),
    ("https://example.org/" + "a" * 2001, "too long to keep"),
]


@pytest.mark.parametrize(("typed", "kept", "why"), SAME)
def test_addresses_of_one_page_are_one(typed: str, kept: str, why: str) -> None:
    assert canonical_url(typed) == kept, why
    assert canonical_url(kept) == kept, "and stay so"


@pytest.mark.parametrize(("typed", "why"), REFUSED)
def test_what_is_no_web_address_is_refused(typed: str, why: str) -> None:
    with pytest.raises(BadInput):
        canonical_url(typed)


def test_an_outlet_is_known_by_its_host() -> None:
    assert domain_of("https://www.example.org/a") == "example.org"
