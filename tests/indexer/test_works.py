from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.library import Library
from indexer.works import NearPassage, WorkRanker, rank_works

TEXTS = {
    "kilns.md": "# Kilns\n\nA tunnel kiln fires bricks for two days. Bricks leave it cold. The fuel is gas or coal.\n",
    "bees.md": "# Bees\n\nA colony keeps its brood warm. Drones leave the hive in autumn. Bees make wax.\n",
    "tides.md": "# Tides\n\nThe moon raises two tides a day. Neap tides are low. Bricks are no matter of tides.\n",
}


hits = st.lists(st.tuples(st.sampled_from("abcd"), st.floats(-1, 1)), max_size=12).map(
    lambda drawn: [NearPassage(number, name, cosine) for number, (name, cosine) in enumerate(drawn)]
)
wordings = st.dictionaries(st.sampled_from("abcd"), st.floats(0, 20))


@given(hits, wordings)
def test_each_document_stands_once_whatever_the_order_of_its_passages(
    drawn: list[NearPassage], wording: dict[str, float]
) -> None:
    ranked = rank_works(drawn, wording)
    assert sorted(one.work for one in ranked) == sorted({passage.work for passage in drawn})
    assert [work.score for work in ranked] == sorted((work.score for work in ranked), reverse=True)
    assert rank_works(reversed(drawn), wording) == ranked


@given(hits, wordings)
def test_the_nearest_passage_speaks_for_its_document(drawn: list[NearPassage], wording: dict[str, float]) -> None:
    for work in rank_works(drawn, wording):
        cosines = {passage.id: passage.cosine for passage in drawn if passage.work == work.work}
        assert cosines[work.nearest] == max(cosines.values())


def test_a_score_computed_by_hand() -> None:
    works = rank_works(
        [NearPassage(1, "a", 0.5), NearPassage(2, "b", 0.9), NearPassage(3, "a", 0.8)], {"a": 6.0, "b": 3.0}, dense=0.5
    )
    assert [(one.work, one.nearest) for one in works] == [("a", 3), ("b", 2)]
    assert [one.score for one in works] == [0.9, 0.7]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    held = Library(tmp_path / "library", HashingEncoder(256), create=True)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        held.put(read(tmp_path / name), tmp_path / name, "1")
    return held


@pytest.mark.parametrize("feedback", [0.0, 0.3])
def test_the_document_about_it_comes_first(library: Library, feedback: float) -> None:
    with library:
        ranker = WorkRanker(library, feedback=feedback)
        for question, name in (
            ("bricks fired in a kiln", "kilns.md"),
            ("wax of bees", "bees.md"),
            ("tides", "tides.md"),
        ):
            ranked = ranker.rank(library.encoder.encode([question])[0], question.split())
            assert ranked[0].document.name == name


def test_a_removed_document_is_no_longer_counted(library: Library) -> None:
    with library:
        ranker = WorkRanker(library)
        vector = library.encoder.encode(["bricks"])[0]
        kilns, tides = (library.holding(name).digest for name in ("kilns.md", "tides.md"))
        before = {one.work: one.bm25 for one in ranker.scores(vector, ["bricks"])}
        library.remove("kilns.md")
        after = {one.work: one.bm25 for one in ranker.scores(vector, ["bricks"])}
        assert before[kilns] > before[tides] > 0
        assert kilns not in after
        assert after[tides] > before[tides]


def test_an_empty_library_has_no_works(tmp_path: Path) -> None:
    with Library(tmp_path / "library", HashingEncoder(64), create=True) as empty:
        assert WorkRanker(empty).rank(empty.encoder.encode(["bricks"])[0], ["bricks"]) == ()


def test_the_name_of_a_word_is_searched_and_no_syntax(library: Library) -> None:
    with library:
        assert library.works_with('bricks" OR "bees') == {}
        assert set(library.works_with("brick").values()) == {1, 2}
        assert sum(library.work_sizes().values()) > 0
