"""Callouts and entries held against each other: missing, uncited, and of another year."""

import pytest

from service.checks.references.cited import missing_references
from service.checks.references.uncited import uncited_references
from service.checks.references.years import year_mismatches

BY_NAME = """# Harbours of the north

## Introduction

Quays were rebuilt twice (Marshall, 1890). {extra}
Ice was cut in winter (Holm & Berg, 2003), and sold in spring (Ostby, 2011).

## References

Holm, A., & Berg, K. (2003). The price of ice. Journal of Cold Trades, 4(1), 10–19.

Marshall, A. (1890). Principles of Economics. London: Macmillan.

Ostby, T. (2011). Spring sales. Oslo: Fjord Press.
"""
NUMBERED = """# Harbours of the north

## Introduction

Quays were rebuilt twice [1]. Ice was cut in winter [2, 3].{extra}

| Harbour | Source |
|---|---|
| Vikmo | [4] |

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
2. Holm, A., & Berg, K. (2003). The price of ice. Journal of Cold Trades, 4(1), 10–19.
3. Ostby, T. (2011). Spring sales. Oslo: Fjord Press.
4. Lund, E. (2009). Rope and tar. Bergen: Fjord Press.
"""


def of(check, document, *verdicts):
    return [f for f in check(document) if f.verdict in (verdicts or ("problem", "doubt"))]


def test_text_in_order_has_no_findings_but_ok_ones(text_document):
    for text in (BY_NAME, NUMBERED):
        document = text_document(text.format(extra=""))
        for check in (missing_references, uncited_references, year_mismatches):
            assert of(check, document) == []
        assert len(of(missing_references, document, "ok")) >= 2
        assert len(of(uncited_references, document, "ok")) == 3


def test_a_work_that_is_not_listed_is_missing_once_however_often_cited(text_document):
    document = text_document(BY_NAME.format(extra="So did others (Vik & Moe, 1999). Tar was dear (Vik & Moe, 1999)."))
    found = of(missing_references, document)
    assert [f.span.of(document.text) for f in found] == ["(Vik & Moe, 1999)"]
    assert found[0].verdict == "problem"
    assert "Vik & Moe, 1999" in found[0].message
    assert [place.text for place in found[0].related] == ["(Vik & Moe, 1999)"]
    assert document.text[found[0].related[0].start : found[0].related[0].end] == found[0].related[0].text


def test_number_past_the_end_of_the_list_is_missing(text_document):
    document = text_document(NUMBERED.format(extra=" Rope was sold [9]."))
    found = of(missing_references, document)
    assert [f.message for f in found] == [
        "The text cites [9], and the list of references has no such entry, which ends at [4]."
    ]


def test_wrong_year_is_one_finding_and_neither_missing_nor_uncited(text_document):
    document = text_document(BY_NAME.format(extra="").replace("(Ostby, 2011)", "(Ostby, 2013)", 1))
    found = of(year_mismatches, document)
    assert [f.span.of(document.text) for f in found] == ["(Ostby, 2013)"]
    assert "2011" in found[0].message
    assert found[0].related[0].text.startswith("Ostby, T.")
    assert of(missing_references, document) == []
    assert of(uncited_references, document) == []


def test_slip_of_one_digit_beside_right_callouts_is_a_wrong_year(text_document):
    document = text_document(BY_NAME.format(extra="Ice kept well (Holm & Berg, 2008)."))
    assert [f.span.of(document.text) for f in of(year_mismatches, document)] == ["(Holm & Berg, 2008)"]


def test_another_work_of_a_listed_author_is_missing(text_document):
    document = text_document(BY_NAME.format(extra="Coal came later (Marshall, 1923)."))
    found = of(missing_references, document)
    assert [f.span.of(document.text) for f in found] == ["(Marshall, 1923)"]
    assert "1890" in found[0].message
    assert of(year_mismatches, document) == []


def test_entry_that_nothing_cites_is_uncited(text_document):
    text = BY_NAME.format(extra="") + "\nQuill, B. (2015). Unread pages. London: Dust Press.\n"
    document = text_document(text)
    found = of(uncited_references, document)
    assert [f.span.of(document.text)[:5] for f in found] == ["Quill"]
    assert found[0].verdict == "problem"


def test_entry_cited_in_a_table_alone_is_cited(text_document):
    assert of(uncited_references, text_document(NUMBERED.format(extra=""))) == []


def test_author_named_with_the_year_in_another_form_is_a_doubt(text_document):
    text = BY_NAME.format(extra="The pages of Quill, which came out in 2015, say so.")
    document = text_document(text + "\nQuill, B. (2015). Unread pages. London: Dust Press.\n")
    assert [f.verdict for f in of(uncited_references, document)] == ["doubt"]


def test_list_of_a_text_without_callouts_is_doubted(text_document):
    text = BY_NAME.format(extra="")
    for callout in ("(Marshall, 1890)", "(Holm & Berg, 2003)", "(Ostby, 2011)"):
        text = text.replace(callout, "", 1)
    assert [f.verdict for f in of(uncited_references, text_document(text))] == ["doubt"] * 3


def test_list_for_further_reading_needs_no_callouts(text_document):
    text = BY_NAME.format(extra="") + "\n## Further reading\n\nQuill, B. (2015). Unread pages. London: Dust Press.\n"
    assert of(uncited_references, text_document(text)) == []


def test_text_without_a_list_gives_one_doubt(text_document):
    text = BY_NAME.format(extra="Tar was dear (Vik & Moe, 1999).").split("## References")[0]
    found = of(missing_references, text_document(text))
    assert [f.verdict for f in found] == ["doubt"]


def test_doi_of_another_year_is_doubted(text_document):
    text = BY_NAME.format(extra="").replace("10–19.", "10–19. https://doi.org/10.1000/jct.1987.0410")
    found = of(year_mismatches, text_document(text))
    assert [(f.verdict, "1987" in f.message) for f in found] == [("doubt", True)]


@pytest.mark.parametrize(
    ("cited", "message"),
    [
        (
            "as others hold (Souza, 2010, 2011).",
            "The text cites “Souza 2010” and “Souza 2011”, and the list of references has no such entries.",
        ),
        (
            "as others hold (Tolk, 1999; Ubel, 2001; Weber, 1909).",
            "The text cites “Tolk 1999”, “Ubel 2001” and “Weber 1909”, and the list of references has no such entries.",
        ),
    ],
)
def test_all_that_is_missing_in_one_place_is_named(text_document, cited, message):
    document = text_document(
        f"# Ports\n\nQuays last, {cited} So it is (Orwick, 2011).\n\n## References\n\n"
        "Orwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n"
    )
    found = [one for one in missing_references(document) if one.verdict != "ok"]
    assert [one.message for one in found] == [message]


def test_all_numbers_that_are_missing_in_one_place_are_named(text_document):
    document = text_document(
        "# Ports\n\nQuays last [22, 23]. So it is [1]; others doubt it [23].\n\n## References\n\n"
        "[1] Orwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.\n\n"
        "[2] Sandal, B. (2015). Bells and bell founders of Harlow. Harlow: Foundry Press.\n"
    )
    (found,) = [one for one in missing_references(document) if one.verdict != "ok"]
    message = "The text cites [22] and [23], and the list of references has no such entries, as it ends at [2]."
    assert found.message == message
    assert [place.text for place in found.related] == ["[23]"]
