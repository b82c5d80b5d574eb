"""Cases: questions over the sample literature or other texts, with the places that a right answer quotes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from corpus.document import Span
from evals.errors import CaseError, MaterialError
from service.ask.answer import Question

Split = Literal["tune", "report"]
"""`tune` cases may be looked at while choosing figures in the code; `report` cases are only ever measured."""

Kind = Literal[
    "answerable",
    "number",
    "table",
    "attribution",
    "definition",
    "list",
    "comparison",
    "document",
    "unanswerable",
    "false-premise",
    "off-topic",
]
"""What is asked for; `document` asks about a document itself, `false-premise` supposes what isn't so."""

Name = TypeVar("Name", bound=str)

KINDS: tuple[Kind, ...] = get_args(Kind)
SPLITS: tuple[Split, ...] = get_args(Split)
UNANSWERED: frozenset[Kind] = frozenset({"unanswerable", "false-premise", "off-topic"})
"""Kinds of case to which no place is an answer."""


@dataclass(frozen=True)
class Anchor:
    """A stretch of a document's text that a right quotation overlaps.

    It is given by its words (`text`; white space doesn't matter, and with `letters_only` nothing but letters and
    digits does), or by its place (`span`, in characters of the file). Of words that stand there several times,
    `occurrence` says which ones are meant, counting from 1; without it, all are.
    """

    doc: str
    text: str = ""
    span: Span | None = None
    letters_only: bool = False
    occurrence: int | None = None

    def __str__(self) -> str:
        return self.text if self.span is None else f"characters {self.span.start} to {self.span.end}"


@dataclass(frozen=True)
class Part:
    """One thing that an answer must say, and every place that says it."""

    anchors: tuple[Anchor, ...]


@dataclass(frozen=True)
class Case:
    """A question, and the parts that an answer must cover; no parts where the literature doesn't answer it."""

    id: str
    split: Split
    kind: Kind
    question: str
    history: tuple[str, ...]
    parts: tuple[Part, ...]
    note: str = ""
    theme: str = ""
    answer: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the literature answers it."""
        return bool(self.parts)

    def asked(self) -> Question:
        """The case as the product takes it."""
        return Question(self.question, self.id, self.history)


def grounding_cases() -> Path:
    """The cases that come with Pincite."""
    return Path(__file__).resolve().parent / "cases" / "grounding.jsonl"


def literature_cases() -> Path:
    """The cases over texts that don't come with Pincite: `--texts` says where they are."""
    return grounding_cases().with_name("literature.jsonl")


def sources_of(path: Path) -> dict[str, str]:
    """The files that the cases in `path` are about, and the SHA-256 of each: `<name>_sources.json` beside them.

    Raises CaseError.
    """
    beside = path.with_name(f"{path.stem}_sources.json")
    try:
        return {str(name): str(digest) for name, digest in json.loads(beside.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError) as error:
        raise CaseError(f"{beside} doesn't say which files the cases are about: {error}") from error


def checked_sources(path: Path, folder: Path) -> tuple[Path, ...]:
    """The files in `folder` that the cases in `path` are about, by name.

    Raises MaterialError for one that is missing or has other content: offsets would point at anything.
    """
    return tuple(_checked(folder / name, digest) for name, digest in sorted(sources_of(path).items()))


def _checked(source: Path, digest: str) -> Path:
    try:
        found = hashlib.sha256(source.read_bytes()).hexdigest()
    except OSError as error:
        raise MaterialError(f"{source} is needed for these cases and can't be read: {error.strerror}") from error
    if found != digest:
        raise MaterialError(
            f"{source} is not the file that these cases are about (SHA-256 {found[:12]}…, expected {digest[:12]}…)"
        )
    return source


def load_cases(path: Path, splits: Sequence[str] = SPLITS) -> tuple[Case, ...]:
    """The cases of these splits, in the file's order; raises CaseError with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} can't be read: {error}") from error
    cases = [_case(f"{path}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    _refuse_twins(path, cases)
    return tuple(case for case in cases if case.split in splits)


def _case(where: str, line: str) -> Case:
    try:
        case = case_of(json.loads(line))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CaseError(f"{where}: {type(error).__name__}: {error}") from error
    if case.answerable == (case.kind in UNANSWERED):
        raise CaseError(f"{where}: a case of kind {case.kind!r} has {len(case.parts)} answers")
    return case


def case_of(record: Mapping[str, Any]) -> Case:
    """The case as a line of JSON holds it. Raises KeyError, TypeError, ValueError or AttributeError."""
    return Case(
        id=str(record["id"]),
        split=one_of(record["split"], SPLITS),
        kind=one_of(record["kind"], KINDS),
        question=str(record["question"]),
        history=tuple(str(earlier) for earlier in record.get("history") or ()),
        parts=tuple(_part(part) for part in record.get("answers") or ()),
        note=str(record.get("note", "")),
        theme=str(record.get("theme", "")),
        answer=str(record.get("answer", "")),
    )


def _part(record: Mapping[str, object]) -> Part:
    others = record.get("or") or ()
    if not isinstance(others, list | tuple):
        raise ValueError(f'"or" needs a list, not {others!r}')
    return Part(tuple(anchor_of(place) for place in (record, *others)))


def anchor_of(record: Mapping[str, object]) -> Anchor:
    """The place as JSON holds it. Raises KeyError or ValueError."""
    doc = str(record["doc"])
    if "anchor" not in record:
        return Anchor(doc, span=Span(_offset(record["start"]), _offset(record["end"])))
    anchor = Anchor(doc, str(record["anchor"]), occurrence=_occurrence(record.get("occurrence")))
    if not anchor.text.strip():
        raise ValueError("an anchor is empty")
    return anchor


def _occurrence(value: object) -> int | None:
    return None if value is None else _offset(value)


def _offset(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(f"an offset is a whole number, not {value!r}")
    return value


def one_of(value: object, names: Sequence[Name]) -> Name:
    """The name that the value is; raises ValueError for one that is none of them."""
    for name in names:
        if name == value:
            return name
    raise ValueError(f"{value!r} is none of {', '.join(names)}")


def _refuse_twins(path: Path, cases: Sequence[Case]) -> None:
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise CaseError(f"{path}: two cases have the id {case.id!r}")
        seen.add(case.id)
