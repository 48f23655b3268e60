"""Regions and cities, inside their countries: one line per place, its code and its names in plain Latin letters.

A name stands for itself and, written with a capital, for its case forms ("Beograd", "Beogradu"); a name
that is also an everyday word, or a person's, is left out or given exactly (`=Nis`). `x*` is every word that begins so.
The names of the cities that time zones are called after are those of the Unicode CLDR.
"""

CITIES = """\
AE.abu_dhabi abu_dhabi abou_dabi abu_dabi
AE.dubai dubai dubaj dubay
AF.herat herat
AF.kabul kabul kaboul cabul
AF.kandahar kandahar
AL.durres durres durazzo drach
AL.elbasan elbasan
AL.shkoder shkoder shkodra skadar scutari
AL.tirana tirana* tirane
AL.vlore vlore vlora
AM.gyumri gyumri gjumri
AM.yerevan yerevan eriwan erevan erywan ierevan jerevan erivan
AO.luanda luanda
AR.buenos_aires buenos_aires
AT.graz graz grac
AT.innsbruck innsbruck insbruk
AT.linz linz linc
AT.salzburg salzburg salisburgo salcburg
AT.vienna vienna wien wieden vjene viyana wenen =Viena =Vena =Vene =Venu =Вена =Вене =Вены =Вену =Відень =Відні =Beč
AT.vienna =Beču =Beča =Беч =Бечу =Беча vieni vienom veni
AU.brisbane brisbane brisben brizbejn brisbejn
AU.canberra canberra kanberra kambera
AU.melbourne melbourne melburn
AU.perth perth
AU.sydney sydney
AZ.baku baku bakou bakoe
AZ.ganja gyandzha gandzha
AZ.karabakh karabakh* karabagh* karabach*
BA.banja_luka banja_luka banje_luke banjoj_luci banju_luku banya_luka
BA.bihac bihac
BA.mostar mostar
BA.republika_srpska republika_srpska republike_srpske republici_srpskoj republiku_srpsku
BA.sarajevo sarajevo sarajewo saraevo saraievo saraybosna
BA.srebrenica srebrenica srebrenitsa
BA.tuzla tuzla tuzle tuzli tuzlu
BA.zenica zenica zenitsa
BD.dhaka dhaka
BE.antwerp antwerp anvers amberes antverpen
BE.brussels brussel* bruxelles bruselas bruxelas bryussel brisel bruksel
BE.ghent ghent gent gand
BE.liege liege luttich lieja liegi
BF.ouagadougou ouagadougou uagadugu wagadugu uagedugu
BG.burgas burgas
BG.plovdiv plovdiv
BG.sofia sofia sofiya sofija sofje sofya sofii sofie
BG.varna varna
BI.bujumbura bujumbura buzumbura buzhumbura budzhumbura budzumbura buxhumbure
BJ.porto_novo porto_novo portonovo
BO.la_paz la_paz
BR.brasilia brasilia
BR.manaus manaus manaos
BR.rio rio_de_janeiro rio_de_zaneiro rio_de_zhaneyro
BR.sao_paulo sao_paulo san_paolo san_paulu sao_paolo
BT.thimphu thimphu tkhimpkhu timpu thimpu
BW.gaborone gaboron
BY.brest brest_litovsk
BY.gomel gomel homel
BY.grodno grodno hrodna
BY.minsk minsk*
BY.vitebsk vitebsk vitsebsk
CA.calgary calgary
CA.edmonton edmonton
CA.montreal montreal monreal
CA.ottawa ottawa otawa ottava otava
CA.quebec quebec kvebek
CA.toronto toronto
CA.vancouver vancouver vankuver
CA.winnipeg winnipeg vinnipeg vinipeg uinipeg
CD.goma goma
CD.kinshasa kinshasa kinszasa kinsasa
CF.bangui bangui
CG.brazzaville brazzaville brazzavil brazavil brazaville
CH.basel basel basilea bazel
CH.bern bern berne berna
CH.davos davos
CH.geneva geneva genf ginebra ginevra genebra genewa zheneva zeneva gjenev genewie cenevre
CH.lausanne lausanne losanna lozana
CH.lugano lugano
CH.zurich zurich zurigo zurique zurych tsyurikh tsirikh cirih zyrih zurih
CI.abidjan abidjan abiyan abidzan abidzhan abixhan
CL.santiago santiago_de_chile santjago
CM.douala douala duala
CN.beijing beijing peking* pekin* pechino pequim
CN.guangzhou guangzhou kanton
CN.hong_kong hong_kong
CN.macau macau macao
CN.shanghai shanghai xangai szanghaj shankhay shangaj sangaj shangai sanghay sjanghai
CN.shenzhen shenzhen shenchzhen
CN.tibet tibet
CN.urumqi urumqi urumczi urumchi urumci
CN.wuhan wuhan vuhan ukhan
CN.xinjiang xinjiang* uighur* uyghur*
CO.bogota bogota* bogote
CO.medellin medellin medelin
CU.havana havana havanna hawana gavana khavana
CY.limassol limassol limasol
CY.nicosia nicosia nikosia nikozja nikosiya nikozija nikozia lefkosa
CZ.brno brno brunn
CZ.ostrava ostrava
CZ.prague prag praga prage praag prahe prahu prahy praze prahou pragi pragu pragoj pragoy pradze prahom
DE.bavaria bavaria* bayern bayerisch* bawari*
DE.bavaria.munich munich munchen monaco_di_baviera minhen myunkhen monachium
DE.berlin berlin* berlim berlijn
DE.bremen bremen
DE.cologne cologne koln keln kelnu
DE.dortmund dortmund
DE.dresden dresde drezno drezden
DE.dusseldorf dusseldorf dyusseldorf diseldorf
DE.frankfurt frankfurt francfort francoforte frankfurcie
DE.hamburg hamburg hambourg amburgo gamburg
DE.hanover hannover hanover ganover hanovre
DE.leipzig leipzig lipsia lipsk leyptsig lajpcig
DE.magdeburg magdeburg
DE.mannheim mannheim manhajm
DE.nuremberg nuremberg nurnberg norimberga nirnberg nyurnberg
DE.ramstein ramstein ramshtayn
DE.solingen solingen zolingen
DE.stuttgart stuttgart stoccarda shtutgart stutgart
DK.aarhus aarhus arhus
DK.copenhagen copenhagen copenhague copenaghen kopengagen kopenkhagen kopenhag
DO.santo_domingo santo_domingo saint_domingue
DZ.algiers algier alzhir alzir algjer cezayir
EC.guayaquil guayaquil guaiaquil guayakil gvajakil guajakuil
EE.narva narva narve narvi narvu
EE.tallinn tallin
EE.tartu tartu
EG.alexandria alejandria alessandria aleksandriya aleksandrija
EG.cairo cairo kairo kair kajro kahire
EG.sinai sinai sinay sinaj
ER.asmara asmara
ES.bilbao bilbao
ES.catalonia catalonia* catalan* katalon* katalan*
ES.catalonia.barcelona barcelona barselona barcellona
ES.ceuta ceuta seuta
ES.madrid madrid*
ES.malaga malaga
ES.melilla melilla
ES.seville seville sevilya sevilja siviglia sewilla
ES.valencia valencia valensiya valensija
ET.addis_ababa addis_ababa addis_abeba adis_abeba adis_ababe
FI.helsinki helsinki helsinque khelsinki gelsinki
FI.tampere tampere
FI.turku turku
FR.bordeaux bordeaux burdeos
FR.calais calais
FR.corsica corsica corse korsika
FR.grenoble grenoble
FR.lille lille
FR.lyon lyon
FR.marseille marseille*
FR.montpellier montpellier
FR.nantes nantes
FR.paris paris parigi paryz parizh pariz parijs
FR.rouen rouen
FR.strasbourg strasbourg strassburg estrasburgo strasburg strazbur
FR.toulouse toulouse tuluza tolosa
GA.libreville libreville librevil
GB.birmingham birmingham
GB.bristol =Bristol
GB.dover dover
GB.glasgow =Glasgow
GB.leeds leeds
GB.liverpool liverpool
GB.london london* londres londra londyn londer londen
GB.manchester manchester
GB.northern_ireland northern_ireland nordirland
GB.northern_ireland.belfast belfast
GB.salisbury salisbury solsberi solzberi
GB.scotland scotland scottish scots schottland ecosse escocia shotland* szkocj*
GB.scotland.edinburgh edinburgh edimbourg edimburgo edynburg edinburg
GB.southport southport
GB.wales wales welsh
GB.wales.cardiff cardiff
GE.abkhazia abkhaz* abchas* abhazi*
GE.batumi batumi
GE.south_ossetia south_ossetia sudossetien yuzhnaya_osetiya yuzhnoy_osetii ossetia
GE.south_ossetia.tskhinvali tskhinvali chinvali
GE.tbilisi tiflis tbilissi tbilis
GH.accra accra akkra
GI.gibraltar gibraltar gibilterra gjibraltar cebelitarik
GM.banjul banjul bandzul banzhul banzul banxhul
GN.conakry conakry conakri conacri konakry konakri
GR.athens athen atene ateny afiny afini atina athine atena
GR.crete crete kreta creta krit
GR.lesbos lesbos lesvos
GR.patras patras
GR.piraeus piraeus pireas piree pireus pirej
GR.thessaloniki thessaloniki thessalonique salonica saloniki solun selanik salonicco tesalonica
HN.tegucigalpa tegucigalpa tegusigalpa
HR.dubrovnik dubrovnik
HR.knin knin kninu knina
HR.osijek osijek
HR.rijeka rijeka rijeci
HR.split =Splitu =Splita =Splitom
HR.vukovar vukovar
HR.zadar zadar
HR.zagreb zagreb zagabria zagrzeb
HT.port_au_prince port_au_prince puerto_principe porto_principe port_o_prens port_o_prins
HU.budapest budapest* budapeszt budapesht budimpeshta budimpesta boedapest
HU.debrecen debrecen
HU.paks paks
HU.szeged szeged segedin
ID.bali bali
ID.jakarta jakarta yakarta giacarta jacarta dzakarta dzhakarta xhakarte cakarta
IE.dublin dublin* dablin
IE.galway galway
IE.limerick limerick
IL.golan golan
IL.haifa haifa haiffa hayfa khayfa hajfa
IL.jerusalem jerusalem* jerusalen gerusalemme jerozolima ierusalim jerusalim jeruzalem
IL.tel_aviv tel_aviv
IN.bangalore bangalore bengaluru
IN.chennai chennai madras
IN.delhi delhi neu_delhi dehli
IN.gujarat gujarat
IN.hyderabad hyderabad
IN.kashmir kashmir*
IN.kolkata kolkata
IN.manipur manipur
IN.mumbai mumbai bombay bombaj
IN.punjab punjab pendzab
IQ.baghdad baghdad* bagdad*
IQ.basra basra bassora
IQ.erbil erbil arbil
IQ.fallujah fallujah falluja faludza falludzha
IQ.kirkuk kirkuk
IQ.mosul mosul mossul mossoul
IR.bushehr bushehr
IR.isfahan isfahan esfahan
IR.mashhad mashhad
IR.natanz natanz
IR.tabriz tabriz
IR.tehran tehran* teheran* tegeran tekheran tahran
IS.reykjavik reykjavik reikiavik reykyavik rejkjavik reikjavik
IT.bari =Bari
IT.bologna bologna bolonia bolonya
IT.florence firenze florenz florencia
IT.genoa genoa genova genua
IT.milan milano mailand mediolan
IT.naples naples napoli neapel napoles neapol napulj
IT.rome rome roma rom rzym
IT.sardinia sardinia sardegna sardaigne sardinien
IT.sicily sicily sicilia sizilien sicile
IT.sicily.catania catania
IT.sicily.lampedusa lampedusa
IT.sicily.palermo palermo
IT.trieste triest trst
IT.turin turin torino
IT.venice venice venise venezia venedig venecia veneza venetsiya venecija wenecja
IT.verona verona
JO.amman amman
JP.fukushima fukushima fukusima
JP.hiroshima hiroshima chirosima khirosima
JP.nagasaki nagasaki
JP.okinawa okinawa
JP.osaka osaka
JP.tokyo tokyo tokio toquio
KE.mombasa mombasa
KE.nairobi nairobi* nayrobi najrobi
KG.bishkek bishkek bischkek bichkek biszkek biskek bisjkek
KG.osh =Osh
KH.phnom_penh phnom_penh pnompen pnom_pen
KH.siem_reap siem_reap
KP.pyongyang pyongyang pjongjang pkhenyan phenian
KR.busan busan pusan
KR.seoul seoul =Seula =Seulu
KZ.almaty almaty almati
KZ.astana astana nur_sultan
LA.vientiane vientian wientian ventyan vientyan vijentijan vjentiane
LB.beirut beirut* beyrouth bejrut beyrut beiroet
LB.sidon sidon
LI.vaduz vaduz vaduts
LK.colombo colombo kolombo
LR.monrovia monrovia monroviya monrovija
LS.maseru maseru
LT.kaunas kaunas kowno
LT.klaipeda klaipeda klaipedoj
LT.vilnius vilnius vilna wilno vilnyus vilnjus
LV.daugavpils daugavpils
LV.riga =Riga =Rīga =Рига =Риге =Риги =Ригу =Рігу =Rige =Rigi =Rigu =Ryga =Rydze =Rigoj
LY.benghazi benghazi bengasi bengazi benghasi bingazi
LY.derna derna
LY.misrata misrata misurata
LY.sirte sirte
LY.tripoli tripoli trypolis
MA.casablanca casablanca kasablanka kazablanka
MA.marrakesh marrakesh marrakech marrakesch marrakes
MA.rabat rabat
MA.tangier tangier tanger
MD.balti =Beltsy =Balti
MD.chisinau chisinau kiszyniow kishinev kishiniv kishinjev kisinjev kishineu kisinev
MD.gagauzia gagauz gagauzia gagauziya gagauzija
MD.transnistria transnistri* pridnestrov*
MD.transnistria.tiraspol tiraspol
ME.bar =Baru
ME.budva budva budvi budve
ME.cetinje cetinje
ME.kotor kotor
ME.niksic niksic
ME.podgorica podgorica podgoritsa podgoritsya podgorita
MG.antananarivo antananarivo antananarywa
MK.bitola bitola bitolj
MK.kumanovo kumanovo
MK.ohrid ohrid
MK.skopje skopje skopie skope skoplje shkup uskup
MK.tetovo tetovo
ML.bamako bamako
ML.gao =Gao
ML.timbuktu timbuktu tombouctou
MM.naypyidaw naypyidaw
MM.rakhine rakhine
MM.yangon yangon
MN.ulaanbaatar ulaanbaatar oulan_bator ulan_bator ulanbatar ulan_batur
MR.nouakchott nouakchott nuakchot nawakszut nuakshot nuakshott nuaksot nouakot
MX.mexico_city mexico_city mexiko_stadt
MX.monterrey monterrey monterey monterej monterrej
MX.tijuana tijuana tikhuana tihuana
MY.kuala_lumpur kuala_lumpur
MZ.maputo maputo
NA.windhoek windhoek windhuk vindkhuk vindguk vindhuk vint'huk
NE.niamey niamey nijamej niamej
NG.abuja abuja abudza abudzha
NG.biafra biafra
NG.borno borno
NG.kano =Kano
NG.lagos lagos
NG.maiduguri maiduguri
NI.managua managua managva
NL.amsterdam amsterdam
NL.eindhoven eindhoven
NL.hague the_hague den_haag la_haye la_haya =Haag
NL.rotterdam rotterdam roterdam
NL.utrecht utrecht
NO.oslo oslo
NO.svalbard svalbard spitsbergen spitzbergen
NO.tromso tromso
NP.kathmandu kathmandu
NZ.auckland auckland oklend okland
OM.muscat muscat muskat
PH.manila manila manille
PK.balochistan baluchistan balochistan beludzistan
PK.islamabad islamabad
PK.karachi karachi karatschi karaczi karaci
PK.lahore lahor
PK.peshawar peshawar pesavar
PK.quetta quetta
PL.gdansk gdansk danzig
PL.katowice katowice kattowitz
PL.krakow krakow cracow krakau cracovie krakov
PL.lodz lodz
PL.lublin lublin
PL.poznan poznan posen
PL.przewodow przewodow
PL.rzeszow rzeszow zheshuv
PL.szczecin szczecin stettin
PL.warsaw warsaw warszaw* warschau varsovie varsavia varshava varsava varsova
PL.wroclaw wroclaw breslau breslavia
PS.gaza gaza* gazz*
PS.gaza.khan_younis khan_younis khan_yunis chan_junis khan_yunus jan_yunis
PS.gaza.rafah rafah rafakh
PS.west_bank west_bank westjordanland cisjordanie cisgiordania zapadna_obala zapadnoj_obali
PS.west_bank.hebron hebron khevron khebron
PS.west_bank.jenin jenin dschenin dzenin dzhenin
PS.west_bank.nablus nablus naplouse
PS.west_bank.ramallah ramallah ramala
PT.azores azores azoren acores
PT.lisbon lisbon lissabon lisbonne lisboa lisabon lizbon
PT.porto =Oporto
PY.asuncion asuncion assuncao asunson asunsyon asunsion
RO.bucharest bucharest bukarest bucarest bukareszt bukharest bukuresht bukurest bukres boekarest bucuresti
RO.cluj cluj klausenburg
RO.constanta =Constanta =Constanța konstanca
RO.deveselu deveselu
RO.iasi =Iasi jassy
RO.timisoara timisoara temeswar temisvar
RS.belgrade belgrad* beograd*
RS.kragujevac kragujevac kragujevats kraguevac
RS.nis =Nis =Niš =Nišu =Niša =Nišem =Ниш =Нишу =Ниша nisch
RS.novi_sad novi_sad novog_sada novom_sadu novim_sadom nowy_sad novi_sadi
RS.presevo presevo presheva
RS.sandzak sandzak sandschak sanxhak
RS.subotica subotica subotitsa
RS.sumadija sumadija
RS.vojvodina vojvodina wojwodina voyvodina voivodina
RU.arkhangelsk arkhangelsk archangelsk
RU.astrakhan astrakhan astrachan astracan astrakan astrahan
RU.bashkiria bashkortostan baschkortostan bashkirii bashkiriya
RU.belgorod belgorod bjelgorod bielgorod bilhorod bilgorod
RU.beslan beslan
RU.bryansk bryansk brjansk briansk
RU.buryatia buryatia burjatien buryatiya
RU.chechnya chechen* chechn*
RU.chechnya.grozny grozny grosny groznyy
RU.chelyabinsk chelyabinsk tscheljabinsk celjabinsk
RU.dagestan dagestan daghestan
RU.ingushetia ingushetia ingushetiya inguschetien
RU.irkutsk irkutsk irkoutsk irkuck irkoetsk irkutk
RU.kaliningrad kaliningrad kalinjingrad
RU.kamchatka kamchatka kamtschatka kamtchatka kamczatka kamcatka kamtsjatka kamciatka
RU.kazan kazan kasan kazany
RU.khabarovsk khabarovsk chabarowsk
RU.krasnodar krasnodar
RU.krasnoyarsk krasnoyarsk krasnojarsk krasnoiarsk
RU.kurils kuril kurily
RU.kursk kursk koursk
RU.moscow moscow* moskv* moskau* mosca moscou moskw* moscu moske moskova moskou moscova
RU.murmansk murmansk mourmansk
RU.nizhny_novgorod nizhny_novgorod nischni_nowgorod nizhniy_novgorod nizhnem_novgorode nizhnego_novgoroda
RU.north_ossetia north_ossetia nordossetien severnaya_osetiya severnoy_osetii
RU.novosibirsk novosibirsk nowosibirsk novossibirsk nowosybirsk
RU.omsk omsk
RU.perm =Perm
RU.petersburg petersburg* peterburg*
RU.pskov pskov pskow
RU.rostov rostov rostow
RU.sakhalin sakhalin sachalin sajalin sacalina sahalin sakalin
RU.samara samara
RU.saratov saratov saratow
RU.siberia siberia sibir syberia
RU.smolensk smolensk
RU.sochi sochi sotschi sotchi
RU.tatarstan tatarstan
RU.tomsk tomsk
RU.tula =Tula =Tule =Tuly =Tulu
RU.tuva =Tuva
RU.tver =Tver =Tveri twer
RU.ufa =Ufa =Ufe
RU.ural =Urals
RU.vladivostok vladivostok wladiwostok wladywostok
RU.volgograd volgograd wolgograd
RU.voronezh voronezh woronesch voronej voronez
RU.yakutia yakutia jakutien yakutiya
RU.yakutsk yakutsk jakutsk iakoutsk jakuck jakoetsk iakutk
RU.yekaterinburg yekaterinburg jekaterinburg ekaterinbourg ekaterimburgo ekaterinburg ecaterimburgo jekaterynburg
RU.yekaterinburg iekaterinburg jekaterinenburg
RW.kigali kigali
SA.jeddah jeddah dschidda djeddah dzeda
SA.mecca mecca mekka meka mecque
SA.riyadh riyadh riad riyad rijad er_riyad
SD.darfur darfur darfour
SD.el_fasher el_fasher al_fashir
SD.khartoum khartoum* chartum* khartum jartum cartum kartum hartum khartoem
SD.port_sudan port_sudan
SE.gothenburg gothenburg goteborg geteborg
SE.gotland gotland
SE.malmo malmo malme
SE.stockholm stockholm estocolmo stoccolma sztokholm stokgolm stokkholm stokholm
SE.uppsala uppsala
SI.ljubljana ljubljana liubliana lubiana lublana lyublyana lubjane
SI.maribor maribor
SK.bratislava bratislava bratyslawa
SK.kosice kosice koszyce kaschau
SL.freetown freetown fritaun
SN.dakar dakar
SO.mogadishu mogadischu mogadiscio mogadiszu mogadish mogadis
SO.puntland puntland
SO.somaliland somaliland
SR.paramaribo paramaribo
SY.aleppo aleppo alep alepo khaleb haleb halab
SY.damascus damasc* damaskus damas damaszek damask
SY.deir_ez_zor deir_ez_zor deir_al_zor deir_ezzor
SY.douma =Douma
SY.hama =Hama
SY.homs homs khoms
SY.idlib idlib idleb
SY.latakia latakia lattakia lattaquie latakija latakiya lazkiye
SY.palmyra palmyra palmira
SY.raqqa raqqa rakka
SY.tartus tartus tartous
SZ.mbabane mbabane
TD.abeche abeche
TD.ndjamena ndjamena yamena ndzamena ndzhamena
TH.bangkok bangkok
TJ.dushanbe dushanbe duschanbe douchanbe dusambe duchambe duszanbe dusanbe doesjanbe
TM.ashgabat ashgabat asgabat achgabat asjabad aszchabad ashkhabad ashabad askabat asjchabad
TN.sfax sfax
TR.adana adana
TR.ankara ankara*
TR.antalya antalya antalija
TR.bursa bursa
TR.diyarbakir diyarbakir
TR.gaziantep gaziantep
TR.hatay hatay
TR.incirlik incirlik indzirlik
TR.istanbul istanbul* stambul* estambul istambul stamboll istanboel
TR.izmir izmir smyrna
TT.port_of_spain port_of_spain port_d_espagne puerto_espana port_of_speyn port_of_spejn
TW.kaohsiung kaohsiung
TW.taipei taipei taipeh tajpej taybey
TZ.dar_es_salaam dar_es_salaam daressalam dar_es_salam darusselam
TZ.zanzibar zanzibar sansibar
UA.bucha bucha buchi buchu butscha boutcha
UA.chernihiv chernihiv chernigov tschernihiw tchernihiv czernihow cernigov chernigiv
UA.chernivtsi chernivtsi chernovtsy czernowitz cernovci
UA.chernobyl chernobyl tschernobyl tchernobyl chornobyl czarnobyl cernobil chernobil cernobyl chernobylj
UA.crimea crimea* krim krym* crimee* krimu krima krimom krime kirim
UA.crimea.kerch kerch kertsch kertch kercz kerc
UA.crimea.sevastopol sevastopol* sewastopol* sebastopol*
UA.crimea.simferopol simferopol sinferopoli symferopol simferopolj
UA.crimea.yalta yalta jalta yalte yalti jalti
UA.dnipro dnipro dnepr dnjepr dnepropetrovsk dnipropetrovsk dniepr
UA.donbas donbas*
UA.donbas.avdiivka avdiivka avdeevka awdijiwka avdiyivka avdijivka avdejevka
UA.donbas.bakhmut bakhmut bachmut bakhmout bahmut artemivsk artyomovsk artemovsk
UA.donbas.debaltseve debaltseve
UA.donbas.donetsk donetsk* donjeck* donezk donieck* donets'k* doneck* donetck* donetz*
UA.donbas.ilovaisk ilovaisk ilovaysk
UA.donbas.kramatorsk kramatorsk
UA.donbas.luhansk luhansk* lugansk* lougansk* luhans'k*
UA.donbas.lysychansk lysychansk lisichansk
UA.donbas.mariupol mariupol* marioupol*
UA.donbas.pokrovsk pokrovsk pokrowsk krasnoarmeysk
UA.donbas.severodonetsk severodonetsk sievierodonetsk severodonjeck sewerodonezk
UA.donbas.sloviansk sloviansk slavyansk slowjansk slavjansk slovyansk
UA.donbas.soledar soledar
UA.donbas.vuhledar vuhledar ugledar
UA.irpin irpin
UA.ivano_frankivsk ivano_frankivsk ivano_frankovsk iwano_frankiwsk
UA.izium izium izyum isjum
UA.kharkiv kharkiv* kharkov* charkiv*
UA.kharkiv.kupiansk kupiansk kupyansk kupjansk
UA.kherson kherson* cherson*
UA.kherson.kakhovka kakhovka kachowka kakhowka kahovka nova_kakhovka novaya_kakhovka novoy_kakhovke
UA.kremenchuk kremenchuk kremenchug krementschuk kremencug
UA.kryvyi_rih kryvyi_rih krivoy_rog krywyj_rih krivoj_rog kryvyy_rih krivom_roge
UA.kyiv kyiv* kiev* kyjev*
UA.lutsk lutsk luzk
UA.lviv lviv* lvov* lemberg*
UA.mykolaiv mykolaiv nikolaev mykolayiv mykolajiw mikolajow nikolajev mykolayev mykolaev
UA.odesa odes*a odesa odessa*
UA.poltava poltava poltawa
UA.rivne =Rivne =Rovno
UA.snake_island snake_island zmiinyi schlangeninsel ile_des_serpents zmeinyy
UA.sumy =Sumy =Sumakh =Sumah =Sumi
UA.ternopil ternopil ternopol tarnopol
UA.transcarpathia transcarpathia zakarpattia zakarpattya zakarpatye transkarpatien zakarpatje krptalja
UA.uzhhorod uzhhorod uzhgorod uschhorod uzgorod oujhorod uzhorod
UA.vinnytsia vinnytsia vinnitsa winnyzja vinnytsya winnica vinica
UA.zaporizhzhia zaporizhzhya zaporozhye saporischschja zaporijjia zaporizzja zaporozje zaporozhe zaporozhia
UA.zaporizhzhia zaporizhia saporoschje zaporizia zaporoze zaporizhzhi
UA.zaporizhzhia.berdyansk berdyansk berdiansk berdjansk
UA.zaporizhzhia.enerhodar enerhodar energodar
UA.zaporizhzhia.melitopol melitopol melitopolj
UA.zhytomyr zhytomyr zhitomir schytomyr jytomyr zytomierz zitomir
UG.kampala kampala
US.alabama alabama
US.alaska alaska
US.arizona arizona
US.arizona.phoenix =Phoenix
US.arkansas arkansas
US.california california kalifornien* kaliforni*
US.california.los_angeles los_angeles los_andzheles los_andjeles los_andeles los_anxhelos
US.california.san_diego san_diego
US.california.san_francisco san_francisco san_frantsisko san_francisko
US.carolina north_carolina south_carolina
US.colorado colorado
US.colorado.denver denver =Denver
US.florida florida
US.florida.mar_a_lago mar_a_lago
US.florida.miami miami majami mayami
US.georgia.atlanta atlanta
US.guantanamo guantanamo
US.hawaii hawaii havaji gavayi
US.hawaii.honolulu honolulu gonolulu khonolulu
US.illinois illinois
US.illinois.chicago chicago chikago cikago
US.indiana indiana
US.iowa iowa
US.kansas kansas
US.kentucky kentucky
US.louisiana louisiana
US.louisiana.new_orleans new_orleans
US.maryland maryland
US.maryland.baltimore baltimore
US.massachusetts massachusetts
US.massachusetts.boston boston
US.michigan michigan
US.michigan.detroit detroit
US.michigan.flint =Flint
US.minnesota minnesota
US.minnesota.minneapolis minneapolis mineapolis
US.mississippi mississippi
US.missouri missouri
US.nevada nevada
US.nevada.las_vegas las_vegas
US.new_jersey new_jersey
US.new_york new_york nueva_york nova_york nowy_jork nyu_york njujork nju_jork
US.ohio ohio
US.oklahoma oklahoma
US.oregon oregon
US.oregon.portland portland
US.pennsylvania pennsylvania
US.pennsylvania.philadelphia philadelphia filadelfia filadelfija
US.pennsylvania.pittsburgh pittsburgh pitsburg
US.tennessee tennessee
US.texas texas
US.texas.dallas =Dallas dallas
US.texas.el_paso el_paso
US.texas.houston =Houston
US.utah utah
US.virginia virginia
US.washington_state.seattle seattle sietl
US.wisconsin wisconsin
UY.montevideo montevideo
UZ.samarkand samarkand samarcande semerkand
UZ.tashkent tashkent taschkent tachkent taskent taszkient tasjkent
VE.caracas caracas
VN.hanoi hanoi hanoj khanoy
VN.ho_chi_minh ho_chi_minh
VN.saigon saigon
XK.banjska banjska banjskoj
XK.drenica drenica
XK.ferizaj ferizaj urosevac
XK.gjakova gjakova djakovica
XK.gjilan gjilan gnjilane
XK.gracanica gracanica
XK.leposavic leposavic
XK.metohija metohij*
XK.mitrovica mitrovica mitrovitsa kosovska_mitrovica kosovske_mitrovice kosovskoj_mitrovici
XK.pec =Peja =Pejes =Peje =Pecka
XK.podujevo podujevo
XK.pristina prishtina pristin prisztina pristinsk
XK.prizren prizren
XK.racak racak recak
XK.zubin_potok zubin_potok
XK.zvecan zvecan
YE.hodeidah hodeidah hudaydah hodeida
YE.sanaa sanaa sana'a saana
ZA.cape_town cape_town kapstadt le_cap ciudad_del_cabo kejptaun keyptaun
ZA.durban durban
ZA.johannesburg johannesburg joanesburgo yokhannesburg yogannesburg jokhanesburg johanesburg
ZA.pretoria pretoria pretorija
ZM.lusaka lusaka
ZW.harare harare kharare
"""

# The same in Arabic, which has no capitals: exactly these.
ARABIC_CITIES = """\
AF.kabul kabwl
AM.yerevan yryfan
AO.luanda lwanda
AU.brisbane brsyban
AU.melbourne mylbwrn
AU.perth brtha
AU.sydney sydny
BA.sarajevo srayyfw
BE.brussels brwksl
BF.ouagadougou waghadwghw
BG.sofia cwfya
BI.bujumbura bwjwmbwra
BJ.porto_novo bwrtw_nwfw
BO.la_paz la_baz
BR.manaus manaws
BR.sao_paulo saw_bawlw
BT.thimphu tymfw
BW.gaborone ghabwrwn
CA.edmonton aydmwntwn
CA.toronto twrwntw
CA.vancouver fankwfr
CA.winnipeg wynybyj
CD.kinshasa kynshasa
CF.bangui banghwy
CG.brazzaville brazafyl
CH.zurich zywrkh
CI.abidjan abydjan
CM.douala dwala
CN.shanghai shnghhay
CN.urumqi arwmky
CO.bogota bwghwta
CU.havana havane habana avana
CY.nicosia nyqwsya
CZ.prague bragh
DE.berlin brlyn
DK.copenhagen kwbnhaghn
DO.santo_domingo santw_dwmynghw
DZ.algiers aljzair
EC.guayaquil ghwayakwyl
EG.cairo caire alqahrh
ES.madrid madryt madrycie mdryd
ET.addis_ababa adys_ababa
FI.helsinki hlsnky
GA.libreville lybrfyl
GE.tbilisi tblysy
GI.gibraltar jbl_parq
GM.banjul banjwl
GN.conakry kwnakry
GR.athens afinakh athyna
HN.tegucigalpa tyghwsyghalba
HR.zagreb zghrb
HT.port_au_prince bwrt_aw_brns
HU.budapest bwdabst
ID.jakarta jakrta
IL.jerusalem alqds
IQ.baghdad bghdad
IR.tehran phran
IS.reykjavik rykyafyk
JP.tokyo pwkyw
KE.nairobi nyrwby
KG.bishkek bshkyk
KH.phnom_penh bnwm_bnh
KP.pyongyang bywngh_yangh
LA.vientiane fyantyan
LB.beirut byrwt
LI.vaduz fadwz
LK.colombo kwlwmbw
LR.monrovia mwnrwfya
LS.maseru masyrw
LT.vilnius fylnyws
LV.riga riga rygha
LY.tripoli prabls
MA.casablanca aldar_albyva
MD.chisinau tshysynaw
ME.podgorica bwdghwryka
MG.antananarivo antananaryfw
MK.skopje skwby
ML.bamako bamakw
MN.ulaanbaatar alanbatar
MR.nouakchott nwakshwp
MX.monterrey mwntyry
MX.tijuana tykhwana
MY.kuala_lumpur kwala_lambwr
MZ.maputo mabwtw
NA.windhoek wyndhwk
NE.niamey nyamy
NG.lagos laghws
NI.managua managhwa
NL.amsterdam amstrdam
NO.oslo awslw
NZ.auckland awkland
PH.manila manyla
PK.karachi kratshy
PL.warsaw warsw
PS.west_bank.hebron hybrwn_mdynh_alkhlyl
PT.lisbon lshbwnh
PY.asuncion aswnsywn
RO.bucharest bwkharst
RS.belgrade blghrad
RU.irkutsk ayrkytsk
RU.kaliningrad kalynjrad
RU.kamchatka kamtshatka
RU.krasnoyarsk krasnwyarsk
RU.moscow mwskw
RU.novosibirsk nwfwsbyrsk
RU.omsk awmsk
RU.sakhalin skalyn
RU.saratov saratwf
RU.tomsk twmsk
RU.vladivostok fladyfwstk
RU.volgograd fwlwjrad
RU.yakutsk yaktsk
RU.yekaterinburg ykatrnbyrj
RW.kigali kyghaly
SA.riyadh alryav
SD.khartoum alkhrpwm
SE.stockholm stwkhwlm
SI.ljubljana lywblyana
SK.bratislava bratyslafa
SL.freetown fry_tawn
SO.mogadishu mqdyshyw
SR.paramaribo baramarybw
SY.damascus dmshq
SZ.mbabane mbabany
TD.ndjamena njamyna
TH.bangkok bankwk
TJ.dushanbe dwshanby
TM.ashgabat oshq_abad
TR.istanbul aspnbwl
TT.port_of_spain bwrt_awf_sbyn
TW.taipei taybyh
TZ.dar_es_salaam dar_alslam
UA.crimea.simferopol symfrwbwl
UG.kampala kambala
US.california.los_angeles lws_anjlws
US.hawaii.honolulu hwnwlwlw
US.illinois.chicago shykaghw
US.new_york nywywrk
UY.montevideo mwntfydyw
UZ.samarkand smrqnd
UZ.tashkent pshqnd
VE.caracas karakas
ZA.johannesburg jwhansbrgh
ZM.lusaka lwsaka
ZW.harare hrary
"""
