"""Failures: what went wrong with a case, in words, and how bad that is."""

from __future__ import annotations

from collections.abc import Sequence

from evals.measures import RIGHT, Judged
from evals.product.asking import Shown
from evals.report import Failure
from evals.runs import CaseRun

SHOWN = 160
"""Characters of a quotation that a report shows."""


def failures(runs: Sequence[CaseRun]) -> tuple[Failure, ...]:
    """The cases that are not wholly right, worst first, then by their id."""
    found = [_failure(run, *verdict) for run in runs if (verdict := _verdict(run))]
    return tuple(sorted(found, key=lambda failure: (-failure.badness, failure.case)))


def is_right(judged: Judged) -> bool:
    """Whether the case counts as right."""
    return RIGHT.of(judged)[0] == 1


def _verdict(run: CaseRun) -> tuple[int, str] | None:
    """How bad it is and what happened; None where all is well."""
    judged = run.judged
    wrong = sum(not quote.right for quote in judged.quotes)
    lacking = judged.parts - judged.covered
    verdicts: tuple[tuple[bool, int, str], ...] = (
        (bool(run.lost), 9, "an anchor doesn't stand in the document as read"),
        (judged.missed, 8, "it has no answer at all"),
        (any(not quote.verbatim for quote in judged.quotes), 7, "a quotation is not verbatim or not on its page"),
        (not judged.answerable and not judged.abstained, 6, "answered, though the literature doesn't say"),
        (bool(judged.quotes) and judged.answerable and not judged.covered, 5, "no quotation is right"),
        (judged.answerable and judged.abstained, 4, "not found, though the literature says it"),
        (lacking > 0, 3, f"{lacking} of {judged.parts} parts are missing"),
        (judged.answerable and bool(judged.quotes) and not judged.quotes[0].right, 2, "the first quotation is wrong"),
        (judged.answerable and wrong > 0, 1, f"{wrong} of {len(judged.quotes)} quotations are beside the point"),
    )
    return next(((badness, what) for applies, badness, what in verdicts if applies), None)


def _failure(run: CaseRun, badness: int, what: str) -> Failure:
    shown = run.response.quotes if run.response else ()
    marks = ["right" if quote.right else "wrong" for quote in run.judged.quotes]
    return Failure(
        case=run.case.id,
        kind=run.case.kind,
        question=" / ".join((*run.case.history, run.case.question)),
        badness=badness,
        what=what + _rank(run.judged),
        quoted=tuple(f"{mark}: {short(q.text)} ({_where(q)})" for mark, q in zip(marks, shown, strict=True)),
        wanted=tuple(f"{anchor} ({anchor.doc})" for anchor in run.lost) or _wanted(run),
        note=run.case.note,
    )


def _wanted(run: CaseRun) -> tuple[str, ...]:
    """What a full answer quotes; of several parts, whether each was quoted."""
    quoted = frozenset[int]().union(*(quote.covers for quote in run.judged.quotes))
    if len(run.wanted) < 2:
        return tuple(map(short, run.wanted))
    marks = ("quoted" if number in quoted else "missing" for number in range(len(run.wanted)))
    return tuple(f"{mark}: {short(text)}" for mark, text in zip(marks, run.wanted, strict=True))


def _rank(judged: Judged) -> str:
    """Where the first right passage stood in the ranking."""
    if not judged.answerable:
        return ""
    rank = next((rank for rank, covers in enumerate(judged.ranked, 1) if covers), None)
    return f" (first right passage: rank {rank})" if rank else " (no right passage among the best)"


def _where(quote: Shown) -> str:
    return f"{quote.doc}, page {quote.page}" if quote.page else quote.doc


def short(text: str) -> str:
    """The text in one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"
