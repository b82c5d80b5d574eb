"""Own results: what the authors of a document found themselves, and so owe no source for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from corpus.document import Document, Span, Table
from service.checks.claim_wording import OWN_DATA, QUOTED_AT_HOME, SAID_BY_OTHERS
from service.checks.parts import OWN, part_at
from service.checks.prose import Paragraph
from service.quotes.crediting import is_own
from service.tables.wording import met
from service.words.content import content_words
from service.words.stems import stem

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_FEWEST_DIGITS = 2
_CAPITAL = re.compile(r"(?<=[^\W\d_,;] )[^\W\d_a-z][^\W\d_]{3,}")
_LEAST_OF_A_TABLE = 3
"""Words that a sentence has in common with a table whose matter it counts."""


class OwnResults:
    """Tells of a document's sentences whether they speak of its own study."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def has(self, paragraph: Paragraph, sentence: Span) -> bool:
        """Whether the sentence is in a part of the paper, or in words, that are of its own work."""
        text = sentence.of(self._document.text)
        if _speaks_of_itself(text):
            return True
        part = part_at(self._document, sentence.start)
        if SAID_BY_OTHERS.search(text):
            return False
        if part in OWN or self._is_counted_here(text):
            return True
        if part == "background":
            return False
        if self._is_in_a_part_of_own_data(sentence) or self._is_of_the_place_studied(paragraph, sentence):
            return True
        before = [other.of(self._document.text) for other in paragraph.sentences if other.start < sentence.start]
        return any(map(is_own, before)) or OWN_DATA.search(paragraph.span.of(self._document.text)) is not None

    def is_quoted(self, sentence: Span) -> bool:
        """Whether what the sentence quotes comes out of the study itself, or is a name, and no publication's words."""
        return QUOTED_AT_HOME.search(sentence.of(self._document.text)) is not None

    def is_near(self, sentence: Span) -> bool:
        """Whether the innermost section around the sentence shows data of the paper's own, beside whatever else."""
        path = self._document.section_path(sentence.start)
        return bool(path) and path[-1].level > 1 and path[-1].span in self._with_data

    def _is_in_a_part_of_own_data(self, sentence: Span) -> bool:
        """Whether the section around the sentence gives a table and, in a text that cites, cites nothing."""
        path = self._document.section_path(sentence.start)
        return bool(path) and path[-1].level > 1 and path[-1].span in self._of_tables_alone

    @cached_property
    def _of_tables_alone(self) -> frozenset[Span]:
        if not self._document.callouts:
            return frozenset()
        return frozenset(
            section.span
            for section in self._document.sections
            if any(section.span.contains(table.span) for table in self._document.tables)
            and not any(section.span.contains(callout.span) for callout in self._document.callouts)
        )

    def _is_of_the_place_studied(self, paragraph: Paragraph, sentence: Span) -> bool:
        """Whether it counts what the paper's tables count, after a sentence on the place or people that these name.

        A citation between the two would say whose the figure is.
        """
        at = paragraph.sentences.index(sentence)
        if at == 0:
            return False
        before = paragraph.sentences[at - 1]
        if any(Span(before.start, sentence.end).contains(callout.span) for callout in self._document.callouts):
            return False
        said, named = _stems_of(sentence.of(self._document.text)), set(_CAPITAL.findall(before.of(self._document.text)))
        return any(
            named & names and len(met(said, words)) >= _LEAST_OF_A_TABLE for names, words in self._subjects_of_tables
        )

    @cached_property
    def _subjects_of_tables(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The names in each table's caption, and the words of its caption, heads and rows."""
        return tuple(
            (frozenset(_CAPITAL.findall(table.caption or "")), _stems_of(" ".join([table.name, *_cells(table)])))
            for table in self._document.tables
        )

    @cached_property
    def _with_data(self) -> frozenset[Span]:
        return frozenset(
            section.span
            for section in self._document.sections
            if OWN_DATA.search(section.span.of(self._document.text))
            or any(section.span.contains(table.span) for table in self._document.tables)
        )

    def _is_counted_here(self, text: str) -> bool:
        """Whether a figure of the sentence stands in a table, or where the authors speak of their own work."""
        figures = set(_figures(text))
        words = _stems_of(text)
        return any(_is_sure(figures & own) or (figures & own and words & about) for own, about in self._counted)

    @cached_property
    def _counted(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """The figures of each table and of each sentence on the authors' own work, with their words."""
        text = self._document.text
        tables = (" ".join([table.name, *_cells(table)]) for table in self._document.tables)
        own = (words for sentence in self._document.sentences if is_own(words := sentence.of(text)))
        return tuple((frozenset(_figures(words)), _stems_of(words)) for words in (*tables, *own))


def _is_sure(figures: set[str]) -> bool:
    """Whether the figures are too exact, or too many, to be met by chance."""
    return len(figures) > 1 or any(sum(c.isdigit() for c in figure) > _FEWEST_DIGITS for figure in figures)


def _cells(table: Table) -> Iterator[str]:
    yield from (cell.text for cell in table.header)
    yield from (cell.text for row in table.rows for cell in row)


def _figures(text: str) -> Iterator[str]:
    """Numbers of two digits or more that are no years, without noughts at their end."""
    for number in _NUMBER.findall(text):
        if len(number) >= _FEWEST_DIGITS and not _YEAR.fullmatch(number):
            yield number.rstrip("0").rstrip(".") if "." in number else number


def _speaks_of_itself(text: str) -> bool:
    return is_own(text) or OWN_DATA.search(text) is not None


def _stems_of(text: str) -> frozenset[str]:
    """The stems of the words that carry the text, numbers left out."""
    return frozenset(stem(word) for word in content_words(text) if not word[0].isdigit())
