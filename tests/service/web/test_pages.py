"""Names and texts of documents on the pages: they are shown as they are, and nothing gets out of its place."""

from __future__ import annotations

import html
import re

import pytest

INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
FORM = {"accept": "text/html", "sec-fetch-site": "same-origin"}


@pytest.fixture
def answered(served):
    """`answered(question)`: the address of a conversation that begins with it."""

    def address(question: str) -> str:
        got = served.client.post("/", data={"question": question}, headers=FORM)
        assert got.status_code == 303
        return got.headers["location"].split("#")[0]

    return address


def assert_text_alone(shown: str) -> None:
    assert "<script>alert" not in shown and "<img src=x" not in shown
    assert not INVISIBLE.search(shown)


@pytest.mark.parametrize("address", ["/", "/library", "/conversations", "/review", "/audit"])
def test_names_stay_text(served, page_of, address):
    assert_text_alone(page_of(served, address))


@pytest.mark.parametrize(
    "question", ["rope walks and tar", "anchors and a bell", "</h2><script>alert(1)</script> rope?"]
)
def test_texts_and_questions_stay_text(served, page_of, answered, question):
    assert_text_alone(page_of(served, answered(question)))


def test_a_hostile_document_is_shown_word_for_word(served, page_of, outline):
    (holding,) = [holding for holding in served.library.holdings() if "ropes" in holding.name]
    shown = page_of(served, f"/d/{holding.id}?start=0&end=31")
    assert outline(shown).marked == '<script>alert("text")</script> '
    assert "{{ 7 * 7 }}" in html.unescape(shown)
    assert_text_alone(page_of(served, f"/library/{holding.id}"))


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [("/nothing", 404, "Not found"), ("/jobs/none", 404, "Not found"), ("/review/none", 404, "Not found")],
)
def test_what_is_not_there_is_said_in_a_page(served, page_of, address, status, title):
    assert f"<h1>{title}</h1>" in page_of(served, address, status)
