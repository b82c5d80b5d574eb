"""`pincite check`: what is told of a library that is sound and of one that isn't, and what repair does."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from service.workspace.workspace import Workspace

pytestmark = pytest.mark.slow


@pytest.fixture
def library(pincite, paper) -> Path:
    assert pincite("add", paper).returncode == 0
    return pincite.library


def change(library: Path, statement: str) -> None:
    with sqlite3.connect(library / "library.sqlite") as connection:
        connection.execute(statement)
    connection.close()


def test_a_sound_library_is_told_so_with_status_0(pincite, library):
    done = pincite("check")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Sound: everything is as it was put in.")
    assert "1 document," in done.stdout and "1 kept file." in done.stdout
    assert pincite("check", "--quiet").stdout == ""


def test_damage_is_one_line_on_stderr_and_a_list_on_stdout(pincite, one_line, library):
    change(library, "UPDATE documents SET text = replace(text, 'coal', 'wood')")
    done = pincite("check")
    assert "1 fault" in one_line(done) and "--repair" in one_line(done)
    assert "harbours.md" in done.stdout and "means: " in done.stdout
    mended = pincite("check", "--repair")
    assert mended.returncode == 0, mended
    assert "read harbours.md again" in mended.stdout and "Sound" in mended.stdout
    assert "4,120" in pincite("ask", "How much coal did Ostby handle in 1887?").stdout


def test_json_tells_programs_the_same(pincite, library):
    (library / "files" / ("a" * 64)).write_text("left over")
    told = json.loads(pincite("check", "--json").stdout)
    assert told["sound"] and told["documents"] == told["files"] - 1 == 1
    assert [(fault["kind"], fault["harmless"]) for fault in told["faults"]] == [("leftover", True)]
    told = json.loads(pincite("check", "--repair", "--json").stdout)
    assert told["faults"] == [] and len(told["mended"]) == len(told["done"]) == 1


def test_what_cannot_be_mended_stays_with_what_to_do(pincite, one_line, library, paper):
    shutil.rmtree(library / "files")
    paper.unlink()
    done = pincite("check", "--repair")
    assert "see above" in one_line(done)
    assert "not done: harbours.md" in done.stdout and "put it back" in done.stdout
    assert "harbours.md" in pincite("list").stdout


def test_a_damaged_file_points_to_the_command_that_saves_it(pincite, one_line, library):
    (library / "library.sqlite").write_bytes(b"no database any more " * 300)
    assert "pincite check --repair" in one_line(pincite("list"))
    done = pincite("check", "--repair")
    assert done.returncode == 0, done
    assert "library.sqlite.damaged" in done.stdout
    assert "4,120" in pincite("ask", "How much coal did Ostby handle in 1887?").stdout


def test_a_damaged_workspace_is_found_and_what_can_be_read_is_saved(pincite, library):
    workspace = Workspace(library)
    workspace.conversations.begin("reader", "How much coal?")
    workspace.close()
    assert pincite("check").returncode == 0
    (library / "workspace.sqlite").write_bytes(b"no database any more " * 300)
    assert pincite("check").returncode == 1
    assert pincite("check", "--repair").returncode == 0
    assert (library / "workspace.sqlite.damaged").exists()


def test_a_library_of_another_encoder_is_repaired_with_its_own(pincite, library):
    (library / "vectors.faiss").unlink()
    assert pincite("check", "--repair", PINCITE_ENCODER="hashing-32").returncode == 0
    assert (library / "vectors.faiss").exists()


def test_no_library_is_told_so(pincite, one_line):
    assert "no library" in one_line(pincite("check"))


def test_of_many_faults_of_one_kind_the_first_are_printed(pincite, tmp_path):
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(25):
        (papers / f"{number:02}.txt").write_text(
            f"The harbour of number {number} handled {number + 3} tonnes of coal.\n"
        )
    assert pincite("add", papers).returncode == 0
    shutil.rmtree(pincite.library / "files")
    done = pincite("check")
    assert done.stdout.count("copy of its file is gone") == 20
    assert "and 5 more like these" in done.stdout and done.stdout.count("means:") == 1
    assert len(json.loads(pincite("check", "--json").stdout)["faults"]) == 25


def test_sound_library_with_notes_is_not_said_to_be_just_as_it_was(pincite, library):
    (library / "files" / ("a" * 64)).write_text("left over")
    done = pincite("check")
    assert (done.returncode, "note: " in done.stdout) == (0, True)
    assert done.stdout.splitlines()[-1] == "Sound, save for the notes above: all that is held is as it was put in."
