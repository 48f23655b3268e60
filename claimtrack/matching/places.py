"""Countries and the people named after them, in several spellings; their regions and cities are in cities.py.

One line per place: its code, then the ways it is written in plain Latin letters. `x*` matches every word that begins
so (endings of Slavic languages, "-ian", "-ese"); `^x` only when written with a capital (Turkey, Chad); `=X` only
exactly so (US, UN). `_` joins words. A place inside another carries its code: `UA.donbas` lies in `UA`.
"""

from collections.abc import Iterator
from functools import lru_cache

from claimtrack.matching.cities import ARABIC_CITIES, CITIES
from claimtrack.matching.exonyms import EXONYMS

_PLACES = """
AF ^afghan* afganistan* afgan*
AL albania* albanie* albanii* albaniyu alban* shqiperi* shqipta* arnau*
AD andorra*
AE =UAE emirati* emirates emirat*
AM armeni* armyan* virmen* jermen*
AO angola*
AR argentin*
AT austria* austri* osterreich* avstri* autrich*
AU australi* avstrali*
AZ azerba* aserbai* azerbe*
BA bosnia* bosni* herzegovin* hercegovin* bosnien* bosnj* bosniak* gertsegovin*
BD banglades*
BE ^belgi* belgien* bel'gi* belgique
BG bulgari* bolgari* bulgaria* bugarsk*
BH bahrain*
BO bolivi*
BR brazil* brasil* bresil*
BY belarus* bielorus* weissrussland* bilorus* byelorus* belorus* bjelorus*
CA ^canad* ^kanad*
CD ^congo* ^kongo*
CF central_african_republic
CH switzerland* ^swiss schweiz* suisse* svizzer* suiza* shveytsari* szwajcari*
CI ivory_coast
CL ^chile*
CM cameroon* kamerun*
CN ^china* ^chinese chine chinois* ^kina ^kitay* kitai* kitaj* =PRC
CO colombia*
CR costa_rica*
CU ^cuba* ^kuba ^kubie ^kuby ^kube ^kubu kubinsk*
CY cyprus ^cypriot* ^zypern kipr* chypr*
CZ czech* tschech* chekhi* ^ceska* cesk* ^tchequ*
DE germany* german* deutschland* deutsch* alemania* aleman* allemagn* allemand* niemc* niemieck* nemack* nimechchin* gjermani* tedesc* almany*
DK denmark* danish danes danemark* ^dania danij* daniya daniyu danii datsk* danska*
DO dominican_republic
DZ algeri* alzhir*
EC ecuador*
EE estonia* estoni* estland*
EG egypt* agypten* egipet* egipt* egitto* egypte* misr
ER eritrea*
ES spain spanish spaniard* spaniard ^espan* espagn* spagna spagnol* spanien* ispani* hiszpan* spanij*
ET ethiopi* athiopien* efiopi*
FI finland* finnish finn finns finnland* finlyandi* finsk*
FR france* french frenchm* francia* frankreich* franzosisch* frants* francus* ^franc
GB britain* british britons =UK united_kingdom england* english ^brits ^briten ^britisch* grossbritannien* royaume_uni brytani* velikobritan*
GE ^georgia* ^georgien* gruzi* gruzj*
GH ghana*
GL greenland*
GR greece* greek* griech* grecia grece grecs grecque* gretsi* grci grcka*
GT guatemala*
GW guinea_bissau
HN hondura*
HR croatia* croat* kroat* horvat* khorvat* hrvat*
HT haiti*
HU hungar* ungarn* hongrie* vengri* wegr* madar* mador* madjar* ugorshchin* hungria
ID indonesi*
IE ^ireland* ^irish ^irland* irlandi*
IL ^israel* izrail* izrael*
IN ^india ^indian ^indians ^indien ^indii ^indiyu
IQ ^iraq* ^irak*
IR ^iran* iran*
IS iceland* islandiya
IT italy itali* italien*
JM jamaica*
JO ^jordan ^jordanian* iordani*
JP japan* yapon* japon* giappon*
KE kenya* kenia* kenii keniya
KG kyrgyz* kirgiz*
KH cambodia*
KP north_korea* dprk =DPRK
KR south_korea*
KW kuwait*
KZ kazakh* kasach* kazah*
LA ^laos
LB leban* libanon* liban*
LK sri_lanka*
LR liberia*
LT lithuani* lituani* litauen* litov* litw* litv*
LU luxemb*
LV latvi* lettland* latviy* lotw* letton*
LY libya* libyen* libia libije libiju libij libiya liviya liviyu livii livia liviysk* lyban*
MA morocc* marokk* maroc*
MD moldov* moldav*
ME montenegr* crna_gor* crnogor* chernogori* monteneg*
MG madagascar*
MK north_macedonia* macedonia* makedon* maqedon*
ML ^mali ^malian*
MM myanmar* burma* burmese
MN mongolia*
MT ^malta ^maltese
MW malawi*
MX mexic* mexik* meksik* meksyk*
MY malaysia*
MZ mozambi*
NA namibia*
NE ^niger
NG nigeria*
NI nicaragua*
NL netherlands dutch holland* niederland* niderland* pays_bas
NO norway* norw* norweg* norveg*
NP nepal*
NZ new_zealand*
OM ^oman ^omani*
PA panama*
PE ^peru ^peruvian*
PH philippin* filipin*
PK pakistan*
PL poland* ^polish ^pole ^poles polen* polnisch* polsk* polsh* pologn* polonia polonais* polonez* polones* poljsk* polyak*
PS palestin*
PT portug*
PY paraguay*
QA qatar* katar*
RO romania* rumania* rumanie* rumun* rumuni* roumani*
RS serbia* serb ^serbs serb* srb* serbe*
RU russia* russie russe russes russen russisch* russk* russo russa russi russland* rusia* rusij* rusiy* rusk* rosja rosji rosyj* rosij* rosiy* rossiy* rossii rossiy* kremlin kreml* ^ruski*
RW rwanda*
SA saudi*
SD ^sudan* sudan*
SE sweden swede swedes swedish schwed* shvets* suede* szwec* svedsk*
SG singapor*
SI sloven* slowen*
SK slovak* slowak* slovac*
SN senegal*
SO somali*
SS south_sudan*
SV el_salvador salvador*
SY syria* siria siriya siriyu sirii siriysk* sirij* syrii syryj* syrie* syrer* syrien*
TD ^chad ^chadian* ^tschad
TH thailand* ^thai
TJ tajik* tadzhik* tadschik*
TM turkmen*
TN tunisi* tunesi* tunis
TR ^turkey ^turkish ^turks ^turk turkei* turquie turquia turci* turts* turska* turtsi* turki turkiye* turchia*
TW taiwan* tayvan*
TZ tanzania*
UA ukrain* ucrain* ucrani* ukrayin* ukrajin*
UG uganda*
US =US =USA =U.S ^america ^american* united_states ^amerik* ssha etats_unis estados_unidos stati_uniti vereinigte_staaten vereinigten_staaten amerikan* americain* washington
UY uruguay*
UZ uzbek* usbek*
VE venezuela* venesuel*
VN vietnam*
XK kosov* kosov kosovar*
YE yemen* jemen*
ZA south_africa*
ZM zambia* sambia*
ZW zimbabwe*
EU =EU european_union european_commission
"""

# Phrases that stand for places named elsewhere in the story: never a different place.
ANAPHORA = frozenset(
    f"{this} {places}"
    for these, there in (
        ("these those both", "countries states nations regions places"), ("diese diesen beide beiden", "lander landern staaten"),
        ("ces", "pays etats regions"), ("estos esos ambos", "paises estados"), ("questi quei", "paesi stati"),
        ("eti etikh etim", "strany stran stranam gosudarstva"), ("te tych tym", "kraje krajow panstwa"), ("ove tih", "zemlje drzave"),
    )
    for this in these.split()
    for places in there.split()
)  # fmt: skip


# What case makes of a city's name: Slavic, Albanian and Turkish endings, and the genitive of others.
_CASES = frozenset(
    "a e i o u y ya yu ye je ju ija iju ije ii ie iu iy oy oju oyu oj ou ey em om am im ami akh ah ata s t n es en it in ut un "
    "'da 'de 'ta 'te 'dan 'den 'tan 'ten 'a 'e 'ya 'ye 'in 'un 'nin 'nun".split()
)
_LONGEST_CASE = max(map(len, _CASES))
_TAKES_CASES = 5  # letters before the ending; a shorter name with an ending is too often another word
_KNOWN_IN_SMALL = 5  # letters; so long a name is nothing else, even in a post without capitals


class Gazetteer:
    """Looks words up among places: exact spellings first, then names in a case, then beginnings of words, longest first."""

    def __init__(self, lines: str = _PLACES + EXONYMS + ARABIC_CITIES, cities: str = CITIES) -> None:
        self.exact: dict[str, tuple[str, str]] = {}
        self.beginnings: dict[str, tuple[str, str]] = {}
        self.cities: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        for code, spelling in _spellings(lines):
            self._add(code, spelling)
        for code, spelling in _spellings(cities):
            if "*" in spelling or "=" in spelling:
                self._add(code, spelling)
            else:
                self._add_city(code, spelling)

    def _add(self, code: str, spelling: str) -> None:
        mark = spelling[0] if spelling[0] in "^=" else ""
        form = self._form(spelling.lstrip("^="))
        if mark == "=":
            self.exact[form] = (code, mark)
        elif form.endswith("*") and "*" not in form[:-1]:
            self.beginnings[form[:-1]] = (code, mark)
        else:
            self.exact[form.replace("*", "")] = (code, mark)

    def _add_city(self, code: str, spelling: str) -> None:
        form = self._form(spelling)
        self.cities[form] = code
        if form[-1] in "aeiou" and len(form) > _TAKES_CASES:
            self.cities.setdefault(form[:-1] + "~", code)

    def _form(self, name: str) -> str:
        form = name.replace("_", " ")
        first = form.split(" ")[0].removesuffix("*")
        self._longest[first] = max(self.longest_from(first), form.count(" ") + 1)
        return form

    @lru_cache(maxsize=50_000)  # noqa: B019  there is one gazetteer
    def find(self, original: str, ascii_form: str) -> str:
        """The code of the place these words name, or ""."""
        hit = self.exact.get(original) or self.exact.get(ascii_form) or self._city(original, ascii_form)
        if hit is None:
            # The open ending stays within one word: "albania*" is not "albania and kosovo".
            sizes = range(len(ascii_form), max(2, ascii_form.rfind(" ")), -1)
            hit = next((self.beginnings[ascii_form[:n]] for n in sizes if ascii_form[:n] in self.beginnings), None)
        if hit is None:
            return ""
        code, mark = hit
        if (mark == "=" and original not in self.exact) or (mark == "^" and not original[:1].isupper()):
            return ""
        return code

    def _city(self, original: str, ascii_form: str) -> tuple[str, str] | None:
        """A city by its name, as it stands or in a case; in small letters only if the name is long."""
        code = self.cities.get(ascii_form)
        if not original.split(" ")[-1][:1].isupper():
            return (code, "") if code and len(ascii_form) >= _KNOWN_IN_SMALL + 2 * ascii_form.count(" ") else None
        for size in range(len(ascii_form) - 1, max(_TAKES_CASES, len(ascii_form) - _LONGEST_CASE) - 1, -1):
            if not code and ascii_form[size:] in _CASES:
                code = self.cities.get(ascii_form[:size]) or self.cities.get(ascii_form[:size] + "~")
        return (code, "") if code else None

    def longest_from(self, ascii_word: str) -> int:
        """How many words a place that begins with this word can have."""
        return self._longest.get(ascii_word, 1)


def _spellings(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.strip().splitlines():
        code, *spellings = line.split()
        for spelling in spellings:
            yield code, spelling


GAZETTEER = Gazetteer()


def contains(outer: str, inner: str) -> bool:
    """Whether the place `inner` is `outer` or lies in it."""
    return inner == outer or inner.startswith(outer + ".")
