"""What comes with Pincite is used only as it was shipped."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from corpus.errors import ShippedFileDamaged
from corpus.shipped_file import ShippedFile
from corpus.structure.references import splitting, tagger
from corpus.structure.references.sequence_tagger import SequenceTagger


@given(some.binary(min_size=1, max_size=64), some.data())
def test_any_changed_byte_is_told(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: some.DataObject
) -> None:
    path = tmp_path_factory.mktemp("shipped") / "weights"
    shipped = ShippedFile(path, hashlib.sha256(content).hexdigest())
    path.write_bytes(content)
    assert shipped.content() == content
    at = data.draw(some.integers(0, len(content) - 1))
    path.write_bytes(content[:at] + bytes([content[at] ^ data.draw(some.integers(1, 255))]) + content[at + 1 :])
    with pytest.raises(ShippedFileDamaged, match="install Pincite again"):
        shipped.content()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ShippedFileDamaged, match=r"can't be read .*install Pincite again"):
        ShippedFile(tmp_path / "gone", "0" * 64).content()


@pytest.mark.parametrize("shipped", [splitting.SHIPPED, tagger.SHIPPED], ids=["lines", "entries"])
def test_a_damaged_sequence_model_is_not_opened(tmp_path: Path, shipped: ShippedFile) -> None:
    cut_off = tmp_path / shipped.path.name
    cut_off.write_bytes(shipped.content()[:-100])
    with pytest.raises(ShippedFileDamaged, match=shipped.path.name):
        SequenceTagger(ShippedFile(cut_off, shipped.sha256)).labels([["word"]])
