"""What a PDF says of itself: encryption, metadata and page labels. Only this module knows pypdf."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdf
from pypdf.errors import PyPdfError

from corpus.bibliography.entry import DOI
from corpus.bibliography.names import name_of
from corpus.bibliography.record import Field
from corpus.bibliography.xmp import xmp_fields, xmp_values
from corpus.errors import FileDamaged, FileEncrypted, FileMissing
from corpus.reading.file_size import file_size
from corpus.reading.limits import Limits
from corpus.reading.page_numbers import bare_label

_LOG = logging.getLogger("pincite.corpus")
_PYPDF_LOG = logging.getLogger("pypdf")
_SILENT = logging.NullHandler()
_HEADER_WITHIN = 1024
_PARSE_FAILURES = (
    PyPdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OSError,
)
_JUNK_TITLE = re.compile(
    r"^(?:untitled.*|microsoft (?:word|powerpoint|excel).*|word document.*|powerpoint.*|slide \d+|document\d*|title"
    r"|no title|doi:.*|pii:.*|(?:paper )?template(?:\W.*)?|cover(?: page)?|proofs?|final(?: version)?|(?:draft"
    r"|manuscript)\W?\d*|layout \d+|.*\.(?:docx?|pdf|tex|dvi|indd|odt|rtf|ps|eps|qxd|fm|pptx?|xlsx?|html?))$",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"^(?:user|admin(?:istrator)?|owner|author|unknown|anonymous|root|pc|windows user|microsoft.*|hp|dell|lenovo)\d*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Structure:
    """A PDF's page labels, where it has some, by page number, and its metadata as bibliographic fields."""

    labels: dict[int, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()


def checked_file(path: Path, limits: Limits) -> None:
    """See that `path` can be read at all. Raises FileMissing, FileEmpty, FileTooLarge, FileDamaged."""
    file_size(path, limits)
    try:
        with path.open("rb") as stream:
            start = stream.read(_HEADER_WITHIN)
    except OSError as error:
        raise FileMissing(f"{path}: cannot be opened ({error.strerror}); check its permissions") from error
    if b"%PDF-" not in start:
        raise FileDamaged(f"{path}: is not a PDF, as it does not begin with %PDF-; replace it by a whole copy")


def structure_of(path: Path) -> Structure:
    """The labels and metadata of the PDF at `path`; what pypdf can't make out is left away.

    Raises FileEncrypted if it opens with no empty password.
    """
    _PYPDF_LOG.addHandler(_SILENT)  # its remarks on damaged files belong to no one who can act on them
    try:
        with path.open("rb") as stream:
            reader = pypdf.PdfReader(stream)
            if reader.is_encrypted and not reader.decrypt(""):
                raise FileEncrypted(f"{path}: needs a password; save a copy without one and add that")
            return Structure(_labels(reader), tuple(_fields(reader, path)))
    except _PARSE_FAILURES as error:
        _LOG.info("%s: no metadata, as its structure is damaged (%s)", path, error)
        return Structure()


def _labels(reader: pypdf.PdfReader) -> dict[int, str]:
    """The labels of the PDF's label tree; none if it only counts the pages."""
    if "/PageLabels" not in reader.root_object:
        return {}
    labels = {n: bare_label(label.strip()) for n, label in enumerate(reader.page_labels, start=1) if label.strip()}
    return {} if all(label == str(number) for number, label in labels.items()) else labels


def _fields(reader: pypdf.PdfReader, path: Path) -> Iterator[Field]:
    packet = _packet(reader)
    held = xmp_values(packet)
    metadata = reader.metadata or pypdf.DocumentInformation()
    titles = ((metadata.title, "PDF title"), (held.get("dc:title", [""])[0], "XMP dc:title"))
    for title, place in ((_clean(written), place) for written, place in titles):
        if title and not _is_junk_title(title, path):
            yield Field("title", title, "embedded", place, 0.7)
    for people, place in (([metadata.author], "PDF author"), (held.get("dc:creator", []), "XMP dc:creator")):
        authors = [name_of(author) for written in people for author in _authors(_clean(written))]
        if authors:
            yield Field("author", authors, "embedded", place, 0.7)
    yield from xmp_fields(held, "XMP")
    yield from _publisher_fields(metadata)


def _packet(reader: pypdf.PdfReader) -> bytes:
    """The document's XMP packet; empty where it has none or it can't be read."""
    try:
        held = reader.root_object.get("/Metadata")
        stream = held.get_object() if held is not None else None
        return bytes(stream.get_data()) if isinstance(stream, pypdf.generic.StreamObject) else b""
    except _PARSE_FAILURES:
        return b""


def _publisher_fields(metadata: pypdf.DocumentInformation) -> Iterator[Field]:
    """The DOI that publishers write among a PDF's own entries or into its subject."""
    for key in ("/doi", "/DOI", "/WPS-ARTICLEDOI", "/Subject"):
        if found := DOI.search(_clean(metadata.get(key))):
            yield Field("DOI", found[0].rstrip(".,;"), "embedded", f"PDF {key[1:]}", 0.9 if key == "/Subject" else 0.97)


def _clean(value: object) -> str:
    return " ".join(value.replace("\x00", "").split()) if isinstance(value, str) else ""


def _is_junk_title(title: str, path: Path) -> bool:
    letters = sum(letter.isalpha() for letter in title)
    named_for_file = title.casefold() in (path.name.casefold(), path.stem.casefold())
    return letters < 3 or named_for_file or _JUNK_TITLE.match(title) is not None or not re.search(r"\s", title)


def _authors(value: str) -> list[str]:
    """The names in an author entry, which are parted by semicolons, "and" or, if each has two words, commas."""
    if ";" in value:
        names = value.split(";")
    elif re.search(r"\s(?:and|&)\s", value):
        names = re.split(r",?\s(?:and|&)\s|,\s", value)
    else:
        parts = value.split(",")
        names = parts if len(parts) > 1 and all(" " in part.strip() for part in parts) else [value]
    found = [name.strip() for name in names]
    return [name for name in found if " " in name and not _JUNK_AUTHOR.match(name) and not re.search(r"[@\d/\\]", name)]
