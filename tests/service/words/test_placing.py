"""Looking at a place of a text gives what looking through all of it would."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from service.words.looking_back import part_around, right_before
from service.words.overlapping import PlacedSpans

CUT = re.compile(r"[,;:()](?!\d)|\s[–—]\s|\b(?:while|whereas|but)\b")
ABOUT = re.compile(r"\b(?:about|more than|up to)\s*$|[~≈]\s*$", re.IGNORECASE)
FIGURE = re.compile(r"(?<![\w.,])\d+")
PIECES = st.sampled_from(
    ["but ", "about ", "more than ", "(", ",", ", ", " – ", "5", "12 ", "firms ", "~", "; ", "while "]
)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=12)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_part_around_a_figure_is_that_between_the_nearest_cuts(text: str) -> None:
    for match in FIGURE.finditer(text):
        left = max((cut.end() for cut in CUT.finditer(text, 0, match.start())), default=0)
        right = CUT.search(text, match.end())
        expected = text[left : right.start() if right else len(text)]
        assert part_around(text, match.start(), match.end(), CUT) == expected


@given(st.lists(PIECES, max_size=40).map("".join))
def test_right_before_is_what_the_whole_text_before_would_give(text: str) -> None:
    for match in FIGURE.finditer(text):
        expected = ABOUT.search(text[: match.start()])
        found = right_before(ABOUT, text, match.start())
        assert (found and found.span()) == (expected and expected.span())


@given(SPANS, st.tuples(st.integers(0, 60), st.integers(0, 20)))
def test_placed_spans_are_found_as_by_going_through_all(given_spans, wanted) -> None:
    spans = [Span(start, start + length) for start, length in sorted(given_spans)]
    span, placed = Span(wanted[0], wanted[0] + wanted[1]), PlacedSpans(spans)
    assert list(placed.overlapping(span)) == [at for at, each in enumerate(spans) if each.overlaps(span)]
    assert placed.has_within(span) == any(span.contains(each) for each in spans)
