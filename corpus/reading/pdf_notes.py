"""Notes on the pages of a PDF that any PDF reader shows; made in a reading process, since the file can be hostile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from corpus.document import Box
from corpus.errors import FileDamaged, FileEncrypted
from corpus.reading.pdf_actions import take_out_actions

Point = tuple[float, float]


@dataclass(frozen=True)
class PageNote:
    """A note over the `boxes`, in a colour (`ff8a80`), by `author`; in the first page's corner where there are none."""

    boxes: tuple[Box, ...]
    colour: str
    text: str
    author: str


def with_notes(path: Path, notes: Sequence[PageNote]) -> bytes:
    """The PDF at `path` with the notes, and without scripts, actions of its own and embedded files.

    The file's text and notes stay as they are. Raises FileEncrypted, and FileDamaged for what can't be written again.
    """
    try:
        return _written(path, notes)
    except (MemoryError, RecursionError, FileEncrypted):
        raise
    # pypdf raises what it meets inside of a file that it can't make out.
    except Exception as error:
        raise FileDamaged(" ".join(str(error).split()) or type(error).__name__) from error


def _written(path: Path, notes: Sequence[PageNote]) -> bytes:
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileEncrypted("it is protected by a password")
    writer = PdfWriter(clone_from=reader)
    pages = list(writer.pages)
    take_out_actions(writer)
    for note in notes:
        for page, made in _placed(pages, note):
            made[NameObject("/T")] = TextStringObject(note.author)
            writer.add_annotation(page, made)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _placed(pages: Sequence[Any], note: PageNote) -> Iterator[tuple[Any, Any]]:
    """The annotations that a note is shown by, one on each page that it is over."""
    if not note.boxes:
        yield pages[0], _in_corner(pages[0], note.text)
    for number in sorted({box.page for box in note.boxes}):
        page = pages[number - 1]
        yield page, _highlight(page, [box for box in note.boxes if box.page == number], note)


def _highlight(page: Any, boxes: Sequence[Box], note: PageNote) -> Highlight:
    corners = [_corners(page, box) for box in boxes]
    quads = [number for quad in corners for point in quad for number in point]
    across, along = [x for quad in corners for x, _ in quad], [y for quad in corners for _, y in quad]
    made = Highlight(
        rect=(min(across), min(along), max(across), max(along)),
        quad_points=ArrayObject(FloatObject(number) for number in quads),
        highlight_color=note.colour,
        printing=True,
    )
    made[NameObject("/Contents")] = TextStringObject(note.text)
    return made


def _in_corner(page: Any, text: str) -> Text:
    left, top = float(page.cropbox.left), float(page.cropbox.top)
    return Text(rect=(left + 12, top - 36, left + 36, top - 12), text=text, open=False)


def _corners(page: Any, box: Box) -> tuple[Point, Point, Point, Point]:
    """Upper left, upper right, lower left and lower right, as readers take them (ISO 32000 names another order)."""
    return (
        _in_page(page, box.left, box.top),
        _in_page(page, box.right, box.top),
        _in_page(page, box.left, box.bottom),
        _in_page(page, box.right, box.bottom),
    )


def _in_page(page: Any, right: float, down: float) -> Point:
    """A point of the page as displayed, counted from its top left corner, in the page's own coordinates."""
    area = page.cropbox
    match page.rotation // 90 % 4:
        case 1:
            return float(area.left) + down, float(area.bottom) + right
        case 2:
            return float(area.right) - right, float(area.bottom) + down
        case 3:
            return float(area.right) - down, float(area.top) - right
    return float(area.left) + right, float(area.top) - down
