"""RIS files whose values go on over lines, or are given twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.ris import read_ris


def csl(*lines: str) -> dict[str, object]:
    (entry,) = read_ris("\n".join(["TY  - JOUR", *lines, "ER  - ", ""]), "a.ris").entries
    return entry.csl


def test_a_value_goes_on_over_lines() -> None:
    found = csl("TI  - Harbours", "in winter", "", "  and in spring", "PY  - 1998", "JO  -", "Ports")
    assert (found["title"], found["container-title"]) == ("Harbours in winter and in spring", "Ports")


def test_a_list_goes_on_over_lines() -> None:
    assert csl("TI  - Harbours", "KW  - ice", "snow", "KW  - ships")["keyword"] == "ice, snow, ships"


def test_a_value_that_is_given_twice_may_go_on_over_lines() -> None:
    found = read_ris("TY  - JOUR\nTI  - Harbours\nTI  - Quays\nin winter\nER  - \n", "a.ris")
    assert [entry.csl["title"] for entry in found.entries] == ["Harbours"] and found.notices == ()


def test_the_type_and_what_no_one_knows_may_go_on_over_lines() -> None:
    found = csl("and more", "ZZ  - what", "is that", "TI  - Harbours")
    assert (found["type"], found["title"]) == ("article-journal", "Harbours")


WORDS = st.text("abc XY-", max_size=12)


@given(st.lists(WORDS, max_size=6))
def test_lines_of_a_value_are_joined_by_a_space(lines: list[str]) -> None:
    more = [f" {line}" for line in lines]
    expected = " ".join(" ".join(["Coal", *lines]).split())
    assert csl("TI  - Coal", *more)["title"] == expected
