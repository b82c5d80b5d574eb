"""Attributing: whose statement a claim is said to be, and who makes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.bibliography.names import families, folded, folded_families
from indexer.catalogue import Holding
from indexer.library import Library
from service.quotes.crediting import reports
from service.quotes.quote import Place
from service.quotes.quoting import place
from service.verify.evidence import Judged
from service.verify.reading import ReadClaim

MOST_SAYERS = 3
"""Other works that are named as saying it."""


def names_of(digests: Sequence[str], library: Library) -> tuple[str, ...]:
    """The held works as they are shown: `Porter (porter-1990.pdf)`, by their authors where those are known."""
    holdings = [library.holding_with(digest) for digest in digests]
    return tuple(_name(holding) for holding in holdings if holding is not None)


def _name(holding: Holding) -> str:
    people = families(holding.record.get("author"))
    return (
        f"{' & '.join(people[:2])}{' et al.' if len(people) > 2 else ''} ({holding.name})" if people else holding.name
    )


def sayers(claim: ReadClaim, supporting: Sequence[Judged], near: float, library: Library) -> tuple[Place, ...]:
    """The passages of other works that say what the credited ones don't, one a work, the surest first.

    Where the surest is the credited work's own, nobody else's is it; the others are at least `near` as sure as it.
    A passage that only reports what a credited author says elsewhere makes nothing a misattribution.
    """
    credited = {author for digest in claim.credited for author in _authors(digest, library)} | set(claim.people)
    if not supporting or supporting[0].candidate.digest in claim.credited:
        return ()
    least = near * supporting[0].stances.supports
    found: dict[str, Place] = {}
    for piece in supporting:
        digest = piece.candidate.digest
        if piece.stances.supports < least or digest in claim.credited or digest in found:
            continue
        if not _is_report_of(credited, piece, library):
            found[digest] = place(piece.candidate.hit.held.document, piece.candidate.span, library.document)
    return tuple(found.values())[:MOST_SAYERS]


def is_reported(unheld: Sequence[str], pieces: Sequence[Judged], library: Library) -> bool:
    """Whether one of the passages tells it of those whose works aren't held."""
    people = {word for work in unheld for word in folded(work).split() if word.strip("(),&").isalpha()}
    named = {word.strip("(),&") for word in people}
    return any(_is_report_of(named, piece, library) for piece in pieces)


def _authors(digest: str, library: Library) -> set[str]:
    holding = library.holding_with(digest)
    return set() if holding is None else set(folded_families(holding.record.get("author")))


def _is_report_of(people: set[str], piece: Judged, library: Library) -> bool:
    if piece.candidate.hit.held.passage.kind != "sentence":
        return False
    document = library.document(piece.candidate.hit.held.document)
    told = [*reports(document, piece.candidate.span), piece.candidate.text.text]
    return bool(people & {word for text in told for word in re.findall(r"\w+", folded(text))})
