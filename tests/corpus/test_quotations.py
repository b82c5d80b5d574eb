import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Callout, Span
from corpus.structure.callouts import callouts
from corpus.structure.quotations import quotations


def quoted(text: str) -> list[tuple[str, str | None]]:
    found = quotations(text, callouts(text, ()))
    return [(q.span.of(text), q.callout.of(text) if q.callout else None) for q in found]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "He said “ports grow very fast” there.",
        'He said "ports grow very fast" there.',
        "«ports grow very fast» x",
        "„ports grow very fast“ x",
        "„ports grow very fast” x",
    ],
)
def test_each_kind_of_marks(text: str) -> None:
    assert quoted(text) == [("ports grow very fast", None)]


@pytest.mark.parametrize(
    "text",
    [
        "He said “ports grow” there.",
        'A 5" pipe and a 6" pipe are here.',
        "“never closed at all here",
        "“over\n\ntwo paragraphs here”",
        "plain",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("They say “ports grow very fast” [3].", "[3]"),
        ("They say “ports grow very fast.” [3] Then more [4].", "[3]"),
        ("Porter [14] believed “ports grow very fast” indeed.", "[14]"),
        ("Porter [14] believed “ports grow very fast” [15]. It is [16].", "[15]"),
        ("They say “ports grow very fast”. Other things matter [4].", None),
        ("Others matter [4]. They say “ports grow very fast”.", None),
        ("Roe et al. [4] say that “ports grow very fast”.", "[4]"),
    ],
)
def test_the_callout_of_its_sentence(text: str, credit: str | None) -> None:
    assert quoted(text) == [(quoted(text)[0][0], credit)]
    assert quoted(text)[0][0].startswith("ports grow very fast")


def test_two_quotations_share_the_callout_that_follows() -> None:
    text = 'It holds that "ports grow very fast," while "towns grow behind them" (Roe & Poe, 2021)This is so.'
    assert [credit for _, credit in quoted(text)] == ["(Roe & Poe, 2021)"] * 2


def test_nested_marks_are_one_quotation() -> None:
    assert quoted("“ports “really do” grow very fast” x")[0][0] == "ports “really do” grow very fast"


def test_excluded_spans_hold_none() -> None:
    text = "A “ports grow very fast” b."
    assert quotations(text, (), [Span(0, len(text))]) == ()


@settings(deadline=None)
@given(st.text(alphabet='“”"«»„ab .[1]\n', max_size=200), st.lists(st.integers(0, 180), max_size=5))
def test_spans_are_sorted_disjoint_inside_one_paragraph(text: str, starts: list[int]) -> None:
    cited = [Callout(Span(s, s + 3), text[s : s + 3], "numeric", ()) for s in starts if s + 3 <= len(text)]
    found = quotations(text, cited)
    spans = [quotation.span for quotation in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.end <= len(text) and "\n\n" not in span.of(text) for span in spans)
    assert all(q.callout is None or q.callout in {c.span for c in cited} for q in found)


@pytest.mark.parametrize("seed", ["“", "«", '"', "“““”", '"a ', "„a", "“a b c” ", "(", "[1", "A, ", "a. B"])
def test_long_runs_take_no_time(seed: str) -> None:
    text = seed * (100_000 // len(seed))
    start = time.perf_counter()
    quotations(text, ())
    assert time.perf_counter() - start < 2
