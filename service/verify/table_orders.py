"""Orders that claims state of the rows of a table: more than another, the largest of all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.phrasing import capital
from service.tables.conflicts import described
from service.tables.statements import Statement, core
from service.tables.wording import is_met, stems_of, years_in
from service.verify.cells_meant import AGREES, DIFFERS, LEAST_HEAD, Asked, CellCheck, kind_of, pairs
from service.verify.gates.amounts import Amount

_MONEY = stems_of("money funds cash spending")
_CURRENCIES = stems_of("euro dollar pound")

LEAST_OTHERS = 3
"""Rows that a column needs for one of them to be the most or the least."""

_MORE = r"more|higher|larger|bigger|greater|stronger|longer"
_FEWER = r"less|fewer|lower|smaller|weaker|shorter"
_THAN = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<fewer>{_FEWER}))\b[^,;.]*?\bthan\b(?P<other>[^,;]*)"
    r"|\b(?P<over>exceed\w*|outnumber\w*|ahead of|above)\b(?P<beaten>[^,;]*)",
    re.IGNORECASE,
)
_MORE_OF = re.compile(rf"^(?:{_MORE}|{_FEWER})\b|\bthan$", re.IGNORECASE)
_MOST = re.compile(
    r"\b(?:(?P<most>most|highest|largest|biggest|greatest|leads?|maximum)"
    r"|(?P<least>least|lowest|smallest|fewest|minimum))\b(?!\s+(?:of|often|likely)\b)",
    re.IGNORECASE,
)
_VERB = r"(?:be|is|are|was|were|has|have|had)\b"
_WORD = rf"(?!{_VERB})[^\W\d_]+"
_DIFFERENCE_AFTER = re.compile(
    rf"\s*(?:%|per\s?cent|percentage points|{_WORD})?\s*(?:{_WORD}\s+)?(?:{_MORE}|{_FEWER})\b", re.IGNORECASE
)
_DIFFERENCE_BEFORE = re.compile(
    r"\b(?:by|margin of|gap of|difference of|lead of)\s+(?:about\s+|some\s+)?$", re.IGNORECASE
)
_NTH = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|one of the|among the"
    r"|(?:two|three|four|five|\d+))[\s-]+$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:than|ahead|behind|over|between|exceed\w*|outnumber\w*|gap|margin|lead)\b", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:not|no|never|none|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
COMPARING = re.compile(
    rf"\b(?:{_MORE}|{_FEWER}|better|worse|than|most|least|best|worst|highest|lowest|largest|smallest|biggest|greatest"
    r"|fastest|slowest|longest|shortest|top|maximum|minimum|same|equal\w*|only|none|no other|all|every|each|both"
    r"|outperform\w*|exceed\w*|outnumber\w*|improv\w*|ahead|behind|first|second|third|last|average|total|faster|slower|not|no|never|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words by which a claim says more of a figure than that it is one."""

_AT = re.compile(r"\bat\s+$", re.IGNORECASE)


def is_difference(asked: Asked, amount: Amount) -> bool:
    """Whether an amount is by how much one row is more than another: `3 more than`, `ahead by 3`."""
    behind = asked.text[amount.start + len(amount.text) :]
    if _DIFFERENCE_AFTER.match(behind) and re.search(r"\bthan\b", behind, re.IGNORECASE):
        return True
    return bool(_DIFFERENCE_BEFORE.search(asked.text[: amount.start])) and bool(_COMPARED.search(asked.text))


def stated_order(asked: Asked, meant: Sequence[Statement], cells: Sequence[Statement]) -> CellCheck | None:
    """What the cells say of an order that the claim states of two rows, or of one beside all others of its column.

    `meant` are the cells of the rows that the claim names, `cells` all of the table.
    """
    if _DENIAL.search(asked.text) or any(is_difference(asked, amount) for amount in asked.amounts):
        return None
    than = _THAN.search(asked.text)
    if than:
        return _more_or_fewer(asked, than, meant)
    superlative = _MOST.search(asked.text)
    before = asked.text[: superlative.start()] if superlative else ""
    if not superlative or _AT.search(before) or _NTH.search(before):
        return None
    return _extreme(asked, bool(superlative["most"]), meant, cells)


def _more_or_fewer(asked: Asked, than: re.Match[str], meant: Sequence[Statement]) -> CellCheck | None:
    words = than["other"] or than["beaten"] or ""
    behind = stems_of(words) | years_in(words)
    for one, two in pairs(asked, meant):
        beaten = [cell for cell in (one, two) if all(is_met(word, behind) for word in asked.row(cell))]
        if len(beaten) != 1 or one.value == two.value or not _is_of_the_column(asked, than, one, two):
            continue
        subject = two if beaten[0] is one else one
        holds = (subject.value > beaten[0].value) == bool(than["more"] or than["over"])
        told = f"{capital(described(subject))}, and {described(beaten[0])}"
        return _ordered(asked, holds, told, (subject, beaten[0]))
    return None


def _is_of_the_column(asked: Asked, than: re.Match[str], one: Statement, two: Statement) -> bool:
    """Whether what there is more of (`more members than`) is what the column counts, where the claim says it."""
    if than["other"] is None:
        return True
    rows, head = asked.row(one) | asked.row(two), core(one.column.head)
    head = head | _MONEY if kind_of(one) == "money" or head & _CURRENCIES else head
    counted = stems_of(_MORE_OF.sub("", than.group()[: -len(than["other"]) or None]))
    own = [word for word in counted if not is_met(word, rows) and word.isalpha()]
    return not own or any(is_met(word, head) for word in own)


def _extreme(asked: Asked, is_most: bool, meant: Sequence[Statement], cells: Sequence[Statement]) -> CellCheck | None:
    near = [cell for cell in meant if asked.head_share(cell) >= LEAST_HEAD]
    best = max(map(asked.fit, near), default=0.0)
    said = [cell for cell in near if asked.fit(cell) == best]
    if len(said) != 1 or said[0].record.is_total:
        return None
    cell = said[0]
    others = [each for each in cells if each.column == cell.column and not each.record.is_total]
    if len(others) < LEAST_OTHERS:
        return None
    extreme = (max if is_most else min)(others, key=lambda each: (each.value, -each.cell.span.start))
    told = f"{capital(described(extreme))}, the {'most' if is_most else 'least'} in its column"
    return _ordered(asked, extreme.value == cell.value, told, (cell,) if extreme is cell else (cell, extreme))


def _ordered(asked: Asked, holds: bool, told: str, cells: tuple[Statement, ...]) -> CellCheck | None:
    fit = asked.fit(cells[0])
    if holds:
        return CellCheck("for", AGREES, fit, cells, f"{told}, as the claim says.")
    if not asked.is_about(cells[0]):
        return None
    return CellCheck("against", DIFFERS, fit, cells, f"{told}; the claim says otherwise.")
