"""The torture suite: what it counts, and that it can fail."""

from __future__ import annotations

import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.errors import MaterialError
from evals.suites.hostile_files import hostile_files, pdf_of
from evals.suites.torture import BOUNDS, Fate, TortureReport, measure, to_text, told
from service.bootstrap import samples
from service.settings import Settings

BAD = Fate("slow.pdf", "TIMED OUT", "slow.pdf: not read within 20 seconds", 20.1, 0, False)
GOOD = Fate("good.pdf", "read", "", 0.1, 50_000_000, True)


def test_the_report_passes_only_if_every_file_is_within_bounds_and_the_library_whole() -> None:
    assert TortureReport((GOOD,), ()).passed
    assert not TortureReport((GOOD, BAD), ()).passed
    assert not TortureReport((GOOD,), ("a.pdf is held by halves",)).passed
    text = to_text(TortureReport((BAD, GOOD), ("a.pdf is held by halves",)))
    assert "Out of bounds" in text and "slow.pdf: not read within" in text and "held by halves" in text
    assert told(TortureReport((BAD, GOOD), ())).startswith("TIMED OUT\tslow.pdf")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MaterialError, match="nowhere"):
        measure(Settings(), [tmp_path / "nowhere"])


@pytest.mark.slow
def test_hostile_files_are_many_and_different(tmp_path: Path) -> None:
    made = hostile_files(tmp_path / "made")
    assert len(made) > 45 and list(made) == sorted(made)
    assert pdf_of([b"<< >>"]).startswith(b"%PDF-")


@pytest.mark.slow
def test_every_hostile_file_ends_well_and_archives_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "pdfs"
    folder.mkdir()
    sample = sorted(samples().glob("*.pdf"))[1]
    with tarfile.open(folder / "some.tar.xz", "w:xz") as archive:
        archive.add(sample, "inside/paper.pdf")
    report = measure(Settings(), [folder])
    by_name = {fate.name: fate for fate in report.fates}
    assert report.passed, to_text(report)
    assert by_name["inside/paper.pdf"].kind == "read"
    assert "password" not in told(report)
    assert by_name["made here/bomb.pdf"].kind == "KILLED FOR MEMORY"
    assert by_name["made here/ten thousand pages.pdf"].kind == "refused: too large"
    assert by_name["made here/pipe.pdf"].kind == "refused: no file, or not to be opened"
    assert by_name["made here/script.pdf"].kind == by_name["made here/deep arrays.pdf"].kind == "read"
    assert all(fate.told.count("\n") == 0 for fate in report.fates)


@pytest.mark.slow
def test_bounds_that_are_too_narrow_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(sorted(samples().glob("*.pdf"))[0].read_bytes())
    report = measure(Settings(), [tmp_path], replace(BOUNDS, memory_bytes=2**20))
    assert not report.passed
    assert next(fate for fate in report.fates if fate.name == "a.pdf").kind == "KILLED FOR MEMORY"


def test_wrong_usage_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["torture", str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
