"""Tables and figures of texts that aren't in English."""

from __future__ import annotations

import pytest

from tests.service.checks.tables.conftest import Check, table

GERMAN = (
    "Tabelle 1. Betriebe",
    "Gruppe | Betriebe | Anteil (%)",
    "klein | {} | 30,0",
    "groß | 70 | {}",
    "Alle | {} | 100,0",
)
RUSSIAN = ("Таблица 1. Суда", "Порт | Суда | Доля (%)", "Остбю | {} | 30,0", "Викмо | 70 | {}", "Всего | {} | 100,0")
ITALIAN = (
    "Tabella 1. Navi",
    "Porto | Navi | Quota (%)",
    "Genova | {} | 30,0",
    "Trieste | 70 | {}",
    "Totale | {} | 100,0",
)


def filled(rows: tuple[str, ...], first: str, share: str, total: str) -> str:
    caption, *rest = rows
    values = iter((first, share, total))
    return table(caption, *(row.format(next(values)) if "{}" in row else row for row in rest))


@pytest.mark.parametrize("rows", [GERMAN, RUSSIAN, ITALIAN])
def test_sums_and_shares(check: Check, rows: tuple[str, ...]) -> None:
    right = check(filled(rows, "30", "70,0", "100"))
    assert not right.faults
    assert right.in_order("shares_not_100")
    assert "percentage_mismatch" in check(filled(rows, "30", "60,0", "100")).types
    assert "shares_not_100" in check(filled(rows, "30", "70,0", "110")).types


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (GERMAN, "Wie Tabelle 1 zeigt, sind {} Betriebe klein."),
        (RUSSIAN, "Как показывает таблица 1, в порту Остбю {} суда."),
        (ITALIAN, "La tabella 1 mostra che a Genova ci sono {} navi."),
    ],
)
def test_the_prose_against_its_cell(check: Check, rows: tuple[str, ...], sentence: str) -> None:
    text = filled(rows, "30", "70,0", "100")
    assert not check(f"{text}\n{sentence.format('30')}").faults
    assert check(f"{text}\n{sentence.format('45')}").types == ["number_table_mismatch"]


def test_answers_that_may_be_several_add_up_to_more(check: Check) -> None:
    rows = ("Grund | Nennungen | Anteil (%)", "Wissen | 40 | 66,7", "Kosten | 33 | 55,0", "Märkte | 21 | 35,0")
    note = "\nAnmerkung: Mehrfachnennungen möglich.\n"
    assert not check(table("Tabelle 1. Gründe der 60 Betriebe", *rows) + note).faults


def test_per_cent_in_words(check: Check) -> None:
    text = filled(GERMAN, "30", "70,0", "100")
    assert not check(f"{text}\nLaut Tabelle 1 sind 30 Prozent der Betriebe klein.").faults
    found = check(f"{text}\nLaut Tabelle 1 sind 35 Prozent der Betriebe klein.")
    assert found.types == ["number_table_mismatch"]
