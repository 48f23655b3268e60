"""Countries, the people named after them, and the regions and cities a newsroom meets, in several spellings.

One line per place: its code, then the ways it is written in plain Latin letters. `x*` matches every word that begins
so (endings of Slavic languages, "-ian", "-ese"); `^x` only when written with a capital (Turkey, Chad); `=X` only
exactly so (US, UN). `_` joins words. A place inside another carries its code: `UA.donbas` lies in `UA`.
"""

from functools import lru_cache

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
GB britain* british britons =UK united_kingdom england* english ^brits ^briten ^britisch* grossbritannien* royaume_uni brytani* velikobritan* scotland* scottish ^wales ^welsh
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
PS palestin* gaza*
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
UA.donbas donbas* donetsk* luhansk* lugansk* donjeck* donets*
UA.crimea crimea* krim krym* crimee* sevastopol*
UA.kyiv kyiv* kiev* kyjev*
UA.odesa odes*a odesa odessa*
UA.kharkiv kharkiv* kharkov* charkiv*
UA.kherson kherson* cherson*
UA.mariupol mariupol*
UA.lviv lviv* lvov* lemberg*
RU.moscow moscow* moskv* moskau* mosca moscou moskw*
RU.petersburg petersburg* peterburg*
RU.chechnya chechen* chechn*
BY.minsk minsk*
XK.metohija metohij* ^pristina* prishtin*
RS.belgrade belgrad* beograd*
BA.republika_srpska republika_srpska sarajev*
AL.tirana tirana*
US.alabama alabama
US.alaska ^alaska
US.arizona arizona
US.california california kalifornien* californie
US.colorado colorado
US.florida florida
US.illinois illinois ^chicago
US.michigan michigan detroit flint
US.minnesota minnesota
US.nevada nevada
US.new_york new_york
US.ohio ohio
US.pennsylvania pennsylvania philadelphia
US.texas texas houston
US.virginia virginia
US.wisconsin wisconsin
FR.paris ^paris
FR.lyon ^lyon
FR.marseille marseille*
DE.berlin berlin*
DE.bavaria bavaria* bayern bayerisch* munich munchen
ES.catalonia catalonia* catalan* katal* barcelona
ES.madrid madrid*
IT.rome ^rome ^roma ^rom
IT.sicily sicily sicilia palermo lampedusa
GB.london london*
GB.northern_ireland northern_ireland belfast
PL.warsaw warsaw warszaw* warschau
AT.vienna ^vienna ^wien ^vienne
HU.budapest budapest*
RO.bucharest bucharest bukarest
BG.sofia ^sofia
GR.athens ^athens ^athen ^athenes
TR.ankara ankara*
TR.istanbul istanbul* stambul*
SY.damascus damasc* aleppo idlib*
IQ.baghdad baghdad* bagdad* mosul*
IR.tehran tehran* teheran*
IL.jerusalem jerusalem* tel_aviv
LB.beirut beirut*
EG.cairo ^cairo ^kairo
LY.tripoli tripoli misrata* benghazi*
SD.khartoum khartoum* chartum* darfur*
KE.nairobi nairobi*
NG.lagos lagos abuja
CN.beijing beijing peking* pekin*
CN.hong_kong hong_kong
CN.xinjiang xinjiang* uighur* uyghur*
IN.kashmir kashmir*
IN.delhi delhi mumbai
JP.tokyo tokyo
PH.manila manila
BE.brussels brussels brussel* bruxelles
IE.dublin dublin*
CO.bogota bogota*
BR.rio rio_de_janeiro sao_paulo
AZ.karabakh karabakh* karabagh* karabach*
MD.transnistria transnistri* pridnestrov*
GE.abkhazia abkhaz* ossetia*
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


class Gazetteer:
    """Looks words up among places: exact spellings first, then beginnings of words, longest first."""

    def __init__(self, lines: str = _PLACES + EXONYMS) -> None:
        self.exact: dict[str, tuple[str, str]] = {}
        self.beginnings: dict[str, tuple[str, str]] = {}
        self._longest: dict[str, int] = {}
        for line in lines.strip().splitlines():
            code, *spellings = line.split()
            for spelling in spellings:
                self._add(code, spelling)

    def _add(self, code: str, spelling: str) -> None:
        mark = spelling[0] if spelling[0] in "^=" else ""
        name = spelling.lstrip("^=")
        form = name.replace("_", " ")
        first = form.split(" ")[0].removesuffix("*")
        self._longest[first] = max(self.longest_from(first), form.count(" ") + 1)
        if mark == "=":
            self.exact[form] = (code, mark)
        elif form.endswith("*") and "*" not in form[:-1]:
            self.beginnings[form[:-1]] = (code, mark)
        else:
            self.exact[form.replace("*", "")] = (code, mark)

    @lru_cache(maxsize=50_000)  # noqa: B019  there is one gazetteer
    def find(self, original: str, ascii_form: str) -> str:
        """The code of the place these words name, or ""."""
        hit = self.exact.get(original) or self.exact.get(ascii_form)
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

    def longest_from(self, ascii_word: str) -> int:
        """How many words a place that begins with this word can have."""
        return self._longest.get(ascii_word, 1)


GAZETTEER = Gazetteer()


def contains(outer: str, inner: str) -> bool:
    """Whether the place `inner` is `outer` or lies in it."""
    return inner == outer or inner.startswith(outer + ".")
