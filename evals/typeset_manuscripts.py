"""Manuscripts as PDF: Markdown with headings, paragraphs, quotations, lists and pipe tables, typeset plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import typst

_LOOK = (
    '#set document(date: none)\n#set page(paper: "a4", margin: 2.4cm, numbering: "1")\n'
    "#set par(justify: true)\n#set text(size: 10.5pt)\n#set table(stroke: none)\n\n"
)
_SPECIAL = re.compile(r"([\\#$@<>`~=+/-])")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"\*(.+?)\*")
_NUMBERED = re.compile(r"^(\d+)\. ")


def typeset(manuscript: Path, folder: Path) -> Path:
    """The manuscript as a PDF of the same name in `folder`; the same text gives the same bytes."""
    source = folder / f"{manuscript.stem}.typ"
    source.write_text(to_typst(manuscript.read_text(encoding="utf-8")), encoding="utf-8")
    target = folder / f"{manuscript.stem}.pdf"
    typst.compile(str(source), output=str(target))
    source.unlink()
    return target


def to_typst(markdown: str) -> str:
    """The text in typst's mark-up."""
    return _LOOK + "\n\n".join(map(_block, markdown.strip().split("\n\n"))) + "\n"


def _block(block: str) -> str:
    lines = block.splitlines()
    if block.startswith("#"):
        marks, _, title = block.partition(" ")
        return f"{'=' * len(marks)} {_words(title)}"
    if block.startswith("|"):
        return _table(lines)
    if block.startswith("> "):
        return f"#quote(block: true)[{_words(' '.join(line.removeprefix('> ') for line in lines))}]"
    if all(map(_NUMBERED.match, lines)):
        return "\n\n".join(_NUMBERED.sub(r"\1. ", _words(line)).replace(". ", ".~", 1) for line in lines)
    return _words(" ".join(lines))


def _table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not set(line) <= set("|-: ")]
    cells = list(_cells(rows))
    return f"#table(columns: {len(rows[0])}, table.hline(), {', '.join(cells)}, table.hline())"


def _cells(rows: list[list[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield from (f"[{_words(cell)}]" for cell in row)
        if number == 0:
            yield "table.hline()"


def _words(text: str) -> str:
    """Mark-up of a run of words: what means something to typst is escaped, stars are made emphasis."""
    escaped = _SPECIAL.sub(r"\\\1", text).replace("[", "\\[").replace("]", "\\]").replace("_", "\\_")
    return _ITALIC.sub(r"#emph[\1]", _BOLD.sub(r"#strong[\1]", escaped))
