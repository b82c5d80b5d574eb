"""One measure over work in several steps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.progress import Course

WEIGHTS = {"first": 1.0, "second": 3.0, "third": 0.5}

told = st.tuples(st.sampled_from([*WEIGHTS, "another"]), st.integers(0, 9), st.integers(0, 9))


@given(st.lists(told))
def test_it_never_goes_back_and_stays_between_0_and_1(words):
    course = Course(WEIGHTS)
    shares = [0.0, *(course.share(*word) for word in words)]
    assert shares == sorted(shares)
    assert shares[-1] <= 1.0 + 1e-9


def test_each_step_takes_its_part():
    course = Course({"first": 1.0, "second": 3.0})
    assert [course.share("first", 1, 2), course.share("first", 2, 2), course.share("second", 1, 3)] == [
        0.125,
        0.25,
        0.5,
    ]
