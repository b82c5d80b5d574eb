"""The tables of the docling project's test PDFs, as its ground truth (DoclingDocument JSON) has them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from evals.errors import MaterialError

_LIST_OF_CONTENTS = "document_index"
_FORM = "form_area"


@dataclass(frozen=True)
class GoldCell:
    """One cell: its words, and the rows and columns that it covers, from the first up to the one after the last."""

    text: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class GoldTable:
    """The filled cells of one table, and the page that it stands on, counted from 1."""

    page: int
    cells: tuple[GoldCell, ...]


@dataclass(frozen=True)
class GoldPaper:
    """A PDF and the tables on its pages.

    `forms` are the pages that the ground truth calls forms: what is a table there it doesn't say.
    """

    pdf: Path
    tables: tuple[GoldTable, ...]
    forms: tuple[int, ...] = ()


class _Cell(msgspec.Struct):
    text: str
    start_row_offset_idx: int
    start_col_offset_idx: int
    end_row_offset_idx: int
    end_col_offset_idx: int


class _Data(msgspec.Struct):
    table_cells: list[_Cell]


class _Place(msgspec.Struct):
    page_no: int


class _Table(msgspec.Struct):
    label: str
    prov: list[_Place]
    data: _Data


class _Reference(msgspec.Struct, rename={"path": "$ref"}):
    path: str


class _Group(msgspec.Struct):
    label: str
    children: list[_Reference]


class _Text(msgspec.Struct):
    self_ref: str
    prov: list[_Place]


class _Truth(msgspec.Struct):
    tables: list[_Table]
    groups: list[_Group]
    texts: list[_Text]


def docling_papers(folder: Path) -> tuple[GoldPaper, ...]:
    """The PDFs under `folder` (docling's test data, unpacked) that have a ground truth, sorted by name.

    Raises MaterialError where the folder has none, or one that can't be read.
    """
    sources = {path.stem: path for path in sorted(folder.rglob("pdf/sources/*.pdf"))}
    truths = {path.stem: path for path in sorted(folder.rglob("pdf/groundtruth/*.json"))}
    found = tuple(_paper(sources[name], truths[name]) for name in sorted(sources.keys() & truths.keys()))
    if not found:
        raise MaterialError(f"{folder} holds no pdf/sources with pdf/groundtruth beside it; unpack docling's test data")
    return found


def _paper(pdf: Path, truth: Path) -> GoldPaper:
    try:
        known = msgspec.json.decode(truth.read_bytes(), type=_Truth)
    except (OSError, msgspec.MsgspecError) as error:
        raise MaterialError(f"{truth} is no DoclingDocument: {error}") from error
    placed = (table for table in known.tables if table.prov and table.data.table_cells)
    return GoldPaper(
        pdf, tuple(_table(table) for table in placed if table.label != _LIST_OF_CONTENTS), tuple(_form_pages(known))
    )


def _form_pages(truth: _Truth) -> list[int]:
    held = {child.path for group in truth.groups if group.label == _FORM for child in group.children}
    return sorted({place.page_no for text in truth.texts if text.self_ref in held for place in text.prov})


def _table(table: _Table) -> GoldTable:
    cells = (
        GoldCell(
            " ".join(cell.text.split()),
            cell.start_row_offset_idx,
            cell.start_col_offset_idx,
            cell.end_row_offset_idx,
            cell.end_col_offset_idx,
        )
        for cell in table.data.table_cells
    )
    return GoldTable(table.prov[0].page_no, tuple(cell for cell in cells if cell.text))
