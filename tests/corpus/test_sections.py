"""Headings that a text does not mark, and the sections under them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.document import Section, Span
from corpus.reading.reading import Heading
from corpus.structure.headings import find_headings, named_headings
from corpus.structure.sections import sections, title_of

PROSE = (
    "Firms that share a place also share suppliers, workers and ideas, and this makes all of them more productive."
    " It was seen long ago."
)
FRAGMENTS = st.sampled_from(
    [
        "# A\n",
        "## 1. B\n",
        "\n\n",
        "INTRODUCTION\n\n",
        "2.1 Methods\n\n",
        "**Bold**\n\n",
        "Abstract. ",
        PROSE,
        "References\n",
        "\t",
        "a\tb\nc\td\n",
        "\f",
        "###",
        "Keywords: ",
        "\x00",
        "\ufeff",
        "1. x\n",
        "IV. Results\n\n",
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=25).map("".join) | st.text(max_size=200)


def found(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in sections(text, find_headings(text))]


@example("Keywords: # A\n## 1. B\n\n\n# A\n")
@given(TEXTS)
def test_sections_nest_and_start_with_their_heading(text: str) -> None:
    layer = sections(text, find_headings(text))
    for section in layer:
        assert section.span.start == section.heading.start
        assert section.span.contains(section.heading)
        assert section.span.end <= len(text)
    for index, outer in enumerate(layer):
        for inner in layer[index + 1 :]:
            apart = inner.span.start >= outer.span.end
            assert apart or (outer.span.contains(inner.span) and inner.level > outer.level)


@given(TEXTS)
def test_finding_headings_is_deterministic(text: str) -> None:
    assert find_headings(text) == find_headings(text)


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 50), st.integers(1, 10)), max_size=12))
def test_any_headings_make_sections_that_nest(raw: list[tuple[int, int, int]]) -> None:
    text = "x" * 61
    layer = sections(text, [Heading(level, Span(start, start + length)) for level, start, length in raw])
    assert all(a.heading.end <= b.heading.start for a, b in pairwise(layer))
    assert all(_nest(a, b) for i, a in enumerate(layer) for b in layer[i + 1 :])


def _nest(outer: Section, inner: Section) -> bool:
    return inner.span.start >= outer.span.end or outer.span.contains(inner.span)


def test_marked_headings_of_a_text_file() -> None:
    body = "### 1. First\n\nWords.\n\n## 2. Second\n\nWords.\n\n#### Results:\n\nx\n"
    text = f"## THE TITLE\n\n**Abstract.** {PROSE}\n\n{body}"
    assert found(text) == [(1, "THE TITLE"), (2, "Abstract"), (2, "1. First"), (2, "2. Second"), (2, "Results")]


def test_numbered_headings_by_their_depth() -> None:
    text = f"1. Introduction\n\n{PROSE}\n\n2 Data\n\n{PROSE}\n\n2.1 Sources\n\n{PROSE}\n\n3. Results\n\n{PROSE}\n"
    assert found(text) == [(1, "1. Introduction"), (1, "2 Data"), (2, "2.1 Sources"), (1, "3. Results")]


def test_numbered_lists_are_no_headings() -> None:
    assert found(f"{PROSE}\n\n1. Labour market\n\n2. Suppliers\n\n3. Ideas\n\n{PROSE}") == []


def test_capital_lines_are_headings_but_codes_are_not() -> None:
    text = f"DEVELOPMENT OF THE REGION\n\n{PROSE}\n\nISSN 1234-5678\n\nP:259\n\n{PROSE}"
    assert found(text) == [(1, "DEVELOPMENT OF THE REGION")]


def test_a_bold_line_heads_prose_but_not_another_line() -> None:
    text = f"**Anna Maria Rossi**\n\nUniversity of Nowhere\n\n{PROSE}\n\n**Main ideas**\n\n{PROSE}"
    assert [title for _, title in found(text)] == ["Main ideas"]


def test_a_title_line_between_paragraphs_is_a_heading() -> None:
    assert [title for _, title in found(f"{PROSE}\n\nLimits of the study\n\n{PROSE}")] == ["Limits of the study"]
    assert found(f"{PROSE}\n\nlimits of the study\n\n{PROSE}") == []


@pytest.mark.parametrize(
    "name",
    [
        "References:",
        "Referrals and references",
        "Bibliography",
        "**Literaturverzeichnis**",
        "Список литературы",
        "Kaynakça",
        "Foydalanilgan adabiyotlar",
        "Bibliographie",
        "7. References",
    ],
)
def test_reference_lists_are_headed_in_many_languages(name: str) -> None:
    assert (
        len(found(f"{PROSE}\n\n{name}\n\n1. Porter, M. (1990). Title. Press.\n2. Weber, A. (1909). Title. Press.")) == 1
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Abstract. ", "Abstract"),
        ("**Keywords:** ", "Keywords"),
        ("Аннотация. ", "Аннотация"),
        ("Öz: ", "Öz"),
        ("Zusammenfassung – ", "Zusammenfassung"),
        ("Conclusion. ", "Conclusion"),
        ("*Abstract*—", "Abstract"),
    ],
)
def test_names_at_the_head_of_a_paragraph_are_headings_of_it(head: str, title: str) -> None:
    text = head + PROSE
    (section,) = sections(text, find_headings(text))
    assert section.title == title
    assert text[section.heading.end :].strip() == PROSE


@pytest.mark.parametrize("label", ["Keywords: ", "**Key words** – ", "Keywords ", "JEL Codes: ", "Ключевые слова: "])
def test_a_label_covers_its_own_paragraph(label: str) -> None:
    text = f"# The title\n\nAbstract. {PROSE}\n\n{label}ports, rivers; trade, L16\n\n{PROSE}\n\n# Data\n\n{PROSE}"
    layer = sections(text, find_headings(text))
    assert len(layer) == 4
    assert layer[2].span.of(text).strip() == f"{label}ports, rivers; trade, L16"
    body = text.index(PROSE, layer[2].span.end)
    assert [section.title for section in layer if section.span.start <= body < section.span.end] == ["The title"]


def test_a_label_on_a_line_of_its_own_covers_the_paragraph_below() -> None:
    text = f"# The title\n\n## Abstract\n\n{PROSE}\n\n{PROSE}\n\n## Keywords\n\nports, rivers\n\n{PROSE}"
    layer = sections(text, find_headings(text))
    assert layer[1].span.of(text).count(PROSE) == 2
    assert layer[2].span.of(text).strip() == "## Keywords\n\nports, rivers"


def test_a_label_ends_where_the_next_line_is_prose() -> None:
    text = f"Keywords: ports, rivers,\ntrade between towns; Italy\n{PROSE}\n"
    (section,) = sections(text, find_headings(text))
    assert section.span.of(text).strip() == "Keywords: ports, rivers,\ntrade between towns; Italy"


def test_words_that_open_a_sentence_are_no_label() -> None:
    assert found(f"Keywords help readers, and they cost nothing. {PROSE}") == []


@pytest.mark.parametrize(
    "line", ["Journal of Ports ISSN: 2661-7161", "E-ISSN 2716907X", "Ports (ISBN 978-3-16-148410-0)"]
)
def test_the_number_of_a_journal_makes_no_section(line: str) -> None:
    text = f"## {line}\n\n# The title\n\n{PROSE}\n\n## Data\n\n{PROSE}"
    assert [title for _, title in found(text)] == ["The title", "Data"]
    headings = [Heading(1, Span(3, 3 + len(line))), Heading(1, Span(text.index("The"), text.index("The") + 9))]
    (kept,) = named_headings(text, headings, (), typographic=True)[:1]
    assert kept.span.of(text) == "The title"


def test_the_title_below_the_number_of_a_journal_stands_over_all_parts() -> None:
    text = f"## Journal of Ports ISSN: 2661-7161\n\nEISSN:2716-9073\n\n## The title\n\n{PROSE}\n\n## Data\n\n{PROSE}"
    assert found(text) == [(1, "The title"), (2, "Data")]


def test_ordinary_words_at_the_head_of_a_paragraph_are_not() -> None:
    assert found(f"Theory: {PROSE}\n\nNevertheless. {PROSE}") == []


def test_unmarked_names_are_added_to_the_headings_of_a_format() -> None:
    text = f"The work\n\nAbstract. {PROSE}\n\nPart one\n\n{PROSE}\n\nReferences\n\nPorter, M. (1990)."
    headings = [Heading(1, Span(0, 8)), Heading(2, Span(text.index("Part"), text.index("Part") + 8))]
    layer = sections(text, named_headings(text, headings, (), typographic=False))
    assert [(s.level, s.title) for s in layer] == [(1, "The work"), (2, "Abstract"), (2, "Part one"), (2, "References")]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("### 1. Michael’s *Model* ##", "1. Michael’s Model"),
        ("#### **Results**", "Results"),
        ("References:", "References"),
        ("**A** and <b>B</b>", "A and B"),
        ("What now?", "What now?"),
    ],
)
def test_titles_lose_the_marks_of_their_format(heading: str, title: str) -> None:
    assert title_of(heading, Span(0, len(heading))) == title


def test_the_name_of_a_part_inside_a_paragraph_is_no_heading() -> None:
    assert found(f"{PROSE} We used the\ndata\nof all regions, and their\nReferences\ntoo.") == []


def test_the_title_stands_over_all_parts() -> None:
    text = f"### The title\n\n{PROSE}\n\n# One\n\n{PROSE}\n\n# References\n\nx"
    assert [level for level, _ in found(text)] == [1, 2, 2]
    text = f"## Journal of Things\n\n# The title\n\n## Introduction\n\n{PROSE}\n\n### Results\n\n{PROSE}"
    assert found(text) == [(2, "Journal of Things"), (1, "The title"), (2, "Introduction"), (2, "Results")]
