import copy
import pickle
import time
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.record import Record
from corpus.document import Document, Glyphs, Page, Section, Span, Table

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=12)


def document(spans: list[Span], **more: object) -> Document:
    held = sorted(spans, key=lambda span: span.start)
    sections = tuple(Section(1, str(place), Span(span.start, span.start), span) for place, span in enumerate(held))
    tables = tuple(Table(str(place), None, span, (), ()) for place, span in enumerate(held))
    return Document("a.txt", "", "text/plain", "x" * 60, Record(), sections=sections, tables=tables, **more)  # type: ignore[arg-type]  # any layer


@given(SPANS, st.integers(0, 60))
def test_the_sections_and_the_table_around_an_offset(spans: list[Span], offset: int) -> None:
    held = document(spans)
    around = [section for section in held.sections if section.span.start <= offset < section.span.end]
    assert held.section_path(offset) == tuple(around)
    tables = [table for table in held.tables if table.span.start <= offset < table.span.end]
    assert held.table_at(offset) == (tables[0] if tables else None)


@pytest.mark.slow
def test_many_headings_take_no_time() -> None:
    held = document([Span(place, 100_000 if place == 0 else place + 1) for place in range(40_000)])
    start = time.process_time()
    for offset in range(40_000):
        held.section_path(offset)
        held.table_at(offset)
    assert time.process_time() - start < 2


@given(st.lists(st.none() | st.tuples(*[st.integers(0, 900)] * 4), max_size=20), st.integers(0, 22), st.integers(0, 22))
def test_the_boxes_of_a_span_are_those_of_its_characters(inked: list[object], one: int, other: int) -> None:
    numbers = [number for box in inked for number in (box if isinstance(box, tuple) else [float("nan")] * 4)]
    glyphs, span = Glyphs(array("f", numbers).tobytes()), Span(min(one, other), max(one, other))
    assert list(glyphs.boxes(span)) == [glyphs.box(at) for at in range(span.start, min(span.end, len(inked)))]


def test_a_document_is_copied_and_pickled_after_its_boxes_were_asked_for() -> None:
    edges = array("f", [0.0, 0.0, 5.0, 10.0, float("nan"), float("nan"), float("nan"), float("nan")])
    held = document([Span(0, 2)], pages=(Page(1, (Span(0, 2),)),), glyphs=Glyphs(edges.tobytes()))
    boxes, page, path = held.boxes(Span(0, 2)), held.page_at(1), held.section_path(1)
    assert len(boxes) == 1 and held.glyphs.box(1) is None
    for twin in (copy.deepcopy(held), pickle.loads(pickle.dumps(held))):
        assert twin == held
        assert (twin.boxes(Span(0, 2)), twin.page_at(1), twin.section_path(1)) == (boxes, page, path)
