"""The demo: one news article from February 2022 as a fact-checker records it, and what other sources said that week.

`first_article.json` holds the article alone and `second_wave.json` the rest. Both are ordinary files of claimtrack, in
our own words, with quotes of a dozen words at most.
"""

from importlib.resources import files

from claimtrack.exchange import jsonfile
from claimtrack.exchange.document import Document

PARTS = ("first_article", "second_wave")


def part(name: str) -> Document:
    """One part of the demo."""
    return jsonfile.read(files(__package__).joinpath(f"{name}.json").read_bytes())
