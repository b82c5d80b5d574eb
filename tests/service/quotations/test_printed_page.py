"""The pages that a citation gives, however it is written."""

from __future__ import annotations

import pytest

from service.quotations.printed_page import pages_of


@pytest.mark.parametrize(
    ("locator", "pages"),
    [
        ("p. 12", {12}),
        ("pp. 12–14", {12, 13, 14}),
        ("112-4", {112, 113, 114}),
        ("12, 17", {12, 17}),
        ("S. 5", {5}),
        ("ch. 3", set()),
        ("Table 4", set()),
        ("para. 9", set()),
    ],
)
def test_pages_of_a_locator(locator, pages):
    assert {page for pages_given in pages_of(locator) for page in pages_given} == pages


def test_following_pages_are_allowed():
    assert any(14 in pages for pages in pages_of("12 ff."))
