"""What a list has by its years, what it has not, and for what an entry is cited."""

from __future__ import annotations

import pytest

from corpus.reading.read import read
from service import bootstrap
from service.ask.answer import Question

TIDES = """# Tides and trade in the harbour of Ostby

Abel Quill

## Growth

Quays pay where the water is deep, as Vane (1990) showed. The tide is high.

## References

Finch, E. (2001). Weirs and what they hold. Journal of Rivers, 2(1), 1-9.

Moss, D. (1948). Cranes of the north. Ostby: Weir Press.

Vane, C. (1990). Quays and their keepers. Ostby: Weir Press.
"""
NETS = """# Nets of the northern sea

Berta Stone

## Nets

Nets are mended in winter (Reed, 1972).

## References

Moss, D. (1948). Cranes of the north. Ostby: Weir Press.

Reed, A. (1972). Mending. Ostby: Weir Press.
"""
SIDECAR = """
@article{tides, title={Tides and trade in the harbour of Ostby}, author={Quill, Abel}, year={2010}}
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
    ("question", "authors"),
    [
        ("What is the oldest work cited by Quill?", ["Moss"]),
        ("What is the most recent reference in Quill?", ["Finch"]),
        ("Which works after 1950 does Quill cite?", ["Finch", "Vane"]),
        ("Which works from the 1990s does Quill cite?", ["Vane"]),
        ("What is the oldest article in the reference list of Quill?", ["Finch"]),
        ("Which works are cited in both Quill and Stone?", ["Moss"]),
        ("How many documents cite Moss?", ["Moss", "Moss"]),
        ("Which works by Moss are cited in Quill?", ["Moss"]),
        ("How many books does Quill cite?", ["Moss", "Vane"]),
        ("What is the publisher of Vane's book?", ["Vane"]),
        ("What is the second oldest reference in Quill?", ["Vane"]),
        ("second newest reference in Quill", ["Vane"]),
        ("What are the two oldest references in Quill?", ["Moss", "Vane"]),
        ("two newest works cited by Quill", ["Finch", "Vane"]),
        ("What is the second reference in Quill?", ["Moss"]),
        ("What is the oldest reference in the whole library?", ["Moss"]),
        ("What is the newest work cited in this library?", ["Finch"]),
        ("Which works from 1990 are cited?", ["Vane"]),
        ("Which references of Quill are from 1990?", ["Vane"]),
        ("Which works published in 1972 does Stone cite?", ["Reed"]),
        ("Which works are cited by the paper of 2012?", ["Moss", "Reed"]),
        ("Which works does Stone (2012) cite?", ["Moss", "Reed"]),
    ],
)
def test_entries_are_told_by_their_years_and_lists(asker, question, authors):
    answer = asker.ask(Question(question))
    assert [quote.text.partition(",")[0] for quote in answer.quotes] == authors, answer.reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Does Stone cite Vane?", "no entry in the reference list of nets.md names “Vane”"),
        ("Does Stone cite Keynes?", "no entry in the reference list of nets.md names “Keynes”"),
        ("Which works by Vane does Stone cite?", "no entry in the reference list of nets.md names “Vane”"),
        ("What is the 20th reference in Quill?", "the reference list of tides.md has 3 entries, and none such"),
        ("Which works are cited?", "This may be asked of 2 documents"),
    ],
)
def test_what_no_list_has_is_said(asker, question, reason):
    answer = asker.ask(Question(question))
    assert answer.abstained
    assert reason in answer.reason


@pytest.mark.parametrize("question", ["For what does Quill cite Vane?", "What does Quill cite Vane for?"])
def test_what_a_work_is_cited_for_comes_before_its_entry(asker, question):
    answer = asker.ask(Question(question))
    assert "Quays pay" in answer.quotes[0].text
    assert "Quays and their keepers" in answer.quotes[1].text


@pytest.mark.parametrize("question", ["Which sections does Stone's paper have?", "What are the headings of Stone?"])
def test_sections_are_named(asker, question):
    assert "“Nets”; “References”" in asker.ask(Question(question)).reason


def test_the_entries_of_all_lists_are_counted_one_by_one(asker):
    answer = asker.ask(Question("How many references are there?"))
    assert "tides.md has 3 entries" in answer.reason and "nets.md has 2 entries" in answer.reason
