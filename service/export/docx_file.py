"""The account as a Word file.

The file is the same to the byte for the same account: no clock in its properties or in the archive around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph

from service.export.account import Account, Passage, Turn
from service.export.grids import Grid
from service.export.runs import Run, Runs

MADE = datetime(2000, 1, 1)
"""What the file says of its own making."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_QUIET = RGBColor(0x50, 0x56, 0x5E)


def docx_file(told: Account) -> bytes:
    """The whole file."""
    document = docx.Document()
    _set_up(document, told.title)
    document.add_heading(told.title, 0)
    for turn in told.turns:
        _add_turn(document, turn)
    if told.entries:
        _add_bibliography(document, told)
    buffer = BytesIO()
    document.save(buffer)
    return _dateless(buffer.getvalue())


def _set_up(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], "Pincite", "Pincite"
    properties.comments, properties.keywords, properties.revision = "", "", 1
    properties.created = properties.modified = MADE
    _style(document, "Normal").paragraph_format.space_after = Pt(6)
    quote = _style(document, "Quote")
    quote.font.italic, quote.font.color.rgb = False, RGBColor(0, 0, 0)
    quote.paragraph_format.left_indent = Cm(1)
    quote.paragraph_format.space_after = Pt(2)
    quote.paragraph_format.keep_with_next = True


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _add_turn(document: Document, turn: Turn) -> None:
    document.add_heading(turn.question, 1)
    for line in filter(None, [turn.reason, *turn.figures]):
        _add_line(document, (Run(line, bold=True),))
    if turn.lead:
        _add_line(document, (Run(turn.lead),)).paragraph_format.keep_with_next = True
    for passage in turn.passages:
        _add_passage(document, passage)
    for notice in turn.notices:
        _add_remark(document, (Run("Note: ", bold=True), Run(notice)), 0)
    if turn.nearest:
        document.add_heading("Nearest passages, which don’t answer the question", 2)
        for passage in turn.nearest:
            _add_passage(document, passage)


def _add_passage(document: Document, passage: Passage) -> None:
    if passage.grid is None:
        paragraph = document.add_paragraph(style="Quote")
        paragraph.add_run("“")
        for place, line in enumerate(passage.lines):
            if place:
                paragraph.add_run().add_break()
            paragraph.add_run(line)
        paragraph.add_run("”")
    else:
        _add_table(document, passage.grid)
    indent = 0 if passage.grid else 1
    citation = _add_line(document, passage.citation).paragraph_format
    citation.left_indent, citation.space_before = Cm(indent), Pt(4 if passage.grid else 0)
    for remark in passage.remarks:
        _add_remark(document, remark, indent)


def _add_table(document: Document, grid: Grid) -> None:
    if grid.caption:
        caption = _add_line(document, (Run(grid.caption, bold=True),))
        caption.paragraph_format.keep_with_next = True
    rows = [grid.heads, *grid.rows] if grid.is_headed else list(grid.rows)
    table = document.add_table(rows=len(rows), cols=max(1, len(grid.heads)), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        _fill(row, cells, is_head=grid.is_headed and cells is grid.heads)


def _fill(row: _Row, cells: Sequence[str], *, is_head: bool) -> None:
    for cell, text in zip(row.cells, cells, strict=False):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(9.5), is_head or None
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        properties.append(repeated)


def _add_bibliography(document: Document, told: Account) -> None:
    document.add_heading("Bibliography", 1)
    _add_remark(document, (Run(f"{told.style.title}."),), 0)
    for entry in told.entries:
        paragraph = _add_line(document, entry.runs)
        paragraph.paragraph_format.left_indent = Cm(1)
        paragraph.paragraph_format.first_line_indent = Cm(-1)
        if entry.note:
            _add_remark(document, (Run(entry.note),), 1)


def _add_line(document: Document, runs: Runs) -> Paragraph:
    paragraph = document.add_paragraph()
    for piece in runs:
        run = paragraph.add_run(piece.text)
        run.italic, run.bold = piece.italic or None, piece.bold or None
    return paragraph


def _add_remark(document: Document, runs: Runs, indent: int) -> None:
    paragraph = _add_line(document, runs)
    paragraph.paragraph_format.left_indent = Cm(indent)
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9.5), _QUIET


def _dateless(packed: bytes) -> bytes:
    """The same archive, its entries in order and without dates; the list of types stays first."""
    buffer = BytesIO()
    with ZipFile(BytesIO(packed)) as given, ZipFile(buffer, "w") as made:
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            made.writestr(entry, given.read(name))
    return buffer.getvalue()
