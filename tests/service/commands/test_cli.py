"""The command line, run as people run it: as a program of its own."""

from __future__ import annotations

import json
import runpy
import sys

import pytest

from service.cli import main


@pytest.mark.slow
def test_add_ask_show_export_remove(pincite, paper):
    added = pincite("add", paper)
    assert (added.returncode, added.stdout.split()[0]) == (0, "added")
    assert pincite("add", paper).stdout.startswith("unchanged")
    asked = pincite("ask", "How many tonnes of coal did Ostby handle in 1887?")
    assert asked.returncode == 0
    assert "4,120 tonnes" in asked.stdout or "4120" in asked.stdout
    assert "harbours.md" in pincite("list").stdout
    assert "Marshall" in pincite("show", "harbours.md", "--layer", "references").stdout
    assert "Harbours of the north" in pincite("export", "--format", "bibtex").stdout
    assert pincite("remove", "harbours").returncode == 0
    assert "empty" in pincite("list").stdout


@pytest.mark.slow
def test_stdout_is_json_and_nothing_else_where_json_is_asked_for(pincite, paper, tmp_path):
    (tmp_path / "q.jsonl").write_text('{"question": "Which quay was rebuilt?"}')
    for arguments in (
        ["add", paper],
        ["list"],
        ["show", "harbours"],
        ["ask", "Which quay was rebuilt?"],
        ["ask", "--batch", "q.jsonl"],
        ["ask", "--batch", "q.jsonl", "--out", "a.jsonl"],
        ["export", "--format", "ris"],
        ["remove", "harbours"],
    ):
        done = pincite(*arguments, "--json", "--quiet")
        assert (done.returncode, done.stderr) == (0, "")
        assert [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_every_terminal_and_every_character_gets_an_answer(pincite, paper, tmp_path):
    pincite("add", paper)
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert pincite("ask", "Which quay was rebuilt?", **ascii_only).returncode == 0
    assert json.loads(pincite("ask", "Which quay was rebuilt?", "--json", **ascii_only).stdout)["answer"]
    (tmp_path / "q.jsonl").write_text('{"question": "\\ud800"}\n{"question": "Which quay was rebuilt?"}\n')
    answers = [json.loads(line) for line in pincite("ask", "--batch", "q.jsonl").stdout.splitlines()]
    assert [answer["abstained"] for answer in answers] == [True, False]


@pytest.mark.slow
def test_quote_holds_in_the_file(pincite, paper):
    pincite("add", paper)
    answer = json.loads(pincite("ask", "--json", "Which harbour handled coal in 1887?").stdout)
    assert answer["quotes"]
    for quote in answer["quotes"]:
        assert paper.read_text(encoding="utf-8")[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.slow
def test_same_question_gives_the_same_bytes(pincite, paper):
    pincite("add", paper)
    first, second = (pincite("ask", "--json", "Which quay was rebuilt?").stdout for _ in range(2))
    assert first == second


@pytest.mark.slow
def test_batch_answers_every_question_in_order(pincite, paper, tmp_path):
    pincite("add", paper)
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '{"id": "b", "question": "Which harbour handled coal in 1887?"}\n\n{"id": "a", "question": " "}\n'
    )
    done = pincite("ask", "--batch", questions, "--out", tmp_path / "answers.jsonl")
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text().splitlines()]
    assert [answer["id"] for answer in answers] == ["b", "a"]
    assert [answer["abstained"] for answer in answers] == [False, True]


@pytest.mark.slow
@pytest.mark.parametrize("layer", ["tables", "references", "callouts", "quotations", "sections", "sentences"])
def test_layers_are_shown_as_json_with_spans_in_the_file(pincite, paper, layer):
    pincite("add", paper)
    records = json.loads(pincite("show", "harbours.md", "--layer", layer, "--json").stdout)
    assert records
    assert all(0 <= record["start"] < record["end"] <= len(paper.read_text(encoding="utf-8")) for record in records)


def test_asking_without_a_library_says_how_to_make_one(pincite, one_line):
    assert "pincite add" in one_line(pincite("ask", "Anything?"))
    assert not pincite.library.exists()


@pytest.mark.slow
def test_unknown_document_and_unknown_setting_are_named(pincite, one_line, paper):
    pincite("add", paper)
    assert "nothing.pdf" in one_line(pincite("show", "nothing.pdf"))
    assert "PINCITE_LIBARY" in one_line(pincite("list", PINCITE_LIBARY="x"))


@pytest.mark.parametrize("module", ["service", "service.cli"])
def test_it_runs_as_a_module_too(module, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", [module, "--version"])
    # Run as a program: a second copy, beside the one that is imported here.
    monkeypatch.delitem(sys.modules, "service.cli")
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module(module, run_name="__main__")
    assert stopped.value.code == 0 and capsys.readouterr().out.startswith("pincite ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["ask"],
        ["ask", "x", "--batch", "y"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "²"],
        ["ask", "x", "--out", "y"],
        ["list", "--library", ""],
    ],
)
def test_wrong_usage_has_status_2(arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", ""],
        ["add", "x.txt", " "],
        ["review", ""],
        ["review", "x.txt", "--html", ""],
        ["ask", "x", "--save", ""],
        ["ask", "--batch", ""],
        ["ask", "--batch", "x", "--out", ""],
        ["serve", "--token-file", ""],
        ["show", ""],
        ["remove", ""],
        ["audit", ""],
    ],
)
def test_empty_path_or_name_is_refused(arguments, tmp_path, capsys):
    assert main(["--library", str(tmp_path / "library"), *arguments]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "is empty" in line
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("encoder", ["@int8", "all-MiniLM-L6-v2@int4", "all-MiniLM-L6-v2@@int8", "/etc", "/no/model"])
def test_encoder_that_cannot_be_leaves_no_library_behind(encoder, paper, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PINCITE_ENCODER", encoder)
    assert main(["--library", str(tmp_path / "library"), "--quiet", "add", str(paper)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "library").exists()


def test_missing_batch_is_named_once(tmp_path, capsys):
    batch = tmp_path / "nothing.jsonl"
    (tmp_path / "library").mkdir()
    assert main(["ask", "--batch", str(batch)]) == 1
    told = capsys.readouterr().err
    assert told.count("nothing.jsonl") == 1 and "Errno" not in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ('{"question": 3}', "line 1"),
        ('{"question": "a"}\nnot json', "line 2: not JSON"),
        ("[1]", "needs a JSON object"),
        ('{"question": "a", "history": "b"}', "history"),
    ],
)
def test_wrong_batch_is_refused_before_anything_is_asked(pincite, one_line, paper, tmp_path, lines, complaint):
    pincite("add", paper)
    batch = tmp_path / "questions.jsonl"
    batch.write_text(lines)
    assert complaint in one_line(pincite("ask", "--batch", batch, "--out", tmp_path / "answers.jsonl"))
    assert not (tmp_path / "answers.jsonl").exists()


@pytest.mark.slow
def test_no_network_port_left_is_one_line(pincite, one_line, paper):
    pincite("add", paper)
    assert "203.0.113.1" in one_line(pincite("serve", "--host", "203.0.113.1", "--port", "0"))
