"""A seal fits its file and no other; damage anywhere is seen when all of it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import vector_seal
from indexer.vector_seal import VectorSeal


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 4096)
    return path


def test_seal_comes_back_from_the_catalogue(file):
    seal = VectorSeal.of(file, 3, 7, 2, 0.98765)
    assert VectorSeal.read(seal.written()) == seal
    assert seal.recall == 0.9877


@given(fact=st.one_of(st.none(), st.text(), st.just("{}"), st.just("7"), st.just('{"size": 1}')))
def test_what_is_no_seal_is_none(fact):
    assert VectorSeal.read(fact) is None


def test_one_bit_is_seen_in_a_small_file(file):
    seal = VectorSeal.of(file, 3, 7)
    assert seal.fits(file)
    content = bytearray(file.read_bytes())
    content[70_000] ^= 1
    file.write_bytes(content)
    assert not seal.fits(file)
    assert not seal.is_whole(file)


def test_of_a_large_file_spots_are_read_from_end_to_end(file, monkeypatch):
    monkeypatch.setattr(vector_seal, "READ_WHOLE", 1000)
    monkeypatch.setattr(vector_seal, "HEAD", 2000)
    monkeypatch.setattr(vector_seal, "SPOT", 100)
    seal = VectorSeal.of(file, 3, 7)
    whole = file.read_bytes()
    for place, seen in ((0, True), (1999, True), (len(whole) - 1, True), (5000, False)):
        content = bytearray(whole)
        content[place] ^= 1
        file.write_bytes(content)
        assert seal.fits(file) is not seen
        assert not seal.is_whole(file)
    file.write_bytes(whole[:-1])
    assert not seal.fits(file)
    file.unlink()
    assert not seal.fits(file)
    assert not seal.is_whole(file)
