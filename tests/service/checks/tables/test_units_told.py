"""Figures of the prose that are told by the unit behind them, or by being years."""

import pytest

from service.checks.tables.prose_figures import check_prose_figures

PAPER = """# Ovens

## Data

Table 1. Ovens by wall

| Wall | Ovens | Heat (°C) | Firing (min) | Reach (km) |
|---|---|---|---|---|
| Brick | 12 | 240.5 | 55 | 4.2 |
| Stone | 9 | 170.5 | 75 | 7.4 |

{}
"""
DECADES = """# Gifts

Table 1. Gifts by decade

| Decade | Gifts | Florins |
|---|---|---|
| 1420s | 14 | 210 |
| 1430s | 22 | 340 |
| 1440s | 19 | 265 |

{}
"""


def told(text_document, words: str, paper: str = PAPER) -> list[tuple[str, str]]:
    document = text_document(paper.replace("{}", words), "paper.md")
    return [(one.verdict, one.message) for one in check_prose_figures(document)]


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("Stone ovens reached 270.5 degrees, as Table 1 shows.", "170.5 °C"),
        ("As Table 1 shows, the heat of stone ovens was 190.5 °C.", "170.5 °C"),
        ("As Table 1 shows, the firing of stone ovens took 95 minutes.", "75"),
        ("As Table 1 shows, the reach of brick ovens was 6.2 kilometres.", "4.2"),
    ],
)
def test_the_unit_behind_a_figure_tells_its_column(text_document, words, cell) -> None:
    ((verdict, message),) = told(text_document, words)
    assert verdict in ("problem", "doubt")
    assert f"Table 1 has {cell}" in message


@pytest.mark.parametrize(
    "words",
    [
        "Stone ovens reached 170.5 degrees, as Table 1 shows.",
        "As Table 1 shows, the firing of stone ovens took 75 minutes.",
        "Brick ovens were 70.0 degrees hotter than stone ovens, as Table 1 shows.",
    ],
)
def test_what_the_table_has_or_is_worked_out_is_no_fault(text_document, words) -> None:
    assert [verdict for verdict, _ in told(text_document, words) if verdict != "ok"] == []


def test_an_early_year_is_no_count_where_the_table_is_of_years(text_document) -> None:
    assert told(text_document, "In 1430 four florins bought an ox.", DECADES) == []
    ((verdict, _),) = told(text_document, "As Table 1 shows, the 1430s brought 32 gifts.", DECADES)
    assert verdict == "problem"
