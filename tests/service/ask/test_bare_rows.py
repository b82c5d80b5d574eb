"""A row of figures without any word of the question is left out; a row of words never is."""

from __future__ import annotations

import pytest

from service.ask.answer import Question
from service.ask.bare_rows import without_bare_rows
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
    ],
)
def test_rows_that_are_left(text_document, hits_of, question, rows):
    hits = hits_of(text_document(TEXT, "mills.md"))
    left = without_bare_rows(understand(Question(question)), hits)
    assert sum(hit.held.passage.kind == "row" for hit in left) == rows
