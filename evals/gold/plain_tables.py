"""Tables of SciTab (Lu et al. 2023) and TabFact (Chen et al. 2020), each with its caption and its rows of cells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.errors import MaterialError
from evals.gold.archives import unpacked

_MARK = re.compile(r"<[^<>]*>|\[/?[A-Z]+\]")


@dataclass(frozen=True)
class PlainTable:
    """A table without mark-up, its first row the heads; all rows are equally long."""

    source: str
    caption: str
    rows: tuple[tuple[str, ...], ...]


def plain_tables(benchmarks: Path) -> tuple[PlainTable, ...]:
    """Each table of both sets once, by source and caption; raises MaterialError where a set is missing or broken."""
    found = dict.fromkeys((*_scitab(benchmarks / "scitab"), *_tabfact(benchmarks / "tabfact")))
    return tuple(sorted(found, key=lambda table: (table.source, table.caption, table.rows)))


def _scitab(folder: Path) -> Iterator[PlainTable]:
    path = folder / "sci_tab.json"
    try:
        for entry in json.loads(path.read_text(encoding="utf-8")):
            rows = [entry["table_column_names"], *entry["table_content_values"]]
            yield from _table("SciTab", entry["table_caption"], rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MaterialError(f"{path} can't be read as SciTab's tables: {error}") from error


def _tabfact(folder: Path) -> Iterator[PlainTable]:
    with unpacked(folder / "tables_600.tar.xz") as files:
        for number, path in enumerate(sorted(files.rglob("*.csv")), start=1):
            rows = [line.split("#") for line in path.read_text(encoding="utf-8").splitlines()]
            yield from _table("TabFact", f"Table {number}: {path.name.split('.')[0]}", rows)


def _table(source: str, caption: str, rows: Sequence[Sequence[str]]) -> Iterator[PlainTable]:
    """The table where it has two rows and columns or more; a pipe in a cell is made a stroke, since it parts cells."""
    bare = tuple(tuple(" ".join(_MARK.sub("", cell).replace("|", "/").split()) for cell in row) for row in rows)
    if len(bare) > 1 and len(bare[0]) > 1 and len(set(map(len, bare))) == 1:
        yield PlainTable(source, " ".join(_MARK.sub("", caption).split()), bare)
