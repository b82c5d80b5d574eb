"""Reference lists as such: all that a work cites, what two of them share, who cites whom, and which kind it is."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question

WEIRS = """# Weirs of the south

Tobias Quill

## Weirs

Weirs hold the water back [1, 2, 3].

## References

1. Marsh, B. (1990). Locks of the north and their keepers. Ostby: Quay Press.
2. Marsh, B. (1998). Keepers of locks at night. Journal of Rivers, 12(3), 44-61.
3. Pike, A. (2001). Salmon in autumn rivers. Journal of Rivers, 15(1), 1-12.
"""
TOLLS = """# Tolls of the north

Greta Holm

## Tolls

Tolls rose in the spring [1, 2].

## References

1. Marsh, B. (1990). Locks of the north and their keepers. Ostby: Quay Press.
2. Quill, T. (2010). Weirs of the south. Journal of Rivers, 20(1), 1-30.
"""


@pytest.fixture
def asker(library, hold, text_document):
    hold(library, text_document(WEIRS, "weirs-2010.md"))
    hold(library, text_document(TOLLS, "tolls-2015.md"))
    return bootstrap.asker(library)


@pytest.mark.parametrize(
    "question",
    [
        "Which works does weirs-2010.md cite?",
        "What are the references of weirs-2010.md?",
        "Show me the bibliography of weirs-2010.md",
        "Who is cited in weirs-2010.md?",
        "List all works cited in weirs-2010.md",
    ],
)
def test_the_whole_list_is_quoted(asker, question):
    answer = asker.ask(Question(question))
    assert [quote.doc for quote in answer.quotes] == ["weirs-2010.md"] * 3
    assert any("3 entries in its reference list" in notice.text for notice in answer.notices)


def test_what_two_lists_share_is_told_once(asker):
    answer = asker.ask(Question("Which works do both weirs-2010.md and tolls-2015.md cite?"))
    assert len(answer.quotes) == 1
    assert "Locks of the north" in answer.quotes[0].text


def test_a_work_that_several_lists_have_is_told_once(asker):
    texts = [quote.text for quote in asker.ask(Question("Which works by Marsh are cited?")).quotes]
    assert len(texts) == 2


def test_books_are_told_apart_from_articles(asker):
    (book,) = asker.ask(Question("Which books by Marsh are cited?")).quotes
    assert "Quay Press" in book.text
    (article,) = asker.ask(Question("Which articles by Marsh are cited?")).quotes
    assert "Journal of Rivers" in article.text


@pytest.mark.parametrize(
    "question", ["Which papers cite Marsh (1990)?", "Which documents cite Marsh?", "Who cites Marsh?"]
)
def test_each_list_is_told_that_cites_an_author(asker, question):
    answer = asker.ask(Question(question))
    assert {quote.doc for quote in answer.quotes} == {"weirs-2010.md", "tolls-2015.md"}


def test_what_is_cited_on_a_topic_is_not_the_whole_list(asker):
    answer = asker.ask(Question("Which works on salmon does weirs-2010.md cite?"))
    assert [quote.text for quote in answer.quotes] == [quote.text for quote in answer.quotes if "Salmon" in quote.text]
