"""Table reading: which cells of known tables come out of their PDFs, and which tables nobody drew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.document import Span
from corpus.errors import CorpusError
from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Grid, Reading
from evals.baselines import pdfplumber_tables
from evals.errors import MaterialError
from evals.gold.docling_tables import GoldCell, GoldPaper, GoldTable, docling_papers
from evals.rates import rate
from evals.report import aligned
from evals.typeset_prose import pages_without_tables
from evals.typeset_tables import SHAPES, STYLES, TypesetTable, typeset_tables

READERS = ("pincite", "pdfplumber alone")
_EACH = 3


@dataclass(frozen=True)
class FoundTable:
    """A table that a reader found: the page where it begins, and each cell's words once, where it begins."""

    page: int
    cells: tuple[GoldCell, ...]


@dataclass(frozen=True)
class PaperCells:
    """Of the gold `cells` of one PDF: how many each reader gives word by word, and how many of those in their place.

    `given` is how many cells each reader gives on those pages, `bare` how many pages have no gold table, and
    `invented` on how many of those each reader finds one.
    """

    name: str
    cells: int
    exact: Mapping[str, int]
    placed: Mapping[str, int]
    given: Mapping[str, int]
    bare: int
    invented: Mapping[str, int]


@dataclass(frozen=True)
class StyleCells:
    """The same of tables typeset in one style and shape, for the product alone."""

    style: str
    shape: str
    cells: int
    exact: int
    placed: int


@dataclass(frozen=True)
class TableReport:
    """What the suite found: by PDF, by style of typeset tables, and on typeset pages without any."""

    papers: tuple[PaperCells, ...]
    styles: tuple[StyleCells, ...]
    prose: int
    invented: tuple[str, ...]

    def exact_rate(self, reader: str) -> float:
        """The share of all gold cells whose words the reader gives as a cell of the same page."""
        return rate(sum(paper.exact[reader] for paper in self.papers), sum(paper.cells for paper in self.papers))

    def placed_rate(self, reader: str) -> float:
        """The share of all gold cells that the reader gives at the same row and column of one table."""
        return rate(sum(paper.placed[reader] for paper in self.papers), sum(paper.cells for paper in self.papers))

    def clean_rate(self, reader: str) -> float:
        """The share of the pages without a gold table on which the reader finds none."""
        bare = sum(paper.bare for paper in self.papers)
        return 1.0 - rate(sum(paper.invented[reader] for paper in self.papers), bare)

    @property
    def typeset_rate(self) -> float:
        """The share of all typeset cells that are read exactly."""
        return rate(sum(style.exact for style in self.styles), sum(style.cells for style in self.styles))


def measure(folder: Path, each: int = _EACH) -> TableReport:
    """Compare the tables of the PDFs under `folder` (docling's test data, unpacked) with the ground truth.

    Tables of contents are no tables here, and pages that are forms count nowhere. `each` tables of every style and
    shape are typeset and read back. Raises MaterialError.
    """
    with TemporaryDirectory(prefix="pincite-tables-") as room:
        path = Path(room) / "page.pdf"
        styles = tuple(_styles(typeset_tables(each), path))
        prose = pages_without_tables()
        invented = tuple(name for name, pdf in prose.items() if _typeset_tables_of(pdf, path))
    papers = tuple(_compared(paper) for paper in docling_papers(folder))
    return TableReport(papers, styles, len(prose), invented)


def _compared(paper: GoldPaper) -> PaperCells:
    pages, ours = tables_of(paper.pdf)
    found = dict(zip(READERS, (ours, _plain_tables(paper.pdf)), strict=True))
    gold = {table.page for table in paper.tables}
    told = gold | set(paper.forms)
    return PaperCells(
        name=paper.pdf.name,
        cells=sum(len(table.cells) for table in paper.tables),
        exact={reader: exact_cells(paper.tables, tables) for reader, tables in found.items()},
        placed={reader: placed_cells(paper.tables, tables) for reader, tables in found.items()},
        given={reader: sum(len(t.cells) for t in tables if t.page in gold) for reader, tables in found.items()},
        bare=pages - len(told),
        invented={reader: len({t.page for t in tables} - told) for reader, tables in found.items()},
    )


def _styles(tables: Iterable[TypesetTable], path: Path) -> Iterator[StyleCells]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for table in tables:
        found = _typeset_tables_of(table.pdf, path)
        gold = [GoldTable(1, table.cells)]
        counts[table.style, table.shape, "cells"] += len(table.cells)
        counts[table.style, table.shape, "exact"] += exact_cells(gold, found)
        counts[table.style, table.shape, "placed"] += placed_cells(gold, found)
    for style in STYLES:
        for shape in SHAPES:
            yield StyleCells(style, shape, *(counts[style, shape, what] for what in ("cells", "exact", "placed")))


def _typeset_tables_of(pdf: bytes, path: Path) -> list[FoundTable]:
    path.write_bytes(pdf)
    return tables_of(path)[1]


def tables_of(pdf: Path) -> tuple[int, list[FoundTable]]:
    """How many pages the PDF at `pdf` has, and the tables that the product's reader finds on them."""
    try:
        reading = read_pdf(pdf)
    except CorpusError as error:
        raise MaterialError(str(error)) from error
    return len(reading.pages), [
        FoundTable(_page(reading, grid), tuple(_cells(reading, grid))) for grid in reading.grids
    ]


def exact_cells(gold: Iterable[GoldTable], found: Iterable[FoundTable]) -> int:
    """How many gold cells have their words in a cell of the same page, each cell counted once."""
    wanted = Counter((table.page, cell.text) for table in gold for cell in table.cells)
    given = Counter((table.page, cell.text) for table in found for cell in table.cells)
    return (wanted & given).total()


def placed_cells(gold: Iterable[GoldTable], found: Sequence[FoundTable]) -> int:
    """How many gold cells a table of the same page has where it begins, by the table that has the most of each."""
    total = 0
    for table in gold:
        places = {(cell.top, cell.left, cell.text) for cell in table.cells}
        same_page = (f for f in found if f.page == table.page)
        total += max((len(places & {(c.top, c.left, c.text) for c in f.cells}) for f in same_page), default=0)
    return total


def _cells(reading: Reading, grid: Grid) -> Iterator[GoldCell]:
    reach: dict[Span, list[tuple[int, int]]] = {}
    for top, row in enumerate(grid.rows):
        for left, span in enumerate(row):
            if len(span):
                reach.setdefault(span, []).append((top, left))
    for span, places in reach.items():
        (top, left), (bottom, right) = places[0], places[-1]
        yield GoldCell(" ".join(span.of(reading.text).split()), top, left, bottom + 1, right + 1)


def _page(reading: Reading, grid: Grid) -> int:
    start = min(span.start for row in grid.rows for span in row if len(span))
    return next(page.number for page in reading.pages for run in page.spans if run.start <= start < run.end)


def _plain_tables(pdf: Path) -> list[FoundTable]:
    found = []
    for page, rows in pdfplumber_tables(pdf):
        cells = (
            GoldCell(" ".join(cell.split()), top, left, top + 1, left + 1)
            for top, row in enumerate(rows)
            for left, cell in enumerate(row)
        )
        found.append(FoundTable(page, tuple(cell for cell in cells if cell.text)))
    return found


def to_text(report: TableReport) -> str:
    """The figures as they are printed."""
    heads = [f"{reader}: {what}" for reader in READERS for what in ("exact", "in place", "given")]
    blocks = [aligned([["Cells of tables", "gold", *heads], *(_cell_row(p) for p in report.papers if p.cells)])]
    bare = [[p.name, str(p.bare), *(str(p.invented[reader]) for reader in READERS)] for p in report.papers if p.bare]
    blocks.append(aligned([["Pages without a table", "pages", *(f"{reader}: invented" for reader in READERS)], *bare]))
    blocks += [
        f"{reader}: cells exact {report.exact_rate(reader):.4f}, in their place {report.placed_rate(reader):.4f}; "
        f"pages without a table left alone {report.clean_rate(reader):.4f}"
        for reader in READERS
    ]
    blocks.append(aligned([["Typeset cells: exact / in place", *SHAPES], *(_style_row(report, s) for s in STYLES)]))
    blocks.append(f"typeset cells exact {report.typeset_rate:.4f}")
    invented = f": {', '.join(report.invented)}" if report.invented else ""
    blocks.append(
        f"typeset pages without a table: {report.prose}, a table invented on {len(report.invented)}{invented}"
    )
    return "\n\n".join(blocks)


def _cell_row(paper: PaperCells) -> list[str]:
    figures = [n for reader in READERS for n in (paper.exact[reader], paper.placed[reader], paper.given[reader])]
    return [paper.name, str(paper.cells), *map(str, figures)]


def _style_row(report: TableReport, style: str) -> list[str]:
    found = (cells for cells in report.styles if cells.style == style)
    return [style, *(f"{rate(s.exact, s.cells):.2f} / {rate(s.placed, s.cells):.2f}" for s in found)]
