"""The shipped judge on plain pairs, with and without an encoder."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoder import HashingEncoder
from service.verify.calibration.calibrated_judge import CalibratedJudge
from service.verify.calibration.classifier import MODEL, load
from service.verify.judge import EvidenceText, Stances

JUDGE = CalibratedJudge()


def stances(claim: str, *texts: str) -> tuple[Stances, ...]:
    return JUDGE.judge(claim, [EvidenceText(text) for text in texts])


def test_a_text_that_says_it_supports_and_another_bears_on_nothing() -> None:
    same, other = stances(
        "Wages rose after the reform of 1991.",
        "After the reform of 1991, wages rose.",
        "The museum holds forty paintings of the period.",
    )
    assert same.supports > max(same.contradicts, same.neither)
    assert other.neither > max(other.supports, other.contradicts)


@pytest.mark.parametrize(
    ("claim", "text", "reason"),
    [
        ("Wages rose after the reform.", "After the reform wages fell.", "The claim says “rose”, the text “fell”."),
        ("The bridge was built in 1931.", "The bridge was built in 1913.", "The claim names 1931, the text 1913."),
        (
            "The drug did not help patients.",
            "The drug did help patients.",
            "The claim denies “help”, the text doesn't.",
        ),
    ],
)
def test_an_opposite_contradicts_and_says_why(claim: str, text: str, reason: str) -> None:
    (found,) = stances(claim, text)
    (agreeing,) = stances(claim, claim)
    assert reason in found.steps
    assert found.contradicts > found.supports
    assert agreeing.supports > found.supports


def test_the_words_that_the_text_lacks_are_named() -> None:
    (found,) = stances("The bakery of Lyon employs apprentices.", "The bakery employs apprentices.")
    assert found.steps[-1] == "Of the claim's words the text lacks “Lyon”."


@given(st.text(max_size=120), st.lists(st.text(max_size=120), max_size=4))
def test_any_text_gets_probabilities(claim: str, texts: list[str]) -> None:
    found = stances(claim, *texts)
    assert len(found) == len(texts)
    for one in found:
        assert min(one.supports, one.contradicts, one.neither) >= 0
        assert one.supports + one.contradicts + one.neither == pytest.approx(1, abs=1e-3)
    assert found == stances(claim, *texts)


@given(st.lists(st.sampled_from(["Wages rose.", "Wages fell.", "It rained in May."]), min_size=1, max_size=5))
def test_a_texts_stances_do_not_depend_on_its_company(texts: list[str]) -> None:
    judge = CalibratedJudge(HashingEncoder())
    together = judge.judge("Wages rose in May.", [EvidenceText(text) for text in texts])
    assert together == tuple(judge.judge("Wages rose in May.", [EvidenceText(text)])[0] for text in texts)


def test_the_model_is_small_and_knows_both_ways() -> None:
    held = json.loads(MODEL.read_text(encoding="utf-8"))
    assert sorted(held) == ["with encoder", "without encoder"]
    assert MODEL.stat().st_size < 100_000
    assert "near" in load(True).bearing.names


def test_a_word_that_ends_its_clause_denies_nothing_and_has_to_be_met() -> None:
    (found,) = stances("All harbour programmes fail.", "We searched for reports of harbour programmes.")
    assert any("fail" in step for step in found.steps)
    assert found.supports < 0.5


def test_a_word_that_only_one_denies_is_told_so_once() -> None:
    (found,) = stances("The price was not set by the guild.", "The price was set by the guild.")
    assert not any("“set”, the text “set”" in step for step in found.steps)
    assert set(found.conflicts) <= set(found.steps)


def test_an_ending_is_no_word_that_a_text_lacks() -> None:
    (found,) = stances("The crises of the 1980s hit Ostby.", "Ostby was hit.")
    assert not any("“s”" in step for step in found.steps)
