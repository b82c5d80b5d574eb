"""One fault is told once, whatever came upon it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.bibliography.record import Record
from corpus.document import Document, Span
from service.checks.places import place_in
from service.findings.finding import TYPES, Finding
from service.findings.merging import ONCE, WORDS, merged

TEXT = "One two three four five six seven eight nine ten. " * 8
DOCUMENT = Document("paper.md", "ab" * 32, "text/markdown", TEXT, Record())


def finding(kind, verdict, start, end, message="m", related=()):
    return Finding(kind, verdict, Span(start, end), message, tuple(place_in(DOCUMENT, Span(*one)) for one in related))


findings = st.builds(
    lambda kind, verdict, start, length, message: finding(kind, verdict, start, start + length, message),
    st.sampled_from(TYPES),
    st.sampled_from(["problem", "doubt", "ok"]),
    st.integers(0, 200),
    st.integers(1, 120),
    st.sampled_from("abc"),
)


@given(st.lists(findings, max_size=12), st.randoms())
def test_the_order_of_the_checks_makes_no_difference(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert merged(shuffled, DOCUMENT) == merged(found, DOCUMENT)


@given(st.lists(findings, max_size=12))
def test_merging_again_changes_nothing(found):
    once = merged(found, DOCUMENT)
    assert merged(once, DOCUMENT) == once


@given(st.lists(findings, max_size=12))
def test_no_passage_has_two_faults_of_its_words_or_one_fault_twice(found):
    faults = [one for one in merged(found, DOCUMENT) if one.verdict != "ok"]
    for i, one in enumerate(faults):
        for other in faults[i + 1 :]:
            same = one.type == other.type and one.type in ONCE
            if same or {one.type, other.type} <= WORDS:
                common = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
                assert 2 * common < min(len(one.span), len(other.span))


@given(st.lists(findings, max_size=12))
@example([finding("duplicate_row", "problem", 1, 2), finding("duplicate_table", "doubt", 0, 2)])
def test_a_problem_is_never_lost_to_what_is_less_sure(found):
    kept = merged(found, DOCUMENT)
    for one in found:
        if one.verdict == "problem":
            assert any(other.verdict == "problem" and other.span.overlaps(one.span) for other in kept)


@pytest.mark.parametrize(
    ("graver", "other"),
    [
        ("altered_quotation", "unsupported_citation"),
        ("altered_quotation", "contradicted_citation"),
        ("misattribution", "unsupported_citation"),
        ("copied_text", "uncited_claim"),
    ],
)
def test_of_two_faults_of_the_same_words_the_graver_stays_with_both_places(graver, other):
    (kept,) = merged(
        [
            finding(other, "problem", 0, 49, related=[(100, 110)]),
            finding(graver, "problem", 8, 40, related=[(150, 160)]),
        ],
        DOCUMENT,
    )
    assert kept.type == graver
    assert [place.start for place in kept.related] == [150, 100]


def test_misattribution_by_quotation_and_by_claim_is_told_once_where_the_words_stand():
    (kept,) = merged(
        [finding("misattribution", "problem", 0, 49), finding("misattribution", "problem", 8, 40)], DOCUMENT
    )
    assert kept.span == Span(8, 40)


def test_two_cells_of_one_row_may_each_have_their_fault():
    found = [finding("percentage_mismatch", "problem", 0, 5), finding("number_table_mismatch", "problem", 0, 5)]
    assert len(merged(found, DOCUMENT)) == 2


def test_what_is_in_order_about_a_faulty_passage_is_not_listed():
    found = [finding("uncited_claim", "ok", 0, 49), finding("altered_quotation", "problem", 8, 40)]
    assert [one.type for one in merged(found, DOCUMENT)] == ["altered_quotation"]


def test_a_fault_in_a_repeated_paragraph_is_told_where_it_first_stands():
    found = [
        finding("duplicate_paragraph", "problem", 200, 300, related=[(0, 100)]),
        finding("uncited_claim", "problem", 0, 49),
        finding("uncited_claim", "problem", 200, 249),
        finding("duplicate_claim", "problem", 200, 249, related=[(0, 49)]),
    ]
    kept = merged(found, DOCUMENT)
    assert [(one.type, one.span.start) for one in kept] == [("uncited_claim", 0), ("duplicate_paragraph", 200)]


def test_a_fault_that_only_the_repetition_has_stays(text_document: Callable[..., Document]):
    found = [
        finding("duplicate_paragraph", "problem", 200, 300, related=[(0, 100)]),
        finding("uncited_claim", "problem", 200, 249),
    ]
    assert len(merged(found, DOCUMENT)) == 2
