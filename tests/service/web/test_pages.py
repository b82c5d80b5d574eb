"""The pages: what they show stands in the documents, and nothing from a document or a name gets out of its place."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.record import Record
from corpus.document import Document, Span
from corpus.errors import PageMissing
from service.naming import LONGEST_NAME, file_name, readable, visible
from service.web import marks
from service.web.conversation import LONGEST_ADDRESS, MOST_TURNS, address_of, kept
from service.web.suggestions import _question

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ASKED = "How many tonnes of coal did the harbour of Ostby handle in 1887?"
UNKNOWN = "Who composed the opera Zauberfloete?"
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


class Outline(HTMLParser):
    """The tags of a page with their attributes, and the text of chosen ones."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked = ""
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag in ("mark", "script"):
            self._open.append(tag)

    def handle_endtag(self, tag):
        if self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data):
        if self._open and self._open[-1] == "mark":
            self.marked += data
        assert "script" not in self._open or not data.strip(), "a script within the page"

    def attributes(self, tag: str, name: str) -> list[str]:
        return [attributes[name] or "" for found, attributes in self.tags if found == tag and name in attributes]


def page(served, address: str, status: int = 200) -> str:
    got = served.client.get(address, headers=BROWSER)
    assert got.status_code == status, got.text
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    outline = Outline(got.text)
    for tag, attributes in outline.tags:
        assert "style" not in attributes and not any(name.startswith("on") for name in attributes), (tag, attributes)
        for name in ("href", "src", "action"):
            assert not re.match(r"(?:[a-z]+:|//)", attributes.get(name) or ""), (tag, attributes)
    return got.text


def conversation(*questions: str) -> str:
    return "/?" + urlencode([("q", question) for question in questions])


def document_of(text: str) -> Document:
    return Document("a.txt", "0" * 64, "text/plain", text, Record())


class TestConversation:
    def test_the_first_page_says_what_this_is_and_how_much_it_reads(self, served):
        shown = page(served, "/")
        assert f"Pincite reads {len(served.library.holdings())} documents" in shown

    def test_each_suggested_question_is_answered(self, served):
        links = [link for link in Outline(page(served, "/")).attributes("a", "href") if link.startswith("/?q=")]
        assert 1 <= len(links) <= 4
        for link in links:
            shown = page(served, link.split("#")[0])
            assert 'class="cards quotes"' in shown and 'class="not-found"' not in shown

    def test_an_empty_library_says_so(self, empty):
        assert "The library is empty" in page(empty, "/")
        assert 'class="not-found"' in page(empty, conversation(ASKED))

    def test_an_answer_shows_the_words_the_citation_and_the_way_to_the_page(self, served):
        shown = page(served, conversation(ASKED))
        assert "The harbour of Ostby handled 4,120 tonnes of coal in 1887." in html.unescape(shown)
        (link, *_) = [link for link in Outline(shown).attributes("a", "href") if link.startswith("/d/")]
        assert "Ostby" in Outline(page(served, link.split("#")[0])).marked

    def test_a_table_row_is_shown_as_a_table(self, served):
        shown = page(served, conversation("Tonnes of coal at the harbour Vikmo in the year 1887"))
        assert '<th scope="col">Tonnes</th>' in shown and re.search(r'data-head="Tonnes">(<mark>)?3015<', shown)

    def test_no_answer_looks_unlike_an_answer(self, served):
        shown = page(served, conversation(UNKNOWN))
        assert 'class="not-found"' in shown and 'class="cards quotes"' not in shown
        assert "don’t answer" in shown or 'class="cards nearest"' not in shown

    def test_the_whole_conversation_is_in_the_address(self, served):
        shown = page(served, conversation(ASKED, "And in which year?", UNKNOWN))
        outline = Outline(shown)
        assert outline.attributes("article", "id") == ["turn-1", "turn-2", "turn-3"]
        hidden = [tag["value"] for name, tag in outline.tags if name == "input" and tag.get("type") == "hidden"]
        assert hidden == [ASKED, "And in which year?", UNKNOWN]

    def test_the_turn_that_a_script_adds_is_the_one_that_the_page_shows(self, served):
        questions = (ASKED, UNKNOWN)
        alone = page(served, "/turn?" + conversation(*questions)[2:])
        assert alone.strip() in page(served, conversation(*questions))

    def test_a_question_that_cannot_be_asked_is_refused_in_its_place(self, served):
        assert 'class="refusal"' in page(served, conversation("word " * 500))

    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.text(st.characters(exclude_categories=("C",)), max_size=2500), max_size=20))
    def test_what_is_kept_are_the_latest_questions(self, questions):
        latest = kept(questions)
        assert (
            latest == tuple(q for q in questions if q.strip())[len([q for q in questions if q.strip()]) - len(latest) :]
        )
        assert len(latest) <= MOST_TURNS and (len(latest) <= 1 or len(address_of(latest)) <= LONGEST_ADDRESS)
        assert bool(latest) == any(question.strip() for question in questions)

    @pytest.mark.parametrize(
        ("topic", "question"),
        [
            ("The trouble with counting", "What is said about the trouble with counting?"),
            ("Why nearness matters?", "Why nearness matters?"),
            ("GDP and growth", "What is said about GDP and growth?"),
            ("Industrial Districts in Italy", "What is said about Industrial Districts in Italy?"),
        ],
    )
    def test_a_heading_becomes_a_question(self, topic, question):
        assert _question(topic) == question


class TestHostileText:
    @pytest.mark.parametrize(
        "address", ["/", "/library", conversation("rope walks and tar"), conversation("anchors and a bell")]
    )
    def test_names_and_texts_stay_text(self, served, address):
        shown = page(served, address)
        assert "<script>alert" not in shown and "<img src=x" not in shown
        assert not INVISIBLE.search(shown)

    def test_a_hostile_question_stays_text(self, served):
        shown = page(served, conversation('</h2><script>alert(1)</script> "quoted" rope?', "\x07\u202ebell"))
        assert "<script>alert" not in shown and "\x07" not in shown

    def test_a_hostile_document_is_shown_word_for_word(self, served):
        (holding,) = [holding for holding in served.library.holdings() if "ropes" in holding.name]
        shown = page(served, f"/d/{holding.id}?start=0&end=31")
        assert Outline(shown).marked == '<script>alert("text")</script> '
        assert "{{ 7 * 7 }}" in html.unescape(shown)

    @given(st.text())
    def test_a_visible_name_has_nothing_invisible(self, text):
        assert not INVISIBLE.search(visible(text)) and "\n" not in visible(text)
        assert visible(visible(text)) == visible(text)

    @given(st.text())
    def test_a_readable_text_is_as_long_as_it_was(self, text):
        assert len(readable(text)) == len(text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\x9b]", readable(text))

    @given(st.text(st.sampled_from("شام ‌‍‎café\n\t")))
    def test_what_scripts_need_stays(self, text):
        assert readable(text) == text

    @given(st.text(), st.lists(st.text(min_size=1), max_size=3))
    def test_a_file_name_is_one(self, given_name, taken):
        name = file_name(given_name, taken)
        assert name and not re.search(r"[/\\\x00]", name) and not name.startswith(".") and name not in taken
        assert not INVISIBLE.search(name) and len(name.encode()) <= LONGEST_NAME + 30
        assert file_name(name) == name

    def test_a_name_that_is_taken_gets_a_number(self):
        assert file_name("a.pdf", {"a.pdf", "a (2).pdf"}) == "a (3).pdf"
        assert file_name("", {"document"}) == "document (2)"


class TestSource:
    def test_a_passage_is_marked_on_its_page(self, served):
        (holding,) = [holding for holding in served.library.holdings() if holding.name.startswith("dunmore")]
        document = served.library.document(holding)
        for span in document.sentences[::7]:
            shown = page(served, f"/d/{holding.id}?start={span.start}&end={span.end}")
            images = Outline(shown).attributes("img", "src")
            boxes = document.boxes(span)
            assert [int(re.search(r"/pages/(\d+)\.png", image).group(1)) for image in images] == sorted(
                {box.page for box in boxes}
            )
            assert shown.count('class="mark"') == len(boxes) and shown.count('id="mark"') == 1

    def test_pages_are_turned_with_the_passage_kept(self, served):
        (holding,) = [holding for holding in served.library.holdings() if holding.name.startswith("dunmore")]
        start, end = served.library.document(holding).sentences[0].start, 300
        query = f"start={start}&end={end}&turn=2&q=rope&q=tar"
        second = page(served, f"/d/{holding.id}/p/2?{query}")
        links = [html.unescape(link) for link in Outline(second).attributes("a", "href")]
        assert f"/d/{holding.id}/p/1?{query}" in links and f"/d/{holding.id}?{query}#mark" in links
        assert "/?q=rope&q=tar#turn-2" in links
        assert 'rel="next"' not in second and 'class="mark"' not in second

    def test_a_text_without_pages_is_shown_in_parts(self, served):
        (holding,) = [holding for holding in served.library.holdings() if holding.name == "long.txt"]
        text = served.library.document(holding).text
        start = text.index("Paragraph 700 ")
        shown = page(served, f"/d/{holding.id}?start={start}&end={start + 30}")
        assert Outline(shown).marked == text[start : start + 30]
        assert 'rel="prev"' in shown and 'rel="next"' in shown

    def test_the_pane_has_the_same_marks_as_the_page(self, served):
        (holding,) = [holding for holding in served.library.holdings() if holding.name.startswith("cardew")]
        place = f"{holding.id}?start=500&end=900"
        marked = [re.findall(r'<rect class="mark".*', page(served, f"/{kind}/{place}")) for kind in ("d", "pane")]
        assert marked[0] == marked[1] != []

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/d/000000000000", 404),
            ("/d/{id}/p/0", 404),
            ("/d/{id}/p/99", 404),
            ("/d/{id}?start=9&end=3", 422),
            ("/nothing", 404),
        ],
    )
    def test_what_is_not_there_is_said_in_a_page(self, served, path, status):
        shown = page(served, path.replace("{id}", served.library.holdings()[0].id), status)
        assert "That didn’t work" in shown

    @settings(deadline=None)
    @given(st.data())
    def test_parts_and_pieces_give_back_the_text(self, data):
        text = data.draw(st.text(st.sampled_from("ab \n"), max_size=60)) * data.draw(st.integers(1, 900))
        start = data.draw(st.integers(0, len(text)))
        span = Span(start, data.draw(st.integers(start, len(text))))
        document = document_of(text)
        everything = [marks.leaf(document, n, span) for n in range(1, marks.leaf_count(document) + 1)]
        assert "".join(piece.text for leaf in everything for piece in leaf.pieces) == text
        assert "".join(p.text for leaf in everything for p in leaf.pieces if p.marked) == span.of(text)
        assert all(sum(len(piece.text) for piece in leaf.pieces) <= marks.LONGEST_PART for leaf in everything)
        shown = marks.leaves(document, span)
        assert 1 <= len(shown) <= marks.MOST_LEAVES and (len(span) == 0 or shown[0].is_marked)

    def test_there_is_no_leaf_before_the_first_or_after_the_last(self):
        for number in (0, 2):
            with pytest.raises(PageMissing):
                marks.leaf(document_of("one part"), number)


class TestLibraryPage:
    def test_it_lists_what_is_held(self, served):
        shown = html.unescape(page(served, "/library"))
        for holding in served.library.holdings():
            assert f"/d/{holding.id}" in shown and visible(holding.name) in shown

    def test_it_finds_by_words_of_author_title_year_and_name(self, served):
        assert page(served, "/library?find=dunmore+2020").count('class="holding"') == 1
        assert "matches" in page(served, "/library?find=nothing-of-the-kind")

    def test_upload_and_removal_work_as_plain_forms(self, empty):
        files = [("files", ("mills.txt", b"One sentence about mills.")), ("files", ("bad.pdf", b"%PDF-1.7"))]
        got = empty.client.post("/library", files=files, headers=BROWSER)
        assert got.status_code == 200 and "was added" in got.text and "was not added" in got.text
        (holding,) = empty.library.holdings()
        gone = empty.client.post("/library/remove", data={"id": holding.id}, headers=BROWSER)
        assert (gone.status_code, gone.headers["location"]) == (303, "/library")
        assert empty.library.holdings() == ()

    def test_an_upload_of_nothing_is_refused_in_the_page(self, empty):
        got = empty.client.post("/library", files=[("files", ("", b""))], headers=BROWSER)
        assert got.status_code == 422 and "text/html" in got.headers["content-type"]
