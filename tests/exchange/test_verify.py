"""The program that checks a trail: what it cuts from the text of an event is what it would read in it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.exchange.verify import _all_changes, _only_change, canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("before"), inner, max_size=3),
    max_leaves=6,
)
ROW = st.none() | st.dictionaries(st.sampled_from(["id", "text", "before", "after", 'a"b']), VALUES, max_size=4)
NAME = st.builds("claim:{}".format, st.integers(1)) | st.text(min_size=1)
ROWS = st.dictionaries(NAME, st.fixed_dictionaries({"before": ROW, "after": ROW}), max_size=3)
SEALS = st.fixed_dictionaries({}, optional={"seals": st.just({"claim:1": [None, "00"]})})


@given(st.text(), ROWS, SEALS)
def test_a_cut_change_is_the_one_that_is_told(reason: str, rows: dict[str, Any], seals: dict[str, Any]) -> None:
    contents = {"reason": reason, "rows": rows, **seals}
    change = _only_change(canonical(contents))
    assert change is None or [change] == _all_changes(contents)


def test_an_ordinary_change_is_cut() -> None:
    row = {"id": 7, "text": 'They are "mercenaries", \\ they say,"before":{'}
    for before, after in ((None, row), (row, {**row, "text": "Нет"}), (row, None)):
        contents = {"reason": "because “TASS” says so", "rows": {"claim:7": {"before": before, "after": after}}}
        assert [_only_change(canonical(contents))] == _all_changes(contents)
