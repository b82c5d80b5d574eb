"""Numbered parts: the tables, figures, sections, equations and appendices that a document has, by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from corpus.document import Document

PartKind = Literal["table", "figure", "section", "equation", "appendix"]

KINDS: tuple[PartKind, ...] = get_args(PartKind)

NUMBER = r"(?:[A-Z]\.?)?\d{1,3}(?:[.\-–]\d{1,3}){0,3}(?:[a-z](?![\w]))?|[IVX]{1,5}(?![\w])"
"""A number as a caption or a mention has it: `3`, `2.1`, `2-1`, `A1`, `3b`, `IX`."""

_LABELLED = re.compile(
    r"^[ \t>#*_|!\[(]{0,8}(?:\*\*|__)?(?P<kind>tables?|tab\.|figures?|fig\.?|appendix|annex)"
    # Joined to the word only what no ending of a word is: `Table3`, `TableA1`, but not the S of `Tables`.
    r"(?:[ \t]{1,3}|(?<=\.)|(?-i:(?=\d|[A-Z]\.?\d|[IVX])))"
    rf"(?P<number>{NUMBER}|[A-Z](?![\w]))(?=[ \t]*(?:[.:\-–—)|*_\]]|$)|(?-i:[ \t]+[^a-z\W]))",
    re.IGNORECASE | re.MULTILINE,
)
_EQUATION = re.compile(
    r"\((?P<number>[A-Z]?\.?\d{1,3}(?:\.\d{1,3})?)[a-z]?\)[ \t|$]*$|\\tag\{(?P<tag>[^{}\n]{1,8})\}", re.MULTILINE
)
_FORMULA = re.compile(r"[=<>≤≥≈∼∝→\\]")
_LONGEST_FORMULA = 300
_HEADED = re.compile(
    r"^\W*(?:section|chapter|part|§)?\s*(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}(?=[.)\s]))(?![\w%])", re.I
)
_NAMED_APPENDIX = re.compile(r"^\W*(?:appendix|annex)\s+(?P<number>[A-Z\d]{1,3})\b", re.IGNORECASE)
_ROMAN = {"I": 1, "V": 5, "X": 10}


def numbered_parts(document: Document) -> Mapping[PartKind, frozenset[str]]:
    """The numbers that parts of each kind bear, in one form (`plain_number`); none where no part bears one.

    A section that has parts of its own is one as well: `3.1` tells of a 3.
    """
    found: dict[PartKind, set[str]] = {kind: set() for kind in KINDS}
    for kind, number in _all(document):
        found[kind].add(plain_number(number))
    found["section"] |= {
        ".".join(parts[:count])
        for parts in (number.split(".") for number in found["section"])
        for count in range(1, len(parts))
    }
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def plain_number(number: str) -> str:
    """A number as it is compared: Roman ones in digits, without the letter of a panel and the point behind `A.`."""
    bare = number.strip(" .()")
    if re.fullmatch(r"[IVX]+", bare):
        return str(_value(bare))
    bare = re.sub(r"(?<=\d)[a-z]$", "", bare).replace("-", ".").replace("–", ".")
    return re.sub(r"^([A-Z])\.(?=\d)", r"\1", bare).upper()


def _all(document: Document) -> Iterator[tuple[PartKind, str]]:
    yield from (("table", table.number) for table in document.tables if table.number)
    for match in _LABELLED.finditer(document.text):
        yield _kind_of(match["kind"]), match["number"]
    for section in document.sections:
        numbered, appendix = _HEADED.match(section.title), _NAMED_APPENDIX.match(section.title)
        if numbered:
            yield "section", numbered["number"].upper()
        if appendix:
            yield "appendix", appendix["number"]
    for match in _EQUATION.finditer(document.text):
        if match["tag"] or _is_formula(document.text, match.start()):
            yield "equation", match["tag"] or match["number"]


def _kind_of(word: str) -> PartKind:
    small = word.lower()
    return "table" if small.startswith("tab") else "figure" if small.startswith("fig") else "appendix"


def _is_formula(text: str, end: int) -> bool:
    """Whether the line before a number in brackets holds a formula, as far as its signs tell."""
    start = max(text.rfind("\n", 0, end) + 1, end - _LONGEST_FORMULA)
    return _FORMULA.search(text, start, end) is not None


def _value(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
