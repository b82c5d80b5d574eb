"""What a conversation quotes, for reference managers: an entry a work, with the quotations and their pages as notes.

Only works that answer are in it, and those that say the same again; the nearest passages of a question without an
answer are none that anyone cites.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.bibliography.bibtex import write_bibtex
from corpus.bibliography.csl_json import write_csl_json
from corpus.bibliography.export import keys
from corpus.bibliography.names import folded
from corpus.bibliography.record import Record
from corpus.bibliography.ris import write_ris
from indexer.catalogue import Holding
from indexer.passages import row_reading
from service.export.conversation import Conversation
from service.export.plain_words import writable
from service.export.styles import is_range
from service.quotes.quote import Place, Quote


@dataclass(frozen=True)
class Reference:
    """A work with its key, its CSL-JSON item, and what is quoted of it, each as `p. 12: “…”`."""

    key: str
    item: dict[str, object]
    notes: tuple[str, ...]


def bibtex(conversation: Conversation, held: Mapping[str, Holding]) -> str:
    """A .bib file; the quotations stand under `annote`, which bibliographies don't print."""
    return "\n".join(map(_bibtex_entry, references(conversation, held)))


def ris(conversation: Conversation, held: Mapping[str, Holding]) -> str:
    """An .ris file; each quotation is a note (`N1`) of its own."""
    return "\n".join(map(_ris_entry, references(conversation, held)))


def csl_json(conversation: Conversation, held: Mapping[str, Holding]) -> str:
    """A CSL-JSON file; the quotations stand under `note`, behind what stood there before, one a line."""
    items = []
    for reference in references(conversation, held):
        before = reference.item.get("note")
        kept = [_flat(before)] if isinstance(before, str) and before.strip() else []
        items.append((reference.key, {**reference.item, "note": "\n".join([*kept, *reference.notes])}))
    return write_csl_json(items)


def references(conversation: Conversation, held: Mapping[str, Holding]) -> tuple[Reference, ...]:
    """The works by their keys; a document that was removed since is told by its file's name."""
    quoted = _quoted(conversation)
    names = {id: held[id].name if id in held else places[0].doc for id, places in quoted.items()}
    records = [(names[id], held[id].record if id in held else Record()) for id in quoted]
    found = [
        Reference(key, _item(record, name), tuple(dict.fromkeys(_note(place, record) for place in places)))
        for key, (name, record), places in zip(keys(records), records, quoted.values(), strict=True)
    ]
    return tuple(sorted(found, key=lambda reference: reference.key))


def _quoted(conversation: Conversation) -> dict[str, list[Place]]:
    """What is quoted of each document, by its id, in the order of the answers."""
    quoted: dict[str, list[Place]] = {}
    for exchange in conversation.exchanges:
        for quote in exchange.answer.quotes:
            for place in (quote, *quote.repeats):
                quoted.setdefault(place.document_id, []).append(place)
    return quoted


def _item(record: Record, name: str) -> dict[str, object]:
    item = record.csl()
    return item if item.get("title") else {**item, "title": name}


def _note(place: Place, record: Record) -> str:
    """`p. 12: “…” (citing Porter, 1990)`; the section where there are no pages, the row with its heads of a table."""
    reports = place.reports if isinstance(place, Quote) else ()
    return f"{_where(place, record)}{_words(place)}" + (f" (citing {_flat('; '.join(reports))})" if reports else "")


def _where(place: Place, record: Record) -> str:
    label, section = _flat(place.page_label or ""), _flat(place.section or "")
    if label:
        return f"{'pp.' if is_range(label) else 'p.'} {label}: "
    if section and folded(section) != folded(record.text("title") or ""):
        return f"Section “{section}”: "
    return ""


def _words(place: Place) -> str:
    if not isinstance(place, Quote) or place.row is None:
        return f"“{_flat(place.text)}”"
    caption = f"{_flat(place.row.caption)}: " if place.row.caption else ""
    return f"{caption}“{_flat(row_reading(place.row.heads, place.row.cells))}”"


def _flat(text: str) -> str:
    return " ".join(writable(text).split())


def _bibtex_entry(reference: Reference) -> str:
    entry = write_bibtex([(reference.key, reference.item)]).rstrip().removesuffix("}").rstrip()
    return f"{entry.removesuffix(',')},\n\tannote = {{{_in_latex('; '.join(reference.notes))}}}\n}}\n"


def _in_latex(text: str) -> str:
    """The text as it stands between the braces of a field that is written."""
    written = write_bibtex([("x", {"note": text})])
    return written.partition("note = {")[2].rstrip().removesuffix("}").rstrip().removesuffix("}")


def _ris_entry(reference: Reference) -> str:
    entry = write_ris([(reference.key, reference.item)]).rstrip().removesuffix("ER  -")
    return entry + "".join(f"N1  - {note}\n" for note in reference.notes) + "ER  - \n"
