"""A question about a work of a reference list itself is answered by its entry, looked up and not ranked."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question
from service.ask.understanding import understand


@pytest.fixture(scope="module")
def asker(medicine):
    return bootstrap.asker(medicine)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("When did Spiegel's article on sleep deprivation come out?", "Spiegel, K. (2002)"),
        ("pages of Prather's article on vaccination", "Prather, A. A. (2012)"),
        ("In which journal did Lengeler publish?", "Lengeler, C. (2004)"),
        ("Which works by Prather does Okonkwo cite?", "Prather, A. A. (2012)"),
        ("Does Long cite Lengeler?", "Lengeler, C. (2004)"),
        ("Who wrote the article on preventing malaria with bed nets?", "Lengeler, C. (2004)"),
        ("How old is Spiegel's article on sleep deprivation?", "Spiegel, K. (2002)"),
        ("When did the article on preventing malaria with bed nets appear?", "Lengeler, C. (2004)"),
    ],
)
def test_the_entry_is_the_answer(asker, question, entry):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert entry in answer.quotes[0].text


@pytest.mark.parametrize(
    "question",
    [
        "When did malaria appear in Kenya?",
        "When was Okonkwo's paper published?",
        "Which publication is cited for fewer antibodies?",
        "When did Spiegel publish his book on steam engines?",
        "Does Long cite Spiegel?",
        "What does Okonkwo say about vaccination?",
        "Which papers deal with malaria?",
        "Who wrote the paper on bed nets among Kenyan schoolchildren?",
    ],
)
def test_other_questions_point_to_no_entry(ask, question):
    assert ask(question).listed == ()


def test_the_year_that_is_named_chooses_among_an_authors_works(library, hold, text_document):
    text = """# Locks

Locks were dug by hand, as two books tell [1, 2].

## References

1. Marsh, B. (1911). Locks of the north. Quay Press.
2. Marsh, B. (1923). Locks of the south. Quay Press.
"""
    hold(library, text_document(text, "locks.md"))
    answer = bootstrap.asker(library).ask(Question("Which book of Marsh's on locks came out in 1923?"))
    assert len(answer.quotes) == 1
    assert "1923" in answer.quotes[0].text


def test_nothing_is_listed_without_a_library():
    assert understand(Question("When did Spiegel's book come out?")).listed == ()


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("Who is the author of Bed Nets and Floods?", "Quarles, T. (1998)"),
        ("Who wrote Bed Nets and Floods?", "Quarles, T. (1998)"),
        ("Who wrote The Bed Nets and Floods?", "Quarles, T. (1998)"),
        ("Who wrote “bed nets and floods”?", "Quarles, T. (1998)"),
        ("who wrote bed nets and floods", "Quarles, T. (1998)"),
        ("When was bed nets and floods published?", "Quarles, T. (1998)"),
        ("When was Bed Nets and Floods published?", "Quarles, T. (1998)"),
        ("What is the title of the article by Ruiz and Vance?", "Ruiz, P., & Vance, L. (2007)"),
        ("When was the Ruiz article published?", "Ruiz, P., & Vance, L. (2007)"),
        ("What is the DOI of the Ruiz paper?", "Ruiz, P., & Vance, L. (2007)"),
        ("Who are the authors of the Ruiz paper?", "Ruiz, P., & Vance, L. (2007)"),
        ("When was the Ruiz article in Marsh's paper published?", "Ruiz, P., & Vance, L. (2007)"),
    ],
)
def test_facts_of_a_cited_work_come_from_its_entry_and_not_from_who_cites_it(citing, question, entry):
    answer = citing.ask(Question(question))
    assert [entry in quote.text for quote in answer.quotes] == [True], answer.reason


@pytest.mark.parametrize(
    "question",
    [
        "What is the DOI of the Quarles book?",
        "How many references does the Ruiz article have?",
        "What are the keywords of the Ruiz paper?",
        "When was the Ruiz article accepted?",
    ],
)
def test_what_the_entry_of_a_cited_work_does_not_tell_is_not_told_of_who_cites_it(citing, question):
    answer = citing.ask(Question(question))
    assert answer.abstained and not answer.nearest
    assert "is cited and not held" in answer.reason


def test_a_book_is_told_by_the_entry_of_its_chapter(library, hold, text_document):
    text = """# Ports

Jane Abel

## Ports

Ports grew with coal (Holm, 1993).

## References

Holm, G. (1993). Coal and its keepers. In G. Holm (Ed.), The Laden Quay (pp. 25-77). London: Quay Press.
"""
    hold(library, text_document(text, "ports.md"))
    answer = bootstrap.asker(library).ask(Question("Who wrote The Laden Quay?"))
    assert [quote.text[:4] for quote in answer.quotes] == ["Holm"]


@pytest.mark.parametrize("question", ["Who wrote Weirs and Tolls?", "When was the Marsh article accepted?"])
def test_facts_of_a_work_that_is_held_come_from_itself(citing, question):
    answer = citing.ask(Question(question))
    assert "References" not in (answer.quotes[0].section or "")
    assert not citing.understand(Question(question)).only_cited


@pytest.fixture
def citing(library, hold, text_document):
    text = """# Weirs and Tolls

Brenda Marsh

Published 4 May 2021. Accepted 3 March 2021. DOI: 10.1234/weirs.2021

Keywords: weir, lock

## Weirs

Ruiz and Vance say that weirs hold water [2]. Ruiz found weirs deep [2]. Bed nets and floods have been treated [1].

## References

1. Quarles, T. (1998). Bed Nets and Floods. Quay Press.
2. Ruiz, P., & Vance, L. (2007). How weirs are dug. River Letters, 3(2), 1-9. doi:10.4321/dug.2007
"""
    hold(library, text_document(text, "weirs.md"))
    other = "# Ports\n\nJane Abel\n\n## Ports\n\nPorts grew with coal. Ships were few.\n"
    hold(library, text_document(other, "ports.md"))
    return bootstrap.asker(library)
