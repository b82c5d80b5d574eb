"""Words before a full stop that does not end a sentence, and words that open one."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


NEVER_LAST = _words(
    "dr mr mrs ms mx mt prof profs st rev hon gen col capt lt sgt gov pres messrs mme mlle mgr",
    "sra srta dott doç öğr yrd",
    "e.g i.e cf viz vs c.f eg ie esp incl resp ed eds repr dept univ assn assoc approx ca circa i.a a.k.a w.r.t",
    "z.b d.h bzw vgl bspw sog hrsg inkl o.ä u.a p.ex éd éds pág págs coord coords bkz örn krş çev haz",
    "т.е т.к т.н напр см ср проф акад доц ред сост отв",
)
"""Titles before a name, and words that always lead on."""

BEFORE_NUMBER = _words(
    "p pp pg vol vols no nos nr n fig figs tab tabs eq eqs sec sect secs ch chap chaps art arts par para paras app",
    "col cols bd kap abb abschn abs s ss sp iss pt pts ser fol ff nt n° núm ex v vv ver cilt sayı sy şek syf",
    "jan feb mar apr jun jul aug sep sept oct nov dec",
    "с сс стр т тт рис табл гл ст п пп № ном вып",
)
"""Words that lead on to a number; before anything else they end a sentence like any word."""

PERHAPS_LAST = _words(
    "al etc inc ltd co corp llc plc gmbh jr sr bros ibid loc cit op trans ph.d m.a m.sc b.a b.sc m.b.a ltda",
    "jan feb mar apr jun jul aug sep sept oct nov dec avg est a.m p.m a.d b.c b.c.e c.e j econ manag technol proc",
    "др пр г гг в вв д т.д т.п тыс млн млрд руб ок им vb vd usw u.s.w ff",
)
"""Words that may end a sentence: they do where the next word is one that opens sentences."""

OPENERS = _words(
    "the this that these those it its it's they their there here he she his her we our you your i in on at by for from",
    "with as if when while whereas although though however moreover furthermore thus therefore hence finally first",
    "firstly second secondly third thirdly both each every such many most much some several another one two three all",
    "any no not what which who how why where after before since because despite during under over according to a an",
    "additionally also and but or yet so nevertheless nonetheless similarly conversely consequently ultimately notably",
    "specifically indeed overall given using based among between within without through until unless other others",
    "instead rather then today now recently often together even only once more less",
    "der die das ein eine es sie er wir dies diese dieser im auf bei nach mit für jedoch auch als wenn",
    "le la les un une des il elle ils elles nous ce cette ces dans pour avec selon en sur cependant ainsi",
    "el los las una este esta estos estas se para con según sin pero también por",
    "o os um uma na em com lo gli questo questa nel nella per secondo",
    "в на это эти этот эта по для при однако кроме таким он она они мы как так если все также с из к о за после",
    "bu bir ve ancak ayrıca bunun bunlar böylece için göre son",
)
"""Words that open a sentence more often than they follow an abbreviation or an initial."""
