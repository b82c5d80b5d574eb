"""What a first page does not say: other works' data, cells, labels, figures and years that are none."""

import pytest

from corpus.bibliography.first_page import first_page_fields
from corpus.bibliography.language import language_of
from corpus.bibliography.record import Record
from corpus.document import Page, Span
from corpus.reading.markdown import read_markdown
from corpus.reading.page_doubts import BY_OCR
from corpus.reading.plain import read_plain
from corpus.reading.reading import Reading
from corpus.structure.layers import completed

ENTRY = (
    "Adler, M., & Birch, B. (2017). Ports and Rivers 4.0. Harbour Studies, 25(9), 1633–1653. https://doi.org/10.1000/p1"
)
PROSE = "The ports of the world are many and the trade that goes through them is counted in them."


def plain(text: str) -> Record:
    return Record.of(first_page_fields(completed(read_plain(text.encode(), "a.txt"))))


def marked(text: str) -> Record:
    return Record.of(first_page_fields(completed(read_markdown(text.encode(), "a.md"))))


@pytest.mark.parametrize("heading", ["References", "REFERENCES:", "Bibliography", "Список литературы", "Kaynakça"])
def test_a_cited_work_is_not_the_text(heading: str) -> None:
    record = plain(f"Cities and Rivers\n\nText about the firms in a region that grew.\n\n{heading}\n\n{ENTRY}\n")
    assert record.get("title") == "Cities and Rivers"
    assert {field.name for field in record.fields} <= {"title", "language"}


def test_a_count_of_references_is_no_list_of_them() -> None:
    assert marked(f"Citations\n\n12\n\n# Ports of Trade\n\n{PROSE}\n").get("title") == "Ports of Trade"


@pytest.mark.parametrize(
    "name", ["References", "Abstract", "Introduction", "Methods", "Заключение", "Список литературы"]
)
def test_the_name_of_a_part_is_no_title(name: str) -> None:
    assert marked(f"# {name}\n\n{PROSE}\n").get("title") is None


def test_the_first_line_of_a_text_before_a_highest_heading_of_its_body() -> None:
    assert plain(f"\ufeffTitle of a study\n\n{PROSE}\n\n2. Ports\n\n{PROSE}\n").get("title") == "Title of a study"


def test_a_highest_heading_may_begin_with_a_picture() -> None:
    assert marked("# 😀 Ropes\n\nGrowth 😀 was high.\n").get("title") == "😀 Ropes"


@pytest.mark.parametrize(
    "body",
    [
        "| Column A | Column B |\n|---|---|\n| North West | South East |\n| Long Rope | Short Rope |\n",
        "Receipt of a table\n\nServer Quay Rope\n\n4\n\nSeating 13\n",
        "First Name, Last Name\n\nInvoice Date, Invoice Number\n",
        "Coffee\n\n## Nested Ropes\n\nMain Rope 1\n\nMain Sail 2 (more of it)\n",
        "Information Innovation Office\n\n675 North Quay Street\n",
        "Washington, D.C.\n\nTuesday, January 13, 2009\n",
        "### LONG ROPE SHORT ROPE\n\n- a policy of ropes\n",
    ],
)
def test_cells_and_labels_name_nobody(body: str) -> None:
    assert marked(f"# Ropes of the harbour\n\n{body}").get("author") is None


def test_a_byline_in_cells_still_names_its_people() -> None:
    cells = "Maria Adler\tBob Birch\nUniversity of Quays\tInstitute of Ropes\nm@example.org\tb@example.org\n"
    people = plain(f"Ports and Rivers of Trade\n\n{cells}\nAbstract\n\n{PROSE}\n").get("author")
    assert isinstance(people, list) and [name["family"] for name in people] == ["Adler", "Birch"]


def test_a_year_far_ahead_is_none() -> None:
    assert plain(f"Ports of Trade\n\n© 2088 Quay Works\n\n{PROSE}\n").get("issued") is None
    assert plain(f"Ports of Trade\n\n© 2019 Quay Works\n\n{PROSE}\n").get("issued") == {"date-parts": [[2019]]}


def test_the_register_of_companies_is_no_journal() -> None:
    record = plain(f"Ports of Trade\n\nRegistered in England 12 (2019) 203-219\n\n{PROSE}\n")
    assert record.get("container-title") is None


def test_what_was_recognised_is_less_sure() -> None:
    text = f"Ports of Trade in the World\n\nBy Anna Adler\n\n{PROSE}"
    page = Page(1, (Span(0, len(text)),))
    sure, doubted = (
        {field.name: field.confidence for field in first_page_fields(Reading(text, pages=(shown,)))}
        for shown in (page, Page(1, page.spans, doubts=(BY_OCR,)))
    )
    assert sure and doubted == pytest.approx({name: 0.7 * confidence for name, confidence in sure.items()}, abs=1e-3)


def test_figures_have_no_language() -> None:
    figures = "Rope s 12 a 14 Sail s 13 a 15 Harbour Quay North cents lb gal bbl unq Fri week ago West East " * 5
    assert language_of(figures) is None


def test_a_row_of_figures_is_no_title() -> None:
    assert plain(f"FY2013 7,723,293 102.6 35,390,384 104.0\n\n{PROSE}\n").get("title") is None


def test_a_page_number_before_a_running_title_is_no_part_of_it() -> None:
    first, second = f"78 Ports and the Trade of Tomorrow\n\n{PROSE}\f", f"80 Ports and the Trade of Tomorrow\n\n{PROSE}"
    assert plain(first + second).get("title") == "Ports and the Trade of Tomorrow"
    assert plain(first).get("title") == "78 Ports and the Trade of Tomorrow"
