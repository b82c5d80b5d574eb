"""Exact places that a question points to: Table 3, the sixth table, Figure 2, reference [19], page 4."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.ask.understanding.ordinals import BY_YEAR, LABEL, ORDINAL, label, place

_REFERENCE = r"(?:references?|citations?|sources?|entry|entries|bibliograph\w+ (?:item|entry))"


@dataclass(frozen=True)
class Targets:
    """What is pointed to: a printed number (`Table 3`) as text, a place in a row (`the sixth table`) as a number.

    Places count from 1, and from -1 at the end.
    """

    table: str | None = None
    table_place: int | None = None
    figure: str | None = None
    figure_place: int | None = None
    reference: str | None = None
    reference_place: int | None = None
    author_place: int | None = None
    section: str | None = None
    page: str | None = None
    item_place: int | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in vars(self).values())


NO_TARGETS = Targets()

_LABELS = {
    "table": re.compile(rf"\btab(?:le|\.)\s*(?:no\.?\s*|number\s*|#\s*)?({LABEL})\b(?!\s+(?:of|in|per)\s+\d)", re.I),
    "figure": re.compile(
        rf"\b(?:fig(?:ure|\.)?|chart|graph|diagram)\s*(?:no\.?\s*|number\s*|#\s*)?0*({LABEL})\b(?!\s+(?:of|in|per)\s+\d)",
        re.I,
    ),
    "reference": re.compile(
        rf"\b{_REFERENCE}\s*(?:no\.?|number|#)?\s*(?:\[\s*(\d{{1,3}})\s*\]|\(\s*(\d{{1,3}})\s*\)"
        rf"|(\d{{1,3}}))(?![\d.,]*\d)"
        rf"|(?<!\w)\[\s*(\d{{1,3}})\s*\]",
        re.I,
    ),
    "section": re.compile(r"\b(?:section|chapter|§)\s*(\d+(?:\.\d+)*)\b", re.I),
    "page": re.compile(r"\b(?:page|p\.)\s*(\d+)\b", re.I),
}
_PLACES = {
    "table_place": re.compile(rf"\b({ORDINAL})\s+tables?\b", re.I),
    "figure_place": re.compile(rf"\b({ORDINAL})\s+(?:figure|chart|graph|diagram)s?\b(?!\s+of\b)", re.I),
    "reference_place": re.compile(rf"\b({ORDINAL})\s+(?:(?!{BY_YEAR})\w+\s+)?{_REFERENCE}\b", re.I),
    "author_place": re.compile(rf"\b({ORDINAL})\s+(?:co-?)?authors?\b", re.I),
    "item_place": re.compile(
        rf"\bthe\s+({ORDINAL})\s+(?:one|of (?:them|these|those|the)|item|point|kind|type|reason)\b", re.I
    ),
}
_SPANS = (*_LABELS.values(), *_PLACES.values())


def targets_of(text: str) -> Targets:
    """What the text points to; the first of each sort."""
    found: dict[str, str | int | None] = {}
    for name, pattern in _LABELS.items():
        if match := pattern.search(text):
            found[name] = label(next(group for group in match.groups() if group))
    for name, pattern in _PLACES.items():
        if match := pattern.search(text):
            found[name] = place(match[1])
    return Targets(**found)  # type: ignore[arg-type]  # each pattern belongs to the field of its name


def without_targets(text: str) -> str:
    """The text with a blank for whatever points to a place: such numbers are nobody's figures."""
    for pattern in _SPANS:
        text = pattern.sub(" ", text)
    return text
