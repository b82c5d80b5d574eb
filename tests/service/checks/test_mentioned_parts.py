"""Tables, figures, sections and equations that the text points to and the document doesn't have."""

import pytest

from service.checks.mentioned_parts import missing_parts
from service.checks.numbered_parts import numbered_parts

PAPER = """# Rest in the wards

## 1. The wards

Rest is short in all wards.

Table 1. Nurses by ward

| Ward | Nurses |
|---|---|
| North | 14 |
| South | 22 |

Table 2. Hours by ward

| Ward | Hours |
|---|---|
| North | 7.5 |
| South | 8.1 |

Figure 1: The plan of the wards.

## 2. The model

### 2.1. Its form

R = a N + b H    (1)

where R is rest.

## 3. The end

{}

## References

Porter, M. (1990). Rest. London: Quay Press.
"""


def told(text_document, words: str) -> list[tuple[str, str]]:
    document = text_document(PAPER.replace("{}", words), "paper.md")
    return [(one.span.of(document.text), one.verdict) for one in missing_parts(document)]


@pytest.mark.parametrize(
    ("words", "mention"),
    [
        ("The ages differ (see Table 9).", "Table 9"),
        ("The plan is drawn anew in Fig. 4.", "Fig. 4"),
        ("Tables 1 and 3 show it.", "Tables 1 and 3"),
        ("It follows from equation (4).", "equation (4)"),
        ("It follows from Eq. 2.", "Eq. 2"),
        ("The limits are discussed in Section 6.", "Section 6"),
        ("The limits are discussed in Section 2.4 below.", "Section 2.4"),
        ("Rest is short (Porter, 1990), and in our wards it is shorter, as Table 7 shows.", "Table 7"),
        ("Table 5 in this paper lists them.", "Table 5"),
    ],
)
def test_what_the_text_points_to_and_the_document_lacks_is_found(text_document, words, mention) -> None:
    assert told(text_document, words) == [(mention, "problem")]


@pytest.mark.parametrize(
    "words",
    [
        "See Tables 1 and 2, Fig. 1, Eq. (1), Section 2.1, Section 3 and Figure 1b.",
        "Table 9 in Porter (1990) lists the wages.",
        "Porter (1990, Table 9) lists the wages. In Porter (1990), Table 8 does so.",
        "Porter's Table 5 is longer, and in his Figure 3 nothing is drawn.",
        "Table 4 of the yearbook and Section 7 of the handbook say otherwise.",
        "Table 6 (Porter, 1990) has more.",
        "Section 301 of the Trade Act and the code's Section 12 forbid it.",
        "Online Appendix Table 3, Supplementary Figure 4, Table S2 and Figure A7 have more.",
        "“See Table 9”, the ward sister said.",
        "Nine tables 14 people sat at were cleared, and the figure 2014 stands.",
        "The figure 46 per cent is high, and so is figure 51 % of the year before.",
    ],
)
def test_what_is_there_or_of_another_work_is_not(text_document, words) -> None:
    assert told(text_document, words) == []


def test_a_part_of_a_kind_that_bears_no_numbers_is_a_doubt_told_once(text_document) -> None:
    document = text_document("# Rest\n\nRest is short (Figure 3). It is shorter by day (Figure 4).\n", "rest.md")
    (finding,) = missing_parts(document)
    assert (finding.verdict, finding.span.of(document.text)) == ("doubt", "Figure 3")
    assert [place.text for place in finding.related] == ["Figure 4"]


def test_the_message_names_what_there_is(text_document) -> None:
    document = text_document(PAPER.replace("{}", "The ages differ (see Table 9)."), "paper.md")
    (finding,) = missing_parts(document)
    assert finding.message == "The text points to Table 9, and there is no such table in it, but 1, 2."


def test_numbers_of_chapters_are_read_whole(text_document) -> None:
    text = (
        "# Rest\n\nFigure 3-1: Plan\n\nFigure 3-10 Masks of the wards\n\nSee Figure 3-1, Figure 3-10 and Figure 3-12.\n"
    )
    document = text_document(text, "rest.md")
    assert [one.message for one in missing_parts(document)] == [
        "The text points to Figure 3-12, and there is no such figure in it, but 3.1, 3.10."
    ]


def test_tables_without_a_number_may_be_what_is_meant(text_document) -> None:
    text = PAPER.replace("Table 2. Hours by ward", "Hours by ward").replace("{}", "See Table 2.")
    assert list(missing_parts(text_document(text, "paper.md"))) == []


@pytest.mark.parametrize("row", ["| Tables | 12 |", "| Figures | 8 |", "| TABLES | 12 |", "| Annexes | 3 |"])
def test_a_word_in_a_cell_is_no_number_of_a_part(text_document, row) -> None:
    document = text_document(
        PAPER.replace("| South | 22 |", f"| South | 22 |\n{row}").replace("{}", "See Table 9 and Figure 4."), "paper.md"
    )
    assert [one.message.partition("in it, but ")[2] for one in missing_parts(document)] == ["1, 2.", "1."]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Table3.", "3"),
        ("Table A1.", "A1"),
        ("TableA1.", "A1"),
        ("Tab.3.", "3"),
        ("TABLE III.", "3"),
        ("TABLEIII:", "3"),
    ],
)
def test_captions_are_read_however_their_number_is_joined(text_document, label, number) -> None:
    document = text_document(f"# Rest\n\nWords.\n\n{label} Hours by ward\n", "paper.md")
    assert numbered_parts(document)["table"] == {number}
