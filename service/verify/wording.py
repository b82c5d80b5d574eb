"""How a verdict reads in a terminal: the verdict, evidence for, evidence against, what is nearest, and the steps."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from service.naming import readable
from service.quotes.quote import Place
from service.terminal import INDENT, WIDTH, quote_text
from service.verify.bands import UNSURE
from service.verify.verdict import Evidence, Ruling, Verdict

HEADINGS: dict[Ruling, str] = {
    "supported": "SUPPORTED",
    "contradicted": "CONTRADICTED",
    "partly_supported": "PARTLY SUPPORTED",
    "not_found": "NOT FOUND",
}


def verdict_text(verdict: Verdict, *, explain: bool = False) -> str:
    """A verdict for a reader; with `explain` also why each passage was taken so, and all steps."""
    blocks = [_head(verdict)]
    blocks += [_part(number, part) for number, part in enumerate(verdict.parts, start=1)]
    if verdict.said_by:
        blocks += [_under("Said by:", (_place(place) for place in verdict.said_by))]
    blocks += _side("Evidence for:", verdict.supporting, explain)
    blocks += _side("Evidence against:", verdict.contradicting, explain)
    blocks += _side("Nearest, deciding nothing:", _undecided(verdict), explain)
    if explain:
        blocks.append(_under("Steps:", (_filled(step) for step in verdict.steps)))
    return "\n\n".join(blocks)


def _head(verdict: Verdict) -> str:
    ruling = "MISATTRIBUTED" if verdict.is_misattributed else HEADINGS[verdict.verdict]
    sides = ("supported", "contradicted")
    if verdict.verdict in sides and verdict.confidence < UNSURE and not verdict.is_misattributed:
        ruling = f"PROBABLY {ruling}"
    head = f"{ruling} ({verdict.confidence:.0%} sure)"
    return readable(f"{head}\n{textwrap.fill(verdict.reason, WIDTH)}")


def _part(number: int, part: Verdict) -> str:
    told = f"{number}. {part.claim} {HEADINGS[part.verdict].lower()} ({part.confidence:.0%} sure)."
    return readable(textwrap.fill(told, WIDTH, subsequent_indent="   "))


def _undecided(verdict: Verdict) -> tuple[Evidence, ...]:
    return tuple(piece for piece in verdict.evidence if not piece.decides)


def _side(title: str, pieces: Sequence[Evidence], explain: bool) -> list[str]:
    if not pieces:
        return []
    return [title, *(_piece(piece, explain) for piece in pieces)]


def _piece(piece: Evidence, explain: bool) -> str:
    lines = [quote_text(piece.quote)]
    if piece.decides or explain:
        lines += [_filled(step) for step in _told(piece, explain)]
    if explain:
        lines.append(f"{INDENT}{piece.stance} the claim: {piece.probability:.2f}")
    return "\n".join(lines)


def _told(piece: Evidence, explain: bool) -> tuple[str, ...]:
    """All steps, or the one that tells most: of a piece against a claim, what contradicts it."""
    if explain:
        return piece.steps
    return (piece.because,) if piece.because else piece.steps[:1] if piece.stance == "for" else ()


def _place(place: Place) -> str:
    page = f", page {place.page_label}" if place.page_label else ""
    return _filled(f"{place.citation} {place.doc}{page}: “{' '.join(place.text.split())}”")


def _under(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *lines])


def _filled(text: str) -> str:
    return readable(textwrap.fill(text, WIDTH, initial_indent=INDENT, subsequent_indent=2 * INDENT))
