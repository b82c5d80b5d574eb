"""Flow: the blocks of all pages as one text, with a box for every character and the grids of its tables."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import nan

from corpus.document import Glyphs, Span
from corpus.reading.bidi import runs_leftward
from corpus.reading.hyphens import HYPHENS, Joint, Vocabulary, joint
from corpus.reading.lines import Line, as_read
from corpus.reading.page_table import CellLines, PageTable
from corpus.reading.paragraphs import Block, Kind, begins_as_note, ends_sentence
from corpus.reading.reading import Grid, Heading
from corpus.reading.sheet import Sheet, Word

_RAISED_DIGITS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_NO_BOX = array("f", [nan] * 4)
_FARTHEST = 12
_FARTHEST_NOTE = 60
_FEWEST_LINES = 3  # of a paragraph that a float parts from its end, where that begins with a capital
_FINER = 0.95
_LONGEST_SCRAP = 8
_BLANK, _BLANK_IN_RUN = 2.0, 4.0


@dataclass
class Flow:
    """A text in the making; `page_runs` holds where each run of one page's characters starts."""

    sheets: Mapping[int, Sheet]
    vocabulary: Vocabulary
    parts: list[str] = field(default_factory=list)
    edges: array[float] = field(default_factory=lambda: array("f"))
    page_runs: list[tuple[int, int]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    superscripts: list[Span] = field(default_factory=list)
    length: int = 0

    def add(self, blocks: Sequence[Block], tables: Mapping[tuple[int, int], PageTable]) -> None:
        """Append all blocks, in order."""
        before: Block | None = None
        for block in blocks:
            if before is not None:
                close = block.kind is Kind.ITEM and before.kind is Kind.ITEM
                self._separate("\n" if close else "\n\n")
            if block.kind is Kind.TABLE:
                self._table(tables[block.page, block.lines[0].order])
            else:
                self._block(block)
            before = block

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    @property
    def glyphs(self) -> Glyphs:
        """The boxes of the text so far."""
        return Glyphs(self.edges.tobytes())

    def page_spans(self) -> dict[int, list[Span]]:
        """For each page the runs of the text that stand on it."""
        found: dict[int, list[Span]] = {}
        bounds = [0, *(start for start, _ in self.page_runs[1:]), self.length]
        for (_, page), (start, end) in zip(self.page_runs, pairwise(bounds), strict=False):
            if end > start:
                found.setdefault(page, []).append(Span(start, end))
        return found

    def _block(self, block: Block) -> None:
        start = self.length
        self._lines(block.lines)
        if block.kind is Kind.HEADING:
            self.headings.append(Heading(block.level, Span(start, self.length)))

    def _lines(self, lines: Sequence[Line]) -> Span:
        start = self.length
        for index, line in enumerate(lines):
            following = lines[index + 1] if index + 1 < len(lines) else None
            how = self._joint(line, following) if following else None
            self._line(line, how is Joint.UNBROKEN)
            if how is Joint.SPACE:
                self._separate(" ")
        return Span(start, self.length)

    def _joint(self, line: Line, following: Line) -> Joint:
        last, first = line.words[-1], following.words[0]
        start = len(line.words) - 1
        while start > 0 and line.words[start].glued:
            start -= 1
        end = 1
        while end < len(following.words) and following.words[end].glued:
            end += 1
        whole_last = "".join(word.text for word in line.words[start:]) or last.text
        whole_first = "".join(word.text for word in following.words[:end]) or first.text
        how = joint(whole_last, whole_first, self.vocabulary)
        return Joint.SPACE if how is Joint.UNBROKEN and _is_elsewhere(line, following) else how

    def _line(self, line: Line, unbroken: bool) -> None:
        raised_from: int | None = None
        for index, word in enumerate(line.words):
            raised = line.raised(word)
            parted = line.is_parted(index)
            if raised_from is not None and (parted or not raised):
                self.superscripts.append(Span(raised_from, self.length))
                raised_from = None
            if parted:
                self._separate(" ")
            if raised and raised_from is None:
                raised_from = self.length
            last = unbroken and index == len(line.words) - 1
            self._word(word, line.page, raised, len(word.text) - last)
        if raised_from is not None:
            self.superscripts.append(Span(raised_from, self.length))

    def _word(self, word: Word, page: int, raised: bool, length: int) -> None:
        text = word.text[:length]
        if raised and text.strip("0123456789+-n,;–") == "":
            text = text.translate(_RAISED_DIGITS)
        if not self.page_runs or self.page_runs[-1][1] != page:
            self.page_runs.append((self.length, page))
        self.parts.append(text)
        self.edges.extend(self.sheets[page].edges[4 * word.start : 4 * (word.start + length)])
        self.length += length

    def _separate(self, text: str) -> None:
        self.parts.append(text)
        self.edges.extend(_NO_BOX * len(text))
        self.length += len(text)

    def _table(self, table: PageTable) -> None:
        start = self.length
        rows: list[tuple[Span, ...]] = []
        written: dict[int, Span] = {}
        backward = runs_leftward(word.text for word in table.words)
        for index, row in enumerate(table.rows):
            if index:
                self._separate("\n")
            rows.append(tuple(self._row(row[::-1] if backward else row, written)))
        doubts = tuple(doubt.text for doubt in table.doubts)
        span = Span(start, self.length)
        self.grids.append(Grid(span, tuple(rows), table.header_rows, table.confidence, doubts))

    def _row(self, row: Iterable[CellLines], written: dict[int, Span]) -> Iterable[Span]:
        """The cells' spans; a cell that covers several places is written in the first of them."""
        for index, cell in enumerate(row):
            if index:
                self._separate("\t")
            if id(cell) not in written:
                written[id(cell)] = self._lines([as_read(line) for line in cell.lines])
            yield written[id(cell)]


def _is_elsewhere(line: Line, following: Line) -> bool:
    """Whether lines with wide blanks in them, as rows of cells have, end and begin in different places across."""
    last, first = _part(line.words[::-1]), _part(following.words)
    if len(last) == len(line.words) and len(first) == len(following.words):
        return False
    if following.page != line.page or following.base <= line.base:
        return False
    return last[-1].left > max(word.right for word in first) or last[0].right < first[0].left


def _part(words: Sequence[Word]) -> list[Word]:
    """The words up to the first wide blank."""
    part = list(words[:1])
    for word in words[1:]:
        widest = (_BLANK_IN_RUN if word.run == part[-1].run else _BLANK) * word.size
        if max(word.left - part[-1].right, part[-1].left - word.right) > widest:
            break
        part.append(word)
    return part


def joined_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each paragraph that a column or page break splits made one, notes and floats after it."""
    found: list[Block] = []
    done: set[int] = set()
    for index, block in enumerate(blocks):
        if index in done:
            continue
        found.append(block)
        place = index
        while block.kind in (Kind.TEXT, Kind.ITEM, Kind.NOTE) or _breaks_word(block):
            next_place = _continuation(blocks, place, block, done)
            if next_place is None:
                break
            block.lines.extend(blocks[next_place].lines)
            block.right = blocks[next_place].right
            done.add(next_place)
            place = next_place
    return found


def _continuation(blocks: Sequence[Block], place: int, block: Block, done: set[int]) -> int | None:
    """Where the block that goes on with `block` stands, if one does, past what floats between the two."""
    skipped = False
    farthest = _FARTHEST_NOTE if block.kind is Kind.NOTE else _FARTHEST
    for index in range(place + 1, min(place + 1 + farthest, len(blocks))):
        following = blocks[index]
        if index in done:
            continue
        if block.kind is Kind.NOTE:
            if following.kind is Kind.NOTE and following.column != blocks[place].column:
                return index if _continues(block, following, True) and not begins_as_note(following) else None
        elif _floats(following, block, blocks[place].column):
            skipped = True
        elif (following.kind is Kind.TEXT or _breaks_word(block)) and following.column != blocks[place].column:
            return index if _continues(block, following, skipped) else None
        elif following.kind is not Kind.NOTE:
            return None
    return None


def _breaks_word(block: Block) -> bool:
    """Whether its last line ends within a word, so that it must go on, whatever it is."""
    last = block.lines[-1].text
    return block.kind is not Kind.TABLE and len(last) > 1 and last[-1] in HYPHENS and last[-2].isalpha()


def _is_finer(following: Block, block: Block) -> bool:
    """Whether text is set in smaller type, as the words beside a float or under a table are."""
    return following.kind is Kind.TEXT and following.size < _FINER * block.size


def _floats(following: Block, block: Block, column: int) -> bool:
    """Whether a block after `block`, whose last lines stand in `column`, is no part of the running text."""
    if following.kind in (Kind.TABLE, Kind.CAPTION) or following.aside:
        return True
    return _is_finer(following, block) or (following.column == column and _is_scrap(following))


def _is_scrap(following: Block) -> bool:
    """Whether a block is no more than a word of a figure."""
    text = following.text
    lone = following.kind is Kind.TEXT and len(text) <= _LONGEST_SCRAP and len(following.lines) == 1
    return lone and not ends_sentence(text) and text[-1] not in HYPHENS


def _continues(block: Block, following: Block, skipped: bool) -> bool:
    if abs(block.size - following.size) > 0.06 * block.size or following.page > block.lines[-1].page + 1:
        return False
    last, first = block.lines[-1], following.lines[0]
    if ends_sentence(last.text):
        return False
    begins_low = first.words[0].text[0].islower() or last.text[-1] in HYPHENS
    if begins_low or (skipped and len(block.lines) < _FEWEST_LINES):
        return begins_low
    return block.right - last.right < (first.words[0].right - first.words[0].left) + 0.15 * last.size


def table_words(tables: Iterable[PageTable]) -> set[int]:
    """The starts of all words that lie in the tables of one page."""
    return {word.start for table in tables for word in table.words}
