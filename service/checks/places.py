"""Places in a document that is checked by itself, whether a library holds it or not."""

from __future__ import annotations

from corpus.document import Document, Span
from service.quotes.quote import Place
from service.quotes.quoting import place
from service.tables.sources import held_alone


def place_in(document: Document, span: Span) -> Place:
    """Where the characters under `span` of the document stand."""
    return place(held_alone(document), span, lambda _: document)


def shortened(text: str, words: int = 12) -> str:
    """The first words of a run, for a message: without line ends and marks of emphasis."""
    found = text.replace("*", "").split()
    return " ".join(found[:words]).rstrip(" ,;:") + ("…" if len(found) > words else "")
