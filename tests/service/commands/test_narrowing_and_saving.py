"""Questions narrowed down, answers saved, and fields put right, as people say it on the command line."""

from __future__ import annotations

import io
import json

import docx
import pytest

from service.ask.answer import Question
from service.ask.scope import Scope
from service.commands.batch import questions
from service.errors import BatchError

QUESTION = "How many tonnes of coal did Ostby handle in 1887?"


def test_a_batch_says_where_to_look(tmp_path):
    path = tmp_path / "q.jsonl"
    path.write_text('{"question": "Why?", "within": {"authors": ["Porter"], "year_from": 1990}}\n', "utf-8")
    assert questions(path) == (Question("Why?", filters=Scope(authors=("Porter",), year_from=1990)),)


@pytest.mark.parametrize("within", ['{"author": ["Porter"]}', "[1]", '{"authors": "Porter"}', '{"year_from": "1990"}'])
def test_a_batch_that_narrows_in_other_words_is_refused_with_its_line(tmp_path, within):
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"question": "Why?", "within": {within}}}\n', "utf-8")
    with pytest.raises(BatchError, match=r'line 1: "within"'):
        questions(path)


@pytest.mark.slow
def test_only_what_is_asked_for_is_looked_through(pincite, paper, tmp_path):
    (tmp_path / "mills.md").write_text(
        "# Mills of the south\n\nBea Other, 2015\n\nOstby has no mill at all.\n", "utf-8"
    )
    pincite("add", paper, tmp_path / "mills.md")
    narrowed = json.loads(pincite("ask", QUESTION, "--document", "harbours", "--json").stdout)
    assert {quote["doc"] for quote in narrowed["quotes"]} == {"harbours.md"}
    nowhere = pincite("ask", QUESTION, "--since", "2090")
    assert nowhere.returncode == 0
    assert "4,120" not in nowhere.stdout


@pytest.mark.slow
def test_an_answer_is_saved_in_the_form_that_its_name_ends_in(pincite, paper, tmp_path):
    pincite("add", paper)
    for name in ("a.md", "a.docx", "a.html", "a.bib", "a.ris", "a.json"):
        assert pincite("ask", QUESTION, "--save", tmp_path / name, "--style", "vancouver").returncode == 0
        assert (tmp_path / name).stat().st_size > 0
    written = docx.Document(io.BytesIO((tmp_path / "a.docx").read_bytes()))
    assert "4,120 tonnes" in "\n".join(paragraph.text for paragraph in written.paragraphs)
    refused = pincite("ask", QUESTION, "--save", tmp_path / "a.txt")
    assert (refused.returncode, "ends in one of" in refused.stderr or "end in one of" in refused.stderr) == (1, True)
    within = pincite("ask", QUESTION, "--save", pincite.library / "a.md")
    assert within.returncode == 1


@pytest.mark.slow
def test_fields_are_put_right_outlast_a_new_reading_and_are_taken_back(pincite, paper):
    pincite("add", paper)
    assert pincite("correct", "harbours", "--year", "1911", "--author", "Sample, Bea").returncode == 0
    pincite("add", paper)
    assert "(Sample, 1911)" in pincite("ask", QUESTION).stdout
    pincite("correct", "harbours", "--take-back", "year", "--take-back", "authors")
    assert "1911" not in pincite("list").stdout
    wrong = pincite("correct", "harbours", "--year", "soon")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1)
    assert "'soon'" in wrong.stderr


@pytest.mark.slow
def test_the_library_may_be_named_before_the_command(pincite, paper, tmp_path):
    pincite("add", paper)
    assert "harbours.md" in pincite("--library", pincite.library, "list").stdout
    assert pincite("--library", tmp_path / "none", "list").returncode == 1
    assert json.loads(pincite("--json", "list").stdout)
