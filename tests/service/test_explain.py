"""`pincite ask --explain` shows what was understood, to people and to programs."""

from __future__ import annotations

import json


def test_explain_prints_what_was_understood(pincite, paper):
    assert pincite("add", paper).returncode == 0
    done = pincite("ask", "How many tonnes of coal did the harbor of Ostby handle in 1887, says Exampel?", "--explain")
    assert done.returncode == 0, done.stderr
    assert "Understood as" in done.stdout
    assert "asks for:      number" in done.stdout
    assert "must be met:" in done.stdout


def test_explain_is_a_field_of_the_json(pincite, paper):
    assert pincite("add", paper).returncode == 0
    (plain,) = pincite("ask", "Who is cited as reference [1]?", "--json").stdout.splitlines()
    (told,) = pincite("ask", "Who is cited as reference [1]?", "--json", "--explain").stdout.splitlines()
    answer = json.loads(told)
    assert answer.pop("understanding")["targets"] == {"reference": "1"}
    assert answer == json.loads(plain)


def test_a_batch_is_explained_and_a_bad_question_does_not_stop_it(pincite, paper, tmp_path):
    assert pincite("add", paper).returncode == 0
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": "1", "question": "Which harbour handled coal?"}\n{"id": "2", "question": "?"}\n')
    first, second = map(json.loads, pincite("ask", "--batch", batch, "--explain").stdout.splitlines())
    assert first["understanding"]["expected"] == "text"
    assert "understanding" not in second
