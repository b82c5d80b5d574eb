"""Reports never overwrite what is read, each other, or the library."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from service.errors import ReportError
from service.findings.report_paths import check_report_paths


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    path = tmp_path / "paper.md"
    path.write_text("# Paper\n", encoding="utf-8")
    return path


def other_name(manuscript: Path, way: str) -> Path:
    folder = manuscript.parent
    if way == "relative":
        return folder / "elsewhere" / ".." / manuscript.name
    if way == "same":
        return manuscript
    path = folder / "other.md"
    (os.symlink if way == "symbolic link" else os.link)(manuscript, path)
    return path


@pytest.mark.parametrize("way", ["same", "relative", "symbolic link", "hard link"])
def test_the_manuscript_is_never_written_over(manuscript, way):
    report = other_name(manuscript, way)
    with pytest.raises(ReportError, match="is the manuscript itself") as refused:
        check_report_paths([report], sources=[manuscript])
    assert str(report) in str(refused.value)


def test_nor_by_the_draft_of_a_report(tmp_path):
    with pytest.raises(ReportError, match="the manuscript itself"):
        check_report_paths([tmp_path / "paper"], sources=[tmp_path / "paper.draft"])


def test_two_reports_need_two_files(manuscript):
    with pytest.raises(ReportError, match="two reports"):
        check_report_paths([manuscript.with_suffix(".x"), manuscript.with_suffix(".x")], sources=[manuscript])


def test_a_library_is_no_place_for_a_report(manuscript, tmp_path):
    with pytest.raises(ReportError, match="library's own folder"):
        check_report_paths([tmp_path / "held" / "library.sqlite"], sources=[manuscript], library=tmp_path / "held")


def test_other_files_are_in_order(manuscript, tmp_path):
    reports = [tmp_path / "report.html", tmp_path / "report.pdf"]
    check_report_paths(reports, sources=[manuscript], library=tmp_path / "held")
