"""Names that a question credits with saying or writing something, as against names that it only speaks about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.words.content import FUNCTION_WORDS

_CAPITAL = r"(?<!\w)(?-i:[^\W\d_a-zà-öø-ÿ])(?:[\w-]|['’](?!s?(?!\w)))*\w"
_PERSON = rf"{_CAPITAL}(?:\s+(?:(?:van|von|de|der|del|di|la|le|al|el|bin|ten|den)\s+)?{_CAPITAL}){{0,2}}"
_PEOPLE = rf"(?P<people>{_PERSON}(?:(?:\s*,\s*|\s*,?\s+(?:and|&)\s+){_PERSON}){{0,5}})"
_SAYS = (
    r"(?:says?|said|saying|argues?|argued|claims?|claimed|writes?|wrote|written|thinks?|thought|states?|stated"
    r"|notes?|noted|finds?|found|reports?|reported|shows?"
    r"|showed|suggests?|suggested|believes?|believed|defines?|defined|describes?|described|proposes?|proposed"
    r"|concludes?|concluded|distinguish(?:es|ed)?"
    r"|lists?|listed|discuss(?:es|ed)?|mentions?|mentioned|recommends?|recommended|criticis\w+|criticiz\w+|sees?|saw"
    r"|views?|viewed|explains?|explained"
    r"|emphasi[sz]\w+|stress(?:es|ed)?|points? out|pointed out|holds?|held|maintains?|assum\w+|identif\w+|measur\w+"
    r"|stud(?:y|ies|ied)|examin\w+|analy[sz]\w+|cites?"
    r"|cited|quotes?|quoted|names?|named|treats?|treated|understands?|advis\w+|warns?|warned|put it|classif\w+"
    r"|interpret\w*|investigat\w+|survey\w*|count(?:s|ed)?)"
)
_WORK = (
    r"(?:paper|article|study|work|text|entry|book|chapter|report|essay|brief|thesis|publication|view|opinion"
    r"|definition|account|argument|findings?|results?|survey"
    r"|conclusions?|analysis|words|writings?|sample|data|table|recommendations?|claims?|review|judge?ment|eyes|terms"
    r"|list|points?|description|thinking"
    r"|concept|understanding)s?"
)
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)[a-z]?"
_END = r"(?:\s+et\s+al\.?|\s+and\s+(?:others|colleagues|co-?authors?))?"

_CREDITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\(\s*(?:see\s+|cf\.\s+)?{_PEOPLE}{_END}\s*,?\s*{_YEAR}",
        rf"{_PEOPLE}{_END}(?:['’]s)?\s*[(\[]\s*{_YEAR}",
        rf"{_PEOPLE}{_END},?\s+{_YEAR}\b",
        rf"\baccording\s+to\s+{_PEOPLE}{_END}",
        rf"\b(?:by|in|from|of)\s+{_PEOPLE}{_END}['’]s?\s+(?:\w+\s+){{0,2}}{_WORK}\b",
        rf"{_PEOPLE}{_END}['’]s?\s+(?:\w+\s+){{0,2}}{_WORK}\b",
        rf"\b{_WORK}\s+(?:written\s+|published\s+)?by\s+{_PEOPLE}{_END}",
        rf"\b(?:written|published|authored|cited|quoted|argued|said|claimed|stated|proposed|reported"
        rf"|found)\s+by\s+{_PEOPLE}{_END}",
        rf"\b(?:do|does|did|would|has|have|is|are)\s+(?:both\s+)?{_PEOPLE}{_END}\s+(?:\w+\s+)?{_SAYS}\b",
        rf"(?:^|[,;.?!]\s+|\b(?:that|what|how|why|where|when|and)\s+){_PEOPLE}{_END}\s+(?:has\s+|have\s+"
        rf"|also\s+)?{_SAYS}\b",
        rf"\b(?:what|which)\b.*\b(?:do|does|did)\s+(?:both\s+)?{_PEOPLE}{_END}\s+(?:\w+\s+){{0,3}}{_SAYS}\b",
    )
)
_SPLIT = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+", re.IGNORECASE)
_NO_NAMES_WORDS = """
    table figure section chapter page reference appendix article paper study entry theory model journal january
    february march april june july august september october november december
    summarise summarize summary outline overview describe explain compare contrast discuss
"""
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())


_MAY_BE_CREDITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:do|does|did|would|has|have)\s+{_PEOPLE}{_END}\s+(?-i:[a-z])",
        rf"\b{_WORK}\s+(?:of|from)\s+{_PEOPLE}{_END}",
        rf"\b(?:what|how|where|why|both)\s+{_PEOPLE}{_END},?\s+and\s+(?:the|this|that)\s",
        rf"\band\s+{_PEOPLE}{_END}\s+(?:each|both)\b",
        rf"(?:\b(?:summari[sz]e|sum\s+up|outline|(?:overview|outline|summary|synopsis|gist|points|ideas)"
        rf"\s+of)|\btl;?\s?dr:?(?:\s+of)?)\s+(?:both\s+)?(?:the\s+(?:\w+\s+){{1,3}}by\s+)?{_PEOPLE}{_END}"
        rf"(?:\s+(?:in|as|with|for)\s[^?]{{1,30}})?\W*$",
        rf"^(?:compare|contrast)\s+{_PEOPLE}{_END}\s+(?:on|about|regarding|with regard to)\b",
        rf"\b(?:says?|said|argues?|argued|writes?|wrote|claims?|claimed|asks?|finds?|cited by"
        rf"|seen by)\s+{_PEOPLE}{_END}",
        rf"\b(?:for|to|with|when|where|as)\s+{_PEOPLE}{_END}(?:\s*,|\s+(?:speaks?|uses?|calls?|puts?|means?"
        rf"|understands?)\b)",
    )
)


@dataclass(frozen=True)
class Credit:
    """Those who are credited together, as they are written, and the year of the work where one is given.

    `surely` is whether nothing but a work or its author can be credited so: Norland exports, too.
    """

    people: tuple[str, ...]
    year: int | None = None
    surely: bool = True


def credits_in(text: str) -> tuple[Credit, ...]:
    """Every group of names that the text credits with saying or writing something; each group once."""
    found: list[Credit] = []
    for credit in _matches(text):
        known = any(set(credit.people) <= set(held.people) and credit.year in (None, held.year) for held in found)
        if credit.people and not known:
            found.append(credit)
    return tuple(found)


def _matches(text: str) -> Iterator[Credit]:
    for pattern in (*_CREDITS, *_MAY_BE_CREDITS):
        for match in pattern.finditer(text):
            year = match.groupdict().get("year")
            yield Credit(tuple(_people(match["people"])), int(year) if year else None, pattern in _CREDITS)


def _people(words: str) -> Iterator[str]:
    for part in _SPLIT.split(words):
        kept = [
            word
            for word in re.sub(r"['’]s?$", "", part.strip()).split()
            if word.lower() not in FUNCTION_WORDS | _NO_NAMES
        ]
        if kept:
            yield " ".join(kept)
