"""What the pages of the match queue read: the filter in the address, and answers in forms."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import request
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from claimtrack.errors import BadInput, NotFound
from claimtrack.models import now
from claimtrack.services.queue import Wanted
from claimtrack.web import lists
from claimtrack.web.lists import FilterPart
from claimtrack.words import Answer, Kind, Relation

MOST_SKIPPED = 200  # the address carries them, and servers take addresses of some 8,000 characters
MOST_AT_ONCE = 100
AGES = {  # how long ago a pair was found: days since, days until
    "day": ("found since yesterday", 1, None),
    "week": ("found within a week", 7, None),
    "older": ("waiting for more than a week", None, 7),
}
LIKELY = {"90": "at least 90% likely", "70": "at least 70% likely", "50": "at least 50% likely"}
CARRIED = ("kind", "topic", "age", "least", "skip")


class QueueForm(Form):
    topic = StringField("Topic")
    age = SelectField("Found")
    least = SelectField("How likely")


@dataclass(frozen=True, slots=True)
class Direction:
    """One way to relate two claims, as a choice."""

    value: str
    words: str


def wanted() -> Wanted:
    """Which part of the queue the address asks for."""
    kinds = lists.words_asked("kind", Kind)
    _, since, until = AGES.get(request.args.get("age", ""), ("", None, None))
    least = request.args.get("least", "")
    return Wanted(
        kind=kinds[0] if kinds else Kind.CLAIM,
        topic=lists.text_asked("topic")[:60],
        since=now() - timedelta(days=since) if since else None,
        until=now() - timedelta(days=until) if until else None,
        least=int(least) / 100 if least in LIKELY else 0.0,
        skipped=skipped(),
    )


def skipped() -> tuple[int, ...]:
    """The matches this person left for later."""
    parts = request.args.get("skip", "").split(".")[-MOST_SKIPPED:]
    return tuple(
        int(part) for part in parts if part.isascii() and part.isdigit() and 0 < int(part[:11]) <= lists.LARGEST
    )


def carried(source: Any = None) -> dict[str, str]:
    """The filter as it travels through forms and links."""
    given = request.args if source is None else source
    return {name: str(given[name])[:2000] for name in CARRIED if given.get(name)}


def skipping(match_id: int) -> dict[str, str]:
    """The filter with one more match left for later."""
    return {**carried(), "skip": ".".join(str(number) for number in (*skipped(), match_id)[-MOST_SKIPPED:])}


def filter_form() -> QueueForm:
    form = QueueForm(request.args)
    form.age.choices = [SelectChoice("", "at any time"), *(SelectChoice(v, words) for v, (words, _, _) in AGES.items())]
    form.least.choices = [SelectChoice("", "however likely"), *(SelectChoice(v, words) for v, words in LIKELY.items())]
    return form


def sentence() -> list[FilterPart]:
    """The filter as parts that can each be left out."""
    topic, age, least = lists.text_asked("topic"), request.args.get("age", ""), request.args.get("least", "")
    parts = [lists.part(f"on {topic}", "topic")] if topic else []
    parts += [lists.part(AGES[age][0], "age")] if age in AGES else []
    parts += [lists.part(LIKELY[least], "least")] if least in LIKELY else []
    return parts + ([lists.part(f"without {len(skipped())} skipped", "skip")] if skipped() else [])


def directions(left: int, right: int) -> list[Direction]:
    """All ways in which one of two claims can bear on the other, each once."""
    return [
        Direction(f"{relation.value}.{side}", f"Claim {one} {relation.label} claim {other}")
        for relation in Relation
        for side, one, other in (("left", left, right), ("right", right, left))
        if side == "left" or not relation.reads_both_ways
    ]


def answer_given() -> tuple[Answer, Relation | None, bool]:
    """The answer, the relation if there is one, and whether it reads from right to left. Raises BadInput."""
    answer = request.form.get("answer", "")
    if answer not in set(Answer):
        raise BadInput("Choose one of the answers.")
    if answer != Answer.RELATED:
        return Answer(answer), None, False
    relation, _, side = request.form.get("relation", "").partition(".")
    if relation not in set(Relation) or side not in ("left", "right"):
        raise BadInput("Choose how the two claims are related, then press “Related” again.")
    return Answer.RELATED, Relation(relation), side == "right"


def kind_of(text: str) -> Kind:
    """The kind that an address names. Raises NotFound."""
    if text not in set(Kind):
        raise NotFound("There are pairs of claims, actors and sources only.")
    return Kind(text)


def pairs_given(values: list[str], parts: int) -> list[list[str]]:
    """Pairs as “3-9”, or with what was seen as “3-9-4.1.2”. Raises BadInput."""
    pairs = [value.split("-") for value in dict.fromkeys(values)]
    if not pairs:
        raise BadInput("Choose at least one pair: tick the boxes before the pairs.")
    if len(pairs) > MOST_AT_ONCE:
        raise BadInput(f"Choose at most {MOST_AT_ONCE} pairs at once.")
    if not all(len(pair) == parts and all(_is_number(number) for number in pair[:2]) for pair in pairs):
        raise BadInput("The pairs could not be read. Go back to the queue and choose them again.")
    return pairs


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 11 and 0 < int(text) <= lists.LARGEST
