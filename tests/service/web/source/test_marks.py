"""Leaves: all of the text stands on them, and each mark lies over the words that it marks."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from corpus.bibliography.record import Record
from corpus.document import Document, Span
from corpus.errors import PageMissing
from corpus.reading.read import read
from service.bootstrap import samples
from service.web.source.marks import MOST_LEAVES, Marked, leaf, leaf_count, leaves
from service.web.source.parts import LONGEST_PART

NOTES = "brandl-2018-history.pdf"
COLUMNS = "dunmore-2020-spillovers.pdf"
PRINTED = (NOTES, COLUMNS, "edlund-2021-comparison.pdf")
DRAWING = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def document_of(text: str) -> Document:
    return Document("a.txt", "0" * 64, "text/plain", text, Record())


@st.composite
def spans(draw, length: int) -> Span:
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


class TestTexts:
    @given(data=st.data())
    def test_the_pieces_give_back_the_text_with_the_passages_marked(self, data):
        unit = data.draw(st.sampled_from(["word ", "line\n", "p\n\n", "x"]))
        text = data.draw(st.text("ab \n", max_size=40)) + unit * data.draw(st.integers(0, 4000))
        marked = [
            Marked(data.draw(spans(len(text))), f"m{n}", data.draw(st.sampled_from(["quoted", "hit"])))
            for n in range(data.draw(st.integers(0, 4)))
        ]
        document = document_of(text)
        shown = leaves(document, marked, range(1, leaf_count(document) + 1))
        pieces = [piece for one in shown for piece in one.pieces]
        assert "".join(piece.text for piece in pieces) == text
        assert all(sum(len(piece.text) for piece in one.pieces) <= LONGEST_PART for one in shown)
        for piece in pieces:
            run = Span(piece.start, piece.start + len(piece.text))
            assert {mark.id for mark in piece.marks} == {mark.id for mark in marked if mark.span.overlaps(run)}
            assert all(mark.span.contains(run) for mark in marked if mark.span.overlaps(run))
        led = [mark.id for piece in pieces for mark in piece.marks if mark.leads]
        assert sorted(led) == sorted(mark.id for mark in marked if len(mark.span))

    @given(data=st.data())
    def test_a_passage_opens_where_it_begins(self, data):
        document = document_of("word " * data.draw(st.integers(1, 9000)))
        span = data.draw(spans(len(document.text)))
        shown = leaves(document, [Marked(span, "mark")])
        assert 1 <= len(shown) <= MOST_LEAVES and (len(span) == 0 or shown[0].is_marked)

    @given(text=st.text("a\r\n \u2028", max_size=30))
    def test_line_breaks_are_shown_as_such_and_no_character_is_lost(self, text):
        shown = "".join(piece.text for piece in leaf(document_of(text), 1).pieces)
        assert len(shown) == len(text) and "\r" not in shown
        assert shown.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")

    def test_of_passages_within_one_another_the_longest_is_outermost(self):
        marked = [Marked(Span(4, 6), "inner"), Marked(Span(0, 9), "outer"), Marked(Span(4, 6), "same")]
        piece = next(piece for piece in leaf(document_of("0123456789"), 1, marked).pieces if piece.start == 4)
        assert [mark.id for mark in piece.marks] == ["outer", "inner", "same"]

    @pytest.mark.parametrize("number", [-1, 0, 2])
    def test_there_is_no_leaf_before_the_first_or_after_the_last(self, number):
        with pytest.raises(PageMissing, match=f"no page {number}"):
            leaf(document_of("one part"), number)


class TestPages:
    @pytest.mark.parametrize("name", PRINTED)
    def test_the_words_of_a_page_read_as_the_text_does(self, sample, name):
        document = sample(name)
        for page in document.pages:
            shown = leaf(document, page.number)
            read_on = "".join(line.text + line.after for line in shown.words)
            assert read_on.split() == " ".join(span.of(document.text) for span in page.spans).split()
            for line in shown.words:
                assert document.text.startswith(line.text, line.start)
                assert line.x >= 0 and line.x + line.width <= page.width + 1
                assert 0 < line.baseline < page.height and line.size > 0

    @pytest.mark.parametrize("name", PRINTED)
    @DRAWING
    @given(data=st.data())
    def test_the_marks_of_a_passage_cover_all_of_its_letters_and_no_other_line(self, sample, name, data):
        document = sample(name)
        sentence = data.draw(st.sampled_from([one for one in document.sentences if document.boxes(one)]))
        start = data.draw(st.integers(sentence.start, sentence.end - 1))
        span = Span(start, data.draw(st.integers(start + 1, sentence.end)))
        marks = {one.number: one.marks for one in leaves(document, [Marked(span, "mark")])}
        for offset in range(*span_of(document, span)):
            edges, page = document.glyphs.box(offset), document.page_at(offset)
            # A mark reaches a little around its letters, and so over half of a thin one beside them.
            if edges is None or offset in (span.start - 1, span.end):
                continue
            x, y = (edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2
            is_marked = any(holds(mark, x, y) for mark in marks.get(page.number, ()))
            assert is_marked == (span.start <= offset < span.end), document.text[offset : offset + 20]

    @pytest.mark.parametrize("name", [NOTES, COLUMNS])
    def test_marks_lie_where_another_reader_finds_the_words(self, sample, name):
        document = sample(name)
        found = 0
        with pypdfium2.PdfDocument(samples() / name) as file:
            for sentence in document.sentences[::4]:
                page, opening = document.page_at(sentence.start), " ".join(sentence.of(document.text).split()[:3])
                places = list(where_found(file[page.number - 1], opening))
                if len(places) != 1:
                    continue
                found += 1
                marks = leaf(document, page.number, [Marked(sentence, "mark")]).marks
                for x, y in places[0]:
                    assert any(holds(mark, x, y) for mark in marks), (name, opening)
        assert found > 5

    def test_a_passage_over_a_page_break_is_marked_on_both_pages(self, sample):
        document = sample(NOTES)
        [over] = [one for one in document.sentences if len({box.page for box in document.boxes(one)}) > 1]
        first, second = leaves(document, [Marked(over, "mark")])
        assert second.number == first.number + 1 and first.is_marked and second.is_marked
        assert [place.mark.leads for one in (first, second) for place in one.marks].count(True) == 1

    def test_a_passage_over_two_columns_is_marked_in_each(self, sample):
        document = sample(COLUMNS)
        middle = document.pages[0].width / 2

        def columns(span: Span) -> set[bool]:
            return {
                (box.left + box.right) / 2 > middle for box in document.boxes(span) if box.right - box.left < middle
            }

        over = next(one for one in document.sentences if len(columns(one)) == 2)
        marks = leaf(document, document.page_at(over.start).number, [Marked(over, "mark")]).marks
        assert {mark.x + mark.width / 2 > middle for mark in marks} == {False, True}
        assert all(mark.width < middle + 10 for mark in marks)

    def test_a_footnote_is_marked_at_the_foot_of_its_page(self, sample):
        document = sample(NOTES)
        page = next(page for page in document.pages if len(page.spans) > 1)
        note = max(page.spans, key=lambda span: max(box.bottom for box in document.boxes(span)))
        lines = document.lines(note)
        lowest = max(lines, key=lambda line: line.box.bottom)
        [mark] = leaf(document, page.number, [Marked(lowest.span, "mark")]).marks
        assert mark.y > 0.6 * page.height

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_a_rotated_page_is_marked_as_it_is_shown(self, sample, tmp_path, turn):
        straight, turned = sample(COLUMNS), read(rotated(samples() / COLUMNS, tmp_path / "turned.pdf", turn))
        words = "fifth of the firms"
        boxes = [leaf(d, 1, [Marked(at(d, words), "mark")]).marks for d in (straight, turned)]
        page = straight.pages[0]
        assert len(boxes[0]) == 1
        expected = turned_centre(boxes[0][0], page.width, page.height, turn)
        assert any(holds(mark, *expected) for mark in boxes[1])


def span_of(document: Document, span: Span) -> tuple[int, int]:
    return max(0, span.start - 200), min(len(document.text), span.end + 200)


def holds(mark, x: float, y: float) -> bool:
    return mark.x <= x <= mark.x + mark.width and mark.y <= y <= mark.y + mark.height


def at(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def where_found(page, words: str):
    """The middles of the letters of each place where PDFium itself finds the words, from the page's top left."""
    text, height = page.get_textpage(), page.get_height()
    search = text.search(words, match_case=True)
    while found := search.get_next():
        boxes = [text.get_charbox(n) for n in range(found[0], sum(found)) if text.get_text_range(n, 1).strip()]
        yield [((left + right) / 2, height - (bottom + top) / 2) for left, bottom, right, top in boxes]


def rotated(source: Path, target: Path, turn: int) -> Path:
    writer = PdfWriter()
    for page in PdfReader(source).pages:
        writer.add_page(page).rotate(turn)
    writer.write(target)
    return target


def turned_centre(mark, width: float, height: float, turn: int) -> tuple[float, float]:
    x, y = mark.x + mark.width / 2, mark.y + mark.height / 2
    return {90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[turn]
