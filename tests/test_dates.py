"""Dates as spoken: what the words mean against the day their source came out."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.dates import FuzzyDate, days_between, format_days, from_edtf, understand, warm_up
from claimtrack.errors import BadInput

MONDAY = date(2022, 2, 21)

# What a careful fact-checker records from one wire article that came out on that Monday.
ARTICLE = [
    ("last week", "[2022-02-14..2022-02-20]"),
    ("(none)", "[..2022-02-21]"),
    ("(none; present perfect)", "[..2022-02-21]"),
    ("(publication)", "2022-02-21"),
    ("Monday", "2022-02-21"),
    ("hasn’t made (as of publication)", "[..2022-02-21]"),
    ("has been trying (ongoing)", "[..2022-02-21]"),
    ("this past weekend", "[2022-02-19..2022-02-20]"),
    ("recently", "[..2022-02-21]"),
    ("(recently, by context)", "[..2022-02-21]"),
]

WEDNESDAY_RULES = [
    # a weekday is the most recent one, that day included; "last" leaves that day out
    ("Wednesday", "2022-02-23"),
    ("Thursday", "2022-02-17"),
    ("on Friday evening", "2022-02-18"),
    ("late Friday", "2022-02-18"),
    ("last Wednesday", "2022-02-16"),
    ("said Tuesday", "2022-02-22"),
    # days around publication
    ("today", "2022-02-23"),
    ("this morning", "2022-02-23"),
    ("yesterday", "2022-02-22"),
    ("the day before yesterday", "2022-02-21"),
    ("last night", "[2022-02-22..2022-02-23]"),
    ("two days ago", "2022-02-21"),
    ("3 hours ago", "[2022-02-22..2022-02-23]"),
    # weeks, months and years are whole ones, and the current one ends with publication
    ("this week", "[2022-02-21..2022-02-23]"),
    ("last week", "[2022-02-14..2022-02-20]"),
    ("over the weekend", "[2022-02-19..2022-02-20]"),
    ("a week ago", "[2022-02-14..2022-02-20]"),
    ("the week of 3 February", "[2022-01-31..2022-02-06]"),
    ("in the past two weeks", "[2022-02-09..2022-02-23]"),
    ("earlier this month", "[2022-02-01..2022-02-23]"),
    ("early this month", "[2022-02-01..2022-02-10]"),
    ("last month", "2022-01"),
    ("late last month", "[2022-01-21..2022-01-31]"),
    ("two months ago", "2021-12~"),
    ("last year", "2021"),
    ("earlier this year", "[2022-01-01..2022-02-23]"),
    ("in recent days", "[2022-02-16..2022-02-23]"),
    # a part of a month, and a month or day without its year: the last that had begun
    ("early February", "[2022-02-01..2022-02-10]"),
    ("mid-February", "[2022-02-11..2022-02-20]"),
    ("late February", "[2022-02-21..2022-02-28]"),
    ("late February 2020", "[2020-02-21..2020-02-29]"),
    ("in March", "2021-03"),
    ("in February", "2022-02"),
    ("18 February", "2022-02-18"),
    ("24 February", "2021-02-24"),
    ("29 February", "2020-02-29"),
    ("18 February last year", "2021-02-18"),
    # written out, day first unless only month first makes a date
    ("February 18, 2022", "2022-02-18"),
    ("Feb. 18, 2022", "2022-02-18"),
    ("Friday, 18 Feb 2022", "2022-02-18"),
    ("the 18th of February 2022", "2022-02-18"),
    ("18/02/2022", "2022-02-18"),
    ("18.02.2022.", "2022-02-18"),
    ("02/01/2022", "2022-01-02"),
    ("02/18/2022", "2022-02-18"),
    ("2022-02-18", "2022-02-18"),
    ("2022/02/18", "2022-02-18"),
    ("18 Feb 22", "2022-02-18"),
    ("18-Feb-2022", "2022-02-18"),
    ("Fri 18 Feb 22", "2022-02-18"),
    ("2022-02", "2022-02"),
    ("2022", "2022"),
    ("Fri, 18 Feb 2022 14:05 GMT", "2022-02-18"),
    ("first quarter of 2021", "[2021-01-01..2021-03-31]"),
    ("Q4 2021", "[2021-10-01..2021-12-31]"),
    ("spring 2021", "[2021-03-01..2021-05-31]"),
    ("last summer", "[2021-06-01..2021-08-31]"),
    ("winter 2021", "[2020-12-01..2022-02-28]"),  # the one that began or the one that ended then
    ("the first week of February", "[2022-02-01..2022-02-07]"),
    ("the 1990s", "[1990-01-01..1999-12-31]"),
    ("c. 2020", "2020~"),
    ("on or about 10 February", "2022-02-10~"),
    # ranges
    ("between 10 and 12 February 2022", "[2022-02-10..2022-02-12]"),
    ("10–12 February", "[2022-02-10..2022-02-12]"),
    ("February 10-12, 2022", "[2022-02-10..2022-02-12]"),
    ("28 December – 3 January", "[2021-12-28..2022-01-03]"),
    ("28 December to 3 January 2022", "[2021-12-28..2022-01-03]"),
    ("20–25 February", "[2022-02-20..2022-02-25]"),
    ("between Friday and Sunday", "[2022-02-18..2022-02-20]"),
    ("Saturday or Sunday", "[2022-02-19..2022-02-20]"),
    ("Thursday to Friday", "[2022-02-17..2022-02-18]"),
    ("January–February 2021", "[2021-01-01..2021-02-28]"),
    ("1992-95", "[1992-01-01..1995-12-31]"),
    ("Dec 2012–13 Jan 2013", "[2012-12-01..2013-01-13]"),
    ("Dec 2012 – 13 Jan 2013", "[2012-12-01..2013-01-13]"),  # not the years 2012–2013
    ("2022-02-14/2022-02-20", "2022-02-14/2022-02-20"),
    ("from 14 to 20 February", "2022-02-14/2022-02-20"),
    # open on one side; what was said after a day was said by publication
    ("since Monday", "[2022-02-21..2022-02-23]"),
    ("after 3 February", "[2022-02-04..2022-02-23]"),
    ("before 20 February", "[..2022-02-19]"),
    ("by 20 February", "[..2022-02-20]"),
    ("until 20 February", "[..2022-02-20]"),
    ("no later than Friday", "[..2022-02-18]"),
    # how sure
    ("around 10 February", "2022-02-10~"),
    ("possibly Friday", "2022-02-18?"),
    ("Friday?", "2022-02-18?"),
    ("perhaps around 10 February 2022", "2022-02-10%"),
]

LANGUAGES = {
    "last week": (
        "на прошлой неделе|прошле недеље|prošle nedjelje|prošle sedmice|javën e kaluar|letzte Woche|"
        "in der vergangenen Woche|la semaine dernière"
    ),
    "this week": "на этой неделе|ове недеље|ove sedmice|këtë javë|diese Woche|cette semaine",
    "over the weekend": (
        "на выходных|в минувшие выходные|током викенда|prošlog vikenda|gjatë fundjavës|am Wochenende|"
        "am vergangenen Wochenende|le week-end dernier"
    ),
    "yesterday": "вчера|јуче|juče|dje|gestern|hier",
    "the day before yesterday": "позавчера|прекјуче|prekjuče|pardje|vorgestern|avant-hier",
    "today": "сегодня|данас|danas|sot|heute|aujourd’hui",
    "last month": (
        "в прошлом месяце|прошлог месеца|prošlog meseca|muajin e kaluar|im vergangenen Monat|le mois dernier"
    ),
    "last year": "в прошлом году|прошле године|prošle godine|vitin e kaluar|letztes Jahr|l’année dernière",
    "recently": "недавно|недавно|nedavno|kohët e fundit|kürzlich|récemment",
    "in recent days": (
        "на днях|в последние дни|последњих дана|ovih dana|ditët e fundit|in den letzten Tagen|ces derniers jours"
    ),
    "early February": (
        "в начале февраля|почетком фебруара|početkom februara|në fillim të shkurtit|Anfang Februar|début février"
    ),
    "mid-February": (
        "в середине февраля|средином фебруара|sredinom februara|në mes të shkurtit|Mitte Februar|mi-février"
    ),
    "late January": "в конце января|крајем јануара|krajem januara|në fund të janarit|Ende Januar|fin janvier",
    "earlier this month": (
        "ранее в этом месяце|раније овог месеца|ranije ovog meseca|më herët këtë muaj|früher in diesem Monat|"
        "plus tôt ce mois-ci"
    ),
    "18 February": "18 февраля|18. фебруара|18. februara|18 shkurt|am 18. Februar|le 18 février",
    "18 February 2022": (
        "18 февраля 2022 г.|18. фебруара 2022. године|18. februara 2022.|më 18 shkurt 2022|18. Februar 2022|"
        "18 février 2022"
    ),
    "1 March 2021": "1-го марта 2021 года|1. марта 2021.|1. mart 2021|1 mars 2021|1. März 2021|1er mars 2021",
    "10–12 February": (
        "10–12 февраля|10–12. фебруара|10. i 12. februara|10–12 shkurt|vom 10. bis 12. Februar|du 10 au 12 février"
    ),
    "between 10 and 12 February 2022": (
        "между 10 и 12 февраля 2022|између 10. и 12. фебруара 2022.|između 10. i 12. februara 2022.|"
        "midis 10 dhe 12 shkurtit 2022|zwischen dem 10. und 12. Februar 2022|entre le 10 et le 12 février 2022"
    ),
    "before 20 February": (
        "пре 20. фебруара|prije 20. februara|para 20 shkurtit|vor dem 20. Februar|avant le 20 février"
    ),
    "by 20 February": (
        "до 20 февраля|до 20. фебруара|do 20. februara|deri më 20 shkurt|bis 20. Februar|jusqu’au 20 février"
    ),
    "after 3 February": (
        "после 3 февраля|после 3. фебруара|posle 3. februara|pas 3 shkurtit|nach dem 3. Februar|après le 3 février"
    ),
    "since Tuesday": "со вторника|од уторка|od utorka|që nga e marta|seit Dienstag|depuis mardi",
    "two days ago": (
        "два дня назад|пре два дана|pre dva dana|para dy ditësh|dy ditë më parë|vor zwei Tagen|il y a deux jours"
    ),
    "two weeks ago": (
        "две недели назад|пре две недеље|pre dve nedelje|para dy javësh|vor zwei Wochen|il y a deux semaines"
    ),
    "first quarter of 2022": (
        "в первом квартале 2022 года|I квартал 2022|u prvom kvartalu 2022|tremujori i parë i vitit 2022|"
        "im ersten Quartal 2022|au premier trimestre 2022"
    ),
    "around 10 February": (
        "около 10 февраля|око 10. фебруара|oko 10. februara|rreth 10 shkurtit|um den 10. Februar|vers le 10 février"
    ),
    "possibly Friday": (
        "возможно, в пятницу|можда у петак|možda u petak|ndoshta të premten|vielleicht am Freitag|peut-être vendredi"
    ),
    "Monday": "в понедельник|у понедељак|u ponedjeljak|të hënën|am Montag|lundi",
    "Tuesday": "во вторник|у уторак|u utorak|të martën|am Dienstag|mardi",
    "Wednesday": "в среду|у среду|u srijedu|të mërkurën|am Mittwoch|mercredi",
    "Thursday": "в четверг|у четвртак|u četvrtak|të enjten|am Donnerstag|jeudi",
    "Friday": ("заявил в пятницу|у петак|izjavio je u petak|tha të premten|hat am Freitag gesagt|a déclaré vendredi"),
    "Saturday": "в субботу|у суботу|u subotu|të shtunën|am Samstag|samedi",
    "Sunday": "в воскресенье|у недељу|u nedjelju|të dielën|am Sonntag|dimanche",
}

MONTHS = {
    1: "January|января|januara|janar|Januar|janvier",
    2: "February|февраля|фебруара|shkurt|Februar|février",
    3: "March|марта|марта|mars|März|mars",
    4: "April|апреля|априла|prill|April|avril",
    5: "May|мая|маја|maj|Mai|mai",
    6: "June|июня|јуна|qershor|Juni|juin",
    7: "July|июля|јула|korrik|Juli|juillet",
    8: "August|августа|августа|gusht|August|août",
    9: "September|сентября|септембра|shtator|September|septembre",
    10: "October|октября|октобра|tetor|Oktober|octobre",
    11: "November|ноября|новембра|nëntor|November|novembre",
    12: "December|декабря|децембра|dhjetor|Dezember|décembre",
}

NOT_UNDERSTOOD = [
    ("32 May", "There is no 32 May"),
    ("30 February", "There is no 30 Feb"),
    ("29 February 2021", "There is no 29 Feb 2021"),
    ("2022-02-30", "There is no date"),
    ("2022-13-01", "There is no date"),
    ("0000", "There is no date"),
    ("18 Feb 0000", "There is no year 0"),
    ("18 Feb 10000", "Write a date as"),
    ("99999 years ago", "outside the years"),
    ("Monday 18 February 2022", "Fri 18 Feb 2022 is no Mon"),
    ("12 – 10 Feb 2022", "The first day comes after the last"),
    ("tomorrow", "after Mon 21 Feb 2022, the day the source came out"),
    ("next week", "after Mon 21 Feb 2022, the day the source came out"),
    ("in the coming days and then some", "Write a date as"),
    ("not on Friday", "Write a date as"),
    ("when pigs fly", "Write a date as"),
    ("the", "Write a date as"),
    ("02 Z 18 Feb", "Write a date as"),  # dateparser would make a year of one of the figures
    ("5 days", "Write a date as"),
    ("Friday\x00", "Write a date as"),
    ("\ud800", "Write a date as"),
    ("18 Feb 2022 " * 100, "too long"),
]


@pytest.mark.parametrize(("words", "edtf"), ARTICLE)
def test_the_dates_of_a_real_article_are_read_as_a_fact_checker_reads_them(words, edtf):
    said = understand(words, MONDAY)
    assert (said.edtf, said.words, said.anchor, said.understood) == (edtf, words, MONDAY, True)


@pytest.mark.parametrize(("words", "edtf"), WEDNESDAY_RULES)
def test_words_are_resolved_against_the_day_the_source_came_out(words, edtf):
    assert understand(words, date(2022, 2, 23)).edtf == edtf


@pytest.mark.parametrize(
    ("english", "words"), [(english, words) for english, all_of in LANGUAGES.items() for words in all_of.split("|")]
)
@pytest.mark.parametrize("anchor", [date(2022, 2, 23), date(2022, 2, 27)], ids=["Wednesday", "Sunday"])
def test_the_other_languages_mean_the_same_as_english(english, words, anchor):
    meant, read = understand(english, anchor), understand(words, anchor)
    assert meant.understood
    assert (read.earliest, read.latest, read.approximate, read.uncertain) == (
        meant.earliest,
        meant.latest,
        meant.approximate,
        meant.uncertain,
    )


@pytest.mark.parametrize(
    ("month", "word"), [(month, word) for month, words in MONTHS.items() for word in words.split("|")]
)
def test_every_month_is_known_in_every_language(month, word):
    assert understand(f"5 {word} 2021", MONDAY).earliest == date(2021, month, 5)
    assert understand(f"{word} 2021", MONDAY).edtf == f"2021-{month:02d}"


@pytest.mark.parametrize(("words", "reason"), NOT_UNDERSTOOD)
def test_words_that_name_no_day_are_kept_without_a_date_and_with_a_reason(words, reason):
    said = understand(words, MONDAY)
    assert (said.earliest, said.latest, said.edtf, said.human) == (None, None, "", "no date known")
    assert not said.understood
    assert reason in said.explanation
    assert said.words == words.strip()


@pytest.mark.parametrize("words", ["Friday", "last week", "18 February", "in recent days", "early February"])
def test_without_the_day_of_the_source_what_depends_on_it_is_left_open(words):
    said = understand(words, None)
    assert not said.is_known
    assert "enter that day" in said.problem


@pytest.mark.parametrize(("words", "edtf"), [("18 Feb 2022", "2022-02-18"), ("after 3 March 2022", "[2022-03-04..]")])
def test_a_date_with_its_year_needs_no_source_day(words, edtf):
    assert understand(words, None).edtf == edtf


@pytest.mark.parametrize("words", ["", "  ", "–", "(none)", "recently"])
def test_nothing_said_about_the_day_is_open_when_the_source_has_no_day_either(words):
    said = understand(words, None)
    assert said.understood
    assert not said.is_known


@pytest.mark.parametrize("words", ["", "—", "n/a", "earlier", "заявил", "has repeatedly said", "did not respond"])
def test_nothing_said_about_the_day_means_by_the_day_of_the_source(words):
    assert understand(words, MONDAY).edtf == "[..2022-02-21]"


def test_a_weekend_in_a_weekend_paper_is_the_one_before_and_this_weekend_the_one_going_on():
    sunday = date(2022, 2, 20)
    assert understand("over the weekend", sunday).edtf == "[2022-02-12..2022-02-13]"
    assert understand("this weekend", sunday).edtf == "[2022-02-19..2022-02-20]"


def test_nedelja_is_sunday_in_serbian_and_a_week_where_it_is_counted():
    assert understand("u nedelju", MONDAY, language="sr").edtf == "2022-02-20"
    assert understand("pre nedelju dana", MONDAY).edtf == "[2022-02-14..2022-02-20]"
    assert understand("прошле недеље", MONDAY).edtf == "[2022-02-14..2022-02-20]"
    assert not understand("неделя", MONDAY).is_known
    assert not understand("nedelja", MONDAY, language="ru").is_known


def test_an_answer_is_not_older_than_what_it_answers():
    denied = understand("(none; present perfect)", MONDAY, not_before=date(2022, 2, 14))
    assert denied.edtf == "[2022-02-14..2022-02-21]"
    assert "not before Mon 14 Feb 2022" in denied.explanation


def test_cutting_off_early_days_never_moves_a_date_that_begins_later():
    assert understand("Friday", MONDAY, not_before=date(2022, 2, 14)).edtf == "2022-02-18"


def test_an_answer_dated_before_what_it_answers_keeps_its_date_and_says_so():
    denied = understand("3 Jan 2022", MONDAY, not_before=date(2022, 2, 14))
    assert denied.edtf == "2022-01-03"
    assert "before Mon 14 Feb 2022" in denied.problem


def test_words_not_understood_get_no_day_from_the_claim_they_answer():
    assert not understand("gibberish", MONDAY, not_before=date(2022, 2, 14)).is_known


def test_a_written_date_after_the_source_is_kept_and_questioned():
    said = understand("3 March 2022", MONDAY)
    assert said.edtf == "2022-03-03"
    assert "after Mon 21 Feb 2022" in said.problem


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("in the coming days", "[2022-02-21..2022-02-28]"),
        ("tomorrow", "2022-02-22"),
        ("April 3", "2022-04-03"),
        ("next week", "[2022-02-28..2022-03-06]"),
        ("Friday", "2022-02-25"),
        ("in March", "2022-03"),
    ],
)
def test_the_day_of_a_claimed_event_may_lie_ahead(words, edtf):
    assert understand(words, MONDAY, ahead=True).edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "human"),
    [
        ("2022-02-18", "18 Feb 2022"),
        ("[2022-02-14..2022-02-20]", "14–20 Feb 2022"),
        ("[2022-02-28..2022-03-03]", "28 Feb – 3 Mar 2022"),
        ("[2021-12-28..2022-01-03]", "28 Dec 2021 – 3 Jan 2022"),
        ("[..2022-02-21]", "by 21 Feb 2022"),
        ("[2022-03-03..]", "from 3 Mar 2022"),
        ("2022-02-10~", "about 10 Feb 2022"),
        ("2022-02-10?", "possibly 10 Feb 2022"),
        ("2022-02", "Feb 2022"),
        ("2022", "2022"),
        ("[2022-01-01..2022-03-31]", "Jan – Mar 2022"),
        ("2022-02-14/2022-02-20", "from 14 to 20 Feb 2022"),
        ("", "no date known"),
    ],
)
def test_people_read_the_date_in_as_few_words_as_say_it(edtf, human):
    assert from_edtf(edtf).human == human


@pytest.mark.parametrize(
    ("words", "explanation"),
    [
        ("last week", "14–20 Feb 2022, the week before Mon 21 Feb"),
        ("Friday", "18 Feb 2022, the last Fri up to Mon 21 Feb"),
        ("", "by 21 Feb 2022, the day the source came out"),
        ("18 Feb 2022", "18 Feb 2022"),
        ("03/02/2022", "3 Feb 2022, the day read first"),
        ("03.02.2022", "3 Feb 2022"),
        ("18/02/2022", "18 Feb 2022"),
        ("02/02/2022", "2 Feb 2022"),
    ],
)
def test_the_explanation_says_how_the_words_were_read(words, explanation):
    assert understand(words, MONDAY).explanation == explanation


@pytest.mark.parametrize(
    ("first", "second", "days", "text"),
    [
        ("[2022-02-14..2022-02-20]", "[2022-02-14..2022-02-21]", (0, 7), "0–7 days"),
        ("2022-02-18", "2022-02-18", (0, 0), "same day"),
        ("2022-02-18", "2022-02-19", (1, 1), "1 day"),
        ("2022-02-18", "2022-02-21", (3, 3), "3 days"),
        ("[..2022-02-18]", "2022-02-21", (3, None), "at least 3 days"),
        ("2022-02-18", "[2022-02-21..]", (3, None), "at least 3 days"),
        ("[2022-02-14..]", "[..2022-02-21]", (0, 7), "0–7 days"),
        ("[..2022-02-21]", "[..2022-02-21]", (0, None), "unknown"),
        ("", "2022-02-21", (None, None), "unknown"),
        ("[2022-02-18..2022-02-20]", "[2022-02-14..2022-02-15]", (-6, -3), "3–6 days earlier"),
        ("[2022-02-18..]", "2022-02-15", (None, -3), "at least 3 days earlier"),
    ],
)
def test_days_between_two_inexact_dates_promise_no_more_than_is_known(first, second, days, text):
    found = days_between(from_edtf(first), from_edtf(second))
    assert found == days
    assert format_days(*found) == text


def test_days_from_an_approximate_date_can_be_called_about():
    assert format_days(2, 2, about=True) == "about 2 days"
    assert format_days(1742, 1759) == "1,742–1,759 days"


def test_only_one_undoubted_day_is_exact():
    assert from_edtf("2022-02-18").is_exact
    assert not from_edtf("2022-02-18~").is_exact
    assert not from_edtf("2022-02-18?").is_exact
    assert not from_edtf("2022-02").is_exact


def test_the_middle_is_the_known_end_where_the_other_is_open():
    assert from_edtf("[2022-02-14..2022-02-20]").middle == date(2022, 2, 17)
    assert from_edtf("[..2022-02-20]").middle == date(2022, 2, 20)
    assert FuzzyDate().middle is None


def test_a_date_cannot_end_before_it_begins():
    with pytest.raises(BadInput, match="first day comes after"):
        FuzzyDate(earliest=date(2022, 2, 20), latest=date(2022, 2, 14))


def test_dates_compare_by_what_they_say_not_by_how_they_were_explained():
    said = understand("last week", MONDAY)
    assert said == replace(said, note="read in another way")


def test_an_answer_comes_while_typing():
    warm_up()
    started = time.perf_counter()
    for words, _ in ARTICLE * 5:
        understand(words, MONDAY)
    assert (time.perf_counter() - started) / 50 < 0.05


ANCHORS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PHRASES = sorted(
    {words for words, _ in ARTICLE + WEDNESDAY_RULES} | {w for a in LANGUAGES.values() for w in a.split("|")}
)
SPOKEN = st.one_of(
    st.sampled_from(PHRASES),
    st.text(max_size=60),
    st.lists(st.sampled_from(" ".join(PHRASES).split()), max_size=6).map(" ".join),
)
SPANS = st.tuples(st.dates(), st.dates(), st.booleans(), st.booleans(), st.booleans()).map(
    lambda s: FuzzyDate("", min(s[:2]), max(s[:2]), *s[2:])
)


@settings(deadline=None)
@given(SPOKEN, st.none() | ANCHORS, st.none() | ANCHORS, st.booleans())
def test_nothing_anybody_types_breaks_it_or_ends_before_it_begins(words, anchor, not_before, ahead):
    said = understand(words, anchor, not_before=not_before, ahead=ahead)
    assert said.words == words.strip()
    assert said.earliest is None or said.latest is None or said.earliest <= said.latest
    assert said.understood or (said.problem and not said.is_known)
    assert said.explanation


@settings(deadline=None)
@given(SPOKEN, ANCHORS)
def test_edtf_of_what_was_understood_reads_back_as_the_same_days(words, anchor):
    said = understand(words, anchor)
    read = from_edtf(said.edtf)
    assert (read.earliest, read.latest) == (said.earliest, said.latest)


@settings(deadline=None)
@given(SPANS, ANCHORS)
def test_the_human_form_can_be_typed_back_in(said, anchor):
    read = understand(said.human, anchor)
    assert (read.earliest, read.latest) == (said.earliest, said.latest)
    assert (read.approximate, read.uncertain) == (said.approximate, said.uncertain)


@settings(deadline=None)
@given(st.dates(), ANCHORS)
def test_a_human_form_with_only_a_last_day_can_be_typed_back_in(day, anchor):
    read = understand(FuzzyDate(latest=day).human, anchor)
    assert (read.earliest, read.latest) == (None, day)


# Words for weeks, months, years and parts of them, and words that are no date at all.
NO_DAY = (
    "last this early mid late earlier recently about possibly in of week weekend month year February 2021 the quarter "
    "since until before between and again spring прошлой этой неделе в начале феврале месяце году недавно "
    "prošle nedelje meseca godine početkom februara javën e kaluar në fillim të shkurtit muajin letzte Woche im Monat "
    "Anfang Februar Jahr la semaine dernière début février mois année zebra 7.5% no he Kremlin"
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(NO_DAY.split()), max_size=6).map(" ".join))
def test_without_a_word_or_a_figure_for_a_day_there_is_never_an_exact_day(words):
    assert not understand(words, date(2022, 2, 23)).is_exact


@settings(deadline=None)
@given(SPANS, SPANS)
def test_the_days_between_hold_for_every_pair_of_days_the_dates_can_mean(a, b):
    shortest, longest = days_between(a, b)
    assert shortest is not None
    assert longest is not None
    assert longest == (b.latest - a.earliest).days
    assert shortest <= longest
    assert (shortest == 0) if a.overlaps(b.earliest, b.latest) else (shortest == (b.earliest - a.latest).days)
