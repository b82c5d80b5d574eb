"""Retrieval: the order of adding changes nothing, and a passage's neighbours are those of its own document."""

from __future__ import annotations

from itertools import permutations

import pytest

from indexer.encoder import HashingEncoder
from indexer.library import Library
from indexer.retrieval import DEFAULT_WEIGHTS, Retriever, Weights

PAPERS = {
    "coal.txt": ("Coal made the harbour rich.", "Ships carried coal to the south."),
    "sheep.txt": ("Sheep graze on the hills.", "The harbour shipped wool."),
    "coast.txt": ("Coal and wool went by the harbour.", "The coast is steep."),
}


def ranked(library: Library, weights: Weights = DEFAULT_WEIGHTS):
    retriever = Retriever(library, weights)
    hits = retriever.search(retriever.query("coal in the harbour", ("coal", "harbour")))
    return [(hit.held.document.name, hit.held.passage.span.start, hit.score) for hit in hits]


@pytest.fixture
def filled(library, hold, make_document):
    for name, sentences in PAPERS.items():
        hold(library, make_document(*sentences, name=name))
    return library


def test_order_of_adding_changes_no_score(tmp_path, hold, make_document):
    results = []
    for number, names in enumerate(permutations(PAPERS)):
        with Library(tmp_path / str(number), HashingEncoder(64), create=True) as library:
            for name in names:
                hold(library, make_document(*PAPERS[name], name=name))
            results.append(ranked(library))
    assert all(result == results[0] for result in results)


def test_one_ranker_alone_is_the_other_without_weight(filled):
    assert ranked(filled, Weights(dense=1, neighbour=0)) != ranked(filled, Weights(dense=0, neighbour=0))
    wording = ranked(filled, Weights(dense=0, neighbour=0))
    assert wording[0][2] == 1
    assert all(0 <= score <= 1 for _, _, score in wording)


def test_scores_fall_and_equals_are_ordered_by_document_and_place(filled):
    result = ranked(filled)
    assert result == sorted(result, key=lambda row: (-row[2], row[0], row[1]))


def test_question_without_a_known_word_still_has_nearest_passages(filled):
    retriever = Retriever(filled)
    assert retriever.search(retriever.query("zebra", ("zebra",)))
