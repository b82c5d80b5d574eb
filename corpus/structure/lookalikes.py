"""What is set like a table and is none: addresses, graphics, listings, contents, lists of labels, running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.grid_rows import is_number

_EMAIL = re.compile(r"\S+@\S+\.\w+")
_ORGANISATION = re.compile(
    r"\b(?:universit\w*|institut\w*|departm\w*|facult\w*|school|college|academy|университет\w*|институт\w*|кафедра"
    r"|üniversitesi|fakültesi|universiteti|instituti|akademiya\w*|hochschule|université)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•●▪◦‣∙·*–—\-✓✔➢#>%/]{1,3}")
_LIST_MARK = re.compile(r"[(\[]?(?:\d{1,3}|[a-z]|[ivxlc]+)[.)\]]|[•●▪◦‣∙·*–—\-✓✔➢]", re.IGNORECASE)
_CODE = re.compile(r"[;{}\\]$|^[#$>@:=]|=>|[<>]=?\s|\w\(|=\s|\$\w|&&|\|\||</?\w|^\.\w|^--?\w")
_PAGE_HEAD = re.compile(r"pages?|p\.|seiten?|s\.|стр\.?|страница|с\.|bet|sahifa|sayfa|páginas?|strona", re.IGNORECASE)
_LEADERS = re.compile(r"\.{4,}|(?:\.\s){4,}|…{2,}|·{4,}|_{5,}")
_FEWEST_LETTERS = 6
_EMPTY_IN_SCATTER = 0.4
_WHOLE_ROW = 0.75
_CODE_CELLS = 0.2
_FIGURES = 0.3
_PROSE_WORDS = 5
_PIECE_WORDS = 3
Texts = Sequence[Sequence[str]]


def is_lookalike(texts: Texts) -> bool:
    """Whether rows of cells without a caption are no table."""
    if is_scatter(texts) or _is_listing(texts) or _is_contents(texts) or _is_labelled(texts) or _is_prose(texts):
        return True
    if all(row and _BULLET.fullmatch(row[0]) for row in texts):
        return True
    return not (holds_figures(texts) or _is_full(texts))


def is_list(texts: Texts) -> bool:
    """Whether the rows are items of a list behind their marks."""
    marks = sum(1 for row in texts if row and _LIST_MARK.fullmatch(row[0]) and sum(map(bool, row)) <= 2)
    return marks == len(texts) and not any(is_number(cell) for row in texts for cell in row[1:])


def is_address_block(texts: Texts) -> bool:
    """Whether cells hold people and their addresses, as under a title, and no figures."""
    filled = [cell for row in texts for cell in row if cell]
    organisations = sum(bool(_ORGANISATION.search(cell)) for cell in filled)
    people = any(_EMAIL.search(cell) for cell in filled) or (len(texts) < 6 and 3 * organisations >= len(filled) > 0)
    return people and not any(is_number(cell) for cell in filled)


def is_scatter(texts: Texts) -> bool:
    """Whether cells are the labels of a graphic.

    Most are single letters, or one (an axis) is all that the first row holds,
    or many are empty and no row is nearly full.
    """
    cells = [cell.strip() for row in texts for cell in row]
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    letters = sum(1 for cell in filled if len(cell) == 1 and cell.isalpha())
    if letters > max(len(filled) / 2, _FEWEST_LETTERS - 1) and not any(
        is_number(cell) for row in texts for cell in row[1:]
    ):
        return True
    heads = [cell for cell in texts[0] if cell.strip()]
    if len(texts[0]) > 2 and len(heads) == 1 and len(heads[0]) == 1 and heads[0].isalpha():
        return True
    whole = any(all(row[1:]) or sum(map(bool, row)) >= _WHOLE_ROW * len(row) for row in texts if len(row) > 1)
    return not whole and len(cells) - len(filled) > _EMPTY_IN_SCATTER * len(cells)


def holds_figures(texts: Texts) -> bool:
    """Whether most rows have two cells or more, and many of those beside the first are figures."""
    cells = [cell for row in texts for cell in row[1:] if cell]
    rows = sum(1 for row in texts if sum(map(bool, row)) > 1)
    return rows > len(texts) / 2 and sum(map(is_number, cells)) >= _FIGURES * max(1, len(cells))


def _is_full(texts: Texts) -> bool:
    """Whether three rows or more have the same number of cells, none of them empty but the corner."""
    return (
        len(texts) > 2
        and len({len(row) for row in texts}) == 1
        and all(cell for r, row in enumerate(texts) for c, cell in enumerate(row) if r or c)
    )


def _is_listing(texts: Texts) -> bool:
    """Whether the lines are those of a program or a configuration."""
    cells = [cell for row in texts for cell in row if cell]
    return sum(bool(_CODE.search(cell)) for cell in cells) > _CODE_CELLS * len(cells)


def _is_contents(texts: Texts) -> bool:
    """Whether the lines are a table of contents: page numbers that never fall, behind dots or titles."""
    if any(_LEADERS.search(cell) for row in texts for cell in row):
        return True
    ends = [[cell for cell in row if cell][-1] for row in texts if sum(map(bool, row)) > 1]
    if ends and _PAGE_HEAD.fullmatch(ends[0]):
        ends = ends[1:]
    if len(ends) < len(texts) - 1 or len(ends) < 3 or not all(end.isdecimal() and len(end) < 4 for end in ends):
        return False
    pages = [int(end) for end in ends]
    words = [any(c.isalpha() for c in cell) for row in texts for cell in row[:-1] if cell]
    return pages == sorted(pages) and all(words) and max(map(len, texts)) == 2


def _is_labelled(texts: Texts) -> bool:
    """Whether the lines give each a label with a colon and what it stands for, as above an article."""
    labels = sum(next((cell for cell in row if cell), "").endswith(":") for row in texts)
    return 2 * labels > len(texts) and max(map(len, texts)) <= 3


def _is_prose(texts: Texts) -> bool:
    """Whether the cells are pieces of sentences, as columns of running text or tabs in a paragraph leave them."""
    filled = [cell for row in texts for cell in row if cell]
    if any(is_number(cell) for row in texts[1:] for cell in row[1:]):
        return False
    pieces = sum(cell[0].islower() or len(cell.split()) >= 2 * _PROSE_WORDS for cell in filled)
    ends = any(cell.endswith((",", ".", ";")) for cell in filled)
    fewest = _PIECE_WORDS if ends else _PROSE_WORDS
    return 2 * pieces > len(filled) and sum(len(cell.split()) for cell in filled) >= fewest * len(filled)
