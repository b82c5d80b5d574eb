"""The command for the library's upkeep: whether everything in its folder is as it was put in, and repair."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from service import bootstrap
from service.commands.printing import failed, print_json, steps_bar
from service.naming import visible
from service.phrasing import counted
from service.settings import Settings

if TYPE_CHECKING:
    from indexer.checking.faults import CheckReport, Fault
    from service.progress import Progress

SHOWN = 20
"""Faults of one kind that are printed one by one."""


def check_library(options: argparse.Namespace, settings: Settings) -> int:
    """Look at everything in the library's folder, and with `--repair` mend it; 1 where it isn't sound in the end."""
    with steps_bar(options) as tell:
        before = _checked(settings, tell)
        done, undone = _repaired(settings, before, tell) if options.repair and before.faults else ((), ())
        report = _checked(settings, tell) if done else before
    still = set(report.faults)
    mended = tuple(fault for fault in before.faults if fault not in still)
    if options.json:
        print_json(_report_json(report, mended, done, undone))
    elif not options.quiet or not report.is_sound:
        print(_report_text(report, mended, done, undone))
    if report.is_sound:
        return 0
    wrong = sum(not fault.is_harmless for fault in report.faults)
    advice = "see above what to do" if options.repair else "`pincite check --repair` mends what can be mended"
    return failed(f"the library {settings.library} has {counted(wrong, 'fault')}: {advice}")


def _checked(settings: Settings, tell: Progress) -> CheckReport:
    from indexer.checking.check import check
    from service.workspace.soundness import check_workspace

    found = check(settings.library, tell)
    return replace(found, faults=(*found.faults, *check_workspace(settings.library)))


def _repaired(settings: Settings, report: CheckReport, tell: Progress) -> tuple[Sequence[str], Sequence[str]]:
    """What was done, and what couldn't be."""
    from indexer.checking.repair import repair
    from service.workspace.soundness import repair_workspace

    # Whatever the settings say now: what is made again has to fit what is held.
    chosen = replace(settings, encoder=report.encoder or settings.encoder)
    with bootstrap.reader(settings) as read:
        told = repair(settings.library, report, lambda: bootstrap.library(chosen), read, tell)
    if any(fault.kind == "workspace" for fault in report.faults):
        told.done.append(repair_workspace(settings.library))
    return tuple(told.done), tuple(told.undone)


def _report_text(report: CheckReport, mended: Sequence[Fault], done: Sequence[str], undone: Sequence[str]) -> str:
    held = f"{counted(report.documents, 'document')}, {counted(report.passages, 'passage')}"
    lines = [f"Looked at {held} and {counted(report.files, 'kept file')}."]
    lines += _first([f"mended: {visible(fault.what)}" for fault in mended])
    lines += _first([f"done:   {visible(each)}" for each in done])
    lines += _first([f"not done: {visible(each)}" for each in undone])
    for _, alike in groupby(report.faults, key=lambda fault: fault.kind):
        lines += _faults_lines(list(alike))
    return "\n".join([*lines, _ruling(report)])


def _ruling(report: CheckReport) -> str:
    if not report.is_sound:
        return "Not sound."
    if report.faults:
        return "Sound, save for the notes above: all that is held is as it was put in."
    return "Sound: everything is as it was put in."


def _faults_lines(alike: Sequence[Fault]) -> list[str]:
    """Faults of one kind, and what they mean."""
    one = alike[0]
    told = _first([f"{'note' if one.is_harmless else 'fault'}: {visible(fault.what)}" for fault in alike])
    return [*told, f"    means: {one.means}", f"    --repair: {one.repair}"]


def _first(lines: list[str]) -> list[str]:
    rest = len(lines) - SHOWN
    return lines if rest <= 0 else [*lines[:SHOWN], f"    and {rest:,} more like these: --json lists all"]


def _report_json(
    report: CheckReport, mended: Sequence[Fault], done: Sequence[str], undone: Sequence[str]
) -> dict[str, object]:
    return {
        "sound": report.is_sound,
        "documents": report.documents,
        "passages": report.passages,
        "files": report.files,
        "faults": [_fault_json(fault) for fault in report.faults],
        "mended": [_fault_json(fault) for fault in mended],
        "done": list(done),
        "not_done": list(undone),
    }


def _fault_json(fault: Fault) -> dict[str, object]:
    return {
        "kind": fault.kind,
        "subject": fault.subject,
        "what": fault.what,
        "means": fault.means,
        "repair": fault.repair,
        "harmless": fault.is_harmless,
    }
