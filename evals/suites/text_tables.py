"""Tables in text files: whether tables come back, cell by cell, from each form in which texts show them."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Table
from corpus.structure.grids import text_grids
from corpus.structure.tables import tables
from evals.gold.plain_tables import PlainTable, plain_tables
from evals.report import aligned

Rows = Sequence[Sequence[str]]
_PROSE = "The figures are compared with those of the country as a whole, as it was in the year before."
EXAMPLES = 3


@dataclass(frozen=True)
class FormFigures:
    """Of the tables written in one form: those found as one table, those found whole, and the cells in their place.

    `figures` counts the cells beside the first column with a digit, `quantities` those of them read as a quantity.
    `failed` has the captions of the first few that did not come back whole.
    """

    form: str
    captioned: bool
    tables: int
    single: int
    whole: int
    cells: int
    right: int
    figures: int
    quantities: int
    failed: tuple[str, ...]


@dataclass(frozen=True)
class TextTableReport:
    """What the suite found, by form, with captions and without."""

    forms: tuple[FormFigures, ...]


def measure(benchmarks: Path) -> TextTableReport:
    """Write the tables of SciTab and TabFact in every form and read them again; raises MaterialError without them."""
    gold = plain_tables(benchmarks)
    return TextTableReport(
        tuple(_figures(name, form, captioned, gold) for name, form in FORMS.items() for captioned in (True, False))
    )


def _figures(name: str, form: Callable[[Rows], str], captioned: bool, gold: Sequence[PlainTable]) -> FormFigures:
    read = [(table, _read(form(table.rows), table.caption if captioned else "")) for table in gold]
    texts = [(table, _texts(found[0]) if found else []) for table, found in read]
    body = [cell for _, found in read for table in found[:1] for row in table.rows for cell in row[1:]]
    figures = [cell for cell in body if any(map(str.isdigit, cell.text))]
    return FormFigures(
        form=name,
        captioned=captioned,
        tables=len(gold),
        single=sum(len(found) == 1 for _, found in read),
        whole=sum(_is_whole(table, cells) for table, cells in texts),
        cells=sum(len(row) for table in gold for row in table.rows),
        right=sum(_right(table.rows, cells) for table, cells in texts),
        figures=len(figures),
        quantities=sum(cell.quantity is not None for cell in figures),
        failed=tuple(table.caption for table, cells in texts if not _is_whole(table, cells))[:EXAMPLES],
    )


def _read(body: str, caption: str) -> tuple[Table, ...]:
    text = "\n\n".join(part for part in (_PROSE, caption, body, _PROSE) if part)
    return tables(text, text_grids(text))


def _texts(table: Table) -> list[tuple[str, ...]]:
    rows = [table.header, *table.rows] if table.header else table.rows
    return [tuple(cell.text for cell in row) for row in rows]


def _is_whole(table: PlainTable, cells: Sequence[tuple[str, ...]]) -> bool:
    return tuple(cells) == table.rows


def _right(rows: Rows, cells: Rows) -> int:
    """How many cells stand in their place; none in a table with other rows, as one with heads in two rows is."""
    if len(rows) != len(cells):
        return 0
    return sum(a == b for row, found in zip(rows, cells, strict=True) for a, b in zip(row, found, strict=False))


def tabs(rows: Rows) -> str:
    """Cells with tabs between them."""
    return "\n".join("\t".join(row) for row in rows)


def pipes(rows: Rows) -> str:
    """A Markdown table with its outer pipes."""
    return "\n".join("| " + " | ".join(row) + " |" for row in _with_rule(rows))


def bare_pipes(rows: Rows) -> str:
    """A Markdown table without its outer pipes."""
    return "\n".join(" | ".join(row) for row in _with_rule(rows))


def _with_rule(rows: Rows) -> list[Sequence[str]]:
    return [rows[0], ["---"] * len(rows[0]), *rows[1:]]


def columns(rows: Rows) -> str:
    """Columns of fixed width, all flush left."""
    widths = _widths(rows)
    lines = ("   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def columns_right(rows: Rows) -> str:
    """Columns of fixed width, all but the first flush right."""
    widths = _widths(rows)
    lines = (
        [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        for row in rows
    )
    return "\n".join("   ".join(line).rstrip() for line in lines)


def drawn(rows: Rows) -> str:
    """A grid drawn with `+`, `-` and `|`."""
    widths = _widths(rows)
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = ("|" + "|".join(f" {cell.ljust(w)} " for cell, w in zip(row, widths, strict=True)) + "|" for row in rows)
    return "\n".join([rule, *(f"{line}\n{rule}" for line in lines)])


def markup(rows: Rows) -> str:
    """An HTML table."""
    cells = (("<td>" + "</td><td>".join(map(html.escape, row)) + "</td>") for row in rows)
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "\n</table>"


def _widths(rows: Rows) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


FORMS: dict[str, Callable[[Rows], str]] = {
    "tabs": tabs,
    "pipes": pipes,
    "pipes, none outside": bare_pipes,
    "columns, flush left": columns,
    "columns, flush right": columns_right,
    "drawn grid": drawn,
    "HTML": markup,
}


def to_text(report: TextTableReport) -> str:
    """The figures as they are printed."""
    heads = ["Tables in texts", "caption", "tables", "one found", "whole", "cells right", "quantities"]
    return aligned([heads, *map(_row, report.forms)])


def _row(form: FormFigures) -> list[str]:
    shares = [(form.single, form.tables), (form.whole, form.tables), (form.right, form.cells)]
    rates = [f"{part / whole:.4f}" if whole else "–" for part, whole in (*shares, (form.quantities, form.figures))]
    return [form.form, "yes" if form.captioned else "no", str(form.tables), *rates]
