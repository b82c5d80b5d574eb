from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.hyphens import Joint, Vocabulary, joint

WORDS = st.text("abcdefghijklmnoprstuvw", min_size=5, max_size=12)


@given(WORDS, st.integers(2, 3))
def test_a_word_that_the_document_writes_whole_is_joined(word: str, cut: int) -> None:
    vocabulary = Vocabulary([f"here {word} stands in a line of its own"])
    assert joint(f"{word[:cut]}-", word[cut:], vocabulary) is Joint.UNBROKEN


@given(WORDS, WORDS)
def test_a_compound_that_the_document_writes_with_a_hyphen_keeps_it(first: str, second: str) -> None:
    vocabulary = Vocabulary([f"we say {first}-{second} in this paper"])
    assert joint(f"{first}-", f"{second},", vocabulary) is Joint.NONE


@given(WORDS, WORDS)
def test_lines_without_a_hyphen_are_parted_by_a_space(first: str, second: str) -> None:
    assert joint(first, second, Vocabulary([])) is Joint.SPACE


@given(WORDS, st.integers(1, 4), WORDS)
def test_a_broken_word_is_no_witness_for_its_parts(word: str, cut: int, other: str) -> None:
    vocabulary = Vocabulary([f"{other} {word[:cut]}-", f"{word[cut:]} {other}"])
    assert vocabulary.words[word[cut:]] == (2 if word[cut:] == other else 0)


@pytest.mark.parametrize(
    ("last", "first", "expected"),
    [
        ("knowledge-", "intensive", Joint.NONE),
        ("develop-", "ment", Joint.UNBROKEN),
        ("Emilia-", "Romagna", Joint.NONE),
        ("GLOB-", "ALLY", Joint.UNBROKEN),
        ("2014-", "2020", Joint.NONE),
        ("COVID-", "19", Joint.NONE),
        ("organi\u00ad", "sation", Joint.UNBROKEN),
        ("Ellison–", "Glaeser", Joint.NONE),
        ("activities—", "with", Joint.NONE),
        ("–", "with", Joint.SPACE),
        ("and/", "or", Joint.NONE),
        ("https://doi.org/", "10.1000/182", Joint.NONE),
        ("small-", "and", Joint.SPACE),
        ("thous-", "and", Joint.UNBROKEN),
        ("产业", "集群", Joint.NONE),
    ],
)
def test_joints(last: str, first: str, expected: Joint) -> None:
    vocabulary = Vocabulary(["a small knowledge base of knowledge-based and labour-intensive trades"])
    assert joint(last, first, vocabulary) is expected


SOFT = ("\u2010", "\u00ad")


@pytest.mark.parametrize("soft", SOFT)
@given(WORDS, WORDS)
def test_a_hyphen_unlike_the_marks_of_broken_words_is_kept(soft: str, first: str, second: str) -> None:
    vocabulary = Vocabulary([f"ends in a bro{soft}", "ken word and an", f"oth{soft}", f"er and one mo{soft}", "re"])
    assert joint(f"{first}-", second, vocabulary) is (Joint.SPACE if second in ("and", "or") else Joint.NONE)
    assert joint(f"develop{soft}", "ment", vocabulary) is Joint.UNBROKEN


def test_a_text_that_hardly_breaks_words_keeps_its_hyphens() -> None:
    lines = ["growers meet in spring to plan"] * 99
    assert joint("socio-", "economic", Vocabulary([*lines, "for the socio-", "economic"])) is Joint.NONE
    known = Vocabulary([*lines, "a development", "for the develop-", "ment"])
    assert joint("develop-", "ment", known) is Joint.UNBROKEN


@given(WORDS, WORDS, st.text("abcdefghij", min_size=1, max_size=4), st.text("klmnoprst", min_size=1, max_size=4))
def test_other_forms_of_a_word_tell_whether_it_has_a_hyphen(first: str, second: str, here: str, there: str) -> None:
    hyphened = Vocabulary([f"we say {first}-{second}{there} in this paper"])
    assert joint(f"{first}-", f"{second}{here}x", hyphened) is Joint.NONE
    closed = Vocabulary([f"we say {first}{second}{there} in this paper"])
    assert joint(f"{first}-", f"{second}{here}x", closed) is Joint.UNBROKEN


@given(WORDS, WORDS)
def test_a_prefix_is_set_as_the_document_mostly_sets_it(known: str, other: str) -> None:
    closed = Vocabulary([f"a non{known} thing is not {known}"])
    hyphened = Vocabulary([f"a non-{known} thing is not {known}"])
    unseen = f"{other}xx"
    assert joint("non-", unseen, closed) is Joint.UNBROKEN
    assert joint("non-", unseen, hyphened) is Joint.NONE


@pytest.mark.parametrize(
    ("last", "first", "expected"),
    [("20th-", "century", Joint.NONE), ("19th-", "and", Joint.SPACE), ("BUSI-", "NESSES", Joint.UNBROKEN)],
)
def test_ordinals_keep_their_hyphen(last: str, first: str, expected: Joint) -> None:
    assert joint(last, first, Vocabulary(["the business of a century"])) is expected
