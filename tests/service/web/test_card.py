"""A quotation on the page: its words as they are, those that answer apart, and links to where else it is said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from service.ask.answer import Answer
from service.quotes.quote import Place, Quote, TableRow
from service.tables.computation import Computation
from service.web.card import cards, pieces
from service.web.conversation import Turn
from service.web.rendering import page_templates

QUOTE = Quote("quays.md", "0a", 10, 46, "Quays of Ostby\nstay & <b>put</b> [4].", None, None, "Quays", "(Abel, 1901)")
PLACE = Place("quays.md", "0a", 90, 100, "Quays stay", None, None, "In sum", "(Abel, 1901)")


def shown(*quotes: Quote, **answer: object) -> str:
    turn = Turn(
        1,
        "Do quays stay?",
        Answer("", "Do quays stay?", False, "", "", quotes, **answer),
        cards=cards(quotes, {}, "q=1"),
    )
    return page_templates().get_template("turn.html").render(turn=turn)


def test_answering_words_are_marked_and_everything_is_escaped():
    html = shown(replace(QUOTE, marks=(Span(10, 15),)))
    assert "<mark>Quays</mark> of Ostby stay &amp; &lt;b&gt;put&lt;/b&gt; [4]." in html


def test_second_hand_words_and_doubts_are_told_on_the_card():
    html = shown(replace(QUOTE, reports=("Porter, 1998",), doubts=("reading order uncertain",)))
    assert "(Abel, 1901, citing Porter, 1998)" in html
    assert "as cited in" in html
    assert "Read with doubt: reading order uncertain." in html


def test_repeats_lead_to_where_they_stand():
    html = shown(replace(QUOTE, repeats=(PLACE,)))
    assert 'href="/d/0a?start=90&amp;end=100&amp;q=1#mark"' in html
    assert "under “In sum”" in html


def test_context_is_folded_away_and_only_where_there_is_some():
    assert "<details" not in shown(QUOTE)
    html = shown(replace(QUOTE, after="Ropes wear out."))
    assert "<details" in html and "Ropes wear out." in html


def test_a_row_has_its_heads_in_each_cell_for_narrow_screens():
    row = TableRow("Table 1", ("Harbour", "Metres"), ("Ostby", "40"), (Span(10, 15), Span(16, 18)))
    html = shown(replace(QUOTE, row=row, marks=(Span(16, 18),)))
    assert '<td data-head="Metres"><mark>40</mark></td>' in html
    assert '<td data-head="Harbour">Ostby</td>' in html


def test_rows_of_one_table_stand_in_one_table_each_with_its_link():
    row = TableRow("Table 1", ("Harbour", "Metres"), ("Ostby", "40"))
    one = replace(QUOTE, row=row)
    two = replace(one, start=60, end=70, row=replace(row, cells=("Vikmo", "12")))
    html = shown(one, two, replace(two, row=replace(row, caption="Table 2")))
    assert html.count("<table") == html.count("<figure") == 2
    assert 'start=10&amp;end=46&amp;q=1#mark" data-source' in html
    assert 'start=60&amp;end=70&amp;q=1#mark" data-source' in html


def test_a_figure_worked_out_stands_before_the_quotations():
    html = shown(QUOTE, computations=(Computation("difference", "5 − 3 = 2 metres", "2 metres", ()),))
    assert html.index("5 − 3 = 2 metres") < html.index("Quays of")


@given(st.text("ab \n-", min_size=1, max_size=60), st.data())
def test_pieces_make_up_the_quotation(text, data):
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = tuple(Span(5 + a, 5 + b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    quote = replace(QUOTE, start=5, end=5 + len(text), text=text, marks=marks)
    found = list(pieces(quote))
    assert "".join("".join(piece.text.split()) for piece in found) == "".join(text.split())
    assert [piece.marked for piece in found].count(True) == len(marks)
