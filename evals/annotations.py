"""Annotations: what is wrong in documents and what is in order, place by place, as a careful reader marked it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.document import Document, Span
from evals.cases import SPLITS, Anchor, Split, anchor_of, one_of
from evals.errors import CaseError
from evals.matching import Place, places_of
from service.findings.finding import TYPES, FindingType

Mark = Literal["problem", "may", "ok"]
"""`problem`: it must be found; `may`: it is neither right nor wrong to find it; `ok`: it must not be found."""

MARKS: tuple[Mark, ...] = get_args(Mark)


@dataclass(frozen=True)
class Annotation:
    """A finding that must, may or must not be made at `anchor`; `related` are the other places it takes to see it."""

    id: str
    type: FindingType
    mark: Mark
    anchor: Anchor
    related: tuple[Anchor, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Located:
    """An annotation with where it stands in the documents as read; `own` is empty where its anchor was lost."""

    annotation: Annotation
    own: tuple[Place, ...]
    related: tuple[Place, ...]


@dataclass(frozen=True)
class Manuscript:
    """A manuscript with planted faults, its split, and its annotations."""

    path: Path
    split: Split
    annotations: tuple[Annotation, ...]


def fault_cases() -> Path:
    """The planted faults of the samples, and places that are in order."""
    return _cases() / "faults.jsonl"


def audit_cases() -> Path:
    """What else an audit of the samples may find, and what one of the literature finds."""
    return _cases() / "audit.jsonl"


def load_annotations(path: Path, name: str = "", source: str = "") -> tuple[Annotation, ...]:
    """The annotations in the file, about the document called `name` where a line names none.

    With `source`, those alone that are about this body of text. Raises CaseError with the line that is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} can't be read: {error}") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            record = json.loads(line)
            if source in ("", record.get("source")):
                found.append(_annotation(record, name))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CaseError(f"{path}, line {number}: {type(error).__name__}: {error}") from error
    return tuple(found)


def load_manuscripts(split: str) -> tuple[Manuscript, ...]:
    """The manuscripts of a split (or "all"), by name; raises CaseError."""
    folder = _cases() / "manuscripts"
    splits = json.loads((folder / "splits.json").read_text(encoding="utf-8"))
    return tuple(
        Manuscript(
            folder / f"{name}.md", one_of(of, SPLITS), load_annotations(folder / f"{name}.jsonl", name=f"{name}.md")
        )
        for name, of in sorted(splits.items())
        if split in ("all", of)
    )


def located(annotations: Iterable[Annotation], document: Callable[[str], Document]) -> tuple[Located, ...]:
    """Where the annotations stand; `document` gives a document by its name."""
    return tuple(_located(one, document) for one in annotations)


def _located(one: Annotation, document: Callable[[str], Document]) -> Located:
    own = places_of(one.anchor, document)
    related = [place for anchor in one.related for place in places_of(anchor, document)]
    if one.type == "duplicate_paragraph":
        # The anchor is how the paragraph begins, and all of it is meant.
        own, related = ([_paragraph(place, document) for place in each] for each in (own, related))
    return Located(one, tuple(own), tuple(related))


def _paragraph(place: Place, document: Callable[[str], Document]) -> Place:
    """What stands around the place between empty lines."""
    text = document(place.doc).text
    start = text.rfind("\n\n", 0, place.span.start) + 2
    end = text.find("\n\n", place.span.end)
    return Place(place.doc, Span(0 if start == 1 else start, len(text) if end < 0 else end))


def _annotation(record: Mapping[str, Any], name: str) -> Annotation:
    return Annotation(
        id=str(record["id"]),
        type=one_of(record["type"], TYPES),
        mark=one_of(record["verdict"], MARKS),
        anchor=anchor_of({"doc": name, **record}),
        related=tuple(anchor_of({"doc": name, **place}) for place in record["related"]),
        note=str(record.get("note", "")),
    )


def _cases() -> Path:
    return Path(__file__).resolve().parent / "cases"
