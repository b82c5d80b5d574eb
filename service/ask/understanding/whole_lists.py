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
    r"\bhow (?:many|long|old)\b|\bnumber of\b|\bwhy\b|\bwhen\b|^(?:is|are|does|do|did)\b", re.IGNORECASE
)
_MORE_WORDS = """
    all every whole full complete entire literature authors author scholars scholar sources citing draws draw builds
    build quote quotes quoted works cited both common shared together print show give me
"""
_FRAME = FRAME | frozenset(_MORE_WORDS.split())


def asks_for_the_whole_list(text: str, names: Set[str]) -> bool:
    """Whether it asks for a reference list as such; `names` are folded words that name the document, or its authors."""
    if not _WHOLE.search(text) or _NO_LIST.search(text):
        return False
    return all(word in _FRAME or folded(word) in names for word in content_words(text))
