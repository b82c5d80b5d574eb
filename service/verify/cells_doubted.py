"""Cells that give a claim's figure, and yet aren't what it speaks of: another column's, or of what nobody here names.

A figure is met by chance in a wide table. A cell bears a claim out only where the claim names no other column for it,
names nothing that the table and its document don't, and doesn't deny anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.phrasing import capital
from service.tables.conflicts import described
from service.tables.statements import Statement, core
from service.tables.wording import base, is_met
from service.verify.cells_meant import Asked, kind_of, row_of
from service.verify.gates.amounts import Amount
from service.words.content import FUNCTION_WORDS, names

LEAST_NAME = 4
"""Letters of a name by which it is looked for: those that its other forms share (`Italy`, `Italian`)."""

_DENIAL = re.compile(
    r"\b(?:not(?!\s+(?:only|just|merely|quite|less|more|fewer)\b)|never|no(?!\s+(?:fewer|more|less|later|earlier)\b)"
    r"|none|neither|nor|cannot|without|untrue|false|incorrect|wrong\s+that)\b|n['’]t\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\W*([A-Z][a-z]{3,})\b(?=\s+[a-z])")
_OPENING_WORDS = (
    "according almost already altogether around besides both during each exactly half however just later less many"
    " more most none only other others overall some still such there together twice until within"
)
_OPENING = frozenset(_OPENING_WORDS.split())


@dataclass(frozen=True)
class Doubt:
    """Why a cell with the figure doesn't bear the claim out, and the cell that the claim names instead."""

    step: str
    instead: Statement | None = None


def denial(asked: Asked, cells: Sequence[Statement]) -> str:
    """The word by which the claim denies what it says, where no cell's row or column has it; empty where it doesn't."""
    told = " ".join(f"{cell.record.label} {cell.column.head}" for cell in cells).lower()
    found = (match.group() for match in _DENIAL.finditer(asked.text))
    return next((word for word in found if not re.search(rf"\b{re.escape(word.lower())}\b", told)), "")


def doubt(
    asked: Asked, amount: Amount, cell: Statement, cells: Sequence[Statement], given: Sequence[Statement]
) -> Doubt | None:
    """What speaks against taking the cell for the claim's; `given` are those that its other figures give."""
    counted = frozenset(word for other in asked.amounts if other != amount for word in other.unit)
    heads = frozenset(word for other in given for word in core(other.column.head))
    known = heads | row_of(cell) | (counted - amount.unit)
    beside = [each for each in cells if each.record is cell.record and each.column != cell.column and each not in given]
    for other in beside:
        if kind_of(other) == kind_of(cell) and other.value != cell.value and _is_named(asked, other, cell, known):
            step = f"{capital(described(cell))}, but the claim names {other.column.head}."
            return Doubt(step, other if _is_plain(asked, other, cell) else None)
    stranger = next(_strangers(asked, cell), "")
    return Doubt(f"{capital(described(cell))}, but it says nothing of {stranger}.") if stranger else None


def _is_named(asked: Asked, other: Statement, cell: Statement, known: frozenset[str]) -> bool:
    """Whether the claim says what is the other column's own, and of this one's own not all, or less altogether."""
    mine, theirs = core(cell.column.head), core(other.column.head)
    own = frozenset(word for word in theirs if not is_met(word, mine) and not is_met(word, known))
    said = frozenset(word for word in own if is_met(word, asked.stems))
    if not said:
        return False
    unsaid = [word for word in mine if not is_met(word, theirs) and not is_met(word, asked.stems)]
    return bool(unsaid) or (asked.head_share(other) == 1 and asked.fit(other) > asked.fit(cell))


def _is_plain(asked: Asked, other: Statement, cell: Statement) -> bool:
    """Whether the claim says all of the other column's head, and nothing that is this one's alone."""
    mine, theirs = core(cell.column.head), core(other.column.head)
    own = [word for word in mine if not is_met(word, theirs)]
    apart = bool(own) and not any(is_met(word, asked.stems) for word in own)
    return apart and asked.head_share(other) == 1 and asked.is_about(other)


def _strangers(asked: Asked, cell: Statement) -> Iterator[str]:
    """The names of the claim that the row, its head, the caption and the document don't have.

    A row that is known by a further cell alone isn't of what another row's label names.
    """
    grid = cell.source.grid
    is_labelled = bool(row_of(cell)) and all(is_met(word, asked.stems) for word in row_of(cell))
    for name in (*_opening(asked), *(name for name in names(asked.text) if not name.isupper())):
        stem = base(re.sub(r"['’]s?$", "", name))
        if is_met(stem, cell.record.stems | cell.facets):
            continue
        if any(is_met(stem, core(record.label)) for record in grid.records):
            if not is_labelled:
                yield name
        elif not is_met(stem, grid.stems) and not _stands_in(name, cell):
            yield name


def _opening(asked: Asked) -> Iterator[str]:
    """The word that opens the claim, which may be a name for all its capital tells."""
    first = _FIRST.match(asked.text)
    if first is None or first[1].endswith("ly") or any(amount.start == first.start(1) for amount in asked.amounts):
        return
    if first[1].lower() not in FUNCTION_WORDS | _OPENING:
        yield first[1]


def _stands_in(name: str, cell: Statement) -> bool:
    """Whether the document has the name, or a word that begins as it does."""
    holding = cell.source.holding
    beginning = name[: max(LEAST_NAME, len(name) - 3)]
    texts = (cell.source.document.text, holding.name, holding.record.text("title") or "")
    return any(re.search(rf"\b{re.escape(beginning)}", text, re.IGNORECASE) for text in texts)


def unknown_words(asked: Asked, cell: Statement) -> tuple[str, ...]:
    """The words of the claim, in their order, that neither its figures nor the document of the cell have."""
    told = [(amount.start, amount.start + len(amount.text)) for amount in asked.amounts]
    found = (match for match in _LONG.finditer(asked.text) if not any(a <= match.start() < b for a, b in told))
    words = [match.group() for match in found if match.group().lower() not in FUNCTION_WORDS | _GIVING]
    units = frozenset(unit for amount in asked.amounts if amount.kind != "count" for unit in amount.unit)
    stems = cell.source.grid.stems | units
    return tuple(word for word in words if not is_met(base(word), stems) and not _stands_in(word, cell))


_GIVING_WORDS = "amounted amounts totalled totaled totals stood reached numbered numbers counted counts people persons"
_GIVING = frozenset(_GIVING_WORDS.split())
_LONG = re.compile(r"[^\W\d_]{4,}")
