"""Listing: which findings the page shows: how many there are of each kind, in groups, and which of these are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.catalogue import Holding
from service.audit.audit import AuditFinding
from service.audit.headings import HEADING_WORDS, HEADINGS, Heading, heading_of
from service.shapes import title_of
from service.web.audit.choice import Choice

A_PAGE = 40
"""Findings of one group that are shown at once."""

SHORT_GROUP, OPEN = 6, 20
"""Findings of a group that stands open beside others, and of all open groups together."""


@dataclass(frozen=True)
class Tally:
    """How many problems and doubts there are of something."""

    problems: int
    doubts: int

    @property
    def count(self) -> int:
        """Both together."""
        return self.problems + self.doubts


@dataclass(frozen=True)
class Kind:
    """A heading, and how many findings stand under it."""

    type: Heading
    label: str
    tally: Tally


@dataclass(frozen=True)
class Audited:
    """A document, and how many findings are about it."""

    holding: Holding
    title: str
    tally: Tally


@dataclass(frozen=True)
class Group:
    """Findings of one type or document, of which those in `shown` are to be seen; `choice` is all of them, alone.

    `start` is the number (from 0) of the first one shown; `following` that of the first behind them, 0 for none.
    """

    id: str
    name: str
    detail: str
    choice: Choice
    tally: Tally
    shown: tuple[AuditFinding, ...]
    start: int = 0
    following: int = 0


@dataclass(frozen=True)
class Listing:
    """The kinds and documents that there are, each counted under what else is chosen, and the groups."""

    kinds: tuple[Kind, ...]
    documents: tuple[Audited, ...]
    tally: Tally
    chosen: Tally
    groups: tuple[Group, ...]

    @property
    def has_folded(self) -> bool:
        """Whether there are groups whose findings aren't shown."""
        return any(not group.shown for group in self.groups)


def listing(findings: Sequence[AuditFinding], choice: Choice, start: int = 0) -> Listing:
    """What the page shows of the findings; of one group alone those from number `start` (from 0) on."""
    chosen = [finding for finding in findings if choice.has(finding)]
    return Listing(
        kinds=tuple(_kinds([each for each in findings if choice.of_type("").has(each)])),
        documents=tuple(_documents([each for each in findings if choice.of_document("").has(each)])),
        tally=tally([each for each in findings if choice.of_verdict("").has(each)]),
        chosen=tally(chosen),
        groups=_shown(_groups(chosen, choice), start),
    )


def tally(findings: Iterable[AuditFinding]) -> Tally:
    """How many problems and doubts there are among the findings."""
    counts = Counter(finding.verdict for finding in findings)
    return Tally(counts["problem"], counts["doubt"])


def _kinds(findings: Sequence[AuditFinding]) -> Iterable[Kind]:
    for heading in HEADINGS:
        found = tally(finding for finding in findings if heading_of(finding) == heading)
        if found.count:
            yield Kind(heading, HEADING_WORDS[heading], found)


def _documents(findings: Sequence[AuditFinding]) -> Iterable[Audited]:
    by_digest: dict[str, list[AuditFinding]] = {}
    for finding in findings:
        by_digest.setdefault(finding.holding.digest, []).append(finding)
    for found in by_digest.values():
        yield Audited(found[0].holding, title_of(found[0].holding) or "", tally(found))


def _groups(findings: Sequence[AuditFinding], choice: Choice) -> list[Group]:
    if choice.by == "type":
        return [
            Group(kind.type, kind.label, "", choice.of_type(kind.type), kind.tally, tuple(_surest(found)))
            for kind in _kinds(findings)
            for found in [[finding for finding in findings if heading_of(finding) == kind.type]]
        ]
    return [
        Group(
            f"d-{audited.holding.id}",
            audited.title or audited.holding.name,
            audited.holding.name if audited.title else "",
            choice.of_document(audited.holding.id),
            audited.tally,
            tuple(_gravest([finding for finding in findings if finding.holding == audited.holding])),
        )
        for audited in _documents(findings)
    ]


def _surest(findings: Iterable[AuditFinding]) -> list[AuditFinding]:
    """Problems before doubts, each in the order of the documents and their texts."""
    return sorted(findings, key=lambda finding: finding.verdict == "doubt")


def _gravest(findings: Iterable[AuditFinding]) -> list[AuditFinding]:
    return sorted(findings, key=lambda finding: (finding.verdict == "doubt", HEADINGS.index(heading_of(finding))))


def _shown(groups: Sequence[Group], start: int) -> tuple[Group, ...]:
    """One group by itself a page at a time; of several the short ones, as long as there is room."""
    if len(groups) == 1:
        return (_page_of(groups[0], start),)
    shown, room = [], OPEN
    for group in groups:
        fits = group.tally.count <= min(SHORT_GROUP, room)
        room -= group.tally.count if fits else 0
        shown.append(group if fits else _folded(group))
    return tuple(shown)


def _page_of(group: Group, start: int) -> Group:
    count = group.tally.count
    first = start if 0 <= start < count else 0
    end = first + A_PAGE
    return _with(group, group.shown[first:end], first, end if end < count else 0)


def _folded(group: Group) -> Group:
    return _with(group, (), 0, 0)


def _with(group: Group, shown: Sequence[AuditFinding], start: int, following: int) -> Group:
    return Group(group.id, group.name, group.detail, group.choice, group.tally, tuple(shown), start, following)
