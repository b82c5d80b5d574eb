"""Folders as they are found: whatever lies in them, each file is told once and in order, and nothing hangs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoder import HashingEncoder
from indexer.folders import files_in
from indexer.intake import take
from indexer.library import Library


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files_in([folder])]


paths = st.lists(st.sampled_from(["a", "b.txt", "B.txt", "c.d", ".e", "f.pdf"]), min_size=1, max_size=4)


@given(st.lists(paths, max_size=12))
@settings(deadline=None)
def test_files_come_sorted_by_folder_and_name(tmp_path_factory, found):
    folder = tmp_path_factory.mktemp("papers")
    for parts in found:
        path = folder.joinpath(*parts[:-1], f"{parts[-1]}.txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text("x")
    expected = sorted(
        path
        for path in folder.rglob("*.txt")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    assert list(files_in([folder])) == expected


def test_links_are_not_followed_in_circles(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("x")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "two.txt").symlink_to(tmp_path / "a" / "one.txt")
    assert names(tmp_path) == ["a/one.txt", "a/two.txt"]


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder with 1,200 below one another, taken away again: pytest's own tidying can't go down so far."""
    places = [tmp_path / "/".join("d" * depth) for depth in range(1, 1201)]
    for place in places:
        place.mkdir()
    yield tmp_path
    for file in [*tmp_path.glob("*.txt"), *places[1].glob("*.txt")]:
        file.unlink()
    for place in reversed(places):
        place.rmdir()


def test_folders_may_lie_deep(deep):
    assert names(deep) == []
    (deep / "d" / "d" / "one.txt").write_text("x")
    assert names(deep) == ["d/d/one.txt"]


@pytest.mark.parametrize("kind", ["pipe", "broken link", "link to itself", "folder that is closed"])
def test_what_is_called_like_a_document_and_is_none_is_told(tmp_path, kind):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("Some words.")
    path = folder / "b.txt"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "broken link":
        path.symlink_to(folder / "nowhere")
    elif kind == "link to itself":
        path.symlink_to(path)
    else:
        if os.getuid() == 0:
            pytest.skip("no folder is closed to root")
        path.mkdir(mode=0)
    with Library(tmp_path / "held", HashingEncoder(8), create=True) as library:
        told = {each.path.name: (each.status, each.detail) for each in take(library, files_in([folder]), _never)}
    assert told["b.txt"][0] == "failed" and "\n" not in told["b.txt"][1]


def _never(path: Path):
    from corpus.reading.read import read

    assert path.name == "a.txt"
    return read(path)


def test_a_folder_called_like_a_document_is_gone_into(tmp_path):
    (tmp_path / "volume.pdf").mkdir()
    (tmp_path / "volume.pdf" / "one.txt").write_text("x")
    assert names(tmp_path) == ["volume.pdf/one.txt"]
