from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.page_numbers import bare_label, implied_labels, number_of, numerals
from corpus.reading.pdf import read_pdf

PAGES = """
#set page(width: 300pt, height: 300pt, {settings})
#for n in range({count}) [
  The orchards of the valley stand together and share what they know of the trade.

  Growers meet in spring [2].
  #pagebreak(weak: true)
]
"""


def labels(settings: str, count: int, folder: Path) -> list[str | None]:
    path = folder / "pages.pdf"
    path.write_bytes(typst.compile(PAGES.format(settings=settings, count=count).encode()))
    return [page.label for page in read_pdf(path).pages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— 1 —", "1"),
        ("Page 3 of 9", "3"),
        ("P:259", "259"),
        ("[12]", "12"),
        ("iv", "iv"),
        ("7-45", "7-45"),
        ("A-7", "A-7"),
        ("Cover", "Cover"),
    ],
)
def test_a_label_is_bare(text: str, expected: str) -> None:
    assert bare_label(text) == expected


@pytest.mark.parametrize(
    ("numeral", "value"), [("iv", 4), ("XLII", 42), ("xcix", 99), ("12", 12), ("iiv", None), ("vic", None)]
)
def test_numerals(numeral: str, value: int | None) -> None:
    assert number_of(numeral) == value


@given(st.integers(1, 300), st.integers(2, 12), st.data())
def test_pages_between_numbered_ones_have_the_number_that_these_imply(
    start: int, count: int, data: st.DataObject
) -> None:
    whole = {page: str(start + page - 1) for page in range(1, count + 1)}
    kept = data.draw(st.sets(st.sampled_from(sorted(whole)), min_size=1))
    assert implied_labels({page: whole[page] for page in kept}, whole) == whole


def test_front_matter_and_text_count_apart() -> None:
    found = implied_labels({1: "i", 3: "iii", 5: "1", 7: "3"}, range(1, 8))
    assert found == {1: "i", 2: "ii", 3: "iii", 5: "1", 6: "2", 7: "3"}


def test_roman_numbers_at_the_foot(tmp_path: Path) -> None:
    footer = 'numbering: none, footer: context align(center, counter(page).display("i"))'
    assert labels(footer, 5, tmp_path) == ["i", "ii", "iii", "iv", "v"]


@pytest.mark.parametrize("numbering", ['"— 1 —"', '"[1]"', '(n, ..) => "Page " + str(n) + " of 9"', '"P:1"'])
def test_adorned_numbers_in_the_label_tree_or_at_the_foot(numbering: str, tmp_path: Path) -> None:
    assert labels(f"numbering: {numbering}", 4, tmp_path) == ["1", "2", "3", "4"]


def test_pages_without_a_number_have_no_label(tmp_path: Path) -> None:
    assert labels("numbering: none", 3, tmp_path) == [None, None, None]


@pytest.mark.parametrize("foot", ["Working Paper 2025-07 | 2 of 10", "Annals of Fruit 2 / 10", "Page 2 of 10"])
def test_a_number_of_so_many_is_the_first(foot: str) -> None:
    assert numerals(foot) == ["2"]


@pytest.mark.parametrize(("head", "label"), [("Optimised Orchards #h(2em) 9", "9"), ("Annals of Fruit, vol. 9", None)])
def test_a_lone_page_has_the_number_apart_in_its_head(head: str, label: str | None, tmp_path: Path) -> None:
    settings = f"header-ascent: 90%, header: align(right, text(8pt)[{head}])"
    assert labels(settings, 1, tmp_path) == [label]


@pytest.mark.parametrize("start", [7, 162])
def test_numbers_printed_on_most_pages_beat_the_labels_of_the_file(start: int, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    source = PAGES.format(settings='numbering: "1"', count=4)
    path.write_bytes(typst.compile(f"#counter(page).update(162)\n{source}".encode()))
    writer = pypdf.PdfWriter(clone_from=path)
    count = len(writer.pages)
    writer.root_object.pop("/PageLabels", None)
    writer.set_page_label(0, count - 1, style="/D", start=start)
    writer.write(path)
    first, *rest = (int(page.label or 0) for page in read_pdf(path).pages)
    assert count >= 4
    assert first >= 162
    assert rest == [first + index for index in range(1, count)]
