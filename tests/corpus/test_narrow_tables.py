"""Tables with little to go by: columns one word space apart, upright rules only, a caption close above."""

from __future__ import annotations

from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path

import pytest
import typst

from corpus.reading.narrow_columns import narrow_gaps
from corpus.reading.pdf import read_pdf
from corpus.reading.sheet import Word

PROSE = "The firms of a valley learn from each other, and what they learn is seldom written down by any of them. " * 5
ROWS = [
    ["Harbour", "Boats", "Landed (t)", "What is caught"],
    ["Northvale", "41", "1200", "Herring, cod and some plaice"],
    ["Eastmere", "75", "3100", "Shrimps"],
    ["Southam", "38", "900", "Mussels, eel"],
    ["Oxmoor", "52", "1750", "Salmon and trout"],
]
TABLE_CELLS = ", ".join(f"[{cell}]" for row in ROWS for cell in row)


def found(source: str, folder: Path) -> list[list[list[str]]]:
    path = folder / "page.pdf"
    path.write_bytes(typst.compile(source.encode()))
    reading = read_pdf(path)
    return [[[cell.of(reading.text) for cell in row] for row in grid.rows] for grid in reading.grids]


def table(options: str, columns: str = "4") -> str:
    return f"#table(columns: {columns}, {options}, {TABLE_CELLS})"


def line(top: float, *cells: tuple[float, str], runs: count[int], starts: count[int]) -> list[Word]:
    """Words 5 points a letter and 3 points apart, each cell drawn by one operation."""
    words: list[Word] = []
    for left, cell in cells:
        run = next(runs)
        for text in cell.split():
            right = left + 5 * len(text)
            words.append(
                Word(text, next(starts), left, top, right, top + 10, top + 8, 10, False, False, run)
            )  # fmt: skip
            left = right + 3
    return words


def close_table() -> list[Word]:
    runs, starts = count(), count()
    rows = [("Italy", "120 t"), ("Germany", "95 t"), ("Austria", "7 t of ore")]
    return [
        word
        for n, (label, cell) in enumerate(rows)
        for word in line(20.0 * n, (0, label), (38, cell), runs=runs, starts=starts)
    ]


def test_cells_one_word_space_apart_are_parted_where_each_was_drawn_by_itself() -> None:
    (gap,) = narrow_gaps(close_table(), 1)
    assert (gap.left, gap.right) == (35, 38)


def test_words_of_one_operation_are_never_parted() -> None:
    words = [replace(word, run=0) for word in close_table()]
    assert narrow_gaps(words, 1) == []


def test_gaps_are_in_order_and_hold_no_word() -> None:
    words = close_table()
    gaps = narrow_gaps(words, 1)
    assert all(a.right <= b.left for a, b in pairwise(gaps))
    assert not any(word.left < gap.middle < word.right for word in words for gap in gaps)


@pytest.mark.parametrize("rules", ["(left: if x > 0 { 0.5pt })", "(left: 0.5pt, right: 0.5pt)"])
def test_upright_rules_alone_lose_no_column(rules: str, tmp_path: Path) -> None:
    source = f"#set page(width: 420pt)\n{PROSE}\n\nTable 3: Catches by harbour\n\n"
    assert found(source + table(f"stroke: (x, y) => {rules}") + f"\n\n{PROSE}", tmp_path) == [ROWS]


@pytest.mark.parametrize("gap", ["0.2em", "0.6em", "1.2em"])
def test_a_caption_close_above_takes_no_head_in(gap: str, tmp_path: Path) -> None:
    caption = f"#block(below: {gap})[Table 3: Catches by harbour]"
    options = "stroke: none, inset: (x: 5pt, y: 2.5pt)"
    source = f"#set page(width: 420pt)\n{PROSE}\n\n{caption}\n{table(options)}\n\n{PROSE}"
    assert found(source, tmp_path) == [ROWS]


@pytest.mark.parametrize("inset", ["1.5pt", "2pt", "4pt"])
def test_columns_close_together_are_parted(inset: str, tmp_path: Path) -> None:
    options = f"stroke: none, inset: (x: {inset}, y: 2.5pt)"
    source = f"#set page(width: 420pt)\n{PROSE}\n\nTable 3: Catches by harbour\n\n{table(options)}\n\n{PROSE}"
    assert found(source, tmp_path) == [ROWS]


def test_the_thousands_of_a_number_are_not_parted() -> None:
    runs, starts = count(), count()
    rows = [("Big ore", "12"), ("Red tin", "34"), ("Raw oil", "56"), ("Old ice", "78"), ("New wax", "90")]
    words = [
        replace(word, run=word.start)
        for n, (label, cell) in enumerate(rows)
        for word in line(20.0 * n, (0, label), (80, f"{cell} 500"), runs=runs, starts=starts)
    ]
    assert not any(gap.left >= 80 for gap in narrow_gaps(words, 1))


TWO = [
    ["Craft", "What it brings"],
    ["Weaving", "Cloth for the sails"],
    ["Caulking", "Hulls without leaks"],
    ["Ropery", "Lines that last a winter"],
    ["Smithy", "Anchors and chains"],
]
TWO_BARE = f"#table(columns: 2, stroke: none, {', '.join(f'[{cell}]' for row in TWO for cell in row)})"


@pytest.mark.parametrize("broken", ["[Table 3: Crafts]", "[Table 3.]\n\n#align(center)[Crafts of the harbour]"])
@pytest.mark.parametrize("columns", [1, 2])
def test_a_table_under_a_caption_of_the_page_or_column_before_is_found(
    broken: str, columns: int, tmp_path: Path
) -> None:
    top = f"#set page(width: 620pt, columns: {columns})\n{PROSE}\n\n#align(center){broken}\n\n"
    assert found(f"{top}#colbreak()\n{TWO_BARE}\n\n{PROSE}", tmp_path) == [TWO]


def test_words_in_columns_under_prose_of_the_page_before_are_no_table(tmp_path: Path) -> None:
    top = f"#set page(width: 620pt)\n{PROSE}\n\nTable 3 shows the crafts.\n\n"
    assert found(f"{top}#pagebreak()\n{TWO_BARE}\n\n{PROSE}", tmp_path) == []


@pytest.mark.parametrize("spread", [0.8, 1.0])
def test_prose_spread_out_below_a_table_is_no_row_of_it(spread: float, tmp_path: Path) -> None:
    prose = "Harbours that keep every craft of the trade seldom lose a vessel."
    words = f"#h({spread}em)".join(f"#box[{word}]" for word in prose.split())
    below = f"#text(hyphenate: false)[{words}]"
    above = f"#set page(width: 700pt)\n{PROSE}\n\n#align(center)[Table 3: Crafts]\n\n#align(center, {TWO_BARE[1:]})"
    assert found(f"{above}\n{below}\n\n{PROSE}", tmp_path) == [TWO]


@pytest.mark.parametrize("upright", ["horizon", "top"])
def test_the_first_row_at_the_foot_of_a_page_belongs_to_the_table_that_goes_on(upright: str, tmp_path: Path) -> None:
    head, *body = ([*row[:3], f"{row[3]}, as the books of its own harbour master say"] for row in ROWS)
    cells = ", ".join(f"[{cell}]" for row in body for cell in row)
    heads = ", ".join(f"[*{cell}*]" for cell in head)
    rules = "(x, y) => if y < 2 {(top: 0.7pt)}"
    rows = f"#table(columns: (1fr, 1fr, 1fr, 2fr), align: {upright}, stroke: {rules}, table.header({heads}), {cells})"
    above = f"#set page(width: 420pt, height: 330pt)\n{PROSE}\n\n#v(1pt)\nTable 3: Catches by harbour\n\n"
    assert found(f"{above}{rows}\n\n{PROSE}", tmp_path) == [[head, *body]]


@pytest.mark.parametrize("below", [PROSE, f"Source: {PROSE}", "== What follows\n"])
def test_one_row_below_a_head_that_a_page_repeats_goes_on_with_its_table(below: str, tmp_path: Path) -> None:
    head, *body = ROWS
    cells = ", ".join(f"[{cell}]" for row in body for cell in row)
    heads = ", ".join(f"[*{cell}*]" for cell in head)
    rows = f"#table(columns: 4, stroke: none, table.header({heads}), {cells})"
    above = f"#set page(width: 420pt, height: 330pt)\n{PROSE}\n\n#v(29pt)\nTable 3: Catches by harbour\n\n"
    assert found(f"{above}{rows}\n\n{below}", tmp_path) == [ROWS]
