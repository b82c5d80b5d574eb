"""Which sentences claim something, what is cited for them, and which need a source."""

import time

import pytest

from service.checks.claims import stated_claims
from service.checks.uncited import uncited_claims

PAPER = """# Harbours of the north

## Introduction

{text}

## Results

{results}

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
2. Holm, A., & Berg, K. (2003). The price of ice. Journal of Cold Trades, 4(1), 10–19.
"""
RESULTS = "We counted 412 barrels, of which 37 per cent were empty."


def claims(document):
    return {
        " ".join(c.span.of(document.text).split()): (c.kind, [x.text for x in c.callouts], c.source)
        for c in stated_claims(document)
    }


def flagged(document):
    found = [f for f in uncited_claims(document) if f.verdict != "ok"]
    return {" ".join(f.span.of(document.text).split()): f.verdict for f in found}


@pytest.fixture
def paper(text_document):
    return lambda text, results=RESULTS: text_document(PAPER.format(text=text, results=results))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Some 63 per cent of small harbours closed within a decade [1].", "statistic"),
        ("Seven out of ten towns lost their ice house in those years [1].", "statistic"),
        ("Studies have shown that ice houses raise the income of a town [2].", "attribution"),
        ("Marshall [1] argues that trades stay where they once settled.", "attribution"),
        ("A quay is defined as a wall along which ships can lie [1].", "definition"),
        ("The harbour of Vikmo was founded in 1711 by two brothers [1].", "history"),
        ("Granite quays last longer than those of timber [1].", "comparison"),
        ("As Marshall wrote, “a quay is worth what is landed on it” [1].", "quotation"),
        ("Deep harbours keep their trade in hard winters [2].", "finding"),
    ],
)
def test_kinds_of_claims_with_their_citation(paper, sentence, kind):
    found = claims(paper(f"{sentence} Nobody has asked why."))
    assert found[sentence][0] == kind
    assert found[sentence][2] == "own"


@pytest.mark.parametrize(
    "sentence",
    [
        "Why did the harbours of the north close so early?",
        "The aim of this paper is to explain why harbours closed.",
        "This paper examines why the harbours of the north closed.",
        "The remainder of the paper is organised in four sections.",
        "Section 3 describes the harbours and the ships in them.",
        "We collected the ledgers of forty harbours from the archives.",
        "Towns should keep their ice houses in good repair.",
        "Suppose that a harbour has two quays and one crane.",
        "Table 1 lists the harbours and the year in which each closed.",
        "Small boats.",
    ],
)
def test_what_claims_nothing(paper, sentence):
    assert sentence not in claims(paper(f"{sentence} Ice was cut on the lakes in winter [2]."))


@pytest.mark.parametrize("part", ["2. Data", "Methods", "Materials and methods"])
def test_a_cited_figure_is_a_claim_in_the_part_on_data_too(text_document, part):
    said = "The registers list 340 harbours, of which 62 per cent kept a log [1]."
    own = ("Of the ledgers 40 per cent were copied.", "We drew 12 per cent of the logs, as others did [2].")
    document = text_document(PAPER.replace("## Results", f"## {part}").format(text="", results=" ".join([said, *own])))
    assert claims(document) == {said: ("statistic", ["[1]"], "own")}


def test_callout_behind_the_stop_belongs_to_the_sentence(paper):
    found = claims(paper("Ice was cut on the lakes in every winter.[2] Tar was burnt in pits above the fjord."))
    assert next(callouts for text, (_, callouts, _) in found.items() if text.startswith("Ice")) == ["[2]"]


def test_sentence_that_carries_on_shares_the_citation_before_it(paper):
    found = claims(
        paper("Holm and Berg [2] weighed the ice of three lakes. They found that 40 per cent melted on the way.")
    )
    assert found["They found that 40 per cent melted on the way."][1:] == (["[2]"], "preceding")


def test_citation_at_the_end_of_a_paragraph_is_told_as_such(paper):
    text = "Ice was cut from three lakes by hand. Sawdust kept it cold at sea. Brewers paid for it by weight [2]."
    assert claims(paper(text))["Ice was cut from three lakes by hand."][1:] == (["[2]"], "paragraph")


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Some 63 per cent of small harbours closed within a decade.", "problem"),
        ("Nine towns in ten would build their ice house again.", "problem"),
        ("Studies have shown that ice houses double the income of a town.", "problem"),
        ("It has been shown that granite outlasts timber in cold water.", "problem"),
        ("It is widely believed that granite outlasts timber in cold water.", "doubt"),
        ("According to Marshall, trades stay where they once settled.", "doubt"),
        ("As one engineer wrote, “no wall has ever stood on that clay for a whole winter”.", "problem"),
    ],
)
def test_what_needs_a_source_and_has_none(paper, sentence, verdict):
    document = paper(f"Ice was cut on the lakes in winter [2].\n\nHarbours are of many kinds. {sentence}")
    assert flagged(document) == {sentence: verdict}


@pytest.mark.parametrize(
    "sentence",
    [
        "Some 63 per cent of small harbours closed within a decade [2].",
        "Studies have shown that ice houses double the income of a town [1].",
        "Our ledgers show that 63 per cent of the boats were sold.",
        "Table 2 shows that 63 per cent of the boats were sold.",
        "Of the respondents, 63 per cent had sold their boats.",
        "The existing literature has gaps that are hard to close.",
        "The word “quay” has been spelled in nine ways.",
        "Harbours are places where ships lie safe from the sea.",
        "As one respondent said, “we sold the boat and never looked back at it”.",
    ],
)
def test_what_needs_no_further_source(paper, sentence):
    document = paper(f"Ice was cut on the lakes in winter [2].\n\nHarbours are of many kinds. {sentence}")
    assert flagged(document) == {}


def test_own_results_need_no_source(paper):
    results = "About 37 per cent of the barrels were empty. The rest held 1,200 tonnes of tar."
    assert flagged(paper("Ice was cut on the lakes in winter [2].", results)) == {}


def test_cited_claims_are_in_order(paper):
    document = paper("Some 63 per cent of small harbours closed within a decade [2].")
    (finding,) = uncited_claims(document)
    assert finding.verdict == "ok"
    assert [place.text for place in finding.related] == ["[2]"]


def test_text_that_cites_nothing_has_doubts_only(text_document):
    document = text_document("# Harbours\n\nSome 63 per cent of small harbours closed within a decade.\n")
    assert list(flagged(document).values()) == ["doubt"]


@pytest.mark.parametrize(
    "remark",
    [
        "The figure is repeated from paper to paper, and I have not been able to find where it comes from.",
        "Its source is unknown.",
        "Nobody has been able to trace the origin of this number.",
    ],
)
def test_a_figure_of_which_the_text_says_that_its_source_is_unknown(paper, remark):
    claim = "Seven out of ten towns lost their ice house in those years."
    assert claim in flagged(paper(f"{claim} Ice was cheap."))
    assert claim not in flagged(paper(f"{claim} {remark}"))


OWN_STUDY = """# Quays of Vikmo

## 1 Introduction

Ice was cut in winter [1]. I visited 96 smokers between April and May.

## 2 Who rebuilt

**Table 1.** Smokers in Vikmo that rebuilt their sheds

| Kind of rebuilding | Smokers | Share of smokers (%) |
|---|---:|---:|
| Roof | 71 | 74.0 |
| Hearth | 17 | 17.7 |

The second reason is money. A new shed costs about 18,500 euros before the first fish is hung.

## 3 What neighbours can do

Marshall [1] speaks of the air of a trade. In Vikmo the air is smoke.
Smokers with a hearth were three times as likely to rebuild. {more}

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
"""


def test_figures_of_the_place_studied_are_the_authors_own(text_document):
    assert flagged(text_document(OWN_STUDY.format(more=""))) == {}
    elsewhere = "Seven out of ten herring barons never owned a boat."
    assert list(flagged(text_document(OWN_STUDY.format(more=f"\n\n{elsewhere}")))) == [elsewhere]


def test_a_paragraph_that_is_one_quotation_has_its_source_behind_it(text_document):
    document = text_document(
        "# Quays\n\n## Aims\n\n“The quay was rebuilt twice, and the merchants asked the town to share the cost."
        " Nobody left the town because of it.” (Holm, 1994, p. 2)\n\n## References\n\n"
        "Holm, A. (1994). The winters of a harbour. Oslo: Fjord Press.\n"
    )
    assert [finding for finding in uncited_claims(document) if finding.verdict != "ok"] == []


def test_a_thousand_dotted_figures_are_looked_at_once(paper):
    begin = time.process_time()
    claims(paper("The firms of the valley counted " + "51.000.000," * 4000 + " and no more."))
    assert time.process_time() - begin < 10
