from __future__ import annotations

from pathlib import Path

import pytest
import typst

from corpus.document import Span
from corpus.reading.flow import joined_paragraphs
from corpus.reading.headings import joined_headings
from corpus.reading.lines import Line
from corpus.reading.paragraphs import Block, Kind, Type
from corpus.reading.pdf import read_pdf
from corpus.reading.sheet import Word


def words(text: str, size: float = 10.0, base: float = 100.0, left: float = 50.0, bold: bool = False) -> list[Word]:
    found = []
    for start, token in enumerate(text.split()):
        right = left + 0.5 * size * len(token)
        found.append(Word(token, start, left, base - size, right, base + 2, base, size, bold, False, start))
        left = right + 0.3 * size
    return found


def block(kind: Kind, text: str, column: int, right: float | None = None, aside: bool = False) -> Block:
    line = Line(column, tuple(words(text)))
    return Block(kind, [line], 50.0, line.right if right is None else right, column, aside=aside)


ENTRY = "12. Quince, A. (2020). STANDING TOGETHER IN ORCHARDS AND"
REST = "WALLED GARDENS. ANNALS OF FRUIT, 3(6), 57-64."


@pytest.mark.parametrize("column", [1, 2])
def test_capitals_that_go_on_with_an_entry_are_no_heading(column: int) -> None:
    found = joined_headings([block(Kind.ITEM, ENTRY, 1), block(Kind.HEADING, REST, column)])
    assert [(entry.kind, entry.text) for entry in found] == [(Kind.ITEM, f"{ENTRY} {REST}")]


@pytest.mark.parametrize("above", [f"{ENTRY} MORE.", "an unfinished line of plain words"])
def test_a_heading_in_capitals_stays_one(above: str) -> None:
    found = joined_headings([block(Kind.TEXT, above, 1), block(Kind.HEADING, "RESULTS AND DISCUSSION", 2)])
    assert [entry.kind for entry in found] == [Kind.TEXT, Kind.HEADING]
    short = [block(Kind.ITEM, ENTRY, 1, right=900.0), block(Kind.HEADING, "RESULTS AND DISCUSSION", 2)]
    assert len(joined_headings(short)) == 2


def test_a_long_list_in_small_print_is_not_the_body() -> None:
    text, notes = words("word " * 40, 9.3), words("note " * 60, 8.0)
    display, bold = words("TITLE " * 25, 24.0), words("heavy " * 30, 11.0, bold=True)
    assert Type.of([*text, *notes, *bold]) == Type(9.3, False)
    assert Type.of([*notes, *display]) == Type(8.0, False)
    assert Type.of([*text, *words("few large", 12.0)]) == Type(9.3, False)


def test_small_capitals_are_as_large_as_their_full_ones() -> None:
    sizes = [(10.0, "B", False), (8.0, "ASICS", True), (8.0, "OF", False), (10.0, "M", False), (8.0, "ACHINES", True)]
    drawn, left = [], 50.0
    for start, (size, text, glued) in enumerate(sizes):
        drawn.append(Word(text, start, left, 90.0, left + 5 * len(text), 102.0, 100.0, size, False, glued, start))
        left += 5 * len(text) + 3 * (not glued)
    assert Line(1, tuple(drawn)).size == 10.0
    assert Line(1, tuple(drawn[:3])).size == 8.0


def test_a_paragraph_goes_on_past_a_figures_words_and_the_side_of_the_page() -> None:
    blocks = [
        block(Kind.TEXT, "the step goes down the surface and", 1),
        block(Kind.TEXT, "w0", 1),
        block(Kind.TEXT, "arXiv:1601.03642v1 and more of it", 1, aside=True),
        block(Kind.TEXT, "makes for the lowest point.", 2),
    ]
    first, *others = joined_paragraphs(blocks)
    assert first.text == "the step goes down the surface and makes for the lowest point."
    assert [other.text for other in others] == ["w0", "arXiv:1601.03642v1 and more of it"]


def test_the_end_of_a_paragraph_is_no_word_of_a_figure() -> None:
    blocks = [
        block(Kind.TEXT, "that the flats and", 1),
        block(Kind.TEXT, "sharps", 2),
        block(Kind.TEXT, "other words", 3),
    ]
    assert joined_paragraphs(blocks)[0].text.startswith("that the flats and sharps")


def test_a_centred_title_of_unequal_lines_is_one_heading(tmp_path: Path) -> None:
    lines = r"Old Orchards and Their Lasting Role in Keeping \ in Valleys and Hills \ Walled Gardens in Fruit"
    source = f'#set page(width: 14cm)\n#align(center)[#text(15pt, weight: "bold")[{lines}]]\n#lorem(120)'
    path = tmp_path / "title.pdf"
    path.write_bytes(typst.compile(source.encode()))
    reading = read_pdf(path)
    title = "Old Orchards and Their Lasting Role in Keeping in Valleys and Hills Walled Gardens in Fruit"
    assert reading.headings[0].span == Span(0, len(title))
    assert reading.text.startswith(title)
