"""Questions about a document itself: who wrote it, where, when it was accepted, its DOI, how many references it has."""

from __future__ import annotations

import re

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
    ("keyword", r"\bkey\s?-?words\b|\bindex terms\b"),
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
        r"|\bauthors? (?:come|from|based|work|employed)\b|^[\w ]{3,40} (?:universit\w+|institution|employer)\s*\??$",
    ),
    (
        "author",
        r"\bwho (?:wrote|writes|authored|co-?authored|produced|created|made|contributed|published)\b|\bby whom\b"
        r"|^(?:authors?|writers?) (?:of|and)\b"
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
        r"|which year).*\b(?:appear\w*|come out|came out|written|released|printed)\b"
        r"|\b(?:year|date) of\b|\bhow (?:old|recent)\b",
    ),
    ("publisher", r"\bpublisher\b|\bwho published\b"),
    ("URL", r"\b(?:url|web\s?(?:site|address|page)|online|retrieved)\b"),
    ("license", r"\blicen[cs]e\b|\bcopyright\b"),
    (
        "reference-count",
        r"\bhow many (?:\w+ )?(?:references|citations|sources|works|entries)\b"
        r"|\bnumber of (?:references|sources|citations)\b",
    ),
    ("table-count", r"\bhow many (?:\w+ )?tables\b|\bnumber of tables\b"),
    ("page-count", r"\bhow many (?:\w+ )?pages\b|\bhow long is\b|\bnumber of pages\b"),
    ("section-count", r"\bhow many (?:\w+ )?(?:sections|chapters)\b"),
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
    r"|\b(?:which|what) (?:\w+ )?authors?\b|\bhow many (?:authors|papers|studies|articles)\b",
    re.IGNORECASE,
)


def fields_asked(text: str, *, names_a_document: bool) -> tuple[str, ...]:
    """The fields of a document's record that a question asks for; none where it asks for what the document says.

    What is unmistakable (a DOI) counts anywhere; other words only beside a document that is named or meant.
    """
    found = [name for name, pattern in _SURE if re.search(pattern, text, re.IGNORECASE)]
    about_a_work = names_a_document or bool(_THE_WORK.search(text))
    if about_a_work and not _OF_WHAT_IS_SAID.search(text):
        found += [name for name, pattern in _WITH_A_WORK if re.search(pattern, text, re.IGNORECASE)]
    return tuple(dict.fromkeys(_without_broader(found, text)))


def _without_broader(found: list[str], text: str) -> list[str]:
    """Without what was found only because a narrower question has the same words: where do the authors work?"""
    dropped: set[str] = set()
    if {"affiliation", "e-mail"} & set(found):
        dropped.add("author")
    dated = re.search(r"\b(?:when|year|date|old|recent)\b", text, re.IGNORECASE)
    if {"accepted", "submitted"} & set(found) or (
        not dated and {"container-title", "publisher", "author"} & set(found)
    ):
        dropped.add("issued")
    if {"accepted", "submitted", "issued", "reference-count", "table-count", "page-count"} & set(found):
        dropped.add("URL")
    return [name for name in found if name not in dropped]
