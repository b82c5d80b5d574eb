"""The pair model is used only as it was shipped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indexer.errors import EncoderUnavailable
from indexer.pair_model import GRAPH, TOKENIZER, PairModel, Read
from service.bootstrap import MODELS


@pytest.mark.parametrize("damaged", [GRAPH, TOKENIZER])
def test_a_damaged_file_is_told_and_not_used(tmp_path: Path, damaged: str) -> None:
    for name in (GRAPH, TOKENIZER):
        shutil.copyfile(MODELS / name, tmp_path / name)
    with (tmp_path / damaged).open("r+b") as stream:
        stream.seek(1000)
        stream.write(b"\0\1\2\3")
    with pytest.raises(
        EncoderUnavailable, match=f"{damaged} is not the file that comes with Pincite.*install Pincite again"
    ):
        PairModel(tmp_path).logits("Who?", [Read("She did.", "")])
