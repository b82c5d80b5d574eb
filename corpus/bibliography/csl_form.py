"""CSL-JSON's form: what a name, a date and a plain value must look like before anything relies on it.

The form is that of the CSL-JSON schema of citeproc-js; numbers are kept as text, as the schema allows either.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from corpus.bibliography.entry import date
from corpus.bibliography.variables import DATE_VARIABLES, NAME_PARTS, NAME_VARIABLES

_UNREAD = frozenset({"categories", "custom"})
_MOST_DIGITS = 5


def in_form(item: Mapping[str, object]) -> tuple[dict[str, object], tuple[str, ...]]:
    """The variables of an item that are in CSL-JSON's form, and the names of those that are not, sorted.

    Empty values, and the two variables that hold a program's own data, are left out of both.
    """
    filled = {_clean(n): value for n, value in item.items() if n not in _UNREAD and value not in ("", None, [], {})}
    found = {name: _in_form(name, value) for name, value in filled.items()}
    kept = {name: value for name, value in found.items() if value is not None}
    return kept, tuple(sorted(filled.keys() - kept.keys()))


def _in_form(name: str, value: object) -> object | None:
    if name in NAME_VARIABLES:
        return _names(value)
    return _date(value) if name in DATE_VARIABLES else _scalar(value)


def _names(value: object) -> list[dict[str, str]] | None:
    people = [_name(person) for person in value] if isinstance(value, list) else []
    named = [person for person in people if person.get("family") or person.get("literal")]
    return named or None


def _name(person: object) -> dict[str, str]:
    held = person if isinstance(person, dict) else {}
    parts = {part: _scalar(held.get(part)) for part in NAME_PARTS}
    return {part: text for part, text in parts.items() if text}


def _date(value: object) -> dict[str, object] | None:
    if not isinstance(value, dict):
        text = _scalar(value)
        return date(text) if text else None
    parts = value.get("date-parts")
    ends = [end for end in map(_date_parts, parts[:2]) if end] if isinstance(parts, list) else []
    if ends:
        return {"date-parts": ends}
    if literal := _scalar(value.get("literal")):
        return {"literal": literal}
    raw = _scalar(value.get("raw"))
    return date(raw) if raw else None


def _date_parts(end: object) -> list[int]:
    """Year, month and day as far as they are numbers that a calendar knows."""
    parts: list[int] = []
    for part, most in zip(end if isinstance(end, list) else [], (None, 12, 31), strict=False):
        number = whole(part)
        if number is None or (most is not None and not 1 <= number <= most):
            break
        parts.append(number)
    return parts


def whole(value: object) -> int | None:
    """The whole number that a part of a date is, as a number or in up to five decimal digits; None for all else."""
    text = str(value).strip() if isinstance(value, str) or type(value) is int else ""
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def _scalar(value: object) -> str | None:
    if isinstance(value, str):
        return _clean(value) or None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return str(value)


def _clean(text: str) -> str:
    """`text` without lone surrogates, which JSON can hold and no file can."""
    return text.encode("utf-8", "replace").decode("utf-8")
