"""The sections of a document that a question names are known by words of their headings."""

from __future__ import annotations

import pytest

from service.ask.understanding.sections_named import sections_named


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("What does the abstract promise?", "abstract"),
        ("what 3 aims did the design section set", "design"),
        ("What stands in the results section?", "results"),
        ("What does the survey of earlier writings bring up?", "literature"),
        ("What is recommended at the end of the paper?", "conclusion"),
        ("Which conclusion does Long reach?", "conclusion"),
    ],
)
def test_a_section_is_named(question, head):
    assert head in sections_named(question)


@pytest.mark.parametrize("question", ["Is it an abstract concept?", "What did the nets cost?", "the first part"])
def test_other_questions_name_none(question):
    assert sections_named(question) == ()
