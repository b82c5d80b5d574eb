import pytest

from corpus.structure.references.tokens import tokens
from evals.gold.marked_entries import FIELDS, entry_of, plain
from evals.training.invented_entries import emphasised_entries, invented_entries, relaid_entries
from evals.training.references import labels_of, without_label

ARTICLE = entry_of(
    [
        ("[4] ", None),
        ("Alder, A. B., Birch, C.", "author"),
        (" (", None),
        ("2001", "date"),
        (") ", None),
        ("Rivers and trade.", "title"),
        (" ", None),
        ("Ports,", "journal"),
        (" ", None),
        ("3,", "volume"),
        (" ", None),
        ("1-9.", "pages"),
    ],
    "test",
)


def test_the_same_entries_each_time() -> None:
    assert invented_entries(60) == invented_entries(60)
    assert invented_entries(60)[:20] == invented_entries(20)


@pytest.mark.parametrize("entries", [invented_entries(150), relaid_entries([ARTICLE]), emphasised_entries([ARTICLE])])
def test_marks_stand_in_their_text(entries) -> None:
    assert entries
    for entry in entries:
        assert {mark.field for mark in entry.marks} <= set(FIELDS)
        assert all(0 <= a.start < a.end <= len(entry.text) for a in entry.marks)
        assert {"author", "title"} <= {mark.field for mark in entry.marks}


def test_an_article_printed_anew_keeps_what_it_says() -> None:
    (entry,) = relaid_entries([ARTICLE])
    assert entry.text != ARTICLE.text
    assert plain(entry.values("title")[0]) == "rivers and trade"
    assert entry.values("date")[0].startswith("2001")


def test_emphasis_changes_no_word() -> None:
    (entry,) = emphasised_entries([ARTICLE])
    assert plain(entry.text) == plain(ARTICLE.text)
    assert [mark.field for mark in entry.marks] == [mark.field for mark in ARTICLE.marks]


def test_every_token_has_the_label_of_the_mark_it_stands_in() -> None:
    entry = without_label(ARTICLE)
    assert entry.text.startswith("Alder")
    found = tokens(entry.text)
    labelled = list(zip([token.word for token in found], labels_of(entry, found), strict=True))
    assert labelled[:3] == [("Alder", "author"), ("A", "author"), ("B", "author")]
    assert ("2001", "date") in labelled
    assert ("(", "other") in labelled
    assert labelled[-1] == ("1-9", "pages")
