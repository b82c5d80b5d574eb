"""What a table says of one row in words isn't said of another."""

from __future__ import annotations

import pytest

from corpus.document import Document
from indexer.catalogue import Holding
from service.tables.fitting import Source
from service.tables.grid import grid_of
from service.verify.rows_of_words import row_checks
from service.verify.table_cells import cell_checks

TABLES = """# Guilds

Table 1. Ways to sell abroad

| Way | What it does |
|---|---|
| Signboards | More trust among buyers |
| New looms | Faster making of cloth |
| Good roads | Lower costs of transport |

Table 2. Guilds and their members

| Land | Trade | Members | Growth of sales (%) | Name of the guild |
|---|---|---|---|---|
| Norland | Ships | 12000 | 8.5 | Old Harbour Guild |
| Sudmark | Glass | 15000 | 10.2 | Silver Elm |
| Norland | Cloth | 9000 | 7.1 | Weavers of Ostby |
"""


@pytest.fixture
def sources(text_document):
    document: Document = text_document(TABLES)
    holding = Holding(
        document.digest[:12], document.name, document.digest, "", "1", document.media_type, document.record, 0, 0, ()
    )
    grids = [grid_of(table, place) for place, table in enumerate(document.tables, start=1)]
    return [Source(holding, document, grid) for grid in grids if grid]


@pytest.mark.parametrize(
    ("claim", "own"),
    [
        ("Signboards makes for faster making of cloth.", "New looms"),
        ("New looms bring lower costs of transport.", "Good roads"),
        ("Silver Elm is a guild of Norland.", "Sudmark"),
    ],
)
def test_what_a_row_says_is_not_said_of_another(sources, claim, own):
    (check,) = row_checks(claim, sources)
    assert f"“{own}”" in check.step


@pytest.mark.parametrize(
    "claim",
    [
        "New looms make for faster making of cloth.",
        "Signboards and new looms make for faster making of cloth.",
        "Silver Elm is a guild of Sudmark.",
        "Silver Elm lies in Sudmark, not in Norland.",
        "Silver Elm grew faster than the guilds of Norland.",
        "Good harbours bring lower costs of transport by new and longer roads for looms.",
    ],
)
def test_where_a_row_says_it_or_another_is_not_named_nothing_is_said(sources, claim):
    assert row_checks(claim, sources) == ()


@pytest.mark.parametrize(
    ("claim", "stance", "cell"),
    [
        ("Silver Elm has 15000 members.", "for", "15000"),
        ("Silver Elm has 9000 members.", "against", "15000"),
        ("The Old Harbour Guild has 12000 members.", "for", "12000"),
        ("The Old Harbour Guild had a growth of sales of 10.2 %.", "against", "8.5"),
        ("The sales of the Weavers of Ostby grew by 7.1 per cent.", "for", "7.1"),
    ],
)
def test_a_row_is_named_by_its_own_name_further_on(sources, claim, stance, cell):
    found = cell_checks(claim, sources)
    assert found, claim
    assert (found[0].stance, [one.cell.text for one in found[0].cells]) == (stance, [cell])
