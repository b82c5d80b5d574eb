"""Where reports may be written: never over the manuscript, another report or the library's own files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from service.errors import ReportError


def check_report_paths(
    reports: Sequence[Path | None], *, sources: Sequence[Path] = (), library: Path | None = None
) -> None:
    """Raise ReportError, before anything is done, for a report that would be written over something else.

    None is a report that isn't wanted; `sources` are files that are read; a `library` is no place for reports.
    """
    wanted = [path for path in reports if path is not None]
    for path in wanted:
        for source in sources:
            if any(is_same_file(written, source) for written in _written(path)):
                raise ReportError(f"{path} is the manuscript itself: name another file for the report")
        if library is not None and path.resolve().is_relative_to(library.resolve()):
            raise ReportError(f"{path} is in the library's own folder: name a file elsewhere for the report")
    for one, other in combinations(wanted, 2):
        if any(is_same_file(a, b) for a in _written(one) for b in _written(other)):
            raise ReportError(f"{other} is named for two reports: name another file for one of them")


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file, by whatever links or spelling, or would be."""
    if one.resolve() == other.resolve():
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def _written(path: Path) -> Iterator[Path]:
    """The report, and the draft that it is until it is whole."""
    yield path
    yield path.with_name(f"{path.name}.draft")
