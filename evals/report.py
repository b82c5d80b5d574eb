"""Reports: figures by system and by kind of case, failures that a person can read, and what changed since last time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evals.errors import MaterialError
from evals.measures import Interval, Judged, Measure
from service.templates import templates_in

ALL_KINDS = "all"


@dataclass(frozen=True)
class Figure:
    """One measure with its 95 % interval; `of` is how much was counted, and all else is None if that is nothing."""

    measure: str
    value: float | None
    low: float | None
    high: float | None
    of: float


@dataclass(frozen=True)
class Group:
    """The cases of one kind, or all of them."""

    kind: str
    cases: int
    figures: tuple[Figure, ...]

    def figure(self, measure: str) -> Figure | None:
        """The figure of the measure with this name."""
        return next((figure for figure in self.figures if figure.measure == measure), None)


@dataclass(frozen=True)
class SystemFigures:
    """All figures of one system; the first group holds every case."""

    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Failure:
    """A case that went wrong: how, what was quoted and what should have been; `badness` is higher for worse."""

    case: str
    kind: str
    question: str
    badness: int
    what: str
    quoted: tuple[str, ...]
    wanted: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Report:
    """The results of a suite. No time and no machine stands in it, so that equal results are equal bytes.

    `right` says of each case whether the first system, the product, got it right.
    """

    suite: str
    split: str
    encoder: str
    cases: int
    meanings: dict[str, str]
    systems: tuple[SystemFigures, ...]
    failures: tuple[Failure, ...]
    right: dict[str, bool]


@dataclass(frozen=True)
class Change:
    """A measure of the product over all cases, then and now."""

    measure: str
    before: float
    after: float


@dataclass(frozen=True)
class Comparison:
    """What differs from an earlier report; `won` and `lost` are cases that are right now, and no longer."""

    changes: tuple[Change, ...]
    won: tuple[str, ...]
    lost: tuple[str, ...]
    same_cases: bool


def group(kind: str, cases: Sequence[Judged], measures: Sequence[Measure]) -> Group:
    """Every measure over these cases."""
    return Group(kind, len(cases), tuple(figure(str(measure), measure.interval(cases)) for measure in measures))


def figure(measure: str, interval: Interval) -> Figure:
    """The interval under the measure's name, rounded."""
    return Figure(measure, _rounded(interval.value), _rounded(interval.low), _rounded(interval.high), interval.of)


def compared(report: Report, last: Report) -> Comparison:
    """What changed between the two."""
    before, after = last.systems[0].groups[0], report.systems[0].groups[0]
    changes = []
    for figure in after.figures:
        earlier = before.figure(figure.measure)
        if figure.value is not None and earlier is not None and earlier.value not in (None, figure.value):
            changes.append(Change(figure.measure, earlier.value or 0.0, figure.value))
    both = sorted(report.right.keys() & last.right.keys())
    return Comparison(
        changes=tuple(changes),
        won=tuple(case for case in both if report.right[case] and not last.right[case]),
        lost=tuple(case for case in both if last.right[case] and not report.right[case]),
        same_cases=report.right.keys() == last.right.keys(),
    )


def to_json(report: object) -> bytes:
    """A report as JSON, to be read again with `from_json`."""
    return msgspec.json.format(msgspec.json.encode(report, order="deterministic"), indent=2) + b"\n"


def from_json(path: Path) -> Report:
    """An earlier report; raises MaterialError."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Report)
    except (OSError, msgspec.MsgspecError) as error:
        raise MaterialError(f"{path} is no report of an earlier run: {error}") from error


def to_html(report: Report, comparison: Comparison | None = None) -> str:
    """A report as one self-contained page."""
    return _page("report.html", report=report, comparison=comparison)


def curves_html(report: object) -> str:
    """A report of abstention as one self-contained page, with its curves."""
    return _page("curves.html", report=report)


def _page(template: str, **shown: object) -> str:
    environment = templates_in(Path(__file__).resolve().parent / "templates")
    return environment.get_template(template).render(**shown)


def to_text(report: Report, comparison: Comparison | None, by_kind: Sequence[str]) -> str:
    """A report as it is printed; `by_kind` names the measures that are printed of each kind of case."""
    blocks = [
        f"{report.suite}: {report.cases} cases, split {report.split}, encoder {report.encoder}",
        table("All cases", [(system.name, system.groups[0]) for system in report.systems], intervals=True),
        _kinds(report.systems[0].groups, by_kind),
    ]
    blocks += [_comparison_text(comparison)] if comparison else []
    blocks += [f"Failures ({len(report.failures)}), worst first", *map(failure_text, report.failures)]
    return "\n\n".join(blocks)


def table(title: str, columns: Sequence[tuple[str, Group]], *, intervals: bool) -> str:
    """Measures in rows, groups in columns."""
    names = [figure.measure for figure in columns[0][1].figures]
    heads = [f"{name} ({g.cases})" for name, g in columns]
    rows = [[title, *heads]]
    rows += [[name, *(_cell(g.figure(name), intervals) for _, g in columns)] for name in names]
    return aligned(rows)


MEASURES_BY_KIND = ("right", "hit@1", "hit@3", "complete", "quote precision", "abstention recall", "rank@1", "found@10")
"""The measures of answers that are printed of each kind of case; the page has them all."""


def _kinds(groups: Sequence[Group], names: Sequence[str]) -> str:
    rows = [["The product by kind", "cases", *names]]
    for one in groups:
        rows.append([one.kind, str(one.cases), *(_cell(one.figure(name), False) for name in names)])
    return aligned(rows)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """A table in plain text: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _cell(figure: Figure | None, interval: bool) -> str:
    if figure is None or figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{figure.value:.3f} [{figure.low:.2f}–{figure.high:.2f}]" if interval else f"{figure.value:.3f}"


def _comparison_text(comparison: Comparison) -> str:
    lines = ["Since the last run" if comparison.same_cases else "Since the last run (over other cases)"]
    lines += [f"  {c.measure}: {c.before:.3f} → {c.after:.3f} ({c.after - c.before:+.3f})" for c in comparison.changes]
    lines += [f"  now right: {', '.join(comparison.won)}"] if comparison.won else []
    lines += [f"  no longer right: {', '.join(comparison.lost)}"] if comparison.lost else []
    return "\n".join(lines if len(lines) > 1 else [*lines, "  nothing changed"])


def failure_text(failure: Failure) -> str:
    """A failure as it is printed."""
    lines = [f"{failure.case} ({failure.kind}): {failure.what}", f"    of:     {failure.question}"]
    lines += [f"    shown:  {quoted}" for quoted in failure.quoted]
    lines += [f"    wanted: {wanted}" for wanted in failure.wanted]
    lines += [f"    note:   {failure.note}"] if failure.note else []
    return "\n".join(lines)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
