"""Words in quotation marks are compared one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.verify.claim import Claim
from service.verify.quoted_words import holds, matched, quotations_in, stands_nowhere
from tests.service.verify.conftest import verifier_of

TEXT = "The guilds never paid for the lessons of their apprentices, nor for tools."


def test_the_very_words_match_whatever_their_case_and_marks():
    assert matched("the guilds never paid for the lessons", TEXT).exact


def test_an_ellipsis_may_leave_words_out():
    assert matched("guilds never paid … nor for tools", TEXT).exact
    assert not matched("nor for tools … guilds never paid", TEXT).exact


def test_an_altered_word_is_named_with_what_stands_there():
    found = matched("The guilds always paid for the lessons", TEXT)
    assert not found.exact
    assert found.changes == ("“always” for “never”",)


@given(st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=20))
def test_any_words_have_a_likeness(words):
    found = matched(" ".join(words), TEXT)
    assert 0 <= found.alike <= 1
    assert found.exact <= (found.alike == 1)


@pytest.mark.parametrize(
    ("claim", "count"), [("He calls it “too dear”.", 0), ("He says “the guilds never paid us”.", 1)]
)
def test_a_term_is_no_quotation(claim, count):
    assert len(quotations_in(claim)) == count


def test_an_altered_quotation_is_contradicted_by_its_source(verifier):
    verdict = verifier.verify(
        Claim("The text says that “the guilds always paid for the lessons of their apprentices”.")
    )
    assert verdict.verdict == "contradicted"
    assert "“always” for “never”" in verdict.contradicting[0].steps[0]


def test_only_the_passage_that_has_a_quotation_gets_credit_for_it(verifier):
    verdict = verifier.verify(Claim("The text says that “technical schools taught drawing and metallurgy”."))
    exact = [piece for piece in verdict.evidence if any("stand there exactly" in step for step in piece.steps)]
    assert ["Technical schools" in piece.quote.text for piece in exact] == [True]


def test_a_quotation_may_cross_into_the_next_sentence_but_not_stand_in_it_alone():
    assert holds(
        "of their apprentices Prizes were given", "The lessons of their apprentices.", after="Prizes were given."
    )
    assert not holds("prizes were given", "The lessons of their apprentices.", after="Prizes were given.")
    assert not holds("prizes were given", "The lessons.", before="Prizes were given. Prizes were given.")


def test_what_stands_somewhere_exactly_is_altered_nowhere(library_of):
    texts = {
        "one.md": "# One\n\nThe guilds never paid for the lessons of anybody.\n",
        "two.md": "# Two\n\nThe guilds never paid for the lessons of apprentices.\n",
    }
    verdict = verifier_of(library_of(texts)).verify(
        Claim("It says that “the guilds never paid for the lessons of anybody”.")
    )
    assert verdict.verdict == "supported"
    assert not any("altered" in step for piece in verdict.evidence for step in piece.steps)


def test_words_that_stand_nowhere_are_never_supported(verifier):
    claim = "Technical schools taught drawing: “every one of the schools taught drawing and nothing besides”."
    verdict = verifier.verify(Claim(claim))
    assert verdict.verdict in ("not_found", "contradicted")
    if verdict.verdict == "not_found":
        assert "stand nowhere" in verdict.reason


def test_only_words_that_no_text_has_stand_nowhere():
    claim = "It says “the guilds never paid for the lessons”, and “lessons were free for all of us”."
    assert stands_nowhere(claim, [TEXT]) == ("lessons were free for all of us",)
    assert (
        stands_nowhere(
            "It says “the guilds never paid for the lessons”.", ["The guilds ne-\nver paid for the lessons."]
        )
        == ()
    )


def test_the_title_of_a_work_is_no_quotation_that_is_missed():
    assert stands_nowhere("It is told in “The Long Lessons of Guilds”.", [TEXT]) == ()
