"""What kind of file it is, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FileDamaged, FileEncrypted, FileUnsupported, ReadError
from corpus.reading import media

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for member in members:
            opened.writestr(member, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7\n", "a.txt", media.PDF),
        (b"\r\n%PDF-1.4\n", "a", media.PDF),
        (b"junk before %PDF-1.4\n", "a.pdf", media.PDF),
        (b"A text on the %PDF- mark.", "a.txt", media.TEXT),
        (archive("word/document.xml"), "a.pdf", media.DOCX),
        (b"<!DOCTYPE html><p>x", "a.txt", media.HTML),
        (b"\xef\xbb\xbf <!-- c --><HTML>", "a.md", media.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html>", "a.xhtml", media.HTML),
        (b"<p>part of a page", "a.html", media.HTML),
        (b"<p align=center>Title</p>\n\n# One", "a.md", media.MARKDOWN),
        (b"# One", "a.MARKDOWN", media.MARKDOWN),
        (b"# One", "a.txt", media.TEXT),
        (b"One", "a.unknown", media.TEXT),
        (b"a < b and c > d", "notes", media.TEXT),
    ],
)
def test_types_are_told_from_bytes_first(data: bytes, name: str, expected: str) -> None:
    assert media.media_type(data, name) == expected


@pytest.mark.parametrize(
    ("data", "name", "error", "word"),
    [
        (b"PK\x03\x04broken", "a.docx", FileDamaged, "damaged"),
        (archive("xl/workbook.xml"), "a.xlsx", FileUnsupported, "Excel"),
        (archive("META-INF/container.xml"), "a.epub", FileUnsupported, "EPUB"),
        (archive("x.txt"), "a.zip", FileUnsupported, "ZIP"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", FileEncrypted, "password"),
        (OLE + b"rest", "a.doc", FileUnsupported, "2007"),
        (b"\x89PNG\r\n", "a.txt", FileUnsupported, "PNG"),
        (b"{\\rtf1 x}", "a.txt", FileUnsupported, "Rich Text"),
        (b"<?xml version='1.0'?><article/>", "a.xml", FileUnsupported, "XML"),
        (b"Just words.", "a.pdf", FileDamaged, "not a PDF"),
        (b"Just words.", "a.docx", FileDamaged, "not a Word document"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, name: str, error: type[ReadError], word: str) -> None:
    with pytest.raises(error, match=word) as caught:
        media.media_type(data, name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=200), st.sampled_from(["a.pdf", "a.docx", "a.html", "a.md", "a.txt", "a"]))
def test_any_bytes_have_a_type_or_a_read_error(data: bytes, name: str) -> None:
    try:
        found = media.media_type(data, name)
    except ReadError:
        return
    assert found in media.SUFFIXES.values()


def test_a_wrong_name_is_said() -> None:
    assert (
        media.mismatch(media.HTML, "a.pdf")
        == "a.pdf is an HTML page, not a PDF as its name says; it was read for what it is"
    )
    assert media.mismatch(media.TEXT, "a.txt") is None
    assert media.mismatch(media.TEXT, "a.log") is None
