"""Rows of another year, or of another thing of the kind, than the question names are no answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import take
from indexer.library import Library
from service import bootstrap
from service.ask.answer import Question
from service.ask.others_rows import OthersRows, others_rows
from service.ask.understanding import understand

HERDS = """# Herds of two shires

The herds of Arden and of Brook were counted by the wardens. Drovers came from Corley to buy.

Table 1. Herds and their yield

| Shire | Year | Herds | Yield of milk (%) | Grazing |
|---|---|---|---|---|
| Arden | 1901 | 12 | 8.5 | Meadow |
| Brook | 1901 | 17 | 6.2 | Moor |
| Arden | 1902 | 14 | 7.8 | Meadow |
| Brook | 1902 | 19 | 5.9 | Moor |

Table 2. Fairs held, 1900–1910

| Shire | Fairs |
|---|---|
| Arden | 3 |
| Brook | 5 |
"""


class Shelved:
    """One document as a shelf."""

    def __init__(self, document):
        self._document = document

    def document(self, holding):
        return self._document


@pytest.fixture
def left_out(hits_of, text_document):
    """Reads the first cells of the rows that a question leaves out."""
    document = text_document(HERDS, "herds.md")
    hits = hits_of(document)

    def rows(text):
        others = others_rows(understand(Question(text)), hits, Shelved(document))
        return [hit.held.passage.span.of(document.text) for hit in hits if hit.held.id in others.ids]

    return rows


@pytest.fixture
def asker(library, hold, text_document):
    hold(library, text_document(HERDS, "herds.md"))
    return bootstrap.asker(library)


def test_rows_of_other_members_are_no_answer(left_out):
    assert len(left_out("What is the yield of milk of Corley?")) == 6
    assert left_out("What yield has Arden?") == []
    assert left_out("How many herds does Arden have beside those of Corley?") == []


def test_rows_of_other_years_are_no_answer(left_out):
    rows = left_out("How many herds were there in Arden in 1902?")
    assert len(rows) == 2 and all("1901" in row for row in rows)
    assert len(left_out("How many herds were there in Arden in 1950?")) == 6
    assert len(left_out("How many fairs did Arden hold in 1905?")) == 4


def test_a_change_needs_both_of_its_years(left_out, hits_of, text_document):
    assert left_out("By how much did the herds of Arden grow from 1901 to 1902?") == []
    assert len(left_out("By how much did the herds of Arden grow from 1899 to 1902?")) == 6
    text = "# Goats\n\nTable 1. Goats\n\n| Shire | 1901 | 1905 |\n|---|---|---|\n| Arden | 41 | 52 |\n"
    text += "| Brook | 63 | 74 |\n"
    document = text_document(text, "goats.md")
    hits = hits_of(document)
    for years, count in (("1901 to 1905", 0), ("1901 to 1909", 2), ("1895 to 1901", 2)):
        question = understand(Question(f"By how much did the goats of Arden grow from {years}?"))
        assert len(others_rows(question, hits, Shelved(document)).ids) == count


def test_rows_of_other_measures_are_no_answer(left_out):
    assert left_out("What is the yield of milk of Arden?") == ["Arden | 3", "Brook | 5"]
    assert len(left_out("What is the yield of milk of Arden in 1905?")) == 6
    assert left_out("Why is the yield of milk of Arden so low?") == []


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("How many goats has Arden on the heath?", 4),
        ("How many goats has Arden on the meadow?", 0),
        ("How many goats are on the heath?", 0),
        ("How many goats have Arden and Brook?", 0),
    ],
)
def test_rows_named_by_one_of_two_things_are_no_answer(hits_of, text_document, question, count):
    text = (
        "# Goats\n\nTable 1. Goats by place\n\n| Shire | Place | Goats |\n|---|---|---|\n| Arden | Meadow | 41 |\n"
        "| Brook | Heath | 52 |\n| Arden | Wood | 63 |\n| Brook | Wood | 74 |\n"
    )
    document = text_document(text, "goats.md")
    others = others_rows(understand(Question(question)), hits_of(document), Shelved(document))
    assert len(others.ids) == count
    assert not count or others.told == "“Arden” and “heath” together"


def test_a_measure_of_another_year_is_withheld(library, hold, text_document):
    text = (
        f"{HERDS}\n\nTable 3. Tolls of 1903\n\n| Shire | Toll on drovers |\n|---|---|\n| Arden | 21 |\n| Brook | 34 |\n"
    )
    hold(library, text_document(text, "herds.md"))
    answer = bootstrap.asker(library).ask(Question("What was the toll on drovers of Arden in 1902?"))
    assert answer.abstained and "1902" in answer.reason


@pytest.mark.parametrize(
    "when", ["since 1899", "after 1950", "between 1890 and 1950", "by 1899", "in 1899: the year before"]
)
def test_a_span_of_time_leaves_nothing_out(left_out, when):
    assert left_out(f"How many herds were counted in Arden {when}?") == []


def test_what_the_document_is_of_has_all_its_rows(hits_of, text_document):
    document = text_document(
        f"{HERDS}\nMercia has two shires. Mercia is large. Mercia, in short, is rich. Mercia!\n", "m.md"
    )
    hits = hits_of(document)
    question = understand(Question("How many herds were counted in Mercia?"))
    assert not others_rows(question, hits, Shelved(document)).ids


def test_common_words_are_no_members(hits_of, text_document):
    text = "# Wool\n\nWe sold milk and wool.\n\n| Good | Price |\n|---|---|\n| Milk | 3 |\n| Wool | 9 |\n"
    document = text_document(text, "wool.md")
    question = understand(Question("What was the price of wool according to Corley?"))
    assert not others_rows(question, hits_of(document), Shelved(document)).ids


def test_nothing_is_answered_with_the_rows_of_others(asker):
    answer = asker.ask(Question("What is the yield of milk of Daleham in 1901?"))
    assert answer.abstained and "Daleham" in answer.reason and answer.nearest
    answer = asker.ask(Question("How many herds were there in Arden in 1899?"))
    assert answer.abstained and "1899" in answer.reason
    answer = asker.ask(Question("How many herds were there in Arden in 1902?"))
    assert not answer.abstained and "14" in answer.quotes[0].text


def test_what_some_row_is_of_is_not_said_to_be_of_none(hits_of, text_document):
    document = text_document(HERDS, "herds.md")
    hits, shelf = hits_of(document), Shelved(document)
    others = others_rows(understand(Question("How many herds were there in Corley in 1902?")), hits, shelf)
    assert others.told == "“Corley”"
    others = others_rows(understand(Question("How many fairs did Arden and Corley hold in 1950?")), hits, shelf)
    assert others.told == "“1950”"
    assert OthersRows(frozenset({1, 2}), ("1950", "Corley")).told == "“1950” and “Corley” together"


def test_rows_are_no_reason_where_no_row_is_nearest(library, hold, text_document):
    hold(library, text_document(f"{HERDS}\n\nThe address of the reeve is at the mill of Corley.\n", "herds.md"))
    answer = bootstrap.asker(library).ask(Question("What is the capital of Corley?"))
    assert "row" not in answer.reason or answer.nearest[0].row is not None


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """An asker over the same document, kept for all examples of a property."""
    folder = tmp_path_factory.mktemp("herds")
    (folder / "herds.md").write_text(HERDS, encoding="utf-8")
    with Library(folder / "library", HashingEncoder(64), create=True) as held:
        take(held, [folder / "herds.md"], read)
        yield bootstrap.asker(held, ranker=False)


@settings(deadline=None)
@given(st.sampled_from(["Arden", "Brook", "Corley", "the drovers"]), st.integers(1890, 1920))
def test_no_row_that_is_quoted_is_of_another_year(kept, asked_of, year):
    answer = kept.ask(Question(f"How many herds were there in {asked_of} in {year}?"))
    for quote in answer.quotes:
        if quote.row is not None and "Year" in quote.row.heads:
            assert str(year) in quote.row.cells


def test_the_years_of_a_title_are_none_of_a_table_that_tells_its_own(hits_of, text_document):
    rows = "| Shire | Herds |\n|---|---|\n| Arden | 12 |\n| Brook | 17 |\n"
    text = f"# Two shires, 1890–1905\n\nTable 1. Herds, 1905\n\n{rows}"
    document = text_document(text, "shires.md")
    hits = [hit for hit in hits_of(document) if hit.held.passage.kind == "row"]
    for year, count in (("1890", 2), ("1905", 0)):
        asked = understand(Question(f"How many herds had Arden in {year}?"))
        assert len(others_rows(asked, hits, Shelved(document)).ids) == count
