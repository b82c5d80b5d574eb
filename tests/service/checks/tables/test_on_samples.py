"""What the sample papers have wrong in their tables, and what every finding keeps to."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read
from service.checks.tables.checking import check_tables, table_checks

SAMPLES = Path(__file__).resolve().parents[4] / "corpus" / "samples"
FAULTS = {
    "almgren-2016-definition.pdf": [],
    "brandl-2018-history.pdf": [],
    "cardew-2019-measurement.pdf": [("percentage_mismatch", "53.3")],
    "dunmore-2020-spillovers.pdf": [("number_table_mismatch", "74 firms"), ("shares_not_100", "46")],
    "edlund-2021-comparison.pdf": [
        ("percentage_mismatch", "5.1"),
        ("number_table_mismatch", "612 firms"),
        ("duplicate_row", "Footwear"),
        ("placeholder_cell", "Watches and clocks"),
        ("table_conflict", "19.4"),
    ],
    "farkas-2022-policy.pdf": [("number_table_mismatch", "1.4 million euros")],
    "greene-2022-value-chains.md": [("shares_not_100", "Design"), ("duplicate_table", "Process")],
    "hollis-2023-critique.docx": [],
}


@pytest.fixture(scope="module", params=sorted(FAULTS))
def sample(request: pytest.FixtureRequest) -> Document:
    return read(SAMPLES / request.param)


def test_the_planted_faults_and_no_others(sample: Document) -> None:
    found = [finding for finding in check_tables(sample) if finding.verdict != "ok"]
    assert [finding.type for finding in found] == [type for type, _ in FAULTS[sample.name]]
    for finding, (_, words) in zip(found, FAULTS[sample.name], strict=True):
        assert words in finding.span.of(sample.text)


def test_findings_keep_to_their_contract(sample: Document) -> None:
    found = list(check_tables(sample))
    assert found == list(check_tables(sample))
    assert len({(finding.type, finding.span) for finding in found}) == len(found)
    assert found == sorted(found, key=lambda finding: finding.span.start)
    for finding in found:
        assert finding.span.of(sample.text).strip()
        assert finding.message.endswith(".")
        assert "\n" not in finding.message
        for place in finding.related:
            assert place.text == sample.text[place.start : place.end]
            assert place.doc == sample.name


def test_every_check_can_be_run_by_itself(sample: Document) -> None:
    every = {(finding.type, finding.span, finding.verdict) for check in table_checks for finding in check(sample)}
    assert {(finding.type, finding.span, finding.verdict) for finding in check_tables(sample)} <= every
