"""Own results: what the authors of a document found themselves, and so owe no source for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

from corpus.document import Document, Span, Table
from service.checks.claim_wording import OWN_DATA, QUOTED_AT_HOME, SAID_BY_OTHERS
from service.checks.parts import OWN, part_at
from service.checks.prose import Paragraph
from service.quotes.crediting import is_own
from service.tables.wording import met
from service.words.content import content_words
from service.words.overlapping import PlacedSpans
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
        self._tables = PlacedSpans([table.span for table in document.tables])
        self._callouts = PlacedSpans([callout.span for callout in document.callouts])
        self._first_own: dict[Span, int] = {}
        self._own_data: dict[Span, bool] = {}

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
        return self._is_own_before(paragraph, sentence) or self._has_own_data(paragraph)

    def _is_own_before(self, paragraph: Paragraph, sentence: Span) -> bool:
        """Whether the authors speak of themselves earlier in the paragraph."""
        text, span = self._document.text, paragraph.span
        if span not in self._first_own:
            own = (other.start for other in paragraph.sentences if is_own(other.of(text)))
            self._first_own[span] = next(own, span.end)
        return self._first_own[span] < sentence.start

    def _has_own_data(self, paragraph: Paragraph) -> bool:
        span = paragraph.span
        if span not in self._own_data:
            self._own_data[span] = OWN_DATA.search(span.of(self._document.text)) is not None
        return self._own_data[span]

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
            if self._tables.has_within(section.span) and not self._callouts.has_within(section.span)
        )

    def _is_of_the_place_studied(self, paragraph: Paragraph, sentence: Span) -> bool:
        """Whether it counts what the paper's tables count, after a sentence on the place or people that these name.

        A citation between the two would say whose the figure is.
        """
        at = bisect_left(paragraph.sentences, sentence)
        if at == 0:
            return False
        before = paragraph.sentences[at - 1]
        if self._callouts.has_within(Span(before.start, sentence.end)):
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
            if OWN_DATA.search(section.span.of(self._document.text)) or self._tables.has_within(section.span)
        )

    def _is_counted_here(self, text: str) -> bool:
        """Whether a figure of the sentence stands in a table, or where the authors speak of their own work."""
        return self._counted.has(frozenset(_figures(text)), _stems_of(text))

    @cached_property
    def _counted(self) -> _Counted:
        """The figures of each table and of each sentence on the authors' own work, with their words."""
        text = self._document.text
        tables = (" ".join([table.name, *_cells(table)]) for table in self._document.tables)
        own = (words for sentence in self._document.sentences if is_own(words := sentence.of(text)))
        return _Counted((frozenset(_figures(words)), _stems_of(words)) for words in (*tables, *own))


class _Counted:
    """Figures and the words that go with them, of several places, so that one that has both is found at once."""

    def __init__(self, places: Iterable[tuple[frozenset[str], frozenset[str]]]) -> None:
        self._figures: set[str] = set()
        self._about: dict[str, set[str]] = {}
        self._beside: dict[str, set[str]] = {}
        for figures, words in places:
            self._figures |= figures
            few = [figure for figure in figures if not _is_exact(figure)]
            for figure in few:
                self._about.setdefault(figure, set()).update(words)
                self._beside.setdefault(figure, set()).update(few)

    def has(self, figures: frozenset[str], words: frozenset[str]) -> bool:
        """Whether one place has a figure too exact to be met by chance, or two, or one with a word beside it."""
        known = figures & self._figures
        if any(map(_is_exact, known)):
            return True
        return any(words & self._about[one] or len(known & self._beside[one]) > 1 for one in known)


def _is_exact(figure: str) -> bool:
    return sum(c.isdigit() for c in figure) > _FEWEST_DIGITS


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
