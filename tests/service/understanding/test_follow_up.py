"""Follow-ups stand alone: the contrasting term replaced, the subject kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ask.understanding.follow_up import leans, resolved


@pytest.mark.parametrize(
    ("history", "text", "whole"),
    [
        (["How many pupils sleep well in Norway?"], "and in Kenya?", "How many pupils sleep well in Kenya?"),
        (["How many pupils sleep well in Norway?"], "What about Kenya?", "How many pupils sleep well in Kenya?"),
        (["What did incidence amount to in 2014?"], "and in 2015?", "What did incidence amount to in 2015?"),
        (["What does Okonkwo say about titres?"], "And Long?", "What does Long say about titres?"),
        (
            ["How many pupils sleep well in Norway?", "and in Kenya?"],
            "why is that?",
            "Why: How many pupils sleep well in Kenya?",
        ),
        (["Nets prevent malaria."], "who said so?", "Who: Nets prevent malaria."),
        (["Which causes are named?"], "what about the third one?", "Which causes are named: the third one?"),
        (
            ["How fast did titres fall in 2014?"],
            "And the year before?",
            "How fast did titres fall in 2014: the year before?",
        ),
        (["What are the benefits of nets?"], "And the risks?", "What are the risks of nets?"),
        (["Which drawbacks do nets have?"], "And the advantages?", "Which advantages do nets have?"),
        (["What are the recommendations of Long?"], "And the limitations?", "What are the limitations of Long?"),
        (["What did the Abel–Brook scale find?"], "And the wards?", "What is said about the wards?"),
        (["What did the Abel–Brook scale find?"], "And the Corley scale?", "What did the Corley scale find?"),
        (["What did the Abel–Brook scale find?"], "And Corley?", "What did the Corley scale find?"),
        (["What was Norway's share of WHO funds?"], "And Kenya's?", "What was Kenya's share of WHO funds?"),
        (["What was Norway's share of WHO funds?"], "And Kenya?", "What was Kenya's share of WHO funds?"),
        (["How many pupils sleep in Norway?"], "and kenya?", "How many pupils sleep in kenya?"),
        (["What is Norway's WHO share of funds?"], "And Kenya's?", "What is Kenya's WHO share of funds?"),
        (["How many pupils has Norway?"], "And Kenya's?", "How many pupils has Kenya?"),
        (["Who wrote the paper on bed nets?"], "When?", "When was the paper on bed nets published?"),
        (["How much did Norway spend on training?"], "What about nurses?", "How much did Norway spend on nurses?"),
        (["Do nets tear?"], "And pupils?", "What is said about pupils?"),
        (["Do nets tear?"], "And in Kenya?", "Do nets tear in Kenya?"),
        (["How does Okonkwo define a net?"], "How does Long define it?", "How does Long define a net?"),
        (["What does Okonkwo say about nets?"], "And what does Long say about that?", "What does Long say about nets?"),
        (["What are the benefits of nets?"], "And their risks?", "What are the risks of nets?"),
        (["What is Okonkwo's e-mail?"], "And her DOI?", "What is her DOI? What is Okonkwo's e-mail?"),
        (["What is a net?"], "What about its costs?", "What are its costs? What is a net?"),
        (["Which papers are there?"], "Which is the newest?", "Which is the newest? Which papers are there?"),
        (["How much does a net cost?"], "Who makes it?", "Who makes it? How much does a net cost?"),
    ],
)
def test_ellipsis_is_completed(history, text, whole):
    assert resolved(text, history).text == whole


@pytest.mark.parametrize(
    "text", ["How many nets were given to pupils in Kisumu?", "Which vaccine works best in winter?"]
)
def test_a_whole_question_stays_as_it_is(text):
    assert resolved(text, ["What does Okonkwo say?"]).text == text


def test_what_is_asked_of_a_follow_up_is_its_own_question(ask):
    understood = ask("why is that?", "How many volunteers slept less than six hours?")
    assert understood.expected == "reason"
    assert "volunteers" in understood.words


def test_a_document_is_kept_through_a_follow_up(ask):
    understood = ask("who wrote it?", "What does the paper on bed nets say about school?")
    assert [named.name for named in understood.documents] == ["nets.md"]
    assert understood.fields == ("author",)


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_conversation_is_resolved_and_the_question_stays_in_it(text, history):
    whole = resolved(text, history)
    assert whole.earlier or whole.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Are there risks in nets?",
        "How many schools are there in Kenya?",
        "Is there a vaccine?",
        "There are vaccines for malaria?",
        "There's a vaccine?",
        "Have there been outbreaks?",
        "Is it true that nets tear?",
    ],
)
def test_a_word_that_only_opens_the_sentence_does_not_point_back(text):
    assert resolved(text, ["What share of pupils slept under nets?"]).text == text


@pytest.mark.parametrize(
    "text",
    ["How many live there?", "What grows there?", "How many are there?", "How many are there in Kenya?", "Is it safe?"],
)
def test_a_word_for_what_was_said_points_back(text):
    assert leans(text)
    assert resolved(text, ["What share of pupils in Norway slept?"]).earlier


def test_what_is_asked_now_comes_before_what_it_leans_on():
    whole = resolved("And how long must they be soaked?", ["Which nets were given to pupils in Kisumu?"])
    assert whole.text.startswith("how long must they be soaked?")
    assert whole.text.endswith("Kisumu?")


def test_when_a_work_was_written_is_a_fact_of_it(ask):
    understood = ask("When?", "Who wrote the paper on bed nets?")
    assert understood.fields == ("issued",)
    assert [named.name for named in understood.documents] == ["nets.md"]
