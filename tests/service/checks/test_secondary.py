"""Citations at second hand."""

import pytest

from service.checks.secondary import secondary_citations

PAPER = """# Harbours of the north

## Introduction

{text}

## References

Jones, A. (2010). On rain and harbours. London: Macmillan.

Marshall, A. (1890). Principles of Economics. London: Macmillan.
"""


@pytest.fixture
def found(text_document):
    def findings(text):
        document = text_document(PAPER.format(text=text))
        return document, list(secondary_citations(document))

    return findings


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("Smith argued that quays sink in clay (Jones, 2010).", "Smith"),
        ("Smith and Lund convincingly showed that quays sink in clay (Jones, 2010).", "Smith and Lund"),
        ("According to Smith, quays sink in clay (Jones, 2010).", "Smith"),
        ("As Smith argued, quays sink in clay (Jones, 2010).", "Smith"),
        ("As emphasised by Smith, quays sink in clay (Jones, 2010).", "Smith"),
    ],
)
def test_both_works_are_named(found, text, original):
    document, (finding,) = found(text)
    assert finding.verdict == "doubt"
    assert original in finding.message
    assert "Jones, 2010" in finding.message
    assert [place.start for place in finding.related] == [document.references[0].span.start]


@pytest.mark.parametrize(
    "text",
    [
        "Smith (2001, as cited in Jones, 2010) held that quays sink.",
        "Quays sink in clay (Smith, 2001, as cited in Jones, 2010).",
        "Smith (2001), quoted in Jones (2010), held that quays sink.",
        "Quays sink in clay (Smith 2001, apud Jones 2010, p. 12).",
    ],
)
def test_who_says_that_they_cite_from_another_does_it_in_order(found, text):
    document, (finding,) = found(text)
    assert finding.verdict == "ok"
    assert "Smith, 2001" in finding.message and "Jones, 2010" in finding.message
    assert [place.start for place in finding.related] == [document.references[0].span.start]


@pytest.mark.parametrize(
    "text",
    [
        "Jones argued that quays sink in clay (Jones, 2010).",
        "Barriers cited by Jones (2010) were many.",
        "The reasons cited by harbour masters differ (Jones, 2010).",
        "As Jones argues, quays sink in clay (Jones, 2010).",
        "According to Marshall (1890), trades stay where they settled.",
        "Jones (2010) cites Marshall (1890) with approval.",
        "The most cited in the field is Jones (2010).",
        "As harbours show, quays sink in clay (Jones, 2010).",
        "According to UNESCO, quays sink in clay (Jones, 2010).",
    ],
)
def test_first_hand_citations_are_none(found, text):
    assert found(text)[1] == []
