"""Which records may be the same: claims by what they say, actors by their names, sources by their texts."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from claimtrack.matching.names import similar_names
from claimtrack.matching.row import kept
from claimtrack.models import Actor, ActorAlias, Claim, Source, Wording
from claimtrack.services import matches
from claimtrack.services.joined import heads_of, joined_to
from claimtrack.services.match_entries import GLOSS, entries_of
from claimtrack.services.records import id_of
from claimtrack.services.sources import original_of
from claimtrack.services.statements import first_asserted
from claimtrack.words import Kind, MatchLabel

MOST = 10  # pairs of one record; nobody reads more
MOST_TEXTS = 8  # of a claim that are asked about, some 5 ms each
# The matcher has learnt from texts that all repeat a recorded claim. A recorded claim was compared when it was entered,
# so one that the guards do not call the same as another seldom is: an estimate, to be replaced by `matching report`.
SELDOM = 0.1
NAMES_ALIKE = 88.0  # of 100; below it most pairs are of two people
TURNED = {MatchLabel.NARROWER: MatchLabel.BROADER, MatchLabel.BROADER: MatchLabel.NARROWER}


@dataclass(frozen=True, slots=True)
class Found:
    """Two records that may be the same. The label says how the right one, the later, relates to the left one.

    The texts are those of two claims, or the names of two actors, that are alike.
    """

    kind: Kind
    left: int
    right: int
    probability: float
    label: MatchLabel
    evidence: tuple[str, ...]
    left_text: str = ""
    right_text: str = ""


def pairs_of_claim(session: Session, claim: Claim) -> Iterator[Found]:
    """The claims that may say what this one says, in one of the ways it was put. One joined to another has none."""
    if claim.joined_to_id is not None:
        return
    number = id_of(claim)
    said = first_asserted(session, number)
    day = said.earliest if said else None
    for text, language in _asked(session, claim):
        for match in matches.suggest(session, text, day, MOST, besides=(number,), language=language):
            chance = match.probability if match.label.says_the_same else _seldom(match.probability)
            if _is_worth_asking(chance, match.label):
                yield _found(number, match, chance)


def _asked(session: Session, claim: Claim) -> list[tuple[str, str]]:
    """How this claim and those for which it stands were put, with the languages: its own words, the latest wordings."""
    claims = [claim, *joined_to(session, claim)]
    ids = [one.id for one in claims]
    wordings = select(Wording.text, Wording.language).where(col(Wording.claim_id).in_(ids), ~col(Wording.struck))
    latest = session.exec(wordings.order_by(col(Wording.id).desc()).limit(MOST_TEXTS)).all()
    own = [put for one in claims for put in ((one.text, one.language), (one.gloss, GLOSS))]
    texts = [*own[:2], *latest, *own[2:]]
    return list(kept((text for text, _ in texts), dict(reversed(texts))).items())[:MOST_TEXTS]


def _found(number: int, match: matches.Suggested, chance: float) -> Found:
    """A suggestion for this claim as a pair of two recorded ones."""
    is_later = number > match.claim_id
    texts = (matches.whole(match.theirs), matches.whole(match.yours))
    left_text, right_text = texts if is_later else texts[::-1]
    return Found(
        Kind.CLAIM,
        min(number, match.claim_id),
        max(number, match.claim_id),
        probability=chance,
        label=match.label if is_later else TURNED.get(match.label, match.label),
        evidence=tuple(_by_number(reason, match.claim_id, number) for reason in match.reasons),
        left_text=left_text,
        right_text=right_text,
    )


def texts_of(session: Session, numbers: Collection[int]) -> dict[int, frozenset[str]]:
    """All texts by which each of these claims is found, those of claims that count as the same among them."""
    heads = heads_of(session, Claim, numbers)
    texts = {
        number: frozenset(kept([*entry.texts, *entry.quotes]))
        for number, entry in entries_of(session, heads.values()).items()
    }
    return {number: texts[head] for number, head in heads.items()}


def _seldom(chance: float) -> float:
    """The same evidence on lower odds."""
    odds = SELDOM * chance / max(1 - chance, 1e-9)
    return odds / (1 + odds)


def _is_worth_asking(chance: float, label: MatchLabel) -> bool:
    """Among several claims that all fit none is likely to be the one, and yet each is worth asking about."""
    return chance >= matches.LEAST or label.says_the_same


def _by_number(reason: str, recorded: int, new: int) -> str:
    """In the queue both claims are recorded, so they are told apart by number."""
    for words, number in (("the recorded claim", recorded), ("the new text", new)):
        reason = reason.replace(words, f"claim {number}").replace(words.capitalize(), f"Claim {number}")
    return reason


def pairs_of_name(session: Session, alias: ActorAlias, names: Sequence[tuple[int, str]]) -> Iterator[Found]:
    """The actors one of whose names is like this one."""
    alike = [row for row in similar_names(alias.text, names, MOST + 1) if row[1] >= NAMES_ALIKE]
    wanted = [alias.actor_id, *(number for number, _, _ in alike)]
    actors = {actor.id: actor for actor in session.exec(select(Actor).where(col(Actor.id).in_(wanted)))}
    heads = heads_of(session, Actor, wanted)
    for number, likeness, is_exact in alike:
        if heads[number] == heads[alias.actor_id]:
            continue
        one, other = actors[alias.actor_id], actors[number]
        by = {
            alias.actor_id: alias.text,
            number: _likest(alias.text, [name for actor, name in names if actor == number]),
        }
        left, right = sorted(by)
        chance = 0.99 if is_exact else 0.95 * likeness / 100
        yield Found(
            Kind.ACTOR,
            left,
            right,
            probability=chance if one.kind == other.kind else 0.6 * chance,
            label=MatchLabel.SAME,
            evidence=tuple(_why_actors(alias.text, one, other, likeness, is_exact)),
            left_text=by[left],
            right_text=by[right],
        )


def _likest(name: str, names: Sequence[str]) -> str:
    return names[similar_names(name, list(enumerate(names)), 1)[0][0]]


def _why_actors(name: str, one: Actor, other: Actor, likeness: float, is_exact: bool) -> Iterator[str]:
    yield (
        f"Both are called “{name}”." if is_exact else f"“{name}” and a name of {other.name} are {likeness:.0f}% alike."
    )
    if one.kind != other.kind:
        yield f"{one.name} is recorded as {one.kind.label}, {other.name} as {other.kind.label}."
    if one.country and other.country:
        yield "Both are of the same country." if one.country == other.country else "They are of different countries."


def pairs_of_source(session: Session, number: int) -> Iterator[Found]:
    """The sources with the same excerpt, or with the same title on the same day; copies of one text are no match."""
    source = session.get(Source, number)
    if source is None:
        return
    same_text = (col(Source.excerpt_sha256) == source.excerpt_sha256) & (Source.excerpt_sha256 != "")
    same_title = (col(Source.published) == source.published) & (Source.title == source.title) & (Source.title != "")
    others = select(Source).where(same_text | same_title, Source.id != number).order_by(col(Source.id)).limit(MOST)
    for other in session.exec(others).all():
        if _is_joined(source, other) or original_of(session, source).id == original_of(session, other).id:
            continue
        assert other.id is not None
        yield Found(
            Kind.SOURCE,
            min(number, other.id),
            max(number, other.id),
            probability=0.95 if source.outlet_id == other.outlet_id else 0.5,
            label=MatchLabel.SAME,
            evidence=tuple(_why_sources(source, other)),
        )


def _is_joined(one: Source, other: Source) -> bool:
    return (one.joined_to_id or one.id) == (other.joined_to_id or other.id)


def _why_sources(one: Source, other: Source) -> Iterator[str]:
    if one.excerpt_sha256 and one.excerpt_sha256 == other.excerpt_sha256:
        yield "Both have the same excerpt, letter for letter."
    if one.title and one.title == other.title and one.published == other.published:
        yield "Both have the same title and were published on the same day."
    if one.outlet_id != other.outlet_id:
        yield "They are from different outlets: if one is a copy of the other, say so on its own page."


def best(found: Iterable[Found]) -> tuple[Found, ...]:
    """Each pair once, with its highest probability."""
    best: dict[tuple[int, int], Found] = {}
    for pair in sorted(found, key=lambda pair: pair.probability):
        best[pair.left, pair.right] = pair
    return tuple(best.values())
