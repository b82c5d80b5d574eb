"""Sentences: the runs of prose between headings, tables, lists and reference lists, and the breaks in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.bibliography.names import UPPER
from corpus.document import Section, Span, Table
from corpus.structure.lines import line_spans, merged, trimmed
from corpus.structure.sentence_breaks import break_up

_BLOCK_TAG = (
    r"</?(?:p|div|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|center|blockquote|section"
    r"|article|h[1-6]|hr|br)\b[^<>\n]*>"
)
_MARK = re.compile(
    r"(?:>\s*|[-+*–—·]\s+|[•●▪◦‣∙➢➤❖✓✔☐☑]\s*|\[[ xX]\]\s+|#{1,6}\s+"
    r"|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)(?![^\W\d_]\.)|\(?[A-Z]\)\s+"
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?\s+(?=[{UPPER}])|{_BLOCK_TAG}\s*)+"
)
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:p(?:age|\.)?|с(?:тр)?\.?|s(?:eite|ayfa)?\.?)?\s*[.:]?\s*\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_DIGITS = re.compile(r"\d+")
_LONGEST_HEAD = 120
_LEADERS = re.compile(r"\.\s?(?:\.\s?){4,}|……|_____")
_NO_PROSE = re.compile(
    r"\A\ufeff?---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$"
    r"|^(?P<fence>`{3,9}|~{3,9})(?![`~]).*?^(?P=fence)|<!--(?:(?!<!--).){0,4000}?-->",
    re.S | re.M,
)
_ENDED = re.compile(
    r"[.!?…:;。！？][\"'”’»›)\]}*_]*"
    r"(?:\s?\[[\d,;–\s-]+\]|\^\{[^{}]*\}|\^\[[^\]]*\]|<sup>[^<]*</sup>|\d{1,3}(?!\d))*$"
)
_HANGS = re.compile(
    r"(?:[,&(–—-]|\b(?:and|or|of|the|a|an|in|to|for|by|with|at|on|from|as|that|und|der|die|et|de|la|y|и|в|на|с|ve))$",
    re.IGNORECASE,
)
_FEWEST_JOINED = 2
_FEWEST_HANGING = 5
_LONG_LINE = 250
_TAIL = 2000
_REPEATED = 3


@dataclass
class _Block:
    """A run of prose: lines that belong together, the last of which begins at `line`."""

    start: int
    line: int
    end: int
    item: bool
    apart: bool
    paged: bool


def sentences(
    text: str,
    sections: Sequence[Section] = (),
    tables: Sequence[Table] = (),
    excluded: Sequence[Span] = (),
    superscripts: Sequence[Span] = (),
    wrapped: bool = True,
) -> tuple[Span, ...]:
    """Every sentence of the prose, sorted, disjoint and trimmed, without the marks of lists and quotations.

    Headings, tables and `excluded` (reference lists) hold none, and a sentence never crosses one, nor an empty
    line or a list mark, unless a page break plainly cut it in two. `wrapped` says whether a line end inside a
    paragraph is white space (text files), or parts list items (all other formats).
    """
    outside = [section.heading for section in sections] + [table.span for table in tables] + list(excluded)
    outside += [Span(*match.span()) for match in _NO_PROSE.finditer(text)]
    raised = sorted(superscripts)
    runs = _joined(text, list(_blocks(text, merged(outside), wrapped)))
    found = (span for run in runs for span in break_up(text, run, raised))
    return tuple(span for span in found if _LETTER_OR_DIGIT.search(text, span.start, span.end))


def _blocks(text: str, outside: Sequence[Span], wrapped: bool) -> Iterator[_Block]:
    """Runs of lines that belong together; each says whether it is an item, and what parts it from the one before."""
    furniture = _furniture(text)
    block: _Block | None = None
    apart = paged = hard = False
    for line, cut in _pieces(text, outside):
        content = line.of(text)
        apart, paged = apart or cut == "feed", paged or cut == "feed"
        if cut == "excluded":
            hard = True
        if not _LETTER_OR_DIGIT.search(content) or line in furniture:
            apart, paged = True, paged or line in furniture
            continue
        # A line of a table of contents.
        if _LEADERS.search(content):
            hard = True
            continue
        mark = _MARK.match(text, line.start, line.end)
        if block and not (apart or hard or mark) and wrapped and _same_paragraph(text, block, line):
            block.line, block.end = line.start, line.end
        else:
            if block:
                yield block
            start = mark.end() if mark and mark.end() < line.end else line.start
            block = _Block(start, start, line.end, item=bool(mark) or hard, apart=apart, paged=paged)
        apart = paged = hard = False
    if block:
        yield block


def _pieces(text: str, outside: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """The lines without what is excluded, each with what stands before it: `excluded`, a form `feed` or nothing."""
    index, cut = 0, ""
    for line in line_spans(text):
        if line.start and text[line.start - 1] == "\f":
            cut = cut or "feed"
        start = line.start
        while index < len(outside) and outside[index].end <= start:
            index += 1
        ahead = index
        while ahead < len(outside) and outside[ahead].start < line.end:
            if outside[ahead].start > start:
                yield trimmed(text, start, outside[ahead].start), cut
            start, cut = min(outside[ahead].end, line.end), "excluded"
            ahead += 1
        piece = trimmed(text, start, line.end)
        if len(piece) or start == line.start:
            yield piece, cut
            cut = ""


def _furniture(text: str) -> frozenset[Span]:
    """Lines apart or at a page's edge that are page numbers, or that come again and again."""
    edges = [line for line in _edge_lines(text) if len(line) <= _LONGEST_HEAD]
    counts = Counter(_DIGITS.sub("#", line.of(text)) for line in edges)
    return frozenset(
        line
        for line in edges
        if _PAGE_NUMBER.fullmatch(line.of(text))
        or (counts[_DIGITS.sub("#", line.of(text))] >= _REPEATED and not _ENDED.search(line.of(text)))
    )


def _edge_lines(text: str) -> Iterator[Span]:
    """The lines that stand between empty ones, or first or last on their page."""
    nothing = Span(0, 0)
    lines = [trimmed(text, line.start, line.end) for line in line_spans(text)]
    for before, line, after in zip([nothing, *lines], lines, [*lines[1:], nothing], strict=False):
        alone = not len(before) and not len(after)
        first = not line.start or text[line.start - 1] == "\f"
        if len(line) and (alone or first or text[line.end : line.end + 2].lstrip("\r\n")[:1] == "\f"):
            yield line


def _same_paragraph(text: str, block: _Block, line: Span) -> bool:
    """Whether a line runs on from the one above it, rather than only standing under it."""
    above = text[block.line : block.end]
    if "\t" in above or "\t" in line.of(text):
        return False
    if _ENDED.search(above) or text[line.start].islower():
        return True
    # Files with a paragraph a line have very long lines; in wrapped ones a short line ends its paragraph.
    return max(len(above), len(line)) < _LONG_LINE and len(above) >= 0.6 * len(line)


def _joined(text: str, blocks: Sequence[_Block]) -> Iterator[Span]:
    """The blocks as spans; two halves of a sentence that a page break parted are one."""
    run: _Block | None = None
    for block in blocks:
        if run and _goes_on(text, run, block):
            run.line, run.end = block.line, block.end
            continue
        if run:
            yield Span(run.start, run.end)
        run = replace(block)
    if run:
        yield Span(run.start, run.end)


def _goes_on(text: str, before: _Block, block: _Block) -> bool:
    if block.item or not block.apart:
        return False
    tail = text[max(before.start, before.end - _TAIL) : before.end]
    words = len(tail.split())
    if _ENDED.search(tail) or "\t" in text[before.line : before.end] or words < _FEWEST_JOINED:
        return False
    if text[block.start].islower():
        return True
    if words < _FEWEST_HANGING:
        return False
    return bool(_HANGS.search(tail)) or _open_bracket(tail) or (block.paged and words >= 2 * _FEWEST_HANGING)


def _open_bracket(tail: str) -> bool:
    return tail.rfind("(") > tail.rfind(")")
