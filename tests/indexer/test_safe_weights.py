"""A model that a user names is never opened from a pickle, and runs no code of its own."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from pathlib import Path

import pytest

from indexer.errors import EncoderUnavailable
from indexer.safe_weights import refuse_pickles


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, marked: Path) -> None:
        self._marked = str(marked)

    def __reduce__(self):
        return os.mkdir, (self._marked,)


def trapped(folder: Path, weights: Path, marked: Path) -> Path:
    """The model in `folder`, with a pickle that makes the folder `marked` in place of its `weights`."""
    (folder / weights).unlink()
    (folder / weights).with_name("pytorch_model.bin").write_bytes(pickle.dumps(Trap(marked)))
    return folder


def test_weights_in_a_pickle_alone_are_refused_by_their_name(tmp_path: Path) -> None:
    part = tmp_path / "2_Dense"
    part.mkdir()
    (tmp_path / "model.safetensors").touch()
    (part / "pytorch_model.bin").touch()
    with pytest.raises(EncoderUnavailable, match=r"2_Dense/pytorch_model\.bin, a pickle.*safetensors"):
        refuse_pickles(tmp_path)
    (part / "model.safetensors").touch()
    refuse_pickles(tmp_path)


def test_what_training_leaves_beside_the_weights_is_no_reason(tmp_path: Path) -> None:
    (tmp_path / "checkpoint").mkdir()
    for name in ("model.safetensors", "training_args.bin", "checkpoint/optimizer.pt"):
        (tmp_path / name).touch()
    refuse_pickles(tmp_path)


@pytest.mark.slow
def test_neither_encoder_nor_judge_opens_a_pickle(make_model, tmp_path: Path) -> None:
    from indexer.torch_model import TorchModel, TorchPairModel

    folder, marked = tmp_path / "model", tmp_path / "unpickled"
    shutil.copytree(make_model("bert"), folder)
    weights = next(folder.rglob("model.safetensors")).relative_to(folder)
    trapped(folder, weights, marked)
    with pytest.raises(EncoderUnavailable, match="a pickle"):
        TorchModel(str(folder), folder)
    with pytest.raises(EncoderUnavailable, match="a pickle"):
        TorchPairModel(str(folder))
    assert not marked.exists()


@pytest.mark.slow
def test_code_that_lies_with_a_model_is_not_run(make_model, tmp_path: Path) -> None:
    from indexer.torch_model import TorchModel

    folder, marked = tmp_path / "model", tmp_path / "run"
    shutil.copytree(make_model("bert"), folder)
    (folder / "modeling_own.py").write_text(f"import os\nos.mkdir({str(marked)!r})\nclass Own: pass\n")
    parts = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    parts[-1]["type"] = "modeling_own.Own"
    (folder / "modules.json").write_text(json.dumps(parts), encoding="utf-8")
    with pytest.raises(EncoderUnavailable):
        TorchModel(str(folder), folder)
    assert not marked.exists()
