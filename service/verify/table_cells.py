"""Claims about tables, held against the cells that they are about.

A figure that a claim gives for what a row and a column name is compared with the cell; an order that it states
(`more than`, `the largest`) and a difference or a total are worked out from the cells. Where no cell is plainly meant
nothing is said: a table that is silent speaks neither for a claim nor against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from service.phrasing import capital
from service.tables.conflicts import described
from service.tables.fitting import Source
from service.tables.scale import scale_of, with_unit, written
from service.tables.statements import Statement, core, statements
from service.tables.wording import base, is_met
from service.verify.cell_moves import turned
from service.verify.cells_bound import bound_to
from service.verify.cells_doubted import denial, doubt, unknown_words
from service.verify.cells_meant import (
    AGREES,
    DIFFERS,
    LEAST_HEAD,
    Asked,
    CellCheck,
    kind_of,
    number_in,
    pairs,
    row_of,
    sure,
)
from service.verify.gates.amounts import Amount
from service.verify.limits import limit_of
from service.verify.table_orders import COMPARING, is_difference, stated_order

MOST_APART = 1000
"""A figure so many times another is one of something else; a wrong unit may make it a thousand times as large."""


def cell_checks(claim: str, sources: Sequence[Source]) -> tuple[CellCheck, ...]:
    """What the tables say of the claim, the surest first; nothing where no cell is plainly meant."""
    asked = Asked(claim)
    tables = [(source, _widest(asked, statements(source))) for source in sources]
    settled = [_settled(amount, _everywhere(asked, amount, tables)) for amount in asked.amounts]
    against = turned(asked, settled)
    if against:
        return (against,)
    orders = _fullest([order for order in (stated_order(asked, cells, statements(s)) for s, cells in tables) if order])
    borne_out = _borne_out(asked, settled, orders)
    found = [_undenied(asked, _lessened(check, borne_out)) for checks in settled for check in checks] + orders
    return tuple(sorted(found, key=lambda check: (-check.probability, -check.fit, check.cells[0].cell.span)))


def _undenied(asked: Asked, check: CellCheck) -> CellCheck:
    """The check; it takes no side where the claim denies something: a cell says what is, and not what isn't."""
    word = denial(asked, check.cells)
    if not word:
        return check
    step = f"{capital(described(check.cells[0]))}; the claim denies something (“{word}”), which a cell can't tell."
    return replace(check, stance="for", probability=0.0, step=step)


Table = tuple[Source, list[Statement]]
"""A table, and its cells in the rows that a claim names."""


def _everywhere(asked: Asked, amount: Amount, tables: Sequence[Table]) -> list[CellCheck]:
    return [check for _, cells in tables for check in _of_amount(asked, amount, cells)]


def _borne_out(asked: Asked, settled: Sequence[Sequence[CellCheck]], orders: Sequence[CellCheck]) -> float:
    """How much of the claim the cells bear out: the share of its figures, and half of it without its order.

    A cell that gives one of several figures, or the figure of a claim that goes on to compare it, leaves the rest open.
    """
    share = sum(any(check.bears_out for check in checks) for checks in settled) / max(1, len(settled))
    ordered = any(order.stance == "for" for order in orders) or any(
        check.bears_out and len(check.cells) > 1 for checks in settled for check in checks
    )
    heads = [cell.column.stems for checks in settled for check in checks for cell in check.cells]
    compares = any(
        not any(is_met(base(match.group()), stems) for stems in heads) for match in COMPARING.finditer(asked.text)
    )
    return share if ordered or not compares else share / 2


def _lessened(check: CellCheck, borne_out: float) -> CellCheck:
    return replace(check, probability=round(check.probability * borne_out, 4)) if check.stance == "for" else check


def _widest(asked: Asked, cells: Sequence[Statement]) -> list[Statement]:
    """The cells of the rows that the claim names, but for those whose names are a part of another one's."""
    meant = [cell for cell in cells if asked.names_row(cell)]
    return [cell for cell in meant if not any(asked.row(cell) < asked.row(other) for other in meant)]


def _settled(amount: Amount, checks: Sequence[CellCheck]) -> list[CellCheck]:
    """A telling figure that one table bears out isn't wrong because another one is of something else.

    Where the claim says more of what a cell is whose figure it gives to another one, it is wrong.
    """
    doubts = [check for check in checks if check.is_doubt]
    least = max((check.fit for check in doubts), default=0.0)
    agreeing = [check for check in checks if check.bears_out and check.fit >= least]
    return (
        agreeing + [check for check in doubts if not check.probability]
        if agreeing and _is_telling(amount)
        else (_fullest(checks))
    )


def _fullest(checks: Sequence[CellCheck]) -> list[CellCheck]:
    best = max((check.fit for check in checks), default=0.0)
    return [check for check in checks if check.fit == best]


def _of_amount(asked: Asked, amount: Amount, cells: Sequence[Statement]) -> Iterator[CellCheck]:
    worked_out = _worked_out(asked, amount, cells)
    if worked_out:
        yield worked_out
    elif not is_difference(asked, amount):
        yield from _held_against(asked, amount, cells)


def _held_against(asked: Asked, amount: Amount, cells: Sequence[Statement]) -> Iterator[CellCheck]:
    """The cell that gives the amount; else the one cell that is plainly meant and gives another."""
    limit = limit_of(asked.text, amount)
    if limit and len(asked.amounts) > 1:
        return  # `Of 214 firms, 41 per cent have fewer than ten employees`: a bound of what another figure counts.
    bound = bound_to(asked, amount, cells)
    comparable = [cell for cell in bound if kind_of(cell) == amount.kind or (amount.kind, kind_of(cell)) == _MONEY]
    near = [cell for cell in comparable if asked.head_share(cell) >= LEAST_HEAD and _counts(asked, amount, cell)]
    best = max(map(asked.fit, near), default=0.0)
    plain = [cell for cell in near if asked.fit(cell) == best]
    agreeing = [cell for cell in (plain if limit else comparable) if _fits(asked, amount, cell.value)]
    if agreeing:
        yield from _agreement(asked, amount, agreeing, cells)
        return
    if any(_is_given(asked, amount, cell, cells) for cell in near):
        return
    plain = [cell for cell in plain if asked.is_about(cell)]
    if plain and len({cell.value for cell in plain}) == 1 and not (limit and limit.holds(float(plain[0].value))):
        yield _disagreement(asked, limit.text if limit else amount.text, plain[0])


def _agreement(
    asked: Asked, amount: Amount, agreeing: Sequence[Statement], cells: Sequence[Statement]
) -> Iterator[CellCheck]:
    """The cell that bears the figure out; else why one that gives it doesn't, and the one that is named instead."""
    told = [cell for cell in agreeing if asked.head_share(cell) >= LEAST_HEAD or _is_telling(amount)]
    given = [cell for cell in cells if any(_fits(asked, o, cell.value) for o in asked.amounts if o != amount)]
    doubts = [(cell, doubt(asked, amount, cell, cells, given)) for cell in told]
    trusted = [cell for cell, why in doubts if why is None]
    if trusted:
        cell = max(trusted, key=lambda each: (asked.fit(each), -each.cell.span.start))
        step = f"{capital(described(cell))}, as the claim says."
        surely = sure(AGREES, asked.head_share(cell))
        if unknown := unknown_words(asked, cell):
            surely = round(surely * OF_UNKNOWN, 4)
            step = f"{step[:-1]}; nothing there says “{unknown[0]}”."
        yield CellCheck("for", surely, asked.fit(cell), (cell,), step)
        return
    for cell, why in doubts[:1]:
        instead = why.instead if why is not None else None
        if instead and _counts(asked, amount, instead) and not _fits(asked, amount, instead.value):
            yield replace(_disagreement(asked, amount.text, instead), is_doubt=True)
        elif why is not None:
            yield CellCheck("for", 0.0, asked.fit(cell), (cell,), why.step, is_doubt=True)


OF_UNKNOWN = 0.3
"""What a cell keeps of its weight for a claim with a word that its document lacks: what was done may be wrong."""


def _disagreement(asked: Asked, text: str, cell: Statement) -> CellCheck:
    step = f"{capital(described(cell))}; the claim says {text}."
    return CellCheck("against", sure(DIFFERS, asked.head_share(cell)), asked.fit(cell), (cell,), step)


def _is_given(asked: Asked, amount: Amount, cell: Statement, cells: Sequence[Statement]) -> bool:
    """Whether another amount of the claim is the cell's, and none that it says of other rows or columns."""
    others = (other for other in asked.amounts if other != amount and _fits(asked, other, cell.value))
    return any(cell in bound_to(asked, other, cells) for other in others)


_MONEY = ("count", "money")
_OF_ALL = re.compile(r"\bof\s+(?:the\s+|all\s+)?$", re.IGNORECASE)


def _counts(asked: Asked, amount: Amount, cell: Statement) -> bool:
    """Whether the amount may be a wrong figure for the cell: of the same thing, and of no other order of size."""
    value = abs(float(cell.value))
    if not value or not amount.value or max(value, amount.value) > MOST_APART * min(value, amount.value):
        return False
    if amount.kind == "count" and _OF_ALL.search(asked.text[: amount.start]):
        return False
    if amount.kind != "count" or kind_of(cell) == "money":
        return True
    counted = core(cell.column.head) | row_of(cell) | core(cell.cell.quantity.unit or "" if cell.cell.quantity else "")
    return not amount.unit or any(is_met(word, counted) for word in amount.unit)


def _fits(asked: Asked, amount: Amount, value: Decimal) -> bool:
    """Whether a figure is the amount, to as many places as it is written with; one in words or `about` may be near.

    What the claim gives as a bound is met by what keeps to it, and isn't far from it.
    """
    limit = limit_of(asked.text, amount)
    if limit is not None:
        near = min(amount.least, amount.value / MOST_BEYOND), max(amount.most, amount.value * MOST_BEYOND)
        return limit.holds(float(value)) and near[0] <= float(value) <= near[1]
    figure, written_with = float(value), re.search(r"\d\.(\d+)", amount.text)
    if amount.most - amount.least > WIDE * abs(amount.value) or not any(c.isdigit() for c in amount.text):
        slack = WIDE * abs(amount.value)
        return amount.least - slack <= figure <= amount.most + slack
    if written_with is None:
        return amount.least <= figure <= amount.most
    number = number_in(amount.text) or 1.0
    step = 10.0 ** -len(written_with[1]) * abs(amount.value / number)
    return abs(figure - amount.value) <= 0.501 * step


MOST_BEYOND = 1.6
"""A figure so many times a bound keeps to it, but isn't what was meant by it."""

WIDE = 0.04
"""An amount whose bounds are farther apart than this share of it is meant roughly, as one in words is."""


def _is_telling(amount: Amount) -> bool:
    """Whether a figure has digits enough not to be met by chance."""
    return len(re.sub(r"\D", "", amount.text).strip("0")) >= 2


_CHANGED = re.compile(
    r"\b(?:gap|differ\w*|margin|gain\w*|los[te]\w*|added|rose by|grew by|fell by|increased? by|decreased? by|dropped by"
    r"|more than|fewer than|less than|higher than|lower than|above|below|ahead of|behind)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:together|combined|altogether|in total|in all|between them|sum)\b", re.IGNORECASE)


def _worked_out(asked: Asked, amount: Amount, cells: Sequence[Statement]) -> CellCheck | None:
    """A difference, a multiple or a total that the claim gives, worked out from two cells of one column."""
    for one, two in pairs(asked, cells):
        small, large = sorted((one, two), key=lambda cell: cell.value)
        if amount.kind == "factor" and small.value:
            ratio = large.value / small.value
            return _of_two(asked, amount, ratio, f"{_shown(large)} is {ratio:.3g} times {_shown(small)}", (one, two))
        total, gap = one.value + two.value, large.value - small.value
        if _TOGETHER.search(asked.text):
            words = f"{_shown(one)} + {_shown(two)} = {_as(one, total)}"
            return _of_two(asked, amount, total, words, (one, two))
        if gap and (is_difference(asked, amount) or (_CHANGED.search(asked.text) and _fits(asked, amount, gap))):
            words = f"{_shown(large)} − {_shown(small)} = {_as(one, gap)}"
            return _of_two(asked, amount, gap, words, (one, two))
    return None


def _of_two(
    asked: Asked, amount: Amount, value: Decimal, words: str, cells: tuple[Statement, Statement]
) -> CellCheck | None:
    one, two = cells
    told = f"{words} ({one.record.label}; {two.record.label}: {one.column.head})"
    if _fits(asked, amount, value):
        return CellCheck("for", AGREES, asked.fit(one) + 1, cells, f"{told}, as the claim says.")
    limit = limit_of(asked.text, amount)
    if (limit and limit.holds(float(value))) or any(_fits(asked, amount, cell.value) for cell in cells):
        return None
    if not asked.is_only_about(cells):
        told = f"{told}; the claim may speak of other figures."
        return CellCheck("for", 0.0, asked.fit(one), cells, told, is_doubt=True) if asked.head_share(one) == 1 else None
    if asked.head_share(one) < 1 or any(_fits(asked, other, value) for other in asked.amounts):
        return None
    return CellCheck(
        "against",
        sure(DIFFERS, 0.8),
        asked.fit(one),
        cells,
        f"{told}; the claim says {limit.text if limit else amount.text}.",
    )


def _shown(cell: Statement) -> str:
    return _as(cell, cell.value)


def _as(cell: Statement, value: Decimal) -> str:
    """A figure as the cell gives its own: `14.2 million` rather than 14200000."""
    scale = scale_of(cell.cell.quantity.unit if cell.cell.quantity else None)
    if scale.factor == 1 or not cell.cell.quantity:
        return written(value, cell.cell.text)
    return with_unit(written(value / scale.factor, cell.cell.text), cell.cell.quantity.unit)
