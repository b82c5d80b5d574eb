from __future__ import annotations

import re
from contextlib import closing
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import typst
from pypdf import PdfReader, PdfWriter

from corpus.document import Span
from corpus.reading.pdf import read_pdf
from corpus.reading.reading import Reading

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "corpus" / "samples").glob("*.pdf"))
SHARED = ROOT.parent / "shared"
LITERATURE = sorted((SHARED / "literature" / "pdf").glob("*.pdf"))
NEEDS_SHARED = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the literature beside the checkout (../shared)")

PAPER = (
    """
#set document(title: "Why Orchards Stand Together", author: ("Ada Quince", "Bo Medlar"))
#set page(width: 14cm, height: 16cm, columns: 2, margin: 1.5cm,
  header: context [#text(7pt)[Annals of Fruit #h(1fr) #(here().page() + 30)]])
#set text(size: 9pt, hyphenate: true, lang: "en")
#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)
#show heading: set block(above: 1.2em, below: 0.8em)
#place(top + center, scope: "parent", float: true)[#text(15pt, weight: "bold")[Why Orchards Stand Together]]
= Introduction
Growers have long planted beside growers.#footnote[The first note, which stands at the foot of a column.] """
    + " ".join(
        f"Sentence number {n} says that the {word} of the valley ripen well before the cautious harvest begins."
        for n, word in enumerate(["apples", "quinces", "medlars", "cherries", "damsons", "walnuts"] * 5, start=1)
    )
    + """

== Finer points
A second paragraph has an efficient flow of official affairs, cost 10~% more, and speaks of 25 m#super[2] of ground.

- the first reason is soil;
- the second reason is water.
"""
)


def typeset(source: str, folder: Path) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return path


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read_pdf(typeset(PAPER, tmp_path_factory.mktemp("paper")))


def test_every_sentence_is_whole_over_columns_pages_and_notes(paper: Reading) -> None:
    for number, word in enumerate(["apples", "quinces", "medlars", "cherries", "damsons", "walnuts"] * 5, start=1):
        sentence = f"Sentence number {number} says that the {word} of the valley ripen well before the cautious harvest"
        assert paper.text.count(sentence) == 1


def test_notes_and_heads_leave_the_flow(paper: Reading) -> None:
    paragraphs = paper.text.split("\n\n")
    assert "Annals of Fruit" not in paper.text
    assert [p for p in paragraphs if "The first note" in p] == [
        "¹The first note, which stands at the foot of a column."
    ]
    assert "beside growers.¹ Sentence number 1 says" in paper.text


def test_labels_headings_items_and_signs(paper: Reading) -> None:
    assert [page.label for page in paper.pages] == [str(page.number + 30) for page in paper.pages]
    assert [(h.level, h.span.of(paper.text)) for h in paper.headings] == [
        (1, "Why Orchards Stand Together"), (2, "Introduction"), (3, "Finer points"),
    ]  # fmt: skip
    assert "efficient flow of official affairs, cost 10 % more, and speaks of 25 m² of ground." in paper.text
    assert "\n• the first reason is soil;\n• the second reason is water." in paper.text
    assert "²" in [span.of(paper.text) for span in paper.superscripts]


def test_embedded_title_and_authors(paper: Reading) -> None:
    fields = {field.name: field for field in paper.fields}
    assert fields["title"].value == "Why Orchards Stand Together"
    assert fields["author"].value == [{"family": "Quince", "given": "Ada"}, {"family": "Medlar", "given": "Bo"}]
    assert {field.source for field in paper.fields} == {"embedded"}


def check_reading(path: Path) -> None:
    reading = read_pdf(path)
    assert len(reading.glyphs) == len(reading.text)
    check_pages_partition_text(reading)
    check_grids(reading)
    check_boxes_on_pages(reading)
    check_words_on_pages(reading, path)
    assert "\ufffc" not in reading.text
    assert read_pdf(path) == reading


def check_pages_partition_text(reading: Reading) -> None:
    runs = sorted(span for page in reading.pages for span in page.spans)
    assert runs[0].start == 0 and runs[-1].end == len(reading.text)
    assert all(before.end == after.start for before, after in pairwise(runs))
    assert all(list(page.spans) == sorted(page.spans) for page in reading.pages)


def check_grids(reading: Reading) -> None:
    for grid in reading.grids:
        cells = [cell for row in grid.rows for cell in row]
        assert all(grid.span.contains(cell) for cell in cells)
        assert cells == sorted(cells)
        assert len({len(row) for row in grid.rows}) == 1
        rows = "\n".join("\t".join(cell.of(reading.text) for cell in row) for row in grid.rows)
        assert rows == grid.span.of(reading.text)


def check_boxes_on_pages(reading: Reading) -> None:
    for page in reading.pages:
        for span in page.spans:
            for offset in range(span.start, span.end):
                box = reading.glyphs.box(offset)
                if box is None:
                    assert reading.text[offset].isspace()
                    continue
                left, top, right, bottom = box
                assert -5 <= left <= right <= page.width + 5 and -20 <= top <= bottom <= page.height + 20


def check_words_on_pages(reading: Reading, path: Path) -> None:
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in reading.pages:
            raw = squeezed(document[page.number - 1].get_textpage().get_text_range())
            missing = [word for span in page.spans for word in words(reading, span) if squeezed(word) not in raw]
            assert not missing


def words(reading: Reading, span: Span) -> list[str]:
    """The words of a run, without those that a page break may have cut at its ends."""
    return span.of(reading.text).split()[1:-1]


def squeezed(text: str) -> str:
    for letters, ligature in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ")):
        text = text.replace(ligature, letters)
    plain = text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return re.sub(r"[\s\-\u2010\u00ad\ufffe\x02⁺⁻⁽⁾+()]", "", plain)


def test_properties_of_a_typeset_paper(tmp_path: Path) -> None:
    check_reading(typeset(PAPER, tmp_path))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_properties_of_the_samples(path: Path) -> None:
    check_reading(path)


@pytest.mark.slow
@NEEDS_SHARED
@pytest.mark.parametrize("path", LITERATURE, ids=lambda path: path.stem)
def test_properties_of_the_literature(path: Path) -> None:
    check_reading(path)


@NEEDS_SHARED
@pytest.mark.slow
@pytest.mark.parametrize("path", LITERATURE, ids=lambda path: path.stem)
def test_a_pdf_yields_its_text_in_order(path: Path) -> None:
    text = (path.parents[1] / "txt" / f"{path.stem}.txt").read_text(encoding="utf-8")
    assert share_in_order(re.sub(r"</?[a-z]+>", "", text), read_pdf(path).text) >= 0.99


def share_in_order(text: str, read: str) -> float:
    """The share of the words of `text` that stand in `read` in order, by longest matching blocks."""
    tokens, found = re.findall(r"\w+", text), re.findall(r"\w+", read)
    blocks = SequenceMatcher(None, tokens, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(tokens)


def test_a_hyphen_before_a_number_and_a_table_cell(tmp_path: Path) -> None:
    source = """
    #set page(width: 8cm, height: 10cm)
    #set text(hyphenate: true, lang: "en")
    The country keeps its countries apart.
    #table(columns: (1.1cm, 3cm), [Coun-\\ try], [Figures], [Alpha], [12], [Beta], [13])
    """
    reading = read_pdf(typeset(source, tmp_path))
    assert [[cell.of(reading.text) for cell in row] for row in reading.grids[0].rows] == [
        ["Country", "Figures"], ["Alpha", "12"], ["Beta", "13"],
    ]  # fmt: skip


@pytest.mark.parametrize("quarters", [90, 180, 270])
def test_a_turned_page_reads_the_same_and_its_boxes_turn(quarters: int, tmp_path: Path) -> None:
    upright = typeset("#set page(width: 10cm, height: 15cm)\nA line that is read.\n\nAnother one below it.", tmp_path)
    writer = PdfWriter()
    for page in PdfReader(upright).pages:
        writer.add_page(page).rotate(quarters)
    turned = tmp_path / "turned.pdf"
    writer.write(turned)
    straight, reading = read_pdf(upright), read_pdf(turned)
    assert reading.text == straight.text
    page = reading.pages[0]
    assert (page.width > page.height) is (quarters != 180)
    check_boxes_on_pages(reading)
