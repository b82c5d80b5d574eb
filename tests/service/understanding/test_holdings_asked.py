"""Questions for the documents of a library as such are answered by the list of what is held."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.read import read
from service import bootstrap
from service.ask.answer import Question
from service.ask.scope import Scope
from service.ask.understanding.holdings_asked import AskedHoldings, holdings_asked

BOTH = {"sleep-2019.md", "nets.md"}


@pytest.fixture(scope="module")
def asker(medicine):
    return bootstrap.asker(medicine)


@pytest.mark.parametrize(
    "question",
    [
        "What is this library about?",
        "What can I ask you?",
        "Which papers do you have?",
        "What is in here?",
        "What's in this library?",
        "What does your collection contain?",
        "How many documents are there?",
        "List all documents",
        "Show me the papers",
        "Which topics are covered?",
        "what papers are available",
    ],
)
def test_what_is_held_is_told_by_its_titles(asker, question):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert {quote.doc for quote in answer.quotes} == BOTH
    assert any(
        quote.text.endswith("Short nights and antibody response after influenza vaccination") for quote in answer.quotes
    )
    assert [n.text for n in answer.notices] == ["2 documents are held, published from 2015 to 2019."]


@pytest.mark.parametrize(
    ("question", "documents", "told"),
    [
        ("Which documents are from 2019?", {"sleep-2019.md"}, "1 document of 2019 is held."),
        ("What was published after 2015?", {"sleep-2019.md"}, "1 document of 2016 or later is held."),
        ("documents from before 2016", {"nets.md"}, "1 document of 2015 or earlier is held."),
        (
            "Which papers are from the 2010s?",
            BOTH,
            "2 documents of 2010 to 2019 are held, published from 2015 to 2019.",
        ),
        (
            "What is the second oldest document?",
            {"sleep-2019.md"},
            "The second oldest of the documents held is of 2019.",
        ),
        ("two newest documents", BOTH, "The two newest of the documents held are of 2015 to 2019."),
        ("Which paper is the oldest?", {"nets.md"}, "The oldest of the documents held is of 2015."),
        ("What is the newest document?", {"sleep-2019.md"}, "The newest of the documents held is of 2019."),
        (
            "Which papers by Halvorsen are there?",
            {"sleep-2019.md"},
            "1 document by Halvorsen is held, published in 2019.",
        ),
        ("What has Long written?", {"nets.md"}, "1 document by Long is held, published in 2015."),
        (
            "Do you have Bed Nets and Malaria Incidence among Kenyan Schoolchildren?",
            {"nets.md"},
            "is held",
        ),
    ],
)
def test_documents_are_told_by_year_by_author_and_by_title(asker, question, documents, told):
    answer = asker.ask(Question(question))
    assert {quote.doc for quote in answer.quotes} == documents, answer.reason
    assert any(told in notice.text for notice in answer.notices), answer.notices


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Which documents are from 1999?", "no document of 1999 is held"),
        ("Do you have anything by Smith?", "no document by Smith is held"),
        ("What has Sleep published?", "no document by Sleep is held"),
        ("Is “The Tides of Ostby” in this library?", "no document called “The Tides of Ostby” is held"),
    ],
)
def test_what_is_not_held_is_said_to_be_so_and_nothing_else_is_offered(asker, question, reason):
    answer = asker.ask(Question(question))
    assert answer.abstained and not answer.nearest
    assert reason in answer.reason


@pytest.mark.parametrize(
    "question", ["Which works by Lengeler are there?", "Which papers by Lengeler from 2004 are there?"]
)
def test_works_of_an_author_who_is_only_cited_are_told_from_the_lists(asker, question):
    answer = asker.ask(Question(question))
    assert [quote.text for quote in answer.quotes if "Lengeler" not in quote.text] == []
    assert any("No document by Lengeler" in notice.text for notice in answer.notices)


@pytest.mark.parametrize("question", ["What was published by JAMA?", "Is Lengeler an author here?"])
def test_whoever_is_named_in_a_list_is_told_from_it(asker, question):
    answer = asker.ask(Question(question))
    assert answer.quotes and "is held" in answer.notices[0].text


def test_papers_of_a_journal_are_held(library, tmp_path):
    sidecar = "@article{weir, title={The weir of Ostby}, author={Quill, T.}, year={2001}, journal={Harbour Letters}}"
    (tmp_path / "library.bib").write_text(sidecar, encoding="utf-8")
    path = tmp_path / "weir.md"
    path.write_text("# The weir of Ostby\n\nTobias Quill\n\n## Weirs\n\nThe weir is deep.\n", encoding="utf-8")
    library.put(read(path), path, "1")
    answer = bootstrap.asker(library).ask(Question("Which papers by Harbour Letters are held?"))
    assert [quote.text for quote in answer.quotes] == ["The weir of Ostby"]
    assert any("1 document by Harbour Letters is held" in notice.text for notice in answer.notices)


def test_a_year_that_is_not_known_is_said(library, hold, text_document):
    hold(library, text_document("# The weir of Ostby\n\nTobias Quill\n\n## Weirs\n\nThe weir is deep.\n", "weir.md"))
    answer = bootstrap.asker(library).ask(Question("Which documents are from 2019?"))
    assert "The year of publication isn't known of weir.md" in answer.reason


def test_of_many_documents_the_first_are_quoted(library, hold, text_document):
    for number in range(14):
        text = f"# Weir {number} of the northern river\n\nTobias Quill\n\n## Weirs\n\nWeir {number} is deep.\n"
        hold(library, text_document(text, f"weir-{number:02}.md"))
    answer = bootstrap.asker(library).ask(Question("Which papers do you have?"))
    assert len(answer.quotes) == 12
    assert {notice.text for notice in answer.notices if notice.kind == "record"} == {
        "14 documents are held.",
        "The first 12 are quoted; the list of documents has them all.",
    }


def test_only_the_part_that_is_searched_is_told_of(asker):
    answer = asker.ask(Question("Which papers do you have?", filters=Scope(authors=("Long",))))
    assert {quote.doc for quote in answer.quotes} == {"nets.md"}


def test_a_question_may_follow_what_was_listed(asker):
    listed = "Which papers do you have?"
    of_a_year = asker.ask(Question("Which of them are from 2015?", history=(listed,)))
    assert {quote.doc for quote in of_a_year.quotes} == {"nets.md"}
    authors = asker.ask(Question("Who wrote them?", history=(listed,)))
    assert any("Maria Okonkwo" in quote.text for quote in authors.quotes)
    newest = asker.ask(Question("Which is the newest?", history=(listed,)))
    assert {quote.doc for quote in newest.quotes} == {"sleep-2019.md"}
    again = asker.ask(Question(listed, history=("What was given to pupils in Kisumu?",)))
    assert {quote.doc for quote in again.quotes} == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "What is Okonkwo's paper about?",
        "What does Okonkwo's paper say?",
        "In what year was Okonkwo's paper published?",
        "What is the title of the 2019 paper?",
        "Which works does Okonkwo cite?",
        "Which works from 2002 are cited?",
        "How many works are there in the reference list?",
        "Which papers do you have on bed nets?",
        "What do the papers say about sleep?",
        "How many papers mention Kenya?",
        "How many studies have been published on sleep?",
        "What was written about nets in 2015?",
        "How many volunteers were there?",
        "Which groups were there in 2019?",
        "What is there?",
        "Is malaria in this library?",
        "Name the authors",
        "Which studies say so?",
        "What happened after 2015?",
    ],
)
def test_what_has_a_subject_is_asked_of_the_texts(text):
    assert holdings_asked(text) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("papers published between 2016 and 2019", AskedHoldings(first=2016, last=2019)),
        ("Which papers are from 2016 or 2018?", AskedHoldings(only=(2016, 2018))),
        ("Which papers are from 2016 on?", AskedHoldings(first=2016)),
        ("Which documents are older than 2018?", AskedHoldings(last=2017)),
        ("Which documents were published after 1990 and before 2000?", AskedHoldings(first=1991, last=1999)),
        ("What did Piore and Sabel write?", AskedHoldings(people=("piore", "sabel"), called="Piore and Sabel")),
    ],
)
def test_conditions_are_read(text, asked):
    assert holdings_asked(text) == asked


@given(st.text(max_size=120))
def test_any_text_is_read(text):
    assert isinstance(holdings_asked(text), AskedHoldings | None)
