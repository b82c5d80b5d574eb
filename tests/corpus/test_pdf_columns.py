from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading.columns import columns, disorder
from corpus.reading.lines import Line
from corpus.reading.sheet import Word

SIZE, PITCH = 10.0, 12.0


def line(text: str, left: float, right: float, base: float, start: int) -> Line:
    word = Word(text, start, left, base - 7.5, right, base + 2.2, base, SIZE, False, False, start)
    return Line(1, (word,))


def two_columns(rows: int, title: bool) -> list[Line]:
    """The lines of a page in reading order: perhaps a title across, then a left and a right column."""
    found = [line("title", 60, 540, 60, 0)] if title else []
    for side, (left, right) in enumerate(((60.0, 290.0), (310.0, 540.0))):
        for row in range(rows):
            found.append(line(f"{'lr'[side]}{row}", left, right, 100 + PITCH * row, len(found)))
    return found


def redrawn(lines: list[Line], order: list[int]) -> list[Line]:
    """The same lines as if drawn in another order."""
    found = []
    for start, index in enumerate(order):
        word = lines[index].words[0]
        found.append(line(word.text, word.left, word.right, word.base, start))
    return found


def texts(lines: list[Line]) -> list[str]:
    return [line.text for column in columns(lines) for line in column.lines]


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(5, 20), st.booleans())
def test_columns_are_read_in_order_however_they_are_drawn(data: st.DataObject, rows: int, title: bool) -> None:
    lines = two_columns(rows, title)
    order = data.draw(st.permutations(range(len(lines))))
    expected = [line.text for line in lines]
    assert texts(redrawn(lines, list(order))) == expected
    assert disorder(columns(redrawn(lines, list(order)))) < 0.1


def test_lines_drawn_row_by_row_across_two_columns() -> None:
    lines = two_columns(8, True)
    order = [0] + [index for row in range(8) for index in (1 + row, 9 + row)]
    assert texts(redrawn(lines, order)) == [line.text for line in lines]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(100, 540), min_size=2, max_size=30))
def test_one_column_is_read_downwards(rights: list[float]) -> None:
    lines = [line(f"t{row}", 60, right, 100 + PITCH * row, row) for row, right in enumerate(rights)]
    assert texts(lines) == [line.text for line in lines]


@given(st.data(), st.integers(4, 12))
def test_no_line_is_lost_or_doubled(data: st.DataObject, count: int) -> None:
    lines = []
    for start in range(count):
        left = data.draw(st.floats(50, 400))
        lines.append(line(f"t{start}", left, left + data.draw(st.floats(20, 150)), 100 + 14.0 * start, start))
    assert sorted(texts(lines)) == sorted(line.text for line in lines)


@given(st.integers(2, 6), st.integers(2, 6), st.integers(30, 200))
def test_sides_drawn_one_after_the_other_are_never_mixed(left: int, right: int, width: int) -> None:
    lines = [line(f"l{row}", 60, 290 - (width if row else 0), 100 + PITCH * row, row) for row in range(left)]
    lines += [line(f"r{row}", 310, 540 - (width if row else 0), 100 + PITCH * row, left + row) for row in range(right)]
    assert texts(lines) == [line.text for line in lines]
