"""Full-text search: any text can be held and any word asked for."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.lexical import SqliteLexicalIndex, searchable


@pytest.fixture
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute(SqliteLexicalIndex.SCHEMA)
    yield SqliteLexicalIndex(connection)
    connection.close()


def test_forms_of_a_word_and_accents_are_one(index):
    index.add([(1, "Clustering helps exporters in Baden-Württemberg.", ""), (2, "Nothing of the kind.", "")])
    for word in ("clusters", "exporting", "wurttemberg", "WÜRTTEMBERG"):
        assert [i for i, _ in index.search([word], 5)] == [1]


def test_word_in_the_passage_counts_more_than_in_its_context(index):
    index.add([(1, "wages rose", "ports"), (2, "ports grew", "wages")])
    assert [i for i, _ in index.search(["ports"], 5)] == [2, 1]


def test_scores_are_positive_and_fall(index):
    index.add((i, "coal " * i + "sheep " * (6 - i), "") for i in range(6))
    scores = [score for _, score in index.search(["coal"], 10)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_note_numbers_do_not_hide_a_word(index):
    index.add([(1, "Firms form networks³ over time.", "")])
    assert [i for i, _ in index.search(["network"], 5)] == [1]


def test_removed_passages_are_not_found(index):
    index.add([(1, "coal", ""), (2, "coal", "")])
    index.remove([1])
    assert [i for i, _ in index.search(["coal"], 5)] == [2]
    assert index.document_frequency(["coal", "gold"]) == {"coal": 1, "gold": 0}
    assert index.standing_in("coal", [1, 2]) == frozenset({2})


@given(word=st.text(min_size=1, max_size=30), text=st.text(max_size=200))
def test_no_word_acts_as_query_syntax(word, text):
    connection = sqlite3.connect(":memory:")
    connection.execute(SqliteLexicalIndex.SCHEMA)
    index = SqliteLexicalIndex(connection)
    index.add([(1, text, text)])
    assert index.search([word], 5) in ([], index.search([word], 1))
    assert searchable(text) == searchable(searchable(text))
    connection.close()
