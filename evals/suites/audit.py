"""Audit: are the faults of a library found, those between its documents included?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

from evals.annotations import Annotation, Located, located
from evals.equal_strings import equal_strings
from evals.fault_runs import MEANINGS, FaultRun, failures, fault_run, groups, right
from evals.libraries import document_called
from evals.matching import Place
from evals.meeting import Found
from evals.product.findings import audited
from evals.report import Report, SystemFigures
from indexer.library import Library
from service.findings.finding import FindingType

PRODUCT = "pincite"

TABLES: frozenset[FindingType] = frozenset(
    {
        "placeholder_cell",
        "table_conflict",
        "percentage_mismatch",
        "shares_not_100",
        "duplicate_row",
        "duplicate_table",
        "number_table_mismatch",
    }
)
REPEATED: frozenset[FindingType] = frozenset(
    {"duplicate_paragraph", "duplicate_claim", "copied_text", "duplicate_reference"}
)
"""Repetitions, which are counted as pairs: of three equal entries each pair is one."""

LISTED: frozenset[FindingType] = frozenset({"missing_reference", "uncited_reference", "year_mismatch"})

AUDITED: frozenset[FindingType] = TABLES | REPEATED | LISTED | {"uncited_claim", "duplicate_document"}
"""What an audit looks for. The samples' other planted faults are for a review, which holds documents against others."""

COMPLETE: dict[str, frozenset[FindingType]] = {"samples": TABLES | REPEATED | LISTED, "literature": TABLES | REPEATED}
"""The types whose annotation has every place, so that a finding elsewhere is wrong."""


def measure(library: Library, annotations: Sequence[Annotation], source: str) -> Report:
    """Audit the library and compare with the annotations over this body of text. Raises CaseError."""
    document = partial(document_called, library)
    documents = {holding.name: library.document(holding) for holding in library.holdings()}
    texts = {name: one.text for name, one in documents.items()}
    places = list(paired(located([one for one in annotations if one.type in AUDITED], document)))
    systems = {PRODUCT: audited(library), "equal strings": equal_strings(documents)}
    runs = {
        name: fault_run(texts, list(texts), list(in_pairs(found)), places, COMPLETE[source])
        for name, found in systems.items()
    }
    return report(runs, library.encoder.name, source)


def report(runs: dict[str, FaultRun], encoder: str, source: str) -> Report:
    """The report of what the systems found, the product first."""
    product = next(iter(runs.values()))
    return Report(
        suite="audit",
        split=source,
        encoder=encoder,
        cases=len(product.annotations),
        meanings=MEANINGS,
        systems=tuple(SystemFigures(name, groups([run])) for name, run in runs.items()),
        failures=failures([product]),
        right=right([product]),
    )


def paired(annotations: Sequence[Located]) -> Iterator[Located]:
    """The annotations, a repetition of several places as one for each other place."""
    for one in annotations:
        if one.annotation.type not in REPEATED or len(one.related) < 2:
            yield one
            continue
        for number, place in enumerate(one.related, 1):
            yield Located(replace(one.annotation, id=f"{one.annotation.id}/{number}"), one.own, (place,))


def in_pairs(findings: Sequence[Found]) -> Iterator[Found]:
    """The findings, a repetition of several places as one for each two of them, each pair once."""
    told: set[tuple[Place, ...]] = set()
    for one in findings:
        group = _group(one, findings) if one.type in REPEATED else ()
        for first, second in combinations(group, 2):
            if (first, second) not in told:
                told.add((first, second))
                yield replace(one, place=first, related=(second,))
        if not group:
            yield one


def _group(finding: Found, findings: Sequence[Found]) -> tuple[Place, ...]:
    """The places that the finding says are one, in their order; of entries, those that others of them are said to be.

    Entries of one work are all of one work, whichever two are told; passages may be alike by turns.
    """
    places = {finding.place, *finding.related} if finding.related else set()
    while places and finding.type == "duplicate_reference":
        linked = [{one.place, *one.related} for one in findings if one.type == finding.type]
        wider = places.union(*(each for each in linked if each & places))
        if wider == places:
            break
        places = wider
    return tuple(sorted(places, key=lambda place: (place.doc, place.span)))
