"""What kind of file this is, told from its bytes first and its name second."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from corpus.errors import FileDamaged, FileEncrypted, FileUnsupported

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

SUFFIXES: dict[str, str] = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".htm": HTML,
    ".html": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": TEXT,
    ".text": TEXT,
}
"""The file names that are looked for in a folder, and what each should be."""

_KINDS = {PDF: "a PDF", DOCX: "a Word document", HTML: "an HTML page", MARKDOWN: "Markdown", TEXT: "plain text"}

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "a Rich Text file"),
    (b"%!PS", "a PostScript file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"AT&TFORM", "a DjVu file"),
    (b"\x7fELF", "a program"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an EPUB book"),
    ("content.xml", "an OpenDocument file"),
)
_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML_START = re.compile(rb"\s*<(?:\?xml\b|!doctype\b)", re.I)
_HEAD = 4096


def media_type(data: bytes, name: str) -> str:
    """The media type of a file with these bytes and this name.

    Raises FileUnsupported for a type that is known but not read, FileDamaged where the bytes can't be
    what the name says, and FileEncrypted for a Word document under a password.
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    named = SUFFIXES.get(PurePath(name).suffix.lower(), TEXT)
    if _is_pdf(head, named):
        return PDF
    if head.startswith(_ZIP_STARTS):
        return _zip_type(data, name)
    if head.startswith(_OLE):
        raise _ole_error(data, name)
    _refuse_known_binary(head, name)
    return _text_type(head, name, named)


def mismatch(found: str, name: str) -> str | None:
    """A notice where the name promises one type and the bytes are another, else None."""
    named = SUFFIXES.get(PurePath(name).suffix.lower())
    if named is None or named == found:
        return None
    return f"{name} is {_KINDS[found]}, not {_KINDS[named]} as its name says; it was read for what it is"


def _is_pdf(head: bytes, named: str) -> bool:
    # Viewers accept the mark anywhere in the first kilobyte; a text that only mentions it is no PDF.
    where = head[:1024].find(b"%PDF-")
    return where >= 0 and (named == PDF or not head[:where].strip(b"\x00\r\n\t "))


def _zip_type(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileDamaged(f"{name} is cut off or damaged ({error}): get a fresh copy") from error
    if "word/document.xml" in members:
        return DOCX
    kind = next((kind for member, kind in _ZIP_MEMBERS if member in members), "a ZIP archive without a Word document")
    raise FileUnsupported(f"{name} is {kind}: save it as PDF, DOCX, HTML, Markdown or plain text")


def _ole_error(data: bytes, name: str) -> FileEncrypted | FileUnsupported:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FileEncrypted(
            f"{name} is protected by a password: open it, remove the password, save it and add it again"
        )
    return FileUnsupported(f"{name} is a Word file in the format of before 2007: save it as DOCX or PDF")


def _refuse_known_binary(head: bytes, name: str) -> None:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise FileUnsupported(f"{name} is {kind}: save it as PDF, DOCX, HTML, Markdown or plain text")


def _text_type(head: bytes, name: str, named: str) -> str:
    if named == HTML or _HTML_START.match(head.replace(b"\x00", b"")):
        return HTML
    if _XML_START.match(head):
        raise FileUnsupported(f"{name} is XML, not HTML: save it as PDF, DOCX, HTML, Markdown or plain text")
    if named in (PDF, DOCX):
        raise FileDamaged(f"{name} is not {_KINDS[named]}, whatever its name says: get a fresh copy")
    return named
