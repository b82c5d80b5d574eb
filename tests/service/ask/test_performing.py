"""What a work recommends, concludes or aims at is told by the sentences that do so."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question

WEIRS = """# Weirs of the south

Tobias Quill

## Abstract

The aim of this study is to learn who pays for weirs. We find that millers pay most.

## Background

Quill wrote this text alone, and it was read by nobody. Salmon climb the weirs in autumn.

## What follows

We recommend that councils pay out of the toll. Salmon should be counted each autumn. Weirs are old.

## Conclusion

Weirs belong to those who mend them. Nobody else will.
"""
LOCKS = """# Locks of the north

Brenda Marsh

## Locks

The purpose of this paper is modest. It asks who opens the locks. Locks are deep.
"""

QUAYS = """# Quays

Anna Holm

## Stones

Quays are built of stone. Timber lasts for fifty years in cold water. Cranes stand on rails.

## Conclusion

Build on rock.
"""


@pytest.fixture
def asker(library, hold, text_document):
    hold(library, text_document(WEIRS, "weirs.md"))
    hold(library, text_document(LOCKS, "locks.md"))
    return bootstrap.asker(library)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What does weirs.md recommend?", "We recommend that councils pay out of the toll."),
        ("What are the recommendations of weirs.md?", "We recommend that councils pay out of the toll."),
        ("What does weirs.md conclude?", "Weirs belong to those who mend them."),
        ("What is the aim of the study weirs.md?", "The aim of this study is to learn who pays for weirs."),
        ("What does weirs.md find?", "We find that millers pay most."),
        ("What is the purpose of locks.md?", "The purpose of this paper is modest. It asks who opens the locks."),
    ],
)
def test_the_sentence_that_performs_the_act_comes_first(asker, question, first):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert answer.quotes[0].text.startswith(first)


def test_a_sentence_that_should_be_done_is_recommended_too(asker):
    texts = " ".join(quote.text for quote in asker.ask(Question("What does weirs.md recommend?")).quotes)
    assert "Salmon should be counted" in texts
    assert "Weirs are old" not in texts and "read by nobody" not in texts


def test_without_a_name_each_work_is_heard(asker):
    answer = asker.ask(Question("What are the aims of the papers?"))
    assert {quote.doc for quote in answer.quotes} == {"weirs.md", "locks.md"}


def test_what_a_work_does_not_say_in_so_many_words_is_not_found(asker):
    answer = asker.ask(Question("What hypotheses does weirs.md test?"))
    assert answer.abstained
    assert "no sentence of weirs.md says in so many words what it supposes" in answer.reason


def test_what_is_announced_is_told_with_it(library, hold, text_document):
    text = "# Tolls\n\n## Tolls\n\nWe ask three questions. Who pays? Who counts? Who keeps the toll? Rivers rise.\n"
    hold(library, text_document(text, "tolls.md"))
    (quote,) = bootstrap.asker(library).ask(Question("What are the research questions of tolls.md?")).quotes
    assert quote.text == "We ask three questions. Who pays? Who counts? Who keeps the toll?"


def test_what_is_announced_ends_with_its_section(library, hold, text_document):
    text = (
        "# Tolls\n\n## Abstract\n\nThree changes would help.\n\n## Tolls\n\nTolls rise. Rivers fall. Boats are few.\n"
    )
    hold(library, text_document(text, "tolls.md"))
    (quote,) = bootstrap.asker(library).ask(Question("What is tolls.md about?")).quotes
    assert quote.text == "Three changes would help."


def test_what_somebody_else_recommends_is_not_taken_from_whoever_is_held(asker):
    answer = asker.ask(Question("What does Napoleon recommend?"))
    assert answer.abstained and "Napoleon" in answer.reason


def test_a_word_for_the_act_alone_is_no_answer(asker):
    answer = asker.ask(Question("What limitations does locks.md admit?"))
    assert all("limit" in quote.text for quote in answer.quotes)


@pytest.mark.parametrize(
    "question",
    [
        "Summarize Quill",
        "Summarise the paper by Quill",
        "Give me an overview of Quill",
        "tl;dr weirs.md",
        "What are the key points of weirs.md?",
        "What are the main arguments of Quill?",
        "Please outline weirs.md",
        "Summarise Quill in three sentences",
        "tl;dr of Quill",
        "What does the paper by Quill say in short?",
    ],
)
def test_a_summary_is_the_abstract(asker, question):
    answer = asker.ask(Question(question))
    assert [quote.text for quote in answer.quotes] == [
        "The aim of this study is to learn who pays for weirs. We find that millers pay most."
    ]
    assert not answer.notices


def test_a_work_without_an_abstract_is_summed_up_by_its_aim_and_its_end(asker, library, hold, text_document):
    (aim,) = asker.ask(Question("Summarise locks.md")).quotes
    assert aim.text.startswith("The purpose of this paper is modest.")
    hold(library, text_document(QUAYS, "quays.md"))
    answer = asker.ask(Question("What is quays.md about?"))
    assert [quote.text for quote in answer.quotes] == [
        "Quays are built of stone. Timber lasts for fifty years in cold water.",
        "Build on rock.",
    ]
    assert [notice.kind for notice in answer.notices] == ["no_abstract"]


def test_words_that_every_work_opens_with_sum_up_none(library, hold, text_document):
    for name in ("Anvils", "Bellows", "Chains"):
        text = f"# {name}\n\nAnna Holm\n\nThis text was made up by a mill.\n\n## Craft\n\n{name} are made of good iron."
        hold(library, text_document(text, f"{name.lower()}.md"))
    (quote,) = bootstrap.asker(library).ask(Question("Summarise bellows.md")).quotes
    assert quote.text == "Bellows are made of good iron."


def test_all_works_are_summed_up_where_some_have_no_abstract(asker, library, hold, text_document):
    hold(library, text_document(QUAYS, "quays.md"))
    quotes = asker.ask(Question("Summarise all the papers")).quotes
    assert {quote.doc for quote in quotes} == {"weirs.md", "locks.md", "quays.md"}


def test_et_al_is_no_subject(asker):
    answer = asker.ask(Question("What are the main findings of Quill et al.?"))
    assert answer.quotes[0].text == "We find that millers pay most."
