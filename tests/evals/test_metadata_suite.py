"""The metadata suite: what it counts, and how far first pages are read right."""

from pathlib import Path

import pytest

from corpus.reading.reading import Reading
from evals.gold.first_pages import FOLDER
from evals.gold.fronts import Front
from evals.gold.jats_front import jats_front
from evals.suites import metadata
from evals.suites.metadata import MetadataReport, SetReport, to_text

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
PAGE = "Ports and their trade in the north\n\nAnn B. Lee\n\nUniversity of Quays\n\nAbstract. They are many.\n"


def report_of(front: Front) -> SetReport:
    return metadata._report("one", [front])


def front(**fields: str) -> Front:
    return Front("one", Reading(PAGE), fields, (("Lee", "Ann B."),), ("University of Quays",), absent=("DOI",))


def test_right_wrong_and_missing_fields_are_told_apart() -> None:
    found = report_of(front(title="Ports and their Trade in the North", volume="3", language="en")).fields
    assert (found["title"].right, found["title"].recall, found["title"].precision) == (1, 1.0, 1.0)
    assert (found["author"].right, found["affiliation"].right) == (1, 1)
    assert (found["volume"].right, found["volume"].told, found["volume"].gold) == (0, 0, 1)
    assert (found["DOI"].told, found["DOI"].gold) == (0, 0)


def test_a_wrong_field_is_shown() -> None:
    wrong = report_of(front(title="Another title")).wrong
    assert wrong == ("one: title is 'Another title', told 'Ports and their trade in the north'",)


def test_the_report_prints_each_set() -> None:
    report = MetadataReport((report_of(front(title="Ports and their trade in the north")),), ())
    assert "one: 1 first pages" in to_text(report)


def test_the_gold_names_pages_that_exist() -> None:
    sources = {path.stem for path in FOLDER.glob("*.typ")} - {"prose"}
    lines = (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(sources) == 36


def test_a_jats_article_becomes_a_first_page(tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_text(
        "<article><front><journal-meta><journal-title>Quays</journal-title><issn>1309-4440</issn></journal-meta>"
        "<article-meta><article-id pub-id-type='doi'>10.1000/q.1</article-id>"
        "<title-group><article-title>Ports of the north and their trade</article-title></title-group>"
        "<contrib-group><contrib contrib-type='author'><name><surname>Lee</surname><given-names>Ann B.</given-names>"
        "</name><xref ref-type='aff' rid='a1'/></contrib></contrib-group><aff id='a1'>University of Quays</aff>"
        "<pub-date pub-type='epub'><day>3</day><month>5</month><year>2020</year></pub-date>"
        "<volume>7</volume><issue>2</issue><elocation-id>107</elocation-id>"
        "<abstract><p>Ports are many and small, and they are counted here for the first time.</p></abstract>"
        "</article-meta></front><body><sec><p>They are counted.</p></sec></body></article>",
        encoding="utf-8",
    )
    found = jats_front(path)
    assert found is not None and found.people == (("Lee", "Ann B."),)
    fields = report_of(found).fields
    assert all(score.recall == 1.0 for score in fields.values()), fields


@pytest.mark.slow
def test_first_pages_are_read_as_well_as_is_said() -> None:
    sets = metadata.invented_pages()
    for name in ("title", "author", "issued", "DOI", "language", "keyword", "JEL", "container-title"):
        held = [part.fields[name] for part in sets if name in part.fields]
        assert sum(score.right for score in held) >= 0.9 * sum(score.gold for score in held), name
        assert sum(score.right for score in held) >= 0.95 * sum(score.told for score in held), name


@pytest.mark.slow
def test_the_samples_tell_what_their_sidecar_says() -> None:
    found = metadata._samples(SAMPLES).fields
    assert (found["title"].recall, found["author"].recall) == (1.0, 1.0)
    assert found["issued"].precision == 1.0
