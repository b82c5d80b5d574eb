"""Marking: the words of a quotation by which it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from corpus.document import Span
from service.quotes.quote import TableRow
from service.words.stems import stem

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NUMBER = re.compile(
    r"(?:[$€£¥]\s?)?(?<![\w.,])\d+(?:[.,\u00a0\u202f]\d+)*"
    r"(?:\s?(?:%|[$€£¥](?!\w)|per\s?cent\b|percent\b|percentage points\b|(?:thousand|million|billion|trillion)\b))?"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_GAP = re.compile(r"[\s’'/–-]{0,2}")


@dataclass(frozen=True)
class Sought:
    """By what a reader sees that a quotation answers: the question's `words`, and what is `expected` to answer it.

    `expected` is a kind of thing ("date", "percentage" …); `numbers` says whether a figure is asked for. `common` are
    words of the question that say too little to be marked, and still tell one column of a table from another.
    """

    words: tuple[str, ...]
    expected: str = "text"
    numbers: bool = False
    common: tuple[str, ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        """The words without their inflection."""
        return frozenset(map(stem, self.words))


def marks(text: str, start: int, sought: Sought, closed: Iterable[Span] = ()) -> tuple[Span, ...]:
    """The runs of `text` that hold one of the words that are sought, however inflected, or a figure that is.

    `start` is where `text` begins in its document: the spans count the document's characters. No figure is marked in a
    `closed` span, such as a citation's year. Runs that only a space parts are one.
    """
    away = [Span(max(0, span.start - start), max(0, span.end - start)) for span in closed]
    figures = (span for span in _figures(text, sought) if not any(span.overlaps(other) for other in away))
    found = sorted([*_met(text, sought.stems), *figures])
    return tuple(Span(start + span.start, start + span.end) for span in _joined(text, found))


def row_marks(row: TableRow, sought: Sought) -> tuple[Span, ...]:
    """The words of a row that are sought, and where a figure is, the cells below the heads that come nearest to it."""
    asked_for = _nearest_heads(row, sought) if sought.numbers else frozenset()
    found: set[Span] = set()
    for place, (cell, span) in enumerate(zip(row.cells, row.spans, strict=False)):
        if place in asked_for and any(character.isdigit() for character in cell):
            found.add(span)
        elif len(cell) == len(span):
            found.update(Span(span.start + met.start, span.start + met.end) for met in _met(cell, sought.stems))
    return tuple(sorted(found))


def _nearest_heads(row: TableRow, sought: Sought) -> frozenset[int]:
    """The columns whose heads have the most of the question's words, if any has one."""
    stems = sought.stems | frozenset(map(stem, sought.common))
    met = [len({stem(span.of(head)) for span in _met(head, stems)}) for head in row.heads]
    return frozenset(place for place, count in enumerate(met) if 0 < count == max(met))


def _met(text: str, stems: Set[str]) -> Iterator[Span]:
    return (Span(*match.span()) for match in _WORD.finditer(text) if stem(match.group()) in stems)


def _figures(text: str, sought: Sought) -> Iterator[Span]:
    form = _YEAR if sought.expected == "date" else _NUMBER
    return (Span(*match.span()) for match in form.finditer(text)) if sought.numbers else iter(())


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last is not None and (span.start <= last.end or _GAP.fullmatch(text, last.end, span.start)):
            last = Span(last.start, max(last.end, span.end))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
