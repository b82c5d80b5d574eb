"""Markdown: kept as it stands, its structure found by the parser."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.markdown import read_markdown
from corpus.reading.reading import Reading

FRAGMENTS = st.sampled_from(
    [
        "# A\n",
        "B\n===\n",
        "---\n",
        "title: x\n",
        "| a | b |\n|---|---|\n| c | d |\n",
        "- x\n",
        "> # q\n",
        "```\n",
        "\n",
        "\r\n",
        "1. y\n",
        "<p>z</p>\n",
        "\x00",
        "\x0b",
        "\u2028",
        "\x0c",
        "x | y\n-|-\n1 | 2\n",
        "text ",
        "\ufeff",
        "\\|",
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=25).map("".join) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=200
)


def read(text: str) -> Reading:
    return read_markdown(text.encode(), "a.md")


@given(TEXTS)
def test_the_text_is_the_file_and_all_spans_lie_in_it(text: str) -> None:
    reading = read("words so that it is no binary file " * 20 + "\n\n" + text)
    assert reading.text.endswith(text)
    for heading in reading.headings:
        assert heading.span.end <= len(reading.text)
        assert heading.span.of(reading.text).strip()
    for grid in reading.grids:
        assert all(grid.span.contains(cell) for row in grid.rows for cell in row)
        assert len({len(row) for row in grid.rows}) == 1


def test_headings_of_both_kinds() -> None:
    reading = read("# One #\n\nText\n\nTwo\nlines\n===\n\n```\n# no\n```\n\n    # no\n\n- ### Three\n")
    assert [(h.level, h.span.of(reading.text)) for h in reading.headings] == [
        (1, "# One #"),
        (1, "Two\nlines"),
        (3, "- ### Three"),
    ]


def test_tables_with_their_cells() -> None:
    reading = read("Intro\n\n| A | B \\| C |\r\n| :- | -: |\r\n| 1 | |\r\n| 2 |\n| 3 | 4 | 5 |\n\nEnd\n")
    (grid,) = reading.grids
    assert [[cell.of(reading.text) for cell in row] for row in grid.rows] == [
        ["A", "B \\| C"], ["1", ""], ["2", ""], ["3", "4"]
    ]  # fmt: skip
    assert grid.header_rows == 1


def test_front_matter_gives_fields_and_no_heading() -> None:
    text = '---\ntitle: "On Things"\nauthor: Ann Bell and Carl Dunn\ndate: 2019-05-01\n'
    text += "doi: 10.1/x\nother: y\n---\n\n# One\n"
    reading = read(text)
    assert {field.name: field.value for field in reading.fields} == {
        "title": "On Things",
        "author": [{"family": "Bell", "given": "Ann"}, {"family": "Dunn", "given": "Carl"}],
        "issued": {"date-parts": [[2019]]},
        "DOI": "10.1/x",
    }
    assert {field.source for field in reading.fields} == {"embedded"}
    assert [heading.span.of(text) for heading in reading.headings] == ["# One"]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read("---\n\n# One\n\ntext\n").headings[0].span.start == 5
