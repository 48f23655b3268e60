"""How a claim should be worded: as those who assert it would put it, never negated and without a verdict in it."""

import re
from dataclasses import dataclass

from claimtrack.words import ClaimType, Word


class Slip(Word):
    """What can be wrong with a claim's wording; the hint says what to do instead."""

    VERDICT = (
        "verdict",
        "a verdict",
        "Word the claim as those who assert it would, and record whoever says it is false as denying or rebutting it.",
    )
    DENIAL = (
        "denial",
        "an answer to a claim",
        "Word what is denied as the claim, and record the denial as a statement on it.",
    )
    NEGATION = (
        "negation",
        "a negation",
        "Word the claim without it where you can, and record whoever says it is not so as denying or rebutting it. "
        "Leave it where the negative is itself what somebody asserts.",
    )


@dataclass(frozen=True, slots=True)
class Hint:
    """Words of a claim that make it something other than a claim."""

    slip: Slip
    words: str

    @property
    def sentence(self) -> str:
        return f"“{self.words}” looks like {self.slip.label}. {self.slip.hint}"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# English, German, French, Spanish, Italian, Serbian in both scripts, Russian, Ukrainian, Albanian.
VERDICTS = _any(
    r"^\W*(?:false|fake|hoax|myth|untrue|misleading|debunked|fact[ -]?check(?:ed)?|no)\s*[:!–—]",
    r"\bno (?:evidence|proof|truth)\b|\bit is (?:false|untrue|not true)\b",
    r"\bfalse(?:ly)? (?:claim(?:s|ed)?|reports?|rumou?rs?|that)\b",
    r"\b(?:fake news|hoax|baseless|unfounded|groundless|debunked|disinformation)\b",
    r"^\W*(?:falsch|fehlinformation|faktencheck|faux|infox|falso|bulo|bufala)\s*[:!–—]|\bkeine (?:beweise|belege)\b",
    r"\b(?:aucune preuve|sans fondement|sin pruebas|falschmeldung|lažna vest|lažne vesti|lajm(?:e)? (?:i|të) rreme?)\b",
    r"^\W*(?:laž|netačno|neistina|лаж|нетачно|неистина|фейк|ложь|неправда|фальшивка|rreme)\s*[:!–—]",
    r"\b(?:nema dokaza|нема доказа|нет доказательств|немає доказів|лажна вест|nuk ka prova)\b",
)
DENIALS = _any(
    r"\b(?:den(?:y|ies|ied|ying)|rebut(?:s|ted|ting)?|refut(?:e|es|ed|ing)|dementier(?:t|te|ten)|bestreite[tn])\b",
    r"\b(?:dément(?:i|ent)?|desmient[ae]n?|smentisc(?:e|ono)|demantuj[eu]|demantova[ol]\w*|негира\w*|демантуј\w*)\b",
    r"\b(?:отрица(?:ет|ют)|опроверг(?:ает|ают|ла|ли)?|заперечу(?:є|ють)|mohoi|mohojnë|mohon)\b",
)
NEGATIONS = _any(
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)(?:n[’']t| not(?! only))|cannot)\b",
    r"\b(?:never|no longer|not (?:true|a|an|the|any|been|being))\b",
    r"\b(?:nicht(?! nur)|kein(?:e[mnrs]?)?|niemals)\b",
    r"\b(?:ne |n[’'])\w+ (?:pas|jamais|plus|aucun)\b",
    r"\bno (?:es|son|hay|fue|ha|han|existen?|tienen?|va|van|será)\b|\bnon (?:è|sono|ha|hanno|c[’']è|esiste)\b",
    r"\b(?:nije|nisu|nisam|nema|neće|nikada?|није|нису|нема|неће|никада?)\b",
    r"\b(?:не|нет|никогда|ніколи|немає)\b",
    r"\b(?:nuk|asnjë|kurrë)\b",
)
LONGEST = 1000


def find_slip(text: str, claim_type: ClaimType = ClaimType.FACTUAL) -> Hint | None:
    """The first thing to reword in a claim, the gravest kind first; None if nothing was found.

    A pledge not to do something and a position against something are negative by nature.
    """
    kinds = [(Slip.VERDICT, VERDICTS), (Slip.DENIAL, DENIALS)]
    if claim_type not in (ClaimType.PLEDGE, ClaimType.POSITION):
        kinds.append((Slip.NEGATION, NEGATIONS))
    for slip, pattern in kinds:
        if found := pattern.search(text[:LONGEST]):
            return Hint(slip, found.group().strip(" \t\n“”\"'"))
    return None
