"""Parts of a whole: which figures may be added up, and which be told as a share of another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.tables.request import Request
from service.tables.wording import GENERIC, base, is_met, stems_of

_INTENSIVE_WORDS = "averag mean median rate per index ratio quotient score density price age coefficient"
_INTENSIVE = frozenset(_INTENSIVE_WORDS.split())
_CHANGES = frozenset(("growth", "change", "share", "percentage", "percent", "proportion"))
_WHOLE = re.compile(
    r"\b(?:shares?|percentages?|percent|per cent|proportion|fraction|part)\s+of\s+(?P<whole>(?:[\w'’-]+\s*){1,5})", re.I
)


def is_intensive(*heads: str) -> bool:
    """Whether figures are of a kind that has no sum and no plain mean: rates, averages, indices."""
    return any(word in _INTENSIVE or base(word) in _INTENSIVE for word in _words(heads))


def may_be_part(request: Request, part: str, whole: str) -> bool:
    """Whether what stands under one head may be a part of what stands under the other.

    Both must be amounts, and of one thing: they share a word, or the question names the whole as such.
    """
    if is_intensive(part, whole) or any(word in _CHANGES for word in _words((part, whole))):
        return False
    one, other = stems_of(part) - GENERIC, stems_of(whole) - GENERIC
    return bool(one & other) or _is_named_as_whole(request, other)


def _is_named_as_whole(request: Request, whole: frozenset[str]) -> bool:
    named = _WHOLE.search(request.text)
    said = stems_of(named["whole"]) if named else frozenset()
    return bool(whole) and all(is_met(word, said) for word in whole)


def _words(heads: tuple[str, ...]) -> Iterator[str]:
    for head in heads:
        yield from re.findall(r"\w+", head.lower())
