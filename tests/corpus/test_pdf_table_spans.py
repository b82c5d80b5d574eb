"""Cells that cover several places, heads of several rows, and what only the page's drawing tells of a table."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Grid, Reading
from corpus.reading.rule_groups import merged_rules
from corpus.reading.sheet import Rule

PROSE = "Some words stand before the table and others stand after it, as they do in any paper that holds one. " * 3
GROUPED = """
#table(columns: 5, align: center, stroke: {stroke}, inset: 5pt, {top}
  table.cell(rowspan: 2, align: horizon)[Region], table.cell(colspan: 2)[Before], table.cell(colspan: 2)[After],
  {rules} [Firms], [Share], [Firms], [Share], {under}
  [North], [12], [3.5], [14], [3.9],
  [South], [22], [6.5], [24], [6.9],
  [West], [7], [1.5], [9], [1.9], {foot})
"""
BOOKTABS = {
    "stroke": "none",
    "top": "table.hline(),",
    "rules": "table.hline(start: 1, end: 3), table.hline(start: 3, end: 5),",
    "under": "table.hline(),",
    "foot": "table.hline()",
}
STYLES = {
    "ruled": {"stroke": "0.5pt", "top": "", "rules": "", "under": "", "foot": ""},
    "booktabs": BOOKTABS,
    "booktabs without rules under groups": {**BOOKTABS, "rules": ""},
    "unruled": {"stroke": "none", "top": "", "rules": "", "under": "", "foot": ""},
}


def read(source: str, folder: Path) -> Reading:
    path = folder / "spans.pdf"
    path.write_bytes(typst.compile(f"{PROSE}\n\nTable 1: What stands where\n\n{source}\n\n{PROSE}".encode()))
    return read_pdf(path)


def texts(reading: Reading, grid: Grid) -> list[list[str]]:
    return [[cell.of(reading.text) for cell in row] for row in grid.rows]


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_head_over_several_columns_stands_in_each_of_them(style: str, tmp_path: Path) -> None:
    reading = read(GROUPED.format(**STYLES[style]), tmp_path)
    (grid,) = reading.grids
    assert grid.header_rows == 2
    assert texts(reading, grid)[:3] == [
        ["Region", "Before", "Before", "After", "After"],
        ["Region", "Firms", "Share", "Firms", "Share"],
        ["North", "12", "3.5", "14", "3.9"],
    ]
    assert grid.rows[0][1] == grid.rows[0][2] and grid.rows[0][0] == grid.rows[1][0]
    assert reading.text.count("Before") == 1


@pytest.mark.parametrize("stroke", ["0.5pt", "(x, y) => (bottom: 0.5pt)", "none"])
def test_a_label_beside_several_rows_stands_in_each_of_them(stroke: str, tmp_path: Path) -> None:
    source = f"""#table(columns: 3, stroke: {stroke}, align: (left + horizon, left, right), [Region], [Trade], [Firms],
      table.cell(rowspan: 2)[North], [Glass], [12], [Paper], [14],
      table.cell(rowspan: 3)[South], [Glass], [22], [Paper], [24], [Boats], [9])"""
    reading = read(source, tmp_path)
    assert texts(reading, reading.grids[0]) == [
        ["Region", "Trade", "Firms"],
        ["North", "Glass", "12"],
        ["North", "Paper", "14"],
        ["South", "Glass", "22"],
        ["South", "Paper", "24"],
        ["South", "Boats", "9"],
    ]


def test_upright_heads_are_read_in_their_columns(tmp_path: Path) -> None:
    heads = ", ".join(f"rotate(-90deg, reflow: true)[{head}]" for head in ("All firms", "Small firms", "No firms"))
    source = f"#table(columns: 4, [Rule], {heads}, [One], [X], [], [X], [Two], [], [X], [])"
    reading = read(source, tmp_path)
    assert texts(reading, reading.grids[0])[0] == ["Rule", "All firms", "Small firms", "No firms"]
    assert reading.text.count("Small firms") == 1


def test_shades_part_rows_that_no_space_parts(tmp_path: Path) -> None:
    wrapped = "[supply of skilled labour from two colleges]"
    source = f"""#table(columns: (3cm, 3cm, 3cm), stroke: none, inset: (x: 5pt, y: 3pt), align: bottom,
      fill: (x, y) => if calc.odd(y) {{ luma(220) }}, [Region], [Help], [Wish], [North], {wrapped}, [rent],
      [South], [rent], {wrapped}, [West], {wrapped}, {wrapped})"""
    reading = read(source, tmp_path)
    long = wrapped[1:-1]
    assert texts(reading, reading.grids[0])[1:] == [
        ["North", long, "rent"],
        ["South", "rent", long],
        ["West", long, long],
    ]


def test_two_tables_side_by_side_are_two(tmp_path: Path) -> None:
    table = "table(columns: 2, stroke: 0.5pt, [Region], [{}], [North], [12], [South], [22])"
    reading = read(f"#grid(columns: 2, gutter: 30pt, {table.format('Firms')}, {table.format('Shops')})", tmp_path)
    assert [texts(reading, grid)[0] for grid in reading.grids] == [["Region", "Firms"], ["Region", "Shops"]]


def test_dots_before_figures_do_not_make_a_table_of_contents(tmp_path: Path) -> None:
    rows = ", ".join(f"[{name} #box(width: 1fr, repeat[.])], [\\${n}.50]" for n, name in ((12, "North"), (7, "South")))
    reading = read(f"#table(columns: (5cm, 3cm), [Region], [Cost], {rows})", tmp_path)
    assert [row[1] for row in texts(reading, reading.grids[0])] == ["Cost", "$12.50", "$7.50"]


def test_a_table_on_its_side_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    table = GROUPED.format(**BOOKTABS)
    source = f"#set page(width: 14cm, height: 20cm)\n#rotate(-90deg, reflow: true)[Table 1: Regions\n{table}]"
    path.write_bytes(typst.compile(source.encode()))
    reading = read_pdf(path)
    assert texts(reading, reading.grids[0])[4] == ["West", "7", "1.5", "9", "1.9"]


def test_rules_on_one_line_that_do_not_touch_stay_apart() -> None:
    low, high = Rule(False, 100.2, 300.0, 400.0), Rule(False, 100.8, 100.0, 200.0)
    assert sorted(merged_rules([low, high]), key=lambda rule: rule.low) == [high, low]
    (whole,) = merged_rules([low, Rule(False, 99.9, 401.0, 500.0)])
    assert (whole.low, whole.high) == (300.0, 500.0)


@pytest.mark.parametrize("lines", ["[0.965], [0.934]", "[0.965 \\ 0.969], [0.934 \\ 0.927]"])
def test_a_value_and_its_error_stay_in_their_ruled_cell(lines: str, tmp_path: Path) -> None:
    reading = read(f"#table(columns: 3, [Model], [Simple], [Complex], [One], {lines}, [Two], {lines})", tmp_path)
    assert [row[0] for row in texts(reading, reading.grids[0])] == ["Model", "One", "Two"]
