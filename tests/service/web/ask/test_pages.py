"""The conversation's pages: what was asked is kept with its answer, and nothing in either gets out of its place."""

from __future__ import annotations

import html
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.encoder import HashingEncoder
from indexer.errors import EncoderUnavailable
from indexer.library import Library
from service.web.ask import pages
from service.web.ask.suggestions import _question

ASKED = "How many tonnes of coal did the harbour of Ostby handle in 1887?"
MEASURED = "How is the measurement of clusters done?"
UNKNOWN = "Who composed the opera Zauberfloete?"
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
BROWSER = {"accept": "text/html"}
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class TestBeginning:
    def test_the_first_page_says_what_this_is_and_how_much_it_reads(self, served, page_of):
        assert f"Pincite reads {len(served.library.holdings())} documents" in page_of(served, "/")

    def test_each_suggested_question_is_answered(self, served, page_of, outline, put):
        buttons = [tag for name, tag in outline(page_of(served, "/")).tags if name == "button"]
        questions = [tag["value"] for tag in buttons if tag.get("name") == "question"]
        assert 1 <= len(questions) <= 4
        for question in questions:
            shown = put(served, question).html
            assert 'class="cards quotes"' in shown and 'class="not-found"' not in shown

    def test_an_empty_library_says_so(self, empty, page_of, put):
        assert "The library is empty" in page_of(empty, "/")
        assert 'class="not-found"' in put(empty, ASKED).html

    def test_a_link_with_a_question_only_fills_the_box(self, empty, page_of):
        shown = page_of(empty, "/?q=first&q=Why+%3C%2Ftextarea%3E+not%3F")
        assert "Why &lt;/textarea&gt; not?</textarea>" in shown and 'class="turn"' not in shown
        assert "is kept" in page_of(empty, "/"), "looking at it asks nothing"

    def test_a_link_with_a_document_narrows_what_is_searched(self, served, page_of, outline):
        holding = served.library.holdings()[0]
        shown = outline(page_of(served, f"/?document={holding.id}"))
        checked = [tag["value"] for name, tag in shown.tags if name == "input" and "checked" in tag]
        assert checked == [holding.id]


class TestGoingOn:
    def test_an_answer_shows_the_words_the_citation_and_the_way_to_the_page(self, served, put, outline, page_of):
        shown = put(served, ASKED)
        assert re.fullmatch(r"/c/[\w-]{16}", shown.address)
        assert "The harbour of Ostby handled 4,120 tonnes of coal in 1887." in html.unescape(shown.html)
        links = [link for link in outline(shown.html).attributes("a", "href") if link.startswith("/d/") and "?" in link]
        assert "Ostby" in outline(page_of(served, links[0].split("#")[0])).marked

    def test_a_table_row_is_shown_as_a_table(self, served, put):
        shown = put(served, "Tonnes of coal at the harbour Vikmo in the year 1887").html
        assert '<th scope="col">Tonnes</th>' in shown and re.search(r'data-head="Tonnes">(<mark>)?3015<', shown)

    def test_no_answer_looks_unlike_an_answer(self, served, put):
        shown = put(served, UNKNOWN).html
        assert 'class="not-found"' in shown and 'class="cards quotes"' not in shown
        assert "don’t answer" in shown or 'class="cards nearest"' not in shown

    def test_a_reload_shows_what_was_read(self, served, put, page_of, outline):
        first = put(served, ASKED)
        second = put(served, "And in which year?", first.address, after=1)
        third = put(served, UNKNOWN, first.address, after=2)
        assert first.address == second.address == third.address
        again = page_of(served, first.address)
        assert outline(again).attributes("article", "id") == ["turn-1", "turn-2", "turn-3"]
        turns = re.compile(r"<article.*</article>", re.DOTALL)
        assert turns.search(again)[0] == turns.search(third.html)[0]
        assert "Ostby" in page_of(served, f"{first.address}/turns/2")

    def test_what_is_sent_twice_is_asked_once(self, served, put, outline):
        first = put(served, ASKED, token="a-token-of-a-form")
        assert put(served, ASKED, token="a-token-of-a-form").address == first.address
        for _ in range(2):
            shown = put(served, UNKNOWN, first.address, after=1)
        assert outline(shown.html).attributes("article", "id") == ["turn-1", "turn-2"]

    @pytest.mark.parametrize("question", ["word " * 500, "x" * 2001, "  ", "?!"])
    def test_a_question_that_cannot_be_asked_is_refused_in_its_place(self, served, put, outline, question):
        first = put(served, ASKED)
        for at in ("/", first.address):
            refused = put(served, question, at)
            assert refused.status == 422 and '<p class="refusal" id="refusal" role="alert">The question' in refused.html
            assert f"{question}</textarea>" in refused.html
        assert outline(refused.html).attributes("article", "id") == ["turn-1"]

    def test_another_readers_conversation_is_not_found(self, served, page_of, put):
        address = put(served, ASKED).address
        for wrong in ("/c/AAAAAAAAAAAAAAAA", f"{address}x", f"{address}/turns/2", f"{address}/turns/0"):
            assert "no such conversation" in page_of(served, wrong, 404) or "no question" in page_of(served, wrong, 404)


class TestKeeping:
    def test_a_conversation_is_named_found_and_deleted(self, empty, put, page_of):
        address = put(empty, ASKED).address
        got = empty.client.post(f"{address}/name", data={"name": "Of <b>coal</b>"}, headers=BROWSER)
        assert (got.status_code, got.headers["location"]) == (303, address)
        assert "Of &lt;b&gt;coal&lt;/b&gt;" in page_of(empty, "/conversations?find=coal+ostby")
        assert "No conversation has" in page_of(empty, "/conversations?find=sheep")
        gone = empty.client.post(f"{address}/delete", headers=BROWSER)
        assert (gone.status_code, gone.headers["location"]) == (303, "/")
        page_of(empty, address, 404)
        assert "Nothing has been asked yet" in page_of(empty, "/conversations")

    def test_many_are_leafed_through(self, empty, page_of, monkeypatch):
        monkeypatch.setattr(pages, "LISTED", 2)
        kept = empty.desk.workspace.conversations
        for number in range(5):
            kept.begin("here", f"About mill {number}?")
        seen, address = [], "/conversations?find=mill"
        while address:
            shown = page_of(empty, address)
            seen += re.findall(r"About mill (\d)", shown.partition("</h1>")[2])
            following = re.search(r'href="([^"]*)" rel="next"', shown)
            address = html.unescape(following[1]) if following else ""
        assert seen == ["4", "3", "2", "1", "0"]
        assert 'rel="prev"' in shown and "Another 1 conversation " in shown

    def test_what_is_kept_in_memory_alone_is_said(self, empty, page_of):
        assert "only until the server stops" not in page_of(empty, "/")
        (empty.library.folder / "workspace.sqlite").rename(empty.library.folder / "gone.sqlite")
        empty.desk.workspace.conversations.begin("here", "Why?")
        assert "only until the server stops" in page_of(empty, "/")

    def test_what_has_no_word_in_it_finds_nothing_and_says_so(self, empty, put, page_of):
        put(empty, ASKED)
        for sent, shown in (("%25", "%"), ("%22", "&#34;"), ("%00", "\ufffd")):
            page = page_of(empty, f"/conversations?find={sent}")
            assert f"no word to look for in “{shown}”" in page and ASKED not in html.unescape(page)
            assert empty.client.get(f"/api/v1/conversations?find={sent}").json() == {"conversations": []}
        assert "No conversation has “&lt;b&gt;”" in page_of(empty, "/conversations?find=%3Cb%3E")
        assert "1 conversation," in page_of(empty, "/conversations?find=+")

    def test_it_outlasts_the_server(self, tmp_path, serve, put, page_of):
        for turn in (1, 2):
            with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library) as running:
                if turn == 1:
                    address = put(running, ASKED).address
                else:
                    assert ASKED in html.unescape(page_of(running, address))

    def test_what_was_removed_since_is_said_and_asked_again(self, empty, put):
        files = [
            ("files", ("a.txt", b"The harbour of Ostby handled much coal in the winter of 1887, by all accounts."))
        ]
        empty.client.post("/api/v1/documents", files=files)
        address = put(empty, ASKED).address
        (holding,) = empty.library.holdings()
        assert holding.id in empty.client.get(address, headers=BROWSER).text
        empty.library.remove(holding.id)
        shown = empty.client.get(address, headers=BROWSER).text
        assert "Removed from the library since: a.txt." in shown and "much coal" in shown and "/d/" not in shown
        again = empty.client.post(f"{address}/again", data={"number": 1}, headers=BROWSER, follow_redirects=True)
        assert "library is empty" in again.text and "much coal" not in again.text

    @pytest.mark.parametrize("form", ["markdown", "docx", "html", "bibtex", "ris", "csl-json"])
    def test_it_is_exported(self, served, put, form):
        address = put(served, ASKED).address
        got = served.client.get(f"{address}/export", params={"form": form, "style": "apa"})
        assert got.status_code == 200 and got.headers["content-disposition"].startswith(
            "attachment; filename*=UTF-8''How"
        )
        assert form == "docx" or "4,120 tonnes" in got.text
        assert served.client.get(f"{address}/export", params={"form": form, "turn": 2}).status_code == 404

    def test_an_export_in_an_unknown_form_or_style_is_refused(self, served, put):
        address = put(served, ASKED).address
        for wrong in ({"form": "pdf"}, {"style": "none"}):
            got = served.client.get(f"{address}/export", params=wrong)
            assert got.status_code == 422 and "choose one of" in got.json()["detail"]


class TestBeside:
    def test_who_else_sees_what_is_kept_is_said_truly(self, empty, tmp_path, serve, page_of):
        assert "kept on this computer, for whoever uses Pincite here" in page_of(empty, "/")
        with Library(tmp_path / "l", HashingEncoder(8), create=True) as library, serve(library, hosts=None) as reached:
            shown = page_of(reached, "/")
            assert "for you alone" in shown and "on this computer" not in shown

    def test_finding_comes_before_the_list(self, empty, put):
        shown = put(empty, ASKED).html
        assert shown.index('action="/conversations"') < shown.index('class="recent"')

    def test_names_that_look_alike_are_told_apart(self, empty, put):
        long = "What is said about the harbours of the north in the years of the great frost, and by whom, in"
        for question in (f"{long} Ostby?", f"{long} Vikmo?", ASKED):
            address = put(empty, question).address
        shown = html.unescape(put(empty, ASKED, address, after=1).html)
        names = re.findall(r'<a href="/c/[^>]*>(.*?)</a>', shown[shown.index('class="recent"') :])
        assert names[0] == ASKED and "Vikmo?" in names[1] and "Ostby?" in names[2]
        assert all(len(name) < 80 and "…" in name for name in names[1:3])
        put(empty, ASKED)
        shown = html.unescape(empty.client.get(address, headers=BROWSER).text)
        assert re.findall(r'class="aside">(.*?)<', shown) == ["1 question", "2 questions"]


class TestNarrowing:
    def test_only_what_is_named_answers_and_it_holds_for_the_next_question(self, served, put, outline):
        cardew = next(held for held in served.library.holdings() if held.name.startswith("cardew"))
        shown = put(served, ASKED, document=[cardew.id], year_to="1950")
        assert "No document of this library is" in shown.html
        shown = put(served, MEASURED, document=[cardew.id], author="Cardew", year_from="2000")
        links = [link for link in outline(shown.html).attributes("a", "href") if link.startswith("/d/")]
        assert links and all(link.startswith(f"/d/{cardew.id}") for link in links)
        assert "Searched only in documents called" in shown.html
        chips = [tag["value"] for name, tag in outline(shown.html).tags if tag.get("name") == "drop"]
        assert chips == [f"document:{cardew.id}", "author:Cardew", "years:"]
        fields = {"document": [cardew.id], "author": "Cardew", "year_from": "2000", "drop": "author:Cardew"}
        got = served.client.post(f"{shown.address}/narrow", data=fields, headers=BROWSER, follow_redirects=True)
        left = [tag["value"] for name, tag in outline(got.text).tags if tag.get("name") == "drop"]
        assert left == [f"document:{cardew.id}", "years:"]
        first = served.client.post("/narrow", data=fields | {"question": "Why so?"}, headers=BROWSER)
        assert "Why so?</textarea>" in first.text and "author:Cardew" not in first.text

    def test_a_year_that_is_none_is_refused_and_the_question_stays(self, served, put):
        refused = put(served, ASKED, year_from="last <year>")
        assert refused.status == 422 and "“last &lt;year&gt;” is no year" in refused.html
        assert html.escape(ASKED) in refused.html

    @QUICK
    @given(st.text(max_size=30), st.text(max_size=30), st.text("0123456789-x ", max_size=6))
    def test_any_conditions_are_searched_with_or_refused(self, served, put, named, author, year):
        shown = put(served, ASKED, named=named, author=author, year_from=year)
        assert shown.status in (200, 422)
        assert not INVISIBLE.search(shown.html)


class TestStreaming:
    def test_what_was_found_comes_before_the_answer_which_is_the_pages(self, served, heard, page_of):
        events = heard(served, ASKED)
        assert [name for name, _ in events] == ["kept", "found", "turn"]
        (_, kept), (_, found), (_, turn) = events
        assert "harbours" in found["html"].lower() or "Harbours" in found["html"]
        assert turn["html"] in page_of(served, kept["address"])
        events = heard(served, UNKNOWN, kept["address"], after=1)
        assert events[0][1]["number"] == 2 and events[-1][1]["html"] in page_of(served, kept["address"])

    def test_an_answer_that_nobody_waits_for_is_kept_all_the_same(self, served):
        headers = {"accept": "text/event-stream"}
        with served.client.stream("POST", "/", data={"question": ASKED}, headers=headers) as got:
            lines = got.iter_lines()
            address = re.search(r"/c/[\w-]{16}", next(line for line in lines if line.startswith("data: ")))[0]
        for _ in range(200):
            shown = served.client.get(f"{address}/turns/1").text
            if "data-pending" not in shown:
                break
            time.sleep(0.05)
        assert "4,120 tonnes" in shown

    def test_what_cannot_be_asked_is_a_problem_and_nothing_is_kept(self, empty, heard):
        events = heard(empty, "x" * 2001)
        assert events[-1][0] == "problem"
        assert "2,001 characters" in events[-1][1]["detail"] and events[-1][1]["code"] == "question_refused"
        assert empty.client.get(events[0][1]["address"], headers=BROWSER).status_code == 404

    def test_an_encoder_that_cannot_be_loaded_is_told_and_the_page_still_shown(self, tmp_path, serve, heard, page_of):
        with Library(tmp_path / "l", Unusable(8), create=True) as library, serve(library) as running:
            events = heard(running, ASKED)
            assert (events[-1][0], events[-1][1]["code"]) == ("problem", "encoder_unavailable")
            assert "is kept" in page_of(running, "/")
            got = running.client.post("/", data={"question": ASKED}, headers=BROWSER)
            assert got.status_code == 503 and "can’t be loaded" in html.unescape(got.text).replace("'", "’")


class Unusable(HashingEncoder):
    """An encoder whose model isn't there."""

    def encode(self, texts):
        raise EncoderUnavailable("no model at all")


class TestHostileText:
    @pytest.mark.parametrize(
        "question",
        ["rope walks and tar", "anchors and a bell", '</h2><script>alert(1)</script> "quoted" rope?', "\x07\u202ebell"],
    )
    def test_questions_names_and_texts_stay_text(self, served, put, question, page_of):
        shown = put(served, question)
        for text in (shown.html, page_of(served, shown.address), page_of(served, "/conversations")):
            assert "<script>alert" not in text and "<img src=x" not in text and not INVISIBLE.search(text)


@pytest.mark.parametrize(
    ("topic", "question"),
    [
        ("The trouble with counting", "What is said about the trouble with counting?"),
        ("Why nearness matters?", "Why nearness matters?"),
        ("GDP and growth", "What is said about GDP and growth?"),
        ("Industrial Districts in Italy", "What is said about Industrial Districts in Italy?"),
    ],
)
def test_a_heading_becomes_a_question(topic, question):
    assert _question(topic) == question
