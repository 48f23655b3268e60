"""Language and country codes as people call them."""

LANGUAGES = dict(
    entry.split(" ", 1)
    for entry in """
ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|bs Bosnian|ca Catalan|cnr Montenegrin|cs Czech|da Danish
de German|el Greek|en English|es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish|fr French|ga Irish|gl Galician
he Hebrew|hi Hindi|hr Croatian|hu Hungarian|hy Armenian|id Indonesian|is Icelandic|it Italian|ja Japanese|ka Georgian
kk Kazakh|ko Korean|ku Kurdish|ky Kyrgyz|lb Luxembourgish|lt Lithuanian|lv Latvian|mk Macedonian|mn Mongolian|ms Malay
mt Maltese|nb Norwegian Bokmål|nl Dutch|nn Norwegian Nynorsk|no Norwegian|pl Polish|ps Pashto|pt Portuguese|rm Romansh
ro Romanian|ru Russian|sh Serbo-Croatian|sk Slovak|sl Slovene|sq Albanian|sr Serbian|sv Swedish|sw Swahili|ta Tamil
tg Tajik|th Thai|tk Turkmen|tr Turkish|tt Tatar|uk Ukrainian|ur Urdu|uz Uzbek|vi Vietnamese|yi Yiddish|zh Chinese
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
SCRIPTS = {"cyrl": "Cyrillic", "latn": "Latin", "arab": "Arabic script", "hans": "simplified", "hant": "traditional"}
COUNTRIES = dict(
    entry.split(" ", 1)
    for entry in """
AD Andorra|AE United Arab Emirates|AF Afghanistan|AL Albania|AM Armenia|AO Angola|AR Argentina|AT Austria|AU Australia
AZ Azerbaijan|BA Bosnia and Herzegovina|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi
BO Bolivia|BR Brazil|BY Belarus|CA Canada|CD DR Congo|CF Central African Republic|CG Congo|CH Switzerland
CI Côte d’Ivoire|CL Chile|CM Cameroon|CN China|CO Colombia|CU Cuba|CY Cyprus|CZ Czechia|DE Germany|DK Denmark
DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|ER Eritrea|ES Spain|ET Ethiopia|EU European Union|FI Finland|FR France
GB United Kingdom|GE Georgia|GH Ghana|GR Greece|HR Croatia|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IN India
IQ Iraq|IR Iran|IS Iceland|IT Italy|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|KP North Korea|KR South Korea
KW Kuwait|KZ Kazakhstan|LB Lebanon|LI Liechtenstein|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco
MC Monaco|MD Moldova|ME Montenegro|MG Madagascar|MK North Macedonia|ML Mali|MM Myanmar|MN Mongolia|MT Malta|MX Mexico
MY Malaysia|MZ Mozambique|NE Niger|NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NZ New Zealand|OM Oman|PE Peru
PH Philippines|PK Pakistan|PL Poland|PS Palestine|PT Portugal|QA Qatar|RO Romania|RS Serbia|RU Russia|RW Rwanda
SA Saudi Arabia|SD Sudan|SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|SM San Marino|SN Senegal|SO Somalia
SS South Sudan|SY Syria|TD Chad|TH Thailand|TJ Tajikistan|TM Turkmenistan|TN Tunisia|TR Türkiye|TW Taiwan|TZ Tanzania
UA Ukraine|UG Uganda|US United States|UY Uruguay|UZ Uzbekistan|VA Vatican City|VE Venezuela|VN Vietnam|XK Kosovo
YE Yemen|ZA South Africa|ZW Zimbabwe
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def language_name(code: str) -> str:
    """ "sr-Cyrl" as "Serbian (Cyrillic)"; a code without a name here stands for itself."""
    language, *rest = code.lower().split("-")
    if language not in LANGUAGES:
        return code
    script = next((SCRIPTS[part] for part in rest if part in SCRIPTS), "")
    return f"{LANGUAGES[language]} ({script})" if script else LANGUAGES[language]


def country_name(code: str) -> str:
    """ "XK" as "Kosovo"; a code without a name here stands for itself."""
    return COUNTRIES.get(code.upper(), code)


def spelled(kind: str, code: str) -> str:
    """A "language" or a "country" by its code."""
    return language_name(code) if kind == "language" else country_name(code)
