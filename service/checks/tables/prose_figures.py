"""Figures of the prose held against the tables that it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Document, Span
from service.checks.places import place_in
from service.checks.tables.board import MEANS
from service.checks.tables.languages import NARROWED, TABLE
from service.checks.tables.naming import quoted, table_name, with_unit
from service.checks.tables.others_counts import OthersCounts
from service.checks.tables.told_cells import Bound, Context, bound, equal
from service.checks.tables.told_figures import Told, told_figures
from service.findings.finding import Finding, FindingVerdict
from service.phrasing import capital
from service.tables.fitting import Source
from service.tables.mentions import FARTHEST, MOST_APART, MentionedCells, mismatches, said
from service.tables.placed import PlacedTables
from service.tables.sources import held_alone, own_sources
from service.tables.statements import Statement, core, every_statement, statements
from service.tables.wording import base, is_met
from service.words.looking_back import right_before

_NAMES_TABLE = re.compile(rf"\b{TABLE}\s+(?P<number>[A-Z]?\.?\d+(?:\.\d+)*|[IVX]+)\b", re.IGNORECASE)
_BACK = 3
"""Sentences of a paragraph over which it goes on speaking of a table that it named."""

RIGHT_BEHIND = 700
"""Characters behind a table, in the same section, over which the text may speak of it without naming it."""

MOST_OTHER_WORDS = 8
"""More words around a figure than this, beside those of the cell and the table, are likely to narrow what it counts."""

FEWER_OTHER_WORDS = 4
"""The same for a sentence in whose paragraph no table is named."""

MOST_COMPARED = 1_500_000
"""Pairs of a figure and a cell after which the rest of a document's prose isn't held against its tables."""

_NARROWED = re.compile(
    r"\b(?:more than|less than|fewer than|higher|lower|difference|gap|times|twice|points?|ratio|percentile|exceed\w*"
    r"|ahead|behind|above|below|beyond|margin|rank\w*|average|mean|median|together|combined|jointly|both|altogether"
    r"|others?|rest|remaining|excluding|without|except|not|if|would|could|might|between|per(?! ?cent)"
    r"|another|previous(?:ly)?|earlier|ago|since|until|expect\w*|target\w*|plan(?:s|ned)?|estimat\w*|forecast\w*|predict\w*|project\w*|national"
    rf"|elsewhere|according to [A-Z]|another study|half|third|quarter|{NARROWED})\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[;:,](?!\d)\s*")
_TABLE = frozenset(
    map(base, ("table", "Tabelle", "tableau", "tabla", "cuadro", "tabela", "tabella", "таблица", "таблице"))
)
_OF_ALL = frozenset(("both", "together", "altogether", "combined", "jointly"))
_BASE = re.compile(r"\b(?:of|among)\s+(?:the|all|our|these|those|its|their)\s+$|\bout of\s+(?:the\s+)?$|\bof\s+$", re.I)
_MEASURED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\s+of\s+$")
_EARLY = re.compile(r"1[0-4]\d\ds?")
"""A year that is too early to be told from a count by itself, or a decade."""

FARTHEST_WORD = 120
"""Characters before a figure in which the word stands that it measures."""

_NO_FIGURE = re.compile(
    rf"\b(?:{TABLE}|table|figure|fig\.|section|chapter|page|pp?\.|no\.|top|equation|eq\.|step|model|hypothesis|box|appendix|note"
    r"|volume|vol\.|panel|column|row|part|phase|group|type|grade|level|class|version)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Spoken:
    """A sentence and the tables that it may speak of; `is_named` where its paragraph names one of them."""

    span: Span
    text: str
    about: tuple[Source, ...]
    is_named: bool


def check_prose_figures(document: Document) -> Iterator[Finding]:
    """Each figure of the prose that a table gives too: as the table has it, or otherwise."""
    sources = own_sources(document)
    if not sources:
        return
    cells = MentionedCells(cell for source in sources for cell in statements(source))
    by_span = {cell.cell.span: cell for cell in reversed(cells.every)}
    holding = held_alone(document)
    left = MOST_COMPARED
    for spoken in _spoken(document, sources):
        left -= len(told_figures(spoken.text)) * sum(len(every_statement(source)) for source in spoken.about)
        if left < 0:
            return
        sentence = said(holding, document, spoken.span)
        told: set[Span] = set()
        for one in mismatches(sentence, cells) if sentence else ():
            mention, place = one.places
            cell = by_span[place.span]
            if _is_early_year(mention.text, (cell.source,)):
                continue
            told.add(mention.span)
            yield _mismatch(document, spoken, mention.span, cell, "problem")
        yield from _bound(document, spoken, told)


def _spoken(document: Document, sources: Sequence[Source]) -> Iterator[_Spoken]:
    """The sentences with figures outside tables and reference lists, with the tables that they may speak of."""
    others = OthersCounts(document)
    by_number = {source.grid.table.number: source for source in sources if source.grid.table.number}
    listed = [reference.span for reference in document.references]
    placed, headings = PlacedTables(sources), sorted(section.heading.start for section in document.sections)
    named: list[tuple[Source, ...]] = []
    last = 0
    for sentence in document.sentences:
        if document.table_at(sentence.start) is not None or _is_within(sentence, listed):
            continue
        text = sentence.of(document.text).replace("\n", " ").replace("\t", " ")
        if document.text.find("\n\n", last, sentence.start) >= 0:
            named = []
        last = sentence.end
        numbers = dict.fromkeys(match["number"] for match in _NAMES_TABLE.finditer(text))
        here = tuple(by_number[number] for number in numbers if number in by_number)
        named = [*named[-_BACK:], here]
        if others.has(sentence) and not here:
            continue
        about = here or next((earlier for earlier in reversed(named) if earlier), ())
        if not told_figures(text):
            continue
        about = about or _right_before(headings, placed, sentence)
        yield _Spoken(sentence, text, about or placed.near(sentence, FARTHEST), bool(about))


def _right_before(headings: Sequence[int], placed: PlacedTables, sentence: Span) -> tuple[Source, ...]:
    """The table that the sentence's paragraph follows: it goes on about it without naming it."""
    before = placed.before(sentence.start)
    if before is None:
        return ()
    end = before.grid.table.span.end
    is_far = sentence.start - end > RIGHT_BEHIND
    is_parted = bisect_left(headings, end) < bisect_left(headings, sentence.start)
    return () if is_far or is_parted else (before,)


def _is_within(sentence: Span, spans: Sequence[Span]) -> bool:
    place = bisect_left(spans, sentence)
    return any(spans[i].overlaps(sentence) for i in (place - 1, place) if 0 <= i < len(spans))


def _bound(document: Document, spoken: _Spoken, told: set[Span]) -> Iterator[Finding]:
    """What the tables say of the sentence's figures, one after another."""
    last: Statement | None = None
    figures = told_figures(spoken.text)
    for figure in figures:
        span = Span(spoken.span.start + figure.start, spoken.span.start + figure.end)
        if (
            figure.is_year
            or _is_early_year(figure.text, spoken.about)
            or any(span.overlaps(other) for other in told)
            or right_before(_NO_FIGURE, spoken.text, figure.start)
        ):
            continue
        context = Context(spoken.text, figure)
        leaning = last if spoken.is_named else None
        found = [one for source in spoken.about if (one := bound(context, source, leaning))]
        right = next((one for one in found if _is_equal(figure, one.cell)), None)
        found = [one for one in found if one.is_counted] or found
        if right:
            last = right.cell
            text = f"The text says {figure.text}, and {_described(right.cell)}."
            yield Finding("number_table_mismatch", "ok", span, text, (place_in(document, right.cell.cell.span),))
        elif len(found) == 1 and not _may_be_another(spoken, context, found[0], figures):
            last = found[0].cell
            verdict: FindingVerdict = "doubt" if figure.is_about or not found[0].is_counted else "problem"
            yield _mismatch(document, spoken, span, found[0].cell, verdict)
        elif found:
            last = found[0].cell


def _is_early_year(figure: str, about: Sequence[Source]) -> bool:
    """Whether a figure of four digits is a year of an age that the tables' rows or heads are of: `1430`, `1440s`."""
    if not _EARLY.fullmatch(figure):
        return False
    names = (name for source in about for cell in every_statement(source) for name in _names_of(cell))
    return any(_EARLY.fullmatch(name.strip()) for name in names)


def _names_of(cell: Statement) -> tuple[str, str]:
    return cell.record.label, cell.column.head


def _is_equal(figure: Told, cell: Statement) -> bool:
    return equal(figure, cell.value, cell.step)


def _may_be_another(spoken: _Spoken, context: Context, found: Bound, figures: Sequence[Told]) -> bool:
    """Whether the figure may be of something else: another cell, what comes out of cells, a narrower thing."""
    figure, cell = context.figure, found.cell
    is_worded = not any(c.isdigit() for c in figure.text)
    if (is_worded and not found.is_headed) or (not spoken.is_named and (is_worded or not found.is_explicit)):
        return True
    if not found.is_counted and (context.after or not spoken.is_named):
        return True
    if not cell.value or max(figure.value, cell.value) > MOST_APART * min(figure.value, cell.value):
        return True
    if any(_is_equal(other, cell) for other in figures if other is not figure) or _is_narrowed(context, cell):
        return True
    known = _known(cell)
    if right_before(_BASE, spoken.text, figure.start) and not _is_measure_before(spoken.text, figure.start, known):
        return True
    others = [
        word for word in context.scopes[1] if not is_met(word, known) and not word[:1].isdigit() and word not in _TABLE
    ]
    if len(others) > (MOST_OTHER_WORDS if spoken.is_named else FEWER_OTHER_WORDS):
        return True
    return any(abs(figure.value - value) <= figure.step * Decimal("0.5") for value in _derived(cell))


def _is_narrowed(context: Context, cell: Statement) -> bool:
    """Whether words of the clause make the figure one of something narrower, wider or other than the cell's."""
    found = {match[0].lower() for match in _NARROWED.finditer(context.clause)}
    if MEANS.search(cell.column.head) or MEANS.search(cell.record.label):
        found = {word for word in found if not MEANS.fullmatch(word)}
    return bool(found - _OF_ALL if cell.record.is_total else found)


def _known(cell: Statement) -> frozenset[str]:
    """The words that a sentence about the cell may use for it."""
    grid = cell.source.grid
    known = cell.record.stems | core(cell.column.head) | cell.column.stems | grid.caption_stems
    return known.union(*(column.stems for column in grid.keys))


def _is_measure_before(text: str, end: int, known: frozenset[str]) -> bool:
    """Whether `of` follows what is measured: `a crew of 455`."""
    found = right_before(_MEASURED, text, end, FARTHEST_WORD)
    return found is not None and (
        found[1].lower() in {"total", "share", "rate"}
        or is_met(found[1].lower(), known)
        or any(is_met(stem, known) for stem in _stems(found[1]))
    )


def _stems(word: str) -> frozenset[str]:
    return core(word)


def _derived(cell: Statement) -> Iterator[Decimal]:
    """The other figures of the cell's row and column, and what comes out of them and the cell."""
    figures = [one for one in every_statement(cell.source) if one.measures == cell.measures and one is not cell]
    beside = [o for o in figures if o.record.index == cell.record.index or o.column.index == cell.column.index]
    yield from (one.value for one in beside)
    if cell.column.head:
        yield from (abs(one.value - cell.value) for one in beside)
        yield from (one.value + cell.value for one in beside)
    if cell.measures == "%":
        yield 100 - cell.value


def _mismatch(document: Document, spoken: _Spoken, figure: Span, cell: Statement, verdict: FindingVerdict) -> Finding:
    shown = " ".join(figure.of(document.text).split())
    text = f"The text says {shown}, but {_described(cell)}."
    places = (place_in(document, cell.record.span),)
    return Finding("number_table_mismatch", verdict, _clause_span(document, spoken, figure), capital(text), places)


def _clause_span(document: Document, spoken: _Spoken, figure: Span) -> Span:
    """The clause around the figure, where it has a few words; else the sentence."""
    text, offset = spoken.text, spoken.span.start
    start, end = figure.start - offset, figure.end - offset
    left = max((m.end() for m in _PAUSE.finditer(text, 0, start)), default=0)
    right = _PAUSE.search(text, end)
    clause = text[left : right.start() if right else len(text)].rstrip(" .")
    return Span(offset + left, offset + left + len(clause)) if len(clause.split()) > 3 else spoken.span


def _described(cell: Statement) -> str:
    head = f" under {quoted(cell.column.head)}" if cell.column.head else ""
    return f"{table_name(cell.source.grid.table)} has {with_unit(cell.cell)} for {quoted(cell.record.label)}{head}"
