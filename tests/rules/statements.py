"""Statements for the timeline's tests: a builder that fills in what a test does not care about, and random ones."""

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from claimtrack.dates import FuzzyDate, from_edtf
from claimtrack.rules.timeline import Entry
from claimtrack.words import ActorKind, Stance

TODAY = date(2022, 3, 1)


def entry(id: int, stance: str, when: str = "", actor: str = "Ana Anić", **given: object) -> Entry:
    """One statement; `when` in EDTF. The actor's id follows from the name, source and outlet are each its own."""
    said = from_edtf(when, words=str(given.pop("words", ""))) if when else FuzzyDate(words=str(given.pop("words", "")))
    fields: dict[str, object] = {
        "actor_id": sum(map(ord, actor)),
        "actor_kind": ActorKind(str(given.pop("kind", "person"))),
        "source_id": 100 + id,
        "outlet_id": 500 + id,
        "outlet": f"Outlet {id}",
        "published": date(2022, 2, 21),
    }
    return Entry(id=id, stance=Stance(stance), said=said, actor=actor, **(fields | given))  # type: ignore[arg-type]


def article() -> list[Entry]:
    """A wire article of 21 February 2022 about mercenaries: one assertion told twice, three denials, one report."""
    source = {"source_id": 1, "outlet_id": 1, "outlet": "Breeze-Courier"}
    russia = {"kind": "state", "same_act_as": 1}
    lavrov = {"words": "last week", "on_behalf_of_id": sum(map(ord, "Government of Russia"))}
    officials = [f"Officials from {country}" for country in ("Albania", "Kosovo", "Bosnia")]
    return [
        entry(1, "asserts", "[2022-02-14..2022-02-20]", "Sergei Lavrov", **lavrov, **source),
        entry(2, "asserts", "[..2022-02-21]", "Government of Russia", **russia, **source),
        *(
            entry(id, "denies", "[2022-02-14..2022-02-21]", name, kind="collective", **source)
            for id, name in enumerate(officials, start=3)
        ),
        entry(6, "reports", "2022-02-21", "Associated Press", kind="outlet", **source),
    ]


NAMES = [
    *(
        "Sergei Lavrov",
        "Officials from Kosovo",
        "وكالة سبوتنيك",
        "Радио-телевизија Србије",
        "W",
        "外交部",
        "a\u202eb",
        "🙂",
    ),
    *("x" * 300, ("Spokesperson of a ministry " * 9).strip()),
]


def random_date(chance: random.Random, days: int) -> FuzzyDate:
    first = date(2021, 3, 1) + timedelta(days=chance.randrange(days))
    last = first + timedelta(days=chance.choice([0, 0, 0, 1, 6, 30, 400]))
    open_start, open_end = chance.choice([(False, False)] * 5 + [(True, False), (False, True), (True, True)])
    approximate = chance.random() < 0.2 and not (open_start and open_end)
    return FuzzyDate("", None if open_start else first, None if open_end else last, approximate=approximate)


def random_statements(number: int, days: int, seed: int) -> list[Entry]:
    """A claim's statements over that many days, with copies, spokespeople and acts recorded twice among them."""
    chance = random.Random(seed)
    told = []
    for id in range(1, number + 1):
        name = chance.choice(NAMES)
        said = random_date(chance, days)
        given = {
            "actor_id": len(name),
            "kind": chance.choice(list(ActorKind)),
            "source_id": chance.randint(1, number),
            "outlet_id": chance.choice([None, 1, 2, 3]),
            "on_behalf_of_id": chance.choice([None, None, chance.randint(1, 20)]),
            "same_act_as": chance.choice([None, None, chance.randint(1, id)]),
            "original_source_id": chance.choice([None, None, None, chance.randint(1, number)]),
        }
        told.append(replace(entry(id, chance.choice(list(Stance)), "", name, **given), said=said))
    return told


# Few statements on few days collide in all ways there are; drawn by seed, so that a failure is three numbers.
CLAIMS = st.builds(random_statements, st.integers(0, 14), st.sampled_from([1, 5, 60, 2000]), st.integers(0, 10**6))
