"""The bibliographic fields of a document as its page shows them: value, provenance, and what a person corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.bibliography.names import families
from corpus.bibliography.record import Field, Record, Source
from indexer.corrections import Corrections
from indexer.typed_fields import VARIABLES, typed
from service.phrasing import capital

SOURCES: dict[Source, str] = {
    "by hand": "corrected by hand",
    "sidecar": "from the bibliography beside the file",
    "embedded": "from the file’s own metadata",
    "first page": "read in the text",
    "file name": "from the file’s name",
}
"""Where a field came from, in words."""

NEEDED = ("title", "authors", "year")
"""Fields that are shown even where they are not known: a citation needs them."""

_NAMES = {variable: name for name, variable in VARIABLES.items()}


@dataclass(frozen=True)
class FieldRow:
    """One field: `name` is what it is called when typed, "" where it can't be put in by hand; `was` what was read."""

    name: str
    label: str
    value: str
    source: str = ""
    confidence: float = 1.0
    is_by_hand: bool = False
    was: str = ""


def field_rows(record: Record, corrections: Corrections, as_read: Record) -> tuple[FieldRow, ...]:
    """The fields that are known, were taken away by hand, or are needed; those of the form first, in its order."""
    return tuple(_rows(record, corrections, as_read))


def _rows(record: Record, corrections: Corrections, as_read: Record) -> Iterator[FieldRow]:
    known = {field.name: field for field in record.fields}
    for name, variable in VARIABLES.items():
        field = known.get(variable)
        if variable in corrections.fields:
            yield FieldRow(name, label_of(name), _shown(record, variable), SOURCES["by hand"], 1.0, True,
                           _shown(as_read, variable))  # fmt: skip
        elif field is not None:
            yield _row(field, name, record)
        elif name in NEEDED:
            yield FieldRow(name, label_of(name), "")
    yield from (_row(field, "", record) for field in record.fields if field.name not in _NAMES)


def corrections_json(corrections: Corrections, as_read: Record) -> dict[str, dict[str, str]]:
    """What was put in by hand, by the fields' names, each beside what was read."""
    now, read = typed(corrections.of(as_read)), typed(as_read)
    return {
        name: {"value": now[name], "read": read[name]}
        for name, variable in VARIABLES.items()
        if variable in corrections.fields
    }


def label_of(name: str) -> str:
    """A field's name at the head of its line."""
    return {"container": "Published in", "pages": "Pages"}.get(name) or capital(name.replace("-", " "))


def _row(field: Field, name: str, record: Record) -> FieldRow:
    # "library.bib: key" tells all; the origins of the other kinds only repeat these words.
    source = f"from {field.origin}" if field.source == "sidecar" else SOURCES[field.source]
    return FieldRow(name, label_of(name or field.name), _shown(record, field.name), source,
                    field.confidence, field.source == "by hand")  # fmt: skip


def _shown(record: Record, variable: str) -> str:
    """A value in words."""
    name = _NAMES.get(variable)
    if name is not None:
        return "; ".join(typed(record)[name].split("\n"))
    value = record.get(variable)
    if isinstance(value, dict):
        return typed(Record((Field("issued", value, "by hand", ""),)))["year"]
    if isinstance(value, list | tuple):
        return "; ".join(families(value)) or ", ".join(map(str, value))
    return "" if value is None else str(value)
