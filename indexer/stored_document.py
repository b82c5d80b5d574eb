"""How a document lies in SQLite: its text as it is, all its layers in one blob, its glyphs in another."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace

import msgspec

from corpus.bibliography.record import Record
from corpus.document import NO_GLYPHS, Document, Glyphs


def summary_of(document: Document, passages: int) -> str:
    """What is told of it in brief, as JSON."""
    summary = {
        "media_type": document.media_type,
        "record": msgspec.to_builtins(document.record),
        "pages": len(document.pages),
        "passages": passages,
        "notices": document.notices,
    }
    return json.dumps(summary, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class _Brief:
    media_type: str
    record: Record
    pages: int
    passages: int
    notices: tuple[str, ...]


_BRIEFS = msgspec.json.Decoder(_Brief)


def brief_of(summary: str) -> tuple[str, Record, int, int, tuple[str, ...]]:
    """The media type, the record, the number of pages and of passages, and the notices; raises ValueError."""
    try:
        brief = _decoded(summary)
    except (msgspec.MsgspecError, ValueError) as error:
        raise ValueError(f"the summary can't be read: {error}") from error
    return brief.media_type, brief.record, brief.pages, brief.passages, brief.notices


def _decoded(summary: str) -> _Brief:
    try:
        return _BRIEFS.decode(summary)
    except msgspec.DecodeError:
        # The standard library writes and reads numbers that JSON doesn't have. It takes five times as long.
        return msgspec.convert(json.loads(summary), _Brief)


def layers_of(document: Document) -> bytes:
    """Everything but the text and the glyphs."""
    return zlib.compress(msgspec.msgpack.encode(replace(document, text="", glyphs=NO_GLYPHS)))


def glyphs_of(document: Document) -> bytes:
    """Where its characters stand."""
    return zlib.compress(document.glyphs.edges)


def document_of(text: str, layers: bytes, glyphs: bytes, name: str) -> Document:
    """The document that was stored as these, under the name that it has now; raises ValueError."""
    try:
        bare = msgspec.msgpack.decode(zlib.decompress(layers), type=Document)
        return replace(bare, text=text, glyphs=Glyphs(zlib.decompress(glyphs)), name=name)
    except (zlib.error, msgspec.MsgspecError, TypeError) as error:  # SQLite keeps a value of any kind in any column.
        raise ValueError(f"the layers can't be read: {error}") from error
