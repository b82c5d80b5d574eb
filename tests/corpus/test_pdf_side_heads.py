from __future__ import annotations

from array import array

from corpus.reading.running_heads import Margins, margins_of
from corpus.reading.sheet import Sheet, Word

WIDE, HIGH = 520.0, 680.0


def page(number: int, sides: list[tuple[str, float, float]], left: float = 110.0) -> Sheet:
    """A page of long lines of its own, and what stands beside them: text, left edge and base."""
    letters = chr(ord("a") + number)
    rows = [(f"{letters * 9} " * 6 + letters * (n + 1), left, 92.0 + 12 * n) for n in range(20)]
    words: list[Word] = []
    for text, start, base in [*rows, *sides]:
        for token in text.split():
            end = start + 5.0 * len(token)
            words.append(Word(token, len(words), start, base - 8, end, base + 2, base, 10.0, False, False, len(words)))
            start = end + 3.0
    return Sheet(number, WIDE, HIGH, WIDE, HIGH, array("f"), tuple(words))


def kept(margins: Margins, sheet: Sheet) -> list[str]:
    return [word.text for word in margins.body(sheet)]


def test_heads_and_numbers_beside_the_text_go() -> None:
    sides = {n: [("Fruit", 20.0, 95.0), ("29,2", 20.0, 108.0), (str(n + 160), 20.0, 160.0)] for n in range(1, 6)}
    sheets = [page(n, beside) for n, beside in sides.items()]
    margins = margins_of(sheets)
    for sheet in sheets:
        assert not {"Fruit", "29,2", str(sheet.number + 160)} & set(kept(margins, sheet))
        assert len(kept(margins, sheet)) == 140
    assert margins.labels == {n: str(n + 160) for n in sides}


def test_what_does_not_repeat_or_count_beside_the_text_stays() -> None:
    notes = ["soil", "water", "wind", "frost"]
    sheets = [page(n, [(note, 20.0, 95.0), (str(7 * n * n), 20.0, 160.0)]) for n, note in enumerate(notes, start=1)]
    margins = margins_of(sheets)
    for sheet, note in zip(sheets, notes, strict=True):
        assert {note, str(7 * sheet.number**2)} <= set(kept(margins, sheet))


def test_the_first_words_of_lines_are_text() -> None:
    sheets = [page(n, [("again", 110.0, 400.0)]) for n in range(1, 5)]
    margins = margins_of(sheets)
    assert all("again" in kept(margins, sheet) for sheet in sheets)


def test_a_column_of_a_list_stays() -> None:
    cells = [("again", 20.0, 92.0 + 24 * n) for n in range(8)]
    sheets = [page(n, cells) for n in range(1, 5)]
    margins = margins_of(sheets)
    assert all(kept(margins, sheet).count("again") == 8 for sheet in sheets)


def test_a_cell_on_the_line_of_its_row_stays() -> None:
    sheets = [page(n, [("again", 20.0, 104.0)]) for n in range(1, 5)]
    margins = margins_of(sheets)
    assert all("again" in kept(margins, sheet) for sheet in sheets)
