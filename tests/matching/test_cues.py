"""Small words that turn a claim round or soften it."""

import pytest

from claimtrack.matching import cues, guards
from claimtrack.matching.reading import read
from claimtrack.matching.text import tokens
from claimtrack.words import MatchLabel

TABLES = [cues._NEGATION, cues._DENIAL, cues._ENDING, cues._HEDGE, cues._PREPARING]


@pytest.mark.parametrize("line", [line for table in TABLES for line in table.strip().splitlines()])
def test_every_cue_is_found_where_it_stands(line: str) -> None:
    language, *known = line.split()
    for cue in known:
        words = [token.ascii for token in tokens(cue.replace("_", " ").removesuffix("*"))]
        assert cues.Cues(line).find(words, language) == [(0, len(words))], cue


@pytest.mark.parametrize("negation", ["nuk është", "s'është", "s’është"])
def test_a_negation_is_seen_in_a_word_with_an_apostrophe(negation: str) -> None:
    found = guards.label(read("Ushtria është në Mitrovicë"), read(f"Ushtria {negation} në Mitrovicë"))
    assert found.label is MatchLabel.REBUTTAL
