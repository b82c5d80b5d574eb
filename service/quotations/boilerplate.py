"""Boilerplate: words that everybody writes in the same way, and that nobody owes to anybody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Section
from service.quotations.spelling import is_number
from service.words.content import FUNCTION_WORDS

_FORMULAS = re.compile(
    r"statistical(?:ly)? (?:analys|significan)|p[ -]?values?|(?:written |verbal )?informed consent"
    r"|ethics? (?:committee|approv|board)|institutional review board|declaration of helsinki"
    r"|conflicts? of interests?|competing interests?|no role in the design"
    r"|(?:research|work|study) was (?:funded|supported|financed)"
    r"|received (?:no )?(?:specific )?(?:grant|funding|financial)"
    r"|creative commons|open access article|all rights reserved|permits unrestricted|corresponding author"
    r"|available (?:from the corresponding|on (?:reasonable )?request)|remainder of th[ei]s? (?:paper|article)"
    r"|(?:paper|article|study) is (?:organi[sz]ed|structured) as follows|strongly (?:dis)?agree|likert scale"
    r"|(?:authors?|writers?) (?:would like to )?(?:thank|declare|acknowledge)|\b(?:version|v\.) ?\d+(?:\.\d+)+",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"acknowledge?ment|funding|conflicts? of interest|competing interests|data availability|ethic|author contribution"
    r"|references|bibliography|literature cited|declaration|abbreviations|licen[cs]e|about the authors?|affiliation",
    re.IGNORECASE,
)

LEAST_SMALL = 5
"""Words without a capital that say something, in a run that is more than names."""


def is_boilerplate(text: str, sections: Sequence[Section]) -> bool:
    """Whether a run of words is a formula of method or of thanks, or hardly more than names and numbers."""
    if _FORMULAS.search(" ".join(text.split())) or any(_HEADS.search(section.title or "") for section in sections):
        return True
    words = re.findall(r"[^\W_]+", text)
    small = {word for word in words if word == word.lower() and word not in FUNCTION_WORDS and not is_number(word)}
    return len(small) < LEAST_SMALL
