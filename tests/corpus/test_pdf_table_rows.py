from __future__ import annotations

from pathlib import Path

import pytest
import typst

from corpus.reading.frames import is_patchy, without_frames
from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Reading
from corpus.reading.sheet import Rule

PROSE = "The firms of a valley learn from each other, and what they learn is seldom written down by any of them. " * 5
WRAPPED = [
    ["School", "Main care", "What it does to fishing"],
    ["Patient anglers", "Currents and temperature", "Heavy baskets"],
    ["Common river guilds", "Joint ownership of many nets", "Upkeep and distribution of what is caught"],
    ["Plain", "Luck", "Evenings are far more peaceful than they were"],
]
BOOKTABS = "stroke: (x, y) => (top: if y < 2 { 0.6pt }, bottom: if y == 3 { 0.6pt })"


def read(source: str, folder: Path) -> Reading:
    path = folder / "page.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return read_pdf(path)


def cells(reading: Reading, index: int = 0) -> list[list[str]]:
    return [[cell.of(reading.text) for cell in row] for row in reading.grids[index].rows]


def table(rows: list[list[str]], options: str, columns: str) -> str:
    body = ", ".join(f"[{cell}]" for row in rows for cell in row)
    return f"#table(columns: {columns}, {options}, {body})"


@pytest.mark.parametrize("justify", ["true", "false"])
@pytest.mark.parametrize("gutter", ["0pt", "3pt", "6pt"])
def test_rows_are_told_by_the_order_of_drawing(gutter: str, justify: str, tmp_path: Path) -> None:
    narrow = table(WRAPPED, f"inset: (x: 5pt, y: {gutter}), {BOOKTABS}", "(75pt, 75pt, 75pt)")
    source = f"""#set page(width: 300pt)
    #set text(size: 10pt, hyphenate: false)
    #set par(justify: {justify}, leading: 0.5em)
    {PROSE}

    {narrow}

    {PROSE}"""
    reading = read(source, tmp_path)
    assert cells(reading) == WRAPPED
    assert reading.grids[0].confidence == 1.0


@pytest.mark.parametrize("width", ["90%", "70%", "100%"])
def test_columns_of_text_between_two_boxed_figures_are_no_table(width: str, tmp_path: Path) -> None:
    box = f"rect(width: {width}, height: 50pt)"
    aims = "\n".join(f"- aim number {n}, which is shared;" for n in range(6))
    part = f"*{{n}}. A heading in bold*\n\nWhat the firms learn is shared:\n\n{aims}\n\nThis leads to more trade.\n\n"
    source = f"""#set page(width: 480pt, height: 420pt, columns: 2, margin: 40pt)
    #set par(justify: true)
    #set text(size: 9pt)
    #place(top, scope: "parent", float: true, {box})
    #place(bottom, scope: "parent", float: true, {box})
    {"".join(part.format(n=n) for n in range(4))}"""
    reading = read(source, tmp_path)
    assert not reading.grids
    assert [n for n in range(4) if f"{n}. A heading" in reading.text] == [0, 1, 2, 3]


def test_rules_that_frame_the_page_make_no_table_of_a_list_of_terms(tmp_path: Path) -> None:
    terms = "\n\n".join(f"AB{n} #h(40pt) what the letters of number {n} mean" for n in range(7))
    rule = "#line(length: 100%, stroke: 0.5pt)"
    source = f"#set page(width: 400pt, height: 400pt)\n{rule}\n{terms}\n#v(1fr)\n{rule}"
    assert not read(source, tmp_path).grids
    assert "AB6" in read(source, tmp_path).text


@pytest.mark.parametrize("mark", ["+", "-", "–"])
def test_the_parts_of_a_diagram_are_no_table(mark: str, tmp_path: Path) -> None:
    parts = "\n".join(f"#box(width: 9pt)[\\{mark}]name{n}: Word#linebreak()" for n in range(3))
    one = f"#rect(width: 90pt, stroke: 0.5pt, inset: 0pt)[#pad(5pt)[Thing] #line(length: 100%) #pad(5pt)[{parts}]]"
    boxes = "\n".join(f"#place(dx: {x}pt, dy: {y}pt)[{one}]" for x, y in ((0, 0), (160, 30), (20, 150), (190, 180)))
    links = "\n".join(
        f"#place(dx: 90pt, dy: {y}pt, line(length: {n}pt, stroke: 0.5pt))" for y, n in ((50, 70), (52, 70))
    )
    upright = "#place(dx: 200pt, dy: 150pt, line(angle: 90deg, length: 30pt, stroke: 0.5pt))"
    source = f"#set page(width: 400pt, height: 500pt)\n{boxes}\n{links}\n{upright}"
    assert not read(source, tmp_path).grids


def test_a_wrapped_caption_and_the_source_stay_out_of_an_unruled_table(tmp_path: Path) -> None:
    rows = [["Country", "Firms", "Sold"], ["Italy", "3778", "124"], ["Spain", "3000", "600"], ["Malta", "12", "4"]]
    source = f"""#set page(width: 260pt)
    #set par(justify: true)
    {PROSE}

    Table 5: What was sold abroad by small firms of three countries in the year of the study

    {table(rows, "stroke: none", "(70pt, 70pt, 60pt)")}

    Source: what the offices of three countries gave to anyone who asked them for it in that year.

    {PROSE}"""
    reading = read(source, tmp_path)
    assert cells(reading) == rows
    assert reading.grids[0].doubts == ("found by alignment, without rules",)
    assert 0.8 < reading.grids[0].confidence < 1.0


def test_a_cell_that_nearly_touches_the_next_is_cut_where_its_column_begins(tmp_path: Path) -> None:
    rows = [["District", "What helps"], ["Kirkby on the Water", "joint work"], ["Pell", "low rents"], ["Os", "a brand"]]
    source = f"{PROSE}\n\n{table(rows, 'inset: (x: 2.3pt, y: 4pt), stroke: (bottom: 0.5pt)', '2')}\n\n{PROSE}"
    assert cells(read(source, tmp_path)) == rows


def test_only_empty_boxes_are_frames() -> None:
    head, foot = Rule(True, 10.0, 0.0, 100.0), Rule(True, 60.0, 0.0, 100.0)
    sides = [Rule(False, 0.0, 10.0, 60.0), Rule(False, 100.0, 10.0, 60.0)]
    assert without_frames([head, foot, *sides], []) == sides
    assert without_frames([head, foot], []) == [head, foot]
    assert without_frames([head, foot, *sides, Rule(False, 50.0, 10.0, 60.0)], [])[:2] == [head, foot]


@pytest.mark.parametrize(("share", "patchy"), [(1.0, False), (0.6, False), (0.3, True), (0.0, False)])
def test_a_grid_whose_rules_cover_little_is_a_drawing(share: float, patchy: bool) -> None:
    ys = [10.0, 30.0, 50.0]
    assert is_patchy([Rule(True, y, 0.0, 100.0 * share) for y in ys if share], [0.0, 100.0], ys) is patchy
