"""Bombs: what is made, and that each ends as it must; the costly ones are let off by `make torture` alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.__main__ import main
from evals.hostile.bomb_texts import NAMES
from evals.suites.bombs import MOST_GROWN, BombReport, Fall, measure, to_text, told
from service.naming import file_name
from service.settings import Settings

FINE = Fall("a.pdf", 100, "FileTooLarge", 1.0, 10**8, 0, "a.pdf: too large", "")
BAD = Fall("b.docx", 100, "read", 1.0, 10**8, 2 * MOST_GROWN, "", "the process that has it read grew by 1,258 MB")


def test_a_report_passes_only_if_nothing_was_wrong() -> None:
    assert BombReport("a machine", (FINE,), ()).passed
    assert not BombReport("a machine", (FINE, BAD), ()).passed
    assert not BombReport("a machine", (FINE,), ("x was written outside of the library",)).passed
    assert "grew by 1,258 MB" in to_text(BombReport("a machine", (FINE, BAD), ()))
    assert told(BombReport("a machine", (FINE, BAD), ())) == "FileTooLarge\ta.pdf\ta.pdf: too large"


def test_every_name_that_an_upload_may_give_becomes_a_plain_one() -> None:
    taken: list[str] = []
    for given in NAMES:
        name = file_name(given, taken)
        assert name not in taken and "/" not in name and "\x00" not in name and name not in (".", "..", "")
        assert not name.startswith(".") and len(name.encode()) < 200
        taken.append(name)


@pytest.mark.slow
@pytest.mark.parametrize(
    "only",
    ["pdf/scripts", "pdf/labels", "docx/laughs", "docx/external", "docx/overlapping", "docx/two", "bibliography/deep"],
)
def test_small_bombs_end_as_they_must(only: str) -> None:
    report = measure(Settings(), only=only)
    assert report.falls and report.passed, to_text(report)


@pytest.mark.slow
def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["torture", "--bombs", "--only", "docx/parts outside", "--json", str(tmp_path / "out.json")]) == 0
    assert "every bomb ended as it must" in capsys.readouterr().out and (tmp_path / "out.json").is_file()
