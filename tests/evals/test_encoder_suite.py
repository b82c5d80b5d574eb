"""The encoder's suite: both precisions are measured, and what must hold is checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.errors import MaterialError
from evals.suites.encoder import EncoderReport, Row, measure, to_text
from service.bootstrap import samples
from service.settings import Settings

SOURCES = [samples() / "brandl-2018-history.pdf"]
ROWS = (Row("sentence-transformers", 50, 25, 20), Row("m@int8", 150, 100, 4, 24.0, 0.99, 0.98, True))


@pytest.mark.slow
def test_both_precisions_are_measured_and_vectors_stand_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arguments = ["--alone", "--passages", "30", "--rounds", "1", "--json", str(tmp_path / "told.json")]
    assert main(["encoder", *arguments, "--sources", *map(str, SOURCES)]) == 0
    told = capsys.readouterr().out
    assert "all-MiniLM-L6-v2@int8" in told
    assert "8 bits are near enough" in told
    assert (tmp_path / "told.json").is_file()


def test_figures_stand_beside_their_ratios() -> None:
    told = to_text(EncoderReport("a machine", "m", 10, ROWS, alike=True))
    assert told.startswith("a machine; 10 passages")
    assert "150   3.00" in told
    assert "4   0.20" in told


def test_report_passes_only_where_all_holds() -> None:
    report = EncoderReport("a machine", "m", 10, ROWS, alike=True)
    assert report.passed
    assert not replace(report, alike=False).passed
    assert not replace(report, rows=(*ROWS, replace(ROWS[1], apart=False))).passed
    assert "OTHER VECTORS" in to_text(replace(report, alike=False))


def test_words_without_a_model_are_not_measured() -> None:
    with pytest.raises(MaterialError, match="hashing-64 is no model"):
        measure(Settings(encoder="hashing-64"), SOURCES)
