"""A name alone and a request state nothing; the shortest sentences do."""

from __future__ import annotations

import pytest

from service.verify.stating import is_name_alone, is_request


@pytest.mark.parametrize("text", ["Prices rose.", "Clusters fail.", "Norland sank.", "Trade is free.", "They swim."])
def test_a_short_sentence_is_no_name(text):
    assert not is_name_alone(text)
    assert not is_request(text)


@pytest.mark.parametrize("text", ["Cluster", "Cluster policy", "The coal trade"])
def test_a_name_is_one(text):
    assert is_name_alone(text)


@pytest.mark.parametrize("text", ["Find the tables.", "Please go on", "Show me all papers", "Search harder!"])
def test_a_request_is_one(text):
    assert is_request(text)


@pytest.mark.parametrize("text", ["Note taking is common among pupils.", "Review papers are cited more often."])
def test_a_subject_that_could_be_a_request_is_none(text):
    assert not is_request(text)
