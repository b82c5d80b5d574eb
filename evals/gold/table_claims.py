"""Statements about tables: SciTab (Lu et al. 2023) and TabFact (Chen et al. 2020), each table as a Markdown text."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.errors import MaterialError
from evals.gold.archives import unpacked

_MARK = re.compile(r"<[^<>]*>|\[/?[A-Z]+\]")
_LABELS = {"supports": "supported", "refutes": "contradicted", "not enough info": "not_found"}


@dataclass(frozen=True)
class TableClaims:
    """A table as the text of a file, and what was said of it: each statement with its verdict."""

    id: str
    text: str
    claims: tuple[tuple[str, str], ...]


def scitab(benchmarks: Path) -> tuple[TableClaims, ...]:
    """SciTab's tables by their ids; its statements may be supported, refuted or undecided. Raises MaterialError."""
    path = benchmarks / "scitab" / "sci_tab.json"
    claims: dict[str, list[tuple[str, str]]] = defaultdict(list)
    texts = {}
    try:
        for entry in json.loads(path.read_text(encoding="utf-8")):
            rows = [entry["table_column_names"], *entry["table_content_values"]]
            texts[entry["table_id"]] = _text(entry["paper"], entry["table_caption"], rows)
            claims[entry["table_id"]].append((entry["claim"], _LABELS[entry["label"]]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MaterialError(f"{path} can't be read as SciTab's claims: {error}") from error
    return tuple(TableClaims(f"scitab-{key}", texts[key], tuple(claims[key])) for key in sorted(texts))


def tabfact(benchmarks: Path, tables: int) -> tuple[TableClaims, ...]:
    """The first so many of TabFact's tables by name, with statements true or false. Raises MaterialError."""
    folder = benchmarks / "tabfact"
    path = folder / "val_examples_600_tables.json"
    try:
        examples = json.loads(path.read_text(encoding="utf-8"))
        with unpacked(folder / "tables_600.tar.xz") as files:
            csv = {file.name: file.read_text(encoding="utf-8") for file in files.rglob("*.csv")}
        return tuple(_tabfact(name, csv[name], examples[name]) for name in sorted(examples)[:tables])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MaterialError(f"{folder} can't be read as TabFact's statements: {error}") from error


def _tabfact(name: str, csv: str, example: Sequence[object]) -> TableClaims:
    statements, labels, caption = example[0], example[1], str(example[2])
    if not isinstance(statements, list) or not isinstance(labels, list):
        raise ValueError(f"{name} has no lists of statements and labels")
    verdicts = ["supported" if label else "contradicted" for label in labels]
    text = _text(caption, f"Table 1: {caption}", [line.split("#") for line in csv.splitlines()])
    return TableClaims(f"tabfact-{name.split('.')[0]}", text, tuple(zip(statements, verdicts, strict=True)))


def _text(title: str, caption: str, rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    ruled = [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]
    return f"# {_cell(title)}\n\n{_cell(caption)}\n\n" + "\n".join(ruled) + "\n"


def _cell(text: str) -> str:
    """Without mark-up; a pipe is made a stroke, since it parts cells."""
    return " ".join(_MARK.sub("", text).replace("|", "/").split())
