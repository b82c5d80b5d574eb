"""Levels of headings, by the type that they are set in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.reading.paragraphs import Block, Kind, Type, ends_sentence, looks_listed

_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+[^\W\d_]")
_SECTION = re.compile(
    r"^(?:\d|[IVX]+\.\s|abstract|summary|introduction|keywords?|in brief|contents|highlights|background)", re.IGNORECASE
)
_PARAGRAPH = 200
_DEEPEST = 6
_SPACE = 0.3


def set_levels(blocks: Sequence[Block], body: Type) -> None:
    """Make short numbered lines that stand alone headings too, and give every heading its level, 1 the highest.

    Larger type ranks above smaller, bold above light and capitals above small letters.
    """
    _mark_numbered(blocks, body)
    _unmark_front_matter(blocks)
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    styles = sorted({_style(block) for block in headings}, reverse=True)
    for block in headings:
        block.level = min(styles.index(_style(block)) + 1, _DEEPEST)


def joined_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each heading that goes on in the one of the same type below it made one.

    A line in capitals that goes on with an unfinished entry is no heading and becomes part of that.
    """
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        if above is not None and (_goes_on(above, block) or _ends_entry(above, block)):
            above.lines.extend(block.lines)
            above.right = block.right
        else:
            found.append(block)
    return found


def _goes_on(above: Block, block: Block) -> bool:
    both = above.kind is Kind.HEADING and block.kind is Kind.HEADING and above.column == block.column
    return both and _style(above) == _style(block) and above.text.endswith(":")


def _ends_entry(above: Block, block: Block) -> bool:
    """Whether a heading is one by its capitals only and the text above breaks off in full, within a title or entry."""
    if block.kind is not Kind.HEADING or above.kind not in (Kind.TEXT, Kind.ITEM) or not block.text.isupper():
        return False
    last, first = above.lines[-1], block.lines[0]
    if abs(above.size - block.size) > 0.06 * block.size or above.bold != block.bold or ends_sentence(last.text):
        return False
    word = last.words[-1].text
    within = looks_listed(above.lines[0]) or (len(word) > 1 and word.isupper())
    return within and above.right - last.right < first.words[0].right - first.words[0].left + _SPACE * last.size


def _unmark_front_matter(blocks: Sequence[Block]) -> None:
    """Between the title and the first paragraph stand names and notes; only known section titles are headings there."""
    start = next((index for index, block in enumerate(blocks) if block.kind is Kind.HEADING), None)
    if start is None or blocks[start].page != 1:
        return
    title = max(block.size for block in blocks if block.page == 1 and block.kind is Kind.HEADING)
    for block in blocks[start:]:
        if block.page > 1 or (block.kind in (Kind.TEXT, Kind.ITEM) and len(block.text) >= _PARAGRAPH):
            return
        smaller = block.size < 0.9 * title
        if block.kind is Kind.HEADING and _SECTION.match(block.text):
            return
        if block.kind is Kind.HEADING and smaller:
            block.kind = Kind.TEXT


def _style(block: Block) -> tuple[float, bool, bool]:
    return round(2 * block.size) / 2, block.bold, block.text.isupper()


def _mark_numbered(blocks: Sequence[Block], body: Type) -> None:
    for index, block in enumerate(blocks):
        if block.kind not in (Kind.ITEM, Kind.TEXT) or not _is_numbered_line(block, body):
            continue
        around = [*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2]]
        if not any(other.kind is Kind.ITEM for other in around):
            block.kind = Kind.HEADING


def _is_numbered_line(block: Block, body: Type) -> bool:
    text = block.text
    short = len(block.lines) <= 2 and len(text.split()) <= 14 and len(text) <= 110
    return short and _NUMBERED.match(text) is not None and text[-1].isalnum() and block.size >= 0.98 * body.size
