"""Conditions on the entries of a reference list: those that the text never cites, those without a DOI, and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document, Reference
from indexer.catalogue import HeldPassage

About = Literal["callouts", "DOI"]
"""What is looked at: whether the text calls the entry out, whether it has a DOI."""

_CITED = r"(?:cited|quoted|called out|used|referenced|referred to|mentioned)"
_NEVER_CITED = re.compile(
    rf"\b(?:are|is|were|was|been|be)(?:n['’]t| not| never| nowhere) (?:\w+ )?{_CITED}\b"
    rf"|\b(?:never|nowhere|not) (?:being |been |once |ever )?{_CITED}\b|\b(?:uncited|unused)\b"
    r"|\b(?:no|without|lack|lacks|lacking)(?: an?| any)? (?:callouts?|citations?)\b",
    re.IGNORECASE,
)
_CITED_IN_TEXT = re.compile(
    rf"\b{_CITED} in the (?:(?:running|main|body) )?(?:text|body|prose)\b(?! of\b)", re.IGNORECASE
)
_WITHOUT_DOI = re.compile(
    r"\b(?:no|without|lack|lacks|lacking|missing|not have|not give|not list|n['’]t have|n['’]t give)(?: an?| any| the)?"
    r" dois?\b|\bdois? (?:is |are )?missing\b",
    re.IGNORECASE,
)
_WITH_DOI = re.compile(
    r"\b(?:have|has|having|with|carry|carries|give|gives|contain|contains|include|includes|bear|bears)"
    r"(?: an?| any| the| their)? dois?\b",
    re.IGNORECASE,
)
_DOI = re.compile(r"\b10\.\d{4,9}/\S")


@dataclass(frozen=True)
class ListCondition:
    """What entries must be like: whether they have (`has`) what it is `about`."""

    about: About
    has: bool


def condition_of(text: str) -> ListCondition | None:
    """The condition under which the text asks for entries of a list; None where it asks for all of them."""
    if _WITHOUT_DOI.search(text):
        return ListCondition("DOI", has=False)
    if _WITH_DOI.search(text):
        return ListCondition("DOI", has=True)
    if _NEVER_CITED.search(text):
        return ListCondition("callouts", has=False)
    return ListCondition("callouts", has=True) if _CITED_IN_TEXT.search(text) else None


def meeting(
    condition: ListCondition, entries: Sequence[HeldPassage], document: Document
) -> tuple[HeldPassage, ...] | None:
    """The entries that meet the condition; None where the document doesn't show which do."""
    called = {n for callout in document.callouts for n in callout.resolves_to}
    if condition.about == "callouts" and not called:
        return None
    known = {reference.span: reference for reference in document.references}
    return tuple(
        entry
        for entry in entries
        if (reference := known.get(entry.passage.span)) is not None
        and _has(condition.about, reference, entry, called) == condition.has
    )


def _has(about: About, reference: Reference, entry: HeldPassage, called: set[int]) -> bool:
    if about == "DOI":
        return bool(reference.csl.get("DOI") or _DOI.search(entry.passage.reading))
    return reference.n in called


def told_of(condition: ListCondition, found: int | None, name: str, document: Document, shown: int) -> str:
    """How many entries meet the condition, as the document was read; what is missing where it can't be told."""
    if found is None:
        return f"No mark in the text of {name} could be tied to its list, so which entries it cites isn't known."
    whole = len(document.references)
    where = f"in the reference list of {name}"
    of_all = f"of the {whole:,} entries {where}"
    if not found or whole == 1:
        # That none lacks it is that each has it.
        who = f"The 1 entry {where}" if whole == 1 else f"None {of_all}" if condition.has else f"Each {of_all}"
        has = condition.has == bool(found) if whole == 1 else True
        return f"{who} {_SAID[condition.about, has][1]}, as it was read.{_unsure(condition, document)}"
    first = f"; the first {shown:,} are quoted" if shown < found else ""
    does = _SAID[condition.about, condition.has][found == 1]
    who = f"All {whole:,} entries {where}" if found == whole else f"{found:,} {of_all}"
    return f"{who} {does}, as it was read{first}.{_unsure(condition, document)}"


def _unsure(condition: ListCondition, document: Document) -> str:
    """How many marks in the text may mean an entry, and couldn't be tied to any."""
    unsure = sum(not callout.resolves_to for callout in document.callouts) if condition.about == "callouts" else 0
    marks = "1 mark" if unsure == 1 else f"{unsure:,} marks"
    return f" {marks} in the text could be tied to no entry." if unsure else ""


_SAID = {
    ("DOI", True): ("have a DOI", "has a DOI"),
    ("DOI", False): ("have no DOI", "has no DOI"),
    ("callouts", True): ("are cited in its text", "is cited in its text"),
    ("callouts", False): ("are not cited in its text", "is not cited in its text"),
}
