from pathlib import Path

import pytest

from evals.errors import MaterialError
from evals.gold.grobid_segmenter import split_list, words_of
from evals.gold.jats import cited_paper
from evals.suites.reference_splitting import plain_entries

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

TEI = """<tei><text><listBibl>
    References<lb/>
    <bibl><label>1</label>. A. Alder, Ports &amp; towns,<lb/> Rome 2001.<lb/></bibl>
    <bibl><label>2</label>. B. Birch, Bays, 2002;</bibl> <bibl>C. Cedar, Tides, 2003.</bibl>
</listBibl></text></tei>"""

JATS = b"""<article><body><sec><title>One</title>
<p>Ports grow [<xref ref-type="bibr" rid="r1">1</xref>&#8211;<xref ref-type="bibr" rid="r3">3</xref>]
and <sup><xref ref-type="bibr" rid="r2">2</xref></sup> see <xref ref-type="fig" rid="f1">Fig. 1</xref>.</p></sec></body>
<back><ref-list>
<ref id="r1"><label>1</label><mixed-citation>Alder A. <source>Ports</source>. 2001.</mixed-citation></ref>
<ref id="r2"><label>2</label><mixed-citation>Birch B. Bays. 2002.</mixed-citation></ref>
<ref id="r3"><element-citation><name><surname>Cedar</surname><given-names>C</given-names></name>
<year>2003</year><article-title>Tides</article-title><source>Seas</source><volume>4</volume><fpage>5</fpage></element-citation></ref>
</ref-list></back></article>"""


def test_lines_and_entries_of_tei() -> None:
    found = split_list(TEI, "x", "corpus")
    entries = [span.of(found.text) for span in found.entries]
    assert entries == ["1. A. Alder, Ports & towns,\nRome 2001.", "2. B. Birch, Bays, 2002;", "C. Cedar, Tides, 2003."]
    assert found.text.splitlines()[0] == "References"
    assert found.numbered


def test_a_list_without_line_marks_has_an_entry_a_line() -> None:
    found = split_list("<listBibl><bibl>A. Alder, 2001.</bibl><bibl>B. Birch, 2002.</bibl></listBibl>")
    assert found.text.splitlines() == ["A. Alder, 2001.", "B. Birch, 2002."]


def test_words_of_tei() -> None:
    assert words_of("<author>A. Alder</author>,<lb/> <title>Ports &amp; towns</title>") == "A. Alder, Ports & towns"


def test_callouts_and_entries_of_jats() -> None:
    paper = cited_paper(JATS)
    assert [(span.of(paper.text), cited) for span, cited in paper.calls] == [("1", (1,)), ("3", (2, 3)), ("2", (2,))]
    assert [span.of(paper.text) for span in paper.entries] == [
        "1. Alder A. Ports. 2001.",
        "2. Birch B. Bays. 2002.",
        "Cedar C. 2003. Tides. Seas. 4:5.",
    ]
    assert [span.of(paper.text) for span in paper.superscripts] == ["2"]


def test_what_is_no_xml_is_said_to_be_none() -> None:
    with pytest.raises(MaterialError, match="no JATS"):
        cited_paper(b"plain", "a.xml")


def test_plain_rules_take_numbers_or_lines() -> None:
    assert plain_entries("1. Alder\nPorts\n2. Birch\n3. Cedar") == ["1. Alder Ports", "2. Birch", "3. Cedar"]
    assert plain_entries("Alder\nBirch\n") == ["Alder", "Birch"]


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the benchmarks beside the checkout (../shared)")
def test_lists_are_split_and_callouts_resolved() -> None:
    from corpus.reading.read import read
    from corpus.samples.typeset import SAMPLES
    from evals.suites import callout_resolution, reference_splitting

    splitting = reference_splitting.measure(SHARED / "benchmarks")
    assert all(splitting.rates(source)[0] >= 0.97 for source in ("GROBID corpus", "GROBID evaluation", "JATS papers"))
    callouts = callout_resolution.measure(read, Path(SAMPLES), SHARED / "literature" / "txt", SHARED / "benchmarks")
    for source in ("samples", "literature", "JATS papers"):
        assert min(callouts.rates(source)) >= 0.95, callout_resolution.to_text(callouts)
    assert "JATS papers" in callout_resolution.to_text(callouts)
    assert "plain rules" in reference_splitting.to_text(splitting)
