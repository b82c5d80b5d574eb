"""Verifying: from a claim to a verdict with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.library import Library
from indexer.retrieval import Hit, Retriever, Weights
from service.ask.rereading import Pairs
from service.ask.understanding import Shelves
from service.quotes.quote import Place
from service.verify import reasons, verbatim
from service.verify.attributing import is_reported, names_of, sayers
from service.verify.bands import odds_of
from service.verify.bearing import with_bearing
from service.verify.claim import Claim
from service.verify.correcting import corrected
from service.verify.evidence import Judged, judged, shown
from service.verify.gathering import Candidate, Gatherer
from service.verify.joining import joined
from service.verify.judge import Judge
from service.verify.parts import parts_of
from service.verify.quoted_words import quotations_in, stands_nowhere
from service.verify.reading import ReadClaim, read_claim
from service.verify.ruling import Ruled, ruled, undecided
from service.verify.tabled import tabled, with_rows
from service.verify.verdict import Verdict
from service.verify.weighing import Weighed, coverage, weighed
from service.words.content import WORD, content_words

CLAIM_WEIGHTS = Weights(dense=0.75)
"""A claim shares more of its words with its evidence than a question with its answer: these count for more."""

NEAREST = 3
"""Of so many of the nearest passages the wording is compared with the claim's."""


class Verifier:
    """Holds claims against one library. Deterministic; safe for threads."""

    def __init__(self, library: Library, retriever: Retriever, judge: Judge, pairs: Pairs | None = None) -> None:
        """`pairs` tells which passages are about a claim at all; without it their words alone do, less surely."""
        self._library = library
        self._judge = judge
        self._pairs = pairs
        self._gatherer = Gatherer(library, retriever)
        self._shelves = Shelves(library)

    def verify(self, claim: Claim) -> Verdict:
        """The verdict of the library; raises ClaimError for a text that is no claim: empty, too long, or a question."""
        read = read_claim(claim, self._shelves)
        whole = replace(self._verified(read), id=claim.id, claim=claim.text)
        parts = () if _is_verbatim(whole) else parts_of(read.text)
        if not parts:
            return whole
        return joined(whole, [self._verified(_part(read, part)) for part in parts])

    def _verified(self, claim: ReadClaim) -> Verdict:
        """The verdict on one claim; the credited works are asked first, then all others."""
        found = self._gathered(claim)
        if not found.own:
            everything = self._looked_at(claim, found.everywhere, found.rows, found)
            return self._verdict(claim, found, everything, ())
        own_rows = [row for row in found.rows if row.candidate.digest in claim.credited]
        own = self._looked_at(claim, found.own, own_rows, found)
        if own.ruled.ruling == "supported" and not own.ruled.is_unsure:
            return self._verdict(claim, found, own, ())
        everything = self._looked_at(claim, found.everywhere, found.rows, found)
        said_by = self._sayers(claim, own, everything)
        return self._verdict(claim, found, everything if said_by else own, said_by)

    def _sayers(self, claim: ReadClaim, own: _LookedAt, everything: _LookedAt) -> tuple[Place, ...]:
        """Who else says it, where the library surely does, and surer than the credited works do."""
        odds = everything.ruled.odds
        if everything.ruled.ruling != "supported" or odds.is_unsure:
            return ()
        if odds.supported < own.ruled.odds.supported + LEAST_SURER:
            return ()
        return sayers(claim, everything.weighed.supporting, NEAR_THE_BEST, self._library)

    def _gathered(self, claim: ReadClaim) -> _Gathered:
        query = self._gatherer.query(claim.text, claim.words)
        with self._library.view():
            hits = self._gatherer.hits(query)
            return _Gathered(
                hits=hits,
                everywhere=self._gatherer.of_library(hits),
                own=self._gatherer.of_works(claim, query, hits),
                rows=tabled(claim.text, hits, self._library, self._gatherer),
                frequency=self._library.document_frequency(claim.words),
                size=self._library.size(),
                works=len({hit.held.document.digest for hit in hits}),
            )

    def _looked_at(
        self, claim: ReadClaim, candidates: Sequence[Candidate], rows: Sequence[Judged], found: _Gathered
    ) -> _LookedAt:
        pieces = with_bearing(claim.text, judged(claim.text, candidates, self._judge), self._pairs)
        pieces = corrected(claim.text, pieces)
        sides = weighed(with_rows(pieces, rows))
        nearest = sorted(pieces, key=lambda piece: -piece.candidate.hit.score)[:NEAREST]
        covered = coverage(claim.words, nearest, found.frequency, found.size)
        return _LookedAt(sides, ruled(sides, odds_of(sides, covered)))

    def _verdict(self, claim: ReadClaim, found: _Gathered, looked_at: _LookedAt, said_by: tuple[Place, ...]) -> Verdict:
        names = names_of(claim.credited, self._library)
        sides, what = looked_at.weighed, self._credible(claim, looked_at.ruled)
        missing = self._missing(claim, found, sides.pieces) if what.ruling in ("supported", "partly_supported") else ()
        what = undecided(what) if missing else what
        evidence = tuple(shown(piece, decides, sides.pieces, self._library) for piece, decides in what.shown)
        if said_by:
            what = replace(what, ruling="contradicted", confidence=what.confidence)
        return Verdict(
            id="",
            claim=claim.text,
            verdict=what.ruling,
            confidence=round(what.confidence, 4),
            reason=claim.unread
            or (reasons.unquoted(missing, names) if missing and not said_by else "")
            or reasons.reason(what, evidence, names, said_by, claim.unheld, is_empty=not found.size),
            evidence=evidence,
            said_by=said_by,
            steps=tuple(reasons.steps(claim, found.looked_through, sides, what, names, said_by)),
            unheld=claim.unheld,
        )

    def _missing(self, claim: ReadClaim, found: _Gathered, pieces: Sequence[Judged]) -> tuple[str, ...]:
        """The words that the claim quotes and that no work has: no credited one, or else none that was found."""
        if not quotations_in(claim.text):
            return ()
        works = {one.digest: one.hit.held.document for one in found.own or found.everywhere}
        texts = [self._library.document(works[digest]).text for digest in sorted(works)]
        read = [piece.candidate.text for piece in pieces if piece.candidate.digest in works]
        return stands_nowhere(claim.text, [*texts, *(f"{text.before} {text.text} {text.after}" for text in read)])

    def _credible(self, claim: ReadClaim, what: Ruled) -> Ruled:
        """The ruling, but none of what can't be read, and no support for what only others than the credited say."""
        if claim.unread:
            return undecided(what)
        deciding = [piece for piece, decides in what.shown if decides]
        if what.ruling != "supported" or not claim.unheld or is_reported(claim.unheld, deciding, self._library):
            return what
        return replace(undecided(what), is_of_others=True)


def _is_verbatim(verdict: Verdict) -> bool:
    """Whether it is supported by a passage that has all of it word for word: no part of it can be wrong then."""
    return verdict.verdict == "supported" and any(verbatim.STEP in piece.steps for piece in verdict.supporting)


def _part(claim: ReadClaim, text: str) -> ReadClaim:
    """A part of a claim; it is credited to those works that aren't held which it names itself."""
    unheld = tuple(work for work in claim.unheld if WORD.findall(work)[0] in text)
    return replace(claim, text=text, words=content_words(text), unheld=unheld)


LEAST_SURER = 0.2
"""How much more probable support by the whole library must be than by the credited works, to call it another's."""

NEAR_THE_BEST = 0.75
"""Another passage says it too that supports it at least this share as surely as the one that does so most."""


@dataclass(frozen=True)
class _Gathered:
    """All that is looked at for a claim: candidates of all works, of the credited ones alone, and compared rows."""

    hits: tuple[Hit, ...]
    everywhere: tuple[Candidate, ...]
    own: tuple[Candidate, ...]
    rows: tuple[Judged, ...]
    frequency: dict[str, int]
    size: int
    works: int

    @property
    def looked_through(self) -> str:
        """How much was searched, in words."""
        works = f"{self.works} work{'' if self.works == 1 else 's'}"
        return f"{self.size:,} passages searched, the nearest {len(self.everywhere)}, of {works} found, judged"


@dataclass(frozen=True)
class _LookedAt:
    weighed: Weighed
    ruled: Ruled
