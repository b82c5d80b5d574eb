"""Cases: questions over the sample literature, with the places that a right answer quotes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, get_args

from evals.errors import CaseError
from service.ask.answer import Question

Split = Literal["tune", "report"]
"""`tune` cases may be looked at while choosing figures in the code; `report` cases are only ever measured."""

Kind = Literal["answerable", "table", "attribution", "comparison", "unanswerable", "off-topic"]

Name = TypeVar("Name", bound=str)

KINDS: tuple[Kind, ...] = get_args(Kind)
SPLITS: tuple[Split, ...] = get_args(Split)


@dataclass(frozen=True)
class Anchor:
    """A stretch of a document's text that a right quotation overlaps; white space doesn't matter."""

    doc: str
    text: str


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
        record = json.loads(line)
        case = Case(
            id=str(record["id"]),
            split=_one_of(record["split"], SPLITS),
            kind=_one_of(record["kind"], KINDS),
            question=str(record["question"]),
            history=tuple(str(earlier) for earlier in record.get("history") or ()),
            parts=tuple(_part(part) for part in record.get("answers") or ()),
            note=str(record.get("note", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CaseError(f"{where}: {type(error).__name__}: {error}") from error
    if case.answerable == (case.kind in ("unanswerable", "off-topic")):
        raise CaseError(f"{where}: a case of kind {case.kind!r} has {len(case.parts)} answers")
    return case


def _part(record: Mapping[str, object]) -> Part:
    others = record.get("or") or ()
    if not isinstance(others, list | tuple):
        raise ValueError(f'"or" needs a list, not {others!r}')
    return Part(tuple(_anchor(place) for place in (record, *others)))


def _anchor(record: Mapping[str, object]) -> Anchor:
    anchor = Anchor(str(record["doc"]), str(record["anchor"]))
    if not anchor.text.strip():
        raise ValueError("an anchor is empty")
    return anchor


def _one_of(value: object, names: Sequence[Name]) -> Name:
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
