"""Fitting a question to a table: which rows it names, which columns it asks for, and how much of it the table meets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from corpus.bibliography.names import families
from corpus.document import Cell, Document
from indexer.catalogue import Holding
from service.tables.abbreviations import abbreviations
from service.tables.grid import Column, Record, TableGrid
from service.tables.request import CHANGES, Request
from service.tables.scale import MONEY, scale_of
from service.tables.wording import GENERIC, base, is_met, met, stems_of

LEAST_LABEL = 0.5
"""The least share of a row's name that the question holds, where it names the row by one word alone."""

TERMS_A_MISS = 5
"""For so many terms of a question, one may be met nowhere in the table: verbs and words of courtesy."""

_PER_HUNDRED = re.compile(r"\bper (?:100|hundred)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class Source:
    """A table with the document that it stands in; `support` is how well its rows were ranked, 0 to 1."""

    holding: Holding
    document: Document
    grid: TableGrid
    support: float = 0.0


@dataclass(frozen=True)
class Fit:
    """What of a table a question asks for: the `rows` that it names, the `columns` of figures that it wants.

    Either may be empty. `coverage` is the share of the question's terms that the table and its document meet,
    `exactness` the share of the words of the columns' heads that the question holds, and `surety` takes both together
    with how well the table's rows were ranked. `axis` is the key column of what is to be chosen among;
    `is_vague` tells that the words which name a row name others as well.
    `measured` are the words of the question that the heads of the columns hold; `is_change` asks for a change in time.
    `far` are the words of the question that only the document's title or the sections' headings hold.
    """

    source: Source
    rows: tuple[Record, ...]
    columns: tuple[Column, ...]
    coverage: float
    exactness: float = 1.0
    axis: Column | None = None
    is_vague: bool = False
    measured: frozenset[str] = frozenset()
    is_change: bool = False
    far: frozenset[str] = frozenset()

    @property
    def grid(self) -> TableGrid:
        """The table."""
        return self.source.grid

    @property
    def surety(self) -> float:
        """0 to 1."""
        return self.coverage * (0.7 + 0.3 * self.exactness) * (0.75 + 0.25 * self.source.support)


def fit(request: Request, source: Source) -> Fit | None:
    """What of a table the question asks for; None where a name, a number or too many words are met nowhere."""
    grid = source.grid
    request = abbreviated(request, source.document)
    rows = _named_rows(request, grid)
    if _are_torn(request, grid, rows):
        return None
    columns = asked_columns(request, grid)
    context = context_of(source.document, grid.table.span.start)
    said = [*(record.stems.union(*record.details) for record in rows), *(_said_of(grid, column) for column in columns)]
    selected = met(request.terms, _stems(said))
    heads = met(request.terms, grid.caption_stems | _stems(_said_of(grid, c) for c in grid.columns))
    far = met(request.terms, context)
    unmet = set(request.terms) - selected - heads - far
    is_change = request.is_change or (bool(unmet & CHANGES) and len(request.years) > 1)
    if request.operation in {"difference", "ratio"} and is_change:
        unmet -= CHANGES
    if unmet & request.names or not request.required <= selected | heads:
        return None
    if len(unmet) > len(request.terms) // TERMS_A_MISS or not (selected or heads):
        return None
    if not request.years <= _years(grid, rows, columns, context, request.years):
        return None
    worth = len(selected) + FROM_CAPTION * len(heads - selected) + FROM_CONTEXT * len(far - heads - selected)
    axis = _axis(request, grid)
    measured = met((*request.terms, *request.asking), _stems(column.stems for column in columns))
    coverage = worth / len(request.terms) * (OTHER_AXIS if request.over and axis is None else 1.0)
    return Fit(
        source,
        rows,
        columns,
        coverage,
        _exactness(request, rows, columns),
        axis,
        _is_vague(request, rows),
        measured,
        is_change,
        far - heads - selected,
    )


def _axis(request: Request, grid: TableGrid) -> Column | None:
    """The column that names what is to be chosen among or counted: of the row's names, else one of other names."""
    asked = request.over or (request.counted if request.operation in {"count", "difference"} else frozenset())
    naming = [*grid.keys, *(column for column in grid.columns if column.kind == "words" and _names_rows(grid, column))]
    found = [(column, len(met(asked, _said_of(grid, column)))) for column in naming]
    best = max((count for _, count in found), default=0)
    return next((column for column, count in found if count == best), None) if best else None


def _names_rows(grid: TableGrid, column: Column) -> bool:
    """Whether each cell of the column is a name that no other has, and no list."""
    cells = [cell_at(record, column).text.strip() for record in grid.parts]
    return all(cells) and len(set(cells)) == len(cells) and not any(mark in cell for cell in cells for mark in ",;")


def _exactness(request: Request, rows: Sequence[Record], columns: Sequence[Column]) -> float:
    """How much of the names of the rows and of the heads of the columns the question says; half where there is none."""
    said = frozenset(request.terms) | request.asking
    heads = [_share_met(said, column.head, column.stems) for column in columns if column.stems]
    names = [_share_met(said, record.label, record.stems) for record in rows]
    return (_mean(heads, 0.5) + _mean(names, 1.0)) / 2


def _mean(shares: Sequence[float], otherwise: float) -> float:
    return sum(shares) / len(shares) if shares else otherwise


def _share_met(said: frozenset[str], label: str, stems: frozenset[str]) -> float:
    """The share of a label's words, those in brackets aside, that are said."""
    core = stems_of(_IN_BRACKETS.sub(" ", label)) or stems
    core = (core - GENERIC - _OF_A_RATE) or core
    return sum(1 for word in core if is_met(word, said)) / len(core) if core else 0.0


_OF_A_RATE = frozenset((base("rate"),))
"""Who asks for growth means its rate."""

FROM_CAPTION = 0.85
"""What a term counts that only the caption and heads meet, beside one that the chosen rows and columns meet."""

FROM_CONTEXT = 0.6
"""What a term counts that only the title, the authors or a section's heading meet."""

OTHER_AXIS = 0.8
"""What is kept of a table's coverage whose rows are not named as what is to be chosen among."""


def abbreviated(request: Request, document: Document) -> Request:
    """The request with the document's own abbreviations in place of the words that they stand for."""
    said = stems_of(request.text)
    terms = request.terms
    required, pairs = request.required, request.pairs
    for short, meant in abbreviations(document.text):
        if meant <= said and meant & set(terms):
            terms = tuple(dict.fromkeys((*(term for term in terms if term not in meant), short)))
            required = required - meant
            pairs = frozenset((_short(one, meant, short), _short(two, meant, short)) for one, two in pairs)
    return request if terms == request.terms else replace(request, terms=terms, required=required, pairs=pairs)


def _short(word: str, meant: frozenset[str], short: str) -> str:
    return short if word in meant else word


@lru_cache(maxsize=4096)
def _of_unit(unit: str | None) -> frozenset[str]:
    """Words that ask for figures in this unit without naming it."""
    return frozenset(("money", "spend", "euro", "dollar", "cost")) if scale_of(unit).measures in MONEY else frozenset()


def _said_of(grid: TableGrid, column: Column) -> frozenset[str]:
    """What a column's head says, and what its unit and its being a year's column say."""
    found = column.stems
    if column.kind == "figure":
        units = (r.cells[column.index].quantity for r in grid.records)
        unit = next((quantity.unit for quantity in units if quantity), None)
        found = found | (_of_unit(unit) if unit and stems_of(unit) >= column.stems else frozenset())
    return found | {"year"} if column.years else found


def _years(
    grid: TableGrid, rows: Sequence[Record], columns: Sequence[Column], context: frozenset[str], asked: frozenset[str]
) -> frozenset[str]:
    """The years that the selected cells may be of; a caption's range of years is none of the years in it."""
    own = [*(row.years for row in rows), *(column.years for column in columns)]
    told = _stems(own)
    if told or (len(grid.caption_years) == 2 and asked != grid.caption_years):
        return told
    return grid.caption_years or context


def _named_rows(request: Request, grid: TableGrid) -> tuple[Record, ...]:
    subject = frozenset(request.terms)
    terms = subject | request.asking
    found: dict[int, tuple[Record, frozenset[str], float]] = {}
    for record in grid.records:
        if record.is_repeat:
            continue
        told = [met(terms, item) for item in record.details if item and met(item, subject) == item]
        if told:
            found[record.index] = (record, max(told, key=len) | met(terms, record.stems), 0.9)
            continue
        if not met(subject, record.stems):
            continue
        hits = met(terms, record.stems)
        if record.is_total and hits <= request.over | request.counted:
            # Of `which crops`, `all crops` is none.
            continue
        share = max(_share_met(terms, name, record.stems) for name in (record.label, *record.names))
        if share >= LEAST_LABEL or len(hits & subject) > 1:
            found[record.index] = (record, hits, share)
    best = _widest(list(found.values()))
    return tuple(record for record in best if not record.is_blank) or tuple(best)


def _are_torn(request: Request, grid: TableGrid, rows: Sequence[Record]) -> bool:
    """Whether the rows are named by two things, as by a country and by a sector, and no row by both together."""
    terms = frozenset(request.terms)
    keys = [
        frozenset(key.index for key in grid.keys if met(terms, stems_of(record.cells[key.index].text)))
        for record in rows
    ]
    return frozenset[int]().union(*keys) not in (*keys, frozenset())


def _is_vague(request: Request, rows: Sequence[Record]) -> bool:
    """Whether the same words name several rows beside another, or several of which they say no name in full."""
    shown = [record for record in rows if not record.is_blank]
    named = [met(request.terms, record.stems) for record in shown]
    if 1 < len(set(named)) < len(named):
        return True
    said = frozenset(request.terms) | request.asking
    in_full = all(any(_share_met(said, name, r.stems) == 1 for name in (r.label, *r.names)) for r in shown)
    return len(set(named)) < len(named) and not in_full


def asked_columns(request: Request, grid: TableGrid) -> tuple[Column, ...]:
    """The columns of figures whose heads say most of what is asked for."""
    subject = frozenset(request.terms) - GENERIC
    everything = frozenset(request.terms) | request.asking
    found = []
    for column in grid.figures:
        if met(subject, _said_of(grid, column)):
            hits = met(everything, _said_of(grid, column))
            found.append((column, hits, _share_met(everything, column.head, column.stems)))
    wanted = [item for item in found if _suits(request, grid, item[0])]
    if not wanted and _must_be_shares(request):
        suited = [column for column in grid.figures if request.bound and column_is_percent(grid, column)]
        is_told = not found or all(_is_a_share(column) for column in suited)
        return tuple(suited) if len(suited) == 1 and is_told else ()
    if not wanted and not found and len(paid := _of_its_money(request, grid)) == 1:
        return paid
    suited = [column for column in grid.figures if _suits(request, grid, column)]
    if not wanted and len(suited) == 1 < len(grid.figures) and _says_no_more(request, suited[0]):
        return tuple(suited)
    if not found and len(suited) == 1 and _is_the_share(request, grid, suited[0]):
        return tuple(suited)
    return tuple(_no_shares(request, _fullest(wanted or found)))


def _of_its_money(request: Request, grid: TableGrid) -> tuple[Column, ...]:
    """The columns of amounts in the money that a bound is told in: `more than 5 million euros`."""
    money = request.bound.money if request.bound else ""
    return tuple(column for column in grid.figures if money and _measures(grid, column) == money)


def _measures(grid: TableGrid, column: Column) -> str:
    """What the first figure of a column is measured in."""
    cells = (record.cells[column.index] for record in grid.records)
    return next((scale_of(cell.quantity.unit).measures for cell in cells if cell.quantity), "")


def _no_shares(request: Request, columns: Sequence[Column]) -> list[Column]:
    """Without the shares of what other columns give the numbers of, where nobody asks for shares."""
    if request.wants_percent:
        return list(columns)
    numbers = [column for column in columns if not column.stems & _SHARES]
    return numbers or list(columns)


_SHARES = frozenset(map(base, ("share", "percentage", "percent", "proportion")))


def _fullest(found: Sequence[tuple[Column, frozenset[str], float]]) -> list[Column]:
    """The widest; where the question says all of some heads, of these the ones of which it says most."""
    widest = _widest(found)
    whole = {column: len(hits) for column, hits, share in found if share == 1 and column in widest}
    return [column for column in widest if whole.get(column) == max(whole.values())] if whole else widest


def _says_no_more(request: Request, column: Column) -> bool:
    """Whether the head says no more than that its figures are the shares that are asked for."""
    core = stems_of(_IN_BRACKETS.sub(" ", column.head))
    return request.wants_percent and core <= request.asking | _SHARES


def _is_the_share(request: Request, grid: TableGrid, column: Column) -> bool:
    """Whether who asks for no more than the largest share can only mean this column: `which stage has the largest`."""
    asks_no_more = request.operation in {"maximum", "minimum", "rank"} and frozenset(request.terms) <= request.over
    is_only = grid.figures == (column,) and column_is_percent(grid, column)
    return asks_no_more and is_only and bool(column.stems & _SHARES & request.asking)


def _is_a_share(column: Column) -> bool:
    """Whether the head only says what kind of figures stand under it, as `Share (%)` does."""
    return stems_of(_IN_BRACKETS.sub(" ", column.head)) <= _SHARES


def _must_be_shares(request: Request) -> bool:
    """Whether figures that are no shares can't answer: they would be compared, and not shown."""
    if request.bound is not None:
        return request.bound.is_percent
    compared = request.operation in {"maximum", "minimum", "rank", "difference", "ratio", "average"}
    asked = _SHARES_OF if request.relative else _OF_SHARES
    return compared and asked.search(request.text) is not None


_OF_SHARES = re.compile(r"\b(?:share|percentage|proportion)s? of\b|\bpercentage points\b", re.IGNORECASE)
_SHARES_OF = re.compile(r"(?<!what )\b(?:share|proportion)s? of\b", re.IGNORECASE)


def _suits(request: Request, grid: TableGrid, column: Column) -> bool:
    """Whether the column holds what was asked for: shares, or numbers of something."""
    if request.bound is not None or _must_be_shares(request):
        return column_is_percent(grid, column) or not _must_be_shares(request)
    if request.wants_percent and request.operation in {None, "share"}:
        return column_is_percent(grid, column)
    return not (request.wants_count and column_is_percent(grid, column) and not _PER_HUNDRED.search(column.head))


def column_is_percent(grid: TableGrid, column: Column) -> bool:
    """Whether the first figure of the column is a percentage."""
    if _PER_HUNDRED.search(column.head):
        return True
    cells = (record.cells[column.index] for record in grid.records)
    return next((scale_of(cell.quantity.unit).is_percent for cell in cells if cell.quantity), False)


Part = TypeVar("Part", Record, Column)


def _widest(found: Sequence[tuple[Part, frozenset[str], float]]) -> list[Part]:
    """Those that no other one outdoes in the terms that it meets; of those that meet the same, the most fully met."""
    kept = []
    for part, hits, share in found:
        if any(hits < other for _, other, _ in found):
            continue
        if all(share >= rival - 1e-9 for _, other, rival in found if other == hits):
            kept.append(part)
    return kept


def _stems(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def context_of(document: Document, offset: int) -> frozenset[str]:
    """What the document and the sections around a table are about, and who wrote it."""
    path = document.section_path(offset)[-2:]
    title = document.record.text("title") or ""
    return stems_of(" ".join((title, *families(document.record.get("author")), *(section.title for section in path))))


def cell_at(record: Record, column: Column) -> Cell:
    """The cell of a row under a column."""
    return record.cells[column.index]
