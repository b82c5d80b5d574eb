"""Values as a bibliography's file can hold them: on one line, without characters that would act in it unseen."""

from __future__ import annotations

import re
from collections.abc import Mapping

_UNWRITTEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Controls, what turns the direction of words, lone surrogates, and what is no character."""


def written(item: Mapping[str, object]) -> dict[str, object]:
    """The CSL-JSON item with each of its texts on one line: a line of its own could begin another field or entry."""
    return {name: _written(value) for name, value in item.items()}


def _written(value: object) -> object:
    if isinstance(value, str):
        return " ".join(_UNWRITTEN.sub("", value).split())
    if isinstance(value, Mapping):
        return written(value)
    return [_written(part) for part in value] if isinstance(value, list | tuple) else value
