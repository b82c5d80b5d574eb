import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Span
from corpus.structure.references.line_features import counting_chain, features
from corpus.structure.references.lines import ListLine, parted
from corpus.structure.references.regions import lines_in
from corpus.structure.references.splitting import entries_among, line_labels

NAMES = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel"]
ENTRIES = [
    f"{name}, {name[1].upper()}. ({1980 + n}). The {word} of ports. Journal of {word}, {n}({n % 4}), 11-{n + 20}."
    for n, (name, word) in enumerate(
        zip(NAMES, ["rise", "fall", "trade", "tides", "quays", "wards", "tolls", "fish"], strict=True)
    )
]


def entries_of(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in entries_among(lines_in(text, Span(0, len(text))))]


def wrapped(entry: str, width: int, indent: str = "") -> str:
    lines = [""]
    for word in entry.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return ("\n" + indent).join(lines)


@settings(deadline=None, max_examples=50)
@given(st.integers(45, 100), st.sampled_from(["", "   "]), st.sampled_from(["\n", "\n\n"]))
def test_entries_survive_wrapping_at_any_width(width: int, indent: str, gap: str) -> None:
    assert entries_of(gap.join(wrapped(entry, width, indent) for entry in ENTRIES)) == ENTRIES


@settings(deadline=None)
@given(st.text(alphabet="Ab1[]().;,– \n2005", max_size=300))
def test_spans_are_sorted_and_disjoint(text: str) -> None:
    spans = entries_among(lines_in(text, Span(0, len(text))))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(len(span) and span.end <= len(text) for span in spans)


@given(st.text(alphabet="AB. ;(2001)[1]\n", max_size=200))
def test_parts_make_up_their_lines(text: str) -> None:
    lines = lines_in(text, Span(0, len(text)))
    assert "".join("".join(part.span.of(text).split()) for part in parted(lines)) == "".join(
        "".join(line.span.of(text).split()) for line in lines
    )


def test_several_works_under_one_number_are_parted() -> None:
    text = (
        "[1] A. Alder et al., Phys. Rev. D 5, 12 (2001); B. Birch, Phys. Rev. D 6, 13 (2002).\n"
        "[2] C. Cedar, Nucl. Phys. B 7, 14 (2003).\n[3] D. Dogwood and E. Elm, Phys. Lett. B 8, 15 (2004).\n"
    )
    assert [entry[:8] for entry in entries_of(text)] == ["[1] A. A", "B. Birch", "[2] C. C", "[3] D. D"]


def test_remarks_in_an_annotated_list_are_left_out() -> None:
    remark = "This book shows how rivers made the towns of the north, with many examples drawn from its registers."
    assert entries_of(f"{ENTRIES[0]}\n\n{remark}\n\n{ENTRIES[1]}\n\n{remark}\n") == ENTRIES[:2]


def test_a_number_alone_on_its_line_opens_the_entry_below() -> None:
    text = "\n".join(f"{n}.\n{entry}" for n, entry in enumerate(ENTRIES, 1))
    assert entries_of(text) == [f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1)]


@given(st.integers(1, 40), st.lists(st.integers(50, 99), max_size=10))
def test_the_longest_count_is_found_among_stray_numbers(count: int, stray: list[int]) -> None:
    labels = [("dot", n) for n in range(1, count + 1)]
    for number in stray:
        labels.insert(number % (len(labels) + 1), ("plain", number + 1000))
    chain = [labels[at][1] for at in counting_chain(labels)]
    assert count == 1 or chain == list(range(1, count + 1))


def test_labels_tell_whether_an_entry_is_dated() -> None:
    lines = [
        ListLine(Span(0, 5), "Alder", True, 0),
        ListLine(Span(6, 10), "2001", False, 0),
        ListLine(Span(11, 14), "end", False, 0),
    ]
    assert line_labels(lines, [Span(0, 10)]) == ["opens", "goes on dated", "outside"]
    assert len(features(lines)) == 3


@pytest.mark.slow
def test_a_list_of_five_thousand_entries_takes_no_time() -> None:
    text = "\n".join(f"{n}. {ENTRIES[n % 8]}" for n in range(1, 5001))
    start = time.process_time()
    assert len(entries_of(text)) == 5000
    assert time.process_time() - start < 6
