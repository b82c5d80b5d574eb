"""An answer in plain words: how many passages, each with its citation, and what a reader should know of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.document import Span
from service.ask.wording import also, cited, lead, notices, quoted, worded
from service.quotes.quote import Place, Quote, TableRow
from service.tables.computation import CellRef, Computation, Disagreement, Disputed

QUOTE = Quote("quays.pdf", "0a", 10, 24, "Quays stay put.", 2, "12", "Quays", "(Abel, 1901, p. 12)")
OTHER = replace(QUOTE, doc="ropes.pdf", document_id="0b", citation="(Bering, 1911, p. 3)")
PLACE = Place("quays.pdf", "0a", 90, 105, "Quays stay put.", 5, "15", "In sum", "(Abel, 1901, p. 15)")
CELL = CellRef("0a", "quays.pdf", "2", 0, 1, Span(4, 8), "36.1", 36.1, "%")


def test_one_quotation_needs_no_lead():
    assert worded([QUOTE]) == "“Quays stay put.” (Abel, 1901, p. 12)"


def test_several_are_counted_with_their_documents():
    assert lead([QUOTE, QUOTE]) == "Two passages speak to this, the best first."
    assert lead([QUOTE, OTHER, QUOTE]) == "Three passages of two documents speak to this, the best first."


def test_a_figure_worked_out_comes_first():
    computation = Computation("difference", "36.1 − 10.6 = 25.5 percentage points", "25.5 percentage points", (CELL,))
    assert worded([QUOTE], [computation]).startswith(f"{computation.expression} (worked out from the cells quoted).")
    named = replace(computation, expression="36.1 > 10.6", result="Ostby")
    assert worded([QUOTE], [named]).startswith("Ostby, since 36.1 > 10.6 (")


def test_a_row_is_worded_with_its_heads():
    row = replace(QUOTE, row=TableRow("Table 1. Quays", ("Harbour", "Metres"), ("Ostby", "40")))
    assert quoted(row) == "Table 1. Quays: “Harbour: Ostby; Metres: 40” (Abel, 1901, p. 12)"


def test_second_hand_words_say_whom_they_report():
    second_hand = replace(QUOTE, reports=("Porter, 1998", "Weber, 1909"))
    assert cited(second_hand) == "(Abel, 1901, p. 12, citing Porter, 1998; Weber, 1909)"
    (notice,) = notices([QUOTE, second_hand])
    assert notice.kind == "second_hand"
    assert "the second quotation reports Porter, 1998 and Weber, 1909" in notice.text


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (PLACE, "on page 15"),
        (replace(PLACE, document_id="0b", citation="(Bering, 1911)"), "in (Bering, 1911)"),
        (replace(PLACE, page=2), "under “In sum”"),
        (replace(PLACE, page=None, page_label=None, section="Quays"), "again in the same section"),
    ],
)
def test_a_repeat_is_told_by_where_it_stands(place, where):
    assert also(place, QUOTE) == where
    assert quoted(replace(QUOTE, repeats=(place,))).endswith(f"Also said {where}.")


def test_pages_read_with_doubt_and_values_that_disagree_are_told():
    doubted = replace(QUOTE, doubts=("reading order uncertain",))
    disputed = Disputed("0a", "quays.pdf", Span(4, 8), "36.1")
    disagreement = Disagreement("table_conflict", "Table 1 says 36.1, Table 2 says 40.", (disputed, disputed))
    found = notices([doubted], [disagreement])
    assert [notice.kind for notice in found] == ["table_conflict", "read_with_doubt"]
    assert "reading order uncertain" in found[1].text


def test_nothing_is_told_of_plain_quotations():
    assert notices([QUOTE, OTHER]) == ()
