"""Words that tell what stands near them in a reference entry, in the languages that lists are written in."""

from __future__ import annotations

_WORDS = {
    "month": "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august"
    " september october november december januar februar märz mai juni juli oktober dezember janvier février mars"
    " avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto"
    " septiembre octubre noviembre diciembre января февраля марта апреля мая июня июля августа сентября октября ноября"
    " декабря январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь ocak şubat mart nisan"
    " mayıs haziran temmuz ağustos eylül ekim kasım aralık yanvar fevral aprel iyun iyul avgust sentabr oktabr noyabr"
    " dekabr gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre spring summer autumn fall winter"
    " printemps été automne hiver",
    "in": "in in: dans en aus em в у içinde ichida",
    "editor": "ed eds editor editors edited hrsg hg herausgeber éd éds dir dirs coord coords org orgs red ред редактор"
    " редакцией под der derleyen editör editörler cur curatore tahrir muharrir",
    "translator": "trans transl translated translator translators übers übersetzt trad traduit traduction traducción"
    " пер перев перевод çev çeviren tarjima",
    "volume": "vol vols volume volumes bd band bände tome tom t т том cilt v jild jahrgang jg tomo",
    "issue": "no nos nr number num issue iss n № heft h вып выпуск sayı sayi son soni núm numéro numero nº n° suppl"
    " supplement supp",
    "pages": "p pp pg pgs page pages s ss seite seiten с сс стр страницы sayfa sf bet betlar pág págs",
    "edition": "edition edn ed aufl auflage изд издание baskı basım nashr édition edición edizione rev revised",
    "publisher": "press publisher publishers publishing verlag springer wiley elsevier sage routledge macmillan books"
    " editions éditions yayınları yayınevi yayıncılık издательство изд-во изд nashriyoti nashriyot university"
    " universität université universidad universität mit mohr mcgraw blackwell academic kluwer oxford cambridge inc"
    " ltd penguin norton hall gallimard suhrkamp наука мгу институт institute institut laboratory laboratories"
    " editorial editore presses puf l'harmattan company co corporation publ verl palgrave prentice",
    "journal": "journal j review rev acta annals annales ann bulletin bull transactions trans quarterly zeitschrift"
    " revue rivista revista вестник журнал известия труды ученые записки dergisi dergi letters lett studies magazine"
    " archives archiv arch jurnali jurnal axborotnomasi xabarnomasi cahiers nature science phys chem biol med int natl"
    " acad sci",
    "meeting": "proceedings proc conference conf symposium symp workshop congress meeting konferenz colloque actes"
    " congreso сборник материалы конференции конференция сб kongresi sempozyumu bildiriler to'plami anjuman tagung"
    " lecture notes",
    "thesis": "thesis dissertation phd ph.d diss dissertação tesis thèse doktorarbeit masterarbeit диссертация дис канд"
    " докт автореферат tezi doktora yüksek lisans dissertatsiya report technical tech rapport bericht working paper"
    " discussion preprint patent manuscript unpublished отчет",
    "and": "and & et und y и ve e va og och en i та with",
    "others": "al others др colleagues al. vd diğerleri boshqalar",
    "particle": "van von der den des de del della di da dos du la le ter ten al el bin ibn zu zur st",
    "stopword": "the a an of for on to and in with from by at is are as its their how what why der die das und für zur"
    " zum über von le les la l des du d et pour sur el los las y del para por una un der bir ve için ile и в на с для"
    " по о об из к как va uchun bilan bo'yicha",
    "access": "accessed retrieved available visited cited abgerufen zugriff verfügbar consulté disponible consultado"
    " recuperado обращения доступа режим erişim erişildi tarihi url online internet link murojaat",
    "place": "london york cambridge oxford paris berlin new chicago boston amsterdam münchen munich frankfurt leipzig"
    " wien vienna zürich zurich stuttgart tübingen heidelberg göttingen hamburg köln madrid barcelona roma rome milano"
    " москва м спб л санкт-петербург ленинград киев минск ташкент алматы istanbul ankara i̇stanbul toshkent tashkent"
    " samarqand tokyo beijing singapore dordrecht philadelphia princeton washington baltimore los angeles francisco"
    " san uk usa u.s.a germany france toronto melbourne sydney delhi lisboa lisbon bruxelles brussels geneva genève"
    " stanford berkeley hillsdale mahwah nj ny ma ca dc calif mass heights hoboken malden englewood cliffs thousand"
    " oaks newbury park",
    "suffix": "jr sr ii iii iv",
}

CUES: dict[str, frozenset[str]] = {kind: frozenset(words.split()) for kind, words in _WORDS.items()}
"""The kinds of cue, each with its words in lower case."""

KINDS: dict[str, tuple[str, ...]] = {
    word: tuple(kind for kind in CUES if word in CUES[kind]) for words in CUES.values() for word in sorted(words)
}
"""Each cue word with every kind that it is of."""
