"""The reference entries of AnyStyle (BSD-2-Clause), of which every character is marked."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from evals.errors import MaterialError
from evals.gold.archives import decompressed
from evals.gold.marked_entries import MarkedEntry, entry_of

SETS = ("gold", "core", "good")
_FIELDS = {
    "author": "author",
    "citation-number": "number",
    "collection-title": "series",
    "container-title": "book",
    "date": "date",
    "doi": "doi",
    "edition": "edition",
    "editor": "editor",
    "genre": "genre",
    "isbn": "identifier",
    "journal": "journal",
    "location": "location",
    "note": "note",
    "pages": "pages",
    "publisher": "publisher",
    "source": "publisher",
    "title": "title",
    "translator": "translator",
    "url": "url",
    "volume": "volume",
}


def entries(folder: Path, name: str) -> list[MarkedEntry]:
    """The entries of one of the SETS in `folder`. Raises MaterialError where its file can't be read."""
    file = folder / f"{name}.xml.xz"
    try:
        root = ElementTree.fromstring(decompressed(file))
    except ElementTree.ParseError as error:
        raise MaterialError(f"{file} is not the XML that AnyStyle publishes: {error}") from error
    return [_entry(sequence, f"anystyle/{name}") for sequence in root.iter("sequence")]


def _entry(sequence: ElementTree.Element, source: str) -> MarkedEntry:
    parts: list[tuple[str, str | None]] = []
    for part in sequence:
        parts += [(part.text or "", _FIELDS.get(part.tag)), (" ", None)]
    return entry_of(parts, source)
