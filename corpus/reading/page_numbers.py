"""Printed page numbers: bare, as they are cited, and counted, so that pages can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

_LONE = re.compile(
    r"^\W*(?:p(?:age|g|\.)?\W{0,3}|seite\W{0,2}|s\.\W{0,2})?(\d{1,5}|[ivxlc]{1,7})"
    r"(?:\W{1,3}\d{1,5}|\s+(?:of|von|de)\s+\d{1,5})?\W*$",
    re.IGNORECASE,
)
_AT_EDGE = re.compile(r"^\W{0,2}(\d{1,5}|[ivxlc]{1,7})(?=\W*\s)|(?<=\s)\W{0,2}(\d{1,5}|[ivxlc]{1,7})\W{0,2}$")
_COUNTED = re.compile(r"(?:^|\s)(\d{1,5})(?:\s+(?:of|von|de)\s+|\s?/\s?)\d{1,5}\W*$", re.IGNORECASE)
_BY_CHAPTER = re.compile(r"^(?:\d{1,3}|[A-Z])[-–](\d{1,4})$")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def bare_label(text: str) -> str:
    """The number in a label without what adorns it: "— 1 —", "Page 3 of 9" and "[12]" are 1, 3 and 12."""
    lone = _LONE.match(text)
    return lone.group(1) if lone and not is_by_chapter(text) else text


def is_lone(text: str) -> bool:
    """Whether `text` is a page number and nothing else."""
    return _LONE.match(text) is not None or is_by_chapter(text)


def is_by_chapter(text: str) -> bool:
    """Whether `text` is a page number that counts within a chapter, such as "7-45"."""
    return _BY_CHAPTER.match(text) is not None


def numerals(text: str) -> list[str]:
    """What may be a page number in a running head or foot: all of it, or what stands at either end."""
    lone = _BY_CHAPTER.match(text) or _LONE.match(text) or _COUNTED.search(text)
    return [lone.group(1)] if lone else [a or b for a, b in _AT_EDGE.findall(text)]


def number_of(numeral: str) -> int | None:
    """The value of an Arabic or Roman numeral; None for letters that are none, such as "iiv" or "vic"."""
    if numeral.isdigit():
        return int(numeral)
    values = [_VALUES.get(letter, 0) for letter in numeral.lower()]
    total = sum(-a if a < b else a for a, b in pairwise([*values, 0]))
    return total if total > 0 and _roman(total) == numeral.lower() else None


def implied_labels(labels: Mapping[int, str], pages: Iterable[int]) -> dict[int, str]:
    """`labels` by page number, with those of pages between or beside them that leave their number out.

    Pages before the first label or after the last are given one only where all labels count alike.
    """
    counted = {page: _count(page, label) for page, label in labels.items()}
    alike = len(set(counted.values())) == 1
    found = dict(labels)
    for page in sorted(set(pages) - labels.keys()):
        before = max((other for other in labels if other < page), default=None)
        after = min((other for other in labels if other > page), default=None)
        beside = {counted[other] for other in (before, after) if other is not None}
        count = beside.pop() if len(beside) == 1 and (alike or None not in (before, after)) else None
        if count is not None and page + count[0] > 0:
            found[page] = _written(page + count[0], count[1])
    return dict(sorted(found.items()))


def _count(page: int, label: str) -> tuple[int, str] | None:
    """How a label counts: its number less the page's, and which numerals it uses."""
    value = number_of(label)
    if value is None:
        return None
    return value - page, "digits" if label.isdigit() else "capitals" if label.isupper() else "small"


def _written(value: int, style: str) -> str:
    if style == "digits":
        return str(value)
    return _roman(value).upper() if style == "capitals" else _roman(value)


def _roman(value: int) -> str:
    letters = ""
    for worth, numeral in _ROMAN:
        letters += numeral * (value // worth)
        value %= worth
    return letters
