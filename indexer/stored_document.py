"""How a document lies in SQLite: its text as it is, all its layers in one blob, its glyphs in another."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

import msgspec

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


def layers_of(document: Document) -> bytes:
    """Everything but the text and the glyphs."""
    return zlib.compress(msgspec.msgpack.encode(replace(document, text="", glyphs=NO_GLYPHS)))


def glyphs_of(document: Document) -> bytes:
    """Where its characters stand."""
    return zlib.compress(document.glyphs.edges)


def document_of(text: str, layers: bytes, glyphs: bytes, name: str) -> Document:
    """The document that was stored as these, under the name that it has now."""
    bare = msgspec.msgpack.decode(zlib.decompress(layers), type=Document)
    return replace(bare, text=text, glyphs=Glyphs(zlib.decompress(glyphs)), name=name)
