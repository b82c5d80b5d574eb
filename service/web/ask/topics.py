"""Topics: what a document is about, in the words of its own headings and title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.bibliography.names import folded
from corpus.document import Document
from corpus.structure.section_names import LABELS, WHOLE_LINE

LONGEST_ABBREVIATION = 5
"""Letters of a word that is known in capitals alone, and stays in them."""

_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|(?:[IVXLC]+|[A-Z])(?:\.\d+)*[.):])\s+")
_ORDINARY = re.compile(
    r"abstract|introduction|background|method|data\b|result|finding|discussion|conclu|summary|reference|bibliograph|"
    r"literature|acknowledg|appendix|keyword|note|fund|conflict|contents|author|limitation|supplement|declaration|"
    r"availability|correspond|question|about this|sample text|review of|further (?:reading|research)|\bet al\b",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(
    r"\bjel\b|\budc\b|\bkey words\b|\bhow to cite\b|\bcit(?:e|ation of) this\b|\barticle (?:info|history)|"
    r"^(?:received|revised|accepted|published|submitted|copyright|licen[cs]ed?|publisher|editors?|affiliations?|"
    r"highlights|e-?mail|volume|issue|issn|doi)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ’',-])*\??")
"""Words and nothing else: a heading with figures or signs is more often a misread table."""
_ASKING = re.compile(r"(?:what|who|why|when|where|which|how|do|does|did|is|are|was|were|can|should)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def topics(document: Document, title: str) -> Iterator[str]:
    """What the document is about: its telling headings in their order, then its title."""
    headings = [_NUMBERING.sub("", section.title).strip() for section in document.sections if section.level > 1]
    for topic in (*(heading for heading in headings if heading.casefold() not in title.casefold()), title):
        if is_telling(topic):
            yield in_sentence_case(topic, document.text) if topic.isupper() else topic


def is_telling(topic: str) -> bool:
    """Whether a heading says what its text is about, and not which part of a paper it is."""
    words = topic.split()
    if not 2 <= len(words) <= 9 or not _PLAIN.fullmatch(topic):
        return False
    if _ORDINARY.search(topic) or _FRONT_MATTER.search(topic) or _is_named_part(folded(topic)):
        return False
    return _ASKING.match(topic) is not None or not topic.endswith("?")


def in_sentence_case(topic: str, text: str) -> str:
    """A heading in capitals with each word as the document's text writes it: `SMES IN GHANA` as `SMEs in Ghana`."""
    forms = Counter(_WORD.findall(text))
    by_word: dict[str, list[str]] = {}
    for form in sorted(forms):
        by_word.setdefault(form.casefold(), []).append(form)
    return _WORD.sub(lambda found: _as_written(found[0], by_word.get(found[0].casefold(), []), forms), topic)


def _as_written(word: str, written: list[str], forms: Counter[str]) -> str:
    """The word in small letters where the text has it so, since a capital may just begin a sentence; else as it is."""
    small = word.lower()
    if small in written:
        return small
    mixed = [form for form in written if not form.isupper()]
    if mixed:
        return max(mixed, key=lambda form: (forms[form], form))
    return word if len(word) <= LONGEST_ABBREVIATION else small


def _is_named_part(name: str) -> bool:
    return name in WHOLE_LINE or any(name.startswith(f"{label} ") for label in LABELS)
