from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.constants import AnnotationFlag
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

from corpus.errors import (
    CorpusError,
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileMissing,
    FileTooLarge,
    FileWithoutText,
    PageMissing,
)
from corpus.reading.limits import Limits
from corpus.reading.pdf import read_pdf
from corpus.reading.pdf_structure import Structure, structure_of
from corpus.reading.pdfium import render_page

THREE_PAGES = "#set page(width: 9cm, height: 6cm)\nOne page.#pagebreak()Two pages.#pagebreak()Three pages."


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "three.pdf"
    path.write_bytes(typst.compile(THREE_PAGES.encode()))
    return path


def expect(kind: type[CorpusError], path: Path, limits: Limits | None = None) -> None:
    with pytest.raises(kind) as caught:
        read_pdf(path, limits or Limits())
    message = str(caught.value)
    assert str(path) in message and "\n" not in message


def encrypted(pdf: Path, user: str, owner: str) -> Path:
    writer = PdfWriter(clone_from=PdfReader(pdf))
    writer.encrypt(user, owner, algorithm="RC4-128")
    path = pdf.with_name("encrypted.pdf")
    writer.write(path)
    return path


def test_missing_folder_and_empty(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    expect(FileMissing, tmp_path / "nowhere.pdf")
    expect(FileMissing, tmp_path)
    expect(FileEmpty, empty)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_without_permission(pdf: Path) -> None:
    pdf.chmod(0)
    expect(FileMissing, pdf)


def test_not_a_pdf_and_a_ruin(tmp_path: Path, pdf: Path) -> None:
    other = tmp_path / "picture.pdf"
    other.write_bytes(b"\x89PNG\r\n" * 50)
    expect(FileDamaged, other)
    ruin = tmp_path / "ruin.pdf"
    ruin.write_bytes(pdf.read_bytes()[:300])
    expect(FileDamaged, ruin)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_read_or_named_damaged(share: float, pdf: Path) -> None:
    data = pdf.read_bytes()
    cut = pdf.with_name("cut.pdf")
    cut.write_bytes(data[: int(share * len(data))])
    try:
        reading = read_pdf(cut)
    except (FileDamaged, FileWithoutText) as error:
        assert str(cut) in str(error)
    else:
        assert len(reading.glyphs) == len(reading.text)


def test_a_password_is_needed_only_where_one_is_set(pdf: Path) -> None:
    expect(FileEncrypted, encrypted(pdf, "secret", "owner"))
    assert "Two pages." in read_pdf(encrypted(pdf, "", "owner")).text


def test_images_alone_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    Image.new("RGB", (200, 300), "white").save(path)
    expect(FileWithoutText, path)


def test_a_scanned_page_among_others_is_noticed(tmp_path: Path, pdf: Path) -> None:
    scan = tmp_path / "scan.pdf"
    Image.new("RGB", (200, 300), "white").save(scan)
    writer = PdfWriter()
    for source in (pdf, scan, scan):
        for page in PdfReader(source).pages:
            writer.add_page(page)
    mixed = tmp_path / "mixed.pdf"
    writer.write(mixed)
    reading = read_pdf(mixed)
    (notice,) = reading.notices
    assert notice.startswith("pages 4–5 hold no text (images only)") and "pincite[ocr]" in notice
    assert [page.confidence for page in reading.pages] == [1.0, 1.0, 1.0, 0.0, 0.0]
    assert reading.pages[4].doubts == ("image only",) and reading.pages[4].spans == ()


def test_pages_that_hold_nothing_but_what_seems_a_running_head_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "numbers.pdf"
    path.write_bytes(typst.compile(b"#set page(width: 9cm, height: 6cm)\nPage 1#pagebreak()Page 2#pagebreak()Page 3"))
    assert read_pdf(path).text.split() == ["Page", "1", "Page", "2", "Page", "3"]


def test_limits(pdf: Path) -> None:
    expect(FileTooLarge, pdf, Limits(file_bytes=100))
    expect(FileTooLarge, pdf, Limits(pages=2))
    with pytest.raises(FileTooLarge, match="PINCITE_FILE_PAGES"):
        read_pdf(pdf, Limits(pages=2))
    expect(FileTooLarge, pdf, Limits(characters=10))


def test_a_page_without_a_printed_number_has_no_label(pdf: Path) -> None:
    assert [page.label for page in read_pdf(pdf).pages] == [None, None, None]


def test_labels_of_the_label_tree(pdf: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(pdf))
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, 2, style="/D", prefix="A-", start=7)
    path = pdf.with_name("labelled.pdf")
    writer.write(path)
    assert [page.label for page in read_pdf(path).pages] == ["i", "ii", "A-7"]


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("untitled", "user", {}),
        ("Microsoft Word - draft.doc", "Windows User", {}),
        ("labelled.pdf", "admin", {}),
        ("On Trade", "Rossi, Anna; Bo Lund", {"title": "On Trade", "author": ["Rossi", "Lund"]}),
        ("On Trade", "Anna Rossi and Bo Lund", {"title": "On Trade", "author": ["Rossi", "Lund"]}),
    ],
)
def test_embedded_metadata_without_junk(title: str, author: str, expected: dict[str, object], pdf: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(pdf))
    writer.add_metadata({"/Title": title, "/Author": author, "/CreationDate": "D:20200101000000Z"})
    path = pdf.with_name("labelled.pdf")
    writer.write(path)
    found = {
        field.name: [name["family"] for name in field.value] if isinstance(field.value, list) else field.value
        for field in structure_of(path).fields
    }
    assert found == expected


def test_a_page_is_rendered_and_a_missing_one_named(pdf: Path) -> None:
    small, large = render_page(pdf, 1, 1.0), render_page(pdf, 3, 2.0)
    assert small.startswith(b"\x89PNG") and large.startswith(b"\x89PNG")
    sizes = [Image.open(io.BytesIO(picture)).size for picture in (small, large)]
    assert sizes[1] == pytest.approx((2 * sizes[0][0], 2 * sizes[0][1]), abs=2)
    with pytest.raises(PageMissing, match="no page 4"):
        render_page(pdf, 4, 1.0)
    with pytest.raises(PageMissing, match="no page 0"):
        render_page(pdf, 0, 1.0)


HELVETICA = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }
)


def test_words_scaled_beyond_all_numbers_are_left_away(tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(width=300, height=300)
    drawn = StreamObject()
    grown = b"1000000 0 0 1000000 0 0 cm " * 8
    shown = b"BT /F 12 Tf 10 10 Td (A line of words) Tj ET "
    drawn.set_data(shown + grown + shown.replace(b"words", b"none"))
    page[NameObject("/Contents")] = writer._add_object(drawn)
    fonts = DictionaryObject({NameObject("/F"): HELVETICA})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    path = tmp_path / "grown.pdf"
    writer.write(path)
    assert read_pdf(path).text == "A line of words"


def with_properties_packed_as(kind: str) -> bytes:
    """A PDF whose title stands in a stream of objects that says it is of this kind."""
    data, places = b"%PDF-1.5\n", [(0, 0, 0)]
    for body in (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        f"<</Type/{kind}/N 1/First 4/Length 28>>stream\n4 0 <</Title(Coal and ropes)>>\nendstream".encode(),
    ):
        places.append((1, len(data), 0))
        data += b"%d 0 obj%b endobj\n" % (len(places) - 1, body)
    places += [(2, 3, 0), (1, len(data), 0)]
    rows = b"".join(bytes((sort, *place.to_bytes(2, "big"), last)) for sort, place, last in places)
    listed = b"<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Info 4 0 R/Length %d>>stream\n%b\nendstream" % (len(rows), rows)
    return data + b"5 0 obj%b endobj\nstartxref\n%d\n%%%%EOF" % (listed, len(data))


def test_what_the_structure_cannot_be_is_no_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(with_properties_packed_as("ObjStm"))
    assert [field.value for field in structure_of(path).fields] == ["Coal and ropes"]
    path.write_bytes(with_properties_packed_as("XObject"))
    assert structure_of(path) == Structure()
    path.write_bytes(b"%PDF-15 0 obj<<trailer<</Encrypt 15 0 R>\nstartxref1\n%")
    assert structure_of(path) == Structure()


def test_what_a_form_shows_is_read_where_the_page_has_no_other_text(tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(width=300, height=300)
    note = FreeText(text="Coal made the harbour rich", rect=(50, 50, 250, 120), font_size="12pt")
    note.flags = AnnotationFlag.PRINT
    writer.add_annotation(0, note)
    shown = StreamObject()
    shown.set_data(b"BT /Helv 12 Tf 5 30 Td (Coal made the harbour rich) Tj ET")
    shown.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(n) for n in (0, 0, 200, 70)]),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/Helv"): HELVETICA})}
            ),
        }
    )
    annotation = page["/Annots"][0].get_object()
    annotation[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(shown)})
    path = tmp_path / "form.pdf"
    writer.write(path)
    assert "Coal made the harbour rich" in read_pdf(path).text


@pytest.mark.parametrize(
    ("source", "doubts"),
    [
        ("#text(fill: white)[WORDS]", ("text that the page does not show",)),
        ("#rect(fill: black, text(fill: white)[WORDS])", ()),
        ("#text(size: 0.5pt)[WORDS]", ("text that the page does not show",)),
        ("WORDS", ()),
    ],
)
def test_text_that_the_page_does_not_show_is_doubted(source: str, doubts: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "hidden.pdf"
    words = "Nobody can see that these words say what they say. " * 6
    path.write_bytes(typst.compile(f"Seen words stand here, on the page.\n\n{source.replace('WORDS', words)}".encode()))
    reading = read_pdf(path)
    assert reading.pages[0].doubts == doubts
    assert bool(reading.notices) == bool(doubts)
