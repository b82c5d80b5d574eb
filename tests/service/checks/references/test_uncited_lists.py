"""Entries that nothing cites: each is told once, and a list that is hardly cited in one finding."""

from service.checks.references.listed_twice import duplicate_references
from service.checks.references.uncited import uncited_references

PAPER = """# Harbours of the north

## Introduction

Quays were rebuilt twice [1]. Ice was cut in winter [2].

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
2. Holm, A., & Berg, K. (2003). The price of ice in northern towns. Journal of Cold Trades, 4(1), 10–19.
{more}
"""
OTHERS = (
    "Ostby, T. (2011). Spring sales of the coast. Oslo: Fjord Press.",
    "Lund, E. (2009). Rope and tar. Bergen: Fjord Press.",
    "Moe, C. (1999). Pilots and their bars. Bergen: Fjord Press.",
    "Dahl, R. (2001). Lighthouses in winter. Oslo: Tide Press.",
    "Vik, N. (2015). Salt weighed twice. Oslo: Tide Press.",
)


def faults(check, document):
    return [finding for finding in check(document) if finding.verdict != "ok"]


def listed(*entries):
    return "\n".join(f"{n}. {entry}" for n, entry in enumerate(entries, start=3))


def test_a_list_that_is_hardly_cited_is_one_doubt_with_its_entries(text_document):
    document = text_document(PAPER.format(more=listed(*OTHERS)))
    (found,) = faults(uncited_references, document)
    assert found.verdict == "doubt" and "5 of the 7 works" in found.message
    assert [place.text[-len(entry) :] for place, entry in zip(found.related, OTHERS, strict=True)] == list(OTHERS)
    assert all(found.span.start <= place.start and place.end <= found.span.end for place in found.related)


def test_an_entry_that_may_be_listed_again_is_not_told_as_uncited_too(text_document):
    again = "Holm, A., & Berg, K. (2003). The price of ice in northern towns. Annals of Winter, 7(2), 88–97."
    document = text_document(PAPER.format(more=listed(again)))
    assert [finding.verdict for finding in faults(duplicate_references, document)] == ["doubt"]
    assert faults(uncited_references, document) == []


def test_a_list_that_is_hardly_cited_tells_all_of_its_uncited_works(text_document):
    again = "Lund, E. (2009). Rope and tar of the long northern winters. Annals of Winter, 7(2), 88–97."
    first = "Lund, E. (2009). Rope and tar of the long northern winters. Journal of Rope, 2(1), 8–9."
    document = text_document(PAPER.format(more=listed(*OTHERS, first, again)))
    (found,) = faults(uncited_references, document)
    assert f"{len(found.related)} of the 9 works" in found.message


def test_why_an_entry_is_not_surely_uncited_is_told_as_it_is(text_document):
    document = text_document(PAPER.format(more=listed(OTHERS[0])))
    (found,) = faults(uncited_references, document)
    assert found.message.endswith("only 2 citations could be followed to the list.")


def test_a_work_that_is_cited_from_another_is_cited(text_document):
    document = text_document(
        "# Quays\n\n## Aims\n\nHolm (1928, as cited in Berg, 2018) measured ice. Lund (2009) sold rope (Berg, 2018)."
        "\n\n## References\n\nBerg, K. (2018). The price of ice. Oslo: Fjord Press.\n\nHolm, A. (1928). Ice measured."
        " Oslo: Tide Press.\n\nLund, E. (2009). Rope and tar. Bergen: Fjord Press.\n"
    )
    assert faults(uncited_references, document) == []
