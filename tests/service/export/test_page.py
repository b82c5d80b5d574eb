"""The page: all of the account, escaped, under a policy that lets nothing act."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from service.export.account import account, quoted_lines
from service.export.page import page
from service.export.styles import STYLES

APA = STYLES["apa"]


def test_the_policy_allows_the_page_its_own_style_and_nothing_else(full, held):
    shown = html.fromstring(page(account(full, held, APA)))
    (css,) = shown.xpath("//style/text()")
    (policy,) = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = b64encode(sha256(css.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy and policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not shown.xpath("//script|//link|//img|//iframe|//@style|//@href|//@src|//*[starts-with(name(@*), 'on')]")


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=60), title=st.text(max_size=20))
def test_nothing_of_a_document_becomes_markup(text, title, quote, conversation, held):
    spiteful = f"<script>x</script>{text}<b onclick=y>&amp;"
    told = account(conversation(quote("aaa", spiteful, section=spiteful), title=title), held, APA)
    written = page(told)
    assert "<script" not in written and "<b onclick" not in written
    (said,) = html.fromstring(written).xpath("//blockquote/p")
    assert "".join(said.xpath(".//text()")).split() == ("“" + " ".join(quoted_lines(spiteful)) + "”").split()


def test_tables_have_heads_that_say_so_and_can_be_scrolled_by_keyboard(full, held):
    shown = html.fromstring(page(account(full, held, APA)))
    assert shown.xpath("//th/@scope") == ["col", "col"]
    assert shown.xpath("//div[@class='rows']/@tabindex") == ["0"]
    assert shown.xpath("//div[@class='rows']/@aria-label") == ["Table 2. Coal"]


def test_quotations_say_their_language_where_it_is_another(full, held):
    shown = html.fromstring(page(account(full, held, APA)))
    assert shown.xpath("//blockquote[@lang='ru']/p/text()") == ["“Причал старый.”"]
    assert len(shown.xpath("//@lang")) == 2


def test_headings_go_down_by_one(full, held):
    shown = html.fromstring(page(account(full, held, APA)))
    assert [each.tag for each in shown.xpath("//h1|//h2|//h3")] == ["h1", "h2", "h2", "h3", "h2"]


def test_the_bibliography_is_set_with_its_italics(full, held):
    shown = html.fromstring(page(account(full, held, APA)))
    assert shown.xpath("//ul[@class='works']/li[2]//i/text()") == ["Is a harbour a town?"]
