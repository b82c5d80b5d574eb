"""Percentages, rates and changes of a table, worked out anew from the cells beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Document, Span
from service.checks.places import place_in
from service.checks.tables.board import Board, Figure, Series, boards
from service.checks.tables.naming import number, quoted, table_name
from service.checks.tables.relations import Relation, Worked, relations
from service.findings.finding import Finding, FindingVerdict
from service.phrasing import capital
from service.tables.fitting import Source
from service.tables.scale import to_step
from service.tables.sources import own_sources

_OF_WHICH = re.compile(r"\b(?:of (?:which|these|them|those)|thereof|including|incl)\b", re.IGNORECASE)


def check_percentages(document: Document) -> Iterator[Finding]:
    """Each share and each change of the document's tables that the same table lets one work out."""
    for source in own_sources(document):
        taken: set[Span] = set()
        faulty: set[Span] = set()
        for board in boards(source.grid):
            for series in board.series:
                for finding, cell in _of_series(source, board, series, taken):
                    yield replace(finding, span=cell) if finding.span in faulty else finding
                    if finding.verdict != "ok":
                        faulty.add(finding.span)


def _of_series(source: Source, board: Board, series: Series, taken: set[Span]) -> Iterator[tuple[Finding, Span]]:
    """The findings about one series, each with its cell; cells in `taken` were looked at the other way round."""
    ways = relations(board, series)
    if not ways:
        return
    best = ways[0]
    others = [way for way in ways if best.is_guess or not way.is_guess]
    for entry in best.tested:
        stated, worked = series.figures[entry], best.worked[entry]
        assert stated is not None and worked is not None
        if stated.cell.span in taken:
            continue
        if any(way.fits(entry) for way in others):
            if not worked.is_trivial:
                taken.add(stated.cell.span)
                yield _finding(source, board, best, entry, "ok"), stated.cell.span
        elif not _is_of_a_part(board, best, entry):
            taken.add(stated.cell.span)
            verdict: FindingVerdict = "doubt" if best.nearly_fits(entry) else "problem"
            yield _finding(source, board, best, entry, verdict), stated.cell.span


def _is_of_a_part(board: Board, way: Relation, entry: int) -> bool:
    """Whether the figure is a share of a row above, in a table that says `of which`."""
    if not any(_OF_WHICH.search(one.label) for one in board.entries):
        return False
    counts, stated = board.series[way.sources[0]], way.target.figures[entry]
    mine = counts.figures[entry]
    if mine is None or stated is None:
        return False
    wholes = [whole for whole in counts.figures[:entry] if whole and whole.value >= mine.value]
    return any((b := mine.exact.per(w.exact, way.target.factor)) and b.meets(stated.bounds) for w in wholes)


def _finding(source: Source, board: Board, way: Relation, entry: int, verdict: FindingVerdict) -> Finding:
    stated, worked = way.target.figures[entry], way.worked[entry]
    assert stated is not None and worked is not None
    own = board.entries[entry].label if not board.is_across else way.target.head
    head = way.target.head if not board.is_across else board.entries[entry].label
    table = table_name(source.grid.table)
    shown = number(to_step(worked.value, stated.step)) if verdict == "ok" else comes_out(worked, stated)
    result = with_sign(shown, way.target)
    where = f"for {quoted(own)}" + (f" under {quoted(head)}" if head else "")
    if verdict == "ok":
        text = f"{table} gives {with_sign(stated.text, way.target)} {where}, and {worked.told} is {result}."
        return Finding("percentage_mismatch", "ok", board.span_of(entry, way.target), capital(text))
    text = f"{table} gives {with_sign(stated.text, way.target)} {where}, but {worked.told} is {result}."
    counts = [board.series[i].figures[entry] for i in way.sources]
    places = tuple(place_in(source.document, figure.cell.span) for figure in counts if figure)
    steps = (f"{worked.told} = {result}", f"{len(way.fitting)} of {len(way.tested)} figures under {quoted(head)} fit")
    return Finding("percentage_mismatch", verdict, board.span_of(entry, way.target), capital(text), places, steps)


def comes_out(worked: Worked, stated: Figure) -> str:
    """What was worked out, as finely as the stated figure is told; one place more where that looks the same."""
    shown = number(to_step(worked.value, stated.step))
    return number(to_step(worked.value, stated.step / 10)) if shown == number(stated.value) else shown


def with_sign(figure: str, series: Series) -> str:
    """A figure with the sign of percentages where it is one."""
    return f"{figure} %" if series.is_percent and "%" not in figure else figure
