"""Which cell a figure of a sentence is of: the row and the column that the words around it name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import takewhile

from service.checks.tables.board import is_sum
from service.checks.tables.relations import CHANGE_WORDS
from service.checks.tables.told_figures import Told
from service.tables.fitting import Source
from service.tables.scale import MONEY, scale_of
from service.tables.statements import Statement, core, every_statement
from service.tables.wording import base, is_met, met, stems_of, years_in
from service.words.content import FUNCTION_WORDS
from service.words.looking_back import part_around, right_before

_CUT = re.compile(r"[,;:()](?!\d)|\s[–—]\s|\b(?:while|whereas|but)\b")
_FINE_CUT = re.compile(r"[,;:()](?!\d)|\s[–—]\s|\b(?:while|whereas|but|and|against|versus|compared (?:with|to)|than)\b")
_YEAR_BEHIND = re.compile(r"[^\d,;:()]{0,40}?\b(?:in|by|for|of)\s+((?:1[5-9]|20)\d\d)\b|\s*\(((?:1[5-9]|20)\d\d)\)")
_YEAR_BEFORE = re.compile(r"\b(?:in|by|for|of|during)\s+((?:1[5-9]|20)\d\d)\b,?[^\d;:()]*$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grown|grows?|growth|fell|fallen|falls?|falling|increas\w+|decreas\w+|declin\w+"
    r"|dropp\w+|drops?|gain(?:s|ed)?|lost|loses?|shrank|expand\w+|climb\w+|chang\w+)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:from|to|at|reach(?:es|ed)|stood at|was|were|is|are)\s+(?:only|just|about|some|as many as|\s)*$", re.I
)
_WORDS_BEHIND = re.compile(r"(?:\s+[^\W\d_][\w-]*){0,4}")
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w'’-]*\s+){0,4}$")
_DEGREES = re.compile(r"(?:°|degrees?\b)\s?([cf](?=\b|elsius|entigrade|ahrenheit))?")
_IN_WORDS = {
    "min": r"min(?:utes?)?", "h": r"h(?:ours?)?", "hr": r"h(?:ou)?rs?", "s": r"s(?:econds?)?",
    "kg": r"kg|kilo(?:gram)?s?", "g": r"g(?:ram(?:me)?s?)?", "km": r"km|kilomet(?:re|er)s?",
    "m": r"m(?:et(?:re|er)s?)?", "cm": r"cm|centimet(?:re|er)s?", "mm": r"mm|millimet(?:re|er)s?",
    "ha": r"ha|hectares?", "t": r"t|tonnes?",
}  # fmt: skip
_LONGEST_UNIT = 30
_REACH = 200
"""Characters before a figure in which what is said of it stands."""

_BY = re.compile(r"\b(?:by|of)\s+(?:only|just|about|some|around|nearly|\s)*$", re.IGNORECASE)

_OF_ALL = re.compile(
    r"\b(?:in total|in all|altogether|overall|together|combined|both|all|the (?:two|three|four|five)|total)\b",
    re.IGNORECASE,
)
_WEAK = frozenset(map(base, ("rate", "level", "value", "degree", "figure", "mean", "average")))


@dataclass(frozen=True)
class Context:
    """A sentence's words around one figure, the narrowest first: its part of the clause, its clause and so on."""

    text: str
    figure: Told

    @cached_property
    def scopes(self) -> tuple[frozenset[str], ...]:
        """The stems of each; before the whole sentence comes what stands before the figure."""
        narrow, clause, whole = (stems_of(part) for part in (self._part(_FINE_CUT), self.clause, self.text))
        return narrow, clause, stems_of(self.text[: self.figure.end]), whole

    @cached_property
    def clause(self) -> str:
        """The words between commas, colons or brackets."""
        return self._part(_CUT)

    @cached_property
    def after(self) -> tuple[str, ...]:
        """The stems of the words right after it, up to one that only builds the sentence."""
        words = _WORDS_BEHIND.match(self.text, self.figure.end)
        found = words[0].split() if words else []
        return tuple(base(word) for word in takewhile(lambda word: word.lower() not in FUNCTION_WORDS, found))

    @cached_property
    def beside(self) -> frozenset[str]:
        """The stems of a few words before it and behind."""
        before = right_before(_WORDS_BEFORE, self.text, self.figure.start, _REACH)
        return stems_of(before[0] if before else "") | frozenset(self.after[:3])

    @cached_property
    def year(self) -> str | None:
        """The year that it holds for, where the words right beside it say one."""
        behind = _YEAR_BEHIND.match(self.text, self.figure.end)
        if behind:
            return behind[1] or behind[2]
        before = right_before(_YEAR_BEFORE, self.text, self.figure.start, _REACH)
        return before[1] if before else None

    @cached_property
    def is_change(self) -> bool:
        """Whether it says by how much something changed, and not how much there is."""
        text, start = self.text, self.figure.start
        if right_before(_LEVEL, text, start):
            return False
        return bool(_MOVED.search(self.clause)) and (self.figure.is_percent or bool(right_before(_BY, text, start)))

    def _part(self, cut: re.Pattern[str]) -> str:
        return part_around(self.text, self.figure.start, self.figure.end, cut)


@dataclass(frozen=True)
class Bound:
    """A figure's cell; `is_explicit` where both its row and its column, or its year, are named for it.

    `is_counted` where it counts or measures something that the table speaks of, `is_headed` where that is the head.
    """

    cell: Statement
    is_explicit: bool
    is_counted: bool
    is_headed: bool


def bound(context: Context, source: Source, last: Statement | None) -> Bound | None:
    """The cell of the table that the figure is of; `last` is that of the figure before, which it may lean on."""
    years = years_in(context.text)
    cells = [c for c in every_statement(source) if _may_measure(c, context) and _holds_for(c, context, years)]
    cells = [cell for cell in cells if _is_in_unit(cell, context)] or cells
    cells = [cell for cell in cells if cell.measures and context.after[:1] == (base(cell.measures),)] or cells
    if not cells:
        return None
    rows = _pick(cells, context.scopes, lambda cell: core(cell.record.label), _row_of)
    if rows is None:
        return None
    if not rows:
        told = context.year or (next(iter(years)) if len(years) == 1 else None)
        rows = [cell for cell in cells if told is not None and cell.record.label.strip() == told]
    if not rows and _OF_ALL.search(context.text) and not core_of_rows(cells) & context.scopes[-1]:
        rows = [cell for cell in cells if cell.record.is_total]
    is_row_named = bool(rows)
    if not rows and last is not None and last.source is source:
        rows = [cell for cell in cells if cell.record.index == last.record.index]
    if not rows:
        return None
    return _in_rows(rows, context, last, is_row_named)


def core_of_rows(cells: Iterable[Statement]) -> frozenset[str]:
    """The words that name rows which are no totals."""
    return frozenset[str]().union(*(core(cell.record.label) for cell in cells if not cell.record.is_total))


def _in_rows(rows: Sequence[Statement], context: Context, last: Statement | None, is_row_named: bool) -> Bound | None:
    """The column among those of one row."""
    counted = [cell for cell in rows if _is_counted(cell, context)]
    exactly = [
        cell for cell in counted if met(core(cell.column.head), frozenset(context.after)) == core(cell.column.head)
    ]
    narrower = _narrowed_to(context, [cell for cell in rows if cell not in exactly]) if exactly else []
    heads: list[Statement] | None = narrower or exactly
    for scopes in (context.scopes[:-1], () if _sums(rows) else context.scopes[-1:]):
        heads = _pick(rows, scopes, lambda cell: core(cell.column.head), _column_of) if heads == [] else heads
    if heads is None:
        heads = counted or [cell for cell in rows if met(core(cell.column.head), context.beside)]
    chosen = heads or counted
    if not chosen and last is not None and not context.after:
        chosen = [cell for cell in rows if cell.column.index == last.column.index]
    if not chosen and len({cell.column.index for cell in rows}) == 1:
        chosen = list(rows)
    chosen = chosen or _sums(rows)
    if len({cell.cell.span for cell in chosen}) != 1:
        return None
    cell = chosen[0]
    is_year_told = context.year is not None and context.year in cell.column.years
    about = core(cell.source.grid.table.caption or "") & context.scopes[-1]
    explicit = is_row_named and (bool(heads) or (is_year_told and bool(about)))
    is_headed = _is_counted(cell, context)
    is_of_all = is_sum(cell.column.head) and is_row_named
    return Bound(
        cell, explicit, bool(cell.measures) or is_headed or is_of_all or _is_measured(cell, context), is_headed
    )


_COMPLEMENT = re.compile(r"\s+(?:[^\W\d_][\w-]*\s+){1,2}?(?:on|of|about|for|with|from)\s+(?:the\s+)?([^\W\d_][\w-]*)")


def _narrowed_to(context: Context, cells: Sequence[Statement]) -> list[Statement]:
    """The cells under a head that what is counted is narrowed to: `16 statements on exports` under `On exports`."""
    behind = _COMPLEMENT.match(context.text, context.figure.end)
    named = stems_of(behind[1]) if behind else frozenset[str]()
    return [cell for cell in cells if (head := core(cell.column.head)) and met(head, named) == head]


def _is_measured(cell: Statement, context: Context) -> bool:
    """Whether the words beside the figure are those of the table: `14 industries`, `a crew of 455`."""
    grid = cell.source.grid
    known = cell.record.stems | core(cell.column.head) | grid.caption_stems
    known = known.union(*(column.stems for column in grid.keys))
    measured = core(cell.record.label) if grid.layout == "indicators" else core(cell.column.head)
    return any(is_met(word, known) for word in context.after[:2]) or bool(met(measured, context.beside))


def _sums(cells: Iterable[Statement]) -> list[Statement]:
    return [cell for cell in cells if is_sum(cell.column.head)]


def _column_of(cell: Statement) -> int:
    return cell.column.index


def _row_of(cell: Statement) -> int:
    return cell.record.index


def _may_measure(cell: Statement, context: Context) -> bool:
    return _is_alike(cell, context) or _is_in_unit(cell, context)


def _is_in_unit(cell: Statement, context: Context) -> bool:
    """Whether the unit of measure right behind the figure is the cell's: `2.7 degrees` under `Cooling (°C)`."""
    unit = cell.measures
    if not unit or context.figure.unit or unit in MONEY or unit.startswith("%"):
        return False
    behind = context.text[context.figure.end : context.figure.end + _LONGEST_UNIT].casefold().lstrip()
    if unit.startswith("°"):
        found = _DEGREES.match(behind)
        return found is not None and (found[1] or unit[1:2]) == unit[1:2] and not context.is_change
    written = re.match(_IN_WORDS.get(unit, re.escape(unit)), behind)
    return written is not None and not behind[written.end() : written.end() + 1].isalnum() and not context.is_change


def _is_alike(cell: Statement, context: Context) -> bool:
    """Whether the figure is measured in what the cell is, and is a change where the cell is one."""
    told, measures = context.figure, measured_in(context.figure)
    if told.is_points or told.is_year or told.value <= 0:
        return False
    loose = told.is_scaled and not measures and cell.measures in MONEY
    loose = loose or (not measures and bool(cell.measures) and context.after[:1] == (base(cell.measures),))
    is_alike = cell.measures == measures or loose or (cell.measures.startswith("%") and measures == "%")
    return is_alike and _tells_change(f"{cell.column.head} {cell.record.label}") == context.is_change


@lru_cache(maxsize=4096)
def _tells_change(names: str) -> bool:
    return CHANGE_WORDS.search(names) is not None


def measured_in(told: Told) -> str:
    """What a figure of a sentence is measured in: `%`, a money, or nothing that it says."""
    return "%" if told.is_percent else scale_of(told.unit).measures


def _holds_for(cell: Statement, context: Context, years: frozenset[str]) -> bool:
    """Whether the cell is of the year that the words beside the figure say, or may be."""
    named = frozenset([context.year]) if context.year else years
    if not named or not cell.years:
        return True
    return bool(named & (cell.record.years | cell.column.years or cell.years)) or _within(named, cell.years)


def _within(named: frozenset[str], span: frozenset[str]) -> bool:
    """Whether the years lie in a span of years that a caption gives."""
    return len(span) == 2 and all(min(span) <= year <= max(span) for year in named)


def _is_counted(cell: Statement, context: Context) -> bool:
    """Whether the words after the figure are what the column counts: `14 firms` under `Firms`."""
    head = core(cell.column.head)
    return bool(head) and any(is_met(word, head) for word in context.after[:2])


def _pick(
    cells: Iterable[Statement],
    scopes: Iterable[frozenset[str]],
    name: Callable[[Statement], frozenset[str]],
    key: Callable[[Statement], int],
) -> list[Statement] | None:
    """The cells whose row (or column) the narrowest scope names, the fullest name first; None where that is several."""
    every = [cell for cell in cells if name(cell)]
    for scope in scopes:
        named = [cell for cell in every if _is_named(name(cell), scope)]
        names = {name(cell) for cell in named}
        full = {one for one in names if not any(one < other for other in names)}
        widest = [cell for cell in named if name(cell) in full]
        if widest:
            return widest if len({key(cell) for cell in widest}) == 1 else None
    return []


def _is_named(name: frozenset[str], scope: frozenset[str]) -> bool:
    """Whether the scope has all words of a name, but for those that add nothing to the others."""
    needed = name - _WEAK or name
    return met(needed, scope) == needed


def equal(told: Told, value: Decimal, step: Decimal) -> bool:
    """Whether a figure of a sentence is this value, as finely as either is told."""
    width = max(told.step, step) * Decimal("0.5")
    if told.is_about:
        width = max(width, abs(value) * Decimal("0.06"))
    return abs(told.value - value) <= width
