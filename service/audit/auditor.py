"""Auditing: what a library's documents tell of themselves and of each other, worked out anew only where it is new."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Protocol

from corpus.document import Document
from indexer.audit_store import Kept
from indexer.catalogue import Holding
from indexer.errors import LibraryUnusable
from indexer.library import Library
from service.audit.attributions import doubtful_attributions
from service.audit.audit import Audit, AuditFinding
from service.audit.bundles import bundled_citations
from service.audit.comparison import Comparison, Meeting
from service.audit.crossing import Documents
from service.audit.disputed_figures import disputed_figures
from service.audit.grouping import groups, repeats
from service.audit.keeping import current, key_of, known_of, looked_at, packed, unpacked
from service.audit.repeating import Told, repeated
from service.audit.sketch import Sketch, sketch
from service.audit.sources import Citing
from service.audit.told_once import told_once
from service.audit.twins import WorkKeys, duplicate_documents, twins
from service.checks.check import Check
from service.checks.every import CHECKS
from service.checks.places import place_in
from service.findings.finding import Finding, in_order
from service.progress import Progress, silent

_log = logging.getLogger("pincite.audit")

BATCH = 50
"""Documents after which what was found is written down, so that an audit that is stopped goes on from there."""

_REPEATS = frozenset({"duplicate_paragraph", "duplicate_claim"})


class AgainstLibrary(Protocol):
    """Holds a document against the library that it is in; the same library gives equal findings."""

    def check(self, document: Document) -> Iterable[Finding]:
        """What there is to say, `ok` findings included."""


class Auditor:
    """Audits one library, and keeps in it what it worked out."""

    def __init__(
        self, library: Library, checks: Sequence[Check] = CHECKS, quotations: AgainstLibrary | None = None
    ) -> None:
        self._library = library
        self._checks = checks
        self._quotations = quotations
        self._names = tuple(f"{check.__module__}.{getattr(check, '__qualname__', '')}" for check in checks)
        self._can_keep = True

    def audit(self, documents: Sequence[Holding] | None = None, progress: Progress = silent) -> Audit:
        """What is found of these documents, by themselves and beside all others; of all of them where none are given.

        The same library gives an equal audit, whichever of its documents were audited before.
        """
        holdings = self._library.holdings()
        wanted = {holding.digest for holding in (holdings if documents is None else documents)}
        asked = tuple(holding for holding in holdings if holding.digest in wanted)
        meetings = self._meetings(holdings, progress)
        own = self._with_quotations(asked, self._own(asked, progress), progress)
        every = self._across(holdings, meetings, own)
        found = [finding for holding in asked for finding in every.get(holding.digest, ())]
        self._tell(holdings, every, everything=documents is None)
        return Audit(tuple(found), len(asked))

    def _meetings(self, holdings: Sequence[Holding], progress: Progress) -> dict[Documents, Meeting]:
        """What any two documents have in common; only those are compared of which one is new."""
        with self._library.audits() as store:
            kept, known = current(store.sketches(), holdings), store.meetings()
        new = [holding for holding in holdings if holding.digest not in kept or not kept[holding.digest].is_compared]
        held = {holding.digest for holding in holdings}
        gone = {holding.digest for holding in new} | {d for pair in known for d in pair if d not in held}
        found = {pair: unpacked(blob, Meeting) for pair, blob in known.items() if not gone & set(pair)}
        if not new:
            return found
        sketches = {digest: unpacked(each.content, Sketch) for digest, each in kept.items()}
        for done, holding in enumerate(holdings):
            progress("reading", done, len(holdings))
            if holding.digest not in sketches:
                sketches[holding.digest] = sketch(self._library.document(holding))
        comparison = Comparison(self._library, sketches, {holding.digest: holding for holding in holdings})
        progress("comparing", 0, 1)
        made = dict(comparison.meetings({holding.digest for holding in new}))
        self._keep_meetings(new, sketches, made)
        return dict(sorted({**found, **made}.items()))

    def _keep_meetings(
        self, new: Sequence[Holding], sketches: Mapping[str, Sketch], made: Mapping[Documents, Meeting]
    ) -> None:
        if not self._can_keep:
            return
        try:
            with self._library.auditing() as store:
                for holding in new:
                    content = packed(sketches[holding.digest])
                    store.keep_sketch(holding.digest, Kept(key_of(holding), content, is_compared=True))
                for (one, two), meeting in made.items():
                    store.keep_meeting(one, two, packed(meeting))
        except LibraryUnusable as error:
            self._give_up(error)

    def _own(self, asked: Sequence[Holding], progress: Progress) -> dict[str, tuple[Finding, ...]]:
        """What each document tells of itself."""
        with self._library.audits() as store:
            kept = current(store.findings(), asked, self._names)
        found = {digest: unpacked(each.content, tuple[Finding, ...]) for digest, each in kept.items()}
        pending: list[Holding] = []
        for done, holding in enumerate(asked):
            progress("checking", done, len(asked))
            if holding.digest not in found:
                found[holding.digest] = self._checked(self._library.document(holding))
                pending.append(holding)
            if len(pending) >= BATCH:
                self._keep_own(pending, found)
                pending = []
        self._keep_own(pending, found)
        return found

    def _checked(self, document: Document) -> tuple[Finding, ...]:
        found = [finding for check in self._checks for finding in check(document)]
        doubts = (*bundled_citations(document), *doubtful_attributions(document, self._library.encoder))
        return in_order([*found, *doubts])

    def _with_quotations(
        self, asked: Sequence[Holding], own: Mapping[str, tuple[Finding, ...]], progress: Progress
    ) -> dict[str, tuple[Finding, ...]]:
        """What each document tells of itself, and what the others tell of its quotations.

        That isn't kept: it changes with any document that comes or goes, and is soon worked out.
        """
        found = dict(own)
        for done, holding in enumerate(asked if self._quotations else ()):
            progress("quotations", done, len(asked))
            document = self._library.document(holding)
            if self._quotations and document.quotations:
                found[holding.digest] = in_order([*own[holding.digest], *self._quotations.check(document)])
        return found

    def _keep_own(self, holdings: Sequence[Holding], found: Mapping[str, tuple[Finding, ...]]) -> None:
        if not holdings or not self._can_keep:
            return
        try:
            with self._library.auditing() as store:
                for holding in holdings:
                    store.keep_findings(
                        holding.digest, Kept(key_of(holding, self._names), packed(found[holding.digest]))
                    )
        except LibraryUnusable as error:
            self._give_up(error)

    def _across(
        self,
        holdings: Sequence[Holding],
        meetings: Mapping[Documents, Meeting],
        own: Mapping[str, tuple[Finding, ...]],
    ) -> dict[str, tuple[AuditFinding, ...]]:
        """All findings of each document, its own among them, each told once."""
        by_digest = {holding.digest: holding for holding in holdings}
        read, citing = self._library.document, Citing(self._library)
        works = WorkKeys(holdings)
        doubles = twins(works, {pair: meeting.overlap for pair, meeting in meetings.items()})
        apart = {pair: meeting for pair, meeting in meetings.items() if not works.are_one_work(pair, meeting.overlap)}
        grouped = groups(repeats(((pair, m.matches) for pair, m in apart.items()), by_digest, citing))
        across = [
            *duplicate_documents(doubles, read),
            *repeated(grouped, citing, read),
            *disputed_figures({pair: m.conflicts for pair, m in apart.items()}, by_digest, read),
        ]
        told = Told(grouped)
        found: dict[str, list[AuditFinding]] = {}
        for finding in across:
            found.setdefault(finding.holding.digest, []).append(finding)
        for digest, findings in own.items():
            document = read(by_digest[digest])
            kept = [_about(each, by_digest[digest]) for each in findings if not _is_told(each, document, told)]
            found.setdefault(digest, []).extend(kept)
        return told_once(found, doubles, read)

    def _tell(
        self, holdings: Sequence[Holding], found: Mapping[str, Sequence[AuditFinding]], *, everything: bool
    ) -> None:
        """Write down what answers that quote these passages should tell; only an audit of everything knows it all."""
        if not everything or not self._can_keep:
            return
        every = [finding for findings in found.values() for finding in findings]
        try:
            with self._library.auditing() as store:
                store.keep_known([holding.digest for holding in holdings], known_of(every, holdings))
                store.keep_told(looked_at(holdings))
        except LibraryUnusable as error:
            self._give_up(error)

    def _give_up(self, error: LibraryUnusable) -> None:
        """A library that can only be read is audited all the same."""
        self._can_keep = False
        _log.warning("what the audit worked out isn't kept, and the next one takes as long: %s", error)


def _is_told(finding: Finding, document: Document, told: Told) -> bool:
    """Whether a group tells already of the repetition that a document's own check found."""
    if finding.type not in _REPEATS or finding.verdict == "ok":
        return False
    here = place_in(document, finding.span)
    return told.covers(here, finding.related)


def _about(finding: Finding, holding: Holding) -> AuditFinding:
    if isinstance(finding, AuditFinding):
        return finding
    return AuditFinding(**{field.name: getattr(finding, field.name) for field in fields(Finding)}, holding=holding)
