"""Rows that surely answer are quoted first; where a figure was worked out, they are quoted alone."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question
from service.ask.tabled import NOTHING, Tabled, led_by

TEXT = """# Mills of the valley

Mills were built where the river falls.

Table 1. Mills and their hands in 1901

| Town | Mills | Hands employed |
|---|---|---|
| Arden | 12 | 340 |
| Brook | 7 | 410 |
| Corley | 9 | 150 |

The hands came from the hills, and went back to them for the harvest.
"""


@pytest.fixture
def asker(library, hold, text_document):
    hold(library, text_document(TEXT, "mills.md"))
    return bootstrap.asker(library)


def test_a_maximum_is_worked_out_from_the_rows_that_are_quoted(asker):
    answer = asker.ask(Question("Which town had the most mills?"))
    assert not answer.abstained
    assert "Arden" in answer.computations[0].result
    assert answer.quotes[0].row is not None
    assert answer.quotes[0].row.cells[0] == "Arden"
    cells = {cell.text for cell in answer.computations[0].cells}
    assert cells <= {cell for quote in answer.quotes if quote.row for cell in quote.row.cells}
    assert "worked out" in answer.answer


def test_a_difference_shows_its_way(asker):
    answer = asker.ask(Question("By how many mills does Arden exceed Brook?"))
    assert "12" in answer.computations[0].expression and "7" in answer.computations[0].expression
    assert answer.computations[0].result.startswith("5")


def test_towns_above_a_bound_are_named_and_quoted(asker):
    answer = asker.ask(Question("Which towns had more than 200 hands employed?"))
    assert answer.computations[0].result == "Arden; Brook"
    assert [quote.row.cells[0] for quote in answer.quotes if quote.row] == ["Arden", "Brook"]


def test_what_a_table_lists_is_counted(asker):
    answer = asker.ask(Question("How many towns are listed in Table 1?"))
    assert answer.computations[0].result == "3"
    assert [cell.text for cell in answer.computations[0].cells] == ["Arden", "Brook", "Corley"]


def test_a_plain_mean_is_worked_out(asker):
    answer = asker.ask(Question("What is the average number of hands employed in the towns?"))
    assert answer.computations[0].result == "300"


def test_a_table_that_is_asked_for_is_shown_with_its_rows(asker):
    answer = asker.ask(Question("Show me Table 1"))
    assert [quote.row.cells[0] for quote in answer.quotes if quote.row] == ["Arden", "Brook", "Corley"]


def test_prose_is_answered_as_before(asker):
    answer = asker.ask(Question("Did the hands come from the hills, and go back for the harvest?"))
    assert not answer.computations
    assert "from the hills" in answer.quotes[0].text


def test_without_rows_what_was_chosen_stays(hits_of, text_document):
    hits = hits_of(text_document("One mill stood here. Two mills stood there. The third had burnt down."))
    assert led_by(NOTHING, hits, 3) == tuple(hits)


def test_rows_lead_and_nothing_is_said_twice(hits_of, text_document):
    hits = hits_of(text_document("One mill stood here. Two mills stood there. The third had burnt down."))
    table = Tabled((hits[2],), (), ())
    assert led_by(table, hits, 3) == (hits[2], hits[0], hits[1])
    assert led_by(table, hits, 2) == (hits[2], hits[0])


def test_beside_a_table_that_is_named_no_other_ones_rows_are_quoted(hits_of, text_document):
    hits = hits_of(
        text_document(
            TEXT.replace(
                "The hands came", "Table 2. Kilns\n\n| Town | Kilns |\n|---|---|\n| Arden | 3 |\n\nThe hands came"
            )
        )
    )
    rows = [hit for hit in hits if hit.held.passage.kind == "row"]
    prose = [hit for hit in hits if hit.held.passage.kind != "row"]
    named, unnamed = (Tabled((rows[0],), (), (), is_named=is_named) for is_named in (True, False))
    assert led_by(named, [rows[-1], prose[0]], 3) == (rows[0], prose[0])
    assert led_by(unnamed, [rows[-1], prose[0]], 3) == (rows[0], rows[-1], prose[0])


def test_a_reason_for_what_a_table_denies_is_withheld(asker):
    answer = asker.ask(Question("Why did Brook have more mills than Arden?"))
    assert answer.abstained
    assert "Table 1 of mills.md says otherwise: for “Mills” it has 7 (Brook) and 12 (Arden)." in answer.reason
    assert {quote.row.cells[0] for quote in answer.nearest if quote.row} == {"Arden", "Brook"}


def test_a_reason_for_what_a_table_confirms_is_looked_for(asker):
    answer = asker.ask(Question("Why did Arden have more mills than Brook?"))
    assert "otherwise" not in answer.reason


def test_the_row_that_is_spoken_of_comes_first(asker):
    answer = asker.ask(Question("Table 1, row on Corley: how many hands are employed?"))
    assert answer.quotes[0].row is not None
    assert answer.quotes[0].row.cells[0] == "Corley"
