from __future__ import annotations

from pathlib import Path

import pytest
import typst

from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Reading

ROWS = [
    ["Region", "Firms", "Share (%)"],
    ["North of the long river", "1,340", "41.1"],
    ["South", "22", "3.8"],
    ["East and west together", "2,140", "100.0"],
]
PROSE = "Some words stand before the table and others stand after it, as they do in any paper that holds one. " * 6
RULINGS = {
    "boxed": "stroke: 0.5pt",
    "underlined": "stroke: (x, y) => (bottom: 0.5pt)",
    "booktabs": "stroke: (x, y) => (top: if y < 2 { 0.6pt }, bottom: if y == 3 { 0.6pt })",
    "without rules": "stroke: none",
}


def read(source: str, folder: Path) -> Reading:
    path = folder / "table.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return read_pdf(path)


def cells(reading: Reading, index: int = 0) -> list[list[str]]:
    return [[cell.of(reading.text) for cell in row] for row in reading.grids[index].rows]


def table(rows: list[list[str]], options: str) -> str:
    body = ", ".join(f"[{cell}]" for row in rows[1:] for cell in row)
    head = ", ".join(f"[{cell}]" for cell in rows[0])
    return f"#table(columns: {len(rows[0])}, {options}, table.header({head}), {body})"


@pytest.mark.parametrize("ruling", sorted(RULINGS))
@pytest.mark.parametrize("columns", [1, 2])
def test_tables_by_their_ruling(ruling: str, columns: int, tmp_path: Path) -> None:
    source = f"""
    #set page(columns: {columns})
    #set par(justify: true)
    {PROSE}

    Table 1: What stands where

    {table(ROWS, RULINGS[ruling])}

    {PROSE}
    """
    reading = read(source, tmp_path)
    assert cells(reading) == ROWS
    assert reading.text.count("Some words stand before") == 12


@pytest.mark.parametrize("ruling", ["boxed", "underlined"])
def test_a_wrapped_cell_is_read_whole(ruling: str, tmp_path: Path) -> None:
    long = "a description of some length that takes up more than one line of its cell"
    rows = [["Name", "What it is"], ["First", long], ["Second", long], ["Third", "short"]]
    options = f"{RULINGS[ruling]}, inset: 5pt".replace("columns: 2", "columns: (2cm, 4cm)")
    source = f"#set page(width: 12cm)\n{PROSE}\n\n{table(rows, options).replace('columns: 2', 'columns: (2cm, 5cm)')}"
    assert cells(read(source, tmp_path)) == rows


def test_a_table_that_goes_on_over_the_page_is_one(tmp_path: Path) -> None:
    rows = [["Trade", "Firms"], *([f"Trade number {n}", str(100 + n)] for n in range(1, 31))]
    source = f"#set page(width: 10cm, height: 9cm)\n{table(rows, 'stroke: 0.5pt')}"
    reading = read(source, tmp_path)
    assert len(reading.pages) > 2
    assert len(reading.grids) == 1 and cells(reading) == rows


def test_a_row_that_the_page_breaks_is_one(tmp_path: Path) -> None:
    long = " ".join(f"word{n}" for n in range(1, 60))
    rows = [["Name", "Text"], ["One", long], ["Two", "short"]]
    options = "stroke: 0.5pt"
    source = f"#set page(width: 9cm, height: 7cm)\n{table(rows, options).replace('columns: 2', 'columns: (2cm, 4cm)')}"
    reading = read(source, tmp_path)
    assert len(reading.pages) > 1
    assert cells(reading) == rows


def test_rules_with_nothing_between_them_are_no_table(tmp_path: Path) -> None:
    lines = "".join(f"#place(top + left, dx: {n}cm, dy: 2cm, line(angle: 90deg, length: 4cm))" for n in (1, 3, 5, 7))
    reading = read(f"#set page(width: 12cm)\nAbove the drawing.#v(6cm)Below it. {lines}", tmp_path)
    assert reading.grids == ()
    assert "Above the drawing." in reading.text


def test_frames_columns_of_text_and_lists_are_no_tables(tmp_path: Path) -> None:
    source = f"""
    #set page(columns: 2)
    #line(length: 100%)
    #rect(stroke: 0.5pt)[{PROSE}]
    {PROSE * 6}
    #line(length: 100%)
    + first
    + second
    + third
    """
    assert read(source, tmp_path).grids == ()


def test_columns_of_text_between_two_rules_are_no_table(tmp_path: Path) -> None:
    source = f"""
    #set page(margin: 2cm, background: place(top + left, dx: 2cm, dy: 1.5cm, line(length: 17cm))
      + place(bottom + left, dx: 2cm, dy: -1.5cm, line(length: 17cm)))
    #columns(2)[
      #set par(justify: true)
      {PROSE * 8}
    ]
    """
    reading = read(source, tmp_path)
    assert reading.grids == ()
    assert reading.text.count("Some words stand before the table and others stand after it") == 48
