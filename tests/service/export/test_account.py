"""The account: what is shown of answers, and what is told of quotations."""

from __future__ import annotations

from dataclasses import replace

from service.export.account import account, quoted_lines
from service.export.conversation import Conversation, Exchange
from service.export.runs import plain
from service.export.styles import STYLES
from service.quotes.quote import TableRow
from service.tables.computation import Computation

APA = STYLES["apa"]


def test_rows_of_one_table_stand_together_without_their_empty_columns(full, held):
    grids = [passage.grid for passage in account(full, held, APA).turns[0].passages if passage.grid]
    (grid,) = grids
    assert grid.caption == "Table 2. Coal" and grid.heads == ("Harbour", "Tonnes")
    assert grid.rows == (("Ostby | old", "4,120"), ("Vikmo", "3,015"))


def test_remarks_tell_repeats_in_the_style_second_hand_words_and_doubts(full, held):
    first = account(full, held, APA).turns[0].passages[0]
    assert [plain(remark) for remark in first.remarks] == [
        "Also said in (Brun, 2004, p. 12); again in the same section.",
        "Second-hand: it reports Marshall, 1890. Look that up where you can.",
        "This page may have been read wrongly: the words stand in an image.",
    ]


def test_second_hand_words_credit_their_work_in_the_citation(full, held, quote, conversation):
    first = account(full, held, APA).turns[0].passages[0]
    assert plain(first.citation) == "(Marshall, 1890, as cited in Almå, 1998, p. 12)"
    rows = [
        replace(quote("aaa", "x", row=TableRow("Table 1", ("A",), (cell,))), reports=(work,))
        for cell, work in (("x", "Porter, 1990"), ("y", "Weber, 1909"), ("z", "Porter, 1990"))
    ]
    (table,) = account(conversation(*rows), held, APA).turns[0].passages
    assert plain(table.citation) == "(Porter, 1990; Weber, 1909, as cited in Almå, 1998, p. 12)"


def test_a_figure_and_the_way_to_it_are_one_sentence_with_one_colon(held, conversation):
    named = Computation("maximum", "8.5 % (Ostby, 2024) > 5.4 % (Vikmo, 2024)", "Ostby, 2024: 8.5 %", ())
    plainly = Computation("maximum", "8.5 % > 5.4 %", "Ostby", ())
    asked = conversation(computations=(named, plainly))
    assert account(asked, held, APA).turns[0].figures == (
        "Ostby, 2024: 8.5 %, since 8.5 % (Ostby, 2024) > 5.4 % (Vikmo, 2024) (worked out from the cells quoted).",
        "Ostby, since 8.5 % > 5.4 % (worked out from the cells quoted).",
    )


def test_notices_of_quotations_are_not_said_twice(full, held):
    assert account(full, held, APA).turns[0].notices == ("Table 2 has 4,120 for Ostby, but Table 3 has 4,210.",)


def test_an_answer_that_was_not_found_names_its_nearest_passages_as_such(full, held):
    turn = account(full, held, APA).turns[1]
    assert turn.reason.startswith("Not found") and not turn.passages and len(turn.nearest) == 1


def test_a_figure_comes_before_its_rows_and_no_count_of_passages(full, held):
    turn = account(full, held, APA).turns[0]
    assert turn.figures == ("4,120 − 3,015 = 1,105 tonnes (worked out from the cells quoted).",) and turn.lead == ""


def test_every_cited_work_is_in_the_bibliography(full, held):
    assert len(account(full, held, APA).entries) == 3
    assert "no longer held" in account(full, {}, APA).entries[0].note


def test_the_heading_is_the_title_else_the_first_question(conversation):
    assert conversation(title=" \n").heading == "What is a quay?"
    assert Conversation("", ()).heading == "Conversation"


def test_a_conversation_without_answers_has_no_bibliography():
    assert account(Conversation("Empty", ()), {}, APA).entries == ()


def test_broken_lines_run_on_and_list_items_stay():
    assert quoted_lines("A quay\nis worth:\n- coal\n  and ice\n2. fish") == (
        "A quay is worth:",
        "- coal and ice",
        "2. fish",
    )


def test_an_exchange_keeps_its_question_as_asked(held, full):
    asked = Conversation("t", (Exchange("And <b>why</b>?", full.exchanges[1].answer),))
    assert account(asked, held, APA).turns[0].question == "And <b>why</b>?"
