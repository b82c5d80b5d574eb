"""The report as a page: everything that was found is on it, and nothing of a text becomes markup."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from corpus.document import Span
from service.checks.places import place_in
from service.findings.finding import TYPES, Finding
from service.findings.labels import LABELS, VERDICTS
from service.quotes.quote import Place, Quote, TableRow
from service.reports.entries import line_of, passage
from service.reports.page import Heading, report_page

TEXT = """# Quays

## Costs

Ropes last two seasons. “A quay is worth what is landed in a winter” writes Marshall [1]. It costs 40 <b>crowns</b>.

## References

1. Marshall, A. (1890). Principles.
"""
SOURCE = Place(
    "m.txt",
    "abc",
    0,
    45,
    "a quay is worth what is landed on it in a winter",
    3,
    "12",
    "Land",
    "(Marshall, 1890, p. 12)",
)


def finding(document, words, kind="altered_quotation", verdict="problem", related=(SOURCE,)):
    start = document.text.index(words)
    return Finding(kind, verdict, Span(start, start + len(words)), f"It says {words}.", related, ("Looked it up.",))


def page_of(document, findings, **heading):
    told = Heading(heading.pop("title", "Review of paper.md"), "A lead.", {"claims": 3, "table_rows": 1200}, **heading)
    return report_page(told, [("paper.md", document, each) for each in findings])


def test_both_passages_stand_side_by_side_with_the_changes_marked(text_document):
    document = text_document(TEXT)
    page = html.fromstring(page_of(document, [finding(document, "A quay is worth what is landed in a winter")]))
    (entry,) = page.xpath("//article")
    assert "p. 12" in entry.text_content() and "line 5, Costs" in entry.text_content()
    assert [" ".join(ins.text.split()) for ins in entry.xpath(".//ins")] == ["on it"]
    assert entry.xpath(".//mark")[0].text == "A quay is worth what is landed in a winter"
    assert "Ropes last two seasons" in entry.xpath(".//*[@class='around']")[0].text


def test_problems_come_before_doubts_and_what_is_in_order_is_folded_away(text_document):
    document = text_document(TEXT)
    found = [
        finding(document, "Ropes", "uncited_claim", "doubt", ()),
        finding(document, "quay", "uncited_claim", "ok", ()),
        finding(document, "winter", "placeholder_cell", "problem", ()),
    ]
    page = html.fromstring(page_of(document, found))
    assert [heading.text for heading in page.xpath("//h2")] == ["1 problem", "1 doubt", "Checked and in order: 1"]
    assert len(page.xpath("//article")) == 2
    assert "1,200 table rows" in page.text_content()


def test_a_page_without_findings_says_so(text_document):
    assert "Nothing was found that doesn’t hold." in page_of(text_document(TEXT), [])


def test_the_page_needs_nothing_from_elsewhere(text_document):
    document = text_document(TEXT)
    page = html.fromstring(page_of(document, [finding(document, "Ropes")]))
    assert not page.xpath("//script | //link | //img | //iframe | //*[@src]")
    assert "url(" not in "".join(page.xpath("//style/text()"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(words=st.text(min_size=1, max_size=40))
def test_no_text_becomes_markup(text_document, words):
    document = text_document(TEXT)
    evil = f"<img src=x onerror=alert(1)>{words}</style><script>"
    place = Place(evil, "abc", 0, 1, evil, None, None, evil, evil)
    found = [Finding("misattribution", "problem", Span(9, 14), evil, (place,) * 6, (evil,))]
    page = page_of(document, found, title=evil, notices=(evil,))
    assert not html.fromstring(page).xpath("//script | //img")


def test_every_type_and_verdict_has_a_name_of_its_own():
    assert set(LABELS) == set(TYPES)
    assert len(set(LABELS.values())) == len(TYPES)
    assert set(VERDICTS) == {"problem", "doubt", "ok"}


@given(st.text(alphabet="ab \n", max_size=200), st.data())
def test_a_passage_keeps_its_words_and_stays_in_its_paragraph(text, data):
    from corpus.bibliography.record import Record
    from corpus.document import Document

    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = passage(Document("d", "0", "text/plain", text, Record(())), Span(start, end))
    assert shown.words == text[start:end]
    assert "\n" not in shown.before + shown.after
    assert line_of(text, start) == len(text[:start].split("\n"))


TABLED = """# Ships

## Costs

**Table 1.** Berths of the coast

| Kind of ship | Berths | Share (%) |
|---|---:|---:|
| Cutters | 12 | 35.3 |
| Trawlers | 22 | 64.7 |

Each costs 40 crowns.
"""


def test_rows_of_tables_are_shown_under_their_heads(text_document):
    document = text_document(TABLED)
    row = document.tables[0].rows[0]
    span = Span(row[0].span.start, row[-1].span.end)
    other = document.tables[0].rows[1]
    related = (place_in(document, Span(other[0].span.start, other[-1].span.end)), SOURCE)
    found = Finding("duplicate_row", "problem", span, "It stands twice.", related)
    (entry,) = html.fromstring(page_of(document, [found])).xpath("//article")
    heads = [[head.text for head in table.xpath(".//th")] for table in entry.xpath(".//table")]
    assert heads == [["Kind of ship", "Berths", "Share (%)"]] * 2
    assert [mark.text for mark in entry.xpath(".//mark")] == ["Cutters", "12", "35.3", "Trawlers", "22", "64.7"]
    assert "|" not in entry.text_content() and SOURCE.text in entry.text_content()


def test_a_place_that_has_its_row_with_it_is_shown_as_one(text_document):
    document = text_document(TEXT)
    row = TableRow("Table 4. Dues", ("Port", "Dues"), ("Ostby", "40"))
    place = Quote(**{**vars(SOURCE), "text": "Ostby 40"}, row=row)
    page = page_of(document, [finding(document, "costs 40", "number_table_mismatch", related=(place,))])
    (table,) = html.fromstring(page).xpath("//article//table")
    assert [cell.text_content() for cell in table.xpath(".//th | .//td")] == ["Port", "Dues", "Ostby", "40"]


def test_rows_of_one_table_are_shown_together(text_document):
    document = text_document(TABLED)
    places = tuple(place_in(document, row[1].span) for row in document.tables[0].rows)
    (entry,) = html.fromstring(
        page_of(document, [finding(document, "costs 40", "shares_not_100", related=places)])
    ).xpath("//article")
    (table,) = entry.xpath(".//table")
    assert [mark.text for mark in table.xpath(".//mark")] == ["12", "22"]
    assert len(table.xpath(".//tbody/tr")) == 2
