"""The words for days in six languages, brought down to one small set of tokens.

Text is folded first: small Latin letters without accents, Cyrillic written as Serbian writes it in Latin, so that one
entry serves both scripts. Entries are in their own spelling and folded in the same way. `*` stands for any ending.
Tokens are in capitals, so a word that is left in small letters is one that is not known.
"""

import re
import unicodedata
from functools import cache

CYRILLIC = str.maketrans(
    dict(zip("абвгдезийіјклмнопрстуфхцчшыэ", "abvgdezijijklmnoprstufhccsie", strict=True))
    | {"ђ": "dj", "ё": "e", "ж": "z", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "щ": "sc", "ю": "ju", "я": "ja"}
    | {"ъ": "", "ь": "", "đ": "dj", "ß": "ss", "’": "'", "ʼ": "'", "‘": "'"}
)


def fold(text: str) -> str:
    """Small Latin letters without accents, whatever the script was."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(CYRILLIC)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


# In this order: what is longer or belongs together comes before the words it is made of.
WORDS = {
    "COMING": """
        (the )?(coming|next few) days|ближайшие дни|((u|y) )?narednih dana|narednim danima|
        ditët (në vijim|e ardhshme)|(den )?(kommenden|nächsten) tagen|(les )?(prochains jours|jours à venir)""",
    "RECENTDAYS": """
        ((the|these) )?(recent|last few|past few|last couple of|past couple of|last|past) days|the other day|
        (a few|several|some|a couple of|couple of) days ago|на днях|(за )?последние (несколько )?дн*|
        (несколько|пару) дней назад|(posled?nj*|protekl*|prethodn*|ov*)( (nekoliko|par))? dana|
        pr(ij)?e (nekoliko|par) dana|(ditët|ditëve) e fundit|këto ditë|para disa ditësh?|disa ditë më parë|
        ((den|die) )?(letzten|vergangenen|jüngsten) (paar )?tagen?|dieser tage|
        vor (einigen|ein paar|wenigen) tagen|((ces|les) )?(derniers|tout derniers) jours|
        (ces|les) jours derniers|ces jours(-ci)?|il y a quelques jours""",
    "BYNOW": """
        as of (the )?(publication|publishing|now)|(at )?(the )?time of publication|present perfect|by context|
        recent (weeks|months|years)|(past|last) few (weeks|months|years)|
        (for )?((many|several|some) )?(weeks|months|years) now|a (few|couple of) (weeks|months) ago|
        several (weeks|months) ago|some time ago|последние (недели|месяцы|годы)|
        (posled?njih|proteklih|prethodnih) (nekoliko )?(nedelja|sedmica|meseci|mjeseci|godina)|
        (javët|muajt|vitet) e fundit|letzten (wochen|monaten|jahren)|ces dernières (semaines|années)|
        ces derniers mois|recent(ly)?|lately|so far|to date|until now|now|ongoing|still|often|repeatedly|always|
        reportedly|already|недавно|последнее время|до сих пор|уже|nedavno|odnedavno|skor(o|ije)|poslednje vreme|
        do sada|dosad|već|(kohët|kohëve|së) fundm?i?t?|kohët e fundit|deri (tani|më tani|tash)|tashmë|kürzlich|
        neulich|jüngst|unlängst|vor kurzem|bisher|zuletzt|seit langem|bereits|récemment|dernièrement|il y a peu|
        jusqu'(ici|à présent)|déjà|none|no date|undated|n/a|not yet|did(n't| not) (respond|reply|comment)|
        no comment|not (given|stated|dated)|unknown|без даты|дата неизвестна|неизвестно|bez datuma|nepoznato|
        nije navedeno|pa datë|nuk dihet|ohne datum|unbekannt|kein datum|sans date|inconnue?|
        (has|have|had)(n't| not)?( (been|also))?|said|says|told( (reporters|journalists))?|announced|declared|
        stated|wrote|posted|сказал(а|и)?|заявил(а|и)?|сообщил(а|и)?|написал(а|и)?|
        ((je|su) )?(rekao|rekla|rekli|izjavi*|kazao|kazala|saopšti*|objavio|objavila)|
        (ka|kanë) (thënë|deklaruar|njoftuar)|tha|thanë|deklaroi|njoftoi|(hat|haben)|gesagt|erklärt|sagte|sagten|
        erklärte|mitgeteilt|((il|elle) )?(a|ont) (déclaré|dit|affirmé|annoncé|écrit)|déclaré|dit|annoncé""",
    "LASTNIGHT": "last night|overnight|sinoć|прошлой ночью|mbrëmë|letzte nacht|la nuit dernière|cette nuit",
    "DAYBEFOREYESTERDAY": "(the )?day before yesterday|позавчера|prekjuče*|prekjučer|pardje|vorgestern|avant-hier",
    "YESTERDAY": "yesterday|вчера|juče|jučer|dje|gestern|hier",
    "TODAY": """
        today|tonight|this (morning|afternoon|evening)|сегодня|danas|jutros|večeras|sot|sonte|heute|aujourd'hui|
        ce (matin|soir)""",
    "PUBLICATION": """
        ((day|date) of )?publication( (date|day))?|(дата|день) публикации|публикация|(datum|dan) objave|
        na dan objave|(data|dita) e publikimit|publikimi*|(tag der )?veröffentlichung|veröffentlichungsdatum|
        (la )?(date|jour) de (la )?(publication|parution)|parution""",
    "MON": "mondays?|mon|понедельник*|poned(el|jel)j*|((e|të) )?hënë?n?|e hëna|montag*|lundi",
    "TUE": "tuesdays?|tues?|вторник*|utor*|(e|të|te) martën?|e marta|martën|dienstag*|mardi",
    "WED": "wednesdays?|wed|сред(а|у|ы|е)|sr(ij)?ed(a|u|e|om)|((e|të) )?mërkur*|mittwoch*|mercredi",
    "THU": "thursdays?|thu(rs)?|четверг*|četvrtak|četvrtk*|((e|të) )?enjt*|donnerstag*|jeudi",
    "FRI": "fridays?|fri|пятниц*|petak|petk(a|om|u)|((e|të) )?premt*|freitag*|vendredi",
    "SAT": "saturdays?|sat|суббот*|subot*|((e|të) )?shtun*|samstag*|sonnabend*|samedi",
    "SUN": "sundays?|sun|воскресень*|((e|të) )?diel(ë|ën|a)?|sonntag*|dimanche",
    "JAN": "january|jan|январ*|янв|januar*|janar*|jänner*|janvier",
    "FEB": "february|feb|феврал*|фев|februar*|shkurt*|feber|février|févr",
    "MAR": "march|mar|март|марта|марте|martu|mars|marsit|märz",
    "APR": "april*|apr|апрел*|prill*|avril|avr",
    "MAY": "may|май|мая|мае|maj|maja|maju|majit|mai",
    "JUN": "june|jun|июнь|июня|июне|juna|junu|qershor*|juni|juin",
    "JUL": "july|jul|июль|июля|июле|jula|julu|korrik*|juli|juillet|juil",
    "AUG": "august*|aug|август*|avgust*|avg|gusht*|août",
    "SEP": "september|sept?|сентябр*|сен|septemb(ar|r)*|shtator*|septembre",
    "OCT": "october|oct|октябр*|окт|oktob(ar|er|r)*|tetor*|octobre",
    "NOV": "november|nov|ноябр*|ноя|novemb(ar|r)*|nëntor*|novembre",
    "DEC": "december|dec|декабр*|дек|decemb(ar|r)*|dez|dezember*|dhjetor*|decembre|déc",
    "WEEKEND": "(over )?(the )?week-?ends?|выходн(ые|ых|ым)( дн*)?|vikend*|fundjav(ë|ën|a|ës)|wochenende*",
    "QUARTER": "quarter|квартал*|kvartal*|tromesečj*|tremujor*|quartals?|trimestre",
    "HALF": "half|половин*|polovin*|gjysm*|hälfte|moitié",
    "SPRING": "spring|весн(а|ой|ы|у)|proleć*|proljeć*|pranver*|frühling|frühjahr|printemps",
    "SUMMER": "summer|лето|летом|лета|leto|leta|ljeto|ljeta|ver(ë|ës|a|ën)|sommers?|été",
    "AUTUMN": "autumn|fall|осень*|осен(и|ью)|jesen*|vjesht*|herbst(es)?|automne",
    "WINTER": "winters?|зим(а|ой|ы|у|e|i|om|u)|dim(ër|ri|rit|rin)|hiver",
    "NED": "nedelj(a|u|i|om)|nedjelj(a|u|i|om)",
    "WEEK": "weeks?|недел*|nedelje|nedjelje|sedmic*|javë*|java*|wochen?|semaines?",
    "DAY": "days?|день|дня|дней|dana?|dani|ditë*|dita|tage?n?|jours?",
    "MONTH": "months?|месяц*|mesec*|mjesec*|muaj*|monat(s|e|en)?|mois",
    "YEAR": "years?|год|года|году|лет|г|гг|godin*|god|((i|të) )?vitit|vitin?|vit|vjet|jahr*|ans?|années?",
    "HOUR": "hours?|час|часа|часов|sata|sati|orë*|stunden?|heures?",
    "PAST": "(this )?past",
    "LAST": """
        (this )?last|previous|прошл*|минувш*|prošl*|minul*|protekl*|posled?nj*|последн*|
        ((e|të|së) )?(kaluar|shkuar)|(e )?fundit|letzte*|vergangene*|vorige*|dernier|dernière|passée?|
        précédente?""",
    "THIS": """
        this|current|эт(от|а|у|ой|ом|и)|текущ*|ov(e|og|oga|aj|u|a|om|i)|tekuć*|këtë|kësaj|këtij|kjo|diese*|ce|
        cet|cette""",
    "NEXT": "next|coming|следующ*|будущ*|sledeć*|sljedeć*|naredn*|iduć*|(e )?ardhsh*|nächste*|kommende*|prochaine?",
    "TOMORROW": "tomorrow|завтра|sutra|nesër|morgen|demain",
    "EARLY": """
        early|(at )?(the )?(beginning|start) of|в начале|начал(о|е)|početk(om|u)|početak|
        (në )?fillim*( (të|i|e))?|anfang(s)?|beginn|((au|en) )?début""",
    "MID": """
        mid|(in )?(the )?middle of|в середине|середин(а|е|ы)|sredinom|sredin(a|i)|(në )?mes(in|i)?( (të|i|e))|
        mitte|((à la|au) )?mi(lieu)?""",
    "LATE": """
        late|(at )?(the )?end of|в конце|конец|krajem|kraj(a|u)?|(në )?fund(i|in)?( (të|i|e))|ende|
        ((à la|en) )?fin""",
    "EARLIER": "earlier|ранее|раньше|ranije|më herët|früher|plus tôt",
    "MAYBE": """
        possibly|perhaps|probably|maybe|presumably|likely|возможно|вероятно|možda|verovatno|vjerovatno|
        mundësisht|ndoshta|vielleicht|möglicherweise|wahrscheinlich|vermutlich|peut-être|probablement|sans doute""",
    "ABOUT": """
        (on or )?about|c(?= {0,2}[0-9])|around|approximately|approx|circa|ca|roughly|~|около|примерно|
        приблизительно|oko|otprilike|rreth|afërsisht|etwa|ungefähr|gegen|um|vers|environ|
        (autour|aux alentours) du?""",
    "AGO": "ago|назад|më parë|il y a",
    "BY": """
        (no|not) later than|at the latest|by|as of|up to|не поздн?ее|не позднее чем|ne kasnije od|
        najkasnije( do)?|jo më vonë se|spätestens( (am|bis))?|au plus tard""",
    "UNTIL": "until|till|through|to|до|deri( (më|në))?|bis( zum)?|jusqu'(au|en|à)|(?<=. )au|по",
    "AFTER": "after|following|после|nakon|posle|poslije|pas|nach|après",
    "SINCE": """
        not before|(no|not) earlier than|since|from|starting|с|со|od|(që )?nga|prej|seit|ab|depuis|à partir du?|
        dès""",
    "BEFORE": "before|prior to|перед|pre|prije|para|vor|avant",
    "BETWEEN": "between|между|između|midis|ndërmjet|zwischen|entre",
    "1": """
        one|first|один|одну|одного|перв*|jedan|jedn(a|e|u|og)|prv*|një|((i|e|të) )?parë|eine?[mrn]?|erste*|une?|
        premier|première""",
    "2": """
        two|second|два|две|двух|втор(ой|ая|ое|ом|ого|ую)|dvije|drug(i|a|o|og|om|oj|u|e)|dy|((i|e|të) )?dytë|
        zwei|zweite*|deux|deuxième|seconde?""",
    "3": "three|third|три|трех|трет*|treć*|tre|((i|e|të) )?tretë|drei|dritte*|trois|troisième",
    "4": """
        four|fourth|четыр*|четверт*|četiri|četvrt(i|a|o|og|om|oj)|katër|((i|e|të) )?katërt|vier|vierte*|quatre|
        quatrième""",
    "5": "five|пять|пяти|pet|pesë|fünf|cinq",
    "6": "six|шесть|šest|gjashtë|sechs",
    "7": "seven|семь|sedam|shtatë|sieben",
    "8": "eight|восемь|osam|tetë|acht|huit",
    "9": "nine|девять|devet|nëntë|neun|neuf",
    "10": "ten|десять|deset|dhjetë|zehn|dix",
    "AND": "and|&|и|i|dhe|und|et|or|или|ili|ose|oder|ou",
}

# Words that carry no date: articles, prepositions, parts of the day. Dropped last.
FILLERS = """
    on|in|at|the|of|during|over|an?|dated|within|sometime|some time|early on|morning|afternoon|evening|night|
    noon|midday|в|во|на|за|от|числа|течение|утром|днем|вечером|ночью|утра|вечера|u|za|tokom|dana|ujutr(o|u)|
    popodne|uveče|noću|veče|në|më|të|e|gjatë|datën?|mëngjes|mbrëmje|pasdite|am|im|den|de[mrs]|die|das|zu[mr]|
    vom|während|vormittag|nachmittag|abend|nacht|mittag|früh|le|la|les|du|des?|en|dans|pendant|au cours|mois de|
    matin|soir|après-midi|nuit|au|il|je|se"""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = [*WORDS.items(), ("", FILLERS)]
    return tuple((f" {token} " if token else " ", _compile(words)) for token, words in entries)


def _compile(words: str) -> re.Pattern[str]:
    alternatives = re.sub(r"\n\s*", "", fold(words)).replace("*", r"\w*")
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def is_russian(text: str) -> bool:
    """Whether letters occur that Russian has and Serbian has not."""
    return bool(re.search("[яюыэёйщъь]", text.lower()))


def tokens_of(folded: str) -> str:
    """Folded text with every known word replaced by its token; unknown words stay in small letters."""
    text = re.sub(r"'s\b|\b[ld]'|-ci\b", " ", folded)  # "last week's", "l'année", "ce mois-ci"
    for token, pattern in _patterns():
        text = pattern.sub(token, text)
    return " ".join(text.split())
