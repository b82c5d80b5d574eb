"""Parts of a document that a question names: the abstract, the results section, the end of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.bibliography.names import folded
from service.words.content import FUNCTION_WORDS

_PART = r"(?:sections?|chapters?|parts?|paragraphs?)"
_HEADED = re.compile(rf"\b(?:the|its|their|his|her|['’]s?)\s+(?P<heads>(?:[\w-]+\s+){{1,4}}?){_PART}\b", re.IGNORECASE)
_NO_HEADS = frozenset(
    {"first", "second", "third", "last", "final", "main", "same", "other", "next", "following", "whole"}
)

_KINDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), heads)
    for asked, heads in (
        (
            r"\babstract\b(?! (?:idea|concept|notion|terms?|model|level)s?\b)|\bin (?:the )?summary\b",
            "abstract summary",
        ),
        (r"\b(?:the|its|their|['’]s) introduction\b(?! of\b)", "introduction background"),
        (
            r"\bliterature (?:review|survey|section)\b|\b(?:review|survey|overview) of "
            r"(?:the |earlier |previous |past |prior |existing )?(?:literature|writings?|stud(?:y|ies)|research"
            r"|works?)\b|\brelated work\b|\bstate of the art\b",
            "literature review previous related",
        ),
        (
            r"\b(?:methods?|methodolog\w+) (?:section|chapter|part)\b|\bmaterials and methods\b",
            "method methodology methods design",
        ),
        (r"\b(?:the|its|their) (?:results|findings) (?:section|chapter|part)\b|\bunder results\b", "results findings"),
        (r"\b(?:in|under|of) (?:the|its|their) discussion\b(?! of\b)", "discussion"),
        (
            r"\bconclusions?\b.{0,60}\b(?:reach\w*|draw\w*|drawn|come to|arrive\w*)\b"
            r"|\b(?:the|its|their) conclusions?\b"
            r"|\bconclud(?:e|es|ed|ing)\b|\b(?:at|towards?) the (?:very )?end of (?:the|this|that|its)\b",
            "conclusion conclusions concluding implications recommendations summary outlook",
        ),
    )
)


def sections_named(text: str) -> tuple[str, ...]:
    """The words, folded, by one of which the heading of a section that the question names is known."""
    return tuple(
        dict.fromkeys([*_heads(text), *(word for form, heads in _KINDS if form.search(text) for word in heads.split())])
    )


def _heads(text: str) -> Iterator[str]:
    for match in _HEADED.finditer(text):
        words = folded(match["heads"]).split()
        yield from (w for w in words if w not in FUNCTION_WORDS and w not in _NO_HEADS and not w.isdecimal())
