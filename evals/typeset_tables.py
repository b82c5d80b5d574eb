"""Tables of invented content in many typographic styles, typeset so that every cell is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import typst

from evals.gold.docling_tables import GoldCell

STYLES = ("ruled", "lined", "booktabs", "unruled", "zebra", "shaded head", "upright rules")
SHAPES = ("figures", "words", "wrapped", "long heads", "grouped heads", "row groups")

_PLACES = ("Northvale", "Eastmere", "Kirkby on the Water", "Southam", "Westerdale", "Pell", "Upper Hartwick", "Oxmoor")
_TRADES = ("weaving", "glass", "ceramics", "precision tools", "leather goods", "furniture", "marine optics", "paper")
_HEADS = ("Firms", "Exports", "Share (%)", "Workers", "Growth rate", "Output", "Investment", "Change", "Patents")
_LONG_HEADS = (
    "Number of firms in the district",
    "Average export value",
    "Share of workers with a degree",
    "Growth since the reform",
    "Patents held by local firms",
    "Years since founding",
)
_GROUPS = ("Before the reform", "After the reform", "Domestic trade", "Foreign trade", "Small firms", "All firms")
_TEXTS = (
    "supply of skilled labour from two colleges",
    "a long tradition of design and of trade with the harbour towns",
    "loans from the regional bank",
    "joint research",
    "shared purchase of raw material by all firms of the valley",
    "a common brand",
    "training for young workers who come from elsewhere",
    "low rents",
)
_PROSE = "The firms of a district learn from each other and share what none of them could pay for alone. " * 4
_STROKES = {
    "ruled": "0.5pt",
    "lined": "(x, y) => (bottom: 0.5pt)",
    "upright rules": "(x, y) => (left: if x > 0 { 0.5pt })",
}
_FILLS = {"zebra": "(x, y) => if calc.odd(y) { luma(225) }", "shaded head": "(x, y) => if y < HEADS { luma(210) }"}


@dataclass(frozen=True)
class TypesetTable:
    """One table: its style and shape, its cells, how many rows are heads, and the PDF that shows it amid prose."""

    style: str
    shape: str
    cells: tuple[GoldCell, ...]
    header_rows: int
    pdf: bytes


@dataclass(frozen=True)
class _Draft:
    """Cells, the columns' alignment and width as typst names them, and the rules under groups of heads."""

    cells: tuple[GoldCell, ...]
    header_rows: int
    aligns: tuple[str, ...]
    widths: tuple[str, ...]
    groups: tuple[tuple[int, int], ...] = ()


def typeset_tables(each: int) -> Iterator[TypesetTable]:
    """`each` tables of every style and shape, always the same ones."""
    for style in STYLES:
        for shape in SHAPES:
            for number in range(each):
                yield typeset_table(style, shape, number)


def typeset_table(style: str, shape: str, number: int) -> TypesetTable:
    """Table `number` of this style and shape; the same arguments give the same table."""
    random = Random(f"{style}, {shape}, {number}")
    draft = _drafts[shape](random)
    inset = random.choice(("4pt", "5pt", "(x: 6pt, y: 3pt)"))
    size, vertical = random.choice((9, 10, 11)), random.choice(("top", "horizon", "bottom"))
    justify = random.choice(("true", "false", "false"))
    source = _SOURCE.format(size=size, justify=justify, prose=_PROSE, table=_table(draft, style, inset, vertical))
    return TypesetTable(style, shape, draft.cells, draft.header_rows, typst.compile(source.encode()))


_SOURCE = """#set page(width: 470pt, height: 600pt, margin: 40pt)
#set text(size: {size}pt)
#set par(justify: true)
#show table: set par(justify: {justify})
{prose}

Table 1. What the districts of the valley report

{table}

{prose}
"""


def _table(draft: _Draft, style: str, inset: str, vertical: str) -> str:
    stroke = _STROKES.get(style, "none").replace("HEADS", str(draft.header_rows))
    fill = _FILLS.get(style, "none").replace("HEADS", str(draft.header_rows))
    aligns = ", ".join(f"{align} + {vertical}" for align in draft.aligns)
    parts = [f"columns: ({', '.join(draft.widths)},)", f"align: ({aligns},)", f"inset: {inset}", f"stroke: {stroke}"]
    parts += [f"fill: {fill}"]
    rules = style == "booktabs"
    rows = max(cell.bottom for cell in draft.cells)
    width = len(draft.widths)
    parts += ["table.hline(stroke: 0.8pt)"] * rules
    covered = {
        (y, x): cell for cell in draft.cells for y in range(cell.top, cell.bottom) for x in range(cell.left, cell.right)
    }
    for row in range(rows):
        for column in range(width):
            cell = covered.get((row, column))
            if cell is None:
                parts.append("[]")
            elif (cell.top, cell.left) == (row, column):
                parts.append(_cell(cell, row < draft.header_rows))
        if rules and row == 0 and draft.groups:
            parts += [f"table.hline(start: {start}, end: {end}, stroke: 0.4pt)" for start, end in draft.groups]
        if (rules or style == "upright rules") and row == draft.header_rows - 1:
            parts.append("table.hline(stroke: 0.5pt)")
    parts += ["table.hline(stroke: 0.8pt)"] * rules
    return f"#table({', '.join(parts)})"


def _cell(cell: GoldCell, head: bool) -> str:
    spans = f"colspan: {cell.right - cell.left}, rowspan: {cell.bottom - cell.top}"
    align = ", align: center" if head and cell.right - cell.left > 1 else ""
    return f"table.cell({spans}{align})[{cell.text}]"


def _placed(rows: Sequence[Sequence[str]], top: int = 0) -> tuple[GoldCell, ...]:
    return tuple(
        GoldCell(text, top + y, x, top + y + 1, x + 1)
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
        if text
    )


def _figure(random: Random, kind: int) -> str:
    if kind == 0:
        return f"{random.randint(1, 4000):,}"
    if kind == 1:
        return f"{random.uniform(-5, 99):.1f}".replace("-", "−")
    return random.choice((f"{random.uniform(0, 99):.2f}", f"{random.uniform(0, 1):.2f}", "–"))


def _figure_rows(random: Random, columns: int, rows: int) -> list[list[str]]:
    kinds = [random.randint(0, 2) for _ in range(columns)]
    labels = random.sample(_PLACES + _TRADES, rows)
    return [[label, *(_figure(random, kind) for kind in kinds)] for label in labels]


def _figures(random: Random) -> _Draft:
    columns = random.randint(2, 5)
    rows = [["District", *random.sample(_HEADS, columns)], *_figure_rows(random, columns, random.randint(3, 9))]
    align = random.choice(("right", "center"))
    return _Draft(_placed(rows), 1, ("left", *[align] * columns), ("auto",) * (columns + 1))


def _words(random: Random) -> _Draft:
    count = random.randint(3, 7)
    columns = [random.sample(_PLACES, count), random.sample(_TRADES, count), random.sample(_TEXTS[3:6:2] * 4, count)]
    columns = columns[: random.randint(2, 3)]
    heads = ["District", "Main trade", "What it rests on"][: len(columns)]
    rows = [heads, *map(list, zip(*columns, strict=True))]
    widths = ("auto",) * (len(columns) - 1)
    return _Draft(_placed(rows), 1, ("left",) * len(columns), (*widths, "auto"))


def _wrapped(random: Random) -> _Draft:
    count = random.randint(3, 6)
    columns = [random.sample(_PLACES, count), random.sample(_TEXTS, count), random.sample(_TEXTS, count)]
    columns = columns[: random.randint(2, 3)]
    columns.append([_figure(random, 0) for _ in range(count)])
    heads = ["District", "What helps its firms", "What they ask for"][: len(columns) - 1]
    rows = [[*heads, "Firms"], *map(list, zip(*columns, strict=True))]
    texts = len(columns) - 2
    return _Draft(_placed(rows), 1, (*["left"] * (texts + 1), "right"), ("auto", *["110pt"] * texts, "auto"))


def _with_long_heads(random: Random) -> _Draft:
    columns = random.randint(3, 4)
    rows = [["District", *random.sample(_LONG_HEADS, columns)], *_figure_rows(random, columns, random.randint(3, 7))]
    align = random.choice(("right", "center"))
    return _Draft(_placed(rows), 1, ("left", *[align] * columns), ("auto", *["74pt"] * columns))


def _with_grouped_heads(random: Random) -> _Draft:
    groups = random.sample(_GROUPS, 2)
    each = random.randint(2, 3)
    lower = [head for _ in groups for head in random.sample(("2019", "2020", "2021", "Firms", "Share"), each)]
    starts = [1 + each * k for k in range(len(groups))]
    over = tuple(GoldCell(group, 0, start, 1, start + each) for group, start in zip(groups, starts, strict=True))
    corner = GoldCell("District", *random.choice(((1, 0, 2, 1), (0, 0, 2, 1))))
    body = _placed(_figure_rows(random, len(lower), random.randint(3, 7)), 2)
    cells = (*over, corner, *(GoldCell(text, 1, x, 2, x + 1) for x, text in enumerate(lower, 1)), *body)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.top, cell.left)))
    rules = tuple((start, start + each) for start in starts)
    return _Draft(ordered, 2, ("left", *["center"] * len(lower)), ("auto",) * (len(lower) + 1), rules)


def _with_row_groups(random: Random) -> _Draft:
    columns = random.randint(2, 3)
    sizes = [random.randint(2, 3) for _ in range(3)]
    heads = _placed([["Region", "Trade", *random.sample(_HEADS, columns)]])
    regions = random.sample(_PLACES, len(sizes))
    body: list[GoldCell] = []
    top = 1
    for region, size in zip(regions, sizes, strict=True):
        body.append(GoldCell(region, top, 0, top + size, 1))
        rows = _figure_rows(random, columns, size)
        body += [replace(cell, left=cell.left + 1, right=cell.right + 1) for cell in _placed(rows, top)]
        top += size
    ordered = sorted(body, key=lambda cell: (cell.top, cell.left))
    aligns = ("left", "left", *["right"] * columns)
    return _Draft((*heads, *ordered), 1, aligns, ("auto",) * (columns + 2))


_drafts = {
    "figures": _figures,
    "words": _words,
    "wrapped": _wrapped,
    "long heads": _with_long_heads,
    "grouped heads": _with_grouped_heads,
    "row groups": _with_row_groups,
}
