import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document
from corpus.reading.read import read
from evals import process_meter
from evals.errors import MaterialError
from evals.machine import machine
from evals.report import to_json
from evals.resampling import grow, held_originals, originals
from evals.suites import speed_by_size
from evals.suites.speed import Line, SpeedReport, asking_lines, indexing_lines, measure, reading_lines, to_text
from evals.suites.speed_by_size import SizeFigures, failures
from indexer.encoder import HashingEncoder
from indexer.library import Library
from indexer.retrieval import Retriever
from service.ask.answer import Question
from service.bootstrap import samples
from service.settings import Settings

PDF = samples() / "brandl-2018-history.pdf"
ENCODER = HashingEncoder(32)
QUESTIONS = [Question("What did Marshall say of districts?"), Question("Who criticised the concept?")]


@pytest.fixture(scope="module")
def document() -> Document:
    return read(PDF)


def run_metered(program: str) -> dict[str, float]:
    command = [sys.executable, str(Path(process_meter.__file__)), sys.executable, "-c", program]
    figures: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return figures


def test_the_meter_sees_what_a_process_takes() -> None:
    small = run_metered("pass")
    large = run_metered("x = b'1' * 200_000_000")
    assert small["status"] == large["status"] == 0
    assert small["peak_bytes"] < 60_000_000
    assert 200_000_000 <= large["peak_bytes"] < 260_000_000


@pytest.mark.slow
def test_the_meter_sees_time_status_and_children() -> None:
    slow = run_metered("import time, sys; time.sleep(0.3); sys.exit(3)")
    assert slow["status"] == 3
    assert slow["seconds"] >= 0.3
    nested = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = b\"1\" * 200_000_000'])"
    assert run_metered(nested)["peak_bytes"] >= 200_000_000


def test_a_library_grows_to_its_size_and_answers(tmp_path: Path, document: Document) -> None:
    grow(tmp_path, originals([document], ENCODER), ENCODER, 500)
    with Library(tmp_path, ENCODER) as library:
        size = library.size()
        assert 500 <= size < 700
        vectors = library.vectors(range(1, size + 1))
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        assert len(np.unique(vectors, axis=0)) == size
        retriever = Retriever(library)
        hits = retriever.search(retriever.query("industrial districts", ("industrial", "districts")))
        assert len({hit.held.document.name for hit in hits}) == len(library.holdings())
        assert all(hit.held.passage.span.of(library.document(hit.held.document).text) for hit in hits)


def test_a_library_grows_the_same_each_time(tmp_path: Path, document: Document) -> None:
    grown = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        grow(tmp_path / name, originals([document], ENCODER), ENCODER, 200)
        with Library(tmp_path / name, ENCODER) as library:
            grown.append((library.holdings(), library.vectors(range(1, library.size() + 1)).tobytes()))
    assert grown[0] == grown[1]


@pytest.mark.slow
def test_lines_have_their_ratio(document: Document) -> None:
    lines = [
        *reading_lines([PDF], read),
        *indexing_lines([(PDF, document)], ENCODER, ENCODER.encode),
        *asking_lines([document], QUESTIONS, ENCODER, ENCODER.encode, 200),
    ]
    assert all(line.value > 0 for line in lines)
    assert [line.against for line in lines if line.against] == [
        "pdfium text alone",
        "pypdf text alone",
        "bare encode",
        "bare encode of it",
    ]
    median, tail = lines[-2], lines[-1]
    assert median.value <= tail.value
    assert 0 < (lines[0].ratio or 0) < 1


def test_a_report_prints_and_is_written_with_its_machine() -> None:
    report = SpeedReport(
        machine(), "hashing-32", (Line("reading", 50, "pages/s", "bare", 100), Line("time", 1234.5, "s"))
    )
    assert report.lines[0].ratio == 0.5
    assert report.lines[1].ratio is None
    text = to_text(report)
    assert "cores" in text
    assert "0.50" in text
    assert "1,234" in text
    assert json.loads(to_json(report))["lines"][0]["bare"] == 100


def test_no_pdf_no_speed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words.", encoding="utf-8")
    with pytest.raises(MaterialError, match="no PDF in"):
        measure(Settings(encoder="hashing-32"), [tmp_path], QUESTIONS)


@pytest.mark.slow
def test_everything_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_ENCODER", "hashing-32")
    report = measure(Settings(encoder="hashing-32"), [PDF], QUESTIONS, 300, [300], rounds=1, bare=ENCODER.encode)
    figures = {line.name: line.value for line in report.lines}
    assert figures["`pincite add`: peak memory of its largest process"] > 10
    assert figures["`pincite ask`, cold: time"] > 0
    assert len(report.lines) == 10
    ours, bare = report.sizes[:2]
    assert ours.system == "Pincite"
    assert ours.recall == 1
    assert 300 <= ours.passages == bare.passages < 400
    assert min(ours.added, ours.disk_mib, ours.median, ours.ask_mib, bare.added, bare.median) > 0


def test_a_library_that_is_there_is_resampled_without_its_files(tmp_path: Path, document: Document) -> None:
    grow(tmp_path, originals([document], ENCODER), ENCODER, 300)
    again = held_originals(tmp_path)
    assert sum(len(one.passages) for one in again) >= 300
    with Library(tmp_path, ENCODER) as library:
        assert np.array_equal(
            np.concatenate([one.vectors for one in again]), library.vectors(range(1, library.size() + 1))
        )


def test_growth_is_told_from_one_size_to_the_next_and_what_was_left_out() -> None:
    small = SizeFigures("Pincite", 1000, 500.0, 90.0, 4.0, 10.0, 20.0, 80.0, 1.0)
    large = SizeFigures("Pincite", 10_000, 250.0, 95.0, 44.0, 25.0, 30.0, 160.0, 0.97)
    missing = SizeFigures("txtai", 1000, note="not installed")
    text = speed_by_size.to_text([small, missing, large])
    assert "not installed" in text
    assert "x10.0 to 10,000" in text
    assert "x20.00" in text
    assert "x2.50" in text
    assert "left out: 1,000,000" in text
    assert failures([small, missing]) == ()
    assert failures([large]) == ("over 10,000 passages Pincite finds 0.970 of the nearest, less than 0.98",)


def test_a_size_for_which_there_is_no_room_is_left_out(document: Document) -> None:
    (figures,) = speed_by_size.measure(originals([document], ENCODER), ENCODER.name, [], [10**12])
    assert figures.note.startswith("left out: needs 12,000,000 GB")
