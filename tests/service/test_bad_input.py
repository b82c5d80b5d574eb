"""Bad input gets one clear line, and nothing that was stored is lost."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
SAMPLE = sorted(SAMPLES.glob("*.pdf"))[0]


def encrypted(path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(SAMPLE))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)


def image_only(path: Path) -> None:
    Image.new("RGB", (400, 600), "white").save(path, "PDF")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 1 MB mounted at `folder`."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine mounts no small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


BAD = {
    "empty.pdf": (lambda path: path.write_bytes(b""), "empty"),
    "blank.txt": (lambda path: path.write_text(" \n\n "), "white space"),
    "locked.pdf": (encrypted, "password"),
    "cut.pdf": (lambda path: path.write_bytes(SAMPLE.read_bytes()[:900]), "damaged|cut off"),
    "fake.pdf": (lambda path: path.write_bytes(bytes(range(256)) * 20), "not a PDF|not what|no reader|damaged"),
    "scan.pdf": (image_only, "image"),
    "noise.bin": (lambda path: path.write_bytes(os.urandom(4096)), "binary data"),
    "huge.txt": (lambda path: path.write_text("word " * 250_000), "over the limit"),
    "fake.docx": (lambda path: path.write_bytes(b"PK\x03\x04 but no archive"), "damaged|not a"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD)
def test_bad_file_gets_one_line_and_the_good_one_is_added(pincite, paper, tmp_path, name):
    make, complaint = BAD[name]
    make(tmp_path / name)
    done = pincite("add", tmp_path / name, paper, PINCITE_FILE_MB="1")
    assert done.returncode == 1
    failed, added = done.stdout.splitlines()[:2]
    assert failed.startswith("failed")
    assert name in failed
    assert re.search(complaint, failed)
    assert added.startswith("added")
    assert "Traceback" not in done.stdout + done.stderr
    assert [line for line in pincite("list").stdout.splitlines() if "harbours.md" in line]


@pytest.mark.slow
def test_missing_file_is_named(pincite, paper, tmp_path):
    done = pincite("add", tmp_path / "nowhere.pdf", paper)
    assert done.returncode == 1
    assert "nowhere.pdf" in done.stdout.splitlines()[0]
    assert "no such file" in done.stdout.splitlines()[0]


def test_folder_without_documents_is_no_failure(pincite, tmp_path):
    (tmp_path / "nothing").mkdir()
    done = pincite("add", tmp_path / "nothing")
    assert (done.returncode, done.stdout) == (0, "no documents found there\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable_file_is_named(pincite, paper):
    paper.chmod(0)
    assert "harbours.md" in pincite("add", paper).stdout


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="only root can mount a small disk")
def test_full_disk_is_one_line_and_keeps_what_was_there(pincite, one_line, paper, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        assert pincite("add", paper, "--library", disk / "library").returncode == 0
        big = tmp_path / "big.txt"
        big.write_text("".join(f"Sentence number {n} tells of harbour {n}.\n\n" for n in range(6000)))
        line = one_line(pincite("add", big, "--library", disk / "library"))
        assert "full" in line or "No space" in line
        listed = pincite("list", "--library", disk / "library").stdout
        assert "harbours.md" in listed
        assert "big.txt" not in listed
        assert "4,120" in pincite("ask", "How much coal did Ostby handle?", "--library", disk / "library").stdout


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="only root can mount a disk")
def test_library_on_a_read_only_disk_answers_and_refuses_changes(pincite, one_line, paper, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        pincite("add", paper, "--library", disk / "library")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert "4,120" in pincite("ask", "How much coal did Ostby handle?", "--library", disk / "library").stdout
        assert "harbours.md" in pincite("list", "--library", disk / "library").stdout
        assert "can only be read" in one_line(pincite("remove", "harbours.md", "--library", disk / "library"))


@pytest.mark.slow
def test_newer_library_is_left_alone(pincite, one_line, paper):
    pincite("add", paper)
    with sqlite3.connect(pincite.library / "library.sqlite") as connection:
        connection.execute("PRAGMA user_version = 7")
    connection.close()
    assert "newer version" in one_line(pincite("add", paper))
    assert "newer version" in one_line(pincite("ask", "Which harbour?"))
