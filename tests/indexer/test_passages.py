"""Passages are spans of the text, in order, each with the words that say what it is about."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Cell, Document, Span, Table
from indexer.passages import passages


def with_table(document: Document) -> Document:
    start = len(document.text)
    text = document.text + "\nRegion\tFirms\tGrowth\nNorland\t120\t4.5\nSudmark\t\t2.1\n"

    def cell(word: str) -> Cell:
        at = text.index(word, start) if word else start
        return Cell(Span(at, at + len(word)), word)

    table = Table(
        number="2",
        caption="Growth by region",
        span=Span(start, len(text)),
        header=tuple(cell(head) for head in ("Region", "Firms", "Growth")),
        rows=(
            tuple(cell(word) for word in ("Norland", "120", "4.5")),
            tuple(cell(word) for word in ("Sudmark", "", "2.1")),
        ),
    )
    return replace(document, text=text, tables=(table,))


def test_sentence_knows_its_title_and_section(make_document):
    (passage,) = passages(make_document("Firms learn from each other."))
    assert passage.embedded == "A paper. Findings\nFirms learn from each other."


def test_row_names_its_cells_by_their_heads_and_quotes_the_row(make_document):
    document = with_table(make_document("One sentence."))
    rows = [passage for passage in passages(document) if passage.kind == "row"]
    assert [row.reading for row in rows] == [
        "Region: Norland; Firms: 120; Growth: 4.5",
        "Region: Sudmark; Growth: 2.1",
    ]
    assert rows[0].context == "A paper. Table 2. Growth by region"
    assert rows[0].span.of(document.text) == "Norland\t120\t4.5"


def test_a_row_is_quoted_without_the_cell_above_that_reaches_into_it(make_document):
    document = make_document("One sentence.")
    start = len(document.text)
    text = document.text + "\nYear\tFirms\t\nGroup\t\t\n2019\tNorland\t12\n\tSudmark\t13\n2020\tboth\t\n"

    def cell(word: str, columns: int = 1, rows: int = 1) -> Cell:
        at = text.index(word, start)
        return Cell(Span(at, at + len(word)), word, columns, rows)

    year, group, both = cell("2019", rows=2), cell("Group", columns=3), cell("both", columns=2)
    table = Table(
        number="2",
        caption="Growth",
        span=Span(start, len(text)),
        header=(cell("Year"), cell("Firms"), Cell(Span(start, start), "Value")),
        rows=(
            (group, group, group),
            (year, cell("Norland"), cell("12")),
            (year, cell("Sudmark"), cell("13")),
            (cell("2020"), both, both),
        ),
    )
    found = [p for p in passages(replace(document, text=text, tables=(table,))) if p.kind == "row"]
    assert [p.span.of(text) for p in found] == ["2019\tNorland\t12", "Sudmark\t13", "2020\tboth"]
    assert found[1].reading == "Year: 2019; Firms: Sudmark; Value: 13"
    assert found[2].reading == "Year: 2020; Firms, Value: both"
    assert {p.context for p in found} == {"A paper. Table 2. Growth. Group"}


def test_list_items_know_the_sentence_that_leads_them(make_document):
    document = make_document("Three things matter:", "skilled labour;", "suppliers near by;")
    assert "Three things matter:" in passages(document)[1].context


def test_runs_without_letters_are_no_passages(make_document):
    assert [p.reading for p in passages(make_document("– 12 –", "A sentence."))] == ["A sentence."]


def test_run_in_heading_goes_with_its_sentence(make_document):
    document = make_document("Location quotients.", "They ignore size altogether.", "Another sentence follows here.")
    assert [p.reading for p in passages(document)] == [
        "Location quotients. They ignore size altogether.",
        "Another sentence follows here.",
    ]


def test_lines_without_a_stop_are_labels_unless_they_are_list_items(make_document):
    document = make_document("unused")
    text = "Abel Example\n\nHarbours grew, and this line has a stop.\n\n- coal\n- timber and iron\n"
    spans = tuple(
        Span(text.index(words), text.index(words) + len(words))
        for words in ("Abel Example", "Harbours grew, and this line has a stop.", "coal", "timber and iron")
    )
    document = replace(document, text=text, sentences=spans, sections=())
    assert [p.reading for p in passages(document)] == [
        "Harbours grew, and this line has a stop.",
        "coal",
        "timber and iron",
    ]


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1).filter(str.strip), max_size=8))
def test_every_passage_lies_in_the_text_in_order(make_document, sentences):
    document = make_document(*sentences)
    found = passages(document)
    assert [p.span for p in found] == sorted(p.span for p in found)
    assert all(" ".join(p.span.of(document.text).split()) == p.reading for p in found)
    stopped = [
        s
        for s in document.sentences
        if s.of(document.text).endswith(".") and any(map(str.isalpha, s.of(document.text)))
    ]
    assert all(any(p.span.contains(s) for p in found) for s in stopped)
    assert all("\n" not in p.reading for p in found)
