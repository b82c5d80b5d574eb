"""Answers in a terminal: wrapped, their list items on lines of their own, the answering words in bold."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from service.ask.answer import Answer
from service.quotes.quote import Place, Quote
from service.terminal import BOLD, PLAIN, WIDTH, answer_text, emphasised

TEXT = "The town lives by these trades:\r\n\r\n- rope and\r\nsails;\r\n- herring, salted and dried."
QUOTE = Quote("quays.md", "0a", 100, 100 + len(TEXT), TEXT, None, None, "Trades", "(Abel, 1901)")


def answer(*quotes: Quote) -> Answer:
    return Answer("", "What does the town live by?", False, "", "", quotes)


def test_list_items_stand_on_lines_of_their_own():
    assert "trades:\n- rope and sails;\n- herring, salted and dried.”" in answer_text(answer(QUOTE))


def test_answering_words_are_bold_only_where_that_is_known():
    start = 100 + TEXT.index("herring")
    marked = replace(QUOTE, marks=(Span(start, start + len("herring")),))
    assert f"- {BOLD}herring{PLAIN}, salted" in answer_text(answer(marked), bold=True)
    assert BOLD not in answer_text(answer(marked))


def test_context_and_repeats_are_told():
    again = Place("ropes.md", "0b", 0, 4, "Rope", None, None, None, "(Bering, 1911)")
    whole = replace(QUOTE, before="It is small.", after="It is old.", repeats=(again,))
    shown = answer_text(answer(whole), context=True)
    assert "also said in (Bering, 1911)" in shown
    assert "before: It is small." in shown and "after: It is old." in shown
    assert "It is small." not in answer_text(answer(whole))


def test_no_answer_gives_the_reason_and_offers_the_nearest():
    shown = answer_text(Answer("", "Why?", True, "Not found.", "Not found.", nearest=(QUOTE,)))
    assert shown.startswith("Not found.\n\nThe nearest passages, which may not answer:\n\n“The town")


@given(st.text("ab \n\x1b-", min_size=1, max_size=300), st.data())
def test_bold_changes_nothing_else(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = Quote(
        "a", "0a", 0, len(text), text, None, None, None, "(A)", marks=(Span(start, end),) if end > start else ()
    )
    plain, bold = answer_text(answer(quote)), answer_text(answer(quote), bold=True)
    assert bold.replace(BOLD, "").replace(PLAIN, "") == plain
    assert bold.count(BOLD) == bold.count(PLAIN) <= 1
    assert max(map(len, plain.splitlines())) <= WIDTH or re.search(r"\S{80}", plain)


def test_runs_side_by_side_do_not_mix():
    assert emphasised("“ab cd”", "ab cd", [(0, 2), (3, 5)]) == f"“{BOLD}ab{PLAIN} {BOLD}cd{PLAIN}”"
    assert emphasised("“abcd”", "abcd", [(0, 2), (2, 4)]) == f"“{BOLD}ab{PLAIN}{BOLD}cd{PLAIN}”"
