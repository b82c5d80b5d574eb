"""Facts about a document itself, and entries of its reference list: looked up, not searched for.

Who wrote a paper stands in one line of its front matter; the nineteenth reference is the nineteenth. Where a question
points to such a place there is nothing to rank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.names import families, years
from corpus.bibliography.record import Field
from indexer.catalogue import HeldPassage, Holding
from indexer.front_matter import FIELD_WORDS
from indexer.passages import fields_of
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding
from service.ask.understanding.record_fields import UNMISTAKABLE
from service.ask.understanding.works import BY, NamedDocument
from service.quotes.notice import Notice

MOST_DOCUMENTS = 3
"""Where no document is named, those are shown that have such a line, unless they are more than this."""

COUNTED = ("reference-count", "table-count", "page-count", "section-count")


def own_passages(question: Understanding, shelf: Shelf) -> tuple[HeldPassage, ...]:
    """The lines and entries that the question points to, in the order of the text; nothing where it points to none."""
    if not question.fields and question.targets.reference is None and question.targets.reference_place is None:
        return ()
    meant = _meant(question, shelf)
    if question.fields and question.documents and not _is_told_apart(question.documents[0]):
        return ()
    if not question.documents and len(meant) > 1 and set(question.fields) - UNMISTAKABLE:
        return ()
    found = [(holding, _in(holding, question, shelf)) for holding in meant]
    found = [(holding, passages) for holding, passages in found if passages]
    if not question.documents and len(found) > MOST_DOCUMENTS:
        return ()
    return tuple(passage for _, passages in found for passage in passages)


def _is_told_apart(document: NamedDocument) -> bool:
    """Whether a document is named well enough: a description that fits it in part may be of a work that it cites."""
    return document.is_plain or document.by in BY


def record_notices(question: Understanding, shelf: Shelf) -> tuple[Notice, ...]:
    """What can be told of a named document though no line of its text says so: counts, and what only its record has."""
    if not question.fields or not question.documents:
        return ()
    told = []
    for holding in _meant(question, shelf):
        lines = {name for passage in shelf.passages_of(holding, ["front"]) for name in fields_of(passage.passage)}
        told += [_counted(name, holding, shelf) for name in question.fields if name in COUNTED]
        told += [_recorded(name, holding) for name in question.fields if name not in COUNTED and name not in lines]
    return tuple(Notice("record", text) for text in told if text)


def untold(question: Understanding, shelf: Shelf) -> str:
    """Why a fact about a plainly named document can't be told; empty where it can, or where none is asked for."""
    if not question.fields or not question.named_digests or set(question.fields) & set(COUNTED):
        return ""
    if own_passages(question, shelf) or record_notices(question, shelf):
        return ""
    asked = ", ".join(FIELD_WORDS[name].partition(",")[0] for name in question.fields)
    names = ", ".join(holding.name for holding in _meant(question, shelf))
    return f"Not found: neither the text nor the bibliographic record of {names} tells this ({asked})."


def _meant(question: Understanding, shelf: Shelf) -> tuple[Holding, ...]:
    """The documents named as surely as the surest; all of them where none is named."""
    holdings = shelf.holdings()
    if not question.documents:
        return holdings
    best = question.documents[0].sure
    named = {document.digest for document in question.documents if document.sure >= best}
    return tuple(holding for holding in holdings if holding.digest in named)


def _in(holding: Holding, question: Understanding, shelf: Shelf) -> list[HeldPassage]:
    found = [
        passage
        for passage in shelf.passages_of(holding, ["front"])
        if set(fields_of(passage.passage)) & set(question.fields)
    ]
    entries = shelf.passages_of(holding, ["reference"])
    targets = question.targets
    if targets.reference is not None:
        ends = f"Reference {targets.reference}"
        named = [passage for passage in entries if passage.passage.context.endswith(ends)]
        citing = _citing(named, holding, shelf)
        found += [*citing, *named] if _SAYS.search(question.text) else [*named, *citing]
    elif targets.reference_place is not None and -len(entries) <= targets.reference_place <= len(entries) and entries:
        found.append(entries[targets.reference_place - (targets.reference_place > 0)])
    elif "reference-count" in question.fields and question.documents:
        found += entries[-1:]
    elif "table-count" in question.fields and question.documents:
        # The last table bears the highest number.
        found += shelf.passages_of(holding, ["row"])[-1:]
    return found


_SAYS = re.compile(
    r"\b(?:say|says|said|claims?|statements?|sentences?|leans?|supports?|for what|cited for|argues?|finds?"
    r"|attributed)\b",
    re.I,
)


def _citing(entries: Sequence[HeldPassage], holding: Holding, shelf: Shelf) -> list[HeldPassage]:
    """The sentences that call these entries out, the first few."""
    if not entries:
        return []
    document = shelf.document(holding)
    spans = {entry.passage.span for entry in entries}
    numbers = {reference.n for reference in document.references if reference.span in spans}
    places = [callout.span for callout in document.callouts if numbers & set(callout.resolves_to)]
    sentences = shelf.passages_of(holding, ["sentence"])
    return [held for held in sentences if any(held.passage.span.overlaps(place) for place in places)][:MOST_CITING]


MOST_CITING = 3


def _counted(name: str, holding: Holding, shelf: Shelf) -> str:
    """How many of something a document has, as it was read."""
    document = shelf.document(holding)
    counts = {
        "reference-count": (len(document.references), "entry in its reference list", "entries in its reference list"),
        "table-count": (len(document.tables), "table", "tables"),
        "page-count": (len(document.pages), "page", "pages"),
        "section-count": (len(document.sections), "section", "sections"),
    }
    number, one, many = counts[name]
    if name == "page-count" and not number:
        return f"{holding.name} is a text without pages."
    return f"{holding.name} has {number:,} {one if number == 1 else many}, as it was read."


def _recorded(name: str, holding: Holding) -> str:
    """A field that the bibliographic record has from elsewhere than the text."""
    field = next((field for field in holding.record.fields if field.name == name), None)
    if field is None:
        return ""
    return f"{holding.name}: {name} is {_shown(field)}, by its bibliographic record ({field.origin})."


def _shown(field: Field) -> str:
    if field.name == "author":
        return ", ".join(families(field.value))
    if isinstance(field.value, dict):
        return ", ".join(map(str, years(field.value))) or "unknown"
    return str(field.value)
