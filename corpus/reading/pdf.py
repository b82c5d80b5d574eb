"""PDF files as readings: pages put in reading order, running heads left out, broken words and paragraphs joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.document import Page
from corpus.errors import FileTooLarge, FileWithoutText
from corpus.reading.columns import Column, columns, disorder
from corpus.reading.drop_caps import with_drop_caps
from corpus.reading.flow import Flow, joined_paragraphs, table_words
from corpus.reading.headings import joined_headings, set_levels
from corpus.reading.hyphens import Vocabulary
from corpus.reading.limits import Limits
from corpus.reading.lines import drawn_lines
from corpus.reading.page_table import PageTable
from corpus.reading.page_tables import page_tables
from corpus.reading.paragraphs import Block, Kind, Type, blocks, mark_notes
from corpus.reading.pdf_structure import Structure, checked_file, structure_of
from corpus.reading.pdfium import PdfiumFile
from corpus.reading.reading import Reading
from corpus.reading.running_heads import Margins, margins_of
from corpus.reading.sheet import Sheet, Word
from corpus.reading.table_joins import joined_tables

_DISORDER = 0.1
_UNMAPPED = 0.02
_NO_TEXT = "{}: its pages hold no text, only images or drawings; run it through OCR first"


@dataclass
class _Layout:
    """What was found on the pages: blocks in reading order, tables by the start of their first word and page."""

    blocks: list[Block] = field(default_factory=list)
    tables: dict[tuple[int, int], PageTable] = field(default_factory=dict)
    disorder: dict[int, float] = field(default_factory=dict)


def read_pdf(path: Path, limits: Limits = Limits()) -> Reading:  # noqa: B008  # frozen, so it may be shared
    """The text of the PDF at `path` with its pages, boxes, headings, tables and embedded metadata.

    Raises FileMissing, FileEmpty, FileEncrypted, FileDamaged, FileTooLarge and FileWithoutText.
    """
    checked_file(path, limits)
    structure = structure_of(path)
    sheets = _sheets(path, limits)
    margins = margins_of(sheets)
    layout = _layout(sheets, margins)
    lines = (line.text for block in layout.blocks for line in block.lines)
    flow = Flow({sheet.number: sheet for sheet in sheets}, Vocabulary(lines))
    flow.add(joined_paragraphs(joined_tables(layout.blocks, layout.tables)), layout.tables)
    if not flow.text.strip():
        raise FileWithoutText(_NO_TEXT.format(path))
    if flow.length > limits.characters:
        raise FileTooLarge(f"{path}: {flow.length:,} characters, over the limit of {limits.characters:,}; split it")
    return Reading(
        flow.text,
        _pages(sheets, flow, margins, structure, layout),
        flow.glyphs,
        tuple(flow.headings),
        tuple(flow.grids),
        tuple(flow.superscripts),
        structure.fields,
        tuple(_notices(sheets)),
    )


def _sheets(path: Path, limits: Limits) -> list[Sheet]:
    with PdfiumFile(path) as document:
        if len(document) > limits.pages:
            raise FileTooLarge(
                f"{path}: {len(document):,} pages, over the limit of {limits.pages:,}; "
                "split it, or raise PINCITE_FILE_PAGES"
            )
        sheets, characters = [], 0
        for number in range(1, len(document) + 1):
            sheets.append(document.sheet(number))
            characters += len(sheets[-1].edges) // 4
            if characters > limits.characters:
                raise FileTooLarge(
                    f"{path}: over the limit of {limits.characters:,} characters by page {number}; split it"
                )
    if not any(sheet.words or sheet.asides for sheet in sheets):
        raise FileWithoutText(_NO_TEXT.format(path))
    return sheets


def _layout(sheets: Sequence[Sheet], margins: Margins) -> _Layout:
    layout = _Layout()
    bodies = {sheet.number: margins.body(sheet) for sheet in sheets}
    body = Type.of(word for words in bodies.values() for word in words)
    count = 0
    for sheet in sheets:
        found = _page_columns(sheet, bodies[sheet.number], layout)
        layout.disorder[sheet.number] = disorder(found)
        for column in found:
            count += 1
            layout.blocks.extend(_column_blocks(column, body, count))
        layout.blocks.extend(_asides(sheet, count))
    set_levels(layout.blocks, body)
    layout.blocks = joined_headings(layout.blocks)
    return layout


def _page_columns(sheet: Sheet, words: Sequence[Word], layout: _Layout) -> list[Column]:
    tables = page_tables(sheet, words)
    taken = table_words(tables)
    marked = [word for word in words if word.start not in taken]
    for table in tables:
        mark = table.stand_in()
        layout.tables[sheet.number, mark.start] = table
        marked.append(mark)
    lines = drawn_lines(sorted(marked, key=lambda word: word.start), sheet.number)
    return columns(with_drop_caps(lines)) if lines else []


def _column_blocks(column: Column, body: Type, number: int) -> list[Block]:
    found = blocks(column, body, number)
    mark_notes(found, body)
    return found


def _asides(sheet: Sheet, column: int) -> list[Block]:
    """Text that runs in another direction than the page's, each run a paragraph of its own after the rest."""
    lines = drawn_lines(sheet.asides, sheet.number)
    return [Block(Kind.TEXT, [line], line.left, line.right, column) for line in lines]


def _pages(
    sheets: Sequence[Sheet], flow: Flow, margins: Margins, structure: Structure, layout: _Layout
) -> tuple[Page, ...]:
    spans = flow.page_spans()
    pages = []
    for sheet in sheets:
        doubts = tuple(_doubts(sheet, layout.disorder.get(sheet.number, 0.0)))
        label = structure.labels.get(sheet.number) or margins.labels.get(sheet.number)
        confidence = max(0.0, 1.0 - 0.4 * len(doubts)) if sheet.words or not sheet.pictured else 0.0
        runs = tuple(spans.get(sheet.number, ()))
        pages.append(Page(sheet.number, runs, label, sheet.width, sheet.height, confidence, doubts))
    return tuple(pages)


def _doubts(sheet: Sheet, disorder: float) -> Iterable[str]:
    letters = len(sheet.edges) // 4
    if not letters and sheet.pictured:
        yield "image only"
    if letters and sheet.unmapped > _UNMAPPED * letters:
        yield "characters that the font does not name"
    if disorder > _DISORDER:
        yield "reading order uncertain"


def _notices(sheets: Sequence[Sheet]) -> Iterable[str]:
    blank = [sheet.number for sheet in sheets if not sheet.edges and sheet.pictured]
    if blank:
        noun = "page" if len(blank) == 1 else "pages"
        verb = "holds" if len(blank) == 1 else "hold"
        yield f"{noun} {_ranges(blank)} {verb} no text (images only)"


def _ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3 and 7 as "1–3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
