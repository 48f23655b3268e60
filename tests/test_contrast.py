"""Every colour of text can be read on every ground it stands on, by day and by night."""

import re
from pathlib import Path

import pytest

STYLESHEET = Path(__file__).parents[1].joinpath("claimtrack", "static", "claimtrack.css").read_text(encoding="utf-8")

TEXT = 4.5  # WCAG 2.2, 1.4.3: text
SIGN = 3.0  # WCAG 2.2, 1.4.11: the edge of a control, the ring around what has the focus

# Colour, what it stands on, the ratio it needs, where that happens.
PAIRS = [
    ("ink", ("paper", "raised", "sunken"), TEXT, "running text; also the button under the pointer, turned round"),
    ("ink", ("mark", "accent-soft", "warn-soft", "good-soft", "asserted-soft", "answered-soft"), TEXT, "boxes, marks"),
    ("quiet", ("paper", "raised", "sunken", "accent-soft"), TEXT, "hints, also on a chosen card"),
    ("accent", ("paper", "raised", "sunken", "accent-soft"), TEXT, "links and chips"),
    ("accent-ink", ("accent",), TEXT, "the main button, the skip link"),
    ("warn", ("paper", "raised", "warn-soft"), TEXT, "errors and chips"),
    ("good", ("paper", "raised", "good-soft"), TEXT, "chips"),
    ("asserted", ("paper", "raised", "asserted-soft", "accent-soft"), TEXT, "asserts"),
    ("asserted-light", ("paper", "raised", "asserted-soft", "accent-soft"), TEXT, "repeats"),
    ("asserted-dark", ("paper", "raised", "asserted-soft", "accent-soft"), TEXT, "confirms"),
    ("answered", ("paper", "raised", "answered-soft", "accent-soft"), TEXT, "denies, retracts"),
    ("answered-dark", ("paper", "raised", "answered-soft", "accent-soft"), TEXT, "rebuts"),
    ("neutral", ("paper", "raised", "sunken", "accent-soft"), TEXT, "reports, no comment"),
    ("edge", ("paper", "raised"), SIGN, "the frame of a field"),
]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def schemes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\n *\}", STYLESHEET, re.DOTALL)[:2]
    return {"light": colours(light), "dark": colours(dark)}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_agrees_with_the_ends_of_the_scale() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("colour", "grounds", "needed", "where"), PAIRS)
def test_colour_can_be_read_on_its_ground(
    scheme: str, colour: str, grounds: tuple[str, ...], needed: float, where: str
) -> None:
    known = schemes()[scheme]
    ratios = {ground: round(contrast(known[colour], known[ground]), 2) for ground in grounds}
    too_faint = {ground: ratio for ground, ratio in ratios.items() if ratio < needed}
    assert too_faint == {}, f"{colour} in {scheme}: {where}"


def test_both_schemes_name_the_same_colours() -> None:
    assert schemes()["light"].keys() == schemes()["dark"].keys()


def test_every_colour_has_a_name() -> None:
    """A colour written straight into a rule would be right in one scheme only."""
    without_pictures = re.sub(r'url\("data:.*?"\)', "", STYLESHEET)
    without_names = re.sub(r"--[a-z-]+: #[0-9a-f]{6};", "", without_pictures)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", without_names) == []
