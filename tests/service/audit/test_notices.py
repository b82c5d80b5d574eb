"""What the last audit knows of a quoted passage is looked up, and nothing is worked out for it."""

from __future__ import annotations

import pytest

from corpus.document import Span
from service.audit.auditor import Auditor
from service.audit.notices import KnownFindings
from service.findings.finding import Finding


@pytest.fixture
def repeated(library, put, texts):
    put("a.md", texts.paper("Abel Kvist", 1998, "Harbours", texts.filler(0), texts.quays))
    return put("b.md", texts.paper("Berta Lund", 2007, "Sand", texts.quays, texts.filler(3)))


def span_of(library, holding, words):
    start = library.document(holding).text.index(words)
    return Span(start, start + len(words))


def test_without_an_audit_there_is_nothing_to_say(library, repeated):
    known = KnownFindings(library)
    assert known.of(repeated, Span(0, 10_000)) == ()
    assert known.notices([(repeated, Span(0, 10_000))]) == ()


def test_a_quoted_passage_that_stands_elsewhere_says_so_at_both_places(library, repeated):
    Auditor(library, ()).audit()
    known = KnownFindings(library)
    for holding in library.holdings():
        quoted = span_of(library, holding, "Captains paid the dredgers")
        (notice,) = known.notices([(holding, quoted)])
        assert notice.kind == "duplicate_paragraph"
        assert "stands word for word in (Kvist, 1998) too" in notice.text
        assert notice.text.startswith("“The harbour" if holding.name == "b.md" else "Found of b.md: “The harbour")
    assert known.notices([(repeated, span_of(library, repeated, "Storms took"))]) == ()


def test_a_removed_document_takes_its_notices_along(library, repeated):
    Auditor(library, ()).audit()
    library.remove("a.md")
    assert KnownFindings(library).of(repeated, Span(0, 10_000)) == ()


TABLE = """# Coal

## Landed

Table 1. Coal

| Harbour | Tonnes |
|---|---|
| Ostby | 4120 |
| Vikmo | 3015 |
| Total | 9999 |
"""


def _adds_up(document):
    at = document.text.index("9999")
    yield Finding("shares_not_100", "problem", Span(at, at + 4), "Table 1 gives 9999 as the total, its rows make 7135.")


def test_a_row_is_told_of_with_its_table(library, put):
    held = put("coal.md", TABLE)
    Auditor(library, (_adds_up,)).audit()
    (notice,) = KnownFindings(library).notices([(held, span_of(library, held, "Ostby | 4120"))])
    assert notice.text == (
        "The table this row stands in gives parts and totals that don’t add up: "
        "Table 1 gives 9999 as the total, its rows make 7135."
    )
