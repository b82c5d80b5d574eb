"""Word documents, made with python-docx as a word processor would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FileDamaged, FileEncrypted, FileTooLarge
from corpus.reading.docx import read_docx
from corpus.reading.reading import Reading
from corpus.structure.tables import tables

MOST = 10_000_000


def saved(fill: Callable[[Word], object]) -> bytes:
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(fill: Callable[[Word], object]) -> Reading:
    return read_docx(saved(fill), "a.docx", MOST)


def sample(document: Word) -> None:
    document.add_heading("The title", 0)
    document.add_heading("Introduction", 1)
    paragraph = document.add_paragraph("Firms grew.")
    paragraph.add_run("12").font.superscript = True
    paragraph.add_run(" They stayed.")
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Bullet")
    document.add_heading("Data", 2)
    document.add_paragraph("Table 1. Exports", style="Caption")
    table = document.add_table(3, 2)
    for index, value in enumerate(["Region", "Value", "North", "1.5", "South", "2.5"]):
        table.cell(index // 2, index % 2).text = value


def rewritten(data: bytes, change: Callable[[zipfile.ZipInfo, bytes], bytes | None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = change(part, old.read(part))
            if content is not None:
                new.writestr(part.filename, content)
    return buffer.getvalue()


def test_headings_lists_tables_and_raised_characters() -> None:
    reading = read(sample)
    assert reading.text == (
        "The title\n\nIntroduction\n\nFirms grew.12 They stayed.\n\n- one\n- two\n\nData\n\nTable 1. Exports\n\n"
        "Region\tValue\nNorth\t1.5\nSouth\t2.5"
    )
    assert [(h.level, h.span.of(reading.text)) for h in reading.headings] == [
        (1, "The title"),
        (1, "Introduction"),
        (2, "Data"),
    ]
    assert [span.of(reading.text) for span in reading.superscripts] == ["12"]
    assert [[cell.of(reading.text) for cell in row] for row in reading.grids[0].rows][1] == ["North", "1.5"]
    assert reading.pages == ()


def test_merged_cells_cover_their_places() -> None:
    def fill(document: Word) -> None:
        document.add_paragraph("Table 1. Exports (bn €)")
        table = document.add_table(4, 3)
        for place, value in {(0, 0): "Region", (0, 1): "Exports", (1, 1): "2019", (1, 2): "2020"}.items():
            table.cell(*place).text = value
        for row, words in enumerate([["North", "1.5", "1.6"], ["South", "2.5", "2.5"]], start=2):
            for column, word in enumerate(words):
                table.cell(row, column).text = word
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))

    reading = read(fill)
    (found,) = tables(reading.text, reading.grids)
    assert [head.text for head in found.header] == ["Region", "Exports 2019", "Exports 2020"]
    assert [[cell.text for cell in row] for row in found.rows] == [["North", "1.5", "1.6"], ["South", "2.5", "2.5"]]
    assert [cell.quantity.unit for row in found.rows for cell in row if cell.quantity] == ["bn €"] * 4


@pytest.mark.slow
@settings(deadline=None, max_examples=15)
@given(st.lists(st.text("abc é.,—", min_size=1).map(lambda s: " ".join(s.split())).filter(bool), max_size=5))
def test_paragraphs_come_back_as_they_went_in(paragraphs: list[str]) -> None:
    data = saved(lambda document: [document.add_paragraph(words) for words in ["first", *paragraphs]])
    assert read_docx(data, "a.docx", MOST).text == "\n\n".join(["first", *paragraphs])


@pytest.mark.slow
def test_properties_are_fields_but_defaults_are_not() -> None:
    def fill(document: Word) -> None:
        sample(document)
        document.core_properties.title = "On  Things"
        document.core_properties.author = "Ann Bell; Carl Dunn"

    fields = {field.name: field for field in read(fill).fields}
    assert fields["title"].value == "On Things"
    assert fields["title"].origin == "a.docx: docProps/core.xml"
    assert fields["author"].value == [{"family": "Bell", "given": "Ann"}, {"family": "Dunn", "given": "Carl"}]
    assert "issued" not in fields
    assert not {"title", "author"} & {field.name for field in read(sample).fields}


@pytest.mark.slow
def test_formulas_that_are_left_out_are_said() -> None:
    def with_formula(part: zipfile.ZipInfo, content: bytes) -> bytes:
        if part.filename != "word/document.xml":
            return content
        math = b'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'
        return content.replace(b"</w:p>", math + b"</w:p>", 1)

    assert read(sample).notices == ()
    assert "formulas" in read_docx(rewritten(saved(sample), with_formula), "a.docx", MOST).notices[0]


def test_a_document_that_unpacks_too_large_is_refused_unread() -> None:
    bomb = rewritten(
        saved(sample), lambda part, content: content + b" " * (5_000_000 if "styles" in part.filename else 0)
    )
    assert len(bomb) < 200_000
    with pytest.raises(FileTooLarge, match="unpacks"):
        read_docx(bomb, "a.docx", 1_000_000)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda part, content: b"<w:document" if part.filename == "word/document.xml" else content,
        lambda part, content: b"" if part.filename == "word/document.xml" else content,
        lambda part, content: None if part.filename == "word/_rels/document.xml.rels" else content[: len(content) // 2],
        lambda part, content: (
            b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><w/>' if "document" in part.filename else content
        ),
    ],
)
def test_damaged_parts_are_said_in_one_line(spoil: Callable[[zipfile.ZipInfo, bytes], bytes | None]) -> None:
    with pytest.raises(FileDamaged, match=r"^a\.docx [^\n]+$"):
        read_docx(rewritten(saved(sample), spoil), "a.docx", MOST)


def test_properties_in_no_encoding_that_there_is_are_left_away() -> None:
    def odd(part: zipfile.ZipInfo, content: bytes) -> bytes:
        return b"<?xml version='1.0' encoding='relics-8'?><a/>" if part.filename == "docProps/core.xml" else content

    reading = read_docx(rewritten(saved(sample), odd), "a.docx", MOST)
    assert reading.text and not [field for field in reading.fields if field.origin.endswith("core.xml")]


def test_a_part_under_a_password_is_said() -> None:
    data = bytearray(saved(sample))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        directory = archive.start_dir
    data[directory + 8] |= 1
    with pytest.raises(FileEncrypted, match="password"):
        read_docx(bytes(data), "a.docx", MOST)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_damaged(share: float) -> None:
    data = saved(sample)
    with pytest.raises(FileDamaged):
        read_docx(data[: int(share * len(data))], "a.docx", MOST)


def test_a_list_of_parts_that_leads_before_the_file_is_damage() -> None:
    packed = bytearray(saved(sample))
    place = packed.rindex(b"PK\x05\x06") + 16
    start = int.from_bytes(packed[place : place + 4], "little")
    packed[place : place + 4] = (start + 10 * len(packed)).to_bytes(4, "little")
    with pytest.raises(FileDamaged):
        read_docx(bytes(packed), "bent.docx", MOST)


def test_parts_within_parts_are_told_as_such() -> None:
    def deepened(info: zipfile.ZipInfo, content: bytes) -> bytes | None:
        opening, closing = b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"
        return content.replace(b"<w:p>", opening * 20_000 + b"<w:p/>" + closing * 20_000 + b"<w:p>", 1)

    with pytest.raises(FileTooLarge, match="too deeply"):
        read_docx(rewritten(saved(sample), deepened), "deep.docx", 10 * MOST)
