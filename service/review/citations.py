"""Citations: what a manuscript says held against the works that it cites for it, as far as the library has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Document, Reference
from indexer.catalogue import Holding
from indexer.encoder import Vectors
from service.checks.places import shortened
from service.checks.references.naming import entry_name
from service.errors import ClaimError
from service.findings.cited_holdings import CitedHoldings
from service.findings.finding import Finding
from service.phrasing import capital, counted
from service.progress import Progress
from service.quotations.own_copies import own_copies
from service.quotes.crediting import named
from service.quotes.quote import Place
from service.review.cited_statements import CitedStatement, cited_statements
from service.review.cited_verdicts import Weighing, finding_of, in_works, not_held
from service.review.differing_figures import has_a_figure_of
from service.review.doubting import REPORTED, SAYS_IT, Figures
from service.review.sources import Near, Sources, Wording
from service.verify.claim import LONGEST_CLAIM, Claim
from service.verify.verdict import Verdict

CITATIONS = "citations"
"""The step, as progress tells it."""

TOGETHER = 16
"""Statements that are encoded at once."""

QUOTED_SHARE = 0.5
"""A statement of which quoted words make up more than this is checked as a quotation."""


CLEARLY_NEARER = 0.15
"""By how much (of the cosine) another work's passage must be nearer than the cited works' to be what is meant."""

SURELY_THAT, FAR_NEARER = 0.6, 0.25
"""The cosine, and the lead over the cited works, by which it is that passage whatever the verifier says."""


class ClaimVerifier(Protocol):
    """What holds a claim against a library."""

    def verify(self, claim: Claim) -> Verdict:
        """The verdict, of the credited works first; raises ClaimError for a text that is no claim."""


class HeldReferences(Protocol):
    """What knows which entry of a reference list is which held document."""

    def of(self, reference: Reference) -> Holding | None:
        """The held document that the entry is; None where none, or more than one work, fits."""

    def likely(self, reference: Reference) -> tuple[Holding, str] | None:
        """A held document that the entry may be without surely being it, and why that isn't sure."""


@dataclass(frozen=True)
class CitationCheck:
    """The findings on a manuscript's citations, and how many of them were held against a held work.

    `references_held` are entries of the list; two of them may be the same one of the `works_held`. `notices` name held
    documents that an entry of the list may be, and that it wasn't taken for.
    """

    findings: tuple[Finding, ...] = ()
    held_against: int = 0
    references_held: int = 0
    works_held: int = 0
    notices: tuple[str, ...] = ()


NO_CITATIONS = CitationCheck()
"""What there is to say where there is no library."""


class CitationChecker:
    """Checks citations against one library; which entry is which held work is found anew for each manuscript."""

    def __init__(self, sources: Sources, verifier: ClaimVerifier, held: HeldReferences | None = None) -> None:
        self._sources = sources
        self._verifier = verifier
        self._held = held

    def check(self, document: Document, progress: Progress) -> CitationCheck:
        """What is found of each cited statement, in order."""
        statements = [one for one in cited_statements(document) if one.is_direct and one.works]
        own = self._own(document)
        works = self._works(document, own)
        checkable = [one for one in statements if any(n in works for n in one.works) and _can_be_checked(one, document)]
        findings = list(_unheld(statements, works, document))
        for done, (statement, vector) in enumerate(self._with_vectors(checkable)):
            progress(CITATIONS, done, len(checkable))
            found = self._found(statement, document, works, vector, own)
            findings += [found] if found else []
        progress(CITATIONS, len(checkable), len(checkable))
        distinct = {holding.digest for holding in works.values()}
        notices = (*_too_long(statements, works), *self._likely(document, works, own))
        return CitationCheck(tuple(findings), len(checkable), len(works), len(distinct), notices)

    def _with_vectors(self, statements: Sequence[CitedStatement]) -> Iterator[tuple[CitedStatement, Vectors]]:
        """The statements with their vectors, some encoded at a time: whoever waits may want to stop meanwhile."""
        for start in range(0, len(statements), TOGETHER):
            some = statements[start : start + TOGETHER]
            yield from zip(some, self._sources.vectors([one.text for one in some]), strict=True)

    def _likely(self, document: Document, works: Mapping[int, Holding], own: Collection[str]) -> Iterator[str]:
        """What is held under the name of an entry, and wasn't taken for it."""
        held = self._held or CitedHoldings(self._sources.library)
        for reference in document.references:
            found = held.likely(reference) if reference.n not in works else None
            if found is not None and found[0].digest not in own:
                yield (
                    f"{capital(entry_name(reference))} may be {found[0].name}, which is held, but wasn't checked"
                    f" against it: {found[1]}."
                )

    def _works(self, document: Document, own: Collection[str]) -> Mapping[int, Holding]:
        """The held works by the number of their entry; the manuscript itself is no source of its own."""
        held = self._held or CitedHoldings(self._sources.library)
        found = {reference.n: held.of(reference) for reference in document.references}
        return {n: holding for n, holding in found.items() if holding is not None and holding.digest not in own}

    def _found(
        self,
        statement: CitedStatement,
        document: Document,
        works: Mapping[int, Holding],
        vector: Vectors,
        own: Collection[str],
    ) -> Finding | None:
        holdings = tuple({works[n].digest: works[n] for n in statement.works if n in works}.values())
        verdict = self._verdict(statement, holdings)
        if verdict is None:
            return None
        near = self._sources.nearest_in(holdings, vector)
        other = self._sources.nearest_elsewhere(vector, {*own, *(holding.digest for holding in holdings)})
        wording = self._sources.wording_in(holdings, statement.text)
        figures = figures_of(verdict, holdings, near, other, wording)
        doubted = figures.doubt >= REPORTED and near is not None and other is not None
        weighing = Weighing(
            statement=statement,
            holdings=holdings,
            unheld=tuple(named(one) for one in document.references if one.n in statement.works and one.n not in works),
            verdict=verdict,
            figures=figures,
            near=near,
            wording=wording,
            said_elsewhere=self._said_elsewhere(statement, verdict, near, other, own) if doubted else None,
            sources=self._sources,
        )
        return finding_of(weighing)

    def _said_elsewhere(
        self, statement: CitedStatement, verdict: Verdict, near: Near | None, other: Near | None, own: Collection[str]
    ) -> Place | None:
        """Where a work that isn't cited says it, as far as the cited ones don't."""
        if near is None or other is None or other.cosine < near.cosine + CLEARLY_NEARER:
            return None
        sayers = (place for place in verdict.said_by if has_a_figure_of(statement.text, place.text))
        said = next((place for place in sayers if not any(_is_of(place, digest) for digest in own)), None)
        if said is not None:
            return said
        if not has_a_figure_of(statement.text, self._sources.place(other).text):
            return None
        if other.cosine >= max(SURELY_THAT, near.cosine + FAR_NEARER):
            return self._sources.place(other)
        work = other.held.document
        asked = self._verdict(statement, [work])
        if asked is None:
            return None
        figures = figures_of(asked, [work], other, near, self._sources.wording_in([work], statement.text))
        if figures.doubt >= SAYS_IT:
            return None
        supporting = in_works(asked.supporting, [work])
        return supporting[0].quote if supporting else self._sources.place(other)

    def _own(self, document: Document) -> frozenset[str]:
        """The digests of the manuscript and of held copies of it."""
        return own_copies(document, self._sources.library)

    def _verdict(self, statement: CitedStatement, works: Sequence[Holding]) -> Verdict | None:
        """The verifier's verdict; None for what is no claim after all."""
        try:
            return self._verifier.verify(Claim(statement.text, credited=tuple(work.digest for work in works)))
        except ClaimError:
            return None


def figures_of(
    verdict: Verdict, holdings: Sequence[Holding], near: Near | None, other: Near | None, wording: Wording
) -> Figures:
    """What is known of a statement and the works that it cites."""
    pieces = in_works(verdict.evidence, holdings)
    return Figures(
        supports=max((piece.probability for piece in pieces if piece.stance == "for"), default=0.0),
        contradicts=max((piece.probability for piece in pieces if piece.stance == "against"), default=0.0),
        nearness=near.cosine if near else 0.0,
        elsewhere=other.cosine if other else 0.0,
        in_one_place=wording.in_one_place,
        anywhere=wording.anywhere,
    )


def _is_of(place: Place, digest: str) -> bool:
    return bool(place.document_id) and digest.startswith(place.document_id)


def _can_be_checked(statement: CitedStatement, document: Document) -> bool:
    """Whether the statement says something by itself: quoted words are checked as such, long runs not at all."""
    quoted = sum(
        min(q.span.end, statement.span.end) - max(q.span.start, statement.span.start)
        for q in document.quotations
        if q.span.overlaps(statement.span)
    )
    return 0 < len(statement.text) <= LONGEST_CLAIM and quoted <= QUOTED_SHARE * len(statement.span)


def _too_long(statements: Sequence[CitedStatement], works: Mapping[int, Holding]) -> Iterator[str]:
    """One line on those that no judge reads to their end."""
    long = [one for one in statements if len(one.text) > LONGEST_CLAIM and any(n in works for n in one.works)]
    if long:
        was = "was" if len(long) == 1 else "were"
        its = "its source" if len(long) == 1 else "their sources"
        yield (
            f"{counted(len(long), 'cited statement')} of over {LONGEST_CLAIM:,} characters {was} too long to be held"
            f" against {its}: “{shortened(long[0].text)}”."
        )


def _unheld(
    statements: Sequence[CitedStatement], works: Mapping[int, Holding], document: Document
) -> Iterator[Finding]:
    for statement in statements:
        if not any(n in works for n in statement.works):
            yield not_held(statement, statement.span.of(document.text))
