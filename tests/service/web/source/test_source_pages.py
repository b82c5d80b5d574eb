"""The pages of a source: the passage is marked, every way on keeps it, and nothing of a document acts."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, unquote

import pytest

NOTES = "brandl-2018-history.pdf"
COLUMNS = "dunmore-2020-spillovers.pdf"
WORDS = "one fifth of the firms"


def titles(page: str) -> list[str]:
    return re.findall(r'class="leaf-title">([^<]+)<', page)


def links(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', page)]


class TestPassages:
    def test_a_passage_is_marked_on_its_page_once_by_its_id(self, sources, page_of, key, at):
        start, end = at(COLUMNS, WORDS)
        page = page_of(sources, f"/d/{key(COLUMNS)}?start={start}&end={end}")
        assert page.count('id="mark"') == 1 and '<rect class="mark quoted"' in page
        assert WORDS in html.unescape(page) and f'data-copy-link="/d/{key(COLUMNS)}#{start}-{end}"' in page

    def test_pages_are_turned_with_the_passage_kept(self, sources, page_of, key, at):
        start, end = at(COLUMNS, WORDS)
        there = f"/d/{key(COLUMNS)}?start={start}&end={end}&back={quote('/c/abc#turn-2')}"
        following = next(link for link in links(page_of(sources, there)) if "/p/2?" in link)
        assert f"start={start}&end={end}" in following and "back=%2Fc%2Fabc%23turn-2" in following
        page = page_of(sources, following)
        assert 'id="mark"' not in page and "To the marked passage" in page
        assert "/c/abc#turn-2" in links(page)

    def test_a_text_without_pages_is_shown_in_parts(self, sources, page_of, outline, key, at):
        start, end = at("long.txt", "Paragraph 500 tells of mills.")
        page = page_of(sources, f"/d/{key('long.txt')}?start={start}&end={end}")
        assert outline(page).marked == "Paragraph 500 tells of mills." and titles(page) == ["Part 3 of 5"]
        assert "Previous part" in page and "Next part" in page

    def test_without_a_passage_it_begins_at_the_beginning_and_says_what_an_address_can_name(
        self, sources, page_of, key
    ):
        page = page_of(sources, f"/d/{key(NOTES)}")
        assert titles(page) == ["Page 259 (page 1 of the file)"] and "<noscript>" in page
        assert "data-copy-link" not in page and 'class="mark' not in page

    @pytest.mark.parametrize("place", ["start=0&end=999999", "start=9&end=3", "start=999999&end=999999"])
    def test_a_passage_that_is_not_there_is_told_above_the_document(self, sources, page_of, key, place):
        page = page_of(sources, f"/d/{key(COLUMNS)}?{place}", 422)
        assert "There are no characters" in page and titles(page) == ["Page 1"]

    @pytest.mark.parametrize(
        ("path", "status", "told"),
        [
            ("/d/0123456789ab", 404, "no such document"),
            ("/d/..%2F", 404, ""),
            ("/d/{key}/p/99", 404, "There is no page 99: the document has pages 1 to 3 (printed 259 to 261)."),
            ("/d/{key}/p/0", 404, "There is no page 0"),
            ("/d/{key}?start=-1&end=2", 422, ""),
            ("/d/{key}?page=0", 200, "There is no page 0"),
            ("/d/{key}?page=xii", 200, "There is no page “xii”: the document has pages 1 to 3 (printed 259 to 261)."),
        ],
    )
    def test_what_is_not_there_is_said_in_a_page(self, sources, page_of, key, path, status, told):
        assert told in html.unescape(page_of(sources, path.format(key=key(NOTES)), status))

    def test_a_page_that_is_not_there_leaves_one_where_one_was(self, sources, page_of, key, at):
        start, end = at(COLUMNS, WORDS)
        asked = f"/d/{key(COLUMNS)}?start={start}&end={end}&leaf=2&page=999"
        page = page_of(sources, asked)
        assert "There is no page 999" in page and titles(page) == ["Page 2"]
        assert page.count('name="leaf" value="2"') == 2
        assert titles(page_of(sources, asked.replace("leaf=2", "leaf=70"))) == ["Page 2"]

    @pytest.mark.parametrize(("page", "title"), [("260", "Page 260"), ("3", "Page 261"), (" 261 ", "Page 261")])
    def test_a_page_is_found_by_its_printed_number_or_its_place(self, sources, page_of, key, page, title):
        assert titles(page_of(sources, f"/d/{key(NOTES)}?page={quote(page)}"))[0].startswith(title)

    @pytest.mark.parametrize(
        ("back", "leads"),
        [
            ("/c/abc?x=1#turn-2", "/c/abc?x=1#turn-2"),
            ("/review/9?only=doubt#f3", "/review/9?only=doubt#f3"),
            ("/audit", "/audit"),
            ("/library/0f1e2d3c4b5a", "/library/0f1e2d3c4b5a"),
            ("//evil.example/c/", "/"),
            ("https://evil.example/c/", "/"),
            ("javascript:alert(1)", "/"),
            ("/c/\"onclick='x'", "/"),
            ("/c/a\\b", "/"),
            ("/c/a\nb", "/"),
            ("/d/other", "/"),
        ],
    )
    def test_back_leads_to_pages_of_this_server_alone(self, sources, page_of, key, back, leads):
        page = page_of(sources, f"/d/{key(COLUMNS)}?back={quote(back)}")
        [way] = re.findall(r'<p class="back"><a href="([^"]+)"', page)
        assert html.unescape(way) == leads
        assert all("evil" not in unquote(link) for link in links(page))


class TestSearch:
    def test_hits_are_listed_with_their_pages_and_marked(self, sources, page_of, key):
        page = page_of(sources, f"/d/{key(COLUMNS)}?find=KNOWLEDGE+spill-overs")
        count = int(re.search(r"(\d+) places with “KNOWLEDGE spill-overs”", page)[1])
        listed = re.findall(r'<li><a href="([^"]+)"', page)
        assert count == len(listed) > 1 and page.count('id="hit"') == 1
        assert 'class="where-found">p. 1<' in page and '<rect class="mark hit' in page
        last = page_of(sources, html.unescape(listed[-1]))
        assert f">{count} of {count}<" in last and last.count('id="hit"') == 1
        following = next(link for link in links(last) if "hit=1#hit" in link)
        assert f">1 of {count}<" in page_of(sources, following)

    def test_it_begins_on_the_page_that_is_looked_at(self, sources, page_of, key):
        page = page_of(sources, f"/d/{key(COLUMNS)}?find=knowledge&leaf=2")
        assert titles(page) == ["Page 2"] and ">1 of" not in page

    def test_a_passage_stays_marked_in_its_own_way(self, sources, page_of, key, at):
        start, end = at(COLUMNS, WORDS)
        page = page_of(sources, f"/d/{key(COLUMNS)}?start={start}&end={end}&find=fifth+of")
        assert 'class="mark quoted" id="mark"' in page and 'class="mark hit current" id="hit"' in page

    def test_what_is_broken_at_a_line_end_is_found(self, sources, page_of, outline, key):
        page = page_of(sources, f"/d/{key('lines.txt')}?find=knowledge")
        assert "1 place with" in page and "know-" in outline(page).marked

    def test_nothing_found_is_said(self, sources, page_of, key):
        page = page_of(sources, f"/d/{key(COLUMNS)}?find={quote('<b>zauberflöte')}")
        assert "Nothing in this document reads “&lt;b&gt;zauberflöte”" in page

    def test_the_api_finds_the_same(self, sources, key):
        got = sources.client.get(
            f"/api/v1/documents/{key(COLUMNS)}/search", params={"words": "Spill-overs", "limit": 2}
        )
        body = got.json()
        text = sources.client.get(f"/api/v1/documents/{key(COLUMNS)}/text").json()["text"]
        assert body["total"] > len(body["hits"]) == 2
        for hit in body["hits"]:
            assert text[hit["start"] : hit["end"]] == hit["text"] and hit["text"].lower() == "spillovers"
            assert hit["page"] in (1, 2) and hit["page_label"] == str(hit["page"])

    @pytest.mark.parametrize("words", ["", "x" * 201])
    def test_the_api_refuses_what_is_too_short_or_long(self, sources, key, problem, words):
        got = sources.client.get(f"/api/v1/documents/{key(COLUMNS)}/search", params={"words": words})
        assert "words" in problem(got, 422, "invalid_request")


class TestHostileDocuments:
    @pytest.mark.parametrize("query", ["", "?start=0&end=60", "?find=script", "?page=%3Cscript%3E&find=%22%3E%3Cimg"])
    def test_markup_stays_text(self, sources, page_of, key, query):
        page = page_of(sources, f"/d/{key('hostile.md')}{query}")
        assert "<img src=x" not in page and "<script>alert" not in page and "\u202e" not in page and "\x07" not in page
        assert "49" not in titles(page)

    def test_the_words_are_all_there(self, sources, page_of, key):
        page = html.unescape(page_of(sources, f"/d/{key('hostile.md')}"))
        assert '<script>alert("text")</script> & <img src=x onerror=alert(1)> </mark></div> stand here.' in page


class TestBrokenPages:
    def test_the_words_stay_where_the_image_is_gone(self, broken, page_of):
        [holding] = broken.library.holdings()
        page = page_of(broken, f"/d/{holding.id}?find=fifth")
        assert '<text data-start="' in page and "places with “fifth”" in page
        image = broken.client.get(f"/api/v1/documents/{holding.id}/pages/1.png")
        assert image.status_code == 500 and image.headers["content-type"] == "application/problem+json"
