"""Notes in a PDF: they lie over the words that they are about, however the page is turned."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from corpus.document import Span
from corpus.reading.limits import Limits
from corpus.reading.read import read
from service.errors import ReportError
from service.findings.finding import Finding
from service.reports.annotated_pdf import annotated_pdf

SAMPLE = Path(__file__).resolve().parents[3] / "corpus" / "samples" / "brandl-2018-history.pdf"


def turned(path: Path, folder: Path, degrees: int) -> Path:
    writer = PdfWriter(clone_from=path)
    for page in writer.pages:
        page.rotate(degrees)
    written = folder / f"turned-{degrees}.pdf"
    writer.write(written)
    return written


def found(document, number=2):
    """A finding over the longest sentence of a page."""
    sentences = [s for s in document.sentences if (page := document.page_at(s.start)) and page.number == number]
    span = max(sentences, key=len)
    return Finding("uncited_claim", "problem", span, "This needs a source.")


def words_under(path: Path, rect) -> str:
    left, bottom, right, top = (float(number) for number in rect)
    with closing(pypdfium2.PdfDocument(path)) as pdf, closing(pdf[1]) as page, closing(page.get_textpage()) as text:
        return text.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_note_lies_over_its_words(tmp_path, degrees):
    source = turned(SAMPLE, tmp_path, degrees)
    document = read(source)
    finding = found(document)
    written = tmp_path / "noted.pdf"
    written.write_bytes(annotated_pdf(source, document, [finding]))
    page = document.page_at(finding.span.start)
    annotations = [a.get_object() for a in PdfReader(written).pages[page.number - 1]["/Annots"]]
    (note,) = [a for a in annotations if a["/Subtype"] == "/Highlight"]
    assert note["/Contents"].startswith("Problem: Needs a source\nThis needs a source.")
    under = "".join(words_under(written, note["/Rect"]).split())
    middle = [word for word in document.text[finding.span.start : finding.span.end].split()[3:-3] if word.isalpha()]
    # A word that is broken at a line's end is not found in one piece.
    assert sum(word in under for word in middle) >= len(middle) - 2 > 10
    assert len(note["/QuadPoints"]) % 8 == 0


def test_the_text_stays_as_it_was(tmp_path):
    document = read(SAMPLE)
    written = tmp_path / "noted.pdf"
    written.write_bytes(annotated_pdf(SAMPLE, document, [found(document)]))
    assert read(written).text == document.text


def test_what_has_no_place_on_a_page_is_told_on_the_first(tmp_path):
    document = read(SAMPLE)
    finding = Finding("duplicate_document", "problem", Span(0, 0), "This work is held twice.")
    written = tmp_path / "noted.pdf"
    written.write_bytes(annotated_pdf(SAMPLE, document, [finding]))
    notes = [a.get_object() for a in PdfReader(written).pages[0]["/Annots"]]
    assert any("held twice" in str(note.get("/Contents")) for note in notes)


def test_what_is_in_order_is_not_marked():
    document = read(SAMPLE)
    finding = Finding("uncited_claim", "ok", document.sentences[3], "It has its source.")
    assert b"/Highlight" not in annotated_pdf(SAMPLE, document, [finding])


def test_the_same_findings_give_the_same_bytes():
    document = read(SAMPLE)
    assert annotated_pdf(SAMPLE, document, [found(document)]) == annotated_pdf(SAMPLE, document, [found(document)])


def test_a_text_has_no_pages_to_mark(text_document, tmp_path):
    document = text_document("Ropes last two seasons.")
    with pytest.raises(ReportError, match=r"paper\.md is no PDF"):
        annotated_pdf(tmp_path / "paper.md", document, [])


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them its root."""
    content, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def test_a_file_nested_without_end_is_one_clear_line(tmp_path):
    """It is written in a process of its own: what it does there reaches nobody else."""
    document = read(SAMPLE)
    path = tmp_path / "deep.pdf"
    path.write_bytes(
        pdf_of(
            b"<</Type/Catalog/Pages 2 0 R/Deep " + b"[" * 20_000 + b"]" * 20_000 + b">>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        )
    )
    with pytest.raises(ReportError) as caught:
        annotated_pdf(path, document, [Finding("duplicate_document", "problem", Span(0, 0), "Held twice.")])
    told = str(caught.value)
    assert told.startswith(f"{document.name} can't be given back with notes (") and "\n" not in told


@pytest.mark.parametrize(
    ("content", "limits", "reason"),
    [
        (None, Limits(answer_bytes=100), "it becomes too long"),
        (b"%PDF-1.4\nnothing", Limits(), ""),
        (b"", Limits(), "its file is empty"),
    ],
)
def test_why_it_cannot_be_written_is_told_without_a_path(tmp_path, content, limits, reason):
    document = read(SAMPLE)
    path = tmp_path / "kept-by-the-server.pdf"
    path.write_bytes(SAMPLE.read_bytes() if content is None else content)
    with pytest.raises(ReportError) as caught:
        annotated_pdf(path, document, [found(document)], limits=limits)
    told = str(caught.value)
    assert reason in told and "\n" not in told and str(tmp_path) not in told and path.name not in told


def test_a_file_that_is_gone_is_told(tmp_path):
    document = read(SAMPLE)
    with pytest.raises(ReportError, match="its file is gone"):
        annotated_pdf(tmp_path / "gone.pdf", document, [found(document)])
