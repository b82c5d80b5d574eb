"""Cited verdicts: from what the library says of a cited statement to the finding that a reviewer reads.

The verifier's verdict alone decides nothing but what a table's cells refute: it is weighed with nearness in meaning and
in words (`doubting`), and says then which kind of fault it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bibliography.citation import citation
from corpus.document import Span
from indexer.catalogue import Holding
from service.checks.places import shortened
from service.findings.finding import Finding, FindingType, FindingVerdict
from service.quotes.crediting import callouts_of, reports
from service.quotes.quote import Place
from service.review.cited_statements import CitedStatement
from service.review.differing_figures import differing_figure, shares_a_figure
from service.review.doubting import REPORTED, SUPPORTED, SURE, Figures
from service.review.sources import Near, Sources, Wording
from service.verify.verdict import Evidence, Verdict
from service.words.content import content_words
from service.words.stems import stem

SURELY_AGAINST = 0.6
"""The probability from which a passage of the cited work, or a cell of its tables, refutes a statement by itself."""

NEARLY_ALL_WORDS = 0.8
"""The share of a statement's words that stand together where it was taken from: a table's cell refutes that no more."""

MUCH_OF_THE_WORDS = 0.4
"""The share of a statement's words that the passage closest to it must have to be what it repeats."""


@dataclass(frozen=True)
class Weighing:
    """All that is known of one cited statement.

    `holdings` are the cited works that are held; `unheld` names the others that are cited beside them. `near` is the
    nearest passage of the held ones, `wording` how far its words stand in them, `said_elsewhere` where another work
    says what they don't; `verdict` is what the verifier says.
    """

    statement: CitedStatement
    holdings: tuple[Holding, ...]
    unheld: tuple[str, ...]
    verdict: Verdict
    figures: Figures
    near: Near | None
    wording: Wording
    said_elsewhere: Place | None
    sources: Sources

    @property
    def names(self) -> str:
        """The cited works as they are cited: `Porter, 1990; Krugman, 1991`."""
        return "; ".join(work_name(holding) for holding in self.holdings)

    @property
    def sureness(self) -> FindingVerdict:
        """How a fault of the whole statement is told."""
        is_sure = self.figures.doubt >= SURE and not self.unheld and not self.statement.is_own
        return "problem" if is_sure else "doubt"

    def of_cited(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The pieces of evidence that stand in the cited works."""
        return in_works(evidence, self.holdings)


def in_works(evidence: Sequence[Evidence], holdings: Sequence[Holding]) -> tuple[Evidence, ...]:
    """The pieces of evidence that stand in these works."""
    ids = {holding.id for holding in holdings}
    return tuple(piece for piece in evidence if piece.quote.document_id in ids)


def finding_of(weighing: Weighing) -> Finding | None:
    """What there is to say of the statement; None where it is no matter of the cited works."""
    against = weighing.of_cited(weighing.verdict.contradicting)
    if _is_refuted(weighing, against):
        return _contradicted(weighing, against)
    if _is_contrasted(weighing, against):
        return _contradicted(weighing, against)
    if weighing.figures.doubt < REPORTED:
        return _second_hand(weighing) or _another_figure(weighing) or _in_order(weighing)
    if weighing.statement.is_about_the_field:
        return None
    if weighing.unheld and weighing.figures.doubt < SURE:
        # What the works that are held don't say, those that aren't may.
        return None
    if weighing.statement.leans_on_context or (weighing.statement.is_own and weighing.figures.doubt < SURE):
        return None
    if weighing.said_elsewhere is not None:
        return _misattributed(weighing, weighing.said_elsewhere)
    if against and weighing.verdict.verdict == "contradicted":
        return _contradicted(weighing, against)
    return _unsupported(weighing)


def not_held(statement: CitedStatement, text: str) -> Finding:
    """That none of the works that are cited for the statement is held."""
    names = "; ".join(dict.fromkeys(" ".join(callout.text.split()) for callout in statement.callouts))
    return Finding(
        "unsupported_citation",
        "ok",
        statement.span,
        f"Cited work not held: {names} isn't in the library, so that “{shortened(text)}” wasn't checked against it.",
    )


def work_name(holding: Holding) -> str:
    """The work as it is cited: `Porter, 1990`."""
    return citation(holding.record, holding.name, None).removeprefix("(").removesuffix(")")


def _is_refuted(weighing: Weighing, against: Sequence[Evidence]) -> bool:
    if weighing.verdict.verdict != "contradicted" or not against or weighing.figures.supports >= SUPPORTED:
        return False
    return against[0].probability >= SURELY_AGAINST and weighing.wording.in_one_place < NEARLY_ALL_WORDS


_CONTRAST = re.compile(r"The (?:claim|text) (?:says|denies) “?[^“”]+”?[,;] the (?:text|claim)\b")
"""How the judge's first reason opens where a claim and a text differ in one named word or figure."""

HARDLY_SUPPORTED = 0.25
"""The judge's highest probability of support beside which a contrast counts."""


def _is_contrasted(weighing: Weighing, against: Sequence[Evidence]) -> bool:
    """Whether the passage that is nearest in meaning differs from the statement in one word or figure that decides."""
    if weighing.verdict.verdict != "contradicted" or not against or weighing.near is None:
        return False
    piece, nearest = against[0], weighing.near.held
    stands_there = piece.quote.document_id == nearest.document.id and piece.quote.start == nearest.passage.span.start
    differs = bool(piece.steps) and _CONTRAST.match(piece.steps[0]) is not None
    return stands_there and differs and weighing.figures.supports < HARDLY_SUPPORTED


def _contradicted(weighing: Weighing, against: Sequence[Evidence]) -> Finding:
    piece = against[0]
    refuted = piece.probability >= SURELY_AGAINST and not weighing.statement.is_own
    sure: FindingVerdict = "problem" if refuted else "doubt"
    told = "says otherwise" if refuted else "may say otherwise"
    message = f"{_name_of(weighing, piece.quote)} {told}: “{_excerpt(piece.quote.text, 40)}”."
    return _found("contradicted_citation", sure, weighing, message, tuple(one.quote for one in against), piece.steps)


def _another_figure(weighing: Weighing) -> Finding | None:
    """That the passage which the statement was taken from gives another figure, which the work has nowhere else."""
    for place in _spoken_of(weighing):
        found = differing_figure(weighing.statement.text, place.text, weighing.sources.readings_in(weighing.holdings))
        if found is not None:
            is_plain = not weighing.statement.is_own and not weighing.unheld
            sure: FindingVerdict = "problem" if found.is_sure and is_plain else "doubt"
            message = (
                f"The text says {found.said}, and {_name_of(weighing, place)} {found.given}:"
                f" “{_excerpt(place.text, 40)}”."
            )
            return _found("contradicted_citation", sure, weighing, message, (place,), (found.step,))
    return None


def _spoken_of(weighing: Weighing) -> Iterator[Place]:
    """The passages that speak of what the statement says: the nearest in meaning and in words, and those against it."""
    if weighing.near is not None:
        yield weighing.sources.place(weighing.near)
    if weighing.wording.closest is not None:
        closest = weighing.wording.closest
        yield weighing.sources.place_of(closest.document, closest.passage.span)
    yield from (piece.quote for piece in weighing.of_cited(weighing.verdict.evidence))


def _misattributed(weighing: Weighing, sayer: Place) -> Finding:
    who = sayer.citation.removeprefix("(").removesuffix(")")
    message = f"Not {weighing.names}, but {who} says this: “{_excerpt(sayer.text, 40)}”."
    return _found("misattribution", weighing.sureness, weighing, message, (sayer, *_nearest(weighing, sayer)))


def _nearest(weighing: Weighing, sayer: Place) -> Iterator[Place]:
    """What the cited work has that is nearest, for whoever compares the two."""
    if weighing.near is not None:
        place = weighing.sources.place(weighing.near)
        if (place.document_id, place.start) != (sayer.document_id, sayer.start):
            yield place


def _unsupported(weighing: Weighing) -> Finding | None:
    if weighing.near is None:
        return None
    place = weighing.sources.place(weighing.near)
    # What gives a figure of the statement speaks of it, however few of its other words it has.
    sureness = "doubt" if shares_a_figure(weighing.statement.text, place.text) else weighing.sureness
    told = "Nothing of this was found in" if sureness == "problem" else "No support for this was found in"
    beside = f" ({', '.join(weighing.unheld)}, cited beside it, is not held)" if weighing.unheld else ""
    beside = beside.replace(", cited beside it, is", ", cited beside it, are") if len(weighing.unheld) > 1 else beside
    says = "it says" if len(weighing.holdings) == 1 else "they say"
    message = f"{told} {weighing.names}{beside}; the nearest that {says} is “{_excerpt(place.text, 30)}”."
    return _found("unsupported_citation", sureness, weighing, message, (place,))


def _in_order(weighing: Weighing) -> Finding | None:
    supporting = weighing.of_cited(weighing.verdict.supporting)
    if supporting:
        quote = supporting[0].quote
        message = f"{_name_of(weighing, quote)} says so: “{_excerpt(quote.text, 25)}”."
        return _found("unsupported_citation", "ok", weighing, message, (quote,))
    if weighing.near is None:
        return None
    place = weighing.sources.place(weighing.near)
    message = f"{weighing.names} speaks of this: “{_excerpt(place.text, 25)}”."
    return _found("unsupported_citation", "ok", weighing, message, (place,))


def _second_hand(weighing: Weighing) -> Finding | None:
    """That the cited work only reports what another one says."""
    if weighing.statement.is_open or weighing.statement.quotes:
        return None
    named = _named_for_it(weighing)
    if named is not None:
        return named
    closest = weighing.wording.closest
    if closest is not None and weighing.wording.closest_share >= MUCH_OF_THE_WORDS:
        document = weighing.sources.library.document(closest.document)
        reported = _unnamed(weighing, reports(document, closest.passage.span))
        passage = closest.passage.span.of(document.text)
        if _names_one(passage, reported) and _has_figures_of(passage, weighing.statement.text):
            place = weighing.sources.place_of(closest.document, closest.passage.span)
            return _reported(weighing, place, reported, "problem")
    supporting = weighing.of_cited(weighing.verdict.supporting)
    if supporting and weighing.figures.supports >= SUPPORTED:
        quote = supporting[0].quote
        reported = _unnamed(weighing, quote.reports)
        if reported and (_names_one(quote.text, reported) or _is_cited_for_it(weighing, quote)):
            return _reported(weighing, quote, reported, "problem" if _names_one(quote.text, reported) else "doubt")
    return None


def _named_for_it(weighing: Weighing) -> Finding | None:
    """That the statement is given to somebody by name, and cited from a work that has it from them."""
    name = weighing.statement.credited
    family = _names(name)[-1:] if name else []
    cited = f"{weighing.names} {' '.join(callout.text for callout in weighing.statement.callouts)}"
    if name is None or not family or weighing.statement.is_own or family[0] in cited or weighing.unheld:
        return None
    for place in _passages(weighing):
        if re.search(rf"\b{re.escape(family[0])}\b", place.text):
            return _reported(weighing, place, (name,), "problem")
    return None


def _passages(weighing: Weighing) -> Iterator[Place]:
    """The passages of the cited works that the statement may have been taken from, the likeliest first."""
    closest = weighing.wording.closest
    if closest is not None and weighing.wording.closest_share >= MUCH_OF_THE_WORDS:
        yield weighing.sources.place_of(closest.document, closest.passage.span)
    yield from (piece.quote for piece in weighing.of_cited(weighing.verdict.supporting)[:1])
    if weighing.near is not None and weighing.figures.nearness >= NEAR_IN_MEANING:
        yield weighing.sources.place(weighing.near)


NEAR_IN_MEANING = 0.5
"""The cosine from which on the nearest passage may be what a statement was taken from."""


def _is_cited_for_it(weighing: Weighing, quote: Place) -> bool:
    """Whether the passage's own citation is for what the statement has of it, and not for another clause."""
    source = next((one for one in weighing.holdings if one.id == quote.document_id), None)
    if source is None:
        return True
    document = weighing.sources.library.document(source)
    sentence = Span(quote.start, quote.end)
    words = frozenset(map(stem, content_words(weighing.statement.text)))
    for callout in callouts_of(document, sentence):
        before = document.text[quote.start : callout.span.start]
        behind = document.text[callout.span.end : quote.end]
        if len(words & frozenset(map(stem, content_words(before)))) >= len(
            words & frozenset(map(stem, content_words(behind)))
        ):
            return True
    return False


def _reported(weighing: Weighing, place: Place, reported: Sequence[str], sure: FindingVerdict) -> Finding:
    told: FindingVerdict = "doubt" if weighing.statement.is_own else sure
    message = f"{weighing.names} credits this to {'; '.join(reported)}: “{_excerpt(place.text, 30)}”."
    return _found("secondary_citation", told, weighing, message, (place,))


_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def _has_figures_of(passage: str, statement: str) -> bool:
    """Whether the passage has all figures and years of the statement: else it isn't what that was taken from."""
    return set(_FIGURE.findall(statement)) <= set(_FIGURE.findall(passage))


_NAME = re.compile(r"[^\W\d_]{3,}")


def _names(work: str) -> list[str]:
    return [name for name in _NAME.findall(work) if name[0].isupper()]


def _unnamed(weighing: Weighing, reported: Sequence[str]) -> tuple[str, ...]:
    """Those of the reported works that the manuscript neither names nor cites beside the statement."""
    beside = f"{weighing.statement.whole} {weighing.names} {' '.join(c.text for c in weighing.statement.callouts)}"
    return tuple(work for work in reported if not any(name in beside for name in _names(work)))


def _names_one(text: str, reported: Sequence[str]) -> bool:
    """Whether the passage itself names one of the works' authors, and doesn't only cite them."""
    return any(name in text for work in reported for name in _names(work))


def _name_of(weighing: Weighing, place: Place) -> str:
    return next((work_name(one) for one in weighing.holdings if one.id == place.document_id), weighing.names)


def _excerpt(text: str, words: int) -> str:
    return shortened(text, words).rstrip(".")


def _found(
    kind: FindingType,
    verdict: FindingVerdict,
    weighing: Weighing,
    message: str,
    related: tuple[Place, ...],
    steps: tuple[str, ...] = (),
) -> Finding:
    figures = weighing.figures
    told = (
        *steps,
        f"Nearest in meaning in the cited work: {figures.nearness:.2f}; in others: {figures.elsewhere:.2f}.",
        f"Of its words {figures.anywhere:.0%} stand in the cited work, {figures.in_one_place:.0%} in one place.",
        f"Doubt that the cited work says it: {figures.doubt:.2f}.",
        *weighing.verdict.steps,
    )
    return Finding(kind, verdict, weighing.statement.span, message, related, told)
