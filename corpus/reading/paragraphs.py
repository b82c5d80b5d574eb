"""Paragraphs: lines of a column that belong together, and what each is: text, heading, list item or note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median

from corpus.reading.columns import Column
from corpus.reading.lines import Line
from corpus.reading.sheet import STAND_IN, Word
from corpus.structure.captions import opens_caption

_BULLET = re.compile(r"^[•▪◦●○■□➢✓❖‣⁃·∙►▸]$")
_DASH = re.compile(r"^[-–—*]$")
_COUNTER = re.compile(r"^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\[\d{1,4}\])$")
_ENDING = re.compile(r"[.!?:;…]['\"”’»)\]]*[\d¹²³⁰-⁹]*$")
_TITLE_WORDS = re.compile(r"(?:[^\W\d_][\w’'&:–—()-]*\s+){2,}[^\W\d_][\w’'&:–—()-]*[.?!]?")
_LABEL = re.compile(
    r"(?:JEL\b[^:\d]{0,25}|key\s?-?words?(?: and phrases)?|index terms|mots[- ]clés|palabras clave|palavras-chave"
    r"|schlüsselwörter|anahtar kelimeler|ключевые слова|kalit so[‘'’ʻ`]zlar)\s?[:.—–]",
    re.IGNORECASE,
)
_PUSHED = 0.35
_LEAST_STEP = 0.95
_MUCH = 0.2
_NEARLY = 0.85
_MUCH_TEXT = 0.15
_DISPLAY = 1.5
_NOTE_MARK = re.compile(r"^(?:\d{1,3}[.)]?|[*†‡§¶]+|[a-z][.)]?)$")


class Kind(Enum):
    """What a block is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    CAPTION = "caption"
    NOTE = "note"
    TABLE = "table"


@dataclass
class Block:
    """Consecutive lines of one column that make one paragraph.

    `left` and `right` are the edges that the text around it is set to; `column` counts the document's columns.
    An `aside` runs in another direction than the page's text.
    """

    kind: Kind
    lines: list[Line]
    left: float
    right: float
    column: int = 0
    level: int = 0
    aside: bool = False

    @property
    def page(self) -> int:
        """The page that it begins on."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        counts: Counter[float] = Counter()
        for line in self.lines:
            counts[line.size] += len(line.text)
        return max(counts, key=lambda size: (counts[size], size))

    @property
    def bold(self) -> bool:
        """Whether all its lines are bold."""
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """The lines with a space between them, not yet joined."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Type:
    """The document's body type: its size and weight, by number of letters."""

    size: float
    bold: bool

    @classmethod
    def of(cls, words: Iterable[Word]) -> Type:
        """The largest of the sizes that running text is set in: the commonest, or a larger one that much is set in.

        So a long list of references in small print is not taken for the text.
        """
        counts: Counter[tuple[float, bool]] = Counter()
        for word in words:
            counts[round(word.size, 1), word.bold] += len(word.text)
        if not counts:
            return cls(10.0, False)
        size, bold = max(counts, key=lambda key: (counts[key], key))
        least = _MUCH_TEXT * counts.total()
        able = [key for key in counts if counts[key] > least and key[1] <= bold and key[0] < _DISPLAY * size]
        return cls(*max(able, default=(size, bold)))


def blocks(column: Column, body: Type, number: int) -> list[Block]:
    """The paragraphs of a column, from top to bottom."""
    found = [block for stretch in _stretches(column) for block in _paragraphs(stretch, column, number)]
    for block in found:
        block.kind = _kind(block, body)
    return found


def is_item_start(line: Line) -> bool:
    """Whether the line begins with a bullet or a counter, such as "2." or "(a)" or "[3]"."""
    first = line.words[0]
    if first.bulleted:
        return True
    if len(line.words) < 2 or line.raised(first):
        return False
    return any(mark.match(first.text) for mark in (_BULLET, _DASH, _COUNTER)) and not line.words[1].glued


def _is_bulleted(line: Line) -> bool:
    return line.words[0].bulleted or _BULLET.match(line.words[0].text) is not None


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a mark that closes a sentence or clause, quotation marks and note numbers aside."""
    return _ENDING.search(text) is not None


def _begins_note(line: Line) -> bool:
    first = line.words[0]
    return len(line.words) > 1 and line.raised(first) and _NOTE_MARK.match(first.text) is not None


def _stretches(column: Column) -> Iterator[list[Line]]:
    """Runs of lines that neither a wider gap nor another type parts."""
    pitches = _pitches(column.lines)
    run: list[Line] = []
    for line in column.lines:
        if run and _parted(run[-1], line, pitches):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _pitches(lines: Sequence[Line]) -> dict[float, float]:
    """For each size of type its usual step from line to line."""
    steps: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        beneath = min(above.right, below.right) > max(above.left, below.left)
        alike = abs(above.size - below.size) < 0.05 * below.size
        if beneath and alike and _LEAST_STEP * below.size < below.base - above.base < 3 * below.size:
            steps.setdefault(round(below.size), []).append(below.base - above.base)
    return {size: _usual(found) for size, found in steps.items()}


def _usual(steps: list[float]) -> float:
    """The median of the steps that are near the small ones: gaps between paragraphs don't count."""
    small = sorted(steps)[max(len(steps) // 10, 0)]
    return median(step for step in steps if step <= 1.25 * small)


def _parted(above: Line, below: Line, pitches: dict[float, float]) -> bool:
    if STAND_IN in (above.words[0].text, below.words[0].text):
        return True
    if min(above.right, below.right) <= max(above.left, below.left):
        return True
    smaller, larger = sorted((above.size, below.size))
    if larger > 1.08 * smaller:
        return True
    if above.bold != below.bold and above.words[-1].bold != below.words[0].bold and not _hangs_from(above, below):
        return True
    pitch = min(pitches.get(round(below.size), 1.2 * below.size), 2.6 * below.size)
    step = below.base - above.base
    usual = max(1.25 * pitch, pitch + 0.2 * below.size)
    return step < 0.3 * below.size or step > usual + _leeway(above, below, step - usual)


def _hangs_from(above: Line, below: Line) -> bool:
    """Whether the text of a bulleted item goes on below its bold label."""
    return _is_bulleted(above) and below.left > above.left + 0.5 * below.size


def _is_capitals(line: Line) -> bool:
    """Whether a line is a title's by its letters: capitals throughout, and no list of names or numbers."""
    return line.text.isupper() and _TITLE_WORDS.fullmatch(line.text) is not None


def _turns_capital(run: Sequence[Line], line: Line) -> bool:
    """Whether a title in capitals ends or begins with `line`, and no mere word in capitals goes on.

    Within the entries of a list titles stand in capitals too.
    """
    before, capitals = all(map(_is_capitals, run)), _is_capitals(line)
    if before == capitals or is_item_start(run[0]) or looks_listed(run[0]):
        return False
    beside = line.words[0].text if before else run[-1].words[-1].text
    low = before and beside[0].islower()
    return not low and not (len(beside) > 1 and beside.isupper())


def _leeway(above: Line, below: Line, excess: float) -> float:
    """How much farther apart two lines of one paragraph may stand: raised marks in a line push it down."""
    if excess <= 0 or not any(line.raised(word) for line in (above, below) for word in line.words):
        return 0.0
    return _PUSHED * below.size


def _paragraphs(stretch: list[Line], column: Column, number: int) -> Iterator[Block]:
    right = _right_edge(stretch, column)
    left = min(line.left for line in stretch) if len(stretch) >= 3 else column.left
    run: list[Line] = []
    hanging = _hangs(stretch, left, right)
    for index, line in enumerate(stretch):
        at_edge = line.left <= left + 0.6 * line.size
        following = stretch[index + 1 : index + 2]
        returns = at_edge and not (_joined_by_hyphen(run[-1]) or _is_display(run, line)) if run else False
        if run and (returns if hanging else _ends_short(run[-1], line, column) or _starts(run, line, right, following)):
            yield Block(Kind.TEXT, run, left, right, number)
            run = []
        run.append(line)
    yield Block(Kind.TEXT, run, left, right, number)


def _right_edge(stretch: list[Line], column: Column) -> float:
    """Where full lines end: as several of the stretch do, else where those of its column do."""
    left, right = min(line.left for line in stretch), max(line.right for line in stretch)
    alike = sum(line.right - left >= _NEARLY * (right - left) for line in stretch)
    return right if len(stretch) >= 3 and alike > 1 else column.right


def _hangs(stretch: list[Line], left: float, right: float) -> bool:
    """Whether entries hang: lines after a full one stand in, and those after a short one never do."""
    if any(is_item_start(line) for line in stretch):
        return False
    counts: Counter[tuple[bool, bool]] = Counter()
    for above, below in pairwise(stretch):
        counts[_is_full(above, below, right), below.left > left + 0.6 * below.size] += 1
    return counts[True, True] > 0 and counts[False, True] == 0 and counts[True, False] <= 2 * counts[True, True]


def _starts(run: list[Line], line: Line, right: float, following: list[Line]) -> bool:
    """Whether `line` begins a new paragraph after the lines of `run`."""
    above, size = run[-1], line.size
    if _begins_note(line) and (not _is_full(above, line, right) or ends_sentence(above.text)):
        return True
    if _is_display(run, line):
        return False
    room = not _is_full(above, line, right)
    closed = ends_sentence(above.text)
    if _turns_capital(run, line):
        return True
    if _LABEL.match(line.text) or (closed and opens_caption(line.text)):
        return True
    if is_item_start(line) and (_is_bulleted(line) or room or closed):
        return _is_bulleted(line) or _item_place(run, line)
    if not closed and line.words[0].text[0].islower():
        return False
    if room and not _joined_by_hyphen(above):
        return True
    return _by_indent(run, line, closed, size, following)


def _ends_short(above: Line, line: Line, column: Column) -> bool:
    """Whether a line that closes leaves much of the column empty, as the entries of a list without marks do."""
    return (
        ends_sentence(above.text)
        and column.right - above.right > _MUCH * (column.right - column.left)
        and (not _is_full(above, line, column.right))
    )


def _item_place(run: list[Line], line: Line) -> bool:
    """A counter begins an item where the paragraph began or further in, not where its text hangs."""
    hangs = len(run) > 1 and abs(run[1].left - line.left) < 0.3 * line.size < abs(run[0].left - line.left)
    return not hangs


def _is_display(run: list[Line], line: Line) -> bool:
    closed = ends_sentence(run[-1].text) and not run[-1].text.endswith(":")
    return run[-1].bold and line.bold and not is_item_start(line) and not closed


def _is_full(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of `line` would not have found room at the end of `above`."""
    return right - above.right < (line.words[0].right - line.words[0].left) + 0.15 * line.size


def _joined_by_hyphen(line: Line) -> bool:
    return len(line.text) > 1 and line.text[-1] in "-\u2010\u00ad" and line.text[-2].isalpha()


def _by_indent(run: list[Line], line: Line, closed: bool, size: float, following: list[Line]) -> bool:
    tolerance = 0.6 * size
    if len(run) == 1:
        if line.left <= run[0].left + tolerance or is_item_start(run[0]):
            return False
        returns = bool(following) and following[0].left < line.left - tolerance
        return closed and returns and not looks_listed(run[0])
    base = median(earlier.left for earlier in run[1:])
    if run[0].left < base - tolerance:  # a hanging indent: the next entry returns to the edge
        return abs(line.left - run[0].left) <= tolerance
    return line.left > base + tolerance and closed


def looks_listed(line: Line) -> bool:
    """Whether a line begins as an entry of a reference list does: a name and initials, or a number."""
    return re.match(r"^(?:[\[(]?\d{1,3}[\])]?[.\s]|[^\W\d_][\w'’-]+,\s(?:[A-Z]\.|[A-Z][a-z]+))", line.text) is not None


def _kind(block: Block, body: Type) -> Kind:
    text = block.text
    if text == STAND_IN:
        return Kind.TABLE
    if opens_caption(text):
        return Kind.CAPTION
    if _is_heading(block, text, body):
        return Kind.HEADING
    if is_item_start(block.lines[0]):
        return Kind.ITEM
    return Kind.TEXT


def _is_heading(block: Block, text: str, body: Type) -> bool:
    if len(text) > 250 or len(block.lines) > 7:
        return False
    letters = sum(map(str.isalpha, text))
    if letters < 3 or letters < 0.4 * len(text):
        return False
    larger = block.size >= 1.1 * body.size
    heavier = block.bold and not body.bold and block.size >= 0.95 * body.size
    if _is_bulleted(block.lines[0]):
        return False
    if larger or heavier:
        return not (text.endswith((".", ";", ",")) and not larger and len(text) > 60)
    return text.isupper() and len(text.split()) >= 2 and len(text) < 150 and block.size >= 0.98 * body.size


def mark_notes(page_blocks: list[Block], body: Type) -> None:
    """Footnotes of one column: the smaller blocks at its foot, from the first that begins with a mark."""
    small = 0.95 * body.size
    start = len(page_blocks)
    for index in range(len(page_blocks) - 1, -1, -1):
        block = page_blocks[index]
        if block.kind is Kind.TABLE or block.size > small:
            break
        if begins_as_note(block) or _goes_on(block, index, page_blocks):
            start = index
    for block in page_blocks[start:]:
        block.kind = Kind.NOTE


def _goes_on(block: Block, index: int, page_blocks: Sequence[Block]) -> bool:
    """Whether small type at the foot goes on with a note of the page before: it begins within a sentence."""
    begins_low = block.kind is Kind.TEXT and block.text[0].islower()
    return begins_low and index > 0 and page_blocks[index - 1].size > block.size


def begins_as_note(block: Block) -> bool:
    """Whether the block begins with a raised or plain note mark and goes on with words."""
    line = block.lines[0]
    first = line.words[0]
    return len(line.words) > 1 and _NOTE_MARK.match(first.text) is not None
