"""Articles in several languages, cut where a reader would cut them."""

import time

import pytest

from claimtrack.reading.sentences import language_of, sentences

ARTICLES = [
    (
        "initials, abbreviations, dates and figures",
        "Mr. Smith of Acme Inc. said on Feb. 18, 2022 that 3.5 million left. Did they? No! Dr. J. R. Moore agreed.",
        [
            "Mr. Smith of Acme Inc. said on Feb. 18, 2022 that 3.5 million left.",
            "Did they?",
            "No!",
            "Dr. J. R. Moore agreed.",
        ],
    ),
    (
        "quotes",
        "“We are double-checking this,” he said. “But there is evidence.” U.S. officials deny it.",
        ["“We are double-checking this,” he said.", "“But there is evidence.”", "U.S. officials deny it."],
    ),
    (
        "Serbian writes days and abbreviations with a stop",
        "Plaćenici idu u Ukrajinu, npr. iz Albanije i BiH, kaže 21. februara 2022. godine. „Nema dokaza.“ To je sve.",
        [
            "Plaćenici idu u Ukrajinu, npr. iz Albanije i BiH, kaže 21. februara 2022. godine.",
            "„Nema dokaza.“",
            "To je sve.",
        ],
    ),
    (
        "Serbian in Cyrillic",
        "Др Петровић, проф. на универзитету, каже 21. фебруара супротно. „Нема доказа“, рекао је. То је све.",
        ["Др Петровић, проф. на универзитету, каже 21. фебруара супротно.", "„Нема доказа“, рекао је.", "То је све."],
    ),
    (
        "Russian",
        "Наёмники из Косово и т. д. едут на Украину, сказал С. В. Лавров. «Мы проверяем», — сказал он. Это правда?",
        [
            "Наёмники из Косово и т. д. едут на Украину, сказал С. В. Лавров.",
            "«Мы проверяем», — сказал он.",
            "Это правда?",
        ],
    ),
    (
        "German",
        "Söldner, z. B. aus Tirana, kommen am 18. Februar, sagt Lawrow. „Das stimmt nicht.“ Rund 3,5 Mio. Euro fehlen.",
        [
            "Söldner, z. B. aus Tirana, kommen am 18. Februar, sagt Lawrow.",
            "„Das stimmt nicht.“",
            "Rund 3,5 Mio. Euro fehlen.",
        ],
    ),
    (
        "French, whose Monsieur is one letter",
        "M. Dupont a dit que c’est faux. Est-ce vrai\u00a0? Non.",
        ["M. Dupont a dit que c’est faux.", "Est-ce vrai ?", "Non."],
    ),
    (
        "Arabic",
        "قال الوزير إن المرتزقة أرسلوا. هل هذا صحيح؟ لا.",
        ["قال الوزير إن المرتزقة أرسلوا.", "هل هذا صحيح؟", "لا."],
    ),
    (
        "headings and captions end with their line",
        "Storks in Alsace\nPhoto: A. Smith / Reuters\n"
        "The storks are back, and they have brought the spring with them, says everyone who ever saw one nest.\n"
        "\n* * *\nThey nest.",
        [
            "Storks in Alsace",
            "Photo: A. Smith / Reuters",
            "The storks are back, and they have brought the spring with them, says everyone who ever saw one nest.",
            "They nest.",
        ],
    ),
    (
        "lines that were wrapped belong together",
        "The storks are back, said\nMinister Moore on\nMonday. They nest.\n\nCranes are not.",
        ["The storks are back, said Minister Moore on Monday.", "They nest.", "Cranes are not."],
    ),
    (
        "and so does a line that goes on with a small letter",
        "The storks that nest on the cathedral of Strasbourg are back from wherever they were, says the minister,\n"
        "who counted them.\nThey nest.",
        [
            "The storks that nest on the cathedral of Strasbourg are back from wherever they were, says the minister, "
            "who counted them.",
            "They nest.",
        ],
    ),
    ("nothing to read", " \n\n— 12 — \n", []),
    ("empty", "", []),
]


@pytest.mark.parametrize(("why", "text", "expected"), ARTICLES, ids=[row[0] for row in ARTICLES])
def test_an_article_is_cut_into_its_sentences(why: str, text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("part", ["a", ". ", '"', "(", "A. ", "\n", "…", "Ь. ", "a. b", "\u200f. "])
def test_the_strangest_text_is_cut_quickly(part: str) -> None:
    begun = time.process_time()
    sentences(part * (100_000 // len(part)))
    assert time.process_time() - begun < 1


def test_the_language_is_told_by_the_beginning() -> None:
    assert language_of("Die Störche sind zurück, und sie haben den Frühling mitgebracht. " * 50) == "de"
    assert language_of("") in ("", "en")
