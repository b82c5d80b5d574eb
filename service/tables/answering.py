"""Answering from tables: the rows to quote, and what is worked out from their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Span
from indexer.catalogue import Holding
from indexer.retrieval import Hit
from service.quotes.notice import Notice
from service.tables.arithmetic import work_out
from service.tables.bounds import is_denied
from service.tables.computation import CellRef, Computation
from service.tables.fitting import Fit, Source, cell_at, column_is_percent, context_of, fit
from service.tables.grid import Record, is_placeholder
from service.tables.lines import Figure, lines
from service.tables.premises import Contrary, contrary_to, takes_for_granted, the_other_way_round
from service.tables.request import Request, request_of
from service.tables.selections import of_the_whole
from service.tables.sources import Read, is_named, sources
from service.tables.surest import NOT_FAR, stands_beside, surest
from service.tables.wording import met
from service.tables.worked import MOST_SUMMED, Worked, reference

MOST_ROWS = 4
"""Rows that are quoted of one table."""

MOST_TABLES = 3
"""Tables that are shown beside one another."""

MOST_COLUMNS = 5
"""Columns of a whole table, and of a selection of its rows, that are shown beside one another."""

LEAST_SURETY = 0.6
"""Below this a row is no surer an answer than any other passage."""


@dataclass(frozen=True)
class QuotedRow:
    """A row to be quoted, with those of its cells that answer."""

    holding: Holding
    span: Span
    table: str | None
    cells: tuple[CellRef, ...] = ()


@dataclass(frozen=True)
class WholeTable:
    """A table to be shown as a whole: `span` takes in its caption and its note where they stand beside it."""

    holding: Holding
    span: Span
    number: str | None
    caption: str | None
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class TableAnswer:
    """What tables answer: the `rows` to quote in order, or whole `tables`, and what was worked out from the rows.

    `sure` is 0 to 1: how much of the question the tables meet, and how well their rows were ranked. `untrue` says that
    the rows tell the reverse of what the question takes for granted, and how; else it is empty.
    """

    rows: tuple[QuotedRow, ...]
    computations: tuple[Computation, ...]
    notices: tuple[Notice, ...]
    sure: float
    tables: tuple[WholeTable, ...] = ()
    untrue: str = ""


def table_answer(
    question_text: str,
    words: Sequence[str],
    operation: str | None,
    table_number: str | None,
    named: Sequence[str],
    hits: Sequence[Hit],
    read: Read,
) -> TableAnswer | None:
    """What the tables of the documents found say to the question; None where it can't be told surely.

    `words` are the question's content words where it leans on an earlier one, so that its text lacks some of them;
    `named` are the digests of the documents that it names.
    """
    request = _request(question_text, words, operation, table_number)
    if takes_for_granted(question_text):
        meant = sources(hits, read, named)
        contrary = contrary_to(question_text, _named_tables(request, meant) if request.tables else meant)
        if contrary:
            return _contradicted(contrary)
    if not _asks_a_table(request):
        return None
    found = sources(hits, read, named)
    if request.tables:
        found = _named_tables(request, found)
        if not request.terms:
            return _whole(found)
    fits = surest(fit(request, source) for source in found)
    if request.is_denied:
        fits = tuple(one for one in fits if _denies_too(one))
    return _worked_answer(request, fits) or _looked_up(request, fits) or _whole_if_named(request, found)


def _contradicted(contrary: Sequence[Contrary]) -> TableAnswer:
    """The rows that say the reverse of what is taken for granted, and how they do."""
    rows = _distinct(row for one in contrary for row in _rows(one.fit, one.figures))
    told = "; ".join(one.told for one in contrary)
    return TableAnswer(rows, (), (), round(contrary[0].fit.surety, 4), untrue=told)


def _denies_too(found: Fit) -> bool:
    """Whether what was chosen of the table denies something itself, as the head `firms without debt` does."""
    heads = [column.head for column in found.columns]
    return any(is_denied(label) for label in (*heads, *(record.label for record in found.rows)))


def _request(text: str, words: Sequence[str], operation: str | None, table: str | None) -> Request:
    """The question, with the words that an earlier one lends it where it says little itself."""
    alone = request_of(text, operation, table)
    if len(alone.terms) > 1 or not words or alone.tables:
        return alone
    return request_of(f"{text} {' '.join(words)}", operation, table)


def _asks_a_table(request: Request) -> bool:
    return bool(request.tables) or (bool(request.terms) and (request.operation is not None or request.wants_figure))


def _named_tables(request: Request, found: Sequence[Source]) -> tuple[Source, ...]:
    counts: dict[str, int] = {}
    for source in found:
        counts[source.holding.digest] = max(counts.get(source.holding.digest, 0), source.grid.position)
    named = [source for source in found if is_named(request, source, counts[source.holding.digest])]
    about = [_about(request, source) for source in named]
    return tuple(source for source, terms in zip(named, about, strict=True) if terms == max(about))


def _about(request: Request, source: Source) -> int:
    """How many terms of the question a table and its document meet."""
    return len(met(request.terms, source.grid.stems | context_of(source.document, source.grid.table.span.start)))


def _worked_answer(request: Request, fits: Sequence[Fit]) -> TableAnswer | None:
    """What is worked out from the surest table that allows it, and from others that are about as sure."""
    if fits and _is_stated(request, fits[0]):
        return None
    done = [(found, worked) for found in fits if (worked := work_out(request, found))]
    whole = of_the_whole(request, fits) if fits else ()
    if not done and whole:
        done = [whole[0]]
    if not done or done[0][0].surety < NOT_FAR * fits[0].surety or _is_of_few(request, fits, done[0]):
        return None
    beside = [pair for pair in done if stands_beside(pair[0], done[0][0])]
    selected = [pair for pair in done if pair[0] is fits[0]]
    near = [*whole, *selected][:MOST_COLUMNS] if whole else _unrepeated(beside)[:MOST_TABLES]
    rows = _distinct(
        row for found, worked in near for row in _rows(found, worked.figures, _names_rows(request, worked))
    )
    shown = tuple(_whole_table(found.source) for found, worked in near if _is_long(request, worked))
    notices = [notice for found, worked in near for notice in _left_out(found, worked)]
    notices += [Notice("premise", f"It is the other way round: {told}.") for told in _reversed(request, near)]
    results = list(dict.fromkeys(worked.computation for _, worked in near))
    if len({_values(worked) for _, worked in near}) > 1 and len({found.source.grid.table for found, _ in near}) > 1:
        notices.append(_several([found for found, _ in near]))
    return TableAnswer(rows, tuple(results), tuple(notices), round(done[0][0].surety, 4), shown)


def _is_of_few(request: Request, fits: Sequence[Fit], done: tuple[Fit, Worked]) -> bool:
    """Whether it sums up all rows of a table where one that is about as sure has more: nothing tells which are all."""
    found, worked = done
    if request.operation not in {"sum", "average"} or found.rows or request.tables:
        return False
    others = [line for one in fits if one.surety >= NOT_FAR * found.surety and not one.rows for line in lines(one)]
    return any(len(line.figures) > len(worked.figures) for line in others)


def _reversed(request: Request, near: Sequence[tuple[Fit, Worked]]) -> list[str]:
    """What says that differences are the other way round than the question takes them to be."""
    return [told for found, _ in near if (told := the_other_way_round(request, found))]


def _values(worked: Worked) -> tuple[Decimal, ...]:
    """The values that it was worked out from: two tables may give the same ones under other names."""
    return tuple(figure.value for figure in worked.figures if figure.cell.quantity is not None)


def _is_stated(request: Request, found: Fit) -> bool:
    """Whether the table gives the sum or the mean itself, in a column or a row of its own."""
    if request.operation not in {"sum", "average"}:
        return False
    return bool(found.measured & _STATED) or any(record.is_total for record in found.rows)


_STATED = frozenset(("averag", "mean", "total", "sum", "combin"))


def _unrepeated(done: Sequence[tuple[Fit, Worked]]) -> list[tuple[Fit, Worked]]:
    """Each way of working it out once, those that compare more figures first among the equally sure."""
    ordered = sorted(done, key=lambda pair: (-round(pair[0].surety, 1), -pair[1].compared))
    return list(
        {
            (worked.computation.expression, found.source.holding.digest): (found, worked)
            for found, worked in ordered[::-1]
        }.values()
    )[::-1]


def _is_long(request: Request, worked: Worked) -> bool:
    """Whether it rests on more rows than are quoted one by one."""
    return not _names_rows(request, worked) and len({figure.record.index for figure in worked.figures}) > MOST_SUMMED


def _names_rows(request: Request, worked: Worked) -> bool:
    """Whether rows that keep to something are what is asked for, so that each of them is quoted."""
    return worked.computation.operation == "count" and (request.bound is not None or request.operation != "count")


def _rows(found: Fit, figures: Sequence[Figure], every: bool = False) -> list[QuotedRow]:
    """The rows of the figures, in their order, each once with its cells; with `every`, however many there are."""
    rows: dict[int, list[Figure]] = {}
    for figure in figures:
        rows.setdefault(figure.record.index, []).append(figure)
    chosen = list(rows.values())[: len(rows) if every or len(rows) <= MOST_SUMMED else MOST_ROWS]
    return [_quoted(found, mine[0].record, [reference(found, figure) for figure in mine]) for mine in chosen]


def _quoted(found: Fit, record: Record, cells: Sequence[CellRef]) -> QuotedRow:
    return QuotedRow(found.source.holding, record.span, found.grid.table.number, tuple(cells))


def _looked_up(request: Request, fits: Sequence[Fit]) -> TableAnswer | None:
    """The row or the few rows that the question names, with the cells under the column that it asks for."""
    if request.operation in {"difference", "ratio", "maximum", "minimum", "rank"} or not fits:
        return None
    near = [found for found in fits if stands_beside(found, fits[0]) and _names_cells(request, found)]
    told: dict[tuple[str, ...], Fit] = {}
    for found in near:
        told.setdefault(tuple(cell.text for row in _asked_rows(found) for cell in row.cells), found)
    near = list(told.values())[:MOST_TABLES]
    rows = _distinct(row for found in near for row in _asked_rows(found))
    if not rows or near[0].surety < LEAST_SURETY:
        return None
    notices = [notice for found in near for notice in _without_value(found)]
    if len(near) > 1:
        notices.append(_several(near))
    return TableAnswer(rows, (), tuple(notices), round(near[0].surety, 4))


def _names_cells(request: Request, found: Fit) -> bool:
    """Whether the fit comes down to few rows, and to a column unless these are all there is to say."""
    if not 1 <= len(found.rows) <= MOST_ROWS:
        return False
    if request.operation == "share" or (request.wants_percent and found.columns):
        return any(column_is_percent(found.grid, column) or found.grid.layout != "measures" for column in found.columns)
    return bool(found.columns) or bool(request.tables) or found.grid.layout != "measures" or len(found.grid.figures) < 2


def _asked_rows(found: Fit) -> list[QuotedRow]:
    rows = []
    for record in found.rows:
        figures = [Figure(record, column, cell_at(record, column)) for column in found.columns or found.grid.figures]
        rows.append(_quoted(found, record, [reference(found, figure) for figure in figures]))
    return rows


def _distinct(rows: Iterable[QuotedRow]) -> tuple[QuotedRow, ...]:
    return tuple({(row.holding.digest, row.span): row for row in rows}.values())


def _whole_if_named(request: Request, found: Sequence[Source]) -> TableAnswer | None:
    return _whole(found) if request.tables else None


def _whole(found: Sequence[Source]) -> TableAnswer | None:
    """The tables as they are, where the question names them."""
    shown = found[:MOST_TABLES]
    if not shown:
        return None
    documents = {source.holding.digest for source in shown}
    notices = [] if len(documents) == 1 else [_several_named(shown)]
    tables = tuple(_whole_table(source) for source in shown)
    return TableAnswer((), (), tuple(notices), 1.0 if len(documents) == 1 else 0.7, tables)


def _whole_table(source: Source) -> WholeTable:
    table = source.grid.table
    rows = tuple(tuple(cell.text for cell in row) for row in table.rows)
    heads = tuple(cell.text for cell in table.header)
    return WholeTable(source.holding, table.span, table.number, table.caption, heads, rows)


def _left_out(found: Fit, worked: Worked) -> list[Notice]:
    if not worked.blanks:
        return []
    first = worked.blanks[0].cell.text
    names = ", ".join(dict.fromkeys(figure.record.label for figure in worked.blanks))
    is_one = len(worked.blanks) == 1
    many, counts = ("A cell reads", "counts") if is_one else (f"{len(worked.blanks)} cells read", "count")
    text = f"{many} “{first}” in {_table(found)} and {counts} for nothing here: {names}."
    return [Notice("placeholder", text)]


def _without_value(found: Fit) -> list[Notice]:
    """That cells which were asked for hold a placeholder."""
    notices = []
    for record in found.rows:
        cells = [cell_at(record, column) for column in found.columns or found.grid.figures]
        blank = next((cell for cell in cells if is_placeholder(cell)), None)
        if blank is not None:
            notices.append(_placeholder(found, record, blank.text))
    return notices


def _placeholder(found: Fit, record: Record, text: str) -> Notice:
    return Notice("placeholder", f"{_table(found)} gives no value there: the cell of “{record.label}” reads “{text}”.")


def _several(found: Sequence[Fit]) -> Notice:
    documents = dict.fromkeys(one.source.holding.name for one in found)
    told = [
        f"{_joined([_table(one) for one in found if one.source.holding.name == name])} of {name}" for name in documents
    ]
    return Notice("several_tables", f"{_joined(told)} give different figures here: see which one is meant.")


def _joined(names: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(names))
    return distinct[0] if len(distinct) == 1 else f"{', '.join(distinct[:-1])} and {distinct[-1]}"


def _several_named(found: Sequence[Source]) -> Notice:
    names = ", ".join(source.holding.name for source in found)
    return Notice("several_tables", f"More than one document has such a table: {names}.")


def _table(found: Fit) -> str:
    number = found.grid.table.number
    return f"Table {number}" if number else "the table"
