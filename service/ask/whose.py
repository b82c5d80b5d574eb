"""Whose: to whom a line of front matter belongs, where something is asked of one person or one work.

A library with a single e-mail address, or a single DOI, would else give it to whoever is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.names import families, folded
from indexer.catalogue import HeldPassage, Holding
from service.ask.shelf import Shelf
from service.ask.understanding import Understanding
from service.ask.understanding.record_fields import UNMISTAKABLE, words_beside_the_fields

OF_A_PERSON = frozenset({"e-mail", "ORCID"})
"""What belongs to one of the authors."""

LONG_NAME = 4
"""Letters of a name that is told within a longer run of letters, as in `jsmith@`."""

_DOI = re.compile(r"\b10\.\d{4,9}/\S")


def asked_of(question: Understanding) -> tuple[str, ...]:
    """The words, as they are written, that say of whom or of what an unmistakable field is asked; else none."""
    if not question.fields or set(question.fields) - UNMISTAKABLE or question.of_each:
        return ()
    return words_beside_the_fields(question.text)


def naming(words: Sequence[str], lines: Sequence[HeldPassage]) -> list[HeldPassage]:
    """The lines that have each of the words."""
    return [line for line in lines if all(_names(folded(word), line.passage.reading) for word in words)]


def theirs(question: Understanding, lines: Sequence[HeldPassage], holding: Holding) -> list[HeldPassage]:
    """The lines of a document that are of those of its authors who are asked for; all where it has but one."""
    authors = [folded(family) for family in families(holding.record.get("author"))]
    if not set(question.fields) & OF_A_PERSON or len(authors) < FEWEST_TO_TELL_APART:
        return list(lines)
    asked = {folded(word) for word in asked_of(question)}
    people = [author for author in authors if set(author.split()) & asked]
    if not people:
        return list(lines)
    return [line for line in lines if any(_names(person, line.passage.reading) for person in people)]


FEWEST_TO_TELL_APART = 2


def _names(name: str, line: str) -> bool:
    """Whether a line has the name, by itself or within an address."""
    words = folded(line).split()
    return set(name.split()) <= set(words) or (len(name) >= LONG_NAME and any(name in word for word in words))


def entries_with_it(question: Understanding, shelf: Shelf) -> list[HeldPassage]:
    """The entries of the works that are named and only cited, as far as they have the DOI that is asked for."""
    if question.fields != ("DOI",) or question.documents:
        return []
    spans = {(work.digest, work.span) for work in question.cited}
    digests = {digest for digest, _ in spans}
    entries = (
        entry
        for holding in shelf.holdings()
        if holding.digest in digests
        for entry in shelf.passages_of(holding, ["reference"])
    )
    return [e for e in entries if (e.document.digest, e.passage.span) in spans and _DOI.search(e.passage.reading)]
