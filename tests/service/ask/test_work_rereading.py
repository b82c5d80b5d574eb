"""Works read again: the order is the pairs' where they are sure, and the ranker's where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder, query_vector
from indexer.library import Library
from indexer.pair_model import Read
from indexer.works import WorkRanker
from service.ask.rereading import FARTHEST, Pairs
from service.ask.work_rereading import WorkRereader

TEXTS = {
    "bees.md": "# Bees\n\nA colony keeps its brood warm. Drones leave the hive in autumn. Bees make wax.\n",
    "kilns.md": "# Kilns\n\nA tunnel kiln fires bricks for two days. Bricks leave it cold. The fuel is gas.\n",
    "walls.md": "# Walls\n\nA tunnel kiln fires bricks of this wall. Bricks are laid in lime.\n",
}
ASKED = "Which tunnel kiln fires bricks?"


class Worded:
    """Takes a passage for an answer if it has a word."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.seen: list[Read] = []

    def logits(self, question: str, passages: Sequence[Read]) -> tuple[float, ...]:
        """High with the word, low without."""
        self.seen += passages
        return tuple(FARTHEST if self.word in passage.sentence else -FARTHEST for passage in passages)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    held = Library(tmp_path / "library", HashingEncoder(256), create=True)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        held.put(read(tmp_path / name), tmp_path / name, "1")
    return held


def ranked(library: Library, pairs: Pairs | None, most: int = 3) -> list[str]:
    ranker = WorkRereader(library, WorkRanker(library), pairs)
    words = ["tunnel", "kiln", "fires", "bricks"]
    return [work.document.name for work in ranker.rank(ASKED, query_vector(library.encoder, ASKED), words, most)]


def test_without_pairs_the_order_is_the_rankers(library: Library) -> None:
    vector = query_vector(library.encoder, ASKED)
    plain = WorkRanker(library).rank(vector, ["tunnel", "kiln", "fires", "bricks"])
    assert ranked(library, None) == [work.document.name for work in plain]


@pytest.mark.parametrize("name, word", [("kilns.md", "two days"), ("walls.md", "of this wall")])
def test_the_work_whose_sentence_answers_comes_first(library: Library, name: str, word: str) -> None:
    assert ranked(library, Worded(word))[0] == name


def test_only_the_nearest_sentences_are_read_each_beside_its_title(library: Library) -> None:
    pairs = Worded("nothing")
    ranked(library, pairs)
    kilns = [read for read in pairs.seen if read.context.startswith("Kilns")]
    assert "A tunnel kiln fires bricks for two days." in {read.sentence for read in kilns}
    assert len(kilns) == 2


def test_no_more_than_asked_for(library: Library) -> None:
    assert len(ranked(library, Worded("two days"), most=1)) == 1


def test_an_empty_library_has_none(tmp_path: Path) -> None:
    assert ranked(Library(tmp_path / "empty", HashingEncoder(64), create=True), Worded("x")) == []
