"""Which encoder made a library's vectors."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalogue import Catalogue
from indexer.errors import LibraryUnusable
from indexer.library_encoder import encoder_of
from indexer.sqlite_file import CATALOGUE


def test_folder_without_a_library_tells_none_and_stays_so(tmp_path: Path):
    assert encoder_of(tmp_path / "nowhere") is None
    assert encoder_of(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_library_tells_what_made_its_vectors(tmp_path: Path):
    catalogue = Catalogue(tmp_path / CATALOGUE)
    assert encoder_of(tmp_path) is None
    with catalogue.writing():
        catalogue.set_fact("encoder", "m@int8")
    assert encoder_of(tmp_path) == "m@int8"
    catalogue.close()


def test_damaged_library_is_said_to_be_damaged(tmp_path: Path):
    (tmp_path / CATALOGUE).write_bytes(b"not a database at all " * 100)
    with pytest.raises(LibraryUnusable):
        encoder_of(tmp_path)
