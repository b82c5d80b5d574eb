"""Prose: the paragraphs of a document with their sentences, without its front matter and what isn't text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document, Span
from indexer.front_matter import front_lines
from service.checks.parts import part_at

_BLANK = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LABELLED = re.compile(
    r"\W{0,4}(?:(?:table|fig(?:ure)?|box|chart|scheme|plate|listing|algorithm|exhibit)\.?\s*\d{1,3}\w?(?:\s*[.:|–—-]"
    r"|\s+(?-i:[A-Z]))"
    r"|(?:sources?|notes?)\s*(?:[:.]|[\"“])|(?:таблица|рис(?:унок|\.))\s*\d|(?:источник|примечание)\s*:)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together; `span` reaches from the first one's start to the last one's end."""

    sentences: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """All of its characters."""
        return Span(self.sentences[0].start, self.sentences[-1].end)


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs of the body, in order; captions, sources of tables, notes and thanks are left out."""
    found: list[list[Span]] = []
    for sentence in _body(document):
        if found and _goes_on(document.text, found[-1][-1], sentence):
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return tuple(Paragraph(tuple(sentences)) for sentences in found if not _is_label(document.text, sentences))


def _body(document: Document) -> Iterator[Span]:
    apart = sorted(
        [*(line.span for line in front_lines(document)), *(section.heading for section in document.sections)]
    )
    at = 0
    for sentence in document.sentences:
        while at < len(apart) and apart[at].end <= sentence.start:
            at += 1
        in_front = at < len(apart) and apart[at].overlaps(sentence)
        if not in_front and part_at(document, sentence.start) != "back":
            yield sentence


def _goes_on(text: str, before: Span, sentence: Span) -> bool:
    """Whether the sentence stands in the paragraph of the one before it; a page's end may part them."""
    gap = text[before.end : sentence.start]
    if _WORD.search(gap):
        return False
    if not _BLANK.search(gap):
        return True
    return text[before.end - 1] not in '.!?:;”"»)]…' and text[sentence.start].islower()


def _is_label(text: str, sentences: Sequence[Span]) -> bool:
    return _LABELLED.match(text, sentences[0].start) is not None
