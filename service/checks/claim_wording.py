"""How English prose words what can be checked, what it only announces, and whose it is.

Other languages' sentences are claims as well, but their kinds are told by figures and citations alone.
"""

from __future__ import annotations

import re

# A number is begun at its first digits alone: each of a thousand others would be read to its end again.
_N = (
    r"(?:(?<!\d[.,\s])\d+(?:[.,\s]\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|sixty"
    r"|seventy|eighty|ninety|hundred)"
)
STATISTIC = re.compile(
    r"\d\s?(?:%|‰|per ?cent\b|percentage points?\b|pct\b)"
    rf"|\b(?:{_N}|several|many) (?:per ?cent|percentage points?)\b"
    rf"|\b{_N} (?:[\w-]+ ){{0,3}}?(?:in|out of(?: every)?) (?:ten|five|four|three|hundred|a hundred|10|100|1,?000)\b"
    r"|\b(?:a|one|two|three|four|five) (?:third|quarter|fifth|tenth|half|halve)s? of (?:all|the|its|their|those|these"
    r"|every)\b"
    r"|\b(?:half|most|a majority) of all\b"
    r"|\d\s?(?:thousand|million|billion|trillion|mn|bn|tonnes|tons|MW|GW|hectares|inhabitants|people"
    r"|employees"
    r"|workers|jobs|deaths|cases)\b"
    r"|[€$£¥]\s?\d|\d\s?(?:€|euros?|dollars?|USD|EUR|GBP)\b"
    r"|\b(?:twice|\d+(?:\.\d+)?|two|three|four|five|ten) times (?:as|more|less|higher|lower|larger|smaller|greater"
    r"|likelier)\b"
    r"|\b(?:doubled|trebled|tripled|quadrupled|halved)\b.{0,60}\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""A figure that someone has counted or measured; years and numbers of sections are none."""

_FINDS = (
    r"(?:show|find|found|indicat|suggest|demonstrat|reveal|report|argu|confirm|conclud|establish|claim|point|highlight"
    r"|not"
    r"|observ|believ|agree|estimat|emphasi[sz]|underscor|document|identif|maintain|stress|hold|consider|propos)"
    r"(?:n|e?s|ies|e?d|ied|ing)?\b"
)
_THEM = (
    r"(?:stud(?:y|ies)|research(?:ers)?|scholars|scientists|economists|sociologists|psychologists|historians|authors"
    r"|experts|commentators|critics|observers|surveys|meta-analys[ei]s|evidence|literature|reports|statistics"
    r"|scholarship"
    r"|investigations|experiments|trials|polls)"
)
_WHICH = (
    r"(?:(?:many|some|several|most|numerous|other|various|previous|prior|recent|past|earlier|existing|empirical"
    r"|extensive"
    r"|ongoing|academic|scientific|international|a number of|a growing body of|the|econometric|quantitative|qualitative"
    r"|further|more|early|and|body of|clinical|medical|experimental)\s)"
)
SAID_BY_OTHERS = re.compile(
    rf"(?:^|[,;:]\s|\bthat |\bas |\bwhile |\bwhereas |\bin contrast,? |\bmoreover,? |\bhowever,? )\W?(?!the (?:study"
    rf"|research|evidence|experiments?|surveys?|trials?)\b)"
    rf"(?:{_WHICH}){{0,4}}{_THEM}"
    rf"(?: (?:such as|like|including|in|on|of) (?:[\w’'-]+ ){{1,7}}?| )"
    rf"(?:(?:has|have|had|now|also|further|often|frequently|even|consistently|repeatedly|clearly"
    rf"|generally) ){{0,3}}{_FINDS}"
    r"|\bit (?:has|had) (?:\w+ )?been (?:\w+ )?(?:shown|argued|found|reported|estimated|suggested|demonstrated"
    r"|proved|proven|established|claimed|said|documented|noted) that\b"
    r"|\bit is (?:\w+ )?(?:said|reported|claimed|estimated|believed|argued|asserted|alleged|accepted"
    r"|recogni[sz]ed) that\b"
    r"|,? (?:it is|as is) (?:often |sometimes |commonly )?(?:said|claimed|reported),"
    r"|\b(?:is|are|was|were) (?:widely|generally|commonly) (?:said|believed|held|thought|considered|regarded)\b"
    r"|^\W?according to (?:the |a |an |recent |some |many |several )?(?:\w+ ){0,3}(?:studies|stud(?:y|ies)|research"
    r"|reports?"
    r"|surveys?|experts|estimates|data|figures|statistics|scholars|researchers|literature)\b",
    re.IGNORECASE,
)
"""A statement that is credited to others who aren't named: `studies have shown`, `it is said that`."""

UNKNOWN_SOURCE = re.compile(
    r"\b(?:not|n[o’']t|un|nobody|no one|never|failed)\b[^.]{0,40}\b(?:able to )?(?:find|trace|found|traced|establish"
    r"|discover|identify|verify|say|tell|know|knows|learn)\b[^.]{0,25}\b(?:where (?:it|they|this|that|the \w+)"
    r" (?:\w+ )?(?:comes?|came|stems?|originates?)\b|(?:source|origin|provenance)s?\b)"
    r"|\b(?:source|origin|provenance)s? (?:is|are|was|were|remains?) (?:unknown|unclear|uncertain|untraceable|lost)\b"
    r"|\bof unknown (?:source|origin|provenance)\b",
    re.IGNORECASE,
)
"""A remark that a statement's source isn't known: the authors pass it on as one that nobody can trace."""

NAMED_SOURCE = re.compile(
    r"\b(?:in|by|from|per|according to|accessed through|published by|data of|figures of"
    r"|records of) (?:the )?(?:[\w’'-]+ ){0,5}?"
    r"(?:census|register|registry|catalogue|database|yearbook|archives?|records|bulletin|statistical office|bureau"
    r"|eurostat"
    r"|world bank|oecd|minist(?:ry|er)|agency|chamber)\b",
    re.IGNORECASE,
)
"""A place where a reader can look a figure up, though it stands in no list: `in the catalogue of the state library`."""

DEFINITION = re.compile(
    r"\b(?:is|are|was|were|can be|may be) (?:usually |commonly |often |here |generally )?(?:defined|understood"
    r"|described|known)"
    r" as\b|\brefers? to\b|\bis a (?:term|concept|name|word) (?:for|that|which)\b|\b(?:means|denotes) (?:that|the|a)\b"
    r"|\b(?:define|defined|defines)\b.{0,60}\bas\b",
    re.IGNORECASE,
)
HISTORY = re.compile(
    r"\b(?:in|since|by|until|from|between|during|around|after|before) (?:the )?(?:early |mid-|late )?(?:1[5-9]\d\d"
    r"|20[0-2]\d)s?\b"
    r"|\b(?:eighteenth|nineteenth|twentieth|\d\dth)[ -]century\b",
    re.IGNORECASE,
)
COMPARISON = re.compile(
    r"\b(?:more|less|fewer|higher|lower|larger|smaller|greater|better|worse|faster|slower|earlier|later|older|younger"
    r"|stronger|weaker|rather|\w{3,}er) than\b|\b(?:compared (?:to|with)|in contrast to|unlike|as \w+ as)\b"
    r"|\bwhereas\b",
    re.IGNORECASE,
)

NO_CLAIM = re.compile(
    r"^\W*(?:"
    # Questions, aims and structure.
    r"(?:the|our|my|a|one|main|this)\s(?:\w+\s){0,3}?(?:aims?|purposes?|goals?|objectives?|questions?|hypothes[ei]s"
    r"|contributions?)\b(?!\s(?:of|to)\s(?:the\s)?(?:policy|policies|programme|program|government))"
    r"|(?:the )?(?:remainder|rest|structure|outline|organi[sz]ation) of (?:this|the) (?:paper|article|chapter|study"
    r"|thesis)"
    r"|(?:this|the (?:present|following|next|subsequent|previous|preceding|last|first|second|third|final)) "
    r"(?:sections?|chapters?|parts?|appendix|subsections?)\b"
    r"|(?:in|as) (?:this|the (?:next|following|previous|preceding)) (?:section|chapter|part|subsection)"
    r"|(?:sections?|chapters?|appendix|parts?) (?:\d|[IVX]+\b|[A-H]\b)"
    r"|(?:tables?|fig(?:ure)?s?\.?|eqs?\.?|equations?|box|panel|listing|algorithm) ?\(?(?:\d|[IVXA-H]\b).{0,40}"
    r"\b(?:gives?|presents?|lists?|summari[sz]es?|reports?|provides?|describes?|displays?|illustrates?|depicts?"
    r"|contains?)\b"
    # What a reader is told to do or imagine.
    r"|(?:consider|suppose|assume|imagine|let us|let|note that|see|recall|take|if|hypothesis|proposition|theorem"
    r"|lemma)\b"
    r"|https?://|\[?\d{0,2} ?https?://|(?:[\w ]{0,40})\b(?:detailed|described|discussed|outlined|explained|given|found)"
    r" in (?:section|chapter|appendix|table|figure|the (?:next|following|previous))\b"
    r"|(?:keywords?|figure|table|source|note|copyright|e-?mail|corresponding author|received|accepted"
    r"|published)\b\s?[:.\d©]"
    r")",
    re.IGNORECASE,
)
"""How sentences begin that announce, ask or suppose, and so can't be checked."""

OPINION = re.compile(
    r"\b(?:should|ought to|must|needs? to (?:be|do|have)|it is (?:important|essential|crucial|necessary|vital|desirable"
    r"|worth|time) (?:to|that|for|noting)|(?:i|we) (?:believe|recommend|suggest|think|hope|propose|argue|call for|urge)"
    r"|is (?:needed|required|recommended|desirable|worthwhile)|future (?:research|studies|work))\b",
    re.IGNORECASE,
)
"""Advice, wishes and the authors' own views."""

METHOD = re.compile(
    r"\b(?:we|i) (?:\w+ly |also |first |next |further |then |thus |now |only |instead |have |had |can |could"
    r" |did |do |not )*"
    r"(?!find|found|show|observ|report|confirm|detect|identif|establish|demonstrat|see\b|saw\b|know|are\b|were\b|argue"
    r"|conclud|estimate that|note|\w+ly\b|also\b|have\b|had\b|can\b|could\b|do\b|did\b|not\b)[a-z]+\b"
    r"|\bth(?:is|e present|e current) (?:study|paper|article|research|work|chapter|thesis|review|essay|dissertation)"
    r" (?:\w+ )?(?:aims?|seeks?|examines?|investigates?|explores?|analy[sz]es?|addresses|asks?|studies|presents?"
    r"|proposes?"
    r"|discusses|reviews?|focuses|uses?|employs?|adopts?|reads?|will|attempts?|intends?|considers?|describes?"
    r"|introduces)\b",
    re.IGNORECASE,
)
"""What the authors did, do or set out to do in the paper itself, and not what they found."""

OWN_DATA = re.compile(
    r"(?i:\b(?:respondents?|interviewees?|informants?|participants?|questionnaires?|interviewers?|the (?:sample|survey"
    r"|interviews"
    r"|data ?sets?|regression|coefficients?|experiments?|results|findings|analysis|estimates?|treatment group"
    r"|control group"
    r"|baseline|simulations?|test set|training set|benchmark)|sampled|surveyed|in (?:the|this|each) (?:sample|table"
    r"|figure)"
    r"|the (?:study|paper|present|current)(?! of| by)|th(?:is|e) (?:research|dissertation|thesis)"
    r"|this (?:survey|sample|dataset|data set|experiment|table|figure|result|method|approach|model))\b)"
    r"|\b(?:p|n|N|r|t|F|R²|β|SD|SE|M|CI|OR|HR|RR|AUC|df)\s?[=<>≤≥]|\b\d{1,3}\s?% (?:CI|confidence)|±"
    r"|\b(?:Tables?|Tab\.|Fig(?:ure)?s?\.?|Appendi(?:x|ces)|Panel|Chart|Equation|Eqs?\.|Exhibit|Model|Box|Experiment)"
    r" ?\(?(?:\d|[IVX]+\b|[A-H]\b\d?)",
)
"""Words for the data and the floats of the paper itself."""

ANAPHORA = re.compile(
    r"^\W*(?:they|he|she|it(?!\s(?:is|was|has|had|can|may|might|would|seems|appears|follows)\b)|its|his|her|their"
    r"|these|this|that|those|such|the (?:authors?|study|studies|same|former|latter"
    r"|paper|article|researchers?|survey|report|latter|work|results?|findings?|analysis|difference|effect|figure)"
    r"|in (?:it|this|that|these|another|the same|addition|their|his|her|contrast)\b|both|of (?:these|those|them)"
    r"|moreover|furthermore|additionally|also|similarly|likewise|conversely|by contrast|specifically|thus|hence"
    r"|therefore"
    r"|consequently|as a result|(?:first|second|third)(?:ly)?(?=,)|then|finally|next(?=,)"
    r"|for example|for instance|in particular|another|however|yet|and|but|only|another"
    r"|a further"
    r"|among (?:them|these|those)|there)\b",
    re.IGNORECASE,
)
"""Openings that carry on from the sentence before, and so from its source."""

QUOTED_AT_HOME = re.compile(
    r"\b(?:respondents?|interviewees?|informants?|participants?|interviews?|questionnaires?|survey(?:ed)?|asked"
    r"|answer(?:s|ed)?"
    r"|manager|owner|officer|question|item|statement|scale|prompt|keyword|string|query|message|option|label(?:s|l?ed)?"
    r"|titled"
    r"|entitled|headed|called|(?:we|I) (?:call|term|name|label|say|mean|denote|write)|button|field|menu|type|click"
    r"|command|slogan|motto|example|e\.g\.|variables?|categor(?:y|ies)|class(?:es)?|meaning|gloss(?:ed)?|from (?:Old"
    r"|Middle|Latin|Greek)|verb|noun)\b",
    re.IGNORECASE,
)
"""Words that quote what no publication says: interviews, items of questionnaires, names, words on a screen."""

QUOTES = re.compile(
    r"\b(?:according to|(?:as )?(?:highlight|emphasi[sz]|stress|underlin|assert|argu|stat|claim|note|observ|remark"
    r"|conclud|declar"
    r"|insist|warn|explain|describ|defin|quot|put)(?:e?s|e?d|ing)?\b|assertion|says?|said|writes?|wrote|words|phrase"
    r"|dictum"
    r"|statement|definition|notion|view|idea that|claim that|finding that)\b",
    re.IGNORECASE,
)
"""Words that bring another's words in."""

SPEAKER = re.compile(r"\b(?:he|she|they|the authors?)\b", re.IGNORECASE)
"""Words for whoever was cited before."""

TREND = re.compile(
    r"\b(?:has|have) (?=.{0,80}\b(?:since|over the (?:past|last)|in recent|between|from|by \d))(?:\w+ )?(?:risen|grown"
    r"|increased|declined|fallen|decreased|dropped|doubled|expanded|shrunk|become the"
    r" (?:most|largest|leading|main|second|third))\b|\b(?:the world[’']s|the country[’']s"
    r"|the region[’']s) (?:\w+ )?(?:largest"
    r"|biggest|leading|main|most|second)\b|\b(?:is|are|was|were|remains?) (?:one of )?the (?:\w+ )?(?:largest|biggest"
    r"|leading"
    r"|most (?:common|frequent|important|widely|populous|prevalent)|main|major|leading|primary|second"
    r"|third) (?:\w+ )?(?:cause"
    r"|source|exporter|producer|importer|market|employer|country|reason|language|crop|disease|killer|economy|supplier)",
    re.IGNORECASE,
)
"""A development or a rank that someone must have measured."""
