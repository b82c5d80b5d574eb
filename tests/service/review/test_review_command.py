"""`pincite review` from outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service import bootstrap

pytestmark = pytest.mark.slow  # each runs the program as people do

MANUSCRIPT = """# Ports and bells

## Trade

The harbour of Ostby handled 4,120 tonnes of coal in 1887 (Nobody, 2011). Some 45 per cent of all quays are empty.

## References

Someone, A. (1999). Quays. Ostby: Quay Press.
"""


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    path = tmp_path / "manuscript.md"
    path.write_text(MANUSCRIPT, encoding="utf-8")
    return path


def test_findings_are_no_failure_and_json_comes_in_the_agreed_shape(pincite, manuscript):
    done = pincite("review", manuscript, "--json", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    review = json.loads(done.stdout)
    assert {"document", "findings", "checked"} <= set(review)
    assert review["document"] == "manuscript.md"
    for finding in review["findings"]:
        assert finding["text"] == MANUSCRIPT[finding["start"] : finding["end"]]


def test_without_a_library_it_says_that_the_manuscript_was_checked_by_itself(pincite, manuscript):
    done = pincite("review", manuscript, "--json")
    assert done.returncode == 0
    (notice,) = json.loads(done.stdout)["notices"]
    assert notice.startswith(f"There is no library in {pincite.library}, so that the manuscript was checked by itself")
    assert not pincite.library.exists()


def test_a_library_that_is_named_has_to_be_there(pincite, manuscript, tmp_path, one_line):
    (tmp_path / "shelves").mkdir()
    for folder in (tmp_path / "nowhere", tmp_path / "shelves"):
        assert f"no library in {folder}" in one_line(pincite("review", manuscript, "--library", folder))
    assert not (tmp_path / "nowhere").exists()


def test_a_report_never_overwrites_the_manuscript_or_another(pincite, manuscript, tmp_path, one_line):
    before = manuscript.read_bytes()
    assert f"{manuscript} is the manuscript itself" in one_line(pincite("review", manuscript, "--html", manuscript))
    assert manuscript.read_bytes() == before
    paper = bootstrap.samples() / "farkas-2022-policy.pdf"
    both = tmp_path / "report"
    assert "two reports" in one_line(pincite("review", paper, "--html", both, "--pdf", both))
    assert not both.exists()


def test_two_runs_give_the_same_bytes(pincite, manuscript, paper):
    assert pincite("add", paper).returncode == 0
    first, second = (pincite("review", manuscript, "--json", "--all").stdout for _ in range(2))
    assert first == second


def test_the_web_page_is_written(pincite, manuscript, tmp_path):
    assert pincite("review", manuscript, "--html", tmp_path / "report.html").returncode == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")


def test_a_pdf_is_given_back_with_notes(pincite, tmp_path):
    sample = bootstrap.samples() / "farkas-2022-policy.pdf"
    assert pincite("review", sample, "--pdf", tmp_path / "noted.pdf").returncode == 0
    assert (tmp_path / "noted.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_reviewed_is_told_in_one_line(pincite, manuscript, tmp_path, one_line):
    assert "no such file" in one_line(pincite("review", tmp_path / "missing.pdf"))
    assert "is a folder" in one_line(pincite("review", tmp_path))
    (tmp_path / "empty.md").write_text(" \n", encoding="utf-8")
    assert "empty.md" in one_line(pincite("review", tmp_path / "empty.md"))
    assert "no PDF" in one_line(pincite("review", manuscript, "--pdf", tmp_path / "noted.pdf"))
    assert "can't be written" in one_line(pincite("review", manuscript, "--html", tmp_path / "no" / "report.html"))
