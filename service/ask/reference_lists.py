"""Entries of a document's reference list that a question points to: one by its number, all of them, or those shared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.catalogue import HeldPassage, Holding
from service.ask.list_conditions import ListCondition, condition_of, meeting, told_of
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding
from service.ask.understanding.listed_kinds import of_the_kind, work_of

MOST_CITING = 3
"""Sentences that call an entry out."""

MOST_ENTRIES = 12
"""Entries of a list that are quoted where all of it is asked for."""

_SAYS = re.compile(
    r"\b(?:say|says|said|claims?|statements?|sentences?|leans?|supports?|for what|cited for|argues?|finds?"
    r"|attributed)\b",
    re.I,
)
_FOR_WHAT = re.compile(
    r"^(?:for what|why|how(?! many)|where)\b.*\b(?:cite|quote|refer)|\b(?:cites?|quotes?|refers? to) .* for\W*$"
    r"|^what (?:is|are|was|were)\b.*\b(?:cited|quoted|referenced|referred to|credited)"
    r" (?:(?:for|as)\b|(?:by|in) .* for\W*$)",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\b(?:both|in common|shared?|alike)\b", re.IGNORECASE)


def entries_of(holding: Holding, question: Understanding, shelf: Shelf) -> list[HeldPassage]:
    """The entries of the document's list that are pointed to, with the sentences that call them out."""
    entries = list(shelf.passages_of(holding, ["reference"]))
    targets = question.targets
    if targets.reference is not None:
        return _numbered(targets.reference, entries, holding, question, shelf)
    if targets.reference_place is not None and -len(entries) <= targets.reference_place <= len(entries) and entries:
        return [entries[targets.reference_place - (targets.reference_place > 0)]]
    if "reference-list" in question.fields:
        meant = of_the_kind(question.text, _meant(entries, holding, question, shelf), shelf.document)
        condition = condition_of(question.text)
        if condition is not None:
            meant = list(meeting(condition, meant, shelf.document(holding)) or ())
        return meant[:MOST_ENTRIES]
    counts = "reference-count" in question.fields and question.documents and condition_of(question.text) is None
    return entries[-1:] if counts else []


def told_of_the_list(condition: ListCondition, holding: Holding, shelf: Shelf) -> str:
    """How many entries of a document's list meet the condition, or that this can't be told."""
    document = shelf.document(holding)
    met = meeting(condition, shelf.passages_of(holding, ["reference"]), document)
    return told_of(condition, None if met is None else len(met), holding.name, document, MOST_ENTRIES)


def asks_for_shared(question: Understanding) -> bool:
    """Whether it asks which entries the lists of several documents share."""
    several = len(_meant_digests(question)) > 1
    return "reference-list" in question.fields and several and bool(_SHARED.search(question.text))


def with_what_cites(question: Understanding, entries: Sequence[HeldPassage], shelf: Shelf) -> list[HeldPassage]:
    """The entries; where it is asked what they are cited for, after the sentences that call them out."""
    if not _FOR_WHAT.search(question.text):
        return list(entries)
    holdings = {entry.document.digest: entry.document for entry in entries}
    citing = [
        sentence
        for digest, holding in holdings.items()
        for sentence in _citing([entry for entry in entries if entry.document.digest == digest], holding, shelf)
    ]
    return [*citing, *entries]


def _meant_digests(question: Understanding) -> tuple[str, ...]:
    """The documents that are named as surely as the surest."""
    best = max((document.sure for document in question.documents), default=0.0)
    return tuple(document.digest for document in question.documents if document.sure >= best)


def out_of_the_list(question: Understanding, holdings: Sequence[Holding], shelf: Shelf) -> str:
    """That the one document that is asked has no entry with the number, or at the place, that is named; else empty."""
    targets = question.targets
    if len(holdings) != 1 or (targets.reference is None and targets.reference_place is None):
        return ""
    number = counted_entries(len(shelf.passages_of(holdings[0], ["reference"])))
    return f"Not found: the reference list of {holdings[0].name} has {number}, and none such."


def counted_entries(number: int) -> str:
    """`1 entry`, `12 entries`."""
    return "1 entry" if number == 1 else f"{number:,} entries"


def _numbered(
    number: str, entries: Sequence[HeldPassage], holding: Holding, question: Understanding, shelf: Shelf
) -> list[HeldPassage]:
    named = [passage for passage in entries if passage.passage.context.endswith(f"Reference {number}")]
    citing = _citing(named, holding, shelf)
    return [*citing, *named] if _SAYS.search(question.text) else [*named, *citing]


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


def _meant(
    entries: Sequence[HeldPassage], holding: Holding, question: Understanding, shelf: Shelf
) -> list[HeldPassage]:
    """The entries, or those of them that stand in the list of each other document that is named, too."""
    if not asks_for_shared(question):
        return list(entries)
    others = [held for held in shelf.holdings() if held.digest in _meant_digests(question) and held != holding]
    known = [{work_of(reference) for reference in shelf.document(other).references} for other in others]
    works = {reference.span: work_of(reference) for reference in shelf.document(holding).references}
    read = [(entry, works.get(entry.passage.span)) for entry in entries]
    return [entry for entry, work in read if work is not None and all(work in of_another for of_another in known)]
