"""A document's bibliographic record: CSL-JSON fields, each with where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from corpus.bibliography.variables import csl_item

Source = Literal["by hand", "sidecar", "embedded", "first page", "file name"]
"""Where a field came from, most trusted first."""

SOURCES: tuple[Source, ...] = ("by hand", "sidecar", "embedded", "first page", "file name")

_UNPRINTED = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\U000f0000-\U0010fffd]")


@dataclass(frozen=True)
class Field:
    """One CSL-JSON variable (`title`, `author`, `issued` …), its value in CSL-JSON's form, and its provenance.

    What the standard has no variable for has a name of its own (`accepted`, `revised`, `JEL`, `UDC`, `license`), and
    names may carry `affiliation` and `ORCID` as CrossRef gives them. `origin` names the place exactly
    (`library.bib: porter1998`); `confidence` is 0 to 1.
    """

    name: str
    value: object
    source: Source
    origin: str
    confidence: float = 1.0


@dataclass(frozen=True)
class Record:
    """The fields of one work, one a name, sorted by name. Nothing is invented: an unknown field is absent."""

    fields: tuple[Field, ...] = ()

    @classmethod
    def of(cls, candidates: Iterable[Field]) -> Record:
        """For each name what was put in by hand, else the sidecar's candidate, else the surest.

        Of equally sure ones the most trusted is taken, of those the first.
        """
        best: dict[str, Field] = {}
        for field in candidates:
            held = best.get(field.name)
            if held is None or _rank(field) < _rank(held):
                best[field.name] = replace(field, value=_printable(field.value))
        return cls(tuple(best[name] for name in sorted(best)))

    def get(self, name: str) -> object | None:
        """The value of the field called `name`, or None."""
        return next((field.value for field in self.fields if field.name == name), None)

    def text(self, name: str) -> str | None:
        """The value of the field called `name`, if it is a text with anything in it."""
        value = self.get(name)
        return value if isinstance(value, str) and value.strip() else None

    def csl(self) -> dict[str, object]:
        """The record as a CSL-JSON item (without an `id`); see `csl_item` for what the standard does not know.

        CSL-JSON asks for a type in every item; `document` is its word for an unknown one.
        """
        return {"type": "document", **csl_item({field.name: field.value for field in self.fields})}


def _printable(value: object) -> object:
    """The value without characters that mean nothing outside one font or program: private ones and controls."""
    if isinstance(value, str):
        return _UNPRINTED.sub("", value)
    if isinstance(value, list):
        return [_printable(part) for part in value]
    return {key: _printable(part) for key, part in value.items()} if isinstance(value, dict) else value


def _rank(field: Field) -> tuple[int, float, int]:
    trust = SOURCES.index(field.source)
    return min(trust, SOURCES.index("embedded")), -field.confidence, trust
