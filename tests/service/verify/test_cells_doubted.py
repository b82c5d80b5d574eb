"""A cell that gives a claim's figure bears it out only where the claim is of that cell, and denies nothing."""

from __future__ import annotations

import pytest

from corpus.document import Document
from indexer.catalogue import Holding
from service.tables.fitting import Source
from service.tables.grid import grid_of
from service.verify.table_cells import cell_checks

TABLES = """# Lands

The two lands were compared in one year.

Table 1. Outline of two lands, 2019

| Indicator | Norland | Sudmark |
|---|---|---|
| Population | 1,842,000 | 2,306,000 |
| Manufacturing firms | 3,778 | 4,912 |
| Members of guilds | 142 | 309 |

Table 2. Kinds of improvement

| Kind of improvement | Firms | Share of firms (%) | Helped by a buyer (%) |
|---|---|---|---|
| Process | 71 | 74.0 | 63 |
| Product | 54 | 56.3 | 48 |
| Functional | 17 | 17.7 | 6 |

Table 3. Firms by trade

| Trade | Norland firms | Norland employees | Sudmark firms | Sudmark employees |
|---|---|---|---|---|
| Furniture | 118 | 3,150 | 621 | 21,740 |
| Machine tools | 340 | 18,420 | 96 | 2,860 |

Table 4. Guilds

| Land | Firms | Members |
|---|---|---|
| Norland | 3,778 | 142 |
| Sudmark | 4,912 | 309 |
"""


@pytest.fixture
def checks(text_document):
    document: Document = text_document(TABLES)
    holding = Holding(
        document.digest[:12], document.name, document.digest, "", "1", document.media_type, document.record, 0, 0, ()
    )
    grids = [grid_of(table, place) for place, table in enumerate(document.tables, start=1)]
    sources = [Source(holding, document, grid) for grid in grids if grid]
    return lambda claim: cell_checks(claim, sources)


def sides(found):
    return {check.stance for check in found if check.probability}


@pytest.mark.parametrize(
    "claim",
    [
        "The population of Norland is 2,306,000.",
        "Sudmark has 3,778 manufacturing firms.",
        "There are 340 machine tools firms in Sudmark.",
        "Norland has more than 3,778 manufacturing firms.",
        "Norland has fewer than 3,778 manufacturing firms.",
        "Norland has at least 4,000 manufacturing firms.",
    ],
)
def test_a_figure_of_another_column_or_past_its_bound_is_wrong(checks, claim):
    assert sides(checks(claim)) == {"against"}


@pytest.mark.parametrize(
    "claim",
    [
        "The population of Sudmark is 2,306,000.",
        "Norland has 3,778 manufacturing firms, and Sudmark has 4,912.",
        "There are 340 machine tools firms in Norland, and 96 in Sudmark.",
        "Furniture in Sudmark has 21,740 employees in 621 firms.",
        "Norland has more than 3,700 manufacturing firms.",
        "Norland has at least 3,778 manufacturing firms.",
        "Norland has no fewer than 3,778 manufacturing firms.",
        "The process improved in 74 per cent of the firms, and in 63 per cent it was helped by a buyer.",
    ],
)
def test_the_figure_of_the_cell_that_is_named_is_right(checks, claim):
    assert sides(checks(claim)) == {"for"}


@pytest.mark.parametrize(
    "claim",
    [
        "Furniture in Norland employs 21,740 people.",
        "The process was helped by a buyer in 74 per cent of firms.",
        "Atlantis has 4,912 manufacturing firms.",
        "Furniture in Bavaria employs 21,740 people.",
        "It is untrue that Norland has 3,778 manufacturing firms.",
        "Norland never had 3,778 manufacturing firms.",
        "Norland doesn't have 5,778 manufacturing firms.",
        "Of the 214 makers of machine tools in Norland, 41 per cent have fewer than ten employees.",
        "More than twice as many firms in Sudmark as in Norland belong to an association of traders.",
    ],
)
def test_a_cell_takes_no_side_where_the_claim_is_of_something_else_or_denies(checks, claim):
    assert not sides(checks(claim))


def test_what_a_cell_does_not_tell_is_said(checks):
    (check,) = checks("Furniture in Bavaria employs 21,740 people.")
    assert check.step.endswith("says nothing of Bavaria.")


@pytest.mark.parametrize(
    "claim", ["Furniture in Sudmark sacked 21,740 employees.", "Functional is the kind of 17 convicted firms."]
)
def test_a_word_that_the_document_does_not_have_leaves_a_cell_little_weight(checks, claim):
    found = checks(claim)
    assert found
    assert max(check.probability for check in found) < 0.3
    assert "nothing there says" in found[0].step
