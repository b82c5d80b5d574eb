"""Answers quote what stands in the documents, or say that nothing does."""

from __future__ import annotations

import pytest

from corpus.document import Span
from indexer.library import Library
from indexer.sentence_encoder import SentenceEncoder
from service import bootstrap
from service.ask.answer import Question
from service.ask.completing import with_antecedent, with_list

PORTS = (
    "Ports on the northern coast grew with the coal trade of the nineteenth century.",
    "The harbour of Ostby handled 4,120 tonnes of coal in 1887.",
    "Shipyards followed the ports, and hired the same smiths.",
)
SCHOOLS = (
    "Technical schools taught drawing and metallurgy to apprentices.",
    "Apprentices who finished the school earned a third more than those who did not.",
    "Three subjects were compulsory: drawing, arithmetic and metallurgy.",
)


@pytest.fixture
def asker(library, hold, make_document):
    hold(library, make_document(*PORTS, name="ports.txt", title="Ports of the north"))
    hold(library, make_document(*SCHOOLS, name="schools.txt", title="Schools of the trades"))
    return bootstrap.asker(library)


def test_answer_is_a_verbatim_span_with_its_citation(asker, library):
    answer = asker.ask(Question("How many tonnes of coal did the harbour of Ostby handle in 1887?", id="q1"))
    assert not answer.abstained
    assert answer.id == "q1"
    assert answer.quotes[0].doc == "ports.txt"
    assert "4,120 tonnes" in answer.quotes[0].text
    for quote in answer.quotes:
        text = library.document(library.holding(quote.document_id)).text
        assert text[quote.start : quote.end] == quote.text
        assert quote.citation.startswith("(")


def test_question_beyond_the_library_gets_no_quotes_and_the_name_that_is_missing(asker):
    answer = asker.ask(Question("What did Napoleon eat at Waterloo?"))
    assert answer.abstained
    assert answer.quotes == ()
    assert "“Napoleon”" in answer.reason
    assert answer.reason in answer.answer


def test_empty_library_says_not_found(library):
    answer = bootstrap.asker(library).ask(Question("Anything at all?"))
    assert answer.abstained
    assert "pincite add" in answer.reason
    assert answer.nearest == ()


def test_same_question_gives_an_equal_answer_in_another_process(asker, library):
    question = Question("Who hired the smiths?")
    first = asker.ask(question)
    library.close()
    with Library(library.folder, library.encoder) as again:
        assert bootstrap.asker(again).ask(question) == first


def test_repeated_sentence_is_quoted_once(asker, library, hold, make_document):
    hold(library, make_document(PORTS[1], name="copy.txt", title="A copy"))
    answer = asker.ask(Question("How many tonnes of coal did the harbour of Ostby handle in 1887?"))
    texts = [quote.text for quote in answer.quotes]
    assert len(texts) == len(set(texts))


def test_list_is_quoted_with_the_sentence_that_announces_it(make_document):
    document = make_document("unused")
    text = "Clusters help in three ways:\n\n- shared labour;\n- suppliers near by;\n- ideas.\n\nNothing else."
    items = ["Clusters help in three ways:", "shared labour;", "suppliers near by;", "ideas.", "Nothing else."]
    spans = tuple(Span(text.index(item), text.index(item) + len(item)) for item in items)
    document = type(document)(**{**vars(document), "text": text, "sentences": spans, "sections": ()})
    assert with_list(spans[0], document).of(text).endswith("- ideas.")
    assert with_list(spans[3], document) == spans[3]


def test_sentence_that_points_back_is_quoted_with_the_one_before_it(make_document):
    document = make_document("The premium is seven per cent.", "It is highest for engineers.", "Wages rose.")
    first, second, third = document.sentences
    assert with_antecedent(second, document) == Span(first.start, second.end)
    assert with_antecedent(third, document) == third
    assert with_antecedent(first, document) == first


@pytest.mark.slow
def test_meaning_finds_what_wording_does_not(tmp_path, hold, make_document):
    with Library(tmp_path / "real", SentenceEncoder(), create=True) as library:
        hold(library, make_document(*PORTS, name="ports.txt", title="Ports of the north"))
        hold(library, make_document(*SCHOOLS, name="schools.txt", title="Schools of the trades"))
        answer = bootstrap.asker(library).ask(Question("Did graduates get better pay?"))
    nearest = (answer.quotes or answer.nearest)[0]
    assert "earned a third more" in nearest.text
