"""HTML: what a reader would read of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FileTooLarge, ReadError
from corpus.reading.html import read_html
from corpus.reading.reading import Reading

TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<h2>",
        "</h2>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "<td rowspan=3>",
        "<th colspan=2>",
        "</td>",
        "</tr>",
        "</table>",
        "<sup>",
        "</sup>",
        "words ",
        "1",
        "<br>",
        "<pre> a\n b",
        "</pre>",
        "<nav>",
        "</nav>",
        "&amp;",
        "&nbsp;",
        "<!-- c -->",
        "<script>x",
        "</script>",
        "<ol start=3>",
        "</ol>",
        "\n",
        "<div>",
        "</div>",
        "é",
    ]
)


def read(markup: str) -> Reading:
    return read_html(markup.encode(), "a.html")


def page(body: str, head: str = "") -> Reading:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>")


def cells(reading: Reading) -> list[list[str]]:
    return [[span.of(reading.text) for span in row] for row in reading.grids[0].rows]


@given(st.lists(TAGS, max_size=40).map("".join))
def test_any_markup_gives_a_text_that_all_spans_lie_in(markup: str) -> None:
    reading = page(f"<p>start</p>{markup}")
    spans = [h.span for h in reading.headings] + list(reading.superscripts) + [g.span for g in reading.grids]
    assert all(0 <= span.start < span.end <= len(reading.text) for span in spans)
    assert all(grid.span.contains(cell) for grid in reading.grids for row in grid.rows for cell in row)
    assert all(len({len(row) for row in grid.rows}) == 1 for grid in reading.grids)
    assert "\n\n\n" not in reading.text
    assert reading == page(f"<p>start</p>{markup}")


@given(
    st.lists(
        st.text("abc é—,.", min_size=1, max_size=20).map(lambda s: " ".join(s.split())).filter(bool),
        min_size=1,
        max_size=6,
    )
)
def test_paragraphs_are_lines_parted_by_empty_ones(paragraphs: list[str]) -> None:
    assert page("".join(f"<p>\n  {words}\n</p>" for words in paragraphs)).text == "\n\n".join(paragraphs)


def test_the_flow_of_a_page() -> None:
    reading = page(
        "<h1>The <em>title</em></h1><p>First<b>ly</b> this.</p>"
        "<ul><li>one</li><li><p>two</p><p>more</p></li></ul>"
        "<ol start=4><li>four<li>five</ol><h2>Part</h2>loose text"
        "<blockquote><p>Quoted.</p></blockquote><pre>a\n  b</pre>"
    )
    assert reading.text == (
        "The title\n\nFirstly this."
        "\n\n- one\n- two\nmore\n\n4. four\n5. five\n\nPart\n\nloose text\n\nQuoted.\n\na\n  b"
    )
    assert [(h.level, h.span.of(reading.text)) for h in reading.headings] == [(1, "The title"), (2, "Part")]


def test_what_is_not_read_is_left_out() -> None:
    menu = "".join(f"<li><a href=x>Page {n}</a></li>" for n in range(12))
    reading = page(
        f"<nav>Menu</nav><ul>{menu}</ul><p hidden>no</p><p style='display: none'>no</p><div role=navigation>no</div>"
        "<script>no()</script><style>no</style><button>no</button><p>Yes.</p><noscript>no</noscript>"
    )
    assert reading.text == "Yes."


def test_the_main_part_is_read_where_it_holds_the_title() -> None:
    assert page("<div>Log in</div><main><h1>Title</h1><p>Many words of the text.</p></main><div>Ads</div>").text == (
        "Title\n\nMany words of the text."
    )
    assert "Title" in page("<h1>Title</h1><main><p>Text.</p></main>").text


def test_cells_that_span_several_places_are_repeated() -> None:
    reading = page(
        "<table><caption>Table 1. <i>T</i></caption><thead><tr><th rowspan=2>A<th colspan=2>B<tr><th>c<th>d</thead>"
        "<tr><td>x<td>1<td>2<tr><td colspan=3><tr><td>y<td>3<td>4<br>5</table>"
    )
    assert reading.text == "Table 1. T\nA\tB\t\n\tc\td\nx\t1\t2\ny\t3\t4 5"
    assert cells(reading) == [["A", "B", "B"], ["A", "c", "d"], ["x", "1", "2"], ["y", "3", "4 5"]]
    assert reading.grids[0].header_rows == 2


def test_cells_that_claim_more_places_than_there_are() -> None:
    reading = page("<table><tr><th colspan=1000>T<tr><th>A<th>B<tr><td rowspan=0>x<td>1<tr><td>2</table>")
    assert cells(reading) == [["T", "T"], ["A", "B"], ["x", "1"], ["x", "2"]]
    reading = page("<table><tbody><tr><td rowspan=9>x<td>1<tr><td>2<tbody><tr><td>y<td>3</table>")
    assert cells(reading) == [["x", "1"], ["x", "2"], ["y", "3"]]
    reading = page("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e</table>")
    assert cells(reading)[1][:2] == ["d", "b"]
    many = "<tr><td>" + "<td>x" * 400
    assert page(f"<table>{many}{many}</table>").grids == ()


def test_a_head_that_groups_rows_is_no_column_head() -> None:
    group = "<tr><th rowspan=3>2025<th rowspan=3>Q1"
    reading = page(f"<table><tr><th>Y<th>Q<th>M<th>R<th>C{group}<tr><td>May<td>1<td>2<tr><td>June<td>3<td>4</table>")
    assert reading.grids[0].header_rows == 1
    assert cells(reading)[2] == ["2025", "Q1", "May", "1", "2"]


def test_raised_characters_of_cells_are_marked() -> None:
    reading = page("<table><tr><th>A<th>B<tr><td>x <sup> </sup><td>1.2<sup>a</sup> <sup> b </sup></table>")
    assert reading.text == "A\tB\nx\t1.2a b"
    assert [span.of(reading.text).strip() for span in reading.superscripts] == ["a", "b"]


def test_heads_are_told_from_the_markup_else_from_the_cells() -> None:
    assert page("<table><tr><td>A<td>B<tr><td>x<td>1</table>").grids[0].header_rows == 1
    assert page("<table><tr><td>2<td>3<tr><td>x<td>1</table>").grids[0].header_rows == 0
    grouped = page("<table><tr><th>Y<th>M<tr><th rowspan=2>2025<tr><td>May</table>")
    assert grouped.grids[0].header_rows == 1


def test_tables_that_only_place_things_are_no_tables() -> None:
    reading = page("<table><tr><td><h1>Title</h1><td><table><tr><th>A<th>B<tr><td>1<td>2</table></table>")
    assert cells(reading) == [["A", "B"], ["1", "2"]]
    assert reading.text.startswith("Title\n\n")
    assert page("<table><tr><td>only</td></tr><tr><td>one column</td></tr></table>").grids == ()


def test_a_table_in_a_cell_of_a_table_with_heads_is_the_cells_text() -> None:
    inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    reading = page(f"<table><thead><tr><th>A<th>B</thead><tr><td>x<td>{inner}<tr><td>y<td>2</table>")
    assert cells(reading) == [["A", "B"], ["x", "a b c d"], ["y", "2"]]


def test_raised_characters_are_marked() -> None:
    reading = page("<p>It grew.<sup>12</sup> E = mc<sup>2</sup></p>")
    assert [span.of(reading.text) for span in reading.superscripts] == ["12", "2"]


def test_metadata_with_its_origin() -> None:
    reading = page(
        "<p>x</p>",
        "<title>Fallback</title><meta name=citation_title content='On Things'>"
        "<meta name=citation_author content='Bell, Ann'>"
        "<meta name=citation_author content='Carl Dunn'><meta name=citation_publication_date content='2019/07/03'>"
        "<meta name=citation_firstpage content=12><meta name=citation_lastpage content=20>"
        "<meta name=DC.identifier content='doi:10.1234/ab.c'><meta name=citation_journal_title content=J>",
    )
    best = {field.name: field for field in reversed(reading.fields)}
    assert best["title"].value == "On Things"
    assert best["title"].origin == "a.html: citation_title"
    assert best["author"].value == [{"family": "Bell", "given": "Ann"}, {"family": "Dunn", "given": "Carl"}]
    assert best["issued"].value == {"date-parts": [[2019, 7, 3]]}
    assert (best["page"].value, best["DOI"].value, best["container-title"].value) == ("12-20", "10.1234/ab.c", "J")


@pytest.mark.parametrize("date", ["", "soon", "0000", "2019-13-40"])
def test_dates_that_are_none_are_not_made_up(date: str) -> None:
    fields = page("<p>x</p>", f"<meta name=citation_date content='{date}'>").fields
    assert [f.value for f in fields if f.name == "issued"] == ([{"date-parts": [[2019]]}] if "2019" in date else [])


def test_the_encoding_that_the_page_declares_is_used() -> None:
    markup = "<html><head><meta charset='windows-1251'></head><body><p>Кластеры</p></body></html>"
    assert read_html(markup.encode("cp1251"), "a.html").text == "Кластеры"
    assert read_html("<html><body>Größe</body></html>".encode("utf-16"), "a.html").text == "Größe"
    for declared in (b"nonsense", b"undefined", b"punycode", b"idna"):
        assert read_html(b"<meta charset=" + declared + b"><p>x\xff y z w v", "a.html").text.startswith("x")


def test_numbers_that_no_page_means_are_ones() -> None:
    many = "9" * 5000
    assert (
        page(f"<ol start={many}><li>A</ol><ol start=7><li>B</ol><ol start=²><li>C</ol>").text == "1. A\n\n7. B\n\n1. C"
    )
    table = f"<table><tr><th colspan={many}>A<th>B<tr><td rowspan=-{many}>1<td>2</table>"
    assert cells(page(table)) == [["A", "B"], ["1", "2"]]


def test_pages_nested_deeper_than_the_stack_are_read() -> None:
    assert "deep" in page("<div>" * 1900 + "deep").text
    with pytest.raises(FileTooLarge, match="nests"):
        page("<div>" * 5000 + "deep")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(read_html(data, "a.html").text, str)
    except ReadError as error:
        assert "a.html" in str(error)


def test_an_element_of_very_many_attributes_is_refused_at_once() -> None:
    attributes = " ".join(f"a{n}=1" for n in range(100_000))
    with pytest.raises(FileTooLarge, match="attributes"):
        read_html(f"<html><body><p {attributes}>Words.</p></body></html>".encode(), "a.html")


def test_a_picture_within_the_page_is_no_list_of_attributes() -> None:
    lines = "\n".join(["QUJD" * 19] * 20_000)
    page = f'<html><body><img src="data:image/png;base64,{lines}"><p>Words.</p></body></html>'
    assert read_html(page.encode(), "a.html").text == "Words."
