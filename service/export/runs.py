"""Runs: a line of text in pieces, some of them in italics or bold, as citation styles set it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

ITALIC, ITALIC_END, BOLD, BOLD_END = "\ue000", "\ue001", "\ue002", "\ue003"
"""Private characters by which a marked text says where its italics and bold begin and end."""

_MARK = re.compile(f"([{ITALIC}-{BOLD_END}])")


@dataclass(frozen=True)
class Run:
    """A piece of a line that is set in one way."""

    text: str
    italic: bool = False
    bold: bool = False


Runs = tuple[Run, ...]
"""A line."""


def unmarked(text: str) -> str:
    """`text` without the private characters, so that nothing from outside marks anything."""
    return _MARK.sub("", text)


def runs_of(marked: str) -> Runs:
    """A marked text in its pieces; marks may be nested."""
    italic = bold = 0
    found: list[Run] = []
    for piece in _MARK.split(marked):
        italic += (piece == ITALIC) - (piece == ITALIC_END)
        bold += (piece == BOLD) - (piece == BOLD_END)
        if piece and not _MARK.fullmatch(piece):
            found.append(Run(piece, italic > 0, bold > 0))
    return tuple(found)


def plain(runs: Iterable[Run]) -> str:
    """The line's text alone."""
    return "".join(run.text for run in runs)
