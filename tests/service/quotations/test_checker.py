"""A manuscript's quotations: the right ones pass, each wrong one is told for what it is."""

from __future__ import annotations

import pytest

from service.quotations.checker import QuotationChecker

RIGHT = "A quay is worth what is landed on it in a winter, not what it cost to build"


def findings(library, document):
    return [(f.type, f.verdict) for f in QuotationChecker(library).check(document)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"It is said that “{RIGHT}” (Holm, 1994).",
        f'Holm (1994) writes that "{RIGHT}".',
        "It is said that “a quay is worth what is landed on it … not what it cost to build” (Holm, 1994).",
        "It is said that “[a] quay is worth what [coal] is landed on it in a winter” (Holm, 1994).",
        "We read: “more than any other harbour of the coast could claim. Its quay was rebuilt twice” (Holm, 1994).",
        "We read: “has ever said that the quay was worth its price, but none has left the town” (Holm, 1994).",
        f"Nobody is named: “{RIGHT}”.",
    ],
)
def test_right_quotations_are_ok(small_library, manuscript, sentence):
    assert findings(small_library, manuscript(sentence)) == [("altered_quotation", "ok")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "“A quay is worth what is landed on it in a summer, not what it cost” (Holm, 1994).",
            "altered_quotation problem",
        ),
        (
            "“handled 4,210 tonnes of coal in 1887, which was more than any other” (Holm, 1994).",
            "altered_quotation problem",
        ),
        (
            "“the merchants who paid for it asked the town not to share the cost” (Holm, 1994).",
            "altered_quotation problem",
        ),
        (
            "“a quay is worth what is landed in a winter, not what it cost to build” (Holm, 1994).",
            "altered_quotation problem",
        ),
        (
            "“the organization of the labor mattered to every family in the street” (Holm, 1994).",
            "altered_quotation doubt",
        ),
        ("“no ship came home that year without a song for the dead” (Holm, 1994).", "fabricated_quotation problem"),
        ("“A mill without a neighbour is a poor mill” (Holm, 1994).", "misattribution problem"),
        ("“no ship came home that year without a song for the dead” (Marshall, 1890).", "fabricated_quotation ok"),
        ("“no ship came home that year without a song for the dead” (Lost, 1801).", "fabricated_quotation ok"),
    ],
)
def test_each_fault_is_told_for_what_it_is(small_library, manuscript, sentence, found):
    document = manuscript(f"One study says: {sentence}")
    assert findings(small_library, document) == [tuple(found.split())]


@pytest.mark.parametrize(
    "sentence",
    [
        "Many speak of “so-called clusters” here (Holm, 1994).",
        "The paper “The winters of a harbour” is the start of it (Holm, 1994).",
        "The chapter “Harbours and Their Winters in Times of War” is the start of it (Holm, 1994).",
        "One owner told us: “we have never met the people from across the river”.",
        "In her words, “der Hafen war im Winter immer ganz leer” (Holm, 1994, own translation).",
    ],
)
def test_what_is_no_quotation_is_passed_over(small_library, manuscript, sentence):
    assert findings(small_library, manuscript(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The same author judges that “no ship came home without a song for the dead”.", "problem"),
        ("As the authors put it, “no ship came home without a song for the dead”.", "problem"),
        ("“No ship came home without a song for the dead”, she writes.", "doubt"),
    ],
)
def test_words_may_be_credited_to_a_work_that_was_cited_before(small_library, manuscript, sentence, verdict):
    document = manuscript(f"Coal was landed there in the winter (Holm, 1994). {sentence}")
    assert findings(small_library, document) == [("fabricated_quotation", verdict)]


@pytest.mark.parametrize("item", ["I trust the people who live in my street", "How often do you meet your neighbours?"])
def test_an_item_of_a_survey_may_be_credited_to_its_maker(small_library, manuscript, item):
    document = manuscript(f"They were shown the item “{item}” (Holm, 1994).")
    assert findings(small_library, document) == [("fabricated_quotation", "doubt")]


def test_what_people_told_the_authors_is_nobody_s_text(small_library, manuscript):
    document = manuscript(
        "Coal was landed there (Holm, 1994). The owners complained: “no ship ever came home in time”."
    )
    assert findings(small_library, document) == []


def test_the_place_is_the_source_s_characters(small_library, manuscript):
    document = manuscript("It is said that “a quay is worth what lands on it in a winter” (Holm, 1994).")
    (finding,) = QuotationChecker(small_library).check(document)
    (at,) = finding.related
    assert small_library.document(small_library.holding("holm.md")).text[at.start : at.end] == at.text
    assert at.text == "A quay is worth what is landed on it in a winter"
    assert "“lands” stands for “is landed”" in finding.message


def test_words_of_another_work_are_told_with_their_source(small_library, manuscript):
    document = manuscript("It is said that “a mill without a neighbour is a poor mill” (Holm, 1994).")
    (finding,) = QuotationChecker(small_library).check(document)
    assert [at.doc for at in finding.related] == ["berg.md"]


def test_two_runs_give_equal_findings(small_library, manuscript):
    document = manuscript("One says “a quay is worth what it cost” and “a mill is a poor mill at all” (Holm, 1994).")
    checker = QuotationChecker(small_library)
    assert list(checker.check(document)) == list(QuotationChecker(small_library).check(document))
