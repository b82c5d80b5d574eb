"""CSL items: records in the form that a citation processor takes without stumbling."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from corpus.bibliography.citation import short_title
from corpus.bibliography.names import years
from corpus.bibliography.record import Record
from corpus.bibliography.variables import DATE_VARIABLES, NAME_PARTS, NAME_VARIABLES
from service.export.plain_words import writable
from service.export.runs import unmarked
from service.export.styles import Style

Item = dict[str, object]
"""One CSL-JSON item."""

_UNSET = frozenset({"abstract", "annote", "citation-number", "keyword", "locator", "note", "references", "year-suffix"})
"""Variables that no bibliography shows, or that the processor sets."""

_TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)
"""Markup that CSL-JSON allows in titles."""

_WITHIN_A_WORK = ("container-title", "container-title-short", "URL")
_TAKEN_FOR_PARTS = frozenset({"document", "manuscript", "thesis"})


def csl_item(record: Record, style: Style, known: Collection[str]) -> Item:
    """The record with the variables that are `known` to the processor, each in the form that it has to have.

    A work without an author is cited by its title, so that it gets a short one.
    """
    csl = record.csl()
    item: Item = {}
    for name in sorted(csl):
        value = _value(name, csl[name])
        if value and name.replace("-", "_") in known and name not in _UNSET:
            item[name] = value
    item["type"] = _type(csl, style)
    if "title" in item and not (item.get("author") or item.get("editor")):
        item.setdefault("title-short", _text(short_title(record, "")))
    if style.undated and "issued" not in item:
        item["issued"] = {"literal": style.undated}
    return item


def _type(csl: Mapping[str, object], style: Style) -> str:
    """The item's type; for a work that is no part of another, the one that the style sets alone."""
    kind = str(csl.get("type") or "document")
    stands_alone = not any(csl.get(name) for name in _WITHIN_A_WORK)
    return style.alone_as if style.alone_as and stands_alone and kind in _TAKEN_FOR_PARTS else kind


def _value(name: str, value: object) -> object:
    if name in NAME_VARIABLES:
        return _names(value)
    if name in DATE_VARIABLES:
        return _date(value)
    return _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return " ".join(_TAG.sub("", unmarked(writable(str(value)))).split())


def _names(value: object) -> list[dict[str, str]]:
    people = value if isinstance(value, list | tuple) else []
    return [name for name in (_name(person) for person in people if isinstance(person, dict)) if name]


def _name(person: Mapping[str, object]) -> dict[str, str]:
    parts = {part: _text(person.get(part)) for part in NAME_PARTS}
    if parts["literal"] or not parts["family"]:
        whole = parts["literal"] or parts["given"]
        return {"literal": whole} if whole else {}
    return {part: text for part, text in parts.items() if text}


def _date(value: object) -> dict[str, object]:
    """The day that the date begins with: the processor can't compare ranges."""
    if not isinstance(value, dict):
        return {}
    year = next(iter(years(value)), None)
    if year:
        return {"date-parts": [[year, *_month_and_day(value)]]}
    literal = _text(value.get("literal"))
    return {"literal": literal} if literal else {}


def _month_and_day(value: Mapping[str, object]) -> list[int]:
    parts = value["date-parts"]
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    kept: list[int] = []
    for part, most in zip(first[1:], (12, 31), strict=False):
        if not (re.fullmatch(r"\d{1,2}", str(part)) and 1 <= int(part) <= most):
            break
        kept.append(int(part))
    return kept
