"""Tables: cells, captions, notes and heads around grids of every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Page, Span, Table
from corpus.reading.read import read
from corpus.reading.reading import Grid
from corpus.structure.captions import caption_of, is_note, joined_cells
from corpus.structure.grid_rows import grid_of, header_count, is_number
from corpus.structure.grids import text_grids
from corpus.structure.lookalikes import is_scatter
from corpus.structure.tables import tables

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LITERATURE = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the literature beside the checkout (../shared)")
PROSE = "Exports of all the regions grew faster than those of the country as a whole."
FRAGMENTS = st.sampled_from(
    [
        "a\tb\n",
        "1\t2\t3\n",
        "\t\t\n",
        "| a | b |\n",
        "|---|---|\n",
        "---\t---\n",
        "Table 1. T\n",
        "\n",
        PROSE,
        "Source: x\n",
        "x|y\n",
        "\\|",
        "a@b.org\tc\n",
        "\f",
        "<b>Table 2:</b> A\tB\n",
        "\x00",
        "\r\n",
        "2 | 3\n",
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=30).map("".join) | st.text(max_size=150)


def found(text: str) -> tuple[Table, ...]:
    return tables(text, text_grids(text))


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def head(table: Table) -> list[str]:
    return [cell.text for cell in table.header]


@given(TEXTS)
def test_cells_lie_in_their_table_and_tables_in_the_text(text: str) -> None:
    for table in found(text):
        assert table.span.end <= len(text)
        assert 0 < table.confidence <= 1
        widths = {len(row) for row in table.rows} | ({len(table.header)} if table.header else set())
        assert len(widths) == 1
        for cell in (*table.header, *(cell for row in table.rows for cell in row)):
            assert table.span.contains(cell.span)


@given(TEXTS)
def test_tables_are_sorted_and_the_same_each_time(text: str) -> None:
    layer = found(text)
    assert layer == found(text)
    assert [table.span.start for table in layer] == sorted(table.span.start for table in layer)


SPANS = st.tuples(st.integers(0, 50), st.integers(0, 10)).map(lambda pair: Span(pair[0], sum(pair)))
ROWS = st.lists(st.lists(SPANS, max_size=4).map(tuple), max_size=4).map(tuple)
GRIDS = st.lists(st.builds(Grid, SPANS, ROWS, st.integers(0, 3)), max_size=4)


@given(GRIDS, st.text("ab1 \n\tTable.", min_size=60, max_size=60))
def test_no_grid_however_broken_loses_the_document(grids: list[Grid], text: str) -> None:
    for table in tables(text, grids, [Page(1, (Span(0, 30),)), Page(2, (Span(30, 60),))]):
        widths = {len(row) for row in table.rows} | ({len(table.header)} if table.header else set())
        assert len(widths) == 1


@given(ROWS)
def test_a_grid_can_be_made_of_any_rows(given_rows: tuple[tuple[Span, ...], ...]) -> None:
    assert len({len(row) for row in grid_of("x1" * 40, given_rows).rows}) <= 1


@given(
    st.lists(
        st.lists(st.text("abcxyz123. ", min_size=1).map(str.strip).filter(bool), min_size=3, max_size=3), min_size=2
    )
)
def test_cells_of_tabs_come_back_as_they_went_in(cells: list[list[str]]) -> None:
    cells = [["head " + cell for cell in cells[0]], *([*row[:2], "7"] for row in cells[1:])]
    text = PROSE + "\n\nTable 1. Title\n\n" + "\n".join("\t".join(row) for row in cells) + "\n\n" + PROSE
    (table,) = found(text)
    assert [head(table), *rows(table)] == [[" ".join(cell.split()) for cell in row] for row in cells]


def test_a_pipe_table_in_a_text_file() -> None:
    cells = "| Year | Value \\| EUR |\n|:--|--:|\n| 2020 | 1,5 |\n| 2021 |  |"
    text = f"{PROSE}\n\n**Table 2**\nExports\n\n{cells}\n\n*Source:* office.\n"
    (table,) = found(text)
    assert (table.number, table.caption, table.note) == ("2", "Exports", "Source: office.")
    assert head(table) == ["Year", "Value | EUR"]
    assert rows(table) == [["2020", "1,5"], ["2021", ""]]
    assert table.rows[0][1].span.of(text) == "1,5"
    assert table.rows[1][1].span.start == table.rows[1][1].span.end


def test_a_caption_cut_into_cells_is_joined_again() -> None:
    assert joined_cells("<b>Table 02:</b> Growth in Ital\tly and Spain (\t2024)\n---\t---\t---") == (
        "Table 02: Growth in Italy and Spain (2024)"
    )
    assert joined_cells("| Table 3. Firms | in towns |\n|---|---|") == "Table 3. Firms in towns"


def test_a_cut_caption_above_the_cells_is_theirs() -> None:
    text = "<b>Table 02:</b> Growth in Spai\tin (\t2024)\n---\t---\t---\n\nA\tB\nx\t1\ny\t2\n"
    (table,) = found(text)
    assert (table.number, table.caption, table.confidence) == ("2", "Growth in Spain (2024)", 1.0)


def test_a_caption_as_first_row_of_the_cells() -> None:
    (table,) = found("Table 1. Growth\tof all\nA\tB\nx\t1\ny\t2\n")
    assert (table.number, table.caption, head(table)) == ("1", "Growth of all", ["A", "B"])


def test_captions_below_go_to_the_table_above_them() -> None:
    body = "A\tB\nx\t{}\n\nTable {}. Title {}\n\n"
    text = PROSE + "\n\n" + "".join(body.format(n, n, n) for n in (1, 2, 3)) + PROSE
    assert [(t.number, rows(t)[0][1]) for t in found(text)] == [("1", "1"), ("2", "2"), ("3", "3")]


def test_captions_above_go_to_the_table_below_them() -> None:
    body = "Table {}. Title {}\n\nA\tB\nx\t{}\n\n"
    text = PROSE + "\n\n" + "".join(body.format(n, n, n) for n in (1, 2, 3)) + PROSE
    assert [(t.number, rows(t)[0][1]) for t in found(text)] == [("1", "1"), ("2", "2"), ("3", "3")]


def test_a_row_of_ornament_is_no_row() -> None:
    (table,) = found("Table 4: T\n\n\t<u> </u>\t, , ,\nA\tB\tC\nx\t1\t2\ny\t3\t4\n")
    assert head(table) == ["A", "B", "C"]


def test_people_under_a_title_are_no_table() -> None:
    assert found("Ann Bell\tCarl Dunn\nann@x.org\tcarl@x.org\nUniversity of X\tUniversity of X\n") == ()


def test_indented_paragraphs_and_lists_are_no_tables() -> None:
    assert found(f"\t{PROSE}\n\t{PROSE}\n") == ()
    assert found("1.\tFirst thing\n2.\tSecond thing\n•\tThird thing\n") == ()
    assert found(f"one line\twith a tab\n\n{PROSE}") == ()


def test_a_table_without_caption_is_held_with_doubt() -> None:
    (table,) = found("Year\tValue\n2020\t1\n2021\t2\n")
    assert table.number is None
    assert table.confidence < 1
    assert table.doubts


def test_rows_of_different_lengths_are_filled_and_doubted() -> None:
    (table,) = found("Table 1. T\n\nA\tB\tC\nx\t1\ny\t2\t3\n")
    assert rows(table) == [["x", "1", ""], ["y", "2", "3"]]
    assert table.confidence < 1


def test_a_table_that_goes_on_is_one_table() -> None:
    text = "Table 1. T\n\nA\tB\nx\t1\n\nTable 1 (continued)\n\nA\tB\ny\t2\n\nSource: us.\n"
    (table,) = found(text)
    assert rows(table) == [["x", "1"], ["y", "2"]]
    assert table.note == "Source: us."


def test_the_same_heads_on_the_next_page_go_on_with_the_table() -> None:
    text = "Table 1. T\n\nA\tB\nx\t1\n\n12\n\nA\tB\ny\t2\n"
    assert [rows(table) for table in found(text)] == [[["x", "1"], ["y", "2"]]]


def test_a_row_that_a_page_break_cut_is_one_row() -> None:
    text = "Table 1. T\n\nA\tB\nx\t1\n\t2\n\nA\tB\ny\t\n"
    assert rows(found(text)[0]) == [["x", "1"], ["y", "2"]]


def test_two_tables_with_the_same_heads_stay_two() -> None:
    text = f"Table 1. T\n\nA\tB\nx\t1\n\nTable 2. U\n\nA\tB\ny\t2\n\n{PROSE}\n\nA\tB\nz\t3\n"
    assert [table.number for table in found(text)] == ["1", "2", None]


def test_heads_without_rows_are_no_table() -> None:
    text = f"{PROSE}\n\nPlace\tof work\n\n{PROSE}"
    start = text.index("Place")
    cells = (Span(start, start + 5), Span(start + 6, start + 13))
    assert tables(text, [Grid(Span(start, start + 13), (cells,), header_rows=1)]) == ()


def test_labels_of_a_graphic_are_no_table() -> None:
    assert is_scatter([["50% 31%", "", "", "of"], ["", "", "NEUTRAL", ""], ["IMPORTANT", "", "", ""]])
    assert is_scatter([["N", "E"], ["W", "S"], ["a", "b"], ["10%", "c"]])
    assert is_scatter([["y", "", ""], ["2", "4", "6"]])
    assert not is_scatter([["Ten largest", "", "", ""], ["Name", "Kind", "", "Share"], ["", "", "", "5"]])
    assert not is_scatter([["", "2020", "2021"], ["a", "1", ""], ["b", "", "2"]])
    assert not is_scatter([["Part", "Share"], ["x", "31%"], ["", "50%"]])
    assert not is_scatter([[""], [""]])
    lines = "50% 31%\t\t\tof\n\t\tNEUTRAL\t\nIMPORTANT\t\t\tresults\n"
    assert found(f"{PROSE}\n\n{lines}\n{PROSE}") == ()
    assert [table.number for table in found(f"{PROSE}\n\nTable 2. Replies\n\n{lines}\n{PROSE}")] == ["2"]


def test_a_paragraph_with_a_head_in_its_line_is_no_note() -> None:
    prose = "Sources. As Table 1 shows, more than half of the firms name customers or suppliers as partners."
    (table,) = found(f"Table 1. T\n\nA\tB\nx\t1\n\n{prose}\n")
    assert table.note is None
    (table,) = found(f"Table 1. T\n\nA\tB\nx\t1\n\nSources. {PROSE} {PROSE} {PROSE}\n")
    assert table.note is None
    (table,) = found(f"Table 1. T\n\nA\tB\nx\t1\n\nSources: {PROSE} {PROSE} {PROSE}\n")
    assert table.note is not None
    (table,) = found("Table 1. T\n\nA\tB\nx\t1\n\nNote. Rounded to one decimal.\n")
    assert table.note == "Note. Rounded to one decimal."


def test_the_page_of_a_table_is_where_its_cells_begin() -> None:
    text = "First page.\fTable 1. T\n\nA\tB\nx\t1\n"
    pages = [Page(1, (Span(0, 12),)), Page(2, (Span(12, len(text)),))]
    assert tables(text, text_grids(text), pages)[0].page == 2


@pytest.mark.parametrize(
    ("paragraph", "number", "title"),
    [
        ("Table 1.", "1", ""),
        ("**Table 02:** SME exports", "2", "SME exports"),
        ("<b>Table 06:</b> <i>SMEs</i>", "6", "SMEs"),
        ("TABLE IV — Results", "IV", "Results"),
        ("Table A.1: More", "A.1", "More"),
        ("Table 3 Firms by size", "3", "Firms by size"),
        ("Таблица 5. Экспорт", "5", "Экспорт"),
        ("Tablo 2: İhracat", "2", "İhracat"),
        ("Tab. 7 – Werte", "7", "Werte"),
        ("1-jadval. Eksport", "1", "Eksport"),
        ("Table 2 (continued)", "2", ""),
    ],
)
def test_captions_in_the_forms_that_journals_print(paragraph: str, number: str, title: str) -> None:
    caption = caption_of(paragraph)
    assert caption is not None
    assert (caption.number, caption.title) == (number, title)


@pytest.mark.parametrize(
    "sentence", ["Table 3 shows that exports grew.", "Tables are useful.", "Table tennis is played.", "Stable 3."]
)
def test_sentences_about_tables_are_no_captions(sentence: str) -> None:
    assert caption_of(sentence) is None


@pytest.mark.parametrize(
    "note",
    ["Source: UN", 'Source "Own" work', "**Note.** Rounded", "* p < 0.05", "Источник: ООН", "Notes: a", "Kaynak: TÜİK"],
)
def test_notes_under_tables(note: str) -> None:
    assert is_note(note)


@pytest.mark.parametrize(
    "sentence", ["Source countries are rich.", "Noted scholars agree.", "The source: us", "Notable: this"]
)
def test_sentences_that_are_no_notes(sentence: str) -> None:
    assert not is_note(sentence)


@pytest.mark.parametrize("cell", ["1", "3.29", "350 000", "−4.5 %", "€12.5", "(1", "1,234.50", "12%", "~5", "10 km"])
def test_figures(cell: str) -> None:
    assert is_number(cell) == (cell != "(1")


def test_heads_are_known_by_having_no_figures_but_years() -> None:
    assert header_count([["Country", "Value"], ["x", "1"]]) == 1
    assert header_count([["Country", "2020", "2021"], ["x", "1", "2"]]) == 1
    assert header_count([["x", "1"], ["y", "2"]]) == 0
    assert header_count([["2020", "1"], ["2021", "2"]]) == 0


@LITERATURE
def test_the_literature_has_eight_tables_with_their_cells() -> None:
    layer = [table for path in sorted((SHARED / "literature" / "txt").glob("*.txt")) for table in read(path).tables]
    assert [table.number for table in layer] == ["1", "2", "1", "2", "3", "4", "5", "6"]
    assert {table.confidence for table in layer} == {1.0}
    assert [(len(table.header), len(table.rows)) for table in layer] == [
        (3, 5), (2, 4), (4, 4), (5, 4), (5, 6), (6, 4), (5, 4), (5, 4)
    ]  # fmt: skip
    assert sum(table.note is not None for table in layer) == 6


@LITERATURE
@pytest.mark.slow
def test_the_typeset_literature_has_the_same_cells() -> None:
    for path in sorted((SHARED / "literature" / "txt").glob("*.txt")):
        typeset = read(SHARED / "literature" / "pdf" / f"{path.stem}.pdf")
        plain = [(t.number, head(t), rows(t)) for t in read(path).tables]
        # A hyphen with a space behind it is how the plain text holds a word that was broken at a line's end.
        assert str([(t.number, head(t), rows(t)) for t in typeset.tables]) == str(plain).replace("- ", "-")
