"""Tabled: the rows of tables that findings are about, with the cells marked that they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from service.reports.rows import Rows, ShownCell

_VALUE = re.compile(r"\d")


def marked_at(rows: Rows, starts: Collection[int]) -> Rows:
    """The rows with those cells marked that begin at one of these places, and no others."""
    return _marked(rows, lambda cell: cell.start in starts)


def marked_by(rows: Rows, message: str) -> Rows:
    """The rows, of which whole ones are marked, with only those cells marked that the finding's message names.

    Names of rows are cells as well, and tell where to look, not what is wrong: only figures, and what stands in
    their place, are marked.
    """
    if not all(cell.is_meant for row in rows.rows for cell in row if cell.text):
        return rows
    return _marked(rows, lambda cell: is_named(cell.text, message))


def marked_columns(rows: Rows) -> Rows:
    """The rows with all figures marked of the columns in which one is: a finding names but the first of many."""
    columns = {at for row in rows.rows for at, cell in enumerate(row) if cell.is_meant}
    shown = tuple(
        tuple(
            replace(cell, is_meant=at in columns and _VALUE.search(cell.text) is not None)
            for at, cell in enumerate(row)
        )
        for row in rows.rows
    )
    return replace(rows, rows=shown)


def is_named(text: str, message: str) -> bool:
    """Whether the message has the cell's text, as a figure or between quotation marks."""
    bare = " ".join(text.split()).strip(" %")
    if not bare:
        return False
    if _VALUE.search(bare):
        return re.search(rf"(?<![\d.,]){re.escape(bare)}(?![\d]|[.,]\d)", message) is not None
    return f"“{bare}”" in message.partition(" read")[2]


def _marked(rows: Rows, is_meant: Callable[[ShownCell], bool]) -> Rows:
    shown = tuple(tuple(replace(cell, is_meant=is_meant(cell)) for cell in row) for row in rows.rows)
    return replace(rows, rows=shown)
