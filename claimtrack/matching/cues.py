"""Small words and phrases that turn a claim round, soften it or say that something ended, in several languages.

Each line is a language and its cues in plain Latin letters, as tokens see them; `_` joins words, `*` stands for any
ending.
"""

from functools import lru_cache

_NEGATION = """
en not no never none neither nor nobody nothing nowhere cannot without
en failed_to fails_to fail_to failing_to refuse_to refuses_to refused_to refusing_to unable_to declined_to declines_to unwilling_to
en dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt cant couldnt
de ohne weigert* weigern nicht kein keine keinen keinem keiner nie niemals niemand
fr sans refuse_de refusent_de refuse_d ne n non jamais aucun aucune
es se_niega se_niegan se_nego no sin ninguno ninguna ningun nunca jamas ni
it senza rifiuta_di rifiutano_di non nessun nessuno nessuna mai
pt nao sem nunca nenhum nenhuma nem
pl bez nie nigdy zaden zadna
ru bez otkazal* otkazyv* ne ni net nikogda nikakikh nikakoy nikakogo nikogo
uk bez ne ni nemaye nikoly zhodn*
sr bez odbija_da odbijaju_da odbio_da odbila_da odbili_da nece necu necemo necete nismo niste nisi nemamo nemas ne ni nije nisu nisam nikada nikad nikakv* nijed* nema nemaju niti
sq nuk s_ka s_jane s_eshte s_po asnje asnjehere kurre
tr degil yok hicbir
nl zonder niet geen nooit
ar la lm ln lys lyst lysat
"""
_DENIAL = """
en deny denies denied denying denial* reject rejects rejected rejecting refute* refuting rebut* disput* debunk* dismiss*
en false* falsehood* untrue baseless unfounded groundless fabricat* hoax* myth* fake* bogus misinformation disinformation
en lie lies lied wrong incorrect ruled_out rules_out rule_out contradict* disprov* no_evidence no_truth
de bestreit* bestritt* dementier* widerleg* falsch* zuruckgewiesen weist_zuruck wies_zuruck unwahr* erfunden haltlos* entkraft* luge*
fr dement* nie nient nie_que refut* rejett* faux fausse* infond* infox intox mensong* sans_fondement contredi*
es niega* niegan nego desmient* desminti* rechaz* falso falsa falsos falsas falsedad mentira bulo
it nega negano nego smentisc* smentit* smenti falso falsa falsi bufala infondat* respinge
pt nega negam negou desment* desminti* rejeit* falso falsa mentira
pl zaprzecz* dementuj* nieprawd* falszyw* klamstw* obala* wymys*
ru otritsa* otverg* oproverg* falshiv* lozh* feyk* neprav* nedostovern* vymys* vydum* net_dokazatelstv
uk zaperech* sprostov* sprostuv* nepravd* feyk* vyhad* vygad* bryekhn*
sr demant* demantov* negira* porica* porek* lazn* lazi netacn* netachn* neistin* odbacu* odbaci* opovrg* izmislj*
sq mohon* mohoj* mohua* pergenj* pergenje* rreme* rrem hedh_poshte hodhi_poshte hedhin_poshte genjesht* trillim* pavertet*
tr yalanl*
ar nfe ynfy tnfy nft nfy kadhb* kdhb* tkdhyb* mzyf* shaioh ashaoh mfbrk*
nl ontken*
"""
_ENDING = """
en stop* cease* end ends ended ending quit* halt* cancel* lack* shortage* run_out ran_out runs_out no_longer no_more suspend* abolish*
de aufhor* eingestell* beend*
fr cess* arret* suspend* supprim*
es ces* dej* suspend*
it smess* smett* sospe*
pl przesta*
ru perestal* prekrat*
sr presta* obustav*
"""
_HEDGE = """
en reportedly allegedly apparently supposedly possibly perhaps maybe might may could purportedly likely probably seemingly
en reports reported rumour* rumor* believed thought suspected unconfirmed alleged claims_that information_that said_to
en double_checking appears seems potentially we_have_information there_is_information
de angeblich* mutmasslich* vermutlich womoglich wohl offenbar moglicherweise vielleicht berichten_zufolge laut_berichten
fr peut_etre apparemment presume* probablement selon_des_informations aurait auraient serait seraient semble* pourrait pourraient
es supuest* presunt* quizas tal_vez posiblemente al_parecer habria habrian podria podrian estaria estarian
it forse presunt* presumibilmente sembra pare avrebbe avrebbero sarebbe sarebbero potrebbe potrebbero
pt supost* talvez alegadamente teria teriam estaria estariam poderia poderiam
pl podobno rzekom* prawdopodobnie byc_moze domniem*
ru predpolozhitel* vozmozhno yakoby vidimo po_neizvestnym nepodtverzhd* neizvestno soobshcha* po_slukham po_soobshcheniyam veroyatno
ar rbma yzom* mzaom zom yqal
uk mozhlyvo nachebto nibyto imovirno ymovirno povidomlya*
sr navodno mozda verovatno vjerovatno prema_navodima sumnja_se tvrdi_se izgleda
sq ndoshta gjoja dyshohet thuhet raportohet supozo* me_sa_duket pretendohet mendohet
"""


# What is said to be coming is a weaker claim than what is said to be so.
_PREPARING = """
en prepare prepares preparing planned plans plan planning intend intends recruit recruits recruited recruiting about_to
de plant planen vorbereit* beabsichtig*
fr prepar* prevoi* envisag*
es prepar* planea*
ru gotov* planiru* verbu*
"""


class Cues:
    """One family of cues; `find` tells which words of a text, if any, belong to it."""

    def __init__(self, lines: str) -> None:
        self._whole: dict[str, dict[str, list[list[str]]]] = {"": {}}
        self._beginnings: dict[str, tuple[str, ...]] = {"": ()}
        for line in lines.strip().splitlines():
            language, *cues = line.split()
            for known in (language, ""):
                self._add(known, cues)

    def _add(self, language: str, cues: list[str]) -> None:
        whole = self._whole.setdefault(language, {})
        for cue in cues:
            words = cue.split("_")
            if not cue.endswith("*"):
                whole.setdefault(words[0], []).append(words)
        open_ended = tuple(cue[:-1] for cue in cues if cue.endswith("*"))
        self._beginnings[language] = self._beginnings.get(language, ()) + open_ended

    def find(self, words: list[str], language: str) -> list[tuple[int, int]]:
        """Where cues stand: (first word, number of words) each. A language without cues of its own is tried with all."""
        language = language if language in self._whole else ""
        whole, beginnings, found, after = self._whole[language], self._beginnings[language], [], 0
        for at, word in enumerate(words):
            if not self._may_begin(word, language):
                continue
            sizes = [len(cue) for cue in whole.get(word, ()) if words[at : at + len(cue)] == cue]
            if at >= after and (sizes or word.startswith(beginnings)):
                after = at + max(sizes, default=1)
                found.append((at, after - at))
        return found

    @lru_cache(maxsize=50_000)  # noqa: B019  there are five of these
    def _may_begin(self, word: str, language: str) -> bool:
        return word in self._whole[language] or word.startswith(self._beginnings[language])


NEGATION, DENIAL, ENDING = Cues(_NEGATION), Cues(_DENIAL), Cues(_ENDING)
HEDGE, PREPARING = Cues(_HEDGE), Cues(_PREPARING)
