"""Tables as text files show them: by tabs, pipes, drawn lines, aligned columns, HTML, commas; and what is none."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.document import Table
from corpus.reading.plain import superscripts
from corpus.reading.read import read
from corpus.structure.captions import caption_of, is_continuation
from corpus.structure.grids import text_grids
from corpus.structure.tables import tables
from evals.suites.text_tables import FORMS, columns

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LITERATURE = pytest.mark.skipif(not SHARED.is_dir(), reason="needs the literature beside the checkout (../shared)")
PROSE = "Exports of all the regions grew faster than those of the country as a whole."
WORDS = st.text(st.sampled_from("abcdefgxyzäéжшўş"), min_size=1, max_size=9)
FIGURES = st.integers(0, 99999).map(lambda n: f"{n / 10:.1f}")
Rows = list[list[str]]


@st.composite
def table_rows(draw: st.DrawFn) -> Rows:
    """A head and rows of a name and figures."""
    width = draw(st.integers(2, 4))
    heads = ["Name", *(f"Head {'bcd'[column]}" for column in range(width - 1))]
    body = draw(st.lists(st.tuples(WORDS, *[FIGURES] * (width - 1)).map(list), min_size=2, max_size=6))
    return [heads, *body]


def underlined(rows: Rows) -> str:
    lines = columns(rows).splitlines()
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join([lines[0], "   ".join("-" * width for width in widths), *lines[1:]])


def commas(rows: Rows) -> str:
    return "\n".join(";".join(row) for row in rows)


EVERY_FORM = [*FORMS.values(), underlined, commas]


def found(body: str) -> tuple[Table, ...]:
    text = f"{PROSE}\n\n{body}\n\n{PROSE}"
    return tables(text, text_grids(text), (), superscripts(text))


def texts(table: Table) -> Rows:
    head = [[cell.text for cell in table.header]] if table.header else []
    return head + [[cell.text for cell in row] for row in table.rows]


@given(table_rows(), st.sampled_from(EVERY_FORM))
def test_a_table_comes_back_from_every_form(rows: Rows, form: Callable[[Rows], str]) -> None:
    assume(form is not commas or len(rows[0]) > 2)
    body = f"Table 3. Exports\n\n{form(rows)}\n\nSource: own work."
    (table,) = found(body)
    assert texts(table) == rows
    assert (table.number, table.caption, table.note) == ("3", "Exports", "Source: own work.")
    assert all(cell.quantity for row in table.rows for cell in row[1:])


@given(
    st.lists(
        st.sampled_from(
            [
                "a  b\n",
                "--  --\n",
                "1  2  3\n",
                "|",
                "+--+--+\n",
                "<td>",
                "<tr>",
                "</table>",
                "<table>",
                "x;1;2\n",
                "\n",
                "Table 1. T\n",
                "  9   8\n",
                "a,b,c\n",
                "```\n",
                "\t",
                "Panel\n",
                "1.5 ",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_no_text_however_broken_loses_its_tables_places(text: str) -> None:
    for table in tables(text, text_grids(text)):
        assert all(table.span.contains(cell.span) for row in (table.header, *table.rows) for cell in row)
        assert len({len(row) for row in table.rows} | ({len(table.header)} if table.header else set())) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a\t" * 50_000 + "\n" + "b\tc\n" * 3000,
        "<table><tr>" + "<td>x" * 20_000 + "<tr><td>y" * 3000,
        "| a " * 30_000,
        "a  " * 30_000,
        "+--" * 30_000,
        "1,2,3\n" * 20_000,
        "tab" * 30_000,
        "a  1  2\n" * 20_000,
    ],
)
def test_hostile_texts_take_time_in_proportion(text: str) -> None:
    start = time.process_time()
    tables(text, text_grids(text))
    assert time.process_time() - start < 8


NO_TABLES = {
    "prose with tabs": """We find that\texports grew, and that
the region\tas a whole did not grow,
which is\tno surprise to anyone here.""",
    "a poem": """    The harbour sleeps below the hill,
        the looms are still, the looms are still,
    and  no one  counts the wool.""",
    "a listing": "int a     = 5;\ndouble b  = 6;\nchar ccc  = 7;",
    "an indented listing": "def f(x):\n\tif x:\n\t\treturn x\t# one\n\ty = 1\t# two\n\treturn y\t# last",
    "a fenced listing": "```\na\t1\t2\nb\t3\t4\n```",
    "addresses": """Ann Bell              Carl Dunn
University of X       University of Y
12 High Street        5 Low Street""",
    "contents": "1 Introduction          3\n2 Theory                7\n3 Data                 12",
    "contents with dots": "Introduction ........ 3\nTheory .............. 7\nData ................ 12",
    "contents with tabs": "Contents\tPage\nIntroduction\t3\nTheory\t7\nData\t12",
    "front matter": "Received:\t12 March 2019\nAccepted:\t5 May 2019\nPublished:\t7 June 2019",
    "labels": "Title:        Clusters\nAuthor:       Ann Bell\nYear:         2019\nPages:        12",
    "references": """[1]\tBell, A. (2019). Clusters. Journal, 12(3), 45–67.
[2]\tDunn, C. (2018). Trade. Journal, 2(1), 5–17.""",
    "justified lines": """Exports  of all the regions  grew faster than  those of the
country  as a whole in  the year of 2019,  and the  share of
small  firms in these  exports rose from  12 to 15 per  cent""",
    "two columns": """Exports of all the regions grew          clusters, as Porter (1990) has it,
faster than those of the country         are groups of firms in a region
as a whole in the year of 2019,          that work in related industries,""",
    "a masthead": "Journal of Things | Vol. 3 | 2019\nUniversity Press | London | Paris",
    "a list": "-\tfirst thing\there\n-\tsecond thing\tthere\n-\tthird thing\twhere",
    "formulas": "    y  =  a + b x + e,        (1)\n    z  =  c + d x + u.        (2)\n    w  =  1 + 2 x.        (3)",
}


@pytest.mark.parametrize("body", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_what_only_looks_like_a_table(body: str) -> None:
    assert found(body) == ()


def test_heads_over_several_columns_of_aligned_text() -> None:
    (table,) = found(
        "Table 4: Trade\n\n"
        "                   Exports            Imports\n"
        "Region          2019      2020     2019      2020\n"
        "North            1.2       1.3      2.2       2.3\n"
        "Panel B\n"
        "South            0.9       0.8      2.9       1.8\n"
    )
    assert texts(table) == [
        ["Region", "Exports 2019", "Exports 2020", "Imports 2019", "Imports 2020"],
        ["North", "1.2", "1.3", "2.2", "2.3"],
        ["Panel B", "", "", "", ""],
        ["South", "0.9", "0.8", "2.9", "1.8"],
    ]


def test_heads_over_several_columns_of_tabs() -> None:
    (table,) = found("Table 6. T\n\nRegion\tExports\t\tImports\t\n\t2019\t2020\t2019\t2020\nNorth\t1\t2\t3\t4\n")
    assert [head.text for head in table.header] == [
        "Region",
        "Exports 2019",
        "Exports 2020",
        "Imports 2019",
        "Imports 2020",
    ]


def test_numbers_over_the_columns_of_a_regression_are_heads() -> None:
    (table,) = found(
        "Table 2: T\n\n\t(1)\t(2)\n\tOLS\tIV\nSize\t0.42*\t0.51**\n\n"
        "Standard errors in parentheses. ** p<0.01, * p<0.05"
    )
    assert [head.text for head in table.header] == ["", "(1) OLS", "(2) IV"]
    assert [cell.text for cell in table.rows[0]] == ["Size", "0.42*", "0.51**"]
    assert table.note == "Standard errors in parentheses. ** p<0.01, * p<0.05"


def test_html_in_text_with_spanning_cells() -> None:
    (table,) = found(
        'Table 7. T\n<table><thead><tr><th rowspan="2">Region</th><th colspan="2">Exports (bn €)</th></tr>\n'
        "<tr><th>2019</th><th>2020</th></tr></thead><tr><td>North<br>east</td><td>1.2<sup>1</sup></td><td>1.3</td></tr>\n"
        "<tr><td>South &amp; west</td><td colspan=2>2.4</td></tr></table>\nNote: x."
    )
    assert [head.text for head in table.header] == ["Region", "Exports (bn €) 2019", "Exports (bn €) 2020"]
    assert [cell.text for cell in table.rows[1]] == ["South & west", "2.4", "2.4"]
    assert (table.rows[1][1].columns, table.rows[1][1] is table.rows[1][2]) == (2, True)
    quantity = table.rows[0][1].quantity
    assert quantity is not None
    assert (quantity.value, quantity.unit, table.rows[0][0].text, table.note) == (1.2, "bn €", "North east", "Note: x.")


def test_raised_marks_are_no_digits_but_exponents_are() -> None:
    (table,) = found("Table 1. T\n\nA\tB\tC\nx\t12<sup>1</sup>\t3 × 10<sup>5</sup>\ny\t4^{a}\t5 km<sup>2</sup>\n")
    assert [[c.quantity.value for c in row if c.quantity] for row in table.rows] == [[12, 300000], [4, 5]]


def test_a_row_of_pipes_that_is_broken_is_one_row() -> None:
    (table,) = found(
        "Table 5. T\n\n| A | B | N |\n|---|---|---|\n| x | a long comment that\ngoes on | 12 |\n| y | fine | 15 |"
    )
    assert texts(table)[1] == ["x", "a long comment that goes on", "12"]


def test_rows_of_several_lines_are_doubted() -> None:
    (table,) = found("+---+---+\n| A | B |\n+---+---+\n| x | 1 |\n| y |   |\n+---+---+\n| z | 2 |\n+---+---+")
    assert "several lines" in " ".join(table.doubts)


def test_a_title_row_and_a_note_row_are_no_rows() -> None:
    (table,) = found(
        "Table 8. Costs\n\nCosts of all\t\t\nItem\t2019\t2020\nStaff\t12\t13\nRent\t4\t5\nSource: us.\t\t\n"
    )
    assert texts(table) == [["Item", "2019", "2020"], ["Staff", "12", "13"], ["Rent", "4", "5"]]
    assert (table.number, table.caption, table.note) == ("8", "Costs", "Source: us.")


def test_the_unit_under_a_caption_is_of_it() -> None:
    (table,) = found("Таблица 4. Бюджет\n\n(млн сум)\n\nСтатья\tПлан\nА\t12,5\nБ\t2\n")
    assert (table.number, table.caption) == ("4", "Бюджет (млн сум)")
    assert [row[1].quantity.unit for row in table.rows if row[1].quantity] == ["млн сум", "млн сум"]


@pytest.mark.parametrize(
    "words", ["Продолжение таблицы 3", "Table 3 (continued)", "(continued)", "Jadvalning davomi", "Tablo 3 (devamı)"]
)
def test_a_table_that_is_said_to_go_on_does(words: str) -> None:
    (table,) = found(
        f"Table 3. T\n\nA\tB\tC\n1\t2\t3\nx\t7,5\t9\n\n{words}\n\n1\t2\t3\ny\t8,5\t9\n\nManba: a.\nIzoh: b."
    )
    assert texts(table) == [["A", "B", "C"], ["x", "7,5", "9"], ["y", "8,5", "9"]]
    assert (table.number, table.note) == ("3", "Manba: a. Izoh: b.")


def test_a_table_after_a_head_without_rows_stands_alone() -> None:
    assert [table.number for table in found("Table 1. T\n\nA\tB\tC\nx\t1\t2\n\nTable 2. U\n\nA\tB\nx\t1\n")] == [
        "1",
        "2",
    ]


@pytest.mark.parametrize(
    ("paragraph", "number", "continued"),
    [
        ("Çizelge 2.1. Sonuçlar", "2.1", False),
        ("Cuadro 4. Exportaciones", "4", False),
        ("Tableau 1 – Les ventes", "1", False),
        ("Table S1: More", "S1", False),
        ("Table 3a. Bar", "3a", False),
        ("Table A. Title", "A", False),
        ("Таблица №3. Данные", "3", False),
        ("Окончание табл. 3", "3", True),
        ("Fortsetzung Tabelle 3", "3", True),
        ("3-jadvalning davomi", "3", True),
        ("Table 3, continued", "3", True),
    ],
)
def test_captions_in_more_languages(paragraph: str, number: str, continued: bool) -> None:
    caption = caption_of(paragraph)
    assert caption is not None
    assert (caption.number, caption.continued) == (number, continued)


def test_sentences_that_open_like_captions_are_none() -> None:
    assert caption_of("Table 3 Shows Growth in All Regions") is None
    assert caption_of("Table a thing") is None
    assert not is_continuation("Continued growth of exports")
    assert caption_of("Table 5: " + "word " * 80) is not None
    assert caption_of("Table 5 " + "Word " * 80) is None


@LITERATURE
@pytest.mark.slow
def test_the_literature_reads_the_same_from_text_and_page() -> None:
    for path in sorted((SHARED / "literature" / "txt").glob("*.txt")):
        plain, typeset = read(path).tables, read(SHARED / "literature" / "pdf" / f"{path.stem}.pdf").tables
        assert [table.number for table in plain] == [table.number for table in typeset]
        for one, other in zip(plain, typeset, strict=True):
            cells = zip([c for row in one.rows for c in row], [c for row in other.rows for c in row], strict=True)
            assert all(a.quantity == b.quantity for a, b in cells)
            assert (one.note is None) == (other.note is None)
