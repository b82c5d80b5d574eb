"""PDF files as readings: pages put in reading order, running heads left out, broken words and paragraphs joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.document import Page
from corpus.errors import FileTooLarge, FileWithoutText
from corpus.reading import page_doubts
from corpus.reading.broken_captions import ends_in_caption
from corpus.reading.columns import Column, columns, disorder, stand_in_columns
from corpus.reading.drop_caps import with_drop_caps
from corpus.reading.flow import Flow, joined_paragraphs, table_words
from corpus.reading.headings import joined_headings, set_levels
from corpus.reading.hyphens import Vocabulary
from corpus.reading.limits import Limits
from corpus.reading.lines import Line, drawn_lines
from corpus.reading.ocr import lacks_text, recognised
from corpus.reading.page_table import PageTable
from corpus.reading.page_tables import page_tables, table_at_foot
from corpus.reading.paragraphs import Block, Kind, Type, blocks, mark_notes
from corpus.reading.pdf_structure import Structure, checked_file, structure_of
from corpus.reading.pdfium import PdfiumFile
from corpus.reading.reading import Reading
from corpus.reading.recognition import Recogniser
from corpus.reading.running_heads import Margins, margins_of
from corpus.reading.sheet import Sheet
from corpus.reading.table_joins import joined_tables

_LOOK_SCALE = 1.0


@dataclass
class _Layout:
    """What was found on the pages: blocks in reading order, tables by the start of their first word and page."""

    blocks: list[Block] = field(default_factory=list)
    tables: dict[tuple[int, int], PageTable] = field(default_factory=dict)
    disorder: dict[int, float] = field(default_factory=dict)


def read_pdf(
    path: Path,
    limits: Limits = Limits(),  # noqa: B008  # frozen, so it may be shared
    recogniser: Recogniser | None = None,
) -> Reading:
    """The text of the PDF at `path` with its pages, boxes, headings, tables and embedded metadata.

    Pages that are only images are read by `recogniser`, where there is one.
    Raises FileMissing, FileEmpty, FileEncrypted, FileDamaged, FileTooLarge and FileWithoutText.
    """
    checked_file(path, limits)
    structure = structure_of(path)
    sheets, salvaged = _sheets(path, limits, recogniser)
    margins = _margins(sheets)
    layout = _layout(sheets, margins)
    lines = (line.text for block in layout.blocks for line in block.lines)
    flow = Flow({sheet.number: sheet for sheet in sheets}, Vocabulary(lines))
    flow.add(joined_paragraphs(joined_tables(layout.blocks, layout.tables)), layout.tables)
    if not flow.text.strip():
        raise FileWithoutText(f"{path}: {page_doubts.without_text(sheets, salvaged)}")
    if flow.length > limits.characters:
        raise FileTooLarge(f"{path}: {flow.length:,} characters, over the limit of {limits.characters:,}; split it")
    pages = _pages(sheets, flow, margins, structure, layout)
    return Reading(
        flow.text,
        pages,
        flow.glyphs,
        tuple(flow.headings),
        tuple(flow.grids),
        tuple(flow.superscripts),
        structure.fields,
        page_doubts.notices(sheets, pages, salvaged),
        margins.running,
    )


def _sheets(path: Path, limits: Limits, recogniser: Recogniser | None) -> tuple[list[Sheet], bool]:
    """The pages, and whether they had to be saved from a damaged file."""
    with PdfiumFile(path) as document:
        if len(document) > limits.pages:
            raise FileTooLarge(
                f"{path}: {len(document):,} pages, over the limit of {limits.pages:,}; "
                "split it, or raise PINCITE_FILE_PAGES"
            )
        sheets, characters = [], 0
        for number in range(1, len(document) + 1):
            sheets.append(_looked_at(document, document.sheet(number)))
            characters += len(sheets[-1].edges) // 4
            if characters > limits.characters:
                raise FileTooLarge(
                    f"{path}: over the limit of {limits.characters:,} characters by page {number}; split it"
                )
        if recogniser is not None and any(map(lacks_text, sheets)):
            sheets = recognised(sheets, document.picture, recogniser, limits.ocr_seconds)
        salvaged = document.salvaged
    if not any(sheet.words or sheet.asides for sheet in sheets):
        raise FileWithoutText(f"{path}: {page_doubts.without_text(sheets, salvaged)}")
    return sheets, salvaged


def _margins(sheets: Sequence[Sheet]) -> Margins:
    """What the pages' edges hold; nothing where that would be all the text there is."""
    margins = margins_of(sheets)
    unread = any(sheet.pictured and sheet.recognised is None for sheet in sheets)
    if unread or any(margins.body(sheet) for sheet in sheets):
        return margins
    return replace(margins, left_out={}, running=())


def _looked_at(document: PdfiumFile, sheet: Sheet) -> Sheet:
    """The sheet, and how much of its text the page does not show, where that is in question."""
    if not page_doubts.needs_a_look(sheet):
        return sheet
    return replace(sheet, hidden=page_doubts.hidden_share(sheet, document.picture(sheet.number, _LOOK_SCALE)))


def _layout(sheets: Sequence[Sheet], margins: Margins) -> _Layout:
    layout = _Layout()
    bodies = {sheet.number: margins.body(sheet) for sheet in sheets}
    body = Type.of(word for words in bodies.values() for word in words)
    count, awaited, before = 0, False, None
    for sheet in sheets:
        words = bodies[sheet.number]
        tables = page_tables(sheet, words, awaited=awaited, before=before)
        awaited, before = ends_in_caption(words, sheet.number), table_at_foot(tables, words)
        found = _page_columns(sheet, tables, margins, layout)
        layout.disorder[sheet.number] = disorder(found)
        for column in found:
            count += 1
            layout.blocks.extend(_column_blocks(column, body, count))
        layout.blocks.extend(_asides(sheet, count, layout))
    set_levels(layout.blocks, body)
    layout.blocks = joined_headings(layout.blocks)
    return layout


def _page_columns(sheet: Sheet, found: Sequence[PageTable], margins: Margins, layout: _Layout) -> list[Column]:
    tables = [table for table in found if not stand_in_columns(drawn_lines(table.words, sheet.number))]
    lines = margins.body_lines(sheet, table_words(tables))
    for table in tables:
        mark = table.stand_in()
        layout.tables[sheet.number, mark.start] = table
        lines.append(Line(sheet.number, (mark,)))
    lines.sort(key=lambda line: line.order)
    return columns(with_drop_caps(lines)) if lines else []


def _column_blocks(column: Column, body: Type, number: int) -> list[Block]:
    found = blocks(column, body, number)
    mark_notes(found, body)
    return found


def _asides(sheet: Sheet, column: int, layout: _Layout) -> list[Block]:
    """Text that runs in another direction than the page's, each run a paragraph of its own after the rest.

    Upright column heads stand in their table.
    """
    if not sheet.asides:
        return []
    taken = table_words(table for (page, _), table in layout.tables.items() if page == sheet.number)
    lines = drawn_lines([word for word in sheet.asides if word.start not in taken], sheet.number)
    return [Block(Kind.TEXT, [line], line.left, line.right, column, aside=True) for line in lines]


def _labels(told: dict[int, str], printed: dict[int, str]) -> dict[int, str]:
    """Each page's label: the file's own, unless most pages on which a number is printed contradict it."""
    both = [number for number in printed if number in told]
    wrong = sum(told[number] != printed[number] for number in both)
    return printed if wrong > len(both) / 2 else {**printed, **told}


def _pages(
    sheets: Sequence[Sheet], flow: Flow, margins: Margins, structure: Structure, layout: _Layout
) -> tuple[Page, ...]:
    spans = flow.page_spans()
    pages = []
    labels = _labels(structure.labels, margins.labels)
    for sheet in sheets:
        doubts = page_doubts.doubts(sheet, layout.disorder.get(sheet.number, 0.0))
        label = labels.get(sheet.number)
        confidence = page_doubts.confidence(sheet, doubts)
        runs = tuple(spans.get(sheet.number, ()))
        pages.append(Page(sheet.number, runs, label, sheet.width, sheet.height, confidence, doubts))
    return tuple(pages)
