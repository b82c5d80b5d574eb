"""Whoever asks for an author's definition gets the author's own, and is told where a text only reports another's."""

from __future__ import annotations

import pytest

from corpus.reading.read import read
from service import bootstrap
from service.ask.answer import Question

QUILL = """# What is a quay?

Tobias Quill

## Words

Finch (2001) defines a quay as “a wall at which ships are unloaded”. A quay is a place where goods change hands. A
quay costs more than a beach.

## References

Finch, E. (2001). Harbours. Ostby: Weir Press.
"""
STONE = """# A short history of quays

Berta Stone

## Words

Finch (2001) defines a quay as “a wall at which ships are unloaded”. Quays were built of oak. Nobody asked whether the
quay is a wall.

## References

Finch, E. (2001). Harbours. Ostby: Weir Press.
"""


SIDECAR = """
@article{quill-2010, title={What is a quay?}, author={Quill, Tobias}, year={2010}}
@article{stone-2012, title={A short history of quays}, author={Stone, Berta}, year={2012}}
"""


@pytest.fixture
def asker(library, tmp_path):
    (tmp_path / "library.bib").write_text(SIDECAR, encoding="utf-8")
    for name, text in (("quill-2010.md", QUILL), ("stone-2012.md", STONE)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        library.put(read(path), path, "1")
    return bootstrap.asker(library)


@pytest.mark.parametrize("question", ["How does Quill define a quay?", "What is Quill's definition of a quay?"])
def test_the_own_definition_comes_without_the_one_that_is_reported(asker, question):
    answer = asker.ask(Question(question))
    assert "A quay is a place where goods change hands." in answer.quotes[0].text
    assert not any("Finch" in quote.text for quote in answer.quotes)
    assert "not_their_own" not in {notice.kind for notice in answer.notices}


def test_that_only_anothers_definition_is_reported_is_said(asker):
    answer = asker.ask(Question("How does Stone define a quay?"))
    assert "Finch" in answer.quotes[0].text
    told = [notice.text for notice in answer.notices if notice.kind == "not_their_own"]
    assert told == ["No definition in Stone’s own words was found: what is quoted first reports Finch, 2001."]


@pytest.mark.parametrize("question", ["What does Quill say about Finch?", "How does Finch define a quay?"])
def test_other_questions_get_what_is_reported_too(asker, question):
    answer = asker.ask(Question(question))
    assert any("Finch" in quote.text for quote in answer.quotes), answer
    assert "not_their_own" not in {notice.kind for notice in answer.notices}
