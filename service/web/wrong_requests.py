"""What is wrong with a request, in plain words: the field, its value, and what to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.naming import visible

Wrong = Mapping[str, object]
"""One error of a request's validation, as pydantic tells it."""

MOST_TOLD = 3
LONGEST_VALUE = 40
"""Characters of a value that are repeated."""

_KINDS: Mapping[str, str] = {
    "string_type": "no text",
    "int_type": "no whole number",
    "int_parsing": "no whole number",
    "int_from_float": "no whole number",
    "float_type": "no number",
    "float_parsing": "no number",
    "bool_type": "neither true nor false",
    "bool_parsing": "neither true nor false",
    "list_type": "no list",
}
_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("too small: the least is", "ge"),
    "greater_than": ("too small: it has to be more than", "gt"),
    "less_than_equal": ("too large: the most is", "le"),
    "less_than": ("too large: it has to be less than", "lt"),
}
_LENGTHS: Mapping[str, tuple[str, str]] = {
    "string_too_long": ("characters are the most", "max_length"),
    "string_too_short": ("characters are the least", "min_length"),
    "too_long": ("items are the most", "max_length"),
    "too_short": ("items are the least", "min_length"),
}


def told(errors: Sequence[Wrong]) -> str:
    """The first few things wrong with a request, each on its field, in one line."""
    return "; ".join(dict.fromkeys(_one(error) for error in errors[:MOST_TOLD]))


def _one(error: Wrong) -> str:
    kind, value = str(error["type"]), error.get("input")
    field = _field(error)
    if kind == "json_invalid":
        why = _lowered(str(_context(error).get("error", "it breaks off")))
        return f"the body is no JSON: {why} at character {_where(error)}"
    if not field:
        return _body(kind, value)
    if kind == "missing":
        return f"{field} is missing"
    if kind == "extra_forbidden":
        return f"{field}: there is no such field"
    if kind == "value_error" and "UploadFile" in str(error["msg"]):
        return f"{field.partition('.')[0]}: {_shown(value)} is a text: send a file, with its name"
    return f"{field}: {_refused(kind, value, error)}"


def _refused(kind: str, value: object, error: Wrong) -> str:
    context = _context(error)
    if kind in _KINDS:
        return f"{_shown(value)} is {_KINDS[kind]}"
    if kind in _BOUNDS:
        words, name = _BOUNDS[kind]
        return f"{_shown(value)} is {words} {context[name]}"
    if kind in _LENGTHS:
        words, name = _LENGTHS[kind]
        return f"{context[name]:,} {words}"
    if kind == "literal_error":
        return f"{_shown(value)} is none of {str(context['expected']).replace(' or ', ', ')}"
    return _lowered(str(error["msg"]).removeprefix("Value error, "))


def _body(kind: str, value: object) -> str:
    if kind == "missing":
        return "a body is missing: send JSON, with the content type application/json"
    if isinstance(value, bytes | bytearray):
        return "the body was not sent as JSON: send it with the content type application/json"
    return f"the body is {_sort(value)}: send a JSON object"


def _sort(value: object) -> str:
    match value:
        case list():
            return "a list"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
    return "nothing"


def _field(error: Wrong) -> str:
    """Where it stands in the request, without the branches that were tried for a field of several kinds."""
    where = error["loc"]
    parts = [str(part) for part in where] if isinstance(where, Sequence) else []
    if parts[-1:] and parts[-1] in ("str", "int", "float", "bool"):
        parts = parts[:-1]
    return visible(".".join(parts[1:]))


def _where(error: Wrong) -> int:
    where = error["loc"]
    place = where[-1] if isinstance(where, Sequence) and where else 0
    return place + 1 if isinstance(place, int) else 1


def _context(error: Wrong) -> Mapping[str, object]:
    context = error.get("ctx")
    return context if isinstance(context, Mapping) else {}


def _shown(value: object) -> str:
    """A value as it was sent, cut short."""
    if isinstance(value, str):
        cut = value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
        return f"“{visible(cut)}”"
    if value is None:
        return "null"
    if isinstance(value, bool | int | float):
        return visible(str(value).lower())[:LONGEST_VALUE]
    return "a list" if isinstance(value, list) else "an object"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
