"""A quotation on the page: its words as they are, those that answer apart, and links to where else it is said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.record import Record
from corpus.document import Span
from indexer.catalogue import Holding
from service.ask.answer import Answer
from service.quotes.notice import Notice
from service.quotes.quote import Place, Quote, TableRow
from service.tables.computation import Computation, Disagreement, Disputed
from service.web.ask.card import Surroundings, pieces
from service.web.ask.conversation import turn
from service.web.rendering import page_templates
from service.workspace.conversations import KeptTurn, Sources

ID = "0a" * 6
QUOTE = Quote("quays.md", ID, 10, 46, "Quays of Ostby\nstay & <b>put</b> [4].", None, None, "Quays", "(Abel, 1901)")
PLACE = Place("quays.md", ID, 90, 100, "Quays stay", None, None, "In sum", "(Abel, 1901)")
HELD = Holding(ID, "quays.md", "0a" * 32, "", "as read", "text/markdown", Record(), 0, 3, ())
BACK = "back=%2Fc%2Fabc%23turn-1"


def shown(*quotes: Quote, held: tuple[Holding, ...] = (HELD,), sources: Sources | None = None, **answer: object) -> str:
    told = Answer("", "Do quays stay?", False, "", "", quotes, **answer)
    kept = KeptTurn(1, "Do quays stay?", answer=told, sources=sources or Sources({ID: "as read"}))
    made = turn("abc", kept, {holding.id: holding for holding in held})
    return page_templates().get_template("ask/turn.html").render(turn=made)


def test_answering_words_are_marked_and_everything_is_escaped():
    html = shown(replace(QUOTE, marks=(Span(10, 15),)))
    assert "<mark>Quays</mark> of Ostby stay &amp; &lt;b&gt;put&lt;/b&gt; [4]." in html
    assert 'data-quotation="Quays of Ostby stay &amp; &lt;b&gt;put&lt;/b&gt; [4]."' in html


def test_second_hand_words_and_doubts_are_told_on_the_card():
    html = shown(replace(QUOTE, reports=("Porter, 1998",), doubts=("reading order uncertain",)))
    assert "(Abel, 1901, citing Porter, 1998)" in html
    assert "<strong>Second-hand</strong>" in html and "as cited in" in html
    assert "<strong>Read with doubt</strong> Reading order uncertain." in html


def test_repeats_and_the_passage_itself_lead_to_where_they_stand_and_back():
    html = shown(replace(QUOTE, repeats=(PLACE,)))
    assert f'href="/d/{ID}?start=90&amp;end=100&amp;{BACK}#mark" data-source' in html
    assert f'href="/d/{ID}?start=10&amp;end=46&amp;{BACK}#mark" data-source data-quoted' in html
    assert html.count("data-quoted") == 1, "a repeat is no quotation of the answer"
    assert f'href="/d/{ID}?start=10&amp;end=46#mark"' in html
    assert "under “In sum”" in html


def test_a_contested_figure_is_told_once_on_the_card_with_the_way_to_the_other_value():
    here, there = (
        Disputed("0a" * 32, "quays.md", Span(12, 14), "40"),
        Disputed("0a" * 32, "quays.md", Span(70, 72), "41"),
    )
    text = "Table 1 has 40, Table 2 has 41"
    html = shown(
        QUOTE,
        disagreements=(Disagreement("table_conflict", text, (here, there)),),
        notices=(Notice("table_conflict", text),),
    )
    assert html.count(text) == 1 and "<strong>Contested figure</strong>" in html
    assert f'href="/d/{ID}?start=70&amp;end=72&amp;{BACK}#mark" data-source>41</a>' in html


def test_how_the_question_was_read_stands_below_it_and_what_was_searched_too():
    html = shown(
        QUOTE, notices=(Notice("follow_up", "Read as: quays?"), Notice("not_mentioned", "No passage mentions “x”."))
    )
    assert html.index("Read as: quays?") < html.index("<blockquote>") < html.index("No passage mentions")


def test_sections_are_told_from_the_outermost_without_the_title():
    paths = {f"{ID}:10": ("quays.md", "Part one", "Of <i>stones</i>")}
    html = shown(QUOTE, sources=Sources({ID: "as read"}, paths))
    assert "Part one › Of &lt;i&gt;stones&lt;/i&gt;" in html


def test_what_is_gone_or_changed_is_said_and_not_linked_to():
    gone = shown(QUOTE, held=())
    assert "Removed from the library since: quays.md." in gone and "Ask again" in gone and "/d/" not in gone
    changed = shown(QUOTE, sources=Sources({ID: "as read before"}))
    assert "Read again or corrected since: quays.md." in changed and f"/d/{ID}?" in changed
    assert "since" not in shown(QUOTE)


def test_context_is_folded_away_and_only_where_there_is_some():
    assert "<details" not in shown(QUOTE)
    html = shown(replace(QUOTE, after="Ropes wear out."))
    assert "<details" in html and "Ropes wear out." in html


def test_a_row_has_its_heads_in_each_cell_for_narrow_screens():
    row = TableRow("Table 1", ("Harbour", "Metres"), ("Ostby", "40"), (Span(10, 15), Span(16, 18)))
    html = shown(replace(QUOTE, row=row, marks=(Span(16, 18),)))
    assert '<td data-head="Metres"><mark>40</mark></td>' in html
    assert '<td data-head="Harbour">Ostby</td>' in html
    assert 'data-quotation="Harbour: Ostby; Metres: 40"' in html


def test_rows_of_one_table_stand_in_one_table_each_with_its_link():
    row = TableRow("Table 1", ("Harbour", "Metres"), ("Ostby", "40"))
    one = replace(QUOTE, row=row)
    two = replace(one, start=60, end=70, row=replace(row, cells=("Vikmo", "12")))
    html = shown(one, two, replace(two, row=replace(row, caption="Table 2")))
    assert html.count("<table") == html.count("<figure") == 2
    assert f'start=10&amp;end=46&amp;{BACK}#mark" data-source' in html
    assert f'start=60&amp;end=70&amp;{BACK}#mark" data-source' in html
    assert html.count("data-quoted") == 3
    assert 'data-quotation="Harbour: Ostby; Metres: 40\nHarbour: Vikmo; Metres: 12"' in html


def test_a_figure_worked_out_stands_before_the_quotations():
    html = shown(QUOTE, computations=(Computation("difference", "5 − 3 = 2 metres", "2 metres", ()),))
    assert html.index("5 − 3 = 2 metres") < html.index("Quays of")


@given(st.text(max_size=20))
def test_whatever_leads_back_stays_one_part_of_the_address(back):
    address = Surroundings({ID: HELD}, f"/c/{back}").address(ID, 1, 2)
    assert address.count("&") == 2 and address.count("?") == 1 and not set(address) & set("#\"'<> \n")


@given(st.text("ab \n-", min_size=1, max_size=60), st.data())
def test_pieces_make_up_the_quotation(text, data):
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = tuple(Span(5 + a, 5 + b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    quote = replace(QUOTE, start=5, end=5 + len(text), text=text, marks=marks)
    found = list(pieces(quote))
    assert "".join("".join(piece.text.split()) for piece in found) == "".join(text.split())
    assert [piece.marked for piece in found].count(True) == len(marks)
