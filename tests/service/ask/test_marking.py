"""The words of a quotation by which it answers are marked, wherever it stands in its document."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from service.ask.marking import Sought, marks, row_marks
from service.quotes.quote import TableRow

TEXT = "In 1887 the quays handled 4,120 tonnes, or 12.5 % more than in 1886 (Abel, 1901)."


def marked(text: str, sought: Sought, **closed: list[Span]) -> list[str]:
    return [span.of(text) for span in marks(text, 0, sought, **closed)]


def test_words_are_marked_in_any_inflection():
    assert marked(TEXT, Sought(("handle", "quay"))) == ["quays handled"]


def test_figures_are_marked_where_one_is_asked_for_but_not_the_year_of_a_citation():
    citation = [Span(TEXT.index("(Abel"), len(TEXT))]
    found = marked(TEXT, Sought((), "number", numbers=True), closed=citation)
    assert found == ["1887", "4,120", "12.5 %", "1886"]


def test_only_years_are_marked_where_a_date_is_asked_for():
    assert marked(TEXT, Sought((), "date", numbers=True)) == ["1887", "1886", "1901"]


def test_a_row_has_the_cell_marked_that_stands_below_the_head_asked_for():
    row = TableRow(
        "Coal", ("Harbour", "Tonnes", "Year"), ("Ostby", "4120", "1887"), (Span(5, 10), Span(11, 15), Span(16, 20))
    )
    assert row_marks(row, Sought(("tonnes", "ostby"), "number", numbers=True)) == (Span(5, 10), Span(11, 15))
    assert row_marks(row, Sought(("tonnes", "ostby"))) == (Span(5, 10),)


def test_of_several_columns_the_one_that_comes_nearest_is_marked():
    spans = (Span(0, 5), Span(6, 10), Span(11, 13))
    row = TableRow("Ships", ("Harbour", "All ships", "Ships with rope"), ("Ostby", "4120", "88"), spans)
    assert row_marks(row, Sought((), "number", numbers=True, common=("ship", "rope"))) == (spans[2],)


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=8), max_size=5), st.integers(0, 1000))
def test_marks_lie_in_the_text_in_order_and_apart(text, words, start):
    found = marks(text, start, Sought(tuple(words), numbers=True))
    assert all(start <= span.start < span.end <= start + len(text) for span in found)
    assert all(one.end < two.start for one, two in pairwise(found))
