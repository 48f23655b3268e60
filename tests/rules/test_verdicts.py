"""Scales of verdicts."""

import pytest

from claimtrack.errors import BadInput
from claimtrack.rules.verdicts import DEFAULT, PRESETS, UNVERIFIED, read_scale, scale_of, write_scale


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_runs_from_true_to_false_and_can_say_unverified(name: str) -> None:
    scale = PRESETS[name]
    values = [rating.value for rating in scale.ratings if rating is not UNVERIFIED]
    assert values == list(range(scale.best, 0, -1))
    assert scale.ratings[-1] is UNVERIFIED
    assert all(rating.meaning for rating in scale.ratings)


def test_a_label_is_found_in_any_case_and_no_other() -> None:
    assert DEFAULT.get("mostly TRUE").label == "Mostly true"
    with pytest.raises(BadInput):
        DEFAULT.get("Half true")


def test_a_newsroom_may_write_its_own() -> None:
    scale = read_scale("Stimmt: Belegt.\nStimmt nicht: Widerlegt: ganz.\nUnverified: nobody knows")
    assert [(r.label, r.meaning, r.value) for r in scale.ratings[:2]] == [
        ("Stimmt", "Belegt.", 2),
        ("Stimmt nicht", "Widerlegt: ganz.", 1),
    ]
    assert scale.ratings[2:] == (UNVERIFIED,)
    assert read_scale(write_scale(scale)) == scale


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Only one",
        "True: a\nTRUE: b",
        ": no label\nFalse: b",
        f"{'x' * 61}: a\nFalse: b",
        "\n".join("abcdefghijklm"),
    ],
)
def test_a_scale_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_scale(text)


def test_what_cannot_be_read_gives_the_usual_scale() -> None:
    assert scale_of("", "") is DEFAULT
    assert scale_of("own", "Only one") is DEFAULT
    assert scale_of("six_steps").find("Half true")
    assert scale_of("own", "Ja: 1\nNein: 2").find("nein")
