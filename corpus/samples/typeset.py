"""Typesets the sample literature: `python -m corpus.samples.typeset` writes the PDFs and the DOCX beside their sources.

The same sources give the same bytes: no clock, no fonts but those that typst carries itself.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import docx
import typst
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

SAMPLES = Path(__file__).resolve().parent
SOURCES = SAMPLES / "sources"
NOTICE = "Sample text written for Pincite. Not peer-reviewed."

# A ZIP archive knows no earlier day; any fixed one would do.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MARKED = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*")


def pdf_bytes(source: Path) -> bytes:
    """The PDF of one typst source."""
    return typst.compile(source, format="pdf", ignore_system_fonts=True, timestamp=0)


def docx_bytes(source: Path) -> bytes:
    """The DOCX of one `.markup` source: headings, paragraphs with bold and italic, and pipe tables."""
    document = docx.Document()
    _describe(document, source)
    document.sections[0].footer.paragraphs[0].text = NOTICE
    for block in source.read_text(encoding="utf-8").strip().split("\n\n"):
        _add_block(document, block)
    packed = io.BytesIO()
    document.save(packed)
    return _without_dates(packed.getvalue())


def typeset() -> Iterator[tuple[Path, bytes]]:
    """Each document that is made from a source, with its bytes, by name; nothing is written."""
    makers: dict[str, tuple[str, Callable[[Path], bytes]]] = {
        ".typ": (".pdf", pdf_bytes),
        ".markup": (".docx", docx_bytes),
    }
    for source in sorted(SOURCES.iterdir()):
        if source.suffix in makers and source.stem != "sample":
            suffix, make = makers[source.suffix]
            yield SAMPLES / (source.stem + suffix), make(source)


def main() -> int:
    """Write every document beside the sources' folder and say how large it became."""
    for path, content in typeset():
        path.write_bytes(content)
        print(f"{path.name}: {len(content):,} bytes")
    return 0


def _describe(document: WordDocument, source: Path) -> None:
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if line]
    properties = document.core_properties
    properties.title = lines[0].lstrip("# ")
    properties.author = lines[1].partition(" (")[0]
    properties.comments = NOTICE
    properties.last_modified_by = ""
    properties.created = properties.modified = datetime(*_EPOCH)


def _add_block(document: WordDocument, block: str) -> None:
    heading = re.match(r"(#+) (.+)", block)
    if heading:
        marks, title = heading.groups()
        document.add_heading(title, level=len(marks) - 1)
    elif block.startswith("|"):
        _add_table(document, [_cells(row) for row in block.splitlines()])
    else:
        _add_runs(document.add_paragraph(), block)


def _add_table(document: WordDocument, rows: list[list[str]]) -> None:
    header, _dashes, *body = rows
    table = document.add_table(rows=0, cols=len(header), style="Table Grid")
    for row in (header, *body):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


def _add_runs(paragraph: Paragraph, text: str) -> None:
    done = 0
    for marked in _MARKED.finditer(text):
        paragraph.add_run(text[done : marked.start()])
        run = paragraph.add_run(marked["bold"] or marked["italic"])
        run.bold, run.italic = bool(marked["bold"]) or None, bool(marked["italic"]) or None
        done = marked.end()
    paragraph.add_run(text[done:])


def _without_dates(packed: bytes) -> bytes:
    """The same archive with every member dated alike, so that equal contents are equal bytes."""
    repacked = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(repacked, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date_time=_EPOCH)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(member, source.read(name))
    return repacked.getvalue()


if __name__ == "__main__":
    sys.exit(main())
