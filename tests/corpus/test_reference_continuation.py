import re

import pytest

from corpus.document import Section, Span
from corpus.structure.references.lists import references

FIRST = (
    "Alder, A. (2001). Rivers and trade. Journal of Ports, 3(2), 11-20.",
    "Birch, B., & Cedar, C. (2005). Harbours of the north. London: Quay Press.",
    "Dogwood, D. E. (2010). Tides and tolls. Ocean Letters, 7, 1-9.",
)
REST = (
    "Elm, E. (2012). Locks and weirs. Journal of Ports, 14(1), 3-18.",
    "Fir, F., & Gorse, G. (2014). Ferries. Ocean Letters, 11, 40-52.",
)
LAST = ("Holly, H. (2015). Dykes. Ocean Letters, 12, 4-5.",)


def listed(entries: tuple[str, ...]) -> str:
    return "\n\n".join(entries)


def numbered(entries: tuple[str, ...], first: int = 1) -> str:
    return "\n\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, first))


def read(text: str, *headings: str) -> list[str]:
    """The entries of `text`, in which each of `headings` heads a section as often as it stands alone on a line."""
    found = [match for match in re.finditer(r"(?m)^.+$", text) if match[0] in headings]
    ends = [*(match.start() for match in found[1:]), len(text)]
    sections = tuple(
        Section(2, match[0], Span(*match.span()), Span(match.start(), end))
        for match, end in zip(found, ends[: len(found)], strict=True)
    )
    return [" ".join(entry.raw.split()) for entry in references(text, sections)]


def test_a_list_goes_on_where_a_column_begins_with_the_link_of_a_broken_entry() -> None:
    link = "Retrieved from https://papers.example.org/abstract_id=4191575"
    found = read(f"Words.\n\nReferences\n\n{numbered(FIRST)}\n\n{link}\n\n{numbered(REST, 4)}\n")
    assert len(found) == 5
    assert found[2].endswith("4191575")


def test_a_link_to_the_page_itself_ends_the_list() -> None:
    found = read(f"Words.\n\nReferences\n\n{numbered(FIRST)}\n\nRetrieved from https://pages.example.org/34093\n")
    assert len(found) == 3
    assert found[2].endswith("1-9.")


@pytest.mark.parametrize("head", ["River work and trade", "Journal of Ports 12", "Figure 4. The locks of the north"])
def test_an_alphabetical_list_goes_on_past_a_line_that_looks_like_a_section(head: str) -> None:
    text = f"Words.\n\nReferences\n\n{listed(FIRST)}\n\n{head}\n\n{listed(REST)}\n"
    assert len(read(text, "References", head)) == 5


def test_a_running_head_does_not_end_a_list_in_the_order_of_citation() -> None:
    head = "River work and trade"
    text = f"{head} now.\n\n{head}\n\nWords.\n\nReferences\n\n{listed(FIRST[::-1])}\n\n{head}\n\n"
    assert len(read(f"{text}{listed(REST)}\n", "References", head)) == 5


def test_a_list_that_begins_again_with_its_alphabet_is_another_one() -> None:
    text = f"Words.\n\nReferences\n\n{listed((*REST, *LAST))}\n\n"
    assert len(read(f"{text}Studies reviewed\n\n{listed(FIRST)}\n", "References", "Studies reviewed")) == 3


def test_prose_under_another_heading_stays_outside() -> None:
    text = f"Words.\n\nReferences\n\n{listed(FIRST)}\n\nThe tables\n\nElms stand in rows, and in 2012 more of them.\n"
    assert len(read(text, "References", "The tables")) == 3


def test_a_line_in_capitals_within_an_unfinished_entry_is_part_of_it() -> None:
    text = (
        f"Words.\n\nReferences\n\n{numbered(FIRST)}\n\n4. Elm, E. The state approach to\n\nHARBOUR DEVELOPMENT\n\n"
        "in the north. London: Quay Press, 2013.\n\n5. Fir, F. (2014). Ferries. Ocean Letters, 11, 40-52.\n"
    )
    found = read(text, "References", "HARBOUR DEVELOPMENT")
    assert len(found) == 5
    assert "HARBOUR DEVELOPMENT in the north" in found[3]


def test_a_line_in_capitals_that_ends_an_entry_is_part_of_it() -> None:
    text = (
        f"Words.\n\nReferences\n\n{numbered(FIRST)}\n\n4. QUAY. Project experiences and THE STATE APPROACH TO\n\n"
        "HARBOUR DEVELOPMENT\n\n5. Fir, F. (2014). Ferries. Ocean Letters, 11, 40-52.\n"
    )
    found = read(text, "References", "HARBOUR DEVELOPMENT")
    assert len(found) == 5
    assert found[3].endswith("HARBOUR DEVELOPMENT")


@pytest.mark.parametrize("place", ["p. 41.", "pp. 41–52.", "https://ports.example.org/41.pdf"])
def test_a_place_in_a_work_is_no_entry(place: str) -> None:
    semi = f"3. Holly, H. Locks: Theory and Issues; Quay School of Trade Research Paper No. WP BRP; 2015; {place}"
    found = read(f"Words.\n\nReferences\n\n{numbered(FIRST[:2])}\n\n{semi}\n\n{numbered(REST, 4)}\n")
    assert len(found) == 5
    assert found[2].endswith(place)
    wrapped = (
        "\n".join(f"{n}. {entry}" for n, entry in enumerate(FIRST[:2], 1)) + "\n" + semi.replace(place, f"\n{place}")
    )
    found = read(f"Words.\n\nReferences\n\n{wrapped}\n4. {REST[0]}\n5. {REST[1]}\n")
    assert len(found) == 5
    assert found[2].endswith(place)


def test_a_page_number_before_one_entry_of_many_is_no_label() -> None:
    entries = [f"Alder{chr(97 + n)}, A. (200{n}). Rivers and trade. Journal of Ports, 3(2), 11-20." for n in range(9)]
    entries[5] = f"176 {entries[5]}"
    found = references("Words.\n\nReferences\n\n" + "\n\n".join(entries), ())
    assert [entry.label for entry in found] == [None] * 9
