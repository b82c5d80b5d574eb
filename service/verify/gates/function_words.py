"""Words of English that say how a statement is meant and not what it is about."""

from __future__ import annotations

from service.verify.gates.word_list import listed
from service.words.content import FUNCTION_WORDS

NEGATORS = listed("""
    not no never neither nor without cannot none nobody nothing nowhere fail fails failed failing failure lack
    lacks lacked lacking absence absent hardly scarcely barely seldom rarely unable instead excluding except
    refuse refuses refused denied deny denies reject rejects rejected unlikely prevented prevents
    prevent stopped incapable zero
""")
"""Words that deny what follows them."""

SPEECH = listed("""
    say says said state states stated argue argues argued claim claims claimed believe believes believed think
    thinks thought hold holds held maintain maintains maintained suggest suggests suggested propose proposes
    proposed report reports reported note notes noted describe describes described conclude concludes concluded
    write writes wrote assert asserts asserted contend contends contended view views viewed regard regards
    regarded call calls called declare declares declared insist insists insisted coin coined introduce
    introduced define defines defined
""")
"""Verbs with which a text gives another's words or thoughts."""

REPORTING = listed("""
    say says said state states stated argue argues argued claim claims claimed believe believes believed think
    thinks thought hold holds held maintain maintains maintained suggest suggests suggested assert asserts asserted
    contend contends contended conclude concludes concluded declare declares declared consider considers considered
""")
"""Those of them that say no more than that somebody says or thinks it."""

HEDGES = listed("""
    may might could can possibly perhaps suggest suggests suggested suggesting potential potentially probably
    likely appear appears appeared seem seems seemed presumably hypothesize hypothesized hypothesise speculate
    speculated assume assumed possible plausible plausibly believed thought supposed would uncertain unclear
    apparently estimated conceivably tentative putative indicate indicates indicated
""")
"""Words that leave a statement open."""

CERTAINTY = listed("""
    prove proves proved proven demonstrate demonstrates demonstrated certain certainly definitely establish
    established establishes must always undoubtedly clearly confirm confirms confirmed guarantee guarantees
    ensures ensure fully conclusively inevitably settled necessarily invariably
""")
"""Words that leave a statement no way out."""

CAUSAL = listed("""
    cause causes caused causing because lead leads led leading result results resulted resulting due drive
    drives driven drove produce produces produced trigger triggers triggered bring brings brought induce induces
    induced make makes made responsible owing thanks effect effects affect affects affected yield yields
    contribute contributes contributed enable enables enabled prevent prevents prevented generate generates
    generated provoke provoked give gives gave
""")
"""Words that make one thing the cause of another."""

ASSOCIATIVE = listed("""
    associate associated association associations correlate correlates correlated correlation correlations
    relate related relationship linked link links connected connection accompany accompanied accompanies
    coincide coincides coincided predictor predict predicts predicted together tied
""")
"""Words that say that things go together, and no more."""

GLUE = (
    FUNCTION_WORDS
    | {"one", "two", "first", "being", "become", "became", "becomes", "known", "used", "use", "using", "well", "way"}
    | HEDGES & {"may", "might", "could", "can", "would"}
) - {"less", "more", "most", "least", "few", "above", "below", "after", "before", "under", "over", "up", "down", "one",
     "two", "first", "again"}  # fmt: skip
"""Words that no alignment asks for."""
