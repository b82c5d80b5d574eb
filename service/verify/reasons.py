"""Reasons: a verdict in one sentence, and the way to it in steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.quotes.quote import Place
from service.verify.evidence import Judged
from service.verify.quoted_words import quotations_in
from service.verify.reading import ReadClaim
from service.verify.ruling import Ruled
from service.verify.verdict import Evidence, Stance
from service.verify.weighing import Weighed

UNTOLD = "but in no figure, name or word that could be pointed at: read the two side by side."
"""What is said of a contradiction that is only likely: of 32 with odds of 0.5 to 0.7, 21 were none."""

EMPTY = "This library is empty: put documents in with `pincite add PATH`."


def reason(
    what: Ruled,
    evidence: Sequence[Evidence],
    credited: Sequence[str],
    said_by: Sequence[Place],
    unheld: Sequence[str],
    *,
    is_empty: bool = False,
) -> str:
    """The verdict in one sentence."""
    if is_empty:
        return EMPTY
    if said_by:
        denies, says = ("doesn't" if len(credited) == 1 else "don't"), ("does" if len(said_by) == 1 else "do")
        return f"{_listed(credited)} {denies} say so; {_listed([_where(place) for place in said_by])} {says}."
    if what.is_of_others and evidence:
        they_say = "it says" if len(unheld) == 1 else "they say"
        told = f"{_not_held(unheld)[:-1]}, so whether {they_say} so can't be told"
        return f"{told}; {_where(evidence[0].quote)} says it."
    told = _told(what, evidence, credited)
    return f"{told} {_not_held(unheld)}" if unheld and what.ruling == "not_found" else told


def unquoted(missing: Sequence[str], credited: Sequence[str]) -> str:
    """That words in quotation marks stand nowhere in the works that were looked at."""
    where = f"in {_listed(credited)}" if credited else "in the works that were found"
    quoted = _listed([f"“{words}”" for words in missing])
    return f"The words in quotation marks, {quoted}, stand nowhere {where}."


def _told(what: Ruled, evidence: Sequence[Evidence], credited: Sequence[str]) -> str:
    where = f"in {_listed(credited)}" if credited else "in this library"
    if what.ruling == "partly_supported" or what.is_disputed:
        one, two = _first(evidence, "for"), _first(evidence, "against")
        if one and two:
            return f"The sources disagree: {_where(one.quote)} speaks for it, {_where(two.quote)} against it."
    if what.ruling == "not_found":
        nearest = evidence[0] if evidence else None
        if what.is_unsure and nearest:
            return f"Unsure: the nearest passages {where} lean {nearest.stance} the claim, but don't plainly settle it."
        return f"Not found {where}: the nearest passages neither say nor deny it."
    piece = _first(evidence, "for" if what.ruling == "supported" else "against")
    sure = "Probably" if what.is_unsure else ""
    verb = "supported" if what.ruling == "supported" else "contradicted"
    told = f"{sure} {verb}".strip().capitalize()
    if piece is None:
        return f"{told}."
    if what.ruling == "supported":
        return f"{told} by {_where(piece.quote)}."
    if not piece.because:
        return f"Probably contradicted by {_where(piece.quote)}, {UNTOLD}"
    return f"{told} by {_where(piece.quote)}: {piece.because}"


def _first(evidence: Sequence[Evidence], stance: Stance) -> Evidence | None:
    return next((piece for piece in evidence if piece.stance == stance and piece.decides), None)


def _where(place: Place) -> str:
    page = f", page {place.page_label}" if place.page_label else ""
    return f"{place.doc}{page}"


def _not_held(unheld: Sequence[str]) -> str:
    return f"{_listed(unheld)} {'is' if len(unheld) == 1 else 'are'} not held."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def steps(
    claim: ReadClaim,
    looked_through: str,
    sides: Weighed,
    what: Ruled,
    credited: Sequence[str],
    said_by: Sequence[Place],
) -> Iterator[str]:
    """What was done, in order."""
    if credited:
        yield f"Credited to {_listed(credited)}: looked for there first."
    if claim.unheld:
        yield f"Credited to {_listed(claim.unheld)}, which this library doesn't hold."
    if quotations_in(claim.text):
        yield "The words in quotation marks were compared word by word."
    yield f"{looked_through[0].upper()}{looked_through[1:]}."
    compared = sum(piece.is_computed for piece in sides.pieces)
    if compared:
        yield f"Compared with the cells of {compared} table row{'s' if compared > 1 else ''}."
    yield _strongest("for", sides.supporting, sides.best_for)
    yield _strongest("against", sides.opposing, sides.best_against)
    if said_by:
        where = _listed([_where(place) for place in said_by])
        yield f"Not found in the credited work; the whole library was searched: said in {where}."
    unsure = ", but unsure" if what.is_unsure else ""
    yield f"{what.ruling.replace('_', ' ').capitalize()}{unsure}: {what.confidence:.2f}."


def _strongest(stance: Stance, pieces: Sequence[Judged], best: float) -> str:
    if not pieces:
        return f"Nothing speaks {stance} it."
    return f"The strongest passage {stance} it: {best:.2f}, {pieces[0].candidate.hit.held.document.name}."
