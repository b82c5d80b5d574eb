"""Questions about a document itself: who wrote it, where, when it was accepted, its DOI, how many references it has."""

from __future__ import annotations

import re

from service.words.content import FUNCTION_WORDS, WORD, bare, content_words

_WORK = (
    r"(?:paper|article|study|work|text|document|entry|book|chapter|report|essay|brief|thesis|publication|manuscript"
    r"|piece|review"
    r"|file|pdf)s?"
)
"""For use in a pattern: what a document may be called."""

_SURE: tuple[tuple[str, str], ...] = (
    ("DOI", r"\bDOI\b|\bdigital object identifier\b"),
    ("ISSN", r"\be?-?ISSN\b"),
    ("ISBN", r"\bISBN\b"),
    ("JEL", r"\bJEL\b"),
    ("ORCID", r"\bORCID\b"),
    ("keyword", r"\bkey\s?-?words?\b|\bindex terms\b"),
    ("e-mail", r"\be-?mails?\b|\bcontact (?:address|details|the authors?)\b|\bcorresponding author\b"),
    (
        "affiliation",
        r"\bauthors?['’]?s? affiliat|\baffiliations? of (?:the )?(?:\w+ )?authors?\b|^affiliations?\b"
        r"|\b(?:where|for whom) (?:do|does|did) (?:the )?(?:\w+ )?authors? work\b",
    ),
    ("license", r"\b(?:creative commons|open[- ]access)\b|\b(?:under|which|what) (?:\w+ )?licen[cs]e\b"),
)
_WITH_A_WORK: tuple[tuple[str, str], ...] = (
    ("accepted", r"\baccept(?:ed|ance)\b"),
    ("submitted", r"\b(?:submitted|submission|received)\b"),
    ("title", r"\b(?:title|entitled|called)\b|\bwhat is .* called\b"),
    (
        "affiliation",
        r"\baffiliat\w+|\b(?:which|what) (?:universit\w+|institut\w+|organi[sz]ation|department|employer)\b"
        r"|\bwhere .*\b(?:authors?|writers?)\b"
        r"|\bauthors? (?:come|from|based|work|employed)\b"
        r"|^(?!(?:what|how|why|when|which|who|where|do|does|did|is|are)\b)[\w ]{3,40} (?:universit\w+|institution"
        r"|employer)\s*\??$"
        r"|\b(?:where|for whom) (?:do|does|did|is|are) (?-i:[A-Z])[\w.’'-]*(?: (?:and |(?-i:[A-Z]))[\w.’'-]*){0,5}"
        r" (?:work|teach|employed)\s*\??$|\bwho employs (?-i:[A-Z])"
        r"|\b(?:what|which) (?:\w+ )?(?:position|post|job|rank|academic title|degree) (?:do|does|did|has|have)"
        r" (?-i:[A-Z])"
        r"[^?]{1,50}\b(?:hold|have|occupy|got)\s*\??$",
    ),
    (
        "funding",
        rf"\b(?:who|which \w+|what \w+) (?:funded|financed|sponsored|paid for) (?:\S+ ){{1,6}}?{_WORK}\b"
        rf"|\b(?:funding|financing|funders?|sponsors?) (?:of|for|behind) (?:\S+ ){{1,6}}?{_WORK}\b"
        rf"|\b{_WORK} (?:was |were )?(?:funded|financed|sponsored|paid for) by\b",
    ),
    ("subject", r"\b(?:which|what) (?:subject|discipline)s?\b|\bsubjects?\b.*\b(?:filed|classed|listed|under)\b"),
    (
        "author",
        r"\bwho (?:wrote|writes|authored|co-?authored|produced|created|made|contributed|published)\b|\bby whom\b"
        r"|^(?:authors?|writers?) (?:of|and)\b"
        r"|^who (?:is|was) (?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*){0,3}\s*\?*$"
        r"|\b(?:who|what|name|list|give|tell)\b(?: me)?(?: is| are| was| were|'s"
        r"|’s)?(?: the)?(?: names? of)?(?: the)?(?: \w+)?(?: |-)?(?:co-?)?(?:authors?|writers?|contributors?)\b"
        r"|\b(?:paper|article|study|text|entry|book|chapter|report)s? (?:\w+ )?written by\b",
    ),
    (
        "container-title",
        r"\b(?:which|what|name of the) (?:journal|proceedings|magazine|volume|issue)\b|\bwhere (?:was|were|is"
        r"|did) .*\b(?:published|appear\w*|printed)\b"
        r"|\bjournal\b.*\b(?:published|appear\w*|in)\b",
    ),
    (
        "issued",
        r"\bpublish(?:ed|ing)?\b|\bpublication (?:date|year)\b|\bdate of publication\b|\b(?:when|what year"
        r"|which year).*\b(?:appear\w*|come out|came out|written|write|released|printed)\b"
        r"|\b(?:year|date) of\b|\bhow (?:old|recent)\b",
    ),
    ("language", r"\b(?:what|which) languages?\b|\blanguages? of\b"),
    ("publisher", r"\bpublisher\b|\bwho published\b"),
    (
        "URL",
        r"\b(?:url|web\s?(?:site|address|page)|online|retrieved|hyperlink)\b|\b(?:web )?link (?:to|of|for)\b"
        r"|\bon the (?:web|internet|net)\b",
    ),
    ("license", r"\blicen[cs]e\b|\bcopyright\b"),
    (
        "reference-count",
        r"\bhow many (?:\w+ )?(?:references|citations|sources|works|entries)\b"
        r"|\bnumber of (?:references|sources|citations)\b|\b(?:most|fewest) (?:references|citations)\b",
    ),
    (
        "author-count",
        r"\bhow many (?:co-?)?authors (?:has|have|had|wrote|are|contributed|worked)\b"
        r"|\bhow many (?:co-?)?authors (?:do|does|did) .{1,80}\bhave\b|\bnumber of (?:co-?)?authors\b"
        r"|\bhow many (?:people|persons|scholars|researchers) (?:wrote|authored)\b|\bby how many authors\b",
    ),
    ("table-count", r"\bhow many (?:\w+ )?tables\b|\bnumber of tables\b"),
    ("page-count", r"\bhow many (?:\w+ )?pages\b|\bhow long is\b|\bnumber of pages\b"),
    (
        "section-count",
        r"\bhow many (?:\w+ )?(?:sections|chapters)\b|\b(?:sections|chapters|headings) (?:of|in)\b"
        r"|\b(?:which|what) (?:sections|chapters|headings)\b|\bheaded\b.*\bsections\b|\btable of contents\b",
    ),
)  # fmt: skip
UNMISTAKABLE = frozenset(name for name, _ in _SURE)
"""Fields that only front matter has, whether or not a document is named."""

_THE_WORK = re.compile(
    rf"\b(?:the|this|that|these|those|its|each|which|both|\w+['’]s)\s+(?:[\w–-]+\s+){{0,5}}?{_WORK}\b|\b(?:journal"
    rf"|authors?)\b",
    re.IGNORECASE,
)
_OF_WHAT_IS_SAID = re.compile(
    r"\bwho (?:wrote|writes) (?:about|that|on)\b|\b(?:authors?|papers?|articles?|stud(?:y|ies)) (?:say|says|argue"
    r"|claim|find|found|think|define|mention|see|give|describe|recommend"
    r"|conclude|suggest|propose|show|report|identif|distinguish|explain|use|write|state|discuss|call|name|list)\w*\b"
    r"|\baccording to\b"
    r"|\b(?:which|what) (?:\w+ )?authors?\b|\bhow many (?:papers|studies|articles)\b",
    re.IGNORECASE,
)


def fields_asked(text: str, *, names_a_document: bool) -> tuple[str, ...]:
    """The fields of a document's record that a question asks for; none where it asks for what the document says.

    What is unmistakable (a DOI) counts anywhere; other words only beside a document that is named or meant.
    """
    found = [name for name, pattern in _SURE if re.search(pattern, text, re.IGNORECASE)]
    about_a_work = names_a_document or bool(_THE_WORK.search(text)) or asks_of_whatever_is_held(text)
    if about_a_work and not _OF_WHAT_IS_SAID.search(text):
        found += [name for name, pattern in _WITH_A_WORK if re.search(pattern, text, re.IGNORECASE)]
    return tuple(dict.fromkeys(_without_broader(found, text)))


def _without_broader(found: list[str], text: str) -> list[str]:
    """Without what was found only because a narrower question has the same words: where do the authors work?"""
    dropped: set[str] = {"author"} if "author-count" in found else set()
    if {"affiliation", "e-mail"} & set(found):
        dropped.add("author")
    dated = re.search(r"\b(?:when|year|date|old|recent)\b", text, re.IGNORECASE)
    if {"accepted", "submitted"} & set(found) or (
        not dated and {"container-title", "publisher", "author", "license", "language"} & set(found)
    ):
        dropped.add("issued")
    if {"accepted", "submitted", "issued", "reference-count", "table-count", "page-count"} & set(found):
        dropped.add("URL")
    return [name for name in found if name not in dropped]


_FRAME_WORDS = """
    paper papers article articles study studies work works text texts document documents entry entries book books
    chapter chapters report reports essay essays publication publications file files pdf pdfs library collection
    published publish publication appear appeared licence licences license licenses licensed copyright reuse use used
    author authors co coauthors coauthored writer writers written wrote writes people persons scholars researchers doi
    dois issn isbn jel orcid id ids codes code keyword keywords key words mail mails email emails e address addresses
    contact corresponding details
    affiliation affiliations university universities institution institutions number reference references
    bibliography source sources cited title titles called journal journals year years date dates publisher publishers
    table tables page pages section sections
    come came work works creative commons open access available held here language languages list name names show long
"""
_FRAME = frozenset(_FRAME_WORDS.split())


def words_beside_the_fields(text: str) -> tuple[str, ...]:
    """The words, as they are written, that say of whom or of what a fact is asked."""
    found = (match[0] for match in WORD.finditer(bare(text)))
    return tuple(dict.fromkeys(word for word in found if word.lower() not in _FRAME | FUNCTION_WORDS))


def asks_of_whatever_is_held(text: str) -> bool:
    """Whether a question for a fact says nothing of which document is meant: `the paper`, `the papers`."""
    return all(word in _FRAME for word in content_words(text))
