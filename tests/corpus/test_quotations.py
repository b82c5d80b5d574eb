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
    text = seed * (50_000 // len(seed))
    start = time.process_time()
    quotations(text, ())
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("According to Porter, “ports are the heart of towns”.", "Porter"),
        ("As Marshall wrote: «ports are the heart of towns».", "Marshall"),
        ('This aligns with Porter\'s assertion that "ports are the heart of towns".', "Porter"),
        ("‘Ports are the heart of all towns’, says Porter.", "Porter"),
        ("По мнению Портера, «порты являются сердцем городов».", "Портера"),
        ("Roe and Poe (2001) argue that “ports are the heart of towns”.", "Roe and Poe"),
        ("The sign reads “ports are the heart of towns”.", None),
    ],
)
def test_the_author_whom_the_sentence_names(text: str, author: str | None) -> None:
    (found,) = quotations(text, callouts(text, ()))
    assert found.author == author


def test_an_apostrophe_opens_no_quotation() -> None:
    assert quoted("The firms' costs and the towns' tolls are 'low' here, don't you think?") == []


def test_block_quotations() -> None:
    marked = "> Ports are the heart of towns and have been so for long. (Roe & Poe, 2021)"
    assert quoted(marked) == [("Ports are the heart of towns and have been so for long.", "(Roe & Poe, 2021)")]
    inset = "They say:\n\n    Ports are the heart of towns and have been so for long.\n\nSo it is."
    assert [words for words, _ in quoted(inset)] == ["Ports are the heart of towns and have been so for long."]
    assert quoted("> A note of the editors to those who read this text now.") == []
