"""Fault runs: what a system found in documents, beside what is annotated in them, and the figures of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.document import Span
from evals.annotations import Located
from evals.matching import Place
from evals.measures import Counts, Interval, mean_interval, ratio_interval
from evals.meeting import Found, Meeting, meet
from evals.report import ALL_KINDS, Failure, Figure, Group, figure
from service.findings.finding import TYPES, FindingType

SHOWN = 200
"""Characters of a passage that a list of failures shows."""

MECHANICAL: frozenset[FindingType] = frozenset(
    {
        "missing_reference",
        "uncited_reference",
        "duplicate_reference",
        "year_mismatch",
        "percentage_mismatch",
        "shares_not_100",
        "duplicate_row",
        "duplicate_table",
        "placeholder_cell",
        "duplicate_paragraph",
        "number_table_mismatch",
    }
)
"""Faults that can be told by counting and comparing, without weighing what a sentence means."""


@dataclass(frozen=True)
class FaultRun:
    """Documents that were looked at together, by name: what was found, what is annotated, and what came of the two.

    `texts` are the documents' texts, and those of others that findings rest on; `looked_at` names the former. Of
    findings whose type is not among `complete`, only those at a place in order
    count as false: the annotation of other types doesn't claim to have all of them.
    """

    texts: Mapping[str, str]
    looked_at: tuple[str, ...]
    found: tuple[Found, ...]
    annotations: tuple[Located, ...]
    complete: frozenset[FindingType]
    meeting: Meeting

    @property
    def false(self) -> tuple[int, ...]:
        """The numbers of the findings that should not have been made."""
        stray = [number for number in self.meeting.stray if self.found[number].type in self.complete]
        return tuple(sorted([*self.meeting.alarms, *stray]))


def fault_run(
    texts: Mapping[str, str],
    looked_at: Sequence[str],
    found: Sequence[Found],
    annotations: Sequence[Located],
    complete: frozenset[FindingType] = frozenset(TYPES),
) -> FaultRun:
    """The findings and the annotations, matched."""
    return FaultRun(dict(texts), tuple(looked_at), tuple(found), tuple(annotations), complete, meet(found, annotations))


MEANINGS = {
    "recall": "annotated faults that were found, as a problem or as a doubt",
    "recall as problem": "annotated faults that were found and called a problem",
    "false alarms": "places in order at which a fault of that type is said to be: lower is better",
    "false alarms as problem": "the same, called a problem",
    "precision": "findings that are an annotated fault, among these and those that should not have been made",
    "false a 1,000 words": "findings that should not have been made, in paragraphs without any annotated fault",
    "told twice": "findings about a fault that another finding tells already, among all findings: lower is better",
}


def groups(runs: Sequence[FaultRun]) -> tuple[Group, ...]:
    """All faults, the mechanical ones, and each type."""
    types = {one.annotation.type for run in runs for one in run.annotations}
    found = {one.type for run in runs for one in run.found}
    named: list[tuple[str, frozenset[FindingType]]] = [(ALL_KINDS, frozenset(TYPES)), ("mechanical", MECHANICAL)]
    named += [(of, frozenset({of})) for of in TYPES if of in types | found]
    return tuple(Group(name, sum(len(_faults(run, of)) for run in runs), figures(runs, of)) for name, of in named)


def figures(runs: Sequence[FaultRun], of: frozenset[FindingType]) -> tuple[Figure, ...]:
    """Every measure of the faults, the places in order and the findings of these types."""
    faults = [(run, one) for run in runs for one in _faults(run, of)]
    clean = [(run, one) for run in runs for one in run.annotations if _is(one, "ok", of)]
    numbers = [(run, n) for run in runs for n in range(len(run.found)) if run.found[n].type in of]
    met = [(run, n) for run, n in numbers if n in run.meeting.met.values()]
    false = [(run, n) for run, n in numbers if n in run.false]
    intervals: dict[str, Interval] = {
        "recall": _share([one.annotation.id in run.meeting.met for run, one in faults]),
        "recall as problem": _share([_is_problem(run, run.meeting.met.get(one.annotation.id)) for run, one in faults]),
        "false alarms": _share([_alarm(run, one) is not None for run, one in clean]),
        "false alarms as problem": _share([_is_problem(run, _alarm(run, one)) for run, one in clean]),
        "precision": _share([True] * len(met) + [False] * len(false)),
        "false a 1,000 words": _a_thousand_words(runs, of),
        "told twice": _share([n in run.meeting.repeats for run, n in numbers]),
    }
    return tuple(figure(name, interval) for name, interval in intervals.items())


def _faults(run: FaultRun, of: frozenset[FindingType]) -> list[Located]:
    return [one for one in run.annotations if _is(one, "problem", of)]


def _is(one: Located, mark: str, of: frozenset[FindingType]) -> bool:
    return one.annotation.mark == mark and one.annotation.type in of


def _alarm(run: FaultRun, clean: Located) -> int | None:
    """The number of a finding at the place in order: a problem before a doubt."""
    at = [number for number, annotation in run.meeting.alarms.items() if annotation == clean.annotation.id]
    return min(at, key=lambda number: (run.found[number].verdict != "problem", number), default=None)


def _is_problem(run: FaultRun, number: int | None) -> bool:
    return number is not None and run.found[number].verdict == "problem"


def _share(values: Sequence[bool]) -> Interval:
    return mean_interval([float(value) for value in values])


def _a_thousand_words(runs: Sequence[FaultRun], of: frozenset[FindingType]) -> Interval:
    """False findings over thousands of words, over the paragraphs that hold no fault; resampled by paragraph."""
    counts: list[Counts] = []
    for run in runs:
        marked = [place for one in run.annotations if one.annotation.mark == "problem" for place in _all_places(one)]
        false = [run.found[number].place for number in run.false if run.found[number].type in of]
        for paragraph in _paragraphs({name: run.texts[name] for name in run.looked_at}):
            if not any(paragraph.overlaps(place) for place in marked):
                words = len(paragraph.span.of(run.texts[paragraph.doc]).split())
                counts.append((float(sum(place.overlaps(paragraph) for place in false)), words / 1000))
    return ratio_interval(counts)


def _all_places(one: Located) -> tuple[Place, ...]:
    return (*one.own, *one.related)


def _paragraphs(texts: Mapping[str, str]) -> list[Place]:
    """The paragraphs of the texts: what stands between empty lines."""
    found = []
    for name, text in texts.items():
        start = 0
        for part in text.split("\n\n"):
            if part.strip():
                found.append(Place(name, Span(start, start + len(part))))
            start += len(part) + 2
    return found


def failures(runs: Sequence[FaultRun]) -> tuple[Failure, ...]:
    """What was missed, falsely found, or told twice; the worst first, then by id and place."""
    found = [failure for run in runs for failure in _failures(run)]
    return tuple(sorted(found, key=lambda failure: (-failure.badness, failure.kind, failure.case)))


def _failures(run: FaultRun) -> list[Failure]:
    by_id = {one.annotation.id: one for one in run.annotations}
    found = [_missed(run, by_id[name]) for name in run.meeting.missed]
    found += [_false(run, number, by_id.get(run.meeting.alarms.get(number, ""))) for number in run.false]
    found += [_told(run, number, 1, "told again, though another finding tells it") for number in run.meeting.repeats]
    return found


def _missed(run: FaultRun, one: Located) -> Failure:
    what = "missed" if one.own else "its anchor doesn't stand in the document as read"
    return Failure(
        case=one.annotation.id,
        kind=one.annotation.type,
        question=_words(run, one.own[:1]) or one.annotation.anchor.text,
        badness=4 if one.own else 6,
        what=what,
        quoted=(),
        wanted=tuple(_words(run, [place]) for place in one.related[:2]),
        note=one.annotation.note,
    )


def _false(run: FaultRun, number: int, clean: Located | None) -> Failure:
    is_problem = run.found[number].verdict == "problem"
    if clean:
        told = f"false alarm ({run.found[number].verdict}) at a place in order"
        return _told(run, number, 5 if is_problem else 3, told, clean.annotation.note, clean.annotation.id)
    return _told(run, number, 3 if is_problem else 2, f"nothing annotated there ({run.found[number].verdict})")


def _told(run: FaultRun, number: int, badness: int, what: str, note: str = "", case: str = "") -> Failure:
    one = run.found[number]
    return Failure(
        case=case or f"{one.place.doc}:{one.place.span.start}",
        kind=one.type,
        question=_words(run, [one.place]),
        badness=badness,
        what=what,
        quoted=(f"wrong: {one.message}",),
        wanted=tuple(_words(run, [place]) for place in one.related[:2]),
        note=note,
    )


def _words(run: FaultRun, places: Sequence[Place]) -> str:
    if not places:
        return ""
    place = places[0]
    flat = " ".join(place.span.of(run.texts[place.doc]).split()) if place.doc in run.texts else ""
    return f"{flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + '…'} ({place.doc})"


def right(runs: Sequence[FaultRun]) -> dict[str, bool]:
    """Of each annotated fault whether it was found, and of each place in order whether it was left alone."""
    told = {}
    for run in runs:
        for one in run.annotations:
            if one.annotation.mark == "problem":
                told[one.annotation.id] = one.annotation.id in run.meeting.met
            elif one.annotation.mark == "ok":
                told[one.annotation.id] = one.annotation.id not in run.meeting.alarms.values()
    return told
