"""Fuzzing: the same files for the same seed, faults kept and made small, and a short run over every kind of file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document, Page, Span
from corpus.reading.read import read
from evals.__main__ import main
from evals.hostile.invariants import broken
from evals.hostile.mutations import LONGEST, mutated
from evals.hostile.packed_mutations import mutated_docx, mutated_html, mutated_pdf
from evals.hostile.probes import probed
from evals.hostile.reduction import reduced
from evals.hostile.seeds import seeds
from evals.suites import fuzz

MAKERS = {".pdf": mutated_pdf, ".docx": mutated_docx, ".html": mutated_html}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("whole") / "a.txt"
    path.write_text(
        "On Ports\n\nFirms grow. They share workers (Bell, 2019).\n\nReferences\n\nBell, A. (2019). On ports.\n"
    )
    return read(path, sidecars=Sidecars())


def test_the_same_numbers_make_the_same_file_and_none_grows_without_end() -> None:
    with seeds([]) as found:
        assert {seed.ending for seed in found} >= {
            ".txt",
            ".md",
            ".html",
            ".bib",
            ".ris",
            ".json",
            ".words",
            ".docx",
            ".pdf",
        }
        for seed in found:
            make = MAKERS.get(seed.ending, mutated)
            made = [make(seed.data, seed.data, Random(f"{n}")) for n in range(3) for _ in range(2)]
            assert made[0::2] == made[1::2]
            assert seed.ending in (".pdf", ".docx") or all(len(each) <= 2 * LONGEST for each in made)


def test_a_whole_document_breaks_nothing_and_a_bent_one_is_told(document: Document) -> None:
    assert list(broken(document)) == []
    assert "sentences reach beyond the text" in list(broken(replace(document, sentences=(Span(0, 10**6),))))
    assert "sentences overlap" in list(broken(replace(document, sentences=(Span(0, 5), Span(4, 9)))))
    assert "words stand on no page" in list(broken(replace(document, pages=(Page(1, (Span(0, 5),)),))))
    assert "pages are not counted from 1" in list(
        broken(replace(document, pages=(Page(2, (Span(0, len(document.text)),)),)))
    )
    assert "a callout is not its span's text" in list(
        broken(replace(document, callouts=(replace(document.callouts[0], text="x"),)))
    )


def test_a_file_is_made_as_small_as_it_shows_the_fault() -> None:
    assert reduced(b"x" * 300 + b"fault" + b"y" * 500, lambda part: b"fault" in part, 10.0) == b"fault"
    assert reduced(b"abc", lambda part: part == b"abc", 10.0) == b"abc"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("a.txt", "Words.", "document"), ("a.pdf", "no PDF", "refused"), ("a.bib", "@book{a, title={b}}", "document"),
     ("a.json", "{", "refused"), ("a.words", "Who wrote it?\nFirms grew by 3 %.", "document")],
)  # fmt: skip
def test_probing(tmp_path: Path, name: str, content: str, kind: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    assert probed(path).kind == kind


def test_a_report_with_a_fault_does_not_pass() -> None:
    fault = fuzz.Fault("ValueError in a.py: f", 3, 17, "a.pdf", "trace", "kept/a.pdf", 12)
    report = fuzz.FuzzReport("a machine", 1, 20, 0.5, {".pdf": {"document": 19, "fault": 1}}, (fault,))
    assert not report.passed and replace(report, faults=()).passed
    assert "met 3 times, first in run 17" in fuzz.to_text(report)


@pytest.mark.slow
def test_a_short_run_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fuzz", "--minutes", "0.2", "--runs", "12", "--kept", str(tmp_path / "kept")]) == 0, (
        capsys.readouterr()
    )
    assert "0 faults" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fuzz", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err
