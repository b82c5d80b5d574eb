"""Nothing is read again that the answer doesn't rest on: a fact is looked up first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from indexer.pair_model import Read
from indexer.retrieval import Retriever
from service.ask.abstention import Calibration
from service.ask.answer import Question
from service.ask.asker import Asker
from service.ask.rereading import Rereader

PAPER = """# Weirs of the south

Tobias Quill

Keywords: weir, toll

## Weirs

We recommend that councils pay. Weirs hold the water back.

## References

1. Marsh, B. (1990). Locks. Ostby: Quay Press.
"""


class Counted:
    """A reader of pairs that counts what it was given to read."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def logits(self, question: str, passages: Sequence[Read]) -> tuple[float, ...]:
        self.asked.append(question)
        return tuple(0.0 for _ in passages)


@pytest.mark.parametrize(
    ("question", "reads"),
    [
        ("What are the keywords of weirs.md?", False),
        ("How many references has weirs.md?", False),
        ("Which works does weirs.md cite?", False),
        ("What does weirs.md recommend?", False),
        ("When was weirs.md accepted?", False),
        ("2+2", False),
        ("What holds the water back?", True),
    ],
)
def test_only_what_is_searched_for_is_read_again(library, hold, text_document, question, reads):
    hold(library, text_document(PAPER, "weirs.md"))
    pairs = Counted()
    Asker(library, Retriever(library), Calibration(), Rereader(library, pairs)).ask(Question(question))
    assert bool(pairs.asked) is reads
