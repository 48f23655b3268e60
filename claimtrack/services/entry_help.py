"""What claimtrack knows about what is being typed: the same for the page, for a script on it and for saving."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from claimtrack.dates import FuzzyDate, understand
from claimtrack.errors import BadInput
from claimtrack.rules.phrasing import Hint, find_slip
from claimtrack.rules.quotes import Place, common_beginning, find_quote
from claimtrack.services.likely import ChosenClaim, Likely, Told, chosen_claim, likely_claims, told_in
from claimtrack.services.match_index import is_whole
from claimtrack.services.meanings import is_used
from claimtrack.services.recognised import (
    KnownActor,
    KnownOutlet,
    KnownSource,
    actor_numbered,
    actors_like,
    outlet_of,
    source_at,
    source_numbered,
)
from claimtrack.words import ClaimType, Stance

LONGEST_EXCERPT, LONGEST_QUOTE = 20_000, 5_000
ANSWERS = (Stance.DENIES, Stance.REBUTS)  # said of a claim that somebody had made before


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, cleaned but not yet complete. Numbers are those of chosen records."""

    source_id: int | None = None
    url: str = ""
    outlet: str = ""
    published: date | None = None
    source_language: str = ""
    excerpt: str = ""
    quote: str = ""
    quote_language: str = ""
    actor_id: int | None = None
    actor: str = ""
    stance: Stance | None = None
    said_words: str = ""
    said_earliest: date | None = None
    said_latest: date | None = None
    approximate: bool = False
    uncertain: bool = False
    claim_id: int | None = None
    claim: str = ""
    claim_language: str = ""
    claim_type: ClaimType = ClaimType.FACTUAL
    event_words: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The answers. `actors` are the recorded ones to choose from; `actor` is the one chosen or named exactly."""

    source: KnownSource | None
    source_chosen: bool
    from_source: tuple[Told, ...]
    outlet: KnownOutlet | None
    has_excerpt: bool
    place: Place | None
    beginning: str
    actor: KnownActor | None
    actor_chosen: bool
    actors: tuple[KnownActor, ...]
    said: FuzzyDate
    said_problem: str
    event: FuzzyDate
    claim: ChosenClaim | None
    hint: Hint | None
    likely: tuple[Likely, ...]
    compared: str
    all_compared: bool
    compares_meaning: bool

    @property
    def in_short(self) -> str:
        """What a screen reader is told once typing pauses."""
        parts = [f"Date: {self.said.human}."] if self.said.words else []
        likely = sum(one.is_likely for one in self.likely)
        if self.likely:
            parts.append("1 likely claim." if likely == 1 else f"{likely or 'No'} likely claims.")
        return " ".join(parts)


def know(session: Session, typed: Typed, *, suggesting: bool = True) -> Known:
    """All that is known about what is typed. Reads only, and asks the matcher only when `suggesting`."""
    source = source_numbered(session, typed.source_id)
    chosen = source is not None
    source = source or source_at(session, typed.url)
    claim = chosen_claim(session, typed.claim_id)
    excerpt = (typed.excerpt if not chosen else "") or (source.excerpt if source else "")
    place = find_quote(typed.quote[:LONGEST_QUOTE], excerpt[:LONGEST_EXCERPT])
    chosen_actor = actor_numbered(session, typed.actor_id)
    actors = () if chosen_actor else tuple(actors_like(session, typed.actor))
    said, problem = _said(typed, source, claim)
    compared = "" if claim or not suggesting else typed.claim or typed.quote
    language = typed.claim_language if typed.claim else _spoken(typed, source)
    likely = tuple(likely_claims(session, compared, said, language=language)) if compared else ()
    return Known(
        source=source,
        source_chosen=chosen,
        from_source=told_in(session, source.id) if source else (),
        outlet=None if chosen else outlet_of(session, typed.outlet, typed.url),
        has_excerpt=bool(excerpt),
        place=place,
        beginning="" if place else common_beginning(typed.quote[:LONGEST_QUOTE], excerpt[:LONGEST_EXCERPT]),
        actor=chosen_actor or _only_exact(actors),
        actor_chosen=chosen_actor is not None,
        actors=actors,
        said=said,
        said_problem=problem,
        event=_event(typed, source),
        claim=claim,
        hint=None if claim else find_slip(typed.claim, typed.claim_type),
        likely=likely,
        compared=compared,
        all_compared=not compared or is_whole(session),
        compares_meaning=is_used(session),
    )


def _only_exact(actors: tuple[KnownActor, ...]) -> KnownActor | None:
    exact = [actor for actor in actors if actor.exact]
    return exact[0] if len(exact) == 1 else None


def _published(typed: Typed, source: KnownSource | None) -> date | None:
    return (source.published if source else None) or typed.published


def _event(typed: Typed, source: KnownSource | None) -> FuzzyDate:
    """When the claimed thing happens; it may lie after the source."""
    words = typed.event_words
    return understand(words, _published(typed, source), ahead=True) if words else FuzzyDate()


def _spoken(typed: Typed, source: KnownSource | None) -> str:
    """The language of what is quoted, if it is noted."""
    return typed.quote_language or typed.source_language or (source.language if source else "")


def _said(typed: Typed, source: KnownSource | None, claim: ChosenClaim | None) -> tuple[FuzzyDate, str]:
    """When it was said, as the words mean it or as corrected by hand; and what is wrong with the correction."""
    first = claim.first.earliest if claim and claim.first and typed.stance in ANSWERS else None
    language = _spoken(typed, source) or None
    found = understand(typed.said_words, _published(typed, source), not_before=first, language=language)
    if not (typed.said_earliest or typed.said_latest):
        return _qualified(found, typed), ""
    try:
        corrected = replace(
            found,
            earliest=typed.said_earliest or found.earliest,
            latest=typed.said_latest or found.latest,
            approximate=False,
            uncertain=False,
            note="as corrected by hand",
            problem="",
            understood=True,
        )
    except BadInput as error:
        return found, str(error)
    return _qualified(corrected, typed), ""


def _qualified(found: FuzzyDate, typed: Typed) -> FuzzyDate:
    return replace(
        found, approximate=found.approximate or typed.approximate, uncertain=found.uncertain or typed.uncertain
    )
