"""What a library tells of its words and of a document's own lines, without a search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.document import Reference, Span


@pytest.fixture
def held(library, hold, make_document):
    entry = "Prather, A. (2012). Sleep and shots."
    document = make_document("Nets were given to Kenyan pupils.", "Pupils slept well.", entry, name="nets.txt")
    span = Span(document.text.index(entry), document.text.index(entry) + len(entry))
    reference = Reference(1, span, entry, None, {}, 1.0)
    hold(library, replace(document, sentences=document.sentences[:2], references=(reference,)))
    hold(library, make_document("Ports grew with coal.", name="ports.txt", title="Harbours"))
    return library


def test_vocabulary_has_words_of_passages_and_contexts_but_not_of_references(held):
    vocabulary = held.vocabulary()
    assert vocabulary.counts["pupils"] == 2
    assert "harbours" in vocabulary.counts
    assert "prather" not in vocabulary.counts
    assert "kenyan" in vocabulary.names
    assert "pupils" not in vocabulary.names


def test_documents_are_told_by_the_beginning_of_a_word(held):
    digest = held.holding("nets.txt").digest
    assert held.passages_with("kenya") == {digest: 1}
    assert held.passages_with("prather") == {}


def test_passages_of_a_document_come_by_kind_in_order(held):
    holding = held.holding("nets.txt")
    readings = [passage.passage.reading for passage in held.passages_of(holding, ["sentence"])]
    assert readings == ["Nets were given to Kenyan pupils.", "Pupils slept well."]
    assert [passage.passage.kind for passage in held.passages_of(holding, ["reference", "front"])] == ["reference"]


def test_references_are_found_by_a_name_in_them(held):
    (entry,) = held.references_naming("Prather")
    assert entry.document.name == "nets.txt"
    assert held.references_naming("coal") == ()
    assert held.references_naming('"; DROP') == ()


def test_version_differs_after_a_change(held, hold, make_document):
    before = held.version()
    assert held.version() == before
    hold(held, make_document("Another sentence.", name="more.txt"))
    assert held.version() != before
