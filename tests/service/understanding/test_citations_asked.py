"""Who cites whom is told by the lists, also where whoever is cited has written a document that is held."""

from __future__ import annotations

import pytest

from corpus.reading.read import read
from service import bootstrap
from service.ask.answer import Question

TIDES = """# Tides and trade in the harbour of Ostby

Abel Quill

## Growth

Quays pay where the water is deep, as Stone (2012) showed. Menders are few (Reed & Sołtys, 1972).
Cranes are slow (Finch, 2001), and ropes are short (Finch, 2004). Barges wait (Stone & Hale, 2009).

## References

Finch, E. (2001). Weirs and what they hold. Journal of Rivers, 2(1), 1-9.

Finch, E. (2004). Ropes. DOI: 10.1234/ropes. Journal of Rivers, 5(1), 1-9.

Reed, A., & Sołtys, D. (1972). Mending. Ostby: Weir Press. https://doi.org/10.1234/mending

Stone, B. (2012). Nets of the northern sea. Journal of Rivers, 9(2), 10-19.

Stone, B., & Hale, O. (2009). Barges. Ostby: Weir Press.
"""
NETS = """# Nets of the northern sea

Berta Stone

## Nets

Nets are mended in winter (Reed, 1970). Quill is a harbour town.

## References

Reed, A. (1970). Menders of nets. Ostby: Weir Press.
"""
SIDECAR = """
@article{tides, title={Tides and trade in the harbour of Ostby}, author={Quill, Abel}, year={2015}}
@article{nets, title={Nets of the northern sea}, author={Stone, Berta}, year={2012}}
"""


@pytest.fixture
def asker(library, tmp_path):
    (tmp_path / "library.bib").write_text(SIDECAR, encoding="utf-8")
    for name, text in (("tides.md", TIDES), ("nets.md", NETS)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        library.put(read(path), path, "1")
    return bootstrap.asker(library)


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("Does Quill cite Stone?", ["Stone, B. (2012)", "Stone, B., & Hale"]),
        ("Does Quill cite Stone (2012)?", ["Stone, B. (2012)"]),
        ("Does Quill (2015) cite Stone and Hale?", ["Stone, B., & Hale"]),
        ("Is Stone cited by Quill?", ["Stone, B. (2012)", "Stone, B., & Hale"]),
        ("Is Reed cited in Stone?", ["Reed, A. (1970)"]),
        ("Has Quill cited Finch and Reed?", ["Finch, E. (2001)", "Finch, E. (2004)", "Reed, A., & Sołtys"]),
        ("Does Quill cite Sołtys?", ["Reed, A., & Sołtys"]),
        ("What is the DOI of Sołtys (1972)?", ["Reed, A., & Sołtys"]),
    ],
)
def test_the_entries_of_the_list_are_told(asker, question, entries):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert len(answer.quotes) == len(entries)
    assert all(quote.text.startswith(entry) for quote, entry in zip(answer.quotes, entries, strict=True))


@pytest.mark.parametrize(
    "question",
    [
        "What does Quill cite Stone (2012) for?",
        "Why does Quill cite Stone 2012?",
        "What is Stone (2012) cited for by Quill?",
        "What is Stone (2012) cited for in Quill?",
        "For what is Stone (2012) cited by Quill?",
    ],
)
def test_what_a_held_author_is_cited_for_comes_first(asker, question):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert "Quays pay" in answer.quotes[0].text
    assert answer.quotes[-1].text.startswith("Stone, B. (2012)")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Does Stone cite Quill?", "of nets.md names “Quill”"),
        ("Is Finch cited by Stone?", "of nets.md names “Finch”"),
        ("Does Quill cite Stone (1999)?", "of tides.md names “Stone (1999)”"),
        ("What does Stone cite Finch and Quill for?", "of nets.md names “Finch” or “Quill”"),
    ],
)
def test_whom_no_list_has_is_said(asker, question, told):
    answer = asker.ask(Question(question))
    assert answer.abstained
    assert told in answer.reason


def test_an_entry_that_is_asked_for_comes_without_what_cites_it(asker):
    (entry,) = asker.ask(Question("What is the latest work cited in Quill's paper?")).quotes
    assert entry.text.startswith("Stone, B. (2012)")


def test_of_two_the_one_who_is_not_listed_is_named(asker):
    answer = asker.ask(Question("Does Stone cite Reed and Finch?"))
    assert [quote.text[:14] for quote in answer.quotes] == ["Reed, A. (1970"]
    assert any("names “Finch”" in notice.text for notice in answer.notices)


def test_what_somebody_is_cited_for_is_told_of_all_lists_where_none_is_named(asker):
    texts = [quote.text for quote in asker.ask(Question("What is Reed cited for?")).quotes]
    assert any("mended in winter" in text for text in texts) and any("Menders are few" in text for text in texts)


@pytest.mark.parametrize("question", ["Does Quill cite evidence of winter?", "Is winter cited by Stone?"])
def test_a_subject_is_nobody_who_is_cited(asker, question):
    understood = asker.understand(Question(question))
    assert not understood.listed and not understood.absent


@pytest.mark.parametrize(
    ("question", "entries", "told"),
    [
        (
            "Which references of Quill are not cited in the text?",
            [],
            "Each of the 5 entries in the reference list of tides.md is cited in its text",
        ),
        (
            "Which references of Quill have no DOI?",
            ["Finch, E. (2001", "Stone, B. (", "Stone, B., "],
            "3 of the 5",
        ),
        (
            "List the references of Quill without a DOI",
            ["Finch, E. (2001", "Stone, B. (", "Stone, B., "],
            "3 of the 5",
        ),
        ("Which references of Quill have a DOI?", ["Finch, E. (2004)", "Reed, A., & S"], "2 of the 5"),
        (
            "Which references of Stone are never cited?",
            [],
            "The 1 entry in the reference list",
        ),
        ("What are the references of Stone?", ["Reed, A. (1970)"], "1 entry"),
    ],
)
def test_entries_are_told_that_meet_a_condition(asker, question, entries, told):
    answer = asker.ask(Question(question))
    assert [quote.text[: len(entry)] for quote, entry in zip(answer.quotes, entries, strict=True)] == entries
    assert any(told in text for text in (answer.reason, *(notice.text for notice in answer.notices)))
