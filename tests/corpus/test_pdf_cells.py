"""Text that stands side by side is never mixed line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Reading

LISTS = """
#set page(width: 600pt, height: 420pt, columns: {columns}, margin: 40pt)
#set text(9pt)
#let prose(n) = par[Orchard #n stands near the river and the growers of orchard #n meet in spring to plan their trade.]
#for n in range(8) {{ prose(n) }}
#colbreak()
#for n in range(9) [- Pears #n
]
#for n in range(3) [+ Quince #n
]
"""

SHORT = """
#set page(width: 420pt, height: 300pt, columns: 2, margin: 40pt)
#for n in range({rows}) [Left row number #n of words here #linebreak()]
#colbreak()
#for n in range({rows}) [Right row number #n of words here #linebreak()]
"""

WRAPPED = """
#set page(width: 420pt, height: 300pt, margin: 30pt)
#set text(10pt, hyphenate: true, lang: "en")
#table(columns: (90pt, 84pt, 84pt), stroke: none, inset: 3pt,
  [Theory], [Main focus], [Effect on trade],
  [Orchard model], [Competitive advantage], [Quality and innovation],
  [District theory], [Local external economies], [Cost reduction],
  [Chain view], [Knowledge and technology], [Higher valued goods])
"""


def read(source: str, folder: Path) -> Reading:
    path = folder / "cells.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return read_pdf(path)


def squeezed(reading: Reading) -> str:
    return " ".join(reading.text.split())


@pytest.mark.parametrize("columns", [2, 3])
def test_a_column_of_short_list_lines_is_read_after_the_one_before_it(columns: int, tmp_path: Path) -> None:
    text = squeezed(read(LISTS.format(columns=columns), tmp_path))
    for n in range(8):
        assert f"Orchard {n} stands near the river and the growers of orchard {n} meet in spring" in text
    assert text.index("of orchard 7") < text.index("Pears 0") < text.index("Pears 8") < text.index("Quince 2")


@pytest.mark.parametrize("rows", [2, 3, 5])
def test_columns_of_few_rows_are_columns(rows: int, tmp_path: Path) -> None:
    text = squeezed(read(SHORT.format(rows=rows), tmp_path))
    expected = [f"{side} row number {n} of words here" for side in ("Left", "Right") for n in range(rows)]
    assert text == " ".join(expected)


def test_wrapped_cells_without_rules_are_read_one_by_one(tmp_path: Path) -> None:
    text = squeezed(read(WRAPPED, tmp_path))
    cells = ("Competitive advantage", "Quality and innovation", "Local external economies", "Knowledge and technology")
    assert [cell for cell in cells if cell not in text] == []


ROWS = """
#set page(width: 420pt, height: 300pt, margin: 30pt)
#table(columns: (120pt, 160pt), stroke: none, ..range(8).map(n => ([Fruit #n], [Grown in valley number #n])).flatten())
"""


def test_a_table_of_one_line_cells_is_read_by_rows(tmp_path: Path) -> None:
    text = squeezed(read(ROWS, tmp_path))
    assert [n for n in range(8) if f"Fruit {n} Grown in valley number {n}" not in text] == []
