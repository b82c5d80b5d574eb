from __future__ import annotations

from array import array
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading.running_heads import Margins, margins_of
from corpus.reading.sheet import Rule, Sheet, Word

WIDTH, HEIGHT, SIZE = 600.0, 800.0, 10.0
TEXTS = st.lists(st.text("abcdefghij", min_size=3, max_size=9), min_size=4, max_size=9)


def words_at(text: str, base: float, start: int, size: float = SIZE) -> list[Word]:
    words, left = [], 60.0
    for token in text.split():
        right = left + 0.5 * size * len(token)
        words.append(
            Word(token, start, left, base - 0.75 * size, right, base + 0.22 * size, base, size, False, False, start)
        )
        left, start = right + 0.3 * size, start + len(token)
    return words


def sheet(number: int, rows: list[tuple[str, float]], rules: tuple[Rule, ...] = ()) -> Sheet:
    words: list[Word] = []
    for text, base in rows:
        words += words_at(text, base, sum(len(word.text) for word in words))
    return Sheet(number, WIDTH, HEIGHT, WIDTH, HEIGHT, array("f"), tuple(words), rules=rules)


def body(texts: list[str], top: float = 100.0) -> list[tuple[str, float]]:
    return [(f"{text} {text} {text}", top + 12.0 * index) for index, text in enumerate(texts)]


def kept(margins: Margins, page: Sheet) -> str:
    return " ".join(word.text for word in margins.body(page))


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=6), st.integers(0, 900))
def test_heads_and_counting_numbers_go_and_every_body_word_stays(pages: list[list[str]], offset: int) -> None:
    sheets = [
        sheet(n, [("Journal of Synthetic Lines", 40.0), *body(texts), (str(n + offset), 770.0)])
        for n, texts in enumerate(pages, start=1)
    ]
    margins = margins_of(sheets)
    for page, texts in zip(sheets, pages, strict=True):
        assert kept(margins, page) == " ".join(f"{text} {text} {text}" for text in texts)
        assert margins.labels[page.number] == str(page.number + offset)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=5, unique_by=lambda texts: (texts[0], texts[-1])))
def test_pages_without_heads_lose_nothing(pages: list[list[str]]) -> None:
    firsts = {texts[0] for texts in pages}
    lasts = {texts[-1] for texts in pages}
    if len(firsts) < len(pages) or len(lasts) < len(pages):
        return
    sheets = [sheet(n, body(texts, top=60.0)) for n, texts in enumerate(pages, start=1)]
    margins = margins_of(sheets)
    assert all(len(margins.body(page)) == len(page.words) for page in sheets)


def test_even_and_odd_pages_may_have_heads_of_their_own() -> None:
    heads = {0: "12 A. Writer", 1: "On Synthetic Lines 13"}
    sheets = [
        sheet(
            n,
            [(heads[n % 2].replace("12", str(n + 11)).replace("13", str(n + 11)), 40.0), *body(["abc", "def", "ghi"])],
        )
        for n in range(1, 7)
    ]
    margins = margins_of(sheets)
    assert all("Writer" not in kept(margins, page) and "Synthetic" not in kept(margins, page) for page in sheets)
    assert [margins.labels[n] for n in range(1, 7)] == ["12", "13", "14", "15", "16", "17"]


def test_a_repeated_table_head_in_a_ruled_table_stays() -> None:
    rules = (Rule(False, 55.0, 85.0, 160.0), Rule(False, 300.0, 85.0, 160.0))
    sheets = [sheet(n, [("Region Firms Share", 97.0), *body(["abc", "def"], top=121.0)], rules) for n in (1, 2, 3)]
    margins = margins_of(sheets)
    assert all(kept(margins, page).startswith("Region Firms Share") for page in sheets)


def test_roman_and_chapter_numbers_are_labels() -> None:
    roman = [sheet(n, [*body(["abc", "def"]), (numeral, 770.0)]) for n, numeral in ((1, "iv"), (2, "v"), (3, "vi"))]
    assert margins_of(roman).labels == {1: "iv", 2: "v", 3: "vi"}
    chapters = [sheet(n, [*body(["abc", "def"]), (f"7-{44 + n}", 770.0)]) for n in (1, 2, 3)]
    assert margins_of(chapters).labels == {1: "7-45", 2: "7-46", 3: "7-47"}


def test_the_number_of_a_single_page_is_its_label() -> None:
    page = sheet(1, [*body(["abc", "def"]), ("– 12 –", 770.0)])
    margins = margins_of([page])
    assert margins.labels == {1: "12"}
    assert kept(margins, page).endswith("def def def")


def test_years_and_note_numbers_are_no_page_numbers() -> None:
    sheets = [sheet(n, [*body(["abc", "def"]), (f"{n + 4} See the report on {'abc'[n]}.", 770.0)]) for n in (1, 2)]
    margins = margins_of(sheets)
    assert margins.labels == {}
    assert all("report" in kept(margins, page) for page in sheets)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=5), st.sampled_from([1.15, 1.4, 2.0]), st.booleans())
def test_a_title_stays_where_later_pages_repeat_it(pages: list[list[str]], larger: float, level: bool) -> None:
    title = "On Synthetic Lines and Their Ends"
    top = 40.0 if level else 60.0
    first = Sheet(1, WIDTH, HEIGHT, WIDTH, HEIGHT, array("f"), tuple(words_at(title, top, 0, larger * SIZE)))
    below = sheet(1, body(pages[0])).words
    first = replace(first, words=(*first.words, *(replace(word, start=word.start + 99) for word in below)))
    later = [sheet(n, [(title, 40.0), *body(texts)]) for n, texts in enumerate(pages[1:], start=2)]
    margins = margins_of([first, *later])
    assert kept(margins, first).startswith(title)
    assert all("Synthetic" not in kept(margins, page) for page in later)
    assert margins.running == (title,)


def test_running_lines_are_told_once_without_page_numbers() -> None:
    texts = {n: [f"abc{letter}", f"def{letter}"] for n, letter in enumerate("klmn", start=1)}
    sheets = [
        sheet(n, [(f"Journal of Lines 4 (2019) {n + 10}", 40.0), *body(texts[n]), ("Not for sale", 770.0)])
        for n in texts
    ]
    assert margins_of(sheets).running == ("Journal of Lines 4 (2019)", "Not for sale")


def test_a_heading_in_the_words_of_the_title_stays() -> None:
    title = words_at("Synthetic Lines and Their Ends", 60.0, 0, 18.0)
    below = [replace(word, start=word.start + 99) for word in sheet(1, body(["abc", "def", "ghi"])).words]
    first = Sheet(1, WIDTH, HEIGHT, WIDTH, HEIGHT, array("f"), (*title, *below))
    heading = words_at("Synthetic Lines", 60.0, 0, 12.0)
    second = replace(first, number=2, words=(*heading, *below))
    assert kept(margins_of([first, second]), second).startswith("Synthetic Lines")
