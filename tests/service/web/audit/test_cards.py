"""Cards show at once why something is a finding."""

from __future__ import annotations

import pytest

from corpus.reading.read import read
from service.audit.auditor import Auditor
from service.checks.every import CHECKS
from service.web.audit.cards import Cards
from service.web.audit.choice import Choice
from service.web.audit.listing import listing

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


TOGETHER = "(Abe, 2001; Bly, 2002; Coe, 2003)"
BUNDLED = f"""## One

A pilot knew the bar by its colour and by the swell {TOGETHER}.

Hemp for the ropes came on barges out of the east {TOGETHER}.

Coal was landed under lamps while the ice held the fjord {TOGETHER}.

## Two

The school of the parish taught reading to the sons of masters {TOGETHER}. That was in spring (Dow, 2004).

## References

Abe, A. (2001). The silting of tidal basins in northern harbours. Ostby: Tide.

Bly, B. (2002). Dredging fees and landing fees in harbour towns. Ostby: Tide.

Coe, C. (2003). Railways and the decline of small harbours. Ostby: Tide.

Dow, D. (2004). Schools of the coast. Ostby: Tide.
"""


class TestSameCitations:
    def test_the_citations_are_marked_in_every_passage_and_nothing_else(self, card_of):
        card = card_of(BUNDLED, "unsupported_citation")
        sides = (card.own, *card.others, *card.more)
        assert len(sides) == 4
        for side in sides:
            assert [piece.text.strip("()") for piece in side.pieces if piece.is_marked] == [TOGETHER.strip("()")]
            assert "".join(piece.text for piece in side.pieces) == side.place.text
            assert side.likeness is None and not side.before and not side.after

    def test_they_have_a_heading_of_their_own_which_claims_no_look_at_a_source(self, card_of):
        card = card_of(BUNDLED, "unsupported_citation")
        assert card.label == "The same citations after several statements"
        shown = listing([card.finding], Choice())
        assert [(kind.type, kind.tally.doubts) for kind in shown.kinds] == [("bundled_citations", 1)]
        assert listing([card.finding], Choice("unsupported_citation")).chosen.count == 0
        assert listing([card.finding], Choice("bundled_citations")).chosen.count == 1

    def test_citations_behind_the_stop_are_shown_with_their_sentence(self, card_of):
        behind = BUNDLED.replace(f" {TOGETHER}.", f". {TOGETHER}")
        card = card_of(behind, "unsupported_citation")
        for side in (card.own, *card.others, *card.more):
            assert [piece.text.strip("()") for piece in side.pieces if piece.is_marked] == [TOGETHER.strip("()")]


def test_two_values_stand_beside_each_other_with_what_they_are_of(card_of):
    traffic = HOLES.replace("undefined | undefined", "2210 | 19")
    other = (
        "Table 2. Traffic again\n\n| Year | Harbour | Depth | Ships | Tonnes | Masters |\n|---|---|---|---|---|---|\n"
        "| | Ostby | 9 | 512 | 4120 | 7 |\n| | Vikmo | 8 | 221 | 2210 | 6 |\n"
    )
    card = card_of(f"{traffic}\n\nThe second count was made in spring.\n\n{other}", "table_conflict")
    (told,) = card.told_apart
    assert card.plots == ()
    assert sorted((value.table, value.text) for value in told.values) == [("Table 1", "412"), ("Table 2", "512")]
    assert all("Ships" in value.thing and "Ostby" in value.thing for value in told.values)
