from __future__ import annotations

from pathlib import Path

import typst
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.bullets import with_bullets
from corpus.reading.pdf import read_pdf
from corpus.reading.sheet import Shade, Word


def word(text: str, left: float, base: float, size: float = 10.0) -> Word:
    return Word(text, 0, left, base - 7.5, left + 5.0 * len(text), base + 2.2, base, size, False, False, 0)


def dot(left: float, middle: float, across: float = 3.0) -> Shade:
    return Shade(left, middle - across / 2, left + across, middle + across / 2)


def test_items_with_drawn_bullets_are_lines_of_their_own(tmp_path: Path) -> None:
    mark = "#set list(marker: box(circle(radius: 1.3pt, fill: black), baseline: -2pt))\n"
    items = ["Quicker pressing of the fruit;", "Better roads to the town;", "Casks."]
    path = tmp_path / "list.pdf"
    source = "#set page(width: 6.2cm, height: 9cm, margin: 1cm)\n#set text(9pt)\n" + mark
    source += "The growers ask for\nthree things, which are:\n" + "".join(f"- {item}\n" for item in items)
    path.write_bytes(typst.compile(source.encode(), ignore_system_fonts=True))
    assert "\n".join(items) in read_pdf(path).text


@given(st.floats(2, 20), st.floats(-0.4, 6.0))
def test_a_dot_before_a_word_is_its_bullet(gap: float, rise: float) -> None:
    words = [word("Casks", 100, 50), word("of", 130, 50), word("oak", 100, 62)]
    found = with_bullets(words, [dot(100 - gap - 3.0, 50 - rise)])
    assert [one.bulleted for one in found] == [True, False, False]
    assert [one.text for one in found] == ["Casks", "of", "oak"]


@given(st.floats(0, 300), st.floats(0, 100), st.floats(0.5, 7))
def test_dots_within_or_after_words_are_no_bullets(left: float, middle: float, across: float) -> None:
    words = [word("oak", 100, 50), word("casks", 118, 50)]
    found = with_bullets(words, [dot(left, middle, across)])
    assert found[1] == words[1]
    assert found[0] == words[0] or left + across <= 100
