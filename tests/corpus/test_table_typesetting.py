"""Tables typeset in many styles, whose every cell is known, and pages that only look as if they held one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Reading
from evals.gold.docling_tables import GoldTable
from evals.suites.table_reading import exact_cells, placed_cells, tables_of
from evals.typeset_prose import pages_without_tables
from evals.typeset_tables import SHAPES, STYLES, TypesetTable, typeset_table

# What typography leaves open: nothing shows where a label's rows end, or whether a line begins a cell.
_AMBIGUOUS = {("unruled", "long heads"), ("unruled", "row groups"), ("zebra", "row groups"), ("shaded head", "wrapped")}
_CERTAIN = [(style, shape) for style in STYLES for shape in SHAPES if (style, shape) not in _AMBIGUOUS]


def shares(table: TypesetTable, folder: Path) -> tuple[float, float]:
    """The shares of the table's cells that are read exactly, and in their place."""
    path = folder / "table.pdf"
    path.write_bytes(table.pdf)
    _, found = tables_of(path)
    gold = [GoldTable(1, table.cells)]
    return exact_cells(gold, found) / len(table.cells), placed_cells(gold, found) / len(table.cells)


@pytest.mark.parametrize(("style", "shape"), _CERTAIN)
def test_the_cells_read_are_the_cells_written(style: str, shape: str, tmp_path: Path) -> None:
    exact, _ = shares(typeset_table(style, shape, 0), tmp_path)
    assert exact >= 0.85


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    style=st.sampled_from(("ruled", "booktabs", "lined")), shape=st.sampled_from(SHAPES), number=st.integers(0, 10**6)
)
def test_ruled_tables_of_any_content_come_back(
    style: str, shape: str, number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    exact, _ = shares(typeset_table(style, shape, number), tmp_path_factory.mktemp("tables"))
    assert exact >= 0.5


@pytest.mark.slow
def test_nearly_all_cells_of_all_styles_come_back(tmp_path: Path) -> None:
    found = [shares(typeset_table(style, shape, n), tmp_path) for style in STYLES for shape in SHAPES for n in (0, 1)]
    assert sum(exact for exact, _ in found) / len(found) >= 0.97
    assert sum(placed for _, placed in found) / len(found) >= 0.92


@pytest.mark.slow
def test_no_table_is_invented(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    invented = []
    for name, pdf in pages_without_tables().items():
        path.write_bytes(pdf)
        invented += [name] if read_pdf(path).grids else []
    assert invented == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", ["grouped heads", "row groups", "wrapped"])
def test_grids_are_rectangular_and_hold_all_words_once(style: str, shape: str, tmp_path: Path) -> None:
    table = typeset_table(style, shape, 1)
    path = tmp_path / "table.pdf"
    path.write_bytes(table.pdf)
    reading = read_pdf(path)
    for grid in reading.grids:
        assert len({len(row) for row in grid.rows}) == 1
        spans = sorted({span for row in grid.rows for span in row if len(span)})
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(grid.span.contains(span) for span in spans)
    assert words(reading) == sorted("".join(cell.text for cell in table.cells).replace(" ", "").replace("-", ""))


def words(reading: Reading) -> list[str]:
    """The letters of what stands between the caption and the prose after it."""
    between = reading.text.split("the valley report", 1)[1].split("The firms of a district learn", 1)[0]
    return sorted("".join(between.split()).replace("-", ""))
