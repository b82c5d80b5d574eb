"""Quotations whose source is the work cited in a sentence before."""

from __future__ import annotations

import pytest

from service.review.carried_quotations import with_carried

LIST = "\n\n## References\n\nMarsh, A. (1990). A school of patience. Ostby: Quay Press.\n"


@pytest.fixture
def credited(text_document):
    def made(body):
        document = with_carried(text_document(f"# Ports\n\n## Trade\n\n{body}{LIST}"))
        (quotation,) = document.quotations
        return quotation.callout.of(document.text) if quotation.callout else None

    return made


@pytest.mark.parametrize(
    "sentence",
    [
        "As the authors put it, “a quay is worth what is landed on it in winter”.",
        "A quay, she writes, is “worth what is landed on it in winter and spring”.",
        "In their words, it holds that “a quay is worth what is landed on it in winter”.",
    ],
)
def test_words_given_to_the_one_cited_before_are_credited_to_the_work(credited, sentence):
    assert credited(f"The port of Ostby is large (Marsh, 1990). {sentence}") == "(Marsh, 1990)"


def test_words_of_nobody_are_left_alone(credited):
    assert (
        credited("The port of Ostby is large (Marsh, 1990). A poster says “come and land your herring here”.") is None
    )


def test_a_paragraph_without_a_citation_credits_nothing(credited):
    assert (
        credited("The port of Ostby is large. As the authors put it, “a quay is worth what is landed on it”.") is None
    )
