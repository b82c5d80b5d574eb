from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.measures import (
    ABSTENTION_F1,
    ABSTENTION_PRECISION,
    ABSTENTION_RECALL,
    ANSWERED_RIGHT,
    COMPLETE,
    MEASURES,
    PRECISION,
    RECALL,
    RECIPROCAL_RANK,
    RIGHT,
    VERBATIM,
    Judged,
    JudgedQuote,
    first,
    found,
    hit,
)


def quote(*covers: int, verbatim: bool = True) -> JudgedQuote:
    return JudgedQuote(frozenset(covers), verbatim)


def covers(*ranks: tuple[int, ...]) -> tuple[frozenset[int], ...]:
    return tuple(frozenset(parts) for parts in ranks)


WHOLE = Judged(2, (quote(0), quote(1)), ranked=covers((0,), (1,)))
LATE = Judged(1, (quote(), quote(0, verbatim=False), quote()), ranked=covers((), (0,), ()))
HALF = Judged(2, (quote(1), quote(1)), ranked=covers((1,), (1,), (), (0,)))
SILENT = Judged(1, abstained=True, ranked=covers((), (), (), (0,)))
UNKNOWN = Judged(0, abstained=True, ranked=covers((), ()))
BOLD = Judged(0, (quote(),), ranked=covers(()))
EXAMPLES = (WHOLE, LATE, HALF, SILENT, UNKNOWN, BOLD)


def test_a_measure_prints_as_it_is_written() -> None:
    assert f"{hit(3)}, {PRECISION}, {found(10)}" == "hit@3, quote precision, found@10"
    assert len({str(measure) for measure in MEASURES}) == len(MEASURES)


def test_values_computed_by_hand() -> None:
    expected = {
        VERBATIM: Fraction(7, 8),  # eight quotations, one of them not verbatim
        PRECISION: Fraction(5, 8),  # 2 of 2, 1 of 3, 2 of 2, and 0 of 1 where there was nothing to say
        RECALL: Fraction(4, 6),  # 2, 1, 1 and 0 parts of 2, 1, 2 and 1
        COMPLETE: Fraction(2, 4),  # WHOLE and LATE
        ANSWERED_RIGHT: Fraction(1, 4),  # LATE begins with a wrong quotation
        RIGHT: Fraction(2, 6),  # WHOLE and UNKNOWN
        hit(1): Fraction(2, 4),
        hit(3): Fraction(3, 4),
        first(1): Fraction(2, 4),
        first(3): Fraction(3, 4),
        found(1): Fraction(2, 6),
        found(10): Fraction(6, 6),
        ABSTENTION_PRECISION: Fraction(1, 2),
        ABSTENTION_RECALL: Fraction(1, 2),
        ABSTENTION_F1: Fraction(1, 2),
        RECIPROCAL_RANK: (1 + Fraction(1, 2) + 1 + Fraction(1, 4)) / 4,
    }
    assert {str(m): m.value(EXAMPLES) for m in expected} == {str(m): float(v) for m, v in expected.items()}


def test_f1_is_the_harmonic_mean() -> None:
    cases = (UNKNOWN, UNKNOWN, BOLD, SILENT, WHOLE)
    precision, recall = ABSTENTION_PRECISION.value(cases), ABSTENTION_RECALL.value(cases)
    assert precision == recall == 2 / 3
    cases = (*cases, BOLD)
    precision, recall = ABSTENTION_PRECISION.value(cases), ABSTENTION_RECALL.value(cases)
    assert precision and recall
    assert ABSTENTION_F1.value(cases) == pytest.approx(2 * precision * recall / (precision + recall))


def test_what_cannot_be_counted_has_no_value() -> None:
    assert ABSTENTION_RECALL.value([WHOLE]) is None
    assert hit(1).value([UNKNOWN]) is None
    assert str(hit(1).interval([UNKNOWN])) == "–"
    assert hit(1).interval([]).value is None


judged = st.integers(0, 3).flatmap(
    lambda parts: st.builds(
        Judged,
        st.just(parts),
        st.lists(
            st.builds(
                JudgedQuote, st.frozensets(st.integers(0, parts - 1)) if parts else st.just(frozenset()), st.booleans()
            ),
            max_size=4,
        ).map(tuple),
        st.booleans(),
        st.lists(st.frozensets(st.integers(0, parts - 1)) if parts else st.just(frozenset()), max_size=4).map(tuple),
        st.booleans(),
    )
)
runs = st.lists(judged, min_size=1, max_size=4)


@settings(max_examples=30)
@given(runs)
def test_every_value_lies_between_0_and_1_and_within_its_interval_of_all_resamples(cases: list[Judged]) -> None:
    for measure in MEASURES:
        interval = measure.interval(cases)
        assert interval.value == measure.value(cases)
        if interval.value is not None:
            assert interval.low is not None
            assert interval.high is not None
            assert 0 <= interval.low <= interval.high <= 1
            assert 0 <= interval.value <= 1


@given(runs)
def test_a_missed_case_scores_zero_and_does_not_vanish(cases: list[Judged]) -> None:
    for measure in MEASURES:
        for case in cases:
            achieved, possible = measure.of(replace(case, missed=True))
            assert achieved == 0
            assert possible >= (1 if measure.of(replace(case, missed=False))[1] else 0)


@given(runs)
def test_the_order_of_cases_does_not_matter(cases: list[Judged]) -> None:
    assert [m.value(cases) for m in MEASURES] == [m.value(cases[::-1]) for m in MEASURES]


@given(runs)
def test_more_quotations_looked_at_never_hit_less(cases: list[Judged]) -> None:
    values = [hit(k).value(cases) for k in (1, 2, 3, 10)]
    assert values == sorted(values, key=lambda value: value or 0.0)


@settings(max_examples=20)
@given(runs)
def test_the_same_cases_give_the_same_interval(cases: list[Judged]) -> None:
    assert [m.interval(cases) for m in MEASURES] == [m.interval(list(cases)) for m in MEASURES]


def test_an_interval_narrows_with_more_cases() -> None:
    few, many = hit(1).interval([WHOLE, LATE] * 5), hit(1).interval([WHOLE, LATE] * 100)
    assert few.value == many.value == 0.5
    assert few.low is not None and few.high is not None and many.low is not None and many.high is not None
    assert many.high - many.low < few.high - few.low
    # A proportion of one half in 200: 1.96 standard errors are 0.069.
    assert abs((many.high - many.low) / 2 - 0.069) < 0.01


def test_an_interval_of_a_sure_thing_is_a_point() -> None:
    interval = RIGHT.interval([WHOLE] * 7)
    assert (interval.value, interval.low, interval.high, interval.of) == (1, 1, 1, 7)
