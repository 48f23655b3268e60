"""A published verdict as schema.org ClaimReview, the form in which search engines read fact-checks."""

from typing import Any

from claimtrack.exchange.frozen import Frozen, FrozenVerdict
from claimtrack.rules.entries import Entry, in_time
from claimtrack.words import ActorKind

KINDS = {ActorKind.PERSON: "Person"}  # everybody else is an Organization to schema.org


def claim_review(frozen: Frozen, url: str, publisher: str, day: str) -> dict[str, Any] | None:
    """The document, as JSON values; None where there is no verdict. `day` is that of publication, as 2022-02-21."""
    verdict = frozen.verdict
    if verdict is None:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "datePublished": day,
        "claimReviewed": frozen.text,
        "author": {"@type": "Organization", "name": publisher},
        "reviewRating": _rating(verdict),
        "itemReviewed": _claim(frozen),
    }


def _rating(verdict: FrozenVerdict) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": verdict.label}
    if verdict.value:
        rating |= {"ratingValue": verdict.value, "worstRating": 1, "bestRating": verdict.best}
    return rating


def _claim(frozen: Frozen) -> dict[str, Any]:
    """The claim with who is first known to have made it, where that is known."""
    claim: dict[str, Any] = {"@type": "Claim", "text": frozen.text, "inLanguage": frozen.language}
    asserting = [entry for entry in in_time(frozen.entries) if entry.asserts]
    if asserting:
        claim["author"] = _author(asserting[0])
    appearances = dict.fromkeys(entry.url for entry in asserting if entry.url)
    if appearances:
        claim["appearance"] = [{"@type": "CreativeWork", "url": url} for url in appearances]
    if asserting and asserting[0].said.is_exact:
        claim["datePublished"] = asserting[0].said.edtf
    return claim


def _author(entry: Entry) -> dict[str, str]:
    return {"@type": KINDS.get(entry.actor_kind, "Organization"), "name": entry.actor}
