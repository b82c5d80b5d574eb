"""Word documents: through mammoth to HTML, and from there as any page is read."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

import mammoth

from corpus.bibliography.names import name_of
from corpus.bibliography.record import Field
from corpus.errors import FileDamaged, FileEncrypted, FileTooLarge
from corpus.reading.html import reading_of
from corpus.reading.reading import Reading

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='caption'] => p:fresh
p[style-name='Caption'] => p:fresh
"""
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
# Names that word processors and libraries write where nobody gave one.
_NOBODY = re.compile(
    r"(?:python-docx|user|admin|administrator|author|owner|unknown|microsoft|windows\b.*|apache poi)", re.I
)
_UNTITLED = re.compile(r"(?:untitled|document\d*|microsoft word\b.*|word document|.*\.docx?)", re.I)
# A list of parts that is bent leads before the file's start (ValueError), to other names (KeyError) or other methods.
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
)
_FOOTNOTE_MARK = re.compile(r'(<sup><a href="#(?:footnote|endnote)-[^"]*"[^>]*>)\[(\d+)\](</a></sup>)')


def read_docx(data: bytes, name: str, most_bytes: int) -> Reading:
    """A Word document as text, with its headings, tables, notes and the fields of its properties.

    Raises FileTooLarge where its text unpacks to more than `most_bytes`, FileEncrypted and FileDamaged.
    """
    properties, formulas = _checked(data, name, most_bytes)
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {})
        )
    except RecursionError as error:
        raise FileTooLarge(f"{name} nests its parts too deeply to be read: save it as text") from error
    # mammoth has no error of its own: a broken part shows as whatever its parsers raise.
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FileDamaged(
            f"{name} can't be read as a Word document ({reason}): open it, save it and add it again"
        ) from error
    notices = (f"{name}: its formulas are left out of the text",) if formulas else ()
    markup = _FOOTNOTE_MARK.sub(r"\1\2\3", result.value)
    reading = reading_of(f"<html><body>{markup}</body></html>", name)
    return Reading(
        text=reading.text,
        headings=reading.headings,
        grids=reading.grids,
        superscripts=reading.superscripts,
        fields=tuple(_property_fields(properties, name)),
        notices=notices,
    )


def _checked(data: bytes, name: str, most_bytes: int) -> tuple[bytes, bool]:
    """The core properties and whether there are formulas, once every part was found to be of a bearable size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise FileEncrypted(f"{name} is protected by a password: save it without one and add it again")
            # Only these are unpacked: pictures stay in the archive.
            size = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
            if size > most_bytes:
                raise FileTooLarge(
                    f"{name} unpacks to {size:,} bytes of text, over the limit of {most_bytes:,}: split it"
                )
            formulas = b"<m:oMath" in archive.read("word/document.xml")
            return (archive.read(_CORE) if _CORE in archive.namelist() else b""), formulas
    except _DAMAGE as error:
        raise FileDamaged(f"{name} is cut off or damaged ({error}): get a fresh copy") from error


def _property_fields(properties: bytes, name: str) -> Iterator[Field]:
    try:
        root = ElementTree.fromstring(properties) if properties else None
    except (ElementTree.ParseError, ValueError, LookupError):  # the last two where its encoding is none
        return
    if root is None:
        return
    title = " ".join((root.findtext(f"{_DC}title") or "").split())
    if title and not _UNTITLED.fullmatch(title):
        yield Field("title", title, "embedded", f"{name}: {_CORE}", 0.7)
    people = [person.strip() for person in re.split(r"[;\n]", root.findtext(f"{_DC}creator") or "")]
    authors = [name_of(person) for person in people if person and not _NOBODY.fullmatch(person)]
    if authors:
        yield Field("author", authors, "embedded", f"{name}: {_CORE}", 0.5)
    language = (root.findtext(f"{_DC}language") or "").strip()
    if language:
        yield Field("language", language, "embedded", f"{name}: {_CORE}", 0.5)
