"""What an error page says, and where it leads."""

import pytest

from tests.client import PageClient


def test_a_reader_who_lost_the_way_is_led_to_what_readers_may_read(client: PageClient) -> None:
    for address in ("/published/999", "/nonsense", "/link/nonsense"):
        page = client.get(address)
        assert page.status == 404
        assert [link["href"] for link in page.all("main .actions a")] == ["/published"], address


@pytest.mark.parametrize(
    ("address", "ours", "not_beside_it"),
    [
        ("/claims/999", "There is no claim 999.", "Check the address"),
        ("/users", "Only somebody with the role admin may do this.", "Your role does not allow it"),
    ],
)
def test_a_sentence_about_this_very_case_stands_without_the_general_one(
    checker: PageClient, address: str, ours: str, not_beside_it: str
) -> None:
    page = checker.get(address)
    assert ours in page.text
    assert not_beside_it not in page.text
