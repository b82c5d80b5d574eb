"""A document that says one sentence hundreds of times, or has one of very many words, is compared in few steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from corpus.document import Document
from service.audit import meeting
from service.audit.likeness import MOST_COMPARED, longest_run
from service.audit.meeting import MOST_EQUAL, Compared, meet
from service.audit.sketch import sketch

SAID = "The harbour of Ostby was dredged every spring because the river carries sand into the basin."
OTHER = "The harbour of Ostby was dredged every winter because the river carries sand into the basin."


def compared(document: Document) -> Compared:
    made = sketch(document)
    return Compared(made, np.ones((len(made.sentences), 1), dtype=np.float32))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts how often two sentences are compared."""
    counted: Counter[str] = Counter()
    plain = meeting.likeness

    def counting(*arguments: object) -> object:
        counted["likeness"] += 1
        return plain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(meeting, "likeness", counting)
    return counted


def joined(document: Document) -> tuple[int, int]:
    """How many sentences are matched with any, and in how many parts they hang together."""
    found = compared(document)
    pairs = [(match.one.start, match.two.start) for match in meet(found, found, ())]
    parts: list[set[int]] = []
    for one, two in pairs:
        near = [part for part in parts if {one, two} & part]
        parts = [part for part in parts if part not in near] + [{one, two}.union(*near)]
    return sum(len(part) for part in parts), len(parts)


def test_a_sentence_that_comes_very_often_is_compared_with_few(
    calls: Counter[str], make_document: Callable[..., Document]
) -> None:
    assert joined(make_document(*[SAID] * 400)) == (400, 1)
    assert calls["likeness"] <= 3 * 400


def test_a_sentence_of_some_times_is_compared_with_each(
    calls: Counter[str], make_document: Callable[..., Document]
) -> None:
    assert joined(make_document(*[SAID] * MOST_EQUAL)) == (MOST_EQUAL, 1)
    assert calls["likeness"] == MOST_EQUAL * (MOST_EQUAL - 1) // 2


def test_what_is_nearly_the_same_is_still_matched_with_what_comes_very_often(
    make_document: Callable[..., Document],
) -> None:
    others = [f"Pilots{n} knew{n} bars{n} by{n} colours{n} of{n} waters{n}." for n in range(300)]
    assert joined(make_document(*[SAID] * 50, OTHER, *[SAID] * 50, *others)) == (101, 1)


def test_of_a_sentence_without_an_end_the_beginning_is_compared() -> None:
    words = ("coal", "quay", "harbour", "basin") * 20_000
    assert len(longest_run(words, words)) == MOST_COMPARED
    assert longest_run(("a", "b", "c"), ("x", "b", "c")) == ("b", "c")
