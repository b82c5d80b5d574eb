"""Markdown: what a reader of it sees is the text of the document, and nothing of that text is markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from service.export.account import account, quoted_lines
from service.export.conversation import Conversation
from service.export.markdown import escaped, markdown
from service.export.styles import STYLES

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
APA = STYLES["apa"]
SPITEFUL = st.text(alphabet=st.sampled_from("\\`*_[]()<>|~&$^#@!{}=+-.:;/\"' \n\tab1й"), max_size=40)
TEXTS = SPITEFUL | st.text(max_size=40)
HOSTILE = (
    "# Title\n---\n> said\n1. one\n- two\n```\ncode\n```\n| a | b |\n|---|---|\n<script>alert(1)</script> ![x](http://e.com/i.png)"
    " [y](javascript:z) <http://e.com> &amp; *b* __c__ ~~d~~ `e` [^1] $x$"
)


def inline(text):
    """What stands in the only paragraph of the text: its words, and the kinds of everything else in it."""
    tokens = READER.parse(text)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], tokens
    (children,) = [token.children for token in tokens if token.type == "inline"]
    return "".join(child.content for child in children), {child.type for child in children}


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_a_line_reads_as_it_was(text):
    flat = " ".join(text.replace("\x00", "").split())
    if flat:
        assert inline(escaped(flat)) == (flat, {"text"})


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(text=TEXTS)
def test_a_quotation_reads_as_it_was(text, quote, conversation, held):
    told = account(conversation(quote("aaa", text)), held, APA)
    tokens = READER.parse(markdown(told))
    start = next(place for place, token in enumerate(tokens) if token.type == "blockquote_open")
    shown = tokens[start + 2]
    assert "".join(child.content or "\n" for child in shown.children) == "“" + "\n".join(quoted_lines(text)) + "”"
    assert {child.type for child in shown.children} <= {"text", "hardbreak"}


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(cells=st.lists(TEXTS, min_size=2, max_size=3), heads=st.lists(TEXTS, max_size=3), caption=TEXTS)
def test_a_table_has_its_cells_and_no_more(cells, heads, caption, quote, conversation, held):
    from service.quotes.quote import TableRow

    row = TableRow(caption, tuple(heads), ("first", *cells))
    told = account(conversation(quote("aaa", "x", row=row)), held, APA)
    tokens = READER.parse(markdown(told))
    shown = [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "td_open"]
    (grid,) = [passage.grid for passage in told.turns[0].passages]
    assert len(shown) == len(grid.rows[0])
    words = [
        "".join(child.content for child in tokens[place + 1].children)
        for place, token in enumerate(tokens)
        if token.type == "td_open"
    ]
    assert words == list(grid.rows[0])


@pytest.mark.parametrize("where", ["title", "question", "quotation", "cell", "notice", "name"])
def test_hostile_texts_stay_texts(where, full, held, quote, record, holding):
    from service.ask.answer import Answer
    from service.export.conversation import Exchange
    from service.quotes.notice import Notice
    from service.quotes.quote import TableRow

    row = TableRow(HOSTILE, (HOSTILE,), (HOSTILE, HOSTILE)) if where == "cell" else None
    said = quote("zzz", HOSTILE if where == "quotation" else "plain", row=row, section=HOSTILE, page_label=None)
    notices = (Notice("table_conflict", HOSTILE if where == "notice" else "plain"),)
    answer = Answer("", "", False, "", "", quotes=(said,), notices=notices)
    question = HOSTILE if where == "question" else "plain"
    told = Conversation(HOSTILE if where == "title" else "plain", (Exchange(question, answer),))
    name = record(title=HOSTILE, author=[{"literal": HOSTILE}]) if where == "name" else record(title="Plain")
    tokens = READER.parse(markdown(account(told, {"zzz": holding("zzz", f"{HOSTILE}.pdf", name)}, APA)))
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "hardbreak", "em_open", "em_close", "strong_open", "strong_close", "softbreak"}
    assert not {"html_block", "fence", "code_block", "hr", "bullet_list_open", "ordered_list_open"} & {
        token.type for token in tokens
    }
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2"]


def test_addresses_are_not_made_links():
    assert escaped("see https://e.com, www.e.com") == r"see https\://e.com, www\.e.com"


def test_figures_are_not_escaped_without_need():
    assert escaped("5.4") == "5.4" and escaped("5. four") == r"5\. four"


@pytest.mark.parametrize("key", STYLES)
def test_everything_is_told_in_its_place(key, full, held):
    text = markdown(account(full, held, STYLES[key]))
    order = [
        "# Quays: costs \\& coal",
        "## What is a quay worth?",
        "1,105 tonnes",
        "> “A quay is worth what is landed on it.”",
        "Second-hand: it reports Marshall, 1890.",
        "> “Причал старый.”",
        "| Ostby \\| old | 4,120 |",
        "*Note:* Table 2 has 4,120",
        "## Who painted it?",
        "**Not found in this library",
        "### Nearest passages",
        "“The town was built of tarred wood.”",
        "## Bibliography",
    ]
    places = [text.find(each) for each in order]
    assert -1 not in places and places == sorted(places)


def test_a_note_on_an_entry_stands_below_it(full, held):
    text = markdown(account(full, {id: each for id, each in held.items() if id != "ccc"}, APA))
    assert "File: ccc.pdf.\\\n*This document is no longer held" in text


def test_italics_are_shown_as_such(full, held):
    told = account(replace(full, title="x"), held, APA)
    tokens = READER.parse(markdown(told))
    assert any(child.type == "em_open" for token in tokens for child in token.children or ())
