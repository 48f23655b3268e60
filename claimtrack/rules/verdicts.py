"""The words a newsroom judges claims with: scales as data, one of them in use."""

from dataclasses import dataclass

from claimtrack.errors import BadInput

LONGEST_LABEL = 60
MOST_RATINGS = 12


@dataclass(frozen=True, slots=True)
class Rating:
    """One label and what it means. `value` grows with truth from 1; 0 stands outside of the order."""

    label: str
    meaning: str
    value: int = 0


UNVERIFIED = Rating("Unverified", "There is no verdict: the evidence is missing or has not been weighed yet.")


@dataclass(frozen=True, slots=True)
class Scale:
    name: str
    title: str
    ratings: tuple[Rating, ...]

    @property
    def best(self) -> int:
        return max((rating.value for rating in self.ratings), default=0)

    def find(self, label: str) -> Rating | None:
        """The rating with this label, in any case."""
        wanted = label.casefold().strip()
        return next((rating for rating in self.ratings if rating.label.casefold() == wanted), None)

    def get(self, label: str) -> Rating:
        """The rating with this label. Raises BadInput."""
        rating = self.find(label)
        if rating is None:
            message = "Choose one of the verdicts of this newsroom’s scale."
            raise BadInput(message, {"label": message})
        return rating


DEFAULT = Scale(
    "default",
    "Five verdicts",
    (
        Rating("True", "The evidence bears it out, and nothing that matters is left out.", 5),
        Rating("Mostly true", "Its point holds, though a detail is wrong or missing.", 4),
        Rating("Misleading", "Its words may be right, but they leave a wrong picture.", 3),
        Rating("Mostly false", "A part is right, but its point does not hold.", 2),
        Rating("False", "The evidence contradicts it.", 1),
        UNVERIFIED,
    ),
)
SIX_STEPS = Scale(
    "six_steps",
    "Six steps, as fact-checkers of politics use",
    (
        Rating("True", "Accurate, with nothing of weight missing.", 6),
        Rating("Mostly true", "Accurate, but it needs explaining.", 5),
        Rating("Half true", "Partly accurate: it leaves out or bends something that matters.", 4),
        Rating("Mostly false", "There is some truth in it, but what it leaves out would change the picture.", 3),
        Rating("False", "Not accurate.", 2),
        Rating("Absurd", "Not accurate, and ridiculous to say.", 1),
        UNVERIFIED,
    ),
)
PRESETS = {scale.name: scale for scale in (DEFAULT, SIX_STEPS)}
OWN = "own"


def scale_of(name: str, own: str = "") -> Scale:
    """The scale in use: a preset by its name, or the newsroom's own lines; the default one if neither can be read."""
    if name == OWN:
        try:
            return read_scale(own)
        except BadInput:
            return DEFAULT
    return PRESETS.get(name, DEFAULT)


def read_scale(text: str) -> Scale:
    """A newsroom's own scale: from the truest to the falsest, one “Label: what it means” a line. Raises BadInput."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pairs = [(label.strip(), meaning.strip()) for label, _, meaning in (line.partition(":") for line in lines)]
    labels = [label.casefold() for label, _ in pairs if label.casefold() != UNVERIFIED.label.casefold()]
    if not 2 <= len(labels) <= MOST_RATINGS:
        raise BadInput(f"Enter 2 to {MOST_RATINGS} verdicts, each on a line of its own, the truest first.")
    if not all(labels) or any(len(label) > LONGEST_LABEL for label in labels) or len(set(labels)) < len(labels):
        raise BadInput(f"Give each verdict a label of its own, of up to {LONGEST_LABEL} characters, before the colon.")
    ordered = [(label, meaning) for label, meaning in pairs if label.casefold() in labels]
    ratings = [Rating(label, meaning, len(ordered) - place) for place, (label, meaning) in enumerate(ordered)]
    return Scale(OWN, "This newsroom’s own", (*ratings, UNVERIFIED))


def write_scale(scale: Scale) -> str:
    """A scale as the lines `read_scale` reads."""
    return "\n".join(f"{rating.label}: {rating.meaning}" for rating in scale.ratings if rating.value)
