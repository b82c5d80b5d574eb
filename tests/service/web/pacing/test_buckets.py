"""Token buckets: no more turns than the bucket holds and what a minute gives back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web.pacing import buckets
from service.web.pacing.buckets import Buckets


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(most=st.integers(1, 50), pauses=st.lists(st.floats(0, 30), max_size=80))
def test_there_are_never_more_turns_than_were_given(most, pauses):
    clock = Clock()
    held = Buckets(most, clock)
    taken = 0
    for pause in pauses:
        clock.now += pause
        taken += held.take("a") == 0
    assert taken <= most + clock.now * most / 60 + 1e-6


@given(most=st.integers(1, 50), extra=st.integers(1, 5))
def test_who_waits_as_long_as_told_has_a_turn(most, extra):
    clock = Clock()
    held = Buckets(most, clock)
    assert [held.take("a") for _ in range(most)] == [0] * most
    for _ in range(extra):
        wait = held.take("a")
        assert wait > 0 and held.wait("a") == wait
        clock.now += wait + 1e-6
        assert held.take("a") == 0


def test_each_has_turns_of_its_own():
    held = Buckets(1, Clock())
    assert held.take("a") == held.take("b") == 0 < held.take("a")


def test_a_clock_that_goes_back_gives_and_takes_nothing():
    clock = Clock()
    held = Buckets(2, clock)
    held.take("a")
    clock.now = -1000
    assert held.take("a") == 0 < held.take("a")


def test_strangers_without_end_take_no_memory_without_end(monkeypatch):
    monkeypatch.setattr(buckets, "MOST_KEYS", 10)
    held = Buckets(1, Clock())
    for number in range(100):
        held.take(str(number))
    assert len(held._held) == 10


@pytest.mark.parametrize("most", [1, 7])
def test_looking_takes_nothing(most):
    held = Buckets(most, Clock())
    assert [held.wait("a") for _ in range(20)] == [0] * 20
