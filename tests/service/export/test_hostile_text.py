"""What comes out of a document is harmless in every form that it is exported in, whatever it holds."""

from __future__ import annotations

import json
import re
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from corpus.bibliography.bibtex import read_bibtex
from corpus.bibliography.ris import read_ris
from service.export.forms import FORMS
from service.export.styles import STYLES
from service.quotes.notice import Notice
from service.quotes.quote import TableRow

PIECES = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><iframe src='//x.example'>", "javascript:1",
    "{", "}", "\\", "\\input{x}", "%", "@book{x,", "\n@article{y, title={z}}\n", "\nER  - \nTY  - JOUR\n", "\r\n",
    "TY  - ", "=HYPERLINK(1)", "+1", "-1", "@SUM", "\t", "\x00", "\x07", "\x1b[2J", "\x9b31m", "\u202e", "\u2066",
    "\ufffe", "\uffff", "\ufeff", "\u2028", "\ue000", "\ue001", "![x](http://x.example/y.png)", "[x](javascript:1)",
    "http://x.example", "```", "\n# x", "\n- x", "\n> x", "|", "&lt;script&gt;", "]]>", "<!--", "$(x)", "\'\'", '"',
    "é", "字", "and", ",",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=6).map(" ".join)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def exported(conversation, quote, record, holding):
    """Writes a conversation in which `text` stands wherever a document's or a reader's words may stand."""

    def write(form: str, text: str) -> bytes:
        work = record(
            type="article-journal",
            title=text,
            author=[{"family": text, "given": text}, {"literal": text}],
            container_title=text,
            page=text,
            URL=text,
            DOI=text,
            note=text,
            keyword=text,
            issued={"literal": text},
        )
        row = TableRow(text, (text, ""), (text, text), ())
        told = conversation(
            quote("aaa", text, section=text, page_label=text, reports=(text,), doubts=(text,)),
            quote("aaa", text, row=row),
            title=text,
            notices=(Notice("table_conflict", text),),
        )
        held = {"aaa": holding("aaa", f"{text.replace('/', ' ')}.pdf", work)}
        return FORMS[form].write(told, held, STYLES["apa"])

    return write


@pytest.mark.slow
@SLOW
@given(TEXTS)
@example("\ufffe\uffff")
@example("\x00 \x1b[2J \u202e")
def test_a_word_file_opens_and_hides_nothing(exported, text):
    document = docx.Document(BytesIO(exported("docx", text)))
    words = [p.text for p in document.paragraphs]
    words += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert not FORBIDDEN.search("".join(words))


@pytest.mark.slow
@SLOW
@given(TEXTS)
@example("<script>alert(1)</script>")
def test_a_page_holds_no_element_of_a_documents_making(exported, text):
    written = exported("html", text).decode()
    root = html.document_fromstring(written)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base", "svg", "link", "a"}
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert not FORBIDDEN.search(written)


@pytest.mark.slow
@SLOW
@given(TEXTS)
@example("![x](http://x.example/y.png) <img src=x>")
def test_markdown_holds_no_markup_of_a_documents_making(exported, text):
    written = exported("markdown", text).decode()
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(written)
    kinds = {token.type for each in tokens for token in (each, *(each.children or ()))}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "code_inline"}
    assert not FORBIDDEN.search(written)


@pytest.mark.slow
@SLOW
@given(TEXTS)
@example("} @book{x, title={y}}")
@example("\\")
def test_bibtex_holds_one_entry_whatever_its_fields_say(exported, text):
    written = exported("bibtex", text).decode()
    read = read_bibtex(written, "out.bib")
    assert (len(read.entries), read.notices) == (1, ())
    assert not FORBIDDEN.search(written)


@pytest.mark.slow
@SLOW
@given(TEXTS)
@example("\nER  - \nTY  - JOUR\nTI  - other")
def test_ris_holds_one_entry_whatever_its_fields_say(exported, text):
    written = exported("ris", text).decode()
    read = read_ris(written, "out.ris")
    assert (len(read.entries), read.notices) == (1, ())
    assert not FORBIDDEN.search(written)


@pytest.mark.slow
@SLOW
@given(TEXTS)
def test_csl_json_is_json_of_one_item(exported, text):
    assert len(json.loads(exported("csl-json", text).decode())) == 1


@given(TEXTS, st.sampled_from(sorted(FORMS)))
def test_a_files_name_is_a_plain_name(text, form):
    name = FORMS[form].file_name(text)
    assert not re.search(r'[/\\:*?"<>|]', name) and not FORBIDDEN.search(name)
    assert not name.startswith((".", "-")) and name.endswith(FORMS[form].suffix) and len(name.encode()) < 255
