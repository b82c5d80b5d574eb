"""Cards show at once why something is a finding."""

from __future__ import annotations

import pytest

from corpus.reading.read import read
from service.audit.auditor import Auditor
from service.checks.every import CHECKS
from service.web.audit.cards import Cards

SHARES = """Table 1. Where the coal went, 1887

| Harbour | Share (%) |
|---|---|
| Ostby | 12 |
| Vikmo | 31 |
| Sandnes | 22 |
| Lervik | 9 |
| Others | 29 |
"""
HOLES = """Table 1. Traffic of the harbours

| Harbour | Ships | Tonnes | Crew |
|---|---|---|---|
| Ostby | 412 | 4120 | 31 |
| Vikmo | 221 | undefined | undefined |
| Sandnes | 148 | 1932 | 11 |
"""


@pytest.fixture
def card_of(library, put):
    """`card_of(text, type)`: the card of the one finding of this type."""

    def made(text: str, type: str):
        put("paper.md", f"# Harbours\n\n{text}")
        (found,) = [each for each in Auditor(library, CHECKS).audit().faults if each.type == type]
        return Cards(library, library.holdings(), "/audit").card(found)

    return made


@pytest.fixture
def put(library, tmp_path):
    """Puts a Markdown text into the library under a name."""

    def held(name: str, text: str):
        (tmp_path / name).write_text(text, encoding="utf-8")
        document = read(tmp_path / name)
        return library.put(document, tmp_path / name, state=document.digest)[0]

    return held


def meant(rows):
    return [cell.text for row in rows.rows for cell in row if cell.is_meant]


def test_every_share_of_a_sum_is_marked(card_of):
    card = card_of(SHARES, "shares_not_100")
    assert meant(card.own.rows) == ["12", "31", "22", "9", "29"]


def test_the_cells_that_were_never_filled_in_are_marked_and_no_others(card_of):
    card = card_of(HOLES, "placeholder_cell")
    assert meant(card.own.rows) == ["undefined", "undefined"]
    assert card.others == card.more == ()


def test_a_row_given_twice_stands_below_the_first(card_of):
    twice = HOLES.replace("undefined | undefined", "2210 | 19").replace(
        "| Sandnes", "| Vikmo | 221 | 2210 | 19 |\n| Sandnes"
    )
    card = card_of(twice, "duplicate_row")
    assert [row[0].text for row in card.own.rows.rows] == ["Vikmo", "Vikmo"]
    assert meant(card.own.rows) == [] and card.others == ()


def test_a_list_that_is_hardly_cited_is_shown_by_its_entries(card_of):
    listed = "\n".join(
        f"{n}. {name}, A. (19{60 + n}). {title} of the coast. Ostby: Tide Press."
        for n, (name, title) in enumerate(
            zip(
                ("Aas", "Berg", "Dahl", "Eide", "Foss", "Gran", "Hope", "Ihle", "Juel", "Krog"),
                ("Crews", "Ropes", "Salt", "Pilots", "Sand", "Quays", "Fees", "Winters", "Ledgers", "Storms"),
                strict=True,
            ),
            1,
        )
    )
    card = card_of(f"Crews wintered inland [1].\n\n## References\n\n{listed}\n", "uncited_reference")
    assert card.own.pieces == () and card.others == ()
    assert len(card.more) == len(card.finding.related) > 1


def test_a_year_that_differs_is_marked_in_the_entry(card_of):
    card = card_of(
        "As Aas and Berg (1964) say, crews wintered inland.\n\n## References\n\n"
        "Aas, A., & Berg, B. (1961). Crews of the coast. Journal of Harbours, 3(1), 61-90.\n\n"
        "Dahl, C. (1970). The price of salt. Ostby: Tide Press.\n",
        "year_mismatch",
    )
    assert [piece.text for piece in card.others[0].pieces if piece.is_marked] == ["1961"]
