from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
import typst

from corpus.reading.pdf import read_pdf
from evals.errors import MaterialError
from evals.gold.archives import DOCLING
from evals.gold.docling_text import text_pairs
from evals.suites.text_order import measure, to_text

GOLD = "## Orchards\n\n<!-- image -->\n\nGrowers met in the *old* hall &amp; spoke\\_of it.\n\n| a | b |\n|---|---|\n"


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    """A folder that holds docling's archive with one PDF that has a ground truth and one that has none."""
    made = tmp_path / "made" / "pdf"
    (made / "sources").mkdir(parents=True)
    (made / "groundtruth").mkdir()
    for name in ("orchards", "other"):
        (made / "sources" / f"{name}.pdf").write_bytes(typst.compile(b"= Orchards\nGrowers met in the hall."))
    (made / "groundtruth" / "orchards.md").write_text(GOLD, encoding="utf-8")
    archive = tmp_path / "benchmarks" / DOCLING
    archive.parent.mkdir(parents=True)
    with tarfile.open(archive, "w:xz") as packed:
        packed.add(made, "data/pdf")
    return tmp_path / "benchmarks"


def test_gold_text_is_read_without_its_marks(benchmarks: Path) -> None:
    with text_pairs(benchmarks) as pairs:
        assert [pair.pdf.name for pair in pairs] == ["orchards.pdf"]
        assert " ".join(pairs[0].text.split()) == "## Orchards Growers met in the *old* hall & spoke_of it. | a | b |"


def test_words_in_order_are_counted_for_every_reader(benchmarks: Path) -> None:
    report = measure(benchmarks, lambda path: read_pdf(path).text)
    (shares,) = report.shares
    assert shares.words == 11
    assert shares.shares["pincite"] == pytest.approx(6 / 11)
    assert report.behind == ()
    assert "orchards.pdf" in to_text(report)


def test_a_reader_that_gives_nothing_is_behind(benchmarks: Path) -> None:
    report = measure(benchmarks, lambda path: "")
    assert report.middle("pincite") == 0.0
    assert report.behind == ("orchards.pdf",)


def test_missing_data_are_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(MaterialError, match=r"docling_testdata.tar.xz is not there"), text_pairs(tmp_path):
        pass
