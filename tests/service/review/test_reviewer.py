"""A whole review: what is counted, what is said where there is nothing to hold the manuscript against."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.checks.uncited import uncited_claims
from service.findings.finding import in_order
from service.progress import Course
from service.quotations.checker import QuotationChecker
from service.quotations.copies import CopyFinder
from service.review.reviewer import STEPS, Reviewer, Shelf
from service.review.shape import review_json
from service.review.wording import review_text, summary


@pytest.fixture
def reviewer(library, checker):
    return Reviewer([uncited_claims], Shelf(library, checker, QuotationChecker(library), CopyFinder(library)))


def test_two_reviews_give_the_same_bytes(reviewer, manuscript):
    first, second = (json.dumps(review_json(reviewer.review(manuscript), manuscript)) for _ in range(2))
    assert first == second


def test_findings_come_in_the_order_of_the_text_each_with_its_words(reviewer, manuscript):
    review = reviewer.review(manuscript)
    assert review.findings == in_order(review.findings)
    for finding in review_json(review, manuscript)["findings"]:
        assert finding["text"] == manuscript.text[finding["start"] : finding["end"]]


def test_what_was_checked_is_counted(reviewer, manuscript):
    checked = reviewer.review(manuscript).checked
    assert (checked["citations"], checked["references"], checked["references_held"]) == (4, 3, 2)
    assert checked["citations_held_against_sources"] == 3


def test_without_a_library_the_manuscript_is_checked_by_itself_and_the_review_says_so(manuscript):
    review = Reviewer([uncited_claims]).review(manuscript)
    assert any(notice.startswith("There is no library yet") for notice in review.notices)
    assert review.told_alone(Path("shelf")).notices[0].startswith("There is no library in shelf, so that")
    assert {finding.type for finding in review.findings} <= {"uncited_claim"}


def test_a_library_without_the_cited_works_is_said_to_be_so(reviewer, text_document):
    document = text_document(
        "# Ports\n\n## Trade\n\nNobody has counted the anchors of the lake (Tolk, 1999).\n\n## References\n\n"
        "Tolk, C. (1999). Anchors counted and anchors uncounted. Vikmo: Rope Press.\n"
    )
    assert any(notice.startswith("The only work") for notice in reviewer.review(document).notices)


def test_the_text_shows_the_gravest_first_and_hides_what_is_in_order(reviewer, manuscript):
    review = reviewer.review(manuscript)
    text = review_text(review, manuscript)
    assert text.startswith(summary(review)[:30])
    assert "not held" not in text
    assert "In order" in review_text(review, manuscript, everything=True)
    assert text.index("Credited to the wrong source") < text.index("Source doesn’t say it")


def test_json_keeps_what_is_in_order_only_where_it_is_asked_for(reviewer, manuscript):
    review = reviewer.review(manuscript)
    assert {f["verdict"] for f in review_json(review, manuscript, everything=False)["findings"]} <= {"problem", "doubt"}
    assert review_json(review, manuscript)["counts"]["ok"] >= 2


def test_every_step_that_is_told_has_its_part_of_the_whole(reviewer, manuscript):
    told: list[tuple[str, int, int]] = []
    reviewer.review(manuscript, lambda *word: told.append(word))
    assert list(dict.fromkeys(step for step, _, _ in told)) == list(STEPS)
    course = Course(STEPS)
    assert [course.share(*word) for word in told][-1] == pytest.approx(1.0)


def test_two_entries_of_one_work_are_one_work(reviewer, text_document, manuscript):
    entry = manuscript.references[0].raw
    twice = text_document(manuscript.text.rstrip() + f"\n{entry}\n")
    checked = reviewer.review(twice).checked
    assert (checked["references_held"], checked["works_held"]) == (3, 2)


def test_where_there_is_nothing_to_check_that_is_said(reviewer, text_document):
    review = reviewer.review(text_document("lorem\n"))
    assert summary(review).endswith("there was nothing to check in it.")
