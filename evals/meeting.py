"""Meeting: which findings are those that an annotation asks for, each counted once.

A finding meets an annotation if both mean the same type of fault and the finding's passage overlaps the annotated place
or one of its related places. Of faults that lie between two places (a repetition, a conflict) both must be met: the
finding's passage at one, what it is related to at another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.annotations import Located
from evals.matching import Place
from service.findings.finding import FindingType, FindingVerdict

EQUAL_MEANINGS: tuple[frozenset[FindingType], ...] = (
    # A quotation altered so far that the source has hardly a word of it: where one ends and the other begins is taste.
    frozenset({"altered_quotation", "fabricated_quotation"}),
    # How much makes a paragraph; and a copied passage is a repeated one, looked at from the copying side.
    frozenset({"duplicate_paragraph", "duplicate_claim", "copied_text"}),
)
"""Types that may stand for each other."""

OF_A_CITATION: frozenset[FindingType] = frozenset(
    {"contradicted_citation", "unsupported_citation", "misattribution", "secondary_citation"}
)
"""Ways in which a citation may fail. One said where another was planted is no hit, since it sends the reader to look
for the wrong thing, and no false alarm either: the citation does fail."""

BETWEEN: frozenset[FindingType] = frozenset(
    {
        "table_conflict",
        "duplicate_row",
        "duplicate_table",
        "duplicate_reference",
        "duplicate_paragraph",
        "duplicate_claim",
        "copied_text",
        "duplicate_document",
    }
)
"""Faults that lie between two places."""


@dataclass(frozen=True)
class Found:
    """A finding of the product: where it stands, and the places that it rests on."""

    type: FindingType
    verdict: FindingVerdict
    place: Place
    related: tuple[Place, ...] = ()
    message: str = ""


@dataclass(frozen=True)
class Meeting:
    """What came of findings and annotations.

    `met` has the number of the finding for each annotated fault that was found (by the annotations' ids). Of all others
    `repeats` meet a fault that is counted already, `tolerated` one that may be found (or a citation that fails
    in another way), `alarms` (by the finding's number, the id of the annotation) a place that is in order, and `stray`
    nothing annotated.
    """

    met: dict[str, int] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    repeats: tuple[int, ...] = ()
    tolerated: tuple[int, ...] = ()
    alarms: dict[int, str] = field(default_factory=dict)
    stray: tuple[int, ...] = ()


def same_meaning(one: FindingType, two: FindingType) -> bool:
    """Whether the types may stand for each other."""
    return one == two or any({one, two} <= group for group in EQUAL_MEANINGS)


def meets(found: Found, wanted: Located) -> bool:
    """Whether the finding is the annotated one."""
    if not same_meaning(found.type, wanted.annotation.type):
        return False
    own = _overlap([found.place], wanted.own)
    if wanted.annotation.type not in BETWEEN or not found.related or not wanted.related:
        return own or _overlap([found.place], wanted.related)
    return (own and _overlap(found.related, wanted.related)) or (
        _overlap([found.place], wanted.related) and _overlap(found.related, (*wanted.own, *wanted.related))
    )


def meet(findings: Sequence[Found], annotations: Sequence[Located]) -> Meeting:
    """Findings and annotations, each at most once; equal findings and annotations give an equal result."""
    wanted = [one for one in annotations if one.annotation.mark == "problem"]
    edges = [[number for number, found in enumerate(findings) if meets(found, one)] for one in wanted]
    partner = _matched(edges)
    met = {one.annotation.id: partner[number] for number, one in enumerate(wanted) if number in partner}
    taken = set(met.values())
    of_fault = {number for each in edges for number in each}
    rest = [number for number in range(len(findings)) if number not in taken]
    fair = [one for one in annotations if one.annotation.mark == "may"]
    repeats = [number for number in rest if number in of_fault]
    tolerated = [
        n
        for n in rest
        if n not in of_fault
        and (any(meets(findings[n], one) for one in fair) or any(_fails_too(findings[n], one) for one in wanted))
    ]
    others = [n for n in rest if n not in of_fault and n not in tolerated]
    alarms = {n: clean for n in others if (clean := _alarm(findings[n], annotations))}
    return Meeting(
        met=met,
        missed=tuple(one.annotation.id for one in wanted if one.annotation.id not in met),
        repeats=tuple(repeats),
        tolerated=tuple(tolerated),
        alarms=alarms,
        stray=tuple(n for n in others if n not in alarms),
    )


def _fails_too(found: Found, wanted: Located) -> bool:
    """Whether the finding calls a citation wrong that is, in another way."""
    return {found.type, wanted.annotation.type} <= OF_A_CITATION and _overlap([found.place], wanted.own)


def _alarm(found: Found, annotations: Sequence[Located]) -> str:
    """The place in order that the finding says is not: of its type, under its own passage."""
    return next(
        (
            one.annotation.id
            for one in annotations
            if one.annotation.mark == "ok"
            and same_meaning(found.type, one.annotation.type)
            and _overlap([found.place], one.own)
        ),
        "",
    )


def _overlap(ones: Sequence[Place], others: Sequence[Place]) -> bool:
    return any(one.overlaps(other) for one in ones for other in others)


def _matched(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """A largest one-to-one matching (Kuhn 1955, by augmenting paths), earlier annotations and findings first."""
    holder: dict[int, int] = {}

    def place(wanted: int, seen: set[int]) -> bool:
        for number in edges[wanted]:
            if number in seen:
                continue
            seen.add(number)
            if number not in holder or place(holder[number], seen):
                holder[number] = wanted
                return True
        return False

    for wanted in range(len(edges)):
        place(wanted, set())
    return {wanted: number for number, wanted in holder.items()}
