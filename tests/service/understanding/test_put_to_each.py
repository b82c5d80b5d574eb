"""A question put to works of a library is ranked without what only names these."""

from __future__ import annotations

import pytest

from service.ask.answer import Question
from service.ask.hearing import heard, put_to_each
from service.ask.understanding import Shelves, understand


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("How does Okonkwo define a titre?", "What is a titre?"),
        ("What is Okonkwo's definition of a titre?", "What is a titre?"),
        ("What is the definition by Okonkwo of a titre?", "What is a titre?"),
        ("What is a titre according to Okonkwo?", "What is a titre?"),
        ("What is a titre, according to Okonkwo (2019)?", "What is a titre?"),
        ("According to Okonkwo, what is a titre?", "what is a titre?"),
        ("How do Okonkwo and Long define a titre?", "What is a titre?"),
    ],
)
def test_what_only_names_whom_it_is_put_to_is_left_out(medicine, text, left):
    question = understand(Question(text), Shelves(medicine))
    meant = [holding for holding in medicine.holdings() if holding.digest in heard(question)]
    assert meant
    assert put_to_each(question, meant) == left


def test_two_who_are_compared_on_a_subject_are_each_heard(medicine):
    question = understand(Question("Compare Okonkwo and Long on nets"), Shelves(medicine))
    assert len(heard(question)) == 2
