"""Shares of a whole, which should add up to 100 within rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.document import Document, Span
from service.checks.places import place_in
from service.checks.tables.board import LEAST_PARTS, Board, Figure, Series, boards
from service.checks.tables.bounds import Bounds, exactly
from service.checks.tables.languages import SHARES
from service.checks.tables.naming import number, quoted, table_name
from service.checks.tables.relations import CHANGE_WORDS, Relation, relations
from service.checks.tables.several import allows_several
from service.findings.finding import Finding, FindingVerdict
from service.phrasing import capital
from service.tables.fitting import Source
from service.tables.scale import to_step
from service.tables.sources import own_sources

NEAR = Decimal(8)
"""A sum that is farther from 100 than this may be of shares of several wholes: a person should look."""

FARTHEST = Decimal(12)
"""A sum that is still farther is no whole, unless a total says so."""

_WHOLE = re.compile(
    r"\b(?:shares?|percent(?:age)?s? of|per cent of|% of|proportions? of|distribution|composition|structure|breakdown"
    rf"|split|make-?up|allocation|frequency|weights?|{SHARES})\b",
    re.IGNORECASE,
)
_NO_WHOLE = re.compile(
    r"\b(?:rates?|cumulative|cum|margin|yield|score|accuracy|precision|recall|coverage|error|return|index|index(?:ed)?"
    r"|probability|confidence|ci|odds|who|that|which|with|having|using|reporting|compared|versus|vs"
    r"|relative|to gdp|of gdp)\b|=\s?100",
    re.IGNORECASE,
)
_ONE_EACH = re.compile(
    r"\b(?:exactly one|only one|one (?:answer|source|reason)|a single|each\b[^.]{0,60}\bone)\b", re.I
)


def check_shares(document: Document) -> Iterator[Finding]:
    """Each column or row of the document's tables that gives shares of one whole."""
    for source in own_sources(document):
        several = allows_several(document, source.grid.table)
        taken: set[Span] = set()
        for board in boards(source.grid):
            for series in board.series:
                if series.is_percent:
                    yield from _of_series(source, board, series, several, taken)


def _of_series(source: Source, board: Board, series: Series, several: bool, taken: set[Span]) -> Iterator[Finding]:
    for parts in _wholes(board, series):
        figures = [figure for i in parts if (figure := series.figures[i])]
        least = 2 if _has_total(board, series) else LEAST_PARTS
        if len(figures) < least or any(figure.value < 0 for figure in figures) or _is_cumulative(series):
            continue
        finding = _of_parts(source, board, series, parts, figures, several, taken)
        if finding:
            taken.add(finding.span)
            yield finding


def _wholes(board: Board, series: Series) -> tuple[tuple[int, ...], ...]:
    """The entries that may make up wholes: those of each part of the table, or all of them."""
    own = [i for i, e in enumerate(board.entries) if e.is_part and not e.is_detail]
    by_part: dict[int, list[int]] = {}
    for i in own:
        by_part.setdefault(board.entries[i].part, []).append(i)
    return tuple(tuple(part) for part in by_part.values())


def _is_cumulative(series: Series) -> bool:
    values = [figure.value for figure in series.figures if figure]
    return values == sorted(values) and abs(values[-1] - 100) <= 1 and len(values) > 1 and values[0] < values[-1] / 2


def _of_parts(
    source: Source,
    board: Board,
    series: Series,
    parts: tuple[int, ...],
    figures: list[Figure],
    several: bool,
    taken: set[Span],
) -> Finding | None:
    added = exactly(Decimal(0))
    for figure in figures:
        added = added + figure.bounds
    value = sum((figure.value for figure in figures), Decimal(0))
    is_complete = len(figures) == len(parts)
    if added.meets(Bounds(Decimal(100), Decimal(100))):
        if not (_is_whole(source, board, series) or _has_total(board, series) or _others_are_whole(board, series)):
            return None
        return _finding(source, board, series, figures, value, "ok", taken)
    if several or not is_complete:
        return None
    repeated = [f for e, f in zip(board.entries, series.figures, strict=True) if e.is_repeat and f]
    if repeated and value + sum((figure.value for figure in repeated), Decimal(0)) == 100:
        return None
    off = abs(value - 100)
    if _has_total(board, series) or _others_are_whole(board, series):
        sure = True
    elif board.is_across or not _is_whole(source, board, series) or off > FARTHEST:
        return None
    else:
        sure = off <= NEAR or bool(_ONE_EACH.search(source.grid.table.note or ""))
    rounding = sum((figure.step for figure in figures), Decimal(0)) / 2
    sure = sure and off > rounding
    ways = relations(board, series)
    if ways and not _is_partition(board, ways[0]):
        return None
    return _finding(source, board, series, figures, value, "doubt" if ways or not sure else "problem", taken)


def _is_whole(source: Source, board: Board, series: Series) -> bool:
    """Whether the head, or the caption over a bare `%`, says that these are shares of one whole."""
    caption = source.grid.table.caption or ""
    if CHANGE_WORDS.search(series.head) or _NO_WHOLE.search(series.head):
        return False
    bare = rf"%|\b(?:per ?cent|percent(?:age)?|share|{SHARES})\b|\W"
    is_bare = not re.sub(bare, "", series.head, flags=re.IGNORECASE)
    return (
        bool(_WHOLE.search(series.head))
        or (is_bare and not CHANGE_WORDS.search(caption))
        or (bool(_WHOLE.search(caption)) and not _NO_WHOLE.search(caption) and not CHANGE_WORDS.search(caption))
    )


def _has_total(board: Board, series: Series) -> bool:
    """Whether a total gives the whole as 100."""
    return any((figure := series.figures[i]) is not None and figure.value == 100 for i in board.totals)


def _others_are_whole(board: Board, series: Series) -> bool:
    """Whether most of the other series of percentages, and two at least, add up to 100."""
    whole, every = len(board.whole_shares - {id(series)}), board.percentages - 1
    if 0 < whole == every and board.has_percentages_by_year:
        return True
    return whole >= 2 and 3 * whole >= 2 * every


def _is_partition(board: Board, way: Relation) -> bool:
    """Whether the shares were worked out from counts that make up the whole."""
    if len(way.sources) != 1:
        return False
    counts = board.series[way.sources[0]]
    parts = [i for i, e in enumerate(board.entries) if e.is_part and not e.is_detail and counts.figures[i]]
    shares = [worked.value for i in parts if (worked := way.worked[i])]
    return bool(shares) and abs(sum(shares, Decimal(0)) - way.target.factor) <= 1


def _finding(
    source: Source,
    board: Board,
    series: Series,
    figures: list[Figure],
    value: Decimal,
    verdict: FindingVerdict,
    taken: set[Span],
) -> Finding:
    spans = [figure.cell.span for figure in figures]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    if not board.is_across:
        rows = [e.span for e, f in zip(board.entries, series.figures, strict=True) if e.span and f in figures]
        wide = Span(min(r.start for r in rows), max(r.end for r in rows))
        span = span if wide in taken else wide
    step = min(figure.step for figure in figures)
    added = number(to_step(value, step))
    terms = " + ".join(figure.text.rstrip(" %") for figure in figures[:8]) + (" + …" if len(figures) > 8 else "")
    of = f" under {quoted(series.head)}" if not board.is_across else f" of {quoted(series.head)}"
    if verdict == "ok":
        text = f"The shares{of} in {table_name(source.grid.table)} add up to {added} %, which is 100 % within rounding."
        return Finding("shares_not_100", "ok", span, text)
    once = ", the row that stands twice counted once" if any(entry.is_repeat for entry in board.entries) else ""
    text = f"The shares{of} in {table_name(source.grid.table)} add up to {added} %{once}, not 100 %."
    places = tuple(place_in(source.document, cell) for cell in sorted(spans)[:4])
    return Finding("shares_not_100", verdict, span, capital(text), places, (f"{terms} = {added}",))
