import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.byline import names_in
from corpus.bibliography.first_page import file_name_fields, first_page_fields
from corpus.bibliography.language import language_of
from corpus.bibliography.names import families
from corpus.bibliography.record import Record
from corpus.document import Page, Span
from corpus.reading.reading import Heading, Reading

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LITERATURE = SHARED / "literature" / "txt"

PAPER = """International journal of harbour studies ISSN: 1234-567X

EISSN: 8765-4321

# Ports and Their Role in Trade

Maria Adler^{1,*}, John B. Birch² and Carol van der Elm

Department of Rivers, University of Quays

maria@example.org

Published:28/05/2021 Submitted: 17/02/2021

https://doi.org/10.1000/ports.2025-1

## Abstract

The ports of the world are many, and this paper is about the trade that goes through them and is counted in them.

**Keywords:** ports; trade ; rivers

## Introduction

Doe (2001) wrote of it. doi: 10.9999/other
"""


def headings_of(text: str) -> list[Heading]:
    return [Heading(len(m[1]), Span(m.start(2), m.end(2))) for m in re.finditer(r"^(#+) (.*)$", text, re.MULTILINE)]


def record_of(text: str, headings: list[Heading] | None = None) -> Record:
    found = headings_of(text) if headings is None else headings
    return Record.of(first_page_fields(Reading(text, headings=tuple(found))))


def families_of(text: str) -> list[str]:
    return [name["family"] for name in names_in(text)]


def test_a_first_page_as_a_careful_reader_notes_it() -> None:
    csl = record_of(PAPER).csl()
    assert csl["title"] == "Ports and Their Role in Trade"
    assert csl["author"] == [
        {"family": "Adler", "given": "Maria"},
        {"family": "Birch", "given": "John B."},
        {"family": "van der Elm", "given": "Carol"},
    ]
    assert csl["issued"] == {"date-parts": [[2021, 5, 28]]}
    assert csl["DOI"] == "10.1000/ports.2025-1"
    assert csl["ISSN"] == "1234-567X"
    assert csl["container-title"] == "International journal of harbour studies"
    assert csl["keyword"] == "ports, trade, rivers"
    assert csl["language"] == "en"


def test_fields_are_marked_as_from_the_first_page() -> None:
    fields = first_page_fields(Reading(PAPER, headings=tuple(headings_of(PAPER))))
    assert {field.source for field in fields} == {"first page"}
    assert all(0 < field.confidence < 1 for field in fields)


def test_without_headings_the_line_most_like_a_title() -> None:
    text = (
        "Narmina Guliyeva Ali\n\nPhD Candidate,\n\nThe Institute of Ports\n\nSTRATEGIES OF PORTS\n\n"
        + "Long words. " * 60
    )
    csl = record_of(text).csl()
    assert (csl["title"], csl["author"]) == ("STRATEGIES OF PORTS", [{"family": "Guliyeva", "given": "Narmina Ali"}])


def test_contributor_lines_and_short_titles() -> None:
    csl = record_of(
        "Port Internationalization\n\nSubjects: Business\n\nContributor: Jing Li\n\n" + "Long words. " * 60
    ).csl()
    assert (csl["title"], csl["author"]) == ("Port Internationalization", [{"family": "Li", "given": "Jing"}])


def test_nothing_is_invented() -> None:
    csl = record_of("long words of prose without any front matter at all. " * 30).csl()
    assert {"author", "issued", "DOI", "ISSN", "container-title", "title"} & csl.keys() == set()
    assert record_of("").fields == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Title line here\n\nTable 1. Firms\n\n| Area | N |\n|---|---|\n| North West | 10 |\n", "Title line here"),
        ("# A study\n\nNorth West\n\nText of the study that goes on.\n", "A study"),
        ("# A study\n\nText of the study that goes on.\n\nNorth West, South East\n", "A study"),
        ("The ports of the world are many. They grow.\n\nMore of it stands here.\n", None),
        ("The ports of the world are many and the trade that\ngoes through them is counted in them.\n\nMore.\n", None),
        ("Table 1. Ports of the world and their trade\n\nText.\n", None),
    ],
)
def test_no_author_and_no_title_is_made_up(text: str, title: str | None) -> None:
    record = record_of(text)
    assert (record.get("title"), record.get("author")) == (title, None)


@pytest.mark.parametrize(
    "byline",
    [
        "Anna Adler\n\nUniversity of Quays\n\nText of it.",
        "Anna Adler\n\nanna@example.org\n\nText of it.",
        "Anna Adler\n\nPublished: 3 May 2021\n\nText of it.",
        "Anna Adler\n\n## Abstract\n\nText of it.",
        "By Anna Adler\n\nText of it.",
        "Anna B. Adler\n\nText of it.",
        "Anna Adler and Bob Birch\n\nText of it.",
    ],
)
def test_a_byline_shows_that_it_is_one(byline: str) -> None:
    author = record_of(f"# Ports of trade\n\n{byline}\n").get("author")
    assert families(author)[:1] == ("Adler",)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Published: 3 May 2021", [2021, 5, 3]),
        ("Published online: 30/06/2025", [2025, 6, 30]),
        ("Published 05/06/2025", [2025]),
        ("© 2012 The Authors", [2012]),
        ("Copyright © 2014 by Quay Press", [2014]),
        ("Accepted: 2019-03-04", [2019, 3, 4]),
        ("Vol. 5, No. 2, 2019, pp. 3-9", [2019]),
        ("Submitted: 01/02/2020", None),
        ("A study of 2024", None),
    ],
)
def test_dates(line: str, parts: list[int] | None) -> None:
    issued = record_of(f"{line}\n\n# Ports of trade\n\ntext").get("issued")
    assert issued == (None if parts is None else {"date-parts": [parts]})


def test_a_date_of_publication_outranks_a_copyright_year() -> None:
    assert record_of("© 2024 The Authors\n\nPublished: 30/06/2025\n\n# Ports\n\nx").get("issued") == {
        "date-parts": [[2025, 6, 30]]
    }


@pytest.mark.parametrize(
    ("line", "families"),
    [
        ("**Nurjonov Murodbek Ollonazarovich**".strip("*"), ["Nurjonov"]),
        ("Tayebi Abdallah 👓\tSeddiki Ahmed 🔟", ["Tayebi", "Seddiki"]),
        ("Jean DUPONT, Marie CURIE", ["DUPONT", "CURIE"]),
        ("By Anna Adler and Bob Birch", ["Adler", "Birch"]),
        ("Authors: Anna Adler (1), Bob Birch (2)", ["Adler", "Birch"]),
        ("University of Quays", []),
        ("The Role of Ports in Trade", []),
        ("anna@example.org", []),
        ("", []),
    ],
)
def test_author_lines(line: str, families: list[str]) -> None:
    assert families_of(line) == families


def test_titles_from_file_names_are_a_guess() -> None:
    (field,) = file_name_fields("The_role-of.ports.pdf")
    assert (field.name, field.value, field.source) == ("title", "The role of ports", "file name")
    assert field.confidence < 0.5
    assert file_name_fields("000_e7dfbd2396b9bf05.txt") == ()
    assert file_name_fields("123.pdf") == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "the ports of the world are many and this is about the trade that is in them for all to see as it was",
        ),
        (
            "de",
            "die Häfen der Welt sind viele und das ist ein Text über den Handel mit ihnen für die Leser auf dem Schiff",
        ),
        (
            "tr",
            "limanlar ve ticaret için bir çalışma olarak bu metin çok daha kısa ve bu ile ilgili bir not gibi de olan",
        ),
        (
            "ru",
            "порты и торговля в мире и не только это текст о том как и что для них на море от начала и также при этом",
        ),
    ],
)
def test_languages(code: str, text: str) -> None:
    found = language_of(text)
    assert found is not None and found[0] == code


def test_too_little_text_has_no_language() -> None:
    assert language_of("the port") is None
    assert language_of("x y z " * 30) is None


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(0, 100), st.integers(0, 200))
def test_any_page_is_read_without_an_error(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    pages = (Page(1, (span,)),)
    record = Record.of(first_page_fields(Reading(text, pages, headings=(Heading(1, span),))))
    letters = re.sub(r"\W|_", "", text)
    assert all(word in letters for word in re.findall(r"[^\W_]+", str(record.get("title") or "")))


@pytest.mark.parametrize(
    "seed", ["(", "[1", "A, ", "A ", "\n", "\n\n", "Keywords: ", "© ", "ISSN ", "# A\n", "*", "<a"]
)
def test_long_runs_take_no_time(seed: str) -> None:
    text = seed * (100_000 // len(seed))
    start = time.process_time()
    first_page_fields(Reading(text))
    first_page_fields(Reading(text, (Page(1, (Span(0, len(text)),)),)))
    assert time.process_time() - start < 2


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the literature beside the checkout (../shared)")
def test_the_first_pages_of_the_literature() -> None:
    noted = {}
    for path in sorted(LITERATURE.glob("*.txt")):
        csl = record_of(path.read_text(encoding="utf-8")[:6000]).csl()
        noted[path.name[:3]] = (list(families(csl["author"])), csl.get("issued"), csl.get("DOI"))
    assert noted == {
        "000": (["Nurjonov"], None, None),
        "001": (["Guliyeva"], None, "10.36059/978-966-397-439-2-14"),
        "002": (["Li"], None, None),
        "003": (["Tayebi", "Seddiki"], {"date-parts": [[2025, 6, 30]]}, None),
    }


def test_a_year_in_running_text_is_no_date() -> None:
    text = "A study\n\nAnn Doe\n\nAbstract\n\nWe read evaluations that were published between 2000 and 2022.\n"
    assert [field for field in first_page_fields(Reading(text)) if field.name == "issued"] == []
    dated = f"{text}\nPublished: 30/06/2025"
    (issued,) = [f for f in first_page_fields(Reading(dated)) if f.name == "issued"]
    assert issued.value == {"date-parts": [[2025, 6, 30]]}
