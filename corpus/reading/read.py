"""From a file to a `Document`: recognised, read by its format's reader, and every layer found."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.bibliography.embedded import weighed
from corpus.bibliography.first_page import file_name_fields, first_page_fields
from corpus.bibliography.record import Field, Record
from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document
from corpus.errors import FileEmpty, FileMissing, FileTooLarge
from corpus.reading import media
from corpus.reading.docx import read_docx
from corpus.reading.file_size import file_size
from corpus.reading.html import read_html
from corpus.reading.limits import Limits
from corpus.reading.markdown import read_markdown
from corpus.reading.path_text import path_text
from corpus.reading.pdf import read_pdf
from corpus.reading.plain import read_plain
from corpus.reading.reading import Reading
from corpus.reading.recognition import Recogniser
from corpus.structure.layers import completed, document_of

_LOG = logging.getLogger("pincite.corpus")
# A parsed Word document takes about twenty times the memory of its XML.
_MEMORY_OF_XML = 20
_BLANK = " \t\r\n\f\v\ufeff\u200b\x00"


def read(
    path: Path,
    limits: Limits | None = None,
    sidecars: Sidecars | None = None,
    recogniser: Recogniser | None = None,
) -> Document:
    """The document that the file at `path` holds.

    The type is told from the bytes, not the name. Bibliographic data beside the file is taken from
    `sidecars`, or from those in the file's own folder where None is given (parsed once a process, as long
    as they do not change). `recogniser` reads pages that are only images. Raises a ReadError.
    """
    limits = limits or Limits()
    data = _bytes(path, limits)
    media_type = media.media_type(data, path.name)
    reading = _reading(path, data, media_type, limits, recogniser)
    if not reading.text.strip(_BLANK):
        raise FileEmpty(
            f"{path} holds no text, only markup or white space: open it to see whether it is the right file"
        )
    if len(reading.text) > limits.characters:
        raise FileTooLarge(
            f"{path} holds {len(reading.text):,} characters, over the limit of {limits.characters:,}: split it"
        )
    _LOG.debug("read %s as %s: %d characters", path.name, media_type, len(reading.text))
    reading = completed(reading)
    fields = tuple(_fields(path, reading, sidecars))
    return document_of(path_text(path.name), hashlib.sha256(data).hexdigest(), media_type, reading, fields)


def _bytes(path: Path, limits: Limits) -> bytes:
    file_size(path, limits)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileMissing(f"{path} can't be opened: {error.strerror or error}") from error
    if not data.strip():
        raise FileEmpty(f"{path} holds nothing but white space: replace it by a whole copy")
    return data


def _reading(path: Path, data: bytes, media_type: str, limits: Limits, recogniser: Recogniser | None) -> Reading:
    if media_type == media.PDF:
        reading = read_pdf(path, limits, recogniser)
    elif media_type == media.DOCX:
        reading = read_docx(data, path.name, limits.memory_bytes // _MEMORY_OF_XML)
    elif media_type == media.HTML:
        reading = read_html(data, path.name)
    elif media_type == media.MARKDOWN:
        reading = read_markdown(data, path.name)
    else:
        reading = read_plain(data, path.name)
    notice = media.mismatch(media_type, path.name)
    return _with_notice(reading, notice) if notice else reading


def _with_notice(reading: Reading, notice: str) -> Reading:
    return replace(reading, notices=(notice, *reading.notices))


def _fields(path: Path, reading: Reading, sidecars: Sidecars | None) -> Iterator[Field]:
    """Every candidate for the record: what the file says of itself finds its entry in the sidecars."""
    printed = first_page_fields(reading)
    own = [*weighed(reading.fields, printed, reading.text), *printed, *file_name_fields(path_text(path.name))]
    yield from own
    record = Record.of(own)
    title, doi = record.get("title"), record.get("DOI")
    beside = Sidecars.kept(path.parent) if sidecars is None else sidecars
    yield from beside.fields_for(path, str(title) if title else None, str(doi) if doi else None)
