"""Whole lists: a question for all that a document cites, as against one for some of it."""

from __future__ import annotations

import re
from collections.abc import Set

from corpus.bibliography.names import folded
from service.ask.understanding.listed_works import FRAME
from service.words.content import content_words

_WORKS = (
    r"(?:\w*works?|books?|papers?|articles?|stud(?:y|ies)|publications?|texts?|sources?|authors?|scholars?|literature)"
)
_CITES = r"(?:cites?|cited|citing|refers? to|referred to|references?|quotes?|quoted|lists?|listed|draws? on|builds? on)"
_WHOLE = re.compile(
    rf"\b(?:which|what|whose|list|name|show|give)\b.*\b{_WORKS}\b.*\b{_CITES}\b"
    rf"|\bwho(?:m)?\b.*\b(?:does|do|did)\b.*\b{_CITES}\b|\bwhat (?:does|do|did)\b.*\b{_CITES}\W*$"
    rf"|\b(?:which|what)\b.*\b{_WORKS}\b.*\b(?:in common|share)\b"
    r"|\bwho(?:m)? (?:is|are|was|were) (?:cited|quoted|referenced|listed) (?:by|in)\b"
    r"|\b(?:references|bibliograph(?:y|ies)|reference lists?|works cited|literature list"
    r"|lists? of (?:references|works))\b",
    re.IGNORECASE,
)
_NO_LIST = re.compile(
    r"\bhow (?:many|long|old)\b|\b(?:most|fewest)\b|\bnumber of\b|\bwhy\b|\bwhen\b|^(?:is|are|does|do|did)\b",
    re.IGNORECASE,
)
_HOW_MANY_OF_A_KIND = re.compile(
    r"\bhow many (?:\w+ )?(?:\w*books?|articles?|journal papers?|reports?|thes[ie]s)\b.*\b(?:cit|refer|list)",
    re.IGNORECASE,
)
"""Those of a kind are counted as they are quoted."""

_MORE_WORDS = """
    all every whole full complete entire literature authors author scholars scholar sources citing draws draw builds
    build quote quotes quoted works cited both common shared together print show give me
    never nowhere uncited unused lack lacks lacking missing callout callouts running body prose mentioned
"""
_FRAME = FRAME | frozenset(_MORE_WORDS.split())


LONGEST = 300
"""Characters; a longer question has a subject."""


def asks_for_the_whole_list(text: str, names: Set[str]) -> bool:
    """Whether it asks for a reference list as such; `names` are folded words that name the document, or its authors."""
    if len(text) > LONGEST:
        return False
    if not (_HOW_MANY_OF_A_KIND.search(text) or (_WHOLE.search(text) and not _NO_LIST.search(text))):
        return False
    return all(word in _FRAME or folded(word) in names for word in content_words(text))
