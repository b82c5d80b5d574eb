"""Passages over HTTP: their text, where they stand on the page, and the page as an image."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

API = "/api/v1"
TELLING = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class TestPassages:
    def test_text_is_the_whole_document_unless_told_otherwise(self, served):
        for holding in served.library.holdings():
            got = served.client.get(f"{API}/documents/{holding.id}/text").json()
            assert got["text"] == served.library.document(holding).text

    @pytest.mark.parametrize(("start", "end"), [(5, 4), (0, 10**9), (10**9, 10**9)])
    def test_a_place_outside_the_text_is_refused(self, served, start, end, problem, pdf):
        for what in ("text", "boxes"):
            place = {"start": start, "end": end}
            got = served.client.get(f"{API}/documents/{pdf(served)}/{what}", params=place)
            problem(got, 422, "passage_outside")

    @TELLING
    @given(data=st.data())
    def test_boxes_lie_on_the_pages_of_their_passage(self, served, data):
        holding = data.draw(st.sampled_from([h for h in served.library.holdings() if h.pages]))
        document = served.library.document(holding)
        start = data.draw(st.integers(0, len(document.text) - 1))
        end = data.draw(st.integers(start + 1, min(start + 3000, len(document.text))))
        boxes = served.client.get(f"{API}/documents/{holding.id}/boxes", params={"start": start, "end": end}).json()
        pages = {page.number: page for page in document.pages}
        touched = {document.page_at(offset).number for offset in range(start, end)}
        assert {box["page"] for box in boxes["boxes"]} <= touched
        for box in boxes["boxes"]:
            page = pages[box["page"]]
            assert -1 <= box["left"] < box["right"] <= page.width + 1
            assert -1 <= box["top"] < box["bottom"] <= page.height + 1

    def test_a_text_without_pages_has_no_boxes_and_no_images(self, served, problem, documents):
        key = documents(served)["harbours.md"]["id"]
        got = served.client.get(f"{API}/documents/{key}/boxes", params={"start": 0, "end": 9}).json()
        assert got["boxes"] == []
        problem(served.client.get(f"{API}/documents/{key}/pages/1.png"), 404, "page_missing")

    @pytest.mark.parametrize("scale", [0.25, 1, 2.5])
    def test_a_page_image_is_as_large_as_the_page(self, served, scale, pdf):
        page = served.client.get(f"{API}/documents/{pdf(served)}").json()["page_list"][0]
        got = served.client.get(f"{API}/documents/{pdf(served)}/pages/1.png", params={"scale": scale})
        width, height = Image.open(io.BytesIO(got.content)).size
        assert abs(width - page["width"] * scale) <= 1 and abs(height - page["height"] * scale) <= 1

    @pytest.mark.parametrize("number", [0, -1, 3, 10**12])
    def test_a_page_that_is_not_there_is_refused(self, served, number, problem, pdf):
        problem(served.client.get(f"{API}/documents/{pdf(served)}/pages/{number}.png"), 404, "page_missing")

    @pytest.mark.parametrize("scale", ["0", "100", "nan", "inf", "x"])
    def test_a_scale_that_makes_no_sense_is_refused(self, served, scale, problem, pdf):
        got = served.client.get(f"{API}/documents/{pdf(served)}/pages/1.png", params={"scale": scale})
        problem(got, 422, "invalid_request")
