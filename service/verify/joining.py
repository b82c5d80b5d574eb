"""Joining: the verdicts on the parts of a sentence, and on the whole of it, as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from service.phrasing import capital
from service.verify.evidence import MOST_SHOWN
from service.verify.verdict import Evidence, Ruling, Verdict


def joined(whole: Verdict, parts: Sequence[Verdict]) -> Verdict:
    """One verdict: what all parts say where they agree; else `contradicted` where a part is, or `partly_supported`.

    A sentence that joins two claims holds only where both do, so one part that is contradicted makes it wrong.
    """
    rulings = [part.verdict for part in parts]
    ruling = _ruling(rulings)
    numbered = [f"Part {number}: {part.claim} – {part.verdict.replace('_', ' ')}." for number, part in _numbered(parts)]
    told = "; ".join(f"part {number} is {part.verdict.replace('_', ' ')}" for number, part in _numbered(parts))
    return replace(
        whole,
        verdict=ruling,
        confidence=min(part.confidence for part in parts),
        reason=whole.reason if len(set(rulings)) == 1 and ruling == whole.verdict else f"{capital(told)}.",
        evidence=_evidence([piece for part in parts for piece in part.evidence], whole.evidence, ruling),
        said_by=whole.said_by or next((part.said_by for part in parts if part.said_by), ()),
        steps=(f"Read as {len(parts)} claims.", *numbered, *whole.steps),
        parts=tuple(parts),
    )


def _ruling(rulings: Sequence[Ruling]) -> Ruling:
    if len(set(rulings)) == 1:
        return rulings[0]
    return "contradicted" if "contradicted" in rulings else "partly_supported"


def _numbered(parts: Sequence[Verdict]) -> Iterable[tuple[int, Verdict]]:
    return enumerate(parts, start=1)


def _evidence(of_parts: Sequence[Evidence], of_whole: Sequence[Evidence], ruling: Ruling) -> tuple[Evidence, ...]:
    """What decides of each part first, of that what contradicts; then what is nearest to the whole; each once."""
    if ruling == "not_found":
        of_parts, of_whole = ([replace(piece, decides=False) for piece in side] for side in (of_parts, of_whole))
    deciding = sorted((piece for piece in of_parts if piece.decides), key=lambda piece: piece.stance == "for")
    found: dict[tuple[str, int, int], Evidence] = {}
    for piece in (*deciding, *of_whole, *of_parts):
        found.setdefault((piece.quote.document_id, piece.quote.start, piece.quote.end), piece)
    return tuple(found.values())[:MOST_SHOWN]
