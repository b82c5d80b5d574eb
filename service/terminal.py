"""How answers, documents and outcomes read in a terminal. Everything here returns text; the command line prints it."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from corpus.bibliography.names import families
from corpus.bibliography.record import Field
from corpus.document import Callout, Document, Quotation, Table
from indexer.catalogue import Holding
from indexer.intake import Outcome
from service.ask.answer import Answer
from service.ask.wording import also, cited, lead, worked_out
from service.naming import readable, visible
from service.phrasing import counted
from service.quotes.quote import Quote, TableRow

WIDTH = 88
LONGEST_CELL = 40
_ITEM = re.compile(r"\s*\n\s*(?=(?:[-*+•◦▪✓✔–—]|\(?(?:\d{1,2}|[a-z])[.)])\s)")
INDENT = "    "
BOLD, PLAIN = "\x1b[1m", "\x1b[22m"
"""What turns bold on and off in a terminal (ECMA-48, SGR)."""


def outcome_line(outcome: Outcome) -> str:
    """What became of one file."""
    if outcome.holding is None:
        return f"failed     {visible(outcome.detail)}"
    if outcome.detail:
        return f"{outcome.status:<10} {visible(f'{outcome.path.name}: {outcome.detail}')}"
    return "\n".join([f"{outcome.status:<10} {_contents(outcome.holding)}", *_notices(outcome.holding.notices)])


def outcomes_summary(outcomes: Sequence[Outcome]) -> str:
    """How many files went which way."""
    counts = Counter(outcome.status for outcome in outcomes)
    parts = [f"{counts[status]} {status}" for status in ("added", "updated", "unchanged", "failed") if counts[status]]
    return ", ".join(parts) if parts else "no documents found there"


def holdings_table(holdings: Iterable[Holding]) -> str:
    """The library's documents, a line each."""
    lines = [f"{holding.id}  {_contents(holding)}" for holding in holdings]
    return "\n".join(lines) if lines else "The library is empty: put documents in with `pincite add PATH`."


def answer_text(answer: Answer, *, context: bool = False, bold: bool = False) -> str:
    """An answer, its quotations wrapped, each with where it stands; with `context` also the sentences around them.

    With `bold`, for a terminal that knows it, the words by which a quotation answers stand out.
    """
    if answer.abstained:
        blocks = [readable(answer.answer)]
    else:
        said = lead(answer.quotes) if not answer.computations else ""
        blocks = [*(readable(worked_out(c)) for c in answer.computations), *([said] if said else [])]
        blocks += [quote_text(quote, context, bold) for quote in answer.quotes]
    if answer.nearest:
        offered = (quote_text(quote, context, bold) for quote in answer.nearest)
        blocks += ["The nearest passages, which may not answer:", *offered]
    told = [notice for notice in answer.notices if notice.kind != "read_with_doubt"]
    blocks += [textwrap.fill(f"Note: {readable(notice.text)}", WIDTH) for notice in told]
    return "\n\n".join(blocks)


def fields_text(holding: Holding) -> str:
    """A document's bibliographic fields, each with where it came from."""
    return "\n".join([f"{readable(holding.name)} ({holding.id})", *map(_field, holding.record.fields)])


def document_text(document: Document, holding: Holding) -> str:
    """A document in brief: what it is, where each of its fields came from, and what was found in it."""
    layers = {
        "pages": document.pages,
        "sections": document.sections,
        "sentences": document.sentences,
        "tables": document.tables,
        "references": document.references,
        "callouts": document.callouts,
        "quotations": document.quotations,
    }
    found = ", ".join(
        counted(len(layer), name.removesuffix("s")) for name, layer in layers.items() if layer or name != "pages"
    )
    doubts = [f"  page {page.number}: {'; '.join(page.doubts)}" for page in document.pages if page.doubts]
    lines = [fields_text(holding), f"  {len(document.text):,} characters, {found}"]
    return "\n".join([*lines, *doubts, *_notices(document.notices)])


def _field(field: Field) -> str:
    origin = field.source if field.origin == field.source else f"{field.source}: {field.origin}"
    return readable(f"  {field.name}: {_value(field.value)}  [{origin}]")


def _value(value: object) -> str:
    """A CSL-JSON value in words: names by family, dates by their parts."""
    if people := families(value):
        return ", ".join(people)
    if isinstance(value, dict):
        parts = value.get("date-parts") or [[]]
        return "-".join(f"{part:02}" if isinstance(part, int) else str(part) for part in parts[0])
    return str(value)


def layer_text(document: Document, layer: str) -> str:
    """One layer of a document, an item a paragraph."""
    match layer:
        case "tables":
            return "\n\n".join(_table(table) for table in document.tables) or "No tables found."
        case "references":
            return _lines(f"[{r.n}] {r.raw}" for r in document.references) or "No references found."
        case "callouts":
            return _lines(_callout(callout) for callout in document.callouts) or "No callouts found."
        case "quotations":
            return _lines(_credited(document, quotation) for quotation in document.quotations) or "No quotations found."
        case "sections":
            return _lines(f"{'  ' * (s.level - 1)}{s.title}" for s in document.sections) or "No sections found."
    return _lines(span.of(document.text) for span in document.sentences) or "No sentences found."


def _table(table: Table) -> str:
    rows = [[_shortened(cell.text) for cell in row] for row in (table.header, *table.rows) if row]
    page = f" (page {table.page})" if table.page else ""
    doubt = [f"Read with doubt: {'; '.join(table.doubts)}."] if table.doubts else []
    return readable("\n".join([f"{table.name or 'Table'}{page}", _aligned(rows), *filter(None, [table.note]), *doubt]))


def _shortened(text: str) -> str:
    """The beginning of a long cell: a table is read across, and `--json` has it whole."""
    return textwrap.shorten(text, LONGEST_CELL, placeholder=" …") if len(text) > LONGEST_CELL else text


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """The rows with their columns under each other."""
    widths = [max(len(text) for text in column) for column in zip_longest(*rows, fillvalue="")]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=False)).rstrip() for row in rows
    )


def _callout(callout: Callout) -> str:
    entries = ", ".join(str(n) for n in callout.resolves_to)
    if not entries:
        return f"{callout.text} → no reference found"
    unsure = " (one of these)" if callout.standing == "ambiguous" else ""
    missing = f"; no reference found for {', '.join(callout.missing)}" if callout.missing else ""
    return f"{callout.text} → reference {entries}{unsure}{missing}"


def _credited(document: Document, quotation: Quotation) -> str:
    callout = quotation.callout.of(document.text) if quotation.callout else None
    author = None if callout and quotation.author and quotation.author in callout else quotation.author
    source = " ".join(filter(None, (author, callout)))
    return f"“{quotation.span.of(document.text)}” → {source or 'credited to no one'}"


def _lines(items: Iterable[str]) -> str:
    return "\n".join(readable(" ".join(item.split())) for item in items)


def _contents(holding: Holding) -> str:
    title = holding.record.text("title")
    named = f" {readable(title)}." if title else ""
    pages = f"{counted(holding.pages, 'page')}, " if holding.pages else ""
    authors = families(holding.record.get("author"))
    by = f" {readable(', '.join(authors))}:" if authors else ""
    return f"{visible(holding.name)}:{by}{named} {pages}{counted(holding.passages, 'passage')}"


def _notices(notices: Iterable[str]) -> list[str]:
    return [f"           note: {visible(notice)}" for notice in notices]


def quote_text(quote: Quote, context: bool = False, bold: bool = False) -> str:
    """A quotation, wrapped, with where it stands, where else it is said, and why it may have been read wrongly."""
    shown = readable(_row(quote.row)) if quote.row else _prose(quote, bold)
    around = [_indented(f"{label}: {_one_line(text)}") for label, text in _around(quote) if context and text]
    again = [_indented(f"also said {also(place, quote)}") for place in quote.repeats]
    doubts = [_indented(f"read with doubt: {'; '.join(quote.doubts)}")] if quote.doubts else []
    lines = [shown, readable(f"{INDENT}{_where(quote)}"), *map(readable, [*again, *doubts, *around])]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=INDENT, subsequent_indent=2 * INDENT)


def _where(quote: Quote) -> str:
    page = f", page {quote.page_label}" if quote.page_label else ""
    section = f", “{quote.section}”" if quote.section else ""
    return f"{cited(quote)} {quote.doc}{page}{section}"


def _prose(quote: Quote, bold: bool) -> str:
    items = (textwrap.fill(_one_line(item), WIDTH) for item in _ITEM.split(f"“{quote.text}”"))
    wrapped = readable("\n".join(items))
    return emphasised(wrapped, quote.text, [(m.start - quote.start, m.end - quote.start) for m in quote.marks if bold])


def _around(quote: Quote) -> tuple[tuple[str, str], ...]:
    return ("before", quote.before), ("after", quote.after)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def emphasised(wrapped: str, text: str, runs: Sequence[tuple[int, int]]) -> str:
    """`wrapped`, which is `text` in quotation marks with other white space, its `runs` (of `text`) in bold."""
    inked = [offset for offset, character in enumerate(text) if not character.isspace()]
    places = [offset for offset, character in enumerate(wrapped) if not character.isspace()][1:-1]
    starts: dict[int, str] = {}
    for start, end in runs:
        under = [place for offset, place in zip(inked, places, strict=False) if start <= offset < end]
        if under:
            starts[under[0]] = starts.get(under[0], "") + BOLD
            starts[under[-1] + 1] = PLAIN + starts.get(under[-1] + 1, "")
    return "".join(starts.get(offset, "") + character for offset, character in enumerate([*wrapped, ""]))


def _row(row: TableRow) -> str:
    """A quoted row with its column heads over it."""
    rows = [row.heads, row.cells] if row.heads else [row.cells]
    return "\n".join([*([row.caption] if row.caption else []), _aligned(rows)])
