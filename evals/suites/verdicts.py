"""Verdicts: are claims ruled on rightly, and is the evidence that is shown the right one?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from evals.claims import CHANGES, RULINGS, ClaimCase
from evals.class_measures import accuracy, f1, macro_f1
from evals.failures import short
from evals.libraries import document_called, remember
from evals.measures import Interval, mean_interval
from evals.report import ALL_KINDS, Failure, Figure, Group, Report, SystemFigures, figure
from evals.ruling_runs import PRODUCT, RulingRun, rulers, run
from indexer.library import Library
from service.settings import Settings

MEANINGS = {
    "accuracy": "claims whose verdict is the right one",
    "macro-F1": "the mean of the verdicts' F1",
    "F1 supported": "F1 of saying “supported”",
    "F1 contradicted": "F1 of saying “contradicted”",
    "F1 not_found": "F1 of saying “not found”",
    "evidence right": "claims that the texts settle: a right passage is among those shown",
    "right and shown": "claims that the texts settle: the verdict is right, and a right passage is among those shown",
    "right among shown": "verdicts other than “not found” on claims that the texts settle: a right passage is shown",
    "support invented": "claims that are contradicted or not found, of which “supported” is said: lower is better",
}


def measure(
    library: Library, settings: Settings, tune: Sequence[ClaimCase], claims: Sequence[ClaimCase], split: str
) -> Report:
    """Rule on every claim by every system; the baselines' cuts come from `tune`. Raises CaseError."""
    document = partial(document_called, library)
    remember(library, [case.claim for case in (*tune, *claims)])
    runs = {name: run(ruler, claims, document) for name, ruler in rulers(library, settings, tune).items()}
    return Report(
        suite="verdicts",
        split=split,
        encoder=library.encoder.name,
        cases=len(claims),
        meanings=MEANINGS,
        systems=tuple(SystemFigures(name, _groups(of_system)) for name, of_system in runs.items()),
        failures=failures(runs[PRODUCT]),
        right={one.case.id: one.is_right for one in runs[PRODUCT]},
    )


def _groups(runs: Sequence[RulingRun]) -> tuple[Group, ...]:
    """All claims, those of each label, and those contradicted by what is wrong with them."""
    labels = [(label, [one for one in runs if one.case.label == label]) for label in RULINGS]
    changes = [(f"wrong {change}", [one for one in runs if one.case.change == change]) for change in CHANGES]
    named = [(ALL_KINDS, list(runs)), *labels, *changes]
    return tuple(Group(name, len(of), figures(of)) for name, of in named if of or name == ALL_KINDS)


def figures(runs: Sequence[RulingRun]) -> tuple[Figure, ...]:
    """Every measure over these claims."""
    given, right = [one.ruling for one in runs], [one.case.label for one in runs]
    settled = [one for one in runs if one.case.evidence]
    told = [one for one in settled if one.ruling != "not_found"]
    unsupported = [one for one in runs if one.case.label in ("contradicted", "not_found")]
    intervals = {
        "accuracy": accuracy(given, right),
        "macro-F1": macro_f1(given, right, RULINGS),
        **{f"F1 {label}": _class_f1(given, right, label) for label in ("supported", "contradicted", "not_found")},
        "evidence right": _share(any(one.found) for one in settled),
        "right and shown": _share(one.is_right and any(one.found) for one in settled),
        "right among shown": _share(any(one.found) for one in told),
        "support invented": _share(one.ruling == "supported" for one in unsupported),
    }
    return tuple(figure(name, interval) for name, interval in intervals.items())


def _class_f1(given: Sequence[str], right: Sequence[str], label: str) -> Interval:
    return f1([one == label for one in given], [one == label for one in right])


def _share(values: Iterable[bool]) -> Interval:
    return mean_interval([float(value) for value in values])


def failures(runs: Sequence[RulingRun]) -> tuple[Failure, ...]:
    """The claims that are not wholly right, worst first, then by their id."""
    found = [_failure(one, *verdict) for one in runs if (verdict := _verdict(one))]
    return tuple(sorted(found, key=lambda failure: (-failure.badness, failure.case)))


def _verdict(run: RulingRun) -> tuple[int, str] | None:
    """How bad it is and what happened; None where all is well."""
    given, right = run.ruling, run.case.label
    takes_side = given in ("supported", "contradicted", "partly_supported")
    verdicts: tuple[tuple[bool, int, str], ...] = (
        (run.lost, 9, "no place of the key stands in the document as read"),
        (run.ruled is None, 8, "the claim was refused"),
        (given == "supported" and right == "contradicted", 7, "said to be supported, and the text contradicts it"),
        (given == "contradicted" and right == "supported", 6, "said to be contradicted, and the text supports it"),
        (takes_side and right == "not_found", 5, f"said to be {given}, and nothing in the texts settles it"),
        (given == "not_found", 4, f"not found, though it is {right}"),
        (True, 3, f"said to be {given}, and it is {right}"),
    )
    if run.is_right and not run.lost:
        return (1, "ruled rightly, on other evidence") if run.case.evidence and not any(run.found) else None
    return next(((badness, what) for applies, badness, what in verdicts if applies), None)


def _failure(run: RulingRun, badness: int, what: str) -> Failure:
    shown = run.ruled.evidence if run.ruled else ()
    marks = ["right" if one else "wrong" for one in run.found]
    change = f" (wrong {run.case.change})" if run.case.change else ""
    return Failure(
        case=run.case.id,
        kind=f"{run.case.label}{change}",
        question=run.case.claim,
        badness=badness,
        what=what + (f", surely {run.ruled.confidence:.2f}" if run.ruled else ""),
        quoted=tuple(f"{mark}: {short(one.text)} ({one.doc})" for mark, one in zip(marks, shown, strict=True)),
        wanted=(short(run.wanted),) if run.wanted else (),
        note="",
    )


KINDS_SHOWN = ("accuracy", "evidence right", "right and shown", "right among shown")
"""The measures that are printed of each kind of claim; the page has them all."""
