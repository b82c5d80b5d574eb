"""Kinds of listed works: books or articles, where a question asks for either; and each work once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.bibliography.names import families, folded, years
from corpus.document import Document, Reference
from indexer.catalogue import HeldPassage, Holding

Read = Callable[[Holding], Document]
"""Gives the document with all its layers."""

Work = tuple[str, int, str]
"""The first author, the year and the beginning of the title: what two entries of one work have in common."""

WORDS_OF_A_TITLE = 3

_KINDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"\b(?:text|hand)?books?\b|\bmonographs?\b", re.IGNORECASE), frozenset({"book"})),
    (re.compile(r"\barticles?\b|\bjournal papers?\b", re.IGNORECASE), frozenset({"article-journal"})),
    (re.compile(r"\breports?\b", re.IGNORECASE), frozenset({"report"})),
    (re.compile(r"\b(?:thes[ie]s|dissertations?)\b", re.IGNORECASE), frozenset({"thesis"})),
)


def names_a_kind(text: str) -> bool:
    """Whether books, articles or the like are asked for."""
    return any(pattern.search(text) for pattern, _ in _KINDS)


def of_the_kind(text: str, entries: Sequence[HeldPassage], read: Read) -> list[HeldPassage]:
    """The entries without those of other kinds than the question names; all of them where it names none."""
    asked = {kind for pattern, kinds in _KINDS if pattern.search(text) for kind in kinds}
    others = {kind for _, kinds in _KINDS for kind in kinds} - asked if asked else set()
    known = ((entry, reference_of(entry, read)) for entry in entries) if others else ()
    wrong = {entry.id for entry, reference in known if reference is not None and reference.csl.get("type") in others}
    return [entry for entry in entries if entry.id not in wrong]


def each_work_once(entries: Sequence[HeldPassage], read: Read) -> list[HeldPassage]:
    """The entries, of those that are of one work the first."""
    seen: set[Work] = set()
    kept = []
    for entry in entries:
        reference = reference_of(entry, read)
        work = work_of(reference) if reference is not None else None
        if work is None or work not in seen:
            kept.append(entry)
        if work is not None:
            seen.add(work)
    return kept


def reference_of(entry: HeldPassage, read: Read) -> Reference | None:
    """The entry as it was read."""
    references = read(entry.document).references
    return next((reference for reference in references if reference.span == entry.passage.span), None)


def work_of(reference: Reference) -> Work | None:
    """By what a work is known in a list; None where its author or its title couldn't be read."""
    people = families(reference.csl.get("author")) or families(reference.csl.get("editor"))
    year = next(iter(years(reference.csl.get("issued"))), 0)
    title = folded(str(reference.csl.get("title") or "")).split()[:WORDS_OF_A_TITLE]
    return (folded(people[0]), year, " ".join(title)) if people and title else None
