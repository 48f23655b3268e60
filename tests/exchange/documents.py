"""Documents of every kind, with the text that breaks careless formats."""

from datetime import date

from hypothesis import strategies as st

from claimtrack.dates import FuzzyDate
from claimtrack.drafts import ActorRoleDraft
from claimtrack.exchange.document import (
    ActorRecord,
    ClaimRecord,
    DateRecord,
    Document,
    OutletRecord,
    RelationRecord,
    SourceRecord,
    StatementRecord,
    WordingRecord,
)
from claimtrack.words import ActorKind, ClaimType, Modality, Relation, Stance, Status

HOSTILE = [
    "=1+1",
    "+49 30",
    "-2",
    "@SUM(A1)",
    "'quoted'",
    "''=x",
    "'",
    "=cmd|'/C calc'!A0",
    "＝1",
    "a|b\\|c\\",
    'say "no", then; leave\tit',
    "two\nlines",
    "\ufeffmark",
    "naïve Ljubljana é é",
    "שלום \u202eevil\u202c",
    "Ћирилица и латиница",
    "🏳️‍🌈",
    "a\u200bb \u200b c",
    "open",
    "A1",
    "null",
    "<script>alert(1)</script>",
]
characters = st.characters(codec="utf-8", exclude_categories=["Cs"])
texts = st.sampled_from(HOSTILE) | st.text(characters, max_size=30)
lines = texts.filter(lambda text: len(ActorNames.cleaned(text)) > 0)
days = st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(2022, 2, 1), date(2022, 2, 28))
languages = st.sampled_from(["", "en", "ru", "sr-Cyrl", "sq"])
countries = st.sampled_from(["RU", "RS", "AL", "XK", "BA"])


class ActorNames:
    """Names that are left when what cannot be seen is taken away."""

    @staticmethod
    def cleaned(text: str) -> str:
        from claimtrack.drafts import clean_name

        return str(clean_name(text))


@st.composite
def dates(draw: st.DrawFn) -> DateRecord:
    first, last = draw(st.none() | days), draw(st.none() | days)
    if first and last and first > last:
        first, last = last, first
    marks = [draw(st.booleans()) for _ in range(3)]
    return DateRecord.of(FuzzyDate(draw(texts), first, last, *marks, draw(st.none() | days)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Up to three claims with what belongs to them; whoever is not used is there all the same."""
    actors = draw(st.lists(lines, min_size=1, max_size=4, unique_by=ActorNames.cleaned))
    sources = draw(st.integers(1, 3))
    keys = [f"A{i}" for i in range(len(actors))]
    return Document(
        actors=tuple(
            ActorRecord(
                key=key,
                name=name,
                kind=draw(st.sampled_from(ActorKind)),
                country=draw(countries),
                aliases=tuple(draw(st.lists(lines, max_size=2))),
                roles=tuple(
                    ActorRoleDraft(
                        title=draw(lines), affiliation=draw(texts), speaks_for=draw(st.sampled_from(["", *keys]))
                    )
                    for _ in range(draw(st.integers(0, 2)))
                ),
                note=draw(texts),
            )
            for key, name in zip(keys, actors, strict=True)
        ),
        outlets=(
            OutletRecord(key="O1", name=draw(lines), domain="example.org", language=draw(languages), note=draw(texts)),
            OutletRecord(key="O2", name="The Other Outlet 2"),
        ),
        sources=tuple(
            SourceRecord(
                key=f"S{i}",
                url=f"https://example.org/{i}?q=1" if draw(st.booleans()) else "",
                title=f"{draw(texts)} {i}",
                outlet=draw(st.sampled_from(["O1", "O2", ""])),
                byline=draw(texts),
                published=draw(st.none() | days),
                language=draw(languages),
                excerpt=draw(texts),
                syndicated_from=f"S{draw(st.integers(0, i - 1))}" if i and draw(st.booleans()) else "",
                note=draw(texts),
            )
            for i in range(sources)
        ),
        claims=tuple(draw(claims(place, keys, sources)) for place in range(draw(st.integers(0, 3)))),
    )


@st.composite
def claims(draw: st.DrawFn, place: int, actors: list[str], sources: int) -> ClaimRecord:
    source = st.integers(0, sources - 1).map(lambda number: f"S{number}")
    statements = []
    for number in range(draw(st.integers(0, 3))):
        earlier = [f"C{place}T{i}" for i in range(number)]
        statements.append(
            StatementRecord(
                key=f"C{place}T{number}",
                actor=draw(st.sampled_from(actors)),
                source=draw(source),
                stance=draw(st.sampled_from(Stance)),
                modality=draw(st.none() | st.sampled_from(Modality)),
                quote=draw(texts),
                quote_language=draw(languages),
                gloss=draw(texts),
                role=draw(texts),
                on_behalf_of=draw(st.sampled_from(["", *actors])),
                said=draw(dates()),
                attribution_note=draw(texts),
                scope_note=draw(texts),
                same_act_as=draw(st.sampled_from(["", *earlier])),
                struck=draw(st.booleans()),
            )
        )
    return ClaimRecord(
        key=f"C{place}",
        text=f"Claim {draw(st.integers(0, 1))} {draw(texts)}",
        language=draw(languages),
        gloss=draw(texts),
        type=draw(st.sampled_from(ClaimType)),
        topics=tuple(draw(st.lists(lines, max_size=2))),
        countries=tuple(draw(st.lists(countries, max_size=2))),
        event=draw(dates()),
        note=draw(texts),
        status=draw(st.sampled_from(Status)),
        wordings=tuple(
            WordingRecord(
                text=f"{draw(lines)}!",
                language=draw(languages),
                put_on=draw(st.none() | days),
                source=draw(st.just("") | source),
                struck=draw(st.booleans()),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        relations=tuple(
            RelationRecord(relation=draw(st.sampled_from(Relation)), to=f"C{other}", note=draw(texts))
            for other in range(place)
            if draw(st.booleans())
        ),
        statements=tuple(statements),
    )
