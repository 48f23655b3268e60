"""Countries as the languages around them call them, in the marks of places.py; inflected forms begin alike.

Spellings that are everyday words elsewhere ("Chili", "Siri", "Čad") are left out: a place too many does more harm.
"""

EXONYMS = """\
AD andorr* andora*
AE emirados emirat* birlesik_arap
AF afegan* avgan*
AL arnavut* ^albanez* albanc* ^albanija albanij*
AM ermenistan* jermeni*
AO ^angole ^angola*
AR argjentin* argentyn* arjantin*
AT oostenrijk* avusturya* ^austrij*
AU avustralya*
BA ^bosna ^bosne ^bosnu ^bosnom ^bosnes ^bosnje* khertsegovin* bosanac bosanc* bosansk* hersek
BE belgjik* belcika*
BG bullgar* bugar* bulgar*
BH bahrein* barein* bahraj* bakhrejn* bakhreyn* bakhrein* bahrejn* bahreyn*
BO boliwi* bolivya*
BR brazyli* brezilya* brasil*
BY bielorus* bielorrus* bialorus* bjellorus* beloruss* beloru*
CD republika_konga demokratska_republika_kongo
CF zentralafrikanisch* centrafri* centroafrican* centro_african*
CH suica svajcar* shvajtsar* svicar* zvic* zwitser* isvicre* elveti* shveytsar*
CI cote_d_ivoire costa_d_avorio costa_do_marfim kot_d_ivuar obala_slonovace obale_slonovace ivoorkust* ivoiri*
CI elfenbeinkuste
CL ^chilien* ^cile ^chiliysk* ^cileu ^cileansk*
CM camerou* camerun* camaroe* kameroe*
CN ^cina ^cinese ^cinesi ^chiny ^chinach ^chinom ^chinsk* ^kine ^kines ^kineske ^kinesk* ^kinez* ^kineza ^cinli*
CN ^chineza
CO kolumb* colombi* kolombiya*
CR kostaryk* kosta_rik* kostarik*
CU ^kubansk* ^kubanc* ^kubes ^kuben
CY chipre* ^cipro ^cipriot* ^cypr* ^kipar ^kipra ^kipru ^cipar ^qipr* kibris* ^cipru*
CZ chequi* ^checo* cechia ^ceco ^ceki ^ceca ^chesh* ^cesk* tsjech* cekya* ^cehia ceske ceska
DE nemachk* nemc* nemtsi nemtsam njemac* nijemc* duitsland* ^duits* gjerman* niemiec* ^nemets* ^nimets* ^nimech* ^alman
DE ^almanlar* ^almanya*
DK dinamar* danimar* denemark* danemar* ^danes ^danska ^danske ^danskoj
DO dominikan* dominican* republica_dominicana
DZ argelia* argel* algier* alzir* algjer* cezayir*
EC equateur* equador* ekwador* ekvador* yekvador* ekuador*
EE estonya* eston*
EG egipat* egipt* egjipt* egito egipci* ^misir* yegip*
ER erythre* eritrei* erytre* eritrej* yeritre* eritre*
ES spanij* shpanij* ^spanske ^spanjols* spanj* ^spanje ispanya* ^spania* hiszpan*
ET etiop* etiyop*
EU europaische_union europaischen_union union_europeenne union_europea unione_europea uniao_europeia unia_europejska
EU unii_europejskiej unie_europejska evropeyskiy_soyuz evropeyskogo_soyuza evrosoyuz* evropska_unija evropske_unije
EU evropskoj_uniji evropsku_uniju europska_unija europske_unije bashkimi_evropian bashkimit_evropian europese_unie
EU avrupa_birligi uniunea_europeana
FR ^franca ^francji ^francja ^francje frankrijk* ^fransa* ^franta ^frantei ^francusk* ^francuz* ^francez*
GB vereinigtes_konigreich vereinigten_konigreich* reino_unido regno_unito velika_brytaniya velikoyi_brytaniyi
GB ujedinjeno_kraljevstvo mbreteria_e_bashkuar verenigd_koninkrijk birlesik_krallik regatul_unit britanij* britan*
GB anglii angliya angliyu anglijsk* angliysk* velika_britanija wielka_brytania
GE ^georgie ^georgiens gjeorgj* gurcistan* gruzini* ^gruzin*
GL gronland* groenland* grenland* grenlandi* groenlandi*
GR grecj* grck* grchk* greqi* ^grek* griekenland* yunanistan* ^grech* ^grets*
GT gwatemal* gvatemal* guatemal*
GW guinee_bissau guinea_bisau guine_bissau gwinea_bissau gvineja_bisao gvineya_bisau
HN gondura* khondura* hondura*
HR croaci* croazi* chorwac* khrvat* kroaci* kroate* hirvat* ^hrvat*
HT gaiti ^haiti* khaiti* gayiti
HU ungheri* ungheres* hongari* macarist* ungari* ^wegier* ^vengersk* madjarsk* ugorsk*
ID indonez* indonezy* endonezya*
IE ^irska ^irske ^irskoj ^irsku ierland* irland*
IL israil* izrael* ^israj*
IN ^inde ^indes ^indie ^indii ^indiach ^indiya ^indiyu ^indiysk* ^indija ^indije ^indiji ^indiju ^indijsk* ^indise
IN ^hindistan*
IS ^islanda ^islande ^islandia ^islandij* ^islandu ^islandzk* ^ijsland* izland* islandij*
IT wloch* wlosz* ^wlosk* italya* ^italij* ^italise ^italine
JM jamaik* jamaiq* giamaic* jamajk* yamayk* xhamajk*
JO jordanie* jordanien* giordani* jordania* yordan* jordanij* jordani* ^urdun*
JP japao* ^japan*
KE quenia* kenij* ^kenya
KG kirgis* kirghi* kirgui* quirguist* kirgist*
KH kambod* camboy* cambodg* cambog* camboj* kambox* kamboc* kambodz* cambodj*
KP nordkorea* coree_du_nord corea_del_norte corea_del_nord coreia_do_norte korea_polnocna korei_polnocnej kndr
KP pivnichna_koreya pivnichnoyi_koreyi severna_koreja severne_koreje severnoj_koreji severnu_koreju sjeverna_koreja
KP sjeverne_koreje severnaya_koreya severnoy_korei severnoy_koree severnuyu_koreyu kore_e_veriut korea_e_veriut
KP korese_se_veriut noord_korea kuzey_kore* coreea_de_nord ^nordkoreanisch*
KR sudkorea* coree_du_sud corea_del_sur corea_del_sud coreia_do_sul korea_poludniowa korei_poludniowej
KR respublika_koreya yuzhnaya_koreya yuzhnoy_korei yuzhnoy_koree juzhna_koreja juzhne_koreje yuzhnuyu_koreyu
KR pivdenna_koreya pivdennoyi_koreyi juzna_koreja juzne_koreje juznoj_koreji juznu_koreju kore_e_jugut korea_e_jugut
KR zuid_korea guney_kore* coreea_de_sud
KW koweit* kuwejt* kuveyt* kuvajt* koeweit* kuweit*
KZ kazaj* kazakistan* cazaqu* kazach* kazakh*
LB liban* livan* lubnan*
LK shri_lank* sri_lank*
LR liberij* liberiy* ^liberii ^liberis*
LT litouwen* lituan* ^litva ^litve ^litvi ^litvu
LU lussemb* luksemb* lyuksemb* luxemb*
LV letoni* letonij* letland* letonya*
LY liby* libij* ^libise ^libine libya* livij* liviy*
MA marruec* marroc* maroko* ^marok ^maroku ^maroka ^marokut marokan*
MD republik_moldau moldau* moldaw*
ME crna_gora crne_gore crnoj_gori crnu_goru tsrna_gora tsrne_gore tsrnoj_gori tsrnu_goru tsrnogor* czarnogor*
ME chornogor* mal_i_zi mali_i_zi malit_te_zi malin_e_zi malazez* karadag* muntenegr*
MG madagask*
MK nordmazedoni* macedoni* macedoine* noord_macedonie maqedon* mazedon* severna_makedonija
MM mianma* mjanm* ^birma* ^burm* myanm*
MN mongol* mogolist*
MT ^malte ^maltes ^malta
MW malaui* malavi*
MX mexique* messic*
MY malaisi* malasi* malezj* malayzi* malezij* malajzi* maleisi* malezya*
MZ mosamb* mocamb* mozamb*
NA namibi* namibij* namibya*
NE ^nijer ^nigeru ^nigerien*
NG nigeri* nigerij* nijerya*
NI nikaragu* nikaragv*
NL paises_bajos paesi_bassi paises_baixos holandi* holandij* nizozem* holland* holande* ^nederland* tarile_de_jos
NL gollandi* kholandij* ^olanda ^olandes*
NO norueg* norvesk* norveshk* noorweg* norvec* ^norvegi*
NZ neuseeland* nouvelle_zelande nueva_zelanda nuova_zelanda nova_zelandia nowa_zelandia novaya_zelandiya novoy_zelandii
NZ nova_zelandiya novi_zeland novog_zelanda zelanda_e_re zelande_e_re nieuw_zeeland yeni_zelanda noua_zeelanda
OM ^umman
PE ^perou ^peruvien* ^peruano*
PH filippin* filipijn* filipin*
PK paquist*
PL ^polonise ^polonine ^polonez* ^poljak* ^poljac* ^polsce ^polsk*
PS palastin* filistin*
PT portogall* portekiz* portugal*
PY paragu* paragw* paragv*
QA ^catar* ^katar*
RO rumyn* rumani* roemeni* romenia* romanya* rumunij* ^romeni* ^romania*
RS sirbist* ^servie ^servisch* ^serbise ^serbine srbij* ^serb*
RU ^rusi ^rusia ^rusise ^rusine rusland* rusya* ^ruska ^ruske ^ruskog ^ruskoj ^rusii ^rosyjsk*
RW ruand*
SA arabie_saoudite saoudi* arabia_saudyjska arabii_saudyjskiej saudovsk* saoedi* suudi* saudit* saudijsk* sauditsk*
SD soudan* sudao soedan* ^sudani ^sudanit
SE sueci* svezi* ^suedi* shvedsk* ^svedska ^svedske ^zweden ^zweeds* isvec* suedez*
SG singap*
SI esloven* slloven* slovenij*
SK slovaqu* eslovaq* sllovak* slovacka slovachk*
SS sudsudan* soudan_du_sud sudan_del_sur sud_sudan sudao_do_sul sudan_poludniowy yuzhnyy_sudan yuzhnogo_sudana
SS yuzhnom_sudane pivdennyy_sudan juzni_sudan juznom_sudanu juznog_sudana sudani_i_jugut sudanit_te_jugut zuid_soedan
SS guney_sudan sudanul_de_sud
SV salwador*
SY ^sirise ^sirine suriye* siryjsk* sirijac sirijc*
TD ^tchad ^tchadien* ^ciad ^czad* ^chade ^tsjaad
TH tailand* tajland* tayland* thailand*
TJ tadji* tayik* tagik* tadzy* tadzik* taxhik* tadzjik* tacik*
TM turcomen*
TN tunez* tunec* tunizi* tunus*
TR ^turcj* ^turci turech* ^turqi* turkij* ^turquis* ^turske ^turskoj ^tursku ^turkut
TW tajvan* tajwan*
TZ tansani* tanzan*
UA oekrai* ukrayna* ukrain*
UG ougand* ugand* oegand*
US stany_zjednoczone stanach_zjednoczonych stanow_zjednoczonych soedinennye_shtaty soedinennykh_shtatov
US spolucheni_shtaty spoluchenykh_shtativ sjedinjene_drzave sjedinjenih_drzava sjedinjene_americke_drzave
US sjedinjenim_drzavama shba verenigde_staten statele_unite amerikan* ^amerik* shtetet_e_bashkuara
US shteteve_te_bashkuara
UY urugu* urugw* urugv*
UZ ouzbek* uzbeq* oezbek* ozbek*
VE wenezu* venets* venecuel* venezu*
VN viet_nam vietna* wietnam* vyetnam* vijetnam* vetnam*
XK kosowo* kosove* kosova*
YE iemen* ^yemen ^jemen*
ZA sudafrik* afrique_du_sud sudafric* sud_africa africa_do_sul poludniowej_afryki yuzhno_afrikansk* yuzhnaya_afrika
ZA yuzhnoy_afrike juznoafric* juznoafrick* juzna_afrika afrika_e_jugut zuid_afrika guney_afrika africa_de_sud
ZM zambi* zambij*
ZW simbabw* zimbabu* zimbabv* zimbabw*
RU rwsya rwsy* alrws*
UA awkrany* alawkrany*
SY swrya swryh swryy* alswry*
IQ aloraq*
IR ayran* alayrany*
TR trkya trkyh altrk*
EG almcry* mcryh mcryyn
LB lbnan* allbnany*
PS flspyn* alflspyny*
IL asraiyl* alasraiyly*
SA alsowdy*
MA almghrb*
DZ aljzair*
TN twns altwnsy*
LY lybya lybyh allyby*
SD alswdan*
YE alymn*
JO alardn*
KW alkwyt*
QA qpryh alqpry*
AE alamarat*
FR frnsa frnsy* alfrnsy*
IT aypaly*
ES asbany*
GB brypany* albrypany*
US amryka amryky* alamryky*
CN alcyn*
IN alhnd alhndy*
JP alyaban*
"""
