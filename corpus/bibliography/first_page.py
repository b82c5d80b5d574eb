"""What a document's first page and its file name say about it, as a careful reader would write it down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import PurePath

from corpus.bibliography.abstract import abstract_of, keywords_of, unlabelled_abstract
from corpus.bibliography.authors import authors_of
from corpus.bibliography.front_matter import FrontLine, before_references, front_lines, head_lines, opening_lines
from corpus.bibliography.identifiers import identifiers
from corpus.bibliography.language import main_language
from corpus.bibliography.names import years
from corpus.bibliography.places import names_a_place
from corpus.bibliography.publication import Told, is_series_or_journal, issued_of, journal_in, venue_fields, venues_in
from corpus.bibliography.publication_dates import LAST_YEAR, events, labelled_dates
from corpus.bibliography.record import Field
from corpus.bibliography.running_lines import running_fields
from corpus.bibliography.title import Title, title_of
from corpus.bibliography.venue import Venue
from corpus.document import Span
from corpus.reading.page_doubts import BY_OCR
from corpus.reading.reading import Grid, Reading

_OPENING = 9000
_PAGES = 3
_FOOT = 3
_SMALLER = 0.96
_LONGEST_NOTE = 900
_ORIGIN = "first page"
_RUNNING = "running heads"
_OF_OCR = 0.7
_FIGURE = re.compile(r"\W{0,3}\d[\d\s.,:%/()–-]*$")
_FIGURES = 3


def first_page_fields(reading: Reading) -> tuple[Field, ...]:
    """What the first page plainly prints: title, authors, dates, venue, identifiers, abstract, key words, language.

    What is not printed, or can't be told apart from something else, is absent.
    """
    spans = opening_spans(reading)
    end = max((span.end for _, span in spans), default=0)
    tables = [grid.span for grid in reading.grids if grid.span.start < end and _holds_data(reading.text, grid)]
    opening = opening_lines(reading.text, spans, reading.headings, reading.glyphs, reading.superscripts, tables)
    lines = before_references(opening)
    if not lines:
        return ()
    language = main_language(reading.text, [line for line in opening if line.page == lines[0].page][-1].span.end)
    told = chain(_told(lines, language), [("language", *language)] if language else ())
    found = _surest(told, {}, _ORIGIN)
    fields = tuple(_surest(running_fields(reading.running, found), found, _RUNNING).values())
    return tuple(map(_less_sure, fields)) if _is_recognised(reading, spans) else fields


def _is_recognised(reading: Reading, spans: Sequence[tuple[int, Span]]) -> bool:
    """Whether OCR read one of these pages."""
    numbers = {number for number, _ in spans}
    return any(page.number in numbers and BY_OCR in page.doubts for page in reading.pages)


def _less_sure(field: Field) -> Field:
    return replace(field, confidence=round(_OF_OCR * field.confidence, 3))


def _holds_data(text: str, grid: Grid) -> bool:
    """Whether a grid is a table, and not a byline whose names and places of work stand side by side."""
    cells = {span for row in grid.rows for span in row}
    figures = sum(_FIGURE.match(text, span.start, span.end) is not None for span in cells)
    words = grid.span.of(text)
    return figures >= _FIGURES or not ("@" in words or names_a_place(words))


def _surest(told: Iterable[Told], held: Mapping[str, Field], origin: str) -> dict[str, Field]:
    """Each variable as it is told most surely, the first time where several times are alike."""
    found = dict(held)
    for name, value, confidence in told:
        late = name == "issued" and any(year > LAST_YEAR for year in years(value))
        if not late and (name not in found or found[name].confidence < confidence):
            found[name] = Field(name, value, "first page", origin, confidence)
    return found


def opening_spans(reading: Reading) -> tuple[tuple[int, Span], ...]:
    """The runs of the first pages that hold text, with their page numbers; a cover may be an image.

    A text without pages has its first characters, as many as a page has.
    """
    if not reading.pages:
        return ((1, Span(0, min(len(reading.text), _OPENING))),)
    written = [page for page in reading.pages if page.spans][:_PAGES]
    spans = [(page.number, span) for page in written for span in page.spans]
    return tuple((number, Span(span.start, min(span.end, span.start + _OPENING))) for number, span in spans)


def _told(lines: Sequence[FrontLine], language: tuple[str, float] | None) -> Iterator[Told]:
    first = [line for line in lines if line.page == lines[0].page]
    front, head = front_lines(first), head_lines(lines)
    body_size = _body_size(lines)
    around = _imprint(first, front, head, body_size)
    venues = venues_in(front, around)
    journal = journal_in(front)
    names = (
        [venue.name for venue in venues] + [journal or ""] + [line.text for line in front if is_series_or_journal(line)]
    )
    titled, title = front, title_of(front, names, body_size)
    if title is None and (behind := [line for line in lines if line.page == lines[0].page + 1]):
        titled = front_lines(behind)
        title = title_of(titled, names, body_size)
    yield from _title_and_authors(titled, lines, title)
    yield from _dates(front, around, venues)
    yield from venue_fields(front, around, venues, journal)
    yield from identifiers("\n".join(line.text for line in front), "\n".join(line.text for line in [*front, *around]))
    yield from _abstract_and_keywords(lines, language[0] if language else None)


def _imprint(
    first: Sequence[FrontLine], front: Sequence[FrontLine], head: Sequence[FrontLine], body_size: float
) -> list[FrontLine]:
    """Lines that may tell of the publication besides those above the text.

    They stand before the body, or on the first page in smaller type, or at its very top or foot.
    """
    known = {id(line) for line in front}
    before = {id(line) for line in head}
    edges = {id(line) for line in first[-_FOOT:]} if first[0].size else set()
    found = [
        *head,
        *(line for line in first if id(line) not in before and (id(line) in edges or _is_small(line, body_size))),
    ]
    return [line for line in found if id(line) not in known and len(line.text) < _LONGEST_NOTE]


def _is_small(line: FrontLine, body_size: float) -> bool:
    return 0 < line.size < _SMALLER * body_size


def _body_size(lines: Sequence[FrontLine]) -> float:
    """The height of the type that most of the opening is set in; 0 where no line has one."""
    weights: dict[float, int] = {}
    for line in lines:
        if line.size:
            weights[round(line.size, 1)] = weights.get(round(line.size, 1), 0) + len(line.text)
    return max(weights, key=lambda size: (weights[size], size), default=0.0)


def _title_and_authors(front: Sequence[FrontLine], lines: Sequence[FrontLine], title: Title | None) -> Iterator[Told]:
    if title is None:
        return
    yield "title", _without_page_number(title.words, lines), title.confidence
    text_opens = any(line.opens_text for line in lines)
    if people := authors_of(front, title.start, title.end, lines, text_opens):
        yield "author", people, 0.8


def _without_page_number(title: str, lines: Sequence[FrontLine]) -> str:
    """The title without the number before it, where another page prints it behind another number."""
    number, _, words = title.partition(" ")
    heads = (line.text.partition(" ") for line in lines if line.page != lines[0].page)
    counted = number.isdecimal() and any(n.isdecimal() and n != number and rest == words for n, _, rest in heads)
    return words if counted else title


def _dates(front: Sequence[FrontLine], around: Sequence[FrontLine], venues: Sequence[Venue]) -> Iterator[Told]:
    parts = [row for line in [*front, *around] for row in line.rows or (line.text,)]
    text = "\n".join(parts)
    labelled = labelled_dates(text)
    for name, date in events(labelled):
        yield name, date.csl(), 0.9
    if issued := issued_of(labelled, venues, front):
        yield issued


def _abstract_and_keywords(lines: Sequence[FrontLine], language: str | None) -> Iterator[Told]:
    if abstract := abstract_of(lines, language):
        yield "abstract", abstract, 0.85
    elif abstract := unlabelled_abstract(lines):
        yield "abstract", abstract, 0.6
    if keywords := keywords_of(lines, language):
        yield "keyword", ", ".join(keywords), 0.9


def file_name_fields(name: str) -> tuple[Field, ...]:
    """A title guessed from the file's name, with low confidence; none where the name holds no words."""
    words = re.sub(r"[_+.\s]+|(?<=\w)-(?=\w)", " ", PurePath(name).stem).strip()
    told = [
        word for word in words.split() if re.search(r"[^\W\d_]{3,}", word) and not re.fullmatch(r"[0-9a-f]{8,}", word)
    ]
    return (Field("title", words, "file name", name, 0.2),) if told else ()
