"""Wording: what a finding looks like in a terminal, whoever made it."""

from __future__ import annotations

import textwrap

from corpus.document import Document
from service.findings.finding import Finding
from service.quotes.quote import Place
from service.terminal import INDENT, WIDTH

MOST_RELATED = 3
"""Places that are shown of a finding; more are counted."""


def where(finding: Finding, document: Document, longest: int) -> str:
    """The page and the heading that the finding is under, in brackets."""
    page = document.page_at(finding.span.start)
    path = document.section_path(finding.span.start)
    parts = [f"page {page.label or page.number}"] if page else []
    parts += [f"“{one_line(path[-1].title, longest)}”"] if path else []
    return f" ({', '.join(parts)})" if parts else ""


def place_words(place: Place) -> str:
    """Where a place stands in its own document, empty where nothing tells."""
    parts = [f"page {place.page_label}" if place.page_label else "", f"“{place.section}”" if place.section else ""]
    return ", ".join(part for part in parts if part)


def filled(text: str) -> str:
    """The text indented, in lines as long as a terminal's."""
    return textwrap.fill(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def one_line(text: str, longest: int) -> str:
    """The text on one line, cut behind a word where it has more characters than `longest`."""
    line = " ".join(text.split())
    return textwrap.shorten(line, longest, placeholder=" …") if len(line) > longest else line
