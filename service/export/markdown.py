"""Markdown: the account as a text in which nothing of a document turns into markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.export.account import Account, Passage, Turn
from service.export.grids import Grid
from service.export.runs import Runs

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$^#@{}!]")
"""Characters that mean something anywhere in a line, to CommonMark or to the extensions of GitHub and pandoc."""

_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
"""Characters without which an address is not made a link by itself."""

_AT_THE_START = re.compile(r"^(?:[-+=:%]|\d{1,9}(?=[.)](?:\s|$)))")
"""What makes a list, a heading, a rule or a definition of a line that begins with it."""


def escaped(line: str) -> str:
    """One line of text as Markdown that shows it as it is."""
    text = _ADDRESS.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\g<0>", " ".join(line.split())))
    start = _AT_THE_START.match(text)
    if start is None:
        return text
    head, rest = start[0], text[start.end() :]
    return f"{head}\\{rest}" if head[0].isdigit() else f"\\{head}{rest}"


def markdown(told: Account) -> str:
    """The whole file."""
    blocks = [f"# {escaped(told.title)}"]
    for turn in told.turns:
        blocks.extend(_turn(turn))
    if told.entries:
        blocks += ["## Bibliography", f"{escaped(told.style.title)}."]
        blocks.extend(_entries(told))
    return "\n\n".join(blocks) + "\n"


def _turn(turn: Turn) -> Iterator[str]:
    yield f"## {escaped(turn.question)}"
    if turn.reason:
        yield f"**{escaped(turn.reason)}**"
    yield from map(escaped, (*turn.figures, *filter(None, [turn.lead])))
    for passage in turn.passages:
        yield from _passage(passage)
    yield from (f"*Note:* {escaped(notice)}" for notice in turn.notices)
    if turn.nearest:
        yield "### Nearest passages, which don’t answer the question"
        for passage in turn.nearest:
            yield from _passage(passage)


def _passage(passage: Passage) -> Iterator[str]:
    if passage.grid is not None:
        yield from _table(passage.grid)
        yield _set(passage.citation)
    else:
        lines = [escaped(line) for line in passage.lines]
        yield _block([*_marked(lines), "", _set(passage.citation)])
    for remark in passage.remarks:
        yield _set(remark)


def _marked(lines: Sequence[str]) -> list[str]:
    """The lines of a quotation between its marks, each on a line of its own."""
    whole = "\\\n".join(lines) if lines else ""
    return f"“{whole}”".split("\n")


def _block(lines: Sequence[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _table(grid: Grid) -> Iterator[str]:
    if grid.caption:
        yield f"**{escaped(grid.caption)}**"
    yield "\n".join([_row(grid.heads), "|" + " --- |" * len(grid.heads), *map(_row, grid.rows)])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def _entries(told: Account) -> Iterator[str]:
    for entry in told.entries:
        yield _set(entry.runs) + (f"\\\n*{escaped(entry.note)}*" if entry.note else "")


def _set(runs: Runs) -> str:
    """A line with its italics and bold; spaces at the edge of a piece stay outside of its marks."""
    return "".join(_piece(run.text, "*" * (run.italic + 2 * run.bold), at) for at, run in enumerate(runs))


def _piece(text: str, mark: str, at: int) -> str:
    words = escaped(text) if at == 0 else _inner(text)
    if not words:
        return " " if text else ""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{mark}{words}{mark}{after}"


def _inner(text: str) -> str:
    """Text in the middle of a line, where nothing is at a line's start."""
    return escaped("x" + text.strip())[1:] if text.strip() else ""
