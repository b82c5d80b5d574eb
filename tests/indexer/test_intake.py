"""Taking files in: what is new is read, what is not is left alone, and nothing is lost on the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library

COAL = "Coal made the harbour of Ostby rich in those years."
SHEEP = "Sheep graze on the hills above the town of Vikmo."


class Reader:
    """Reads files, and remembers which."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, path: Path) -> Document:
        self.paths.append(path.name)
        return read(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    papers = tmp_path / "papers"
    papers.mkdir()
    return papers


def add(library: Library, folder: Path, reader: Reader | None = None) -> list[str]:
    outcomes = take(library, files_in([folder]), reader or Reader())
    return [f"{outcome.status} {outcome.path.name}" for outcome in outcomes]


def texts(library: Library) -> dict[str, str]:
    return {holding.name: library.document(holding).text for holding in library.holdings()}


def test_unchanged_folder_is_not_read_again(library, folder):
    (folder / "a.txt").write_text(COAL)
    (folder / "b.txt").write_text(SHEEP)
    assert add(library, folder) == ["added a.txt", "added b.txt"]
    reader = Reader()
    assert add(library, folder, reader) == ["unchanged a.txt", "unchanged b.txt"]
    assert reader.paths == []


def test_file_that_was_moved_keeps_its_name(library, folder):
    (folder / "a.txt").write_text(COAL)
    add(library, folder)
    (folder / "deeper").mkdir()
    (folder / "a.txt").rename(folder / "deeper" / "a.txt")
    assert add(library, folder) == ["updated a.txt"]
    assert [held.name for held in library.holdings()] == ["a.txt"]


def test_new_file_under_the_name_of_a_moved_one_loses_neither(library, folder):
    (folder / "a.txt").write_text(COAL)
    add(library, folder)
    (folder / "a.txt").rename(folder / "b.txt")
    (folder / "a.txt").write_text(SHEEP)
    add(library, folder)
    assert texts(library) == {"a.txt": SHEEP, "b.txt": COAL}
    assert add(library, folder) == ["unchanged a.txt", "unchanged b.txt"]


def test_swapped_names_and_a_later_edit_lose_nothing(library, folder):
    first, second = folder / "p.txt", folder / "q.txt"
    first.write_text(COAL)
    second.write_text(SHEEP)
    add(library, folder)
    first.rename(folder / "r")
    second.rename(first)
    (folder / "r").rename(second)
    add(library, folder)
    assert sorted(texts(library).values()) == sorted([COAL, SHEEP])
    first.write_text("Timber was floated down the river in spring.")
    add(library, folder)
    assert sorted(texts(library).values()) == sorted(["Timber was floated down the river in spring.", COAL])


def test_renamed_file_is_held_under_its_new_name_without_reading(library, folder):
    (folder / "a.txt").write_text(COAL)
    add(library, folder)
    (folder / "a.txt").rename(folder / "better.txt")
    reader = Reader()
    assert add(library, folder, reader) == ["updated better.txt"]
    assert (reader.paths, list(texts(library))) == ([], ["better.txt"])
    assert library.document(library.holding("better.txt")).name == "better.txt"


def test_copies_settle_and_are_said_to_be_copies(library, folder):
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(COAL)
    (folder / "library.bib").write_text(
        "@article{a, title={Coal}, author={Doe, Ann}, year={1999}}\n@article{b, title={Other}, author={Roe, Bo}}\n"
    )
    assert add(library, folder) == ["added a.txt", "unchanged b.txt"]
    assert add(library, folder) == ["unchanged a.txt", "unchanged b.txt"]
    assert library.holding("a.txt").record.get("title") == "Coal"


def test_copy_over_another_file_takes_its_place(library, folder):
    (folder / "a.txt").write_text(COAL)
    (folder / "b.txt").write_text(SHEEP)
    add(library, folder)
    (folder / "a.txt").write_text(SHEEP)
    assert add(library, folder) == ["updated a.txt", "unchanged b.txt"]
    assert texts(library) == {"b.txt": SHEEP}
    assert add(library, folder) == ["unchanged a.txt", "unchanged b.txt"]


def test_new_ending_keeps_the_library_s_copy(library, folder):
    (folder / "a.txt").write_text(COAL)
    add(library, folder)
    (folder / "a.txt").rename(folder / "a.md")
    add(library, folder)
    holding = library.holding("a.md")
    assert library.source(holding).read_text() == COAL
    library.remove("a.md")
    assert list((library.folder / "files").iterdir()) == []


@pytest.mark.parametrize("name", ["a.txt", "copy.txt", "renamed.txt"])
def test_copy_that_the_library_has_lost_comes_back(library, folder, name):
    original = folder / "a.txt"
    original.write_text(COAL)
    add(library, folder)
    source = library.source(library.holding("a.txt"))
    source.unlink()
    if name == "renamed.txt":
        original.rename(folder / name)
    else:
        (folder / name).write_text(COAL)
    reader = Reader()
    assert [outcome.status for outcome in take(library, [folder / name], reader)] == ["updated"]
    assert source.read_text() == COAL
    assert reader.paths == []
    assert [outcome.status for outcome in take(library, [folder / name], reader)] == ["unchanged"]


def test_library_within_the_folder_is_passed_over(folder, tmp_path):
    (folder / "a.txt").write_text(COAL)
    with Library(folder / "library", HashingEncoder(8), create=True) as within:
        for _ in range(2):
            add(within, folder)
        assert list(texts(within)) == ["a.txt"]


def test_corrected_bibliography_is_taken_over(library, folder):
    (folder / "a.txt").write_text(COAL)
    (folder / "library.bib").write_text("@article{a, title={Cole}, author={Doe, Ann}, year={1999}}")
    add(library, folder)
    (folder / "library.bib").write_text("@article{a, title={Coal}, author={Doe, Ann}, year={1999}}")
    assert add(library, folder) == ["updated a.txt"]
    assert library.holding("a.txt").record.get("title") == "Coal"


def test_name_that_is_no_text_is_added(library, folder):
    try:
        (folder / os.fsdecode(b"bad\xff.txt")).write_text(COAL)
    except OSError:
        pytest.skip("this file system takes only names that are text")
    (folder / "good.txt").write_text(SHEEP)
    assert len(add(library, folder)) == 2
    assert len(texts(library)) == 2
    assert {status.split()[0] for status in add(library, folder)} == {"unchanged"}


@pytest.mark.parametrize("kind", ["pipe", "device", "folder that is not there", "long name"])
def test_what_is_no_file_is_refused_at_once(library, folder, kind):
    path = {
        "pipe": folder / "pipe.txt",
        "device": Path("/dev/zero"),
        "folder that is not there": folder / "none" / "a.txt",
        "long name": folder / ("x" * 5000),
    }[kind]
    if kind == "pipe":
        os.mkfifo(path)
    (outcome,) = take(library, files_in([path]), Reader())
    assert outcome.status == "failed"
    assert "\n" not in outcome.detail


def test_one_failure_does_not_stop_the_others(library, folder):
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text(COAL)
    assert add(library, folder) == ["failed a.txt", "added b.txt"]


def test_hidden_and_foreign_files_of_a_folder_are_passed_over(library, folder):
    for name in (".hidden.txt", "picture.jpg", "notes.bib", "a.txt"):
        (folder / name).write_text(COAL)
    assert [path.name for path in files_in([folder, folder / "a.txt"])] == ["a.txt"]


@pytest.mark.parametrize("text", ["a" * 17_000, "Mills turn all day. " * 11, "Mills turn.\n\n" * 11])
def test_a_file_of_too_many_passages_is_refused_and_the_others_are_not(library, folder, monkeypatch, text):
    monkeypatch.setattr("indexer.intake.MOST_PASSAGES", 10)
    (folder / "a.txt").write_text(text)
    (folder / "b.txt").write_text(COAL)
    refused, added = take(library, files_in([folder]), read)
    assert (refused.status, added.status) == ("failed", "added")
    assert refused.detail.endswith("a.txt would be more than 10 passages: split it, and add the parts")
