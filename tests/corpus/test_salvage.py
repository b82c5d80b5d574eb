"""PDFs without their end: pages that are whole are read, and the loss is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FileDamaged
from corpus.reading.page_doubts import SALVAGED
from corpus.reading.pdf import read_pdf
from corpus.reading.salvage import salvaged

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "samples").glob("*.pdf"))
WHOLE = SAMPLES[0].read_bytes()


def test_a_file_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(WHOLE[: len(WHOLE) * 9 // 10])
    reading, whole = read_pdf(path), read_pdf(SAMPLES[0])
    assert reading.notices[0] == SALVAGED
    assert reading.pages[0].spans[0].of(reading.text)[:300] == whole.text[:300]
    assert len(reading.pages) == len(whole.pages)


def test_a_whole_file_is_not_salvaged() -> None:
    assert SALVAGED not in read_pdf(SAMPLES[0]).notices


@pytest.mark.parametrize("tenth", range(1, 10))
def test_every_cut_ends_in_text_or_in_one_line(tmp_path: Path, tenth: int) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(WHOLE[: len(WHOLE) * tenth // 10])
    try:
        assert read_pdf(path).notices[0] == SALVAGED
    except Exception as error:
        assert isinstance(error, FileDamaged) or "cut off or damaged" in str(error)
        assert str(path) in str(error) and "\n" not in str(error)


def test_the_catalogue_is_preferred_and_pages_do_else() -> None:
    catalogue = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n3 0 obj\n<< /Type /Page >>\nendobj\n"
    assert b"/Root 1 0 R" in (salvaged(catalogue) or b"")
    pages = (
        b"%PDF-1.7\n3 0 obj\n<< /Type /Page >>\nendobj\n7 0 obj\n<< /Type/Page >>\nendobj\n3 0 obj\n<< /Type /Pages >>"
    )
    made = salvaged(pages) or b""
    assert b"/Kids [3 0 R 7 0 R]" in made and b"/Root 9 0 R" in made


@given(st.binary(max_size=300))
def test_where_nothing_is_found_nothing_is_made(data: bytes) -> None:
    assert salvaged(data) is None or b"obj" in data
