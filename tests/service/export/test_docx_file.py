"""The Word file: real headings, quotations and tables, and the same bytes every time."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from service.export.account import account, quoted_lines
from service.export.docx_file import docx_file
from service.export.styles import STYLES

APA = STYLES["apa"]


def opened(told):
    return docx.Document(BytesIO(docx_file(told)))


def test_it_has_real_headings_quotations_and_tables(full, held):
    document = opened(account(full, held, APA))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert headings == [
        ("Title", "Quays: costs & coal"),
        ("Heading 1", "What is a quay worth?"),
        ("Heading 1", "Who painted it?"),
        ("Heading 2", "Nearest passages, which don’t answer the question"),
        ("Heading 1", "Bibliography"),
    ]
    assert [p.text for p in document.paragraphs if p.style.name == "Quote"] == [
        "“A quay is worth what is landed on it.”",
        "“Причал старый.”",
        "“The town was built of tarred wood.”",
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Harbour", "Tonnes"],
        ["Ostby | old", "4,120"],
        ["Vikmo", "3,015"],
    ]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") and not document.inline_shapes


def test_it_says_all_that_the_account_tells(full, held):
    text = "\n".join(paragraph.text for paragraph in opened(account(full, held, APA)).paragraphs)
    for said in ("(Almå, 1998, p. 12)", "Second-hand: it reports", "Table 2 has 4,120", "Not found", "1,105 tonnes"):
        assert said in text
    assert "Brun, C. (2004). Is a harbour a town? Pier Press." in text


def test_no_clock_is_in_it(full, held):
    first, second = (docx_file(account(full, held, APA)) for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as packed:
        names = packed.namelist()
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml" and names[1:] == sorted(names[1:])
    assert opened(account(full, held, APA)).core_properties.created.year == 2000


@settings(deadline=None, max_examples=25)
@given(text=st.text(max_size=60), title=st.text(max_size=300))
def test_any_text_can_be_held(text, title, quote, conversation, held):
    spiteful = f"{text}\x00\x0b\ud800\ufffe\uffff</w:t>"
    told = account(conversation(quote("aaa", spiteful), title=title), held, APA)
    (said,) = [p.text for p in opened(told).paragraphs if p.style.name == "Quote"]
    assert said == "“" + "\n".join(quoted_lines(spiteful)) + "”"
