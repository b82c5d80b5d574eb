"""Models that a user names are opened only from safetensors: opening a pickle can run what it holds."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import EncoderUnavailable

PICKLED, SAFE = "pytorch_model*.bin", "*.safetensors"


def refuse_pickles(folder: Path) -> None:
    """Raise EncoderUnavailable where the model in `folder`, or a part of it, has its weights in a pickle alone.

    Each part of a model lies in a folder of its own. What training leaves beside the weights is never opened.
    """
    for pickled in sorted(folder.rglob(PICKLED)):
        if not any(pickled.parent.glob(SAFE)):
            raise EncoderUnavailable(
                f"can't load the model {str(folder)!r}: its weights are in {pickled.relative_to(folder).as_posix()}, "
                "a pickle, which can run code when it is opened; save the model with safetensors"
            )
