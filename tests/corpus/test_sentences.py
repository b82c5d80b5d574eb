"""Sentences: where prose breaks, and where it must not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Section, Span
from corpus.structure.sentences import sentences

FRAGMENTS = st.sampled_from(
    [
        "The firms grew. ",
        "et al. ",
        "e.g. ",
        "(Porter, 1990) ",
        "[3]",
        "U.S. ",
        "3.29 ",
        "\n",
        "\n\n",
        "\f",
        "\t",
        "- ",
        "✓ ",
        "> ",
        "1. ",
        "# Title\n",
        "```\n",
        "Yes! ",
        "? ",
        "…",
        "“",
        "”",
        "Кластеры растут. ",
        "İhracat artar. ",
        "中文。",
        "https://doi.org/10.1/x. ",
        "M. E. ",
        "<p>",
        "</p>",
        "(",
        ")",
        "\x00",
        "\ufeff",
        "12\n\n",
        "and ",
        "***",
    ]
)
PROSE = st.lists(FRAGMENTS, max_size=40).map("".join) | st.text(max_size=200)


def split(text: str, **options: bool) -> list[str]:
    return [span.of(text) for span in sentences(text, **options)]


@given(PROSE, st.booleans())
def test_spans_are_sorted_disjoint_trimmed_and_say_something(text: str, wrapped: bool) -> None:
    found = sentences(text, wrapped=wrapped)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for span in found:
        words = span.of(text)
        assert span.end <= len(text)
        assert words == words.strip()
        assert any(c.isalnum() for c in words)


@given(PROSE)
def test_the_same_text_gives_the_same_sentences(text: str) -> None:
    assert sentences(text) == sentences(text)


@given(PROSE, st.integers(0, 200), st.integers(0, 60))
def test_nothing_excluded_is_in_a_sentence(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    assert not any(len(span) and found.overlaps(span) for found in sentences(text, excluded=[span]))


@given(
    st.lists(st.sampled_from(["It grew.", "They fell!", "Did it pay?", "In 1990, 3.5 % left."]), min_size=1, max_size=8)
)
def test_plain_sentences_come_back_as_they_went_in(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts
    assert split("\n\n".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Growth was strong (Porter et al., 1998).", "See also Dr. Smith and Prof. M. E. Porter."],
        ["It rose by 3.29 % in 1990.", "The rate fell later."],
        ["Firms meet, e.g. in Italy, i.e. near suppliers, cf. Marshall (1890)."],
        ["As Fig. 3 and Tab. 2 show, exports grew.[3]", "The next year they fell."],
        ["As Fig. 3 shows, exports grew. [3]", "The next year they fell."],
        ["It grew in the U.S.", "The U.S. economy grew."],
        ['He asked: "Does it work?"', "Nobody answered."],
        ["He called it “the Diamond Model.”", "The name stuck."],
        ["See p. 15, pp. 20–25 and vol. 3, no. 4 of the journal."],
        ["It is at https://doi.org/10.1016/j.x.2020.01.001 and www.example.org.", "Look there."],
        ["Wait... is it so?", "Yes!", "It is."],
        ["The cluster (see p. 3. And p. 4) grew.", "It fell."],
        ["It grew.", "(It grew fast. Nobody knew.)", "Then it fell."][:1],
        ["Кластеры растут, т.е. развиваются.", "В 1990 г. Портер ввёл термин.", "Это важно."],
        ["Kümelenme önemlidir.", "İhracat artar.", "Şehirler büyür."],
        ["Sultan et al. (2023) agree.", "So do Li et al.", "The others do not."],
        ["They differ in size, age, etc.", "However, they share values."],
        ["J. A. Schumpeter and P. R. Krugman wrote on it.", "A. Weber did too."],
        ["Growth was fast.^{[1][2]}", "The rest followed."],
        ["Growth was fast.[^1]", "The rest followed.^2^", "Nobody knew.³", "It ended.[^note]"],
        ["The plot of 12 ha. and 5 km.² is small."],
        ["Jan. 5 was cold in St. Gallen.", "It snowed."],
        ["Das gilt z. B. für Firmen.", "Vgl. Müller (2001)."],
        ["It was 5 p.m.", "The meeting ended."],
        ["In sum, No. 5 won.", "It said no.", "It lost."],
        ["Firms (e.g., Fiat Co. Ltd.) moved.", "They stayed."],
        ["产业集群很重要。", "出口增长。"],
    ],
    ids=lambda parts: parts[0][:30],
)
def test_a_paragraph_breaks_where_a_reader_would(parts: list[str]) -> None:
    joint = "" if parts[0].endswith("。") else " "
    assert split(joint.join(parts)) == parts


def test_a_forgotten_space_or_stop_still_parts_sentences() -> None:
    assert split("“The market grows,” they say (Bettiol, 2021)This helps firms grow.") == [
        "“The market grows,” they say (Bettiol, 2021)",
        "This helps firms grow.",
    ]
    assert split('Taken "from the database."National offices published it.') == [
        'Taken "from the database."',
        "National offices published it.",
    ]


@pytest.mark.parametrize("link", ["www.Example.com", "a.Perumal", "https://x.org/Some.Page"])
def test_links_and_initials_without_space_stay_whole(link: str) -> None:
    assert split(f"It is at {link} and there.") == [f"It is at {link} and there."]


def test_raised_figures_after_the_stop_belong_to_the_sentence() -> None:
    text = "Exports grew.12 The rest fell."
    found = sentences(text, superscripts=[Span(13, 15)], wrapped=False)
    assert [span.of(text) for span in found] == ["Exports grew.12", "The rest fell."]


def test_marks_of_lists_and_quotations_are_left_out() -> None:
    text = (
        "Impact:\n\n- ✓ more exports;\n- [ ] fewer costs.\n\n1. First step\n> Quoted words.\n(a) a case\n2.1 The part\n"
    )
    assert split(text) == [
        "Impact:",
        "more exports;",
        "fewer costs.",
        "First step",
        "Quoted words.",
        "a case",
        "The part",
    ]


@pytest.mark.parametrize("start", ["A. Weber wrote on it.", "3.5 million firms exist.", "1990 was a good year."])
def test_what_only_looks_like_a_mark_stays(start: str) -> None:
    assert split(start) == [start]


def test_line_ends_inside_a_paragraph_are_white_space_in_text_files_only() -> None:
    text = "Clusters are groups of firms that share\na place. They grow."
    assert split(text) == ["Clusters are groups of firms that share\na place.", "They grow."]
    assert split("labour pooling\nspecialised suppliers", wrapped=False) == ["labour pooling", "specialised suppliers"]


def test_a_short_line_above_prose_stands_alone() -> None:
    text = "A Short Line\nClusters are groups of firms that share a place and much else besides."
    assert split(text)[0] == "A Short Line"


@pytest.mark.parametrize("gap", ["\n\n", "\n\f", "\n\n12\n\n", "\n\nPage 3 of 9\n\f\n", "\n\n***\n\n"])
def test_a_sentence_that_a_page_break_cut_is_whole(gap: str) -> None:
    text = f"The participants are banks, schools and large{gap}enterprises of every kind. They meet."
    assert len(split(text)) == 2
    assert split(text)[0].endswith("enterprises of every kind.")


def test_a_sentence_goes_on_behind_an_open_bracket_or_a_conjunction() -> None:
    text = "This was shown before by others (Ishchuk &\n\nSozanskyy, 2020). It holds."
    assert len(split(text)) == 2


def test_running_heads_between_the_halves_do_not_part_a_sentence() -> None:
    page = "The firms of region {} and all their\n\nJournal of Regions 12\n\nsuppliers met in the hall that day.\n\n"
    text = "".join(page.format(number) for number in ("one", "two", "three"))
    assert [s.count("suppliers") for s in split(text)] == [1, 1, 1]


def test_paragraphs_that_end_are_not_joined() -> None:
    text = "The first paragraph ends here, as it should.\n\nanother begins in lower case. It ends."
    assert len(split(text)) == 3
    assert len(split("It works through:\n\nlabour pooling and more.")) == 2


def test_headings_end_what_stands_before_and_after() -> None:
    text = "First part of the text without an end\n\n## Results\n\nand its second part."
    heading = Span(text.index("##"), text.index("Results") + 7)
    found = sentences(text, [Section(2, "Results", heading, Span(heading.start, len(text)))])
    assert [span.of(text) for span in found] == ["First part of the text without an end", "and its second part."]


def test_code_comments_and_front_matter_are_no_prose() -> None:
    text = "---\ntitle: A. B.\n---\n\nReal words.\n\n```\nx = 1. Then.\n```\n\n<!-- not. this. -->\n\nMore words."
    assert split(text) == ["Real words.", "More words."]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["abcd.Efgh", "`", "<!--", "a  b\n", "a\n\n", "(a ", "et al. ", "12\n\n", "^[1", "1"])
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    # Each of these took minutes where a pattern or a loop looked back over all that stood before.
    assert sentences("Some words here.\n\n" + unit * (100_000 // len(unit)))


def test_a_long_number_behind_a_stop_is_looked_at_once() -> None:
    # Each way to part the digits into raised figures of up to three was tried: that many digits never came to an end.
    assert len(split(f"Firms share ideas.{'1' * 500} more of them")) == 1


def test_a_table_of_contents_is_no_prose() -> None:
    assert split("1 Introduction . . . . . . . 3\nData ........ 4\n\nWords follow.") == ["Words follow."]


def test_heads_at_the_edge_of_pages_do_not_stand_in_sentences() -> None:
    page = "{0} Journal of Regions\nThe firms of region {0} met in the hall and\ntalked {1}\n\f"
    text = "".join(page.format(*pair) for pair in [(10, "of prices."), (11, "again"), (12, "a bit."), (13, "no more.")])
    assert not any("Journal" in sentence for sentence in split(text) if "again" not in sentence)


def test_the_number_of_a_figure_is_no_sentence() -> None:
    assert split("Figure 7-26. Two kinds of nuts.") == ["Figure 7-26. Two kinds of nuts."]


@pytest.mark.parametrize("mark", ["¹", "³", "¹²"])
def test_an_initial_behind_a_superscript_ends_no_sentence(mark: str) -> None:
    note = f"{mark}A. Saxenian, Regional Advantage, 1994."
    assert split(note) == [note]
    note = f"{mark}M. E. Porter, “Clusters”, 1998."
    assert split(note) == [note]


def test_an_initial_behind_a_raised_figure_ends_no_sentence() -> None:
    note = "6M. E. Porter, Clusters, 1998. It was read."
    found = sentences(note, superscripts=[Span(0, 1)])
    assert [span.of(note) for span in found] == ["6M. E. Porter, Clusters, 1998.", "It was read."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Results are presented in Table. 1. The ports grow.",
            ["Results are presented in Table. 1.", "The ports grow."],
        ),
        ("They left the table. 12 of them stayed.", ["They left the table.", "12 of them stayed."]),
        ("It is filed [Docket No. FAA–2010–0755]. It stays.", ["It is filed [Docket No. FAA–2010–0755].", "It stays."]),
        ("See Docket No. FAA–2010 for it. It stays.", ["See Docket No. FAA–2010 for it.", "It stays."]),
        ("II. BASICS OF THE THEORY", ["II. BASICS OF THE THEORY"]),
        (
            "As shown by Presser, H. (2003), shifts matter. It stays.",
            ["As shown by Presser, H. (2003), shifts matter.", "It stays."],
        ),
        ("They met in group H. 2003 was better.", ["They met in group H.", "2003 was better."]),
    ],
)
def test_a_stop_that_leads_on_to_a_number_or_a_code(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected
