"""Figures of other works aren't held against a document's own tables."""

import pytest

from service.checks.tables.prose_figures import check_prose_figures

PAPER = """# Kilns

## Data

Our sample is given in Table 1.

Table 1. Kilns by clay

| Clay | Kilns | Share (%) |
|---|---|---|
| Red | 210 | 52.8 |
| Grey | 120 | 30.2 |
| White | 68 | 17.1 |
| Total | 398 | 100 |

{}

## References

Porter, M. (1990). Kilns of the town. London: Quay Press.

Lee, A., & Kim, B. (2001). More kilns. London: Quay Press.
"""


def faults(text_document, words: str, paper: str = PAPER) -> list[str]:
    document = text_document(paper.replace("{}", words), "paper.md")
    return [one.message for one in check_prose_figures(document) if one.verdict != "ok"]


@pytest.mark.parametrize(
    "words",
    [
        "Porter (1990) counted 412 kilns in total.",
        "In all there were 412 kilns (Porter, 1990).",
        "Lee and Kim (2001) found a total of 412 kilns.",
        "The study by Porter (1990) had 412 kilns, 150 of them red kilns.",
        "Of the kilns, 47.5 per cent were red kilns (Lee & Kim, 2001).",
        "In Porter's sample red kilns made up 47.5 per cent.",
        "Porter (1990) studied the town. He counted 412 kilns in total.",
    ],
)
def test_what_another_work_counts_is_no_fault(text_document, words) -> None:
    assert faults(text_document, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "We counted 412 kilns in total.",
        "Following Porter (1990), we counted 412 kilns in total.",
        "As in Porter (1990), red kilns lead: our table has 150 red kilns.",
        "As Table 1 shows, there are 150 red kilns, which Porter (1990) would not have thought.",
        "Porter (1990) studied the town. Red kilns are 150 in number there.",
    ],
)
def test_what_the_authors_count_is_one(text_document, words) -> None:
    assert len(faults(text_document, words)) == 1


def test_nor_is_a_work_that_the_table_is_taken_from_another(text_document) -> None:
    taken = PAPER.replace("Kilns by clay", "Kilns by clay, after Porter (1990)")
    assert len(faults(text_document, "Porter (1990) counted 412 kilns in total.", taken)) == 1
