"""Claims about tables are held against the cells that they are about, and against no others."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.catalogue import Holding
from service.tables.fitting import Source
from service.tables.grid import grid_of
from service.verify.cells_meant import AGREES
from service.verify.table_cells import cell_checks

TABLE = """# Trade

Table 1. Exports of two lands by year

| Land | Year | Firms | Exporting firms | Share of exporters (%) | Average export (€) |
|---|---|---|---|---|---|
| Norland | 2023 | 4800 | 1200 | 25.0 | 250000 |
| Norland | 2024 | 5000 | 1400 | 28.0 | 260000 |
| Sudmark | 2023 | 9000 | 1800 | 20.0 | 400000 |
| Sudmark | 2024 | 9100 | 1900 | 20.9 | 410000 |
"""


@pytest.fixture
def checks(sources):
    return lambda claim: [(check.stance, [c.cell.text for c in check.cells]) for check in cell_checks(claim, sources)]


@pytest.fixture
def sources(text_document):
    document: Document = text_document(TABLE)
    holding = Holding(
        document.digest[:12], document.name, document.digest, "", "1", document.media_type, document.record, 0, 0, ()
    )
    grids = [grid_of(table, place) for place, table in enumerate(document.tables, start=1)]
    return [Source(holding, document, grid) for grid in grids if grid]


@pytest.mark.parametrize(
    ("claim", "stance", "cells"),
    [
        ("In 2024 Norland had 1,400 exporting firms.", "for", ["1400"]),
        ("In 2024 Norland had 1,700 exporting firms.", "against", ["1400"]),
        ("The share of exporters in Sudmark was 20.9 per cent in 2024.", "for", ["20.9"]),
        ("About a fifth of the firms of Sudmark were exporters in 2024.", "for", ["20.9"]),
        ("The share of exporters in Sudmark was 40 per cent in 2024.", "against", ["20.9"]),
        ("The average export of Norland was 260 million euros in 2024.", "against", ["260000"]),
        ("In 2024 the number of exporting firms was higher in Sudmark than in Norland.", "for", ["1900", "1400"]),
        ("In 2024 the number of exporting firms was lower in Sudmark than in Norland.", "against", ["1900", "1400"]),
        ("In 2024 Norland had more exporting firms than Sudmark.", "against", ["1400", "1900"]),
        ("Norland had 1,400 exporting firms in 2024 and Sudmark 1,900, 3,300 together.", "for", ["1400", "1900"]),
        ("In 2024 Norland had 1,900 exporting firms and Sudmark 1,400.", "against", ["1400"]),
        ("In 2024 Norland had 5,000 firms, of which 1,400 were exporting firms.", "for", ["1400"]),
        ("The exporting firms of Norland fell from 1,200 in 2023 to 1,400 in 2024.", "against", ["1200", "1400"]),
        ("In 2024 Norland had 5,000 firms and an average export of €260,000.", "for", ["260000"]),
        ("Norland gained 200 exporting firms from 2023 to 2024.", "for", ["1200", "1400"]),
    ],
)
def test_a_claim_is_held_against_the_cells_that_it_names(checks, claim, stance, cells):
    found = checks(claim)
    assert found, claim
    assert found[0][0] == stance
    assert sorted(found[0][1]) == sorted(cells)


@pytest.mark.parametrize(
    "claim",
    [
        "In 2024 Westmark had 1,400 members.",
        "Of the exporting firms in Norland, 60 per cent sell outside the Baltic Union.",
        "In 2022 Norland had 1,700 exporting firms.",
        "Norland has a long coast.",
        "Exporting firms in Norland were visited by three inspectors in 2024.",
        "In 2024 the exporting firms of Norland used more wind power than those of Sudmark.",
    ],
)
def test_where_no_cell_is_plainly_meant_nothing_is_said(checks, claim):
    assert checks(claim) == []


def test_a_word_of_the_head_compares_nothing(sources):
    (check,) = cell_checks("The average export of Norland was 260000 euros in 2024.", sources)
    assert check.probability == AGREES


WORDS = [
    "Norland", "Sudmark", "2024", "exporting", "firms", "1,400", "2.5–3.0 %", "one in five", "more", "than", "most",
    "by 200", "3 kg", "twice", "together", "not", "average", "export", "€260000", "1.2 million", "share", "12.5.3",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_words_about_a_table_are_read_without_harm(checks, words):
    assert all(stance in ("for", "against") and cells for stance, cells in checks(" ".join(words)))
