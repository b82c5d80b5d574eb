"""Places that give one thing two values are named, and only those."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.read import read
from service.tables.answering import QuotedRow
from service.tables.disagreeing import disagreements
from service.tables.mentions import said
from tests.service.tables.conftest import RIVERS, MakeShelf, Shelf, shelf_of

SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "samples"

LAKES = """# Lakes

Table 1. Lakes of Ostmark, 2019

| Lake | Visitors | Boats |
|---|---|---|
| Great Mere | 18,400 | 212 |
| Long Tarn | 9,350 | 87 |
| Black Pool | 4,120 | 45 |

{prose}

Table 2. Boats and beds at the lakes of Ostmark, 2019

| Lake | Boats | Beds |
|---|---|---|
| Great Mere | {great} | 640 |
| Long Tarn | 87 | 310 |
| Black Pool | 45 | 120 |
"""


def _lakes(shelf: MakeShelf, great: str = "212", prose: str = "") -> Shelf:
    return shelf(LAKES.format(great=great, prose=prose))


def test_tables_that_agree_are_left_alone(shelf: MakeShelf) -> None:
    assert not _lakes(shelf).disagreements("Great Mere")
    assert not shelf(RIVERS).disagreements("Alna")


def test_two_tables_with_two_values_are_named(shelf: MakeShelf) -> None:
    [found] = _lakes(shelf, great="221").disagreements("| 212")
    assert found.kind == "table_conflict"
    assert found.text == "Table 1 has 212 for Great Mere, Boats, but Table 2 has 221 for Great Mere, Boats."
    assert [place.text for place in found.places] == ["212", "221"]


def test_places_of_a_disagreement_are_verbatim(shelf: MakeShelf) -> None:
    lakes = _lakes(shelf, great="221")
    for found in lakes.disagreements("Great Mere"):
        for place in found.places:
            assert place.span.of(lakes.documents[place.digest].text) == place.text


def test_another_year_is_no_disagreement(shelf: MakeShelf) -> None:
    text = LAKES.format(great="221", prose="").replace("at the lakes of Ostmark, 2019", "at the lakes of Ostmark, 2014")
    assert not shelf(text).disagreements("Great Mere")


def test_rounding_is_no_disagreement(shelf: MakeShelf) -> None:
    table = "Table {n}. {what} of the lakes, 2019\n\n| Lake | Depth (m) |\n|---|---|\n| Mere | {a} |\n| Tarn | 17 |\n\n"
    text = "# Lakes\n\n" + table.format(n=1, what="Depth", a="31.4") + table.format(n=2, what="Depth", a="31")
    assert not shelf(text).disagreements("Mere")


def test_tables_of_two_samples_are_no_disagreement(shelf: MakeShelf) -> None:
    one = "Table 1. Scores on the data Alpha\n\n| Method | Accuracy |\n|---|---|\n| Trees | 71.2 |\n| Nets | 80.5 |\n\n"
    two = one.replace("Table 1", "Table 2").replace("Alpha", "Omega").replace("71.2", "64.9").replace("80.5", "83.1")
    assert not shelf(f"# Methods\n\n{one}{two}").disagreements("Trees")


def test_estimates_are_never_held_against_each_other(shelf: MakeShelf) -> None:
    one = "Table 1. Models of rent\n\n| Variable | Rent |\n|---|---|\n| Size | 1.21*** |\n| Age | -0.15 |\n\n"
    two = one.replace("Table 1", "Table 2").replace("1.21", "1.34")
    assert not shelf(f"# Rent\n\n{one}{two}").disagreements("Size")


def test_a_sentence_with_another_figure_than_its_table_is_named(shelf: MakeShelf) -> None:
    lakes = _lakes(shelf, prose="Most boats lie on the shores of Great Mere, which has 221 boats today.")
    [found] = lakes.disagreements("Most boats lie")
    assert found.kind == "number_table_mismatch"
    assert found.text.startswith("The text says 221, but Table 1 has 212 for Great Mere, Boats")
    assert [f.kind for f in lakes.disagreements("| 18,400")] == ["number_table_mismatch"]


@pytest.mark.parametrize(
    "prose",
    [
        "Great Mere has 212 boats.",
        "Great Mere has about 200 boats.",
        "Great Mere has more than 200 boats.",
        "In 2012 Great Mere had 190 boats.",
        "Great Mere and Long Tarn have 299 boats together.",
        "Great Mere has 30 wooden rowing boats that are older than any other boats on its long northern shore.",
        "Great Mere has 14 ferries.",
        "Great Mere rents out 5 boats.",
    ],
)
def test_a_sentence_that_may_mean_something_else_is_left_alone(shelf: MakeShelf, prose: str) -> None:
    assert not _lakes(shelf, prose=prose).disagreements("Great Mere")


def test_of_a_row_only_what_is_asked_is_looked_at(shelf: MakeShelf) -> None:
    lakes = _lakes(shelf, great="221")
    [hit] = [hit for hit in lakes.hits if "18,400" in hit.held.passage.reading]
    chosen = [(hit.held.document, hit.held.passage.span)]
    assert disagreements(chosen, lakes.hits, lakes.read, ("boats",))
    assert not disagreements(chosen, lakes.hits, lakes.read, ("visitors",))


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("boats great mere", True),
        ("great mere", True),
        ("table 1", True),
        ("table 1 millerson", True),  # whoever made it narrows nothing
        ("table 1 rows", False),  # no figure is asked for
        ("beds great mere", False),  # of the other table, which isn't quoted
        ("visitors boats of great mere", True),
        ("ferries great mere", False),
        ("people said they sold more", False),
    ],
)
def test_what_merely_stands_beside_what_is_asked_is_not_told(shelf: MakeShelf, question: str, is_told: bool) -> None:
    lakes = _lakes(shelf, great="221")
    [hit] = [hit for hit in lakes.hits if "18,400" in hit.held.passage.reading]
    chosen = [(hit.held.document, hit.held.passage.span)]
    assert bool(disagreements(chosen, lakes.hits, lakes.read, question.split())) == is_told


def test_of_a_row_that_answers_only_the_cells_that_do_are_looked_at(shelf: MakeShelf) -> None:
    lakes = _lakes(shelf, great="221")
    [hit] = [hit for hit in lakes.hits if "18,400" in hit.held.passage.reading]
    chosen = [(hit.held.document, hit.held.passage.span)]
    cells = [cell for row in asked_rows(lakes, "How many boats has Great Mere in Table 1?") for cell in row.cells]
    others = [cell for row in asked_rows(lakes, "How many visitors has Great Mere in Table 1?") for cell in row.cells]
    assert [cell.text for cell in cells] != [cell.text for cell in others] != []
    assert disagreements(chosen, lakes.hits, lakes.read, ["visitors", "boats"], cells)
    assert not disagreements(chosen, lakes.hits, lakes.read, ["visitors", "boats"], others)


def asked_rows(lakes: Shelf, question: str) -> tuple[QuotedRow, ...]:
    answer = lakes.answer(question)
    assert answer is not None
    return answer.rows


def test_of_several_rows_those_are_looked_at_that_say_most_of_what_is_asked(shelf: MakeShelf) -> None:
    text = LAKES.format(great="221", prose="").replace("| Boats | Beds |", "| Boats | Rented boats |")
    lakes = shelf(text)
    hits = [hit for hit in lakes.hits if "Great Mere" in hit.held.passage.reading]
    chosen = [(hit.held.document, hit.held.passage.span) for hit in hits]
    assert disagreements(chosen, lakes.hits, lakes.read, ["boats"])
    assert not disagreements(chosen, lakes.hits, lakes.read, ["rented", "boats"])


def test_documents_disagree_only_where_both_tell_the_year(shelf: MakeShelf) -> None:
    one = "# Lakes\n\nTable 1. Lakes of Ostmark{year}\n\n| Lake | Boats |\n|---|---|\n| Mere | {a} |\n| Tarn | 87 |\n"
    dated = [one.format(year=", 2019", a=a) for a in ("212", "221")]
    undated = [one.format(year="", a=a) for a in ("212", "221")]
    assert len(shelf(*dated).disagreements("| 212")) == 1
    assert not shelf(*undated).disagreements("| 212")


def test_a_sentence_tells_its_figures_with_their_scale(shelf: MakeShelf) -> None:
    lakes = _lakes(shelf, prose="The mole cost 1.4 million euros, or 12 per cent of the budget of 2018, see [12].")
    [document] = lakes.documents.values()
    spans = [span for span in document.sentences if "mole" in span.of(document.text)]
    told = said(lakes.hits[0].held.document, document, spans[0])
    assert told is not None
    assert [(m.text, int(m.value), m.measures) for m in told.mentions] == [
        ("1.4 million euros", 1_400_000, "€"),
        ("12 per cent", 12, "%"),
    ]
    assert told.years == {"2018"}


@pytest.mark.slow
def test_every_planted_disagreement_of_the_samples_is_found_and_no_other() -> None:
    library = shelf_of([read(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in {".pdf", ".md", ".docx"}])
    found = set()
    for hit in library.hits:
        told = disagreements([(hit.held.document, hit.held.passage.span)], library.hits, library.read)
        found |= {frozenset(place.text for place in one.places) for one in told}
    assert found == {
        frozenset(("21,300", "18,420")),
        frozenset(("19.4", "18.6")),
        frozenset(("142", "124")),
        frozenset(("74", "47")),
        frozenset(("612", "621")),
        frozenset(("1.4 million euros", "0.4")),
    }
