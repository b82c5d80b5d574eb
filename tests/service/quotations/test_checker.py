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


@pytest.mark.parametrize("work", ["Marshall, 1890", "Lost, 1801"])
def test_what_could_not_be_compared_is_no_finding_but_counted(small_library, manuscript, work):
    document = manuscript(f"One says: “no ship came home that year without a song for the dead” ({work}).")
    compared = QuotationChecker(small_library).compare(document)
    assert compared.findings == ()
    assert compared.counted == {"quotations_not_compared": 1}
    assert "1 quotation was not compared" in compared.notices[0] and work in compared.notices[0]


def test_nothing_is_said_of_comparing_where_all_was_compared(small_library, manuscript):
    compared = QuotationChecker(small_library).compare(manuscript(f"It is said that “{RIGHT}” (Holm, 1994)."))
    assert (compared.notices, compared.counted) == ((), {"quotations_not_compared": 0})


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ("The colour of the stone did … matter to anyone", "takes a negation out"),
        ("The colour of the stone did [...] matter to anyone", "takes a negation out"),
        ("The trade in salted fish was … informal, since each barrel was weighed", "“never”"),
        ("the colour of the stone mattered did matter to anyone", "differs"),
    ],
)
def test_an_ellipsis_may_not_hide_a_negation(small_library, manuscript, quoted, told):
    (finding,) = QuotationChecker(small_library).check(manuscript(f"It says that “{quoted}” (Holm, 1994)."))
    assert (finding.type, finding.verdict) == ("altered_quotation", "problem")
    assert told in finding.message


@pytest.mark.parametrize(
    "quoted",
    [
        "A quay is worth what is landed on it … not what it cost to build",
        "Its quay was rebuilt twice … but none has left the town because of it",
        "The colour of the stone did not matter … and the organisation of the labour mattered to every family",
    ],
)
def test_an_ellipsis_may_leave_a_denied_clause_out(small_library, manuscript, quoted):
    assert findings(small_library, manuscript(f"It says that “{quoted}” (Holm, 1994).")) == [
        ("altered_quotation", "ok")
    ]


def test_a_negation_that_is_lost_is_said_to_be_left_out(small_library, manuscript):
    document = manuscript("It says: “The colour of the stone in fact did indeed matter to anyone” (Holm, 1994).")
    (finding,) = QuotationChecker(small_library).check(document)
    assert "“not” is left out" in finding.message or "“not” is left out" in finding.message


def test_words_in_another_order_are_no_invention(small_library, manuscript):
    document = manuscript("Berg says that “a poor mill is a mill without a neighbour” (Berg, 1999).")
    (finding,) = QuotationChecker(small_library).check(document)
    assert (finding.type, finding.verdict) == ("altered_quotation", "problem")
    assert "in another order" in finding.message
    assert finding.related[0].text == "A mill without a neighbour is a poor mill"
