"""Claims without a source: figures, others' words and others' statements for which nothing is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from corpus.bibliography.names import families, folded
from corpus.document import Document, Quotation
from corpus.structure.credited_authors import author_before
from service.checks.claim_wording import NAMED_SOURCE, QUOTES, SAID_BY_OTHERS, STATISTIC
from service.checks.claims import FEWEST_QUOTED, StatedClaim, stated_claims
from service.checks.own_results import OwnResults
from service.checks.places import place_in, shortened
from service.findings.finding import Finding, FindingVerdict
from service.words.overlapping import PlacedSpans

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LONG_QUOTATION = 8
_NEAR = ("own", "preceding")
"""Where a citation stands that tells whose words a quotation has; one at the paragraph's end doesn't."""

_OF_THE_FIELD = re.compile(
    r"\b(?:gaps?|limitations?|themes?|strands?|lack|scarce|scant|sparse|limited|inconclusive|mixed|unclear"
    r"|understudied)\b",
    re.IGNORECASE,
)
"""What authors themselves say of a literature as a whole."""

_FINDINGS_OF_OTHERS = re.compile(
    r"\b(?:stud(?:y|ies)|research(?:ers)?|evidence|surveys?|experiments?|trials?|polls?|estimated|been)\b", re.I
)


def uncited_claims(document: Document) -> Iterator[Finding]:
    """Statistics, quotations and statements of others that carry no citation; `ok` for those that do."""
    return _Uncited(document).findings()


class _Uncited:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._own = OwnResults(document)
        self._quotations = PlacedSpans([quotation.span for quotation in document.quotations])

    def findings(self) -> Iterator[Finding]:
        for claim in stated_claims(self._document):
            cited = bool(claim.callouts) and (claim.kind != "quotation" or claim.source in _NEAR)
            if cited and claim.kind in ("statistic", "quotation", "attribution"):
                yield self._in_order(claim)
            elif claim.needs_source and not cited:
                yield from self._uncited(claim)

    def _in_order(self, claim: StatedClaim) -> Finding:
        related = tuple(place_in(self._document, callout.span) for callout in claim.callouts)
        names = ", ".join(dict.fromkeys(" ".join(callout.text.split()) for callout in claim.callouts))
        return Finding(
            "uncited_claim", "ok", claim.span, f"The {claim.kind} is given with its source: {names}.", related
        )

    def _uncited(self, claim: StatedClaim) -> Iterator[Finding]:
        text = " ".join(claim.span.of(self._document.text).split())
        if claim.kind == "quotation":
            yield from self._quotation(claim)
        elif claim.kind == "statistic":
            yield from self._statistic(claim, text)
        elif (said := SAID_BY_OTHERS.search(text)) is not None:
            if _OF_THE_FIELD.search(text):
                return
            sure: FindingVerdict = "problem" if _FINDINGS_OF_OTHERS.search(said[0]) else "doubt"
            yield self._found(claim, sure, f"“{shortened(said[0].strip(' ,;:'))}” names no source that says so.")
        elif claim.kind == "attribution":
            yield from self._named(claim, text)
        else:
            yield self._found(claim, "doubt", f"No source is given for the claim that “{shortened(text)}”.")

    def _statistic(self, claim: StatedClaim, text: str) -> Iterator[Finding]:
        figure = STATISTIC.search(text)
        told = NAMED_SOURCE.search(text) is not None or self._own.is_near(claim.span)
        verdict: FindingVerdict = "doubt" if told or not self._document.callouts else "problem"
        words = _around(text, figure) if figure else shortened(text)
        yield self._found(claim, verdict, f"No source is given for the figure in “{words}”.")

    def _quotation(self, claim: StatedClaim) -> Iterator[Finding]:
        place = next(self._quotations.overlapping(claim.span), None)
        if place is None:
            return
        quotation = self._document.quotations[place]
        if quotation.callout is not None or self._is_title(quotation):
            return
        words = quotation.span.of(self._document.text)
        length = len(_WORD.findall(words))
        introduced = quotation.author is not None or QUOTES.search(claim.span.of(self._document.text)) is not None
        if self._was_cited_before(quotation.author) or (length < _LONG_QUOTATION and not introduced):
            return
        who = f" of {quotation.author}" if quotation.author else ""
        sure: FindingVerdict = "problem" if length >= FEWEST_QUOTED and introduced else "doubt"
        yield self._found(claim, sure, f"No source is given for the quotation{who} “{shortened(words)}”.")

    def _named(self, claim: StatedClaim, text: str) -> Iterator[Finding]:
        name = author_before(text)
        if name is not None and not self._was_cited_before(name):
            yield self._found(claim, "doubt", f"What {name} says is given without a citation.")

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether the words between the marks are capitalised like a title."""
        words = _WORD.findall(quotation.span.of(self._document.text))
        long = [word for word in words if len(word) > 3]
        return bool(long) and sum(word[0].isupper() for word in long) >= 0.7 * len(long)

    def _was_cited_before(self, name: str | None) -> bool:
        """Whether some callout of the document means a work of the named author."""
        return name is not None and bool(set(folded(name).split()) & self._cited)

    @cached_property
    def _cited(self) -> frozenset[str]:
        meant = {n for callout in self._document.callouts for n in callout.resolves_to}
        return frozenset(
            word
            for reference in self._document.references
            if reference.n in meant
            for family in families(reference.csl.get("author"))
            for word in folded(family).split()[-1:]
        )

    def _found(self, claim: StatedClaim, verdict: FindingVerdict, message: str) -> Finding:
        return Finding("uncited_claim", verdict, claim.span, message)


def _around(text: str, figure: re.Match[str]) -> str:
    """The words around the figure: all of a short sentence, else a dozen."""
    start = text.rfind(" ", 0, max(0, figure.start() - 30)) + 1
    lead = "…" if start else ""
    return lead + shortened(text[start:])
