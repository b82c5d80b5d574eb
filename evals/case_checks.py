"""Checks: whether cases over texts that are not ours are sound, and hold nothing of those texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.case_splits import shared_places, splits
from evals.cases import Case, case_of
from evals.errors import CaseError

COPIED_WORDS = 8
"""As many words in a row as in a text are a copy of it."""

_WORD = re.compile(r"\w+")


def faults(cases: Sequence[Case], texts: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with the cases, a line each; `texts` gives each text by its file's name."""
    runs = frozenset(run for text in texts.values() for run in word_runs(text))
    found = [fault for case in cases for fault in _faults(case, texts, runs)]
    return (*found, *_split_faults(cases))


def word_runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of as many words as make a copy, case and marks aside."""
    words = [word.casefold() for word in _WORD.findall(text)]
    for start in range(len(words) - COPIED_WORDS + 1):
        yield tuple(words[start : start + COPIED_WORDS])


def _faults(case: Case, texts: Mapping[str, str], runs: frozenset[tuple[str, ...]]) -> Iterator[str]:
    for part in case.parts:
        for anchor in part.anchors:
            text = texts.get(anchor.doc)
            if text is None:
                yield f"{case.id}: {anchor.doc} is none of the texts"
            elif anchor.span is None:
                yield f"{case.id}: its places must be given by offsets, since no words of the texts may stand here"
            elif anchor.span.end > len(text):
                yield f"{case.id}: {anchor.doc} ends at {len(text)}, before {anchor.span.end}"
            elif not anchor.span.of(text).strip():
                yield f"{case.id}: nothing stands at {anchor} of {anchor.doc}"
    for said in (case.question, *case.history, case.answer, case.note):
        copied = next((run for run in word_runs(said) if run in runs), None)
        if copied:
            yield f"{case.id}: copies a text: “{' '.join(copied)}”"


def _split_faults(cases: Sequence[Case]) -> Iterator[str]:
    of_theme = {case.theme: case.split for case in cases}
    for case in cases:
        if case.split != of_theme[case.theme]:
            yield f"{case.id}: its theme {case.theme!r} stands in both splits"
    for one, two in shared_places(cases):
        if one.split != two.split:
            yield f"{one.id} and {two.id} share a place and stand in two splits"


def divided(drafts: Sequence[Path]) -> tuple[dict[str, Any], ...]:
    """The cases of all drafts with their `split`, as lines of JSON hold them; raises CaseError."""
    records = [(f"{path}, line {n}", line) for path in drafts for n, line in enumerate(_lines(path), 1) if line.strip()]
    read = [_record(where, line) for where, line in records]
    parts = splits([case for _, case in read])
    return tuple({**record, "split": parts[case.theme]} for record, case in read)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} can't be read: {error}") from error


def _record(where: str, line: str) -> tuple[dict[str, Any], Case]:
    try:
        record = json.loads(line)
        # A draft has no split yet; any one makes it a case.
        return record, case_of({**record, "split": "tune"})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CaseError(f"{where}: {type(error).__name__}: {error}") from error
