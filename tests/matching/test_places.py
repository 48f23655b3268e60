"""Places in the languages a newsroom reads: the same country in any case and script, and no country in a common word."""

import pytest

from claimtrack.matching.reading import read

NAMED = [
    ("Spitalet në Greqi janë plot", "sq", {"GR"}),
    ("Nova termoelektrana se gradi u Crnoj Gori", "sr", {"ME"}),
    ("Нова термоелектрана се гради у Црној Гори", "sr", {"ME"}),
    ("Mali i Zi dhe Turqia", "sq", {"ME", "TR"}),
    ("ракеты из Северной Кореи", "ru", {"KP"}),
    ("Le Soudan du Sud et le Soudan", "fr", {"SS", "SD"}),
    ("Les ports de Norvège et d'Islande", "fr", {"NO", "IS"}),
    ("Häfen in Südafrika und Simbabwe", "de", {"ZA", "ZW"}),
    ("W Niemczech i we Włoszech", "pl", {"DE", "IT"}),
    ("Macaristan ve Hırvatistan", "tr", {"HU", "HR"}),
]
CITIES = [
    ("Prosvjed u Zagrebu i u Ljubljani", "sr", {"HR.zagreb", "SI.ljubljana"}),
    ("Взрывы в Луганске и Донецке", "ru", {"UA.donbas.luhansk", "UA.donbas.donetsk"}),
    ("Aleppo, Idlib and Damascus", "en", {"SY.aleppo", "SY.idlib", "SY.damascus"}),
    ("protests in budapest and skopje", "en", {"HU.budapest", "MK.skopje"}),
    ("Protesta në Prishtinë dhe Tiranë", "sq", {"XK.pristina", "AL.tirana"}),
    ("Explosions à Genève, Lisbonne et Copenhague", "fr", {"CH.geneva", "PT.lisbon", "DK.copenhagen"}),
    ("انفجار في بيروت", "ar", {"LB.beirut"}),
]
NOT_NAMED = [
    ("Bernie Sanders thanked Joseph Kabila", "en", "neither Bern nor Kabul"),
    ("The beach is pristine", "en", "no Pristina"),
    ("Viene il presidente", "it", "comes, not Vienna"),
    ("La paz llegará", "es", "peace, not La Paz"),
    ("Je n'ai jamais dit cela", "fr", "jamais is no Jamaica"),
    ("Services were closed on the island", "en", "neither Serbia nor Iceland"),
    ("Polonium was found in the tea", "en", "no Poland"),
    ("Sono liberi da ieri", "it", "free, not Liberia"),
]


@pytest.mark.parametrize(("text", "language", "codes"), NAMED)
def test_a_country_is_known_in_its_other_names(text: str, language: str, codes: set[str]) -> None:
    assert set(read(text, language).places.values()) == codes


@pytest.mark.parametrize(("text", "language", "codes"), CITIES)
def test_a_city_is_known_in_its_cases_and_is_no_other_city(text: str, language: str, codes: set[str]) -> None:
    assert set(read(text, language).places.values()) == codes


@pytest.mark.parametrize(("text", "language", "why"), NOT_NAMED)
def test_a_common_word_is_no_country(text: str, language: str, why: str) -> None:
    assert read(text, language).places == {}, why
