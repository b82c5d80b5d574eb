"""Sections: a heading and all that stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.bibliography.names import folded
from corpus.document import Section, Span
from corpus.reading.reading import Heading
from corpus.structure.lines import line_spans, plain_words, trimmed
from corpus.structure.section_names import LABELS

_HASHES = re.compile(r"^[>\s]*#{1,6}\s*|\s+#+\s*$")
_TAIL = " \t:.—–-"
_LIST_GOES_ON = re.compile(r"(?:[,;–-]|\b(?:and|und|et|y|e|и|ve|va))$", re.IGNORECASE)
_WORDS_OF_LAST_LINE = 8


def sections(text: str, headings: Sequence[Heading]) -> tuple[Section, ...]:
    """A section for each heading, from it to the next heading of its level or a higher one, sorted by start.

    A list of keywords or codes ends with its paragraph: what follows belongs to the section around it.
    """
    kept: list[Heading] = []
    for heading in sorted(headings, key=lambda heading: (heading.span.start, heading.level)):
        if not kept or heading.span.start >= kept[-1].span.end:
            kept.append(heading)
    # A list of keywords has no sections of its own: any heading ends it.
    starts = [*(heading.span.start for heading in kept), len(text)]
    ends = [
        _end_of_list(text, heading.span, below) if _is_label(text, heading.span) else end
        for heading, end, below in zip(kept, _ends(kept, len(text)), starts[1:], strict=True)
    ]
    return tuple(
        Section(heading.level, title_of(text, heading.span), heading.span, Span(heading.span.start, end))
        for heading, end in zip(kept, ends, strict=True)
    )


def _is_label(text: str, heading: Span) -> bool:
    return folded(title_of(text, heading)) in LABELS


def _end_of_list(text: str, heading: Span, limit: int) -> int:
    """Where the paragraph behind a label, or below one that stands alone, ends."""
    lines = [
        trimmed(text, heading.end + line.start, heading.end + line.end)
        for line in line_spans(text[heading.end : limit])
    ]
    begin = next((index for index, line in enumerate(lines) if any(c.isalnum() for c in line.of(text))), None)
    if begin is None:
        return limit
    for line, following in pairwise(lines[begin:]):
        if not _list_goes_on(line.of(text), following.of(text)):
            return line.end
    return limit


def _list_goes_on(line: str, following: str) -> bool:
    """Whether the line below is still of the list; formats without wrapped lines put the next paragraph there."""
    if not following:
        return False
    return bool(_LIST_GOES_ON.search(line)) or following[0].islower() or len(following.split()) <= _WORDS_OF_LAST_LINE


def _ends(headings: Sequence[Heading], length: int) -> list[int]:
    """Where each heading's section ends, found from the last to the first."""
    ends = []
    starts: dict[int, int] = {}
    for heading in reversed(headings):
        ends.append(min((start for level, start in starts.items() if level <= heading.level), default=length))
        starts[heading.level] = heading.span.start
    return ends[::-1]


def title_of(text: str, heading: Span) -> str:
    """The heading's words without the marks of its format; its number stays."""
    title = plain_words(_HASHES.sub("", heading.of(text)))
    shorter = title.rstrip(_TAIL)
    return title if title.endswith("...") or not shorter else shorter
