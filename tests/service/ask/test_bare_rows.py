"""A row of figures without any word of the question is left out; a row of words never is."""

from __future__ import annotations

import pytest

from service.ask.answer import Question
from service.ask.bare_rows import counterparts, without_bare_rows
from service.ask.understanding import understand

TEXT = """# Mills

Table 1. Mills

| Town | Mills | Percentage of hands | Toll (€) |
|---|---|---|---|
| Arden | 12 | 34 | 250 |

Table 2. Uses

| Mill | Use |
|---|---|
| Water mill | Grinding of barley |
"""


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What percentage of the harvest rotted?", 1),
        ("What was the toll?", 2),
        ("How many mills are there?", 2),
        ("What does Table 1 say of rain?", 2),
        ("Which towns did not have any mills?", 1),
        ("How many towns had no mills?", 1),
        ("Which towns had mills?", 2),
        ("Which towns did not have more than 20 mills?", 2),
    ],
)
def test_rows_that_are_left(text_document, hits_of, question, rows):
    hits = hits_of(text_document(TEXT, "mills.md"))
    left = without_bare_rows(understand(Question(question)), hits)
    assert sum(hit.held.passage.kind == "row" for hit in left) == rows


TRADE = """# Trade

Table 1. Exports (tonnes)

| Town | 1901 | 1902 |
|---|---|---|
| Arden | 12 | 34 |
| Brook | 0 | 11 |

Table 2. Tolls

| Town | Toll on inflow | Toll on outflow |
|---|---|---|
| Arden | 3 | 5 |
"""


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What were the imports of Arden in 1902?", 1),
        ("What were the exports of Arden in 1902?", 3),
        ("What were the imports and the exports of Arden?", 2),
        ("What was the toll on outflow in Arden?", 2),
        ("Which towns did not export in 1901?", 1),
    ],
)
def test_rows_of_the_counterpart_and_of_what_is_are_left_out(text_document, hits_of, question, rows):
    hits = hits_of(text_document(TRADE, "trade.md"))
    left = without_bare_rows(understand(Question(question)), hits)
    assert sum(hit.held.passage.kind == "row" for hit in left) == rows


@pytest.mark.parametrize(
    ("word", "other"),
    [("imports", "exports"), ("outflow", "inflow"), ("internal", "external"), ("uploads", "downloads")],
)
def test_a_counterpart_differs_in_its_prefix(word, other):
    assert other in counterparts(word) and word in counterparts(other)


@pytest.mark.parametrize("word", ["wool", "inn", "expo"])
def test_short_words_have_no_counterparts(word):
    assert not counterparts(word)
