import io
import lzma
import tarfile
from pathlib import Path

import pytest

from evals.errors import MaterialError
from evals.gold import grobid_citations
from evals.gold.archives import GROBID
from evals.gold.marked_entries import entry_of, held_out, plain
from evals.suites.reference_parsing import csl_values, is_right, measure, to_text
from evals.training.reference_surety import logistic_weights
from evals.training.references import reference_gold

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><back><listBibl>
<bibl><author>Alder, A.</author>(<date>2001</date>). <title level="a">{title}</title>. In <editor>B. Birch</editor>,
 editor, <title level="m">Handbook of Ports</title>, pp. <biblScope type="pp">1–9</biblScope>.
 <orgName type="collaboration">Tide Group</orgName> <idno type="DOI">10.1000/x</idno></bibl>
<bibl><author>Cedar, C.</author> <title level="m">{title} and tides</title>.</bibl>
</listBibl></back></text></TEI>"""
SEQUENCE = (
    "<sequence><author>{name}, A. (</author><date>{year}).</date><title>The rivers of {name}.</title>"
    "<journal>Journal of Ports,</journal><volume>3(2),</volume><pages>1-9.</pages></sequence>"
)


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    for folder in ("anystyle", "grobid"):
        (tmp_path / folder).mkdir()
    names = [f"{first}{second}" for first in ("Alder", "Birch", "Cedar") for second in ("son", "man", "berg", "feld")]
    for number, name in enumerate(("gold", "core", "good")):
        entries = "".join(SEQUENCE.format(name=own, year=1980 + number) for own in names)
        (tmp_path / "anystyle" / f"{name}.xml.xz").write_bytes(lzma.compress(f"<dataset>{entries}</dataset>".encode()))
    files = {f"corpus/paper{n}.tei.xml": TEI.format(title=f"Rivers {n} of trade") for n in range(12)}
    files["evaluation/own.tei.xml"] = TEI.format(title="Harbours of old")
    with tarfile.open(tmp_path / GROBID, "w:xz") as packed:
        for path, text in files.items():
            member = tarfile.TarInfo(f"grobid/citation/{path}")
            member.size = len(text.encode())
            packed.addfile(member, io.BytesIO(text.encode()))
    return tmp_path


def test_the_parts_of_tei_have_the_names_of_every_set(benchmarks: Path) -> None:
    chapter, book = grobid_citations.entries(benchmarks).evaluation
    assert chapter.text.startswith("Alder, A.(2001). Harbours of old. In B. Birch, editor, Handbook of Ports, pp. 1–9.")
    assert [(mark.field, chapter.text[mark.start : mark.end]) for mark in chapter.marks] == [
        ("author", "Alder, A"),
        ("date", "2001"),
        ("title", "Harbours of old"),
        ("editor", "B. Birch"),
        ("book", "Handbook of Ports"),
        ("pages", "1–9"),
        ("collaboration", "Tide Group"),
        ("doi", "10.1000/x"),
    ]
    assert book.values("title") == ["Harbours of old and tides"]


def test_whole_papers_are_held_out(benchmarks: Path) -> None:
    grobid = grobid_citations.entries(benchmarks)
    assert {entry.source for entry in grobid.held_out}.isdisjoint(entry.source for entry in grobid.training)
    assert all(held_out(entry.source) for entry in grobid.held_out)


def test_nothing_measured_is_learnt_from(benchmarks: Path) -> None:
    gold = reference_gold(benchmarks)
    learnt = {entry.key for entry in gold.training}
    assert learnt
    assert learnt.isdisjoint(entry.key for entries in gold.measured.values() for entry in entries)


def test_a_missing_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(MaterialError, match="citation_date_name_refseg"):
        grobid_citations.entries(tmp_path)


def test_the_report_counts_every_marked_field(benchmarks: Path) -> None:
    report = measure(benchmarks)
    assert [scores.name for scores in report.csl] == ["anystyle gold+core", "grobid citations", "grobid evaluation"]
    for scores in (*report.parts, *report.csl):
        assert scores.total.marked == sum(score.marked for score in scores.fields)
        assert 0 <= scores.total.f1 <= 1
        assert scores.whole <= scores.entries
    assert measure(benchmarks) == report
    assert "Confidence" in to_text(report)
    assert "all fields" in to_text(report)


def test_an_entry_is_right_when_what_matters_is() -> None:
    entry = entry_of(
        [("Alder, A. B.", "author"), (" ", None), ("2001", "date"), (" ", None), ("On Rivers!", "title")], "test"
    )
    csl = {
        "author": [{"family": "Alder", "given": "A. B."}],
        "issued": {"date-parts": [[2001, 3]]},
        "title": "On rivers",
        "page": "7",
    }
    assert is_right(entry, csl)
    assert not is_right(entry, {**csl, "title": "Rivers"})
    assert csl_values(csl)[("year", "2001")] == 1
    assert plain("On Rivers!") == "on rivers"


def test_fitted_weights_tell_right_from_wrong() -> None:
    judged = [({"least": least}, right) for least, right in [(0.9, True), (0.8, True), (0.2, False), (0.3, False)] * 5]
    judged += [({"least": 0.5}, True), ({"least": 0.5}, False)]
    weights = logistic_weights(judged)
    assert weights["least"] > 0 > weights["bias"]
    assert logistic_weights(judged) == weights
