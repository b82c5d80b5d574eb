import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.errors import MaterialError
from evals.gold import anystyle
from evals.gold.marked_entries import FIELDS, entry_of, held_out, plain, without_duplicates

XML = """<?xml version="1.0"?><dataset><sequence>
 <citation-number>[3]</citation-number><author>Alder, A.</author><editor>In B. Birch (Ed.),</editor>
 <journal>Ports,</journal><volume>vol. 3, no. 2,</volume><pages>pp. 1–9.</pages><date>(2001).</date>
</sequence></dataset>"""


def fields_of(text: str, field: str) -> list[tuple[str, str]]:
    entry = entry_of([(text, field)], "test")
    return [(mark.field, entry.text[mark.start : mark.end]) for mark in entry.marks]


def test_an_entry_of_anystyle_keeps_its_words_and_marks_what_is_meant(tmp_path) -> None:
    (tmp_path / "gold.xml.xz").write_bytes(lzma.compress(XML.encode()))
    (entry,) = anystyle.entries(tmp_path, "gold")
    assert entry.text == "[3] Alder, A. In B. Birch (Ed.), Ports, vol. 3, no. 2, pp. 1–9. (2001)."
    assert [(mark.field, entry.text[mark.start : mark.end]) for mark in entry.marks] == [
        ("number", "3"),
        ("author", "Alder, A"),
        ("editor", "B. Birch"),
        ("journal", "Ports"),
        ("volume", "3"),
        ("issue", "2"),
        ("pages", "1–9"),
        ("date", "2001"),
    ]


def test_a_file_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(MaterialError, match=r"gold\.xml\.xz"):
        anystyle.entries(tmp_path, "gold")


@pytest.mark.parametrize(
    ("volume", "expected"),
    [
        ("128(5),", [("volume", "128"), ("issue", "5")]),
        ("Vol. 105, No. 2,", [("volume", "105"), ("issue", "2")]),
        ("2014;112(5):", [("date", "2014"), ("volume", "112"), ("issue", "5")]),
        ("103(2A):1103–1116.", [("volume", "103"), ("issue", "2A"), ("pages", "1103–1116")]),
        ("no. 4", [("issue", "4")]),
        ("n°200.", [("issue", "200")]),
        ("82:7:", [("volume", "82"), ("issue", "7")]),
        ("Т. 1.", [("volume", "1")]),
        ("XLII/248", [("volume", "XLII/248")]),
    ],
)
def test_volume_and_issue_are_told_apart(volume: str, expected: list[tuple[str, str]]) -> None:
    assert fields_of(volume, "volume") == expected


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from([*FIELDS, None])), max_size=8))
def test_marks_are_sorted_disjoint_and_inside(parts) -> None:
    entry = entry_of(parts, "test")
    position = 0
    for mark in entry.marks:
        assert position <= mark.start < mark.end <= len(entry.text)
        position = mark.end


@given(st.text(max_size=60))
def test_plain_text_is_plain_already(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_a_tenth_is_held_out_for_good() -> None:
    kept = [held_out(str(number)) for number in range(2000)]
    assert 150 < sum(kept) < 250
    assert kept == [held_out(str(number)) for number in range(2000)]


def test_copies_that_differ_in_punctuation_are_one() -> None:
    entries = [entry_of([(text, None)], "test") for text in ("Alder, A. Ports!", "alder a ports", "Birch", "Cedar")]
    assert [entry.text for entry in without_duplicates(entries, entries[3:])] == ["Alder, A. Ports!", "Birch"]
