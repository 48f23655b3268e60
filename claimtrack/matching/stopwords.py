"""Words too common to tell claims apart, by language; also how an unmarked text's language is guessed."""

_LISTS = {
    "en": "a an the and or but if of to in on at by for from with about into over after before between under against "
    "during without within through near per as than then so that this these those there here it its he him his she her "
    "they them their we us our you your i me my who whom whose which what when where why how is are was were be been "
    "being am do does did doing done has have had having will would shall should can could may might must not no nor "
    "never also just only very more most some any all each every both either such own same other another up down out "
    "off again once too back between while because until since say says said according",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber wenn von zu im in am an auf aus bei mit "
    "nach für über unter vor durch gegen ohne um als wie dass daß dieser diese dieses diesen diesem es er sie ihn ihm "
    "ihr ihre ihren ihrem ihrer sein seine seinen wir uns unser ihr ich mich mir mein wer was wann wo warum ist sind war waren "
    "wird werden wurde wurden worden hat haben hatte hatten kann können soll sollen muss müssen darf nicht kein keine "
    "auch nur noch schon sehr mehr so dann da hier sich man zum zur vom beim ins seit während bis immer alle aller allen alles",
    "fr": "le la les un une des du de d l au aux et ou mais si que qui quoi dont où à en dans sur sous par pour avec sans "
    "contre entre vers chez il elle ils elles on nous vous je tu me te se ce c cet cette ces son sa ses leur leurs "
    "notre votre mon ma mes est sont était étaient être été a ont avait avaient avoir va vont ne n pas plus jamais "
    "aussi très y s qu j m t comme ainsi lui eux ni car donc depuis pendant après avant selon lors dès",
    "es": "el la los las un una unos unas de del al a y e o pero si que quien quienes cual cuyo en con por para sin "
    "sobre entre hasta desde contra hacia según se su sus lo le les me te nos mi tu yo él ella ellos ellas este esta "
    "estos estas ese esa eso esto aquel es son era eran fue fueron ser sido está están estaba ha han había haber hay "
    "no ni nunca también muy más menos ya como cuando donde porque tras durante según antes después",
    "it": "il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai "
    "in nel nella nei nelle con su sul sulla per tra fra e ed o ma se che chi cui non né mai anche più meno molto è "
    "sono era erano essere stato stata stati state ha hanno aveva avere si ci vi ne suo sua suoi loro questo questa "
    "questi quello come quando dove perché",
    "pt": "o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para com sem sobre entre até desde "
    "contra e ou mas se que quem cujo ao aos à às é são era foi foram ser sido está estão tem têm tinha há não nem nunca "
    "também muito mais menos já como quando onde porque seu sua seus suas ele ela eles elas este esta isso isto",
    "pl": "i a o w we z ze na do od po za przez dla przy nad pod przed bez u oraz lub albo ale że żeby jak gdy czy to ten "
    "ta te tego tej tym tych jest są był była było byli będzie będą być się nie nigdy też także już tylko jego jej ich on "
    "ona oni który która które którzy co kto",
    "ru": "и а но или что чтобы как когда где если то в во на с со к ко от до из за по о об про при для у без через над под "
    "перед между против не ни никогда он она оно они его её ее их им мы нас вы я это этот эта эти того тому тем быть был "
    "была было были будет будут есть же ли бы уже ещё еще только также который которая которые",
    "uk": "і й та а але або що щоб як коли де якщо то в у на з із зі до від по про при для без через над під перед між проти "
    "не ні ніколи він вона воно вони його її їх ми нас ви я це цей ця ці був була було були буде будуть є же чи би вже ще "
    "тільки також який яка які за",
    "sr": "i a ali ili da što kako kad kada gde ako to u na sa s k od do iz za po o pri kod bez kroz nad pod pred između "
    "protiv ne ni nije nisu nikada on ona ono oni njegov njen njihov mi vi ja ovaj ova ovo ovi taj ta te je su bio bila "
    "bilo bili biće će se već još samo takođe koji koja koje preko",
    "sq": "dhe e i të së a në nga me për pa mbi nën deri te tek prej midis kundër që se si kur ku nëse nuk s mos asnjë kurrë "
    "ai ajo ata ato tij saj tyre ne ju unë ky kjo këta këto është janë ishte ishin qenë ka kanë kishte do po edhe vetëm "
    "shumë më një",
    "tr": "ve veya ama ile için bir bu şu o da de ki mi mı ne ya gibi kadar sonra önce göre çok daha en değil yok var olan "
    "oldu olarak her hiç ise",
    "nl": "de het een en of maar als van tot in op aan bij door voor met over uit naar om tegen zonder onder tussen dat dit "
    "deze die er hij zij ze haar hun wij we ons jij je u ik mij is zijn was waren wordt worden werd werden heeft hebben "
    "had niet geen ook nog al zeer meer te",
    "ro": "și sau dar dacă că să în la de din pe cu pentru fără între după prin spre contra un o niște al a ai ale lui ei "
    "lor este sunt era erau fost fi are au avea nu nici niciodată mai foarte se care ce cine când unde",
    "ar": "في من إلى على عن مع بعد قبل بين خلال ضد و أو ثم أن إن ان لا لم لن ما ليس هو هي هم هذا هذه ذلك تلك التي الذي "
    "الذين كان كانت قد كل بعض غير عند منذ حتى وقد كما فقط حول أي يكون بسبب هناك هنا أيضا ولا وهو وهي وفي ومن وعلى عليه "
    "فيه له لها لهم به بها أنه أنها انه إنه كيف متى أين لماذا يا نحن أنت انت أنا انا الى لكن ولكن او اللي دي ده دا فى علي عليها "
    "اذا إذا حيث لدى لدي تم كلها كله جدا الان الآن اليوم بن ابن وكان وكانت مثل وما فلا ولم ولن",
}
STOPWORDS = {language: frozenset(words.split()) for language, words in _LISTS.items()}
