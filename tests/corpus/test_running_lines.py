from __future__ import annotations

from pathlib import Path

import pytest

from corpus.bibliography.first_page import first_page_fields
from corpus.bibliography.record import Field
from corpus.bibliography.running_lines import running_fields
from corpus.reading.pdf import read_pdf

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Journal of Lines 4 (2019)", {"container-title": "Journal of Lines", "volume": "4"}),
        ("Journal of Lines 12 (2019) 31–48", {"volume": "12", "page": "31-48"}),
        ("A. Writer and B. Author", {}),
        ("Lines and Their Ends", {}),
        ("Not for sale 2019", {}),
    ],
)
def test_a_running_line_tells_of_the_venue_or_nothing(line: str, told: dict[str, str]) -> None:
    found = {name: value for name, value, _ in running_fields([line, "A. WRITER"], {})}
    assert told.items() <= found.items()
    assert bool(told) is bool(found)


@pytest.mark.parametrize(
    ("name", "value"), [("container-title", "Annals of Ends"), ("type", "thesis"), ("volume", "9")]
)
def test_running_lines_never_gainsay_the_first_page(name: str, value: str) -> None:
    held = {name: Field(name, value, "first page", "first page", 0.8)}
    assert list(running_fields(["Journal of Lines 4 (2019)"], held)) == []


def test_a_journal_that_only_a_running_head_names_is_found_with_less_confidence() -> None:
    fields = {field.name: field for field in first_page_fields(read_pdf(SAMPLES / "cardew-2019-measurement.pdf"))}
    assert fields["volume"].value == "4"
    assert fields["issued"].value == {"date-parts": [[2019]]}
    assert fields["container-title"].confidence < fields["title"].confidence
