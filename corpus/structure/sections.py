"""Sections: a heading and all that stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Section, Span
from corpus.reading.reading import Heading
from corpus.structure.lines import plain_words

_HASHES = re.compile(r"^[>\s]*#{1,6}\s*|\s+#+\s*$")
_TAIL = " \t:.—–-"


def sections(text: str, headings: Sequence[Heading]) -> tuple[Section, ...]:
    """A section for each heading, from it to the next heading of its level or a higher one, sorted by start."""
    kept: list[Heading] = []
    for heading in sorted(headings, key=lambda heading: (heading.span.start, heading.level)):
        if not kept or heading.span.start >= kept[-1].span.end:
            kept.append(heading)
    ends = _ends(kept, len(text))
    return tuple(
        Section(heading.level, title_of(text, heading.span), heading.span, Span(heading.span.start, end))
        for heading, end in zip(kept, ends, strict=True)
    )


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
