import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Reference, Section, Span
from corpus.structure.references.headings import HEADINGS, is_heading
from corpus.structure.references.lists import references

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LITERATURE = SHARED / "literature" / "txt"

NUMBERED = """Text before.

References

1. Alder, A. (2001). Rivers and trade. Journal of Ports, 3(2), 11-20.
2. Birch, B., & Cedar, C. (2005). Harbours. London: Quay Press.
3. Dogwood, D. E. (2010). Tides. Ocean Letters, 7, 1-9.
"""


def raws(text: str, sections: tuple[Section, ...] = ()) -> list[str]:
    return [reference.raw for reference in references(text, sections)]


def well_formed(text: str, found: tuple[Reference, ...]) -> bool:
    spans = [reference.span for reference in found]
    disjoint = all(a.end <= b.start for a, b in pairwise(spans))
    inside = all(0 <= span.start < span.end <= len(text) for span in spans)
    named = all(reference.raw == reference.span.of(text) for reference in found)
    return disjoint and inside and named and [r.n for r in found] == list(range(1, len(found) + 1))


PIECES = st.sampled_from(
    [
        "References\n",
        "\n\n",
        "1. ",
        "[2] ",
        "3-",
        "Alder, A. ",
        "(2001). ",
        "Title. ",
        "- ",
        "Journal 3, 4-5.",
        "\n",
        "x",
        "  ",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join))
def test_spans_are_sorted_disjoint_inside_and_numbered(text: str) -> None:
    assert well_formed(text, references(text, ()))


@settings(deadline=None)
@given(st.integers(1, 15), st.sampled_from(["{}. ", "[{}] ", "{}) ", "{}-", "- {}. ", "{} "]))
def test_as_many_entries_as_were_written(count: int, label: str) -> None:
    lines = [
        f"{label.format(n)}Author{chr(64 + n % 26 or 90)}, A. ({1950 + n}). Title number {n}. Journal, {n}, 1-9."
        for n in range(1, count + 1)
    ]
    found = references("Body.\n\nReferences\n\n" + "\n".join(lines), ())
    assert len(found) == count
    assert [reference.label for reference in found] == [str(n) for n in range(1, count + 1)]


def test_numbered_entries_with_their_labels_and_fields() -> None:
    found = references(NUMBERED, ())
    assert [(r.n, r.label) for r in found] == [(1, "1"), (2, "2"), (3, "3")]
    assert found[0].raw.endswith("11-20.")
    assert found[1].csl["publisher"] == "Quay Press"


@pytest.mark.slow
@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "REFERENCES:",
        "# References",
        "#### Referrals and references:",
        "**Bibliography**",
        "7. References",
        "Works Cited",
        "Literatur",
        "Literaturverzeichnis",
        "Bibliographie",
        "Список литературы",
        "Литература:",
        "Kaynakça",
        "Adabiyotlar",
        "Foydalanilgan adabiyotlar ro'yxati",
        "VI. Referencias",
        "R E F E R E N C E S",
        "Литература / References",
        "Kaynakça (References)",
        "Фойдаланилган адабиётлар рўйхати",
        "Foydalanilgan adabiyotlar roʻyxati:",
        "Список использованных источников и литературы",
        "Piśmiennictwo",
    ],
)
def test_a_list_is_found_under_each_usual_heading(heading: str) -> None:
    assert is_heading(heading)
    assert len(raws(NUMBERED.replace("References", heading))) == 3


@pytest.mark.parametrize(
    "line", ["References to earlier work abound here", "A literature review", "Sources of growth", ""]
)
def test_other_lines_are_no_heading(line: str) -> None:
    assert not is_heading(line)


def test_known_headings_are_folded() -> None:
    assert "references" in HEADINGS
    assert "kaynakca" in HEADINGS


def test_an_entry_that_wraps_or_breaks_over_a_page_is_one() -> None:
    text = (
        "References\n\n[1] Alder, A. Rivers and\n    trade. Ports 2001,\n    3, 11-20.\n"
        "[2] Birch, B. Harbours in an age of\n\nsteam. Quays 2005, 4, 1-9.\n[3] Cedar, C. Tides. Seas 2010, 5, 2-3.\n"
    )
    assert [raw[:3] for raw in raws(text)] == ["[1]", "[2]", "[3]"]
    assert raws(text)[1].endswith("1-9.")


def test_counters_that_start_again_still_part_the_entries() -> None:
    text = (
        "References:\n\n1. Alder, A. (2001). Rivers.\n\n1. Birch, B. (2005). Harbours.\n\n1. Cedar, C. (2010). Tides."
    )
    assert [r.n for r in references(text, ())] == [1, 2, 3]


def test_entries_run_together_on_one_line_are_parted() -> None:
    text = "References\n\n1. Alder, A. (2001). Rivers. 2. Birch, B. (2005). Harbours. 3. Cedar, C. (2010). Tides."
    assert [raw[:2] for raw in raws(text)] == ["1.", "2.", "3."]


ENTRIES = [
    f"{name}, A. ({1950 + n}). {title} of ports. Journal of {title}, {n}, 1-9."
    for n, (name, title) in enumerate(
        [("Alder", "Rivers"), ("Birch", "Harbours"), ("Cedar", "Tides"), ("Dogwood", "Quays"), ("Elm", "Trade")], 1
    )
]
PARTINGS = st.sampled_from([" ", "\n", "\n\n"])


@settings(deadline=None)
@given(
    st.sampled_from(["{}. ", "[{}] ", "{}) ", "{}-", "{}.\n", "[{}]\n\n"]), st.lists(PARTINGS, min_size=5, max_size=5)
)
def test_a_numbered_list_survives_any_joining_of_its_paragraphs(label: str, partings: list[str]) -> None:
    parts = (label.format(n) + entry + gap for n, (entry, gap) in enumerate(zip(ENTRIES, partings, strict=True), 1))
    found = references("Body.\n\nReferences\n\n" + "".join(parts), ())
    assert [(r.label, r.raw[-30:]) for r in found] == [(str(n), e[-30:]) for n, e in enumerate(ENTRIES, 1)]


@settings(deadline=None)
@given(st.data())
def test_a_numbered_list_survives_any_breaks_of_its_lines(data: st.DataObject) -> None:
    words = " ".join(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1)).split()
    gaps = data.draw(st.lists(PARTINGS, min_size=len(words), max_size=len(words)))
    text = "Body.\n\nReferences\n\n" + "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    assert [r.label for r in references(text, ())] == ["1", "2", "3", "4", "5"]


def test_a_heading_inside_a_numbered_list_does_not_end_it() -> None:
    text = NUMBERED.replace("2. Birch", "JOURNAL OF PORTS\n\n2. Birch")
    start, inside = text.index("References"), text.index("JOURNAL")
    layer = (
        Section(1, "References", Span(start, start + 10), Span(start, inside)),
        Section(1, "JOURNAL OF PORTS", Span(inside, inside + 16), Span(inside, len(text))),
    )
    assert [(r.label, "JOURNAL" in r.raw) for r in references(text, layer)] == [
        ("1", False),
        ("2", False),
        ("3", False),
    ]


def test_a_number_inside_an_entry_parts_nothing() -> None:
    first = "1. Alder, A. Rivers, vol. 2. Birch Press, 2001."
    text = f"References\n\n{first}\n2. Birch, B. Ports, 2005.\n3. Cedar, C. Tides, 2010."
    assert [raw[:8] for raw in raws(text)] == ["1. Alder", "2. Birch", "3. Cedar"]


def test_letters_under_a_number_stay_with_it() -> None:
    text = (
        "References\n\n1. a. Alder, A. (2001). Rivers.\nb. Alder, A. (2002). Tides.\n\n"
        "2. Birch, B. (2005). Harbours. 3. Cedar, C. (2010). Ports."
    )
    assert [r.label for r in references(text, ())] == ["1", "2", "3"]


def test_author_year_entries_one_a_paragraph() -> None:
    text = (
        "Bibliography\n\nAlder, Ann. Rivers and Trade. London: Quay Press, 2001.\n\n"
        "Birch, Bob, and Carol Cedar. “Harbours.” Journal of Ports 4, no. 2 (2005): 1–9.\n\n"
        "World Bank (2019). Ports of the world.\n"
    )
    assert [raw[:5] for raw in raws(text)] == ["Alder", "Birch", "World"]


def test_author_year_entries_one_a_line_and_by_hanging_indent() -> None:
    lines = (
        "References\n\nAlder, A. (2001). Rivers. Ports, 3, 1-2.\nBirch, B. (2005). Harbours\nof ice. Quays, 4, 1-9.\n"
    )
    assert [raw[:5] for raw in raws(lines)] == ["Alder", "Birch"]
    hanging = (
        "References\n\nAlder, A. 2001. Rivers and\n   Trade. Rome: Quay.\nBirch, B. 2005. Harbours.\n   Paris: Quai.\n"
    )
    assert [raw[:5] for raw in raws(hanging)] == ["Alder", "Birch"]


def test_a_dash_stands_for_the_authors_before() -> None:
    text = "References\n\nAlder, Ann. 2001. Rivers. Rome: Quay Press.\n\n———. 2005. Harbours. Rome: Quay Press.\n"
    first, second = references(text, ())
    assert second.csl["author"] == first.csl["author"]
    assert (second.csl["title"], second.csl["issued"]) == ("Harbours", {"date-parts": [[2005]]})


def test_what_follows_the_list_is_no_entry() -> None:
    assert len(raws(NUMBERED + "\nRetrieved from <https://example.org/entry>\n")) == 3
    assert len(raws(NUMBERED + "\nAppendix A\n\n4. More text of 2010 that is no source.\n")) == 3


@pytest.mark.parametrize(
    "note", ["² The note names the owners\nof the quay.", "¹² Tolls of 1911 are meant.", "[^2]: Tolls."]
)
def test_a_footnote_behind_the_list_is_no_part_of_its_last_entry(note: str) -> None:
    assert raws(f"{NUMBERED}\n{note}\n") == raws(NUMBERED)
    cut = NUMBERED.replace("3. Dogwood", f"\n{note}\n\n3. Dogwood")
    assert raws(cut) == raws(NUMBERED)


def test_entries_that_superscripts_number_are_entries() -> None:
    text = "References\n\n¹ Alder, A. (2001). Rivers. Ports, 3, 1-2.\n\n² Birch, B. (2005). Harbours. Rome: Quay.\n"
    assert len(raws(text)) == 2


def test_the_next_section_ends_the_list() -> None:
    text = NUMBERED + "\nFurther thoughts\n\nAlder, A. (2001) was right.\n"
    start, after = text.index("References"), text.index("Further")
    sections = (
        Section(1, "References", Span(start, start + 10), Span(start, after)),
        Section(1, "Further thoughts", Span(after, after + 16), Span(after, len(text))),
    )
    assert len(raws(text, sections)) == 3


def test_prose_under_such_a_heading_is_no_list() -> None:
    assert raws("Literature\n\nMuch has been written on ports. None of it is dated.\n\nMore follows.\n") == []


PROSE = {
    "callouts": "Trade follows the tide (Alder, 2001). It fell in 2003.\n\nQuays were dear (Birch, 2005).\n",
    "names": "Alder (2001) found 40 ports. Birch (2005) has more.\n\nDogwood (2010) writes it, too.\n",
    "numbers": "Trade follows the tide [1]. It fell in 2003.\n\nQuays were dear by 1990, as all say [2, 3].\n",
    "mixed": "Alder (2001) found 40 ports.\n\nOf 1990 little is known.\n\nQuays were dear (Birch, 2005, p. 7).\n",
}


@pytest.mark.parametrize("prose", PROSE.values(), ids=PROSE)
@pytest.mark.parametrize("heading", ["Literature", "2. Literature", "## Sources", "Literatur", "Литература"])
def test_a_part_of_the_text_that_is_headed_like_a_list_is_none(heading: str, prose: str) -> None:
    text = f"Words.\n\n{heading}\n\n{prose}\n"
    assert raws(text) == []
    assert [raw[:8] for raw in raws(f"{text}\n{NUMBERED}")] == ["1. Alder", "2. Birch", "3. Dogwo"]


@pytest.mark.parametrize(
    "entries",
    [
        NUMBERED.partition("References")[2],
        "\n\nAlder, A. (2001). Rivers. *Ports*, 3, 1-2.\n\nBirch, B. & Cedar, C. (2005) Harbours. Rome: Quay.\n",
        "\n\nAlder, Ann, *Rivers and Trade* (London: Quay Press, 2001).\n\nBirch, Bob, *Harbours* (Rome, 2005).\n",
        "\n\nWorld Bank (2019). Ports of the world.\n\nOffice of Quays (2020). Quays. https://example.org/quays\n",
        "\n\nИванов И. И. Реки и торговля. М.: Причал, 2001.\n\nПетров П. П. Порты. СПб., 2005.\n",
    ],
)
@pytest.mark.parametrize("heading", ["Literature", "Sources", "## 7. Literatur", "Литература"])
def test_a_list_under_a_name_that_parts_of_texts_have_too_is_one(heading: str, entries: str) -> None:
    text = f"Words.\n\n{heading}{entries}\n"
    expected = len(raws(text.replace(heading, "References")))
    assert expected >= 2
    assert len(raws(text)) == expected
    assert len(raws(f"{text}\n{NUMBERED}")) == expected + 3


def test_two_lists_count_on() -> None:
    text = NUMBERED + "\n\nPart two.\n\n" + "Words. " * 300 + "\n\n" + NUMBERED
    sections = tuple(
        Section(1, "x", Span(at, at + 4), Span(at, at + 4))
        for at in (text.index("Part"), text.index("Text before", 20))
    )
    assert [r.n for r in references(text, sections)] == [1, 2, 3, 4, 5, 6]


def test_a_list_without_a_heading_ends_the_text() -> None:
    assert len(raws("Prose stands here. " * 40 + "\n\n" + NUMBERED.split("References\n\n")[1])) == 3
    assert raws("Prose stands here. " * 40 + "\n\nBirch (2005) said so.\n\nAlder (2001) did not.\n") == []


def test_a_list_in_two_scripts_is_two_lists() -> None:
    text = (
        "Текст.\n\nСписок литературы\n\n1. Иванов И. И. Реки и порты. М.: Порт, 1990. 120 с.\n"
        "2. Петров П. П. Гавани // Порты. 2001. № 3. С. 5–9.\n\nReferences\n\n"
        "1. Ivanov I. I. Reki i porty. Moscow: Port, 1990. 120 p.\n2. Petrov P. P. Gavani. Porty, 2001, no. 3, 5–9.\n"
    )
    assert [(r.n, r.label) for r in references(text)] == [(1, "1"), (2, "2"), (3, "1"), (4, "2")]


def test_headings_of_parts_do_not_end_a_list() -> None:
    text = (
        "Bibliography\n\nPrimary sources\n\nAlder, A. (1990). Rivers. London: Quay Press.\n\n"
        "Secondary sources\n\nBirch, B. (1890). Harbours. London: Quay Press.\n"
    )
    assert [raw[:5] for raw in raws(text)] == ["Alder", "Birch"]


def test_same_text_same_references() -> None:
    assert references(NUMBERED, ()) == references(NUMBERED, ())


@pytest.mark.parametrize("seed", ["(", "[1", "A, ", "1. A\n", "A. ", "\n\n", "- ", "References\n", "[1]\n", "“"])
def test_long_runs_take_no_time(seed: str) -> None:
    text = "References\n\n" + seed * (25_000 // len(seed))
    start = time.process_time()
    references(text, ())
    assert time.process_time() - start < 2


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the literature beside the checkout (../shared)")
@pytest.mark.parametrize(("prefix", "count"), [("000", 23), ("001", 5), ("002", 34), ("003", 15)])
def test_every_entry_of_the_literature_is_split(prefix: str, count: int) -> None:
    text = next(LITERATURE.glob(f"{prefix}*")).read_text(encoding="utf-8")
    found = references(text, ())
    assert [r.label for r in found] == [str(n) for n in range(1, count + 1)]
    assert well_formed(text, found)
    assert all("\n" not in r.raw for r in found)


def test_thousands_of_list_headings_take_no_more_time_each() -> None:
    def seconds(headings: int) -> float:
        text = (
            "Words stand here.\n\n" + "References\n" * headings + "\n1. Bell, A. (2019). On ports. Places, 12, 4-9.\n"
        )
        lines = [Section(1, "References", span, span) for span in _lines_saying("References", text)]
        begin = time.process_time()
        references(text, lines)
        return time.process_time() - begin

    assert min(seconds(2000) for _ in range(3)) < 8 * max(seconds(500), 0.02)


def _lines_saying(words: str, text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer(rf"^{words}$", text, re.MULTILINE)]
