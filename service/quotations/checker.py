"""Checking quotations: whether a manuscript's quotations stand, as they are, in the works that they are credited to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.bibliography.language import language_of
from corpus.bibliography.names import folded
from corpus.document import Document, Quotation, Span
from indexer.catalogue import Holding
from indexer.library import Library
from service.findings.cited_holdings import CitedHoldings
from service.findings.comparison_result import ComparisonResult
from service.findings.finding import Finding
from service.quotations.credit import Credit, Credits
from service.quotations.matcher import Match, QuotationMatcher, Quoted
from service.quotations.own_copies import own_copies
from service.quotations.quotation_findings import (
    altered,
    credited_elsewhere,
    exact,
    fabricated,
    in_another_order,
    not_compared,
    wrong_page,
)
from service.quotes.quote import Place
from service.quotes.quoting import place

LEAST_CHECKED = 4
"""Words; fewer are a term, or marked to keep one's distance from them."""

LEAST_SURE = 6
"""Words from which on it can't be chance, or a manner of speaking, that they stand or don't."""

LEAST_OF_UNCREDITED = 8
"""Words of a quotation without a source that are taken for a held work's though they are altered."""

LEAST_KEPT_ELSEWHERE = 0.8
"""The least share of its words that an altered quotation has in common with a passage that nobody credits."""

MOST_OF_A_TITLE = 30
_TRANSLATED = re.compile(r"\btransl(?:at|\.)|\bmy trans|\bown trans", re.IGNORECASE)
_REACH_OF_A_REMARK = 120


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_ASKED = re.compile(r"^\W*(?:I|My)\b|\?\W*$")
"""What may be an item of a survey, credited to whoever made it."""


class QuotationChecker:
    """Compares the quotations of manuscripts with the texts of a library; two runs give the same findings."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._matcher = QuotationMatcher(library)

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding a quotation that there is something to say of, `ok` ones included, in the order of the text."""
        yield from self.compare(document).findings

    def compare(self, document: Document) -> ComparisonResult:
        """The findings, and how many quotations could not be compared with the works that they are credited to."""
        cited = CitedHoldings(self._library)
        check = _DocumentCheck(
            document, self._library, self._matcher, Credits(document, cited), own_copies(document, self._library)
        )
        told = [told for quotation in document.quotations if (told := check.told(quotation)) is not None]
        unheld = [one.credit for one in told if isinstance(one, NotCompared)]
        return ComparisonResult(
            tuple(one for one in told if isinstance(one, Finding)),
            (not_compared(unheld),) if unheld else (),
            {"quotations_not_compared": len(unheld)},
        )


@dataclass(frozen=True)
class NotCompared:
    """A quotation that nothing can be said of, since what is held isn't what it is credited to."""

    credit: Credit


@dataclass(frozen=True)
class _DocumentCheck:
    document: Document
    library: Library
    matcher: QuotationMatcher
    credits: Credits
    own: frozenset[str]

    def told(self, quotation: Quotation) -> Finding | NotCompared | None:
        """What there is to say of one quotation; None for what is no quotation to be checked."""
        text = self.document.text
        inside = [c.span for c in self.document.callouts if quotation.span.overlaps(c.span)]
        quoted = Quoted.of(text, quotation.span, inside)
        if len(quoted.run.wording.firm) < LEAST_CHECKED or self._is_none(quotation.span):
            return None
        credit = self.credits.of(quotation)
        if not credit.is_given:
            return self._uncredited(quotation.span, quoted) or self._credited_back(quotation, quoted)
        return self._credited(quotation.span, quoted, credit)

    def _credited_back(self, quotation: Quotation, quoted: Quoted) -> Finding | NotCompared | None:
        """What there is to say of words that no work has, credited to one that the paragraph cited before."""
        credit = self.credits.back(quotation)
        if not credit.held or credit.is_any_missing:
            return None
        own = self._best([self.matcher.in_work(quoted, holding) for holding in credit.held])
        if own is not None:
            return self._standing(quotation.span, quoted, own, credit)
        return self._missing(quotation.span, quoted, credit)

    def _is_none(self, span: Span) -> bool:
        """Whether the words are a title, stand in a table or the list of references, or are a translation."""
        if self.document.table_at(span.start) or any(r.span.overlaps(span) for r in self.document.references):
            return True
        behind = self.document.text[span.end : span.end + _REACH_OF_A_REMARK].split("\n\n")[0]
        words = span.of(self.document.text)
        return bool(_TRANSLATED.search(behind)) or _is_headline(words) or self._is_title(folded(words))

    def _is_title(self, words: str) -> bool:
        if len(words.split()) > MOST_OF_A_TITLE:
            return False
        return any(f" {words} " in title for title in self._titles)

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        listed = (folded(reference.raw) for reference in self.document.references)
        held = (folded(holding.record.text("title") or "") for holding in self.library.holdings())
        return tuple(f" {title} " for title in (*listed, *held))

    def _credited(self, span: Span, quoted: Quoted, credit: Credit) -> Finding | NotCompared:
        own = self._best([self.matcher.in_work(quoted, holding) for holding in credit.held])
        if own is not None and (not own.compared.grave or own.compared.kept >= LEAST_KEPT_ELSEWHERE):
            return self._standing(span, quoted, own, credit)
        credited = frozenset(holding.digest for holding in credit.held)
        elsewhere = self._elsewhere(quoted, credited)
        if elsewhere is not None:
            misplaced = self._misplaced(span, quoted, elsewhere, credit)
            if misplaced is not None:
                return misplaced
        turned = self._turned(span, quoted, credit)
        if turned is not None:
            return turned
        if own is not None:
            return self._standing(span, quoted, own, credit)
        if credit.is_any_missing:
            return NotCompared(credit)
        return self._missing(span, quoted, credit)

    def _turned(self, span: Span, quoted: Quoted, credit: Credit) -> Finding | None:
        """That a credited work has the words, but in another order."""
        for holding in credit.held:
            stretch = self.matcher.reordered_in(quoted, holding)
            if stretch is not None:
                return in_another_order(span, place(holding, stretch, self.library.document))
        return None

    def _best(self, matches: list[Match | None]) -> Match | None:
        found = [match for match in matches if match is not None]
        return min(found, key=lambda m: (len(m.compared.grave), -m.compared.kept, m.holding.name), default=None)

    def _elsewhere(self, quoted: Quoted, but: frozenset[str]) -> Match | None:
        """The best work beside the credited ones that has the words with no more than slight changes."""
        found = self.matcher.anywhere(quoted, but | self.own)
        enough = len(quoted.run.wording.firm) >= LEAST_SURE
        return next((match for match in found if enough and not match.compared.grave), None)

    def _misplaced(self, span: Span, quoted: Quoted, match: Match, credit: Credit) -> Finding | None:
        """The words stand, but in a work that isn't credited; None where that work may well have them from it."""
        source = self.library.document(match.holding)
        quotes = any(each.span.overlaps(match.compared.span) for each in source.quotations)
        if credit.is_any_missing and (quotes or len(quoted.run.words) < LEAST_OF_UNCREDITED):
            return None
        sure = not quotes and not credit.is_any_missing
        return credited_elsewhere(span, match, credit, self._place(match), "problem" if sure else "doubt")

    def _standing(self, span: Span, quoted: Quoted, match: Match, credit: Credit | None) -> Finding:
        at = self._place(match)
        if match.compared.is_honest:
            locator = credit.locator if credit and len(credit.held) == 1 else None
            pages = wrong_page(span, match, at, self.library.document(match.holding), locator)
            return pages or exact(span, match, at)
        sure = len(quoted.run.wording.firm) >= LEAST_SURE or any(
            change.weight in ("number", "negation") for change in match.compared.grave
        )
        return altered(span, match, at, "problem" if match.compared.grave and sure else "doubt")

    def _missing(self, span: Span, quoted: Quoted, credit: Credit) -> Finding | NotCompared:
        language = language_of(span.of(self.document.text))
        for holding in credit.held:
            spoken = (holding.record.text("language") or "")[:2].lower()
            if language and spoken and language[0] != spoken:
                return NotCompared(credit)
        doubts = [doubt for holding in credit.held for doubt in self._doubts(holding)]
        enough = len(quoted.run.wording.firm) >= LEAST_SURE
        sure = enough and not doubts and credit.is_sure and not _ASKED.search(span.of(self.document.text))
        return fabricated(span, credit, "problem" if sure else "doubt", tuple(doubts))

    def _doubts(self, holding: Holding) -> Iterator[str]:
        """Why words may stand in the work though they aren't found in what is held of it."""
        source = self.library.document(holding)
        if len(source.text.split()) < SHORT and len(source.sections) < LEAST_SECTIONS:
            yield f"{holding.name} holds a short text only, perhaps an abstract"
        if any(page.confidence < LEAST_CONFIDENCE for page in source.pages):
            yield f"pages of {holding.name} were read with doubt"

    def _uncredited(self, span: Span, quoted: Quoted) -> Finding | None:
        match = next(iter(self.matcher.anywhere(quoted, self.own)), None)
        if match is None:
            return None
        enough = len(quoted.run.wording.firm) >= LEAST_OF_UNCREDITED
        if match.compared.is_honest or (enough and match.compared.kept >= LEAST_KEPT_ELSEWHERE):
            return self._standing(span, quoted, match, None)
        return None

    def _place(self, match: Match) -> Place:
        return place(match.holding, match.compared.span, self.library.document)


def _is_headline(words: str) -> bool:
    """Whether every word of some length has a capital, as in a title."""
    long = _LONG_WORD.findall(words)
    return len(long) >= LEAST_OF_A_HEADLINE and all(word[0].isupper() for word in long)


LEAST_OF_A_HEADLINE = 3
SHORT = 500
LEAST_SECTIONS = 3
"""A text with fewer words and sections may be no more than a work's abstract."""

LEAST_CONFIDENCE = 0.6
"""Confidence below which a page may have been read wrongly."""
