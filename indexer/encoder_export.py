"""Exporting an encoder: from the model that was trained to a graph that is checked against it, in either precision."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from indexer.encoder import Vectors
from indexer.encoder_name import EncoderName
from indexer.model_store import GRAPH, TOKENIZER, ModelStore
from indexer.onnx_encoder import ExportedForm, Model, OnnxEncoder
from indexer.packaged_model import DEFAULT_ENCODER, PackagedOriginal

_log = logging.getLogger("pincite.indexer")

# What exporting takes is imported where it is used: an exported model needs none of it.


class EightBitsUnfit(Exception):
    """The model can't run in 8 bits, or gives other vectors there; the message says which."""


class Original(Protocol):
    """A model as it was trained, to be exported."""

    @property
    def form(self) -> ExportedForm:
        """What the exported model is to keep to."""

    def probed(self) -> tuple[Vectors, Vectors]:
        """What it makes of the probe's texts, as passages and as questions."""

    def eight_bits(self) -> tuple[bytes, str]:
        """Its graph in 8 bits, and its tokenizer; may raise anything that a stranger's model can cause."""

    def exported(self, store: ModelStore | None) -> Model:
        """The model in 32 bits, kept in the store; where it can't be exported, as sentence-transformers runs it."""


def original(name: str) -> Original:
    """The packaged model or any other; raises EncoderUnavailable."""
    return PackagedOriginal() if name == DEFAULT_ENCODER else NamedOriginal(name)


def exported_in_eight_bits(model: Original, store: ModelStore | None) -> OnnxEncoder:
    """The model in 8 bits, checked, and kept in the store where that can be; raises EightBitsUnfit."""
    from indexer.encoder_probe import IN_EIGHT_BITS, PROBE, agree

    form = replace(model.form, name=str(EncoderName(model.form.name, "int8")))
    try:
        graph, tokenizer = model.eight_bits()
        made = OnnxEncoder(form, graph, tokenizer)
        found = made.encode(PROBE), made.encode_questions(PROBE)
    except Exception as error:
        # Whatever tracing a stranger's code may raise, and what ONNX Runtime says of a graph.
        raise EightBitsUnfit(_brief(error)) from error
    if not all(agree(*pair, IN_EIGHT_BITS) for pair in zip(found, model.probed(), strict=True)):
        raise EightBitsUnfit("it gives other vectors there")
    if store is not None:
        store.keep_graph(form, graph, tokenizer)
    return made


class NamedOriginal:
    """Any other sentence-transformers model, which torch traces."""

    def __init__(self, name: str) -> None:
        """Load it from the folder or the hub name `name`; raises EncoderUnavailable."""
        from indexer.model_source import check_source
        from indexer.torch_model import TorchModel

        check_source(name)
        self._name = name
        self._model = TorchModel(name, name)

    @property
    def form(self) -> ExportedForm:
        """As the model says."""
        return self._model.form

    def probed(self) -> tuple[Vectors, Vectors]:
        """What sentence-transformers makes of the probe."""
        from indexer.encoder_probe import PROBE

        return self._model.encode(PROBE), self._model.encode_questions(PROBE)

    def eight_bits(self) -> tuple[bytes, str]:
        """The graph in 8 bits, and the tokenizer; raises ExportImpossible, among other things."""
        from indexer.eight_bits import in_eight_bits

        with TemporaryDirectory(prefix="pincite-export-") as folder:
            self._model.export(Path(folder))
            return in_eight_bits(Path(folder) / GRAPH), (Path(folder) / TOKENIZER).read_text(encoding="utf-8")

    def exported(self, store: ModelStore | None) -> Model:
        """The model in 32 bits; as sentence-transformers runs it where it can't be exported or kept."""
        from indexer.torch_model import ExportImpossible

        try:
            kept = store.load(self._name) if store is not None and store.keep(self.form, self._write) else None
        except ExportImpossible as error:
            _log.warning("the encoder %s can't be exported, and every command waits for torch (%s)", self._name, error)
            return self._model
        return kept or self._model

    def _write(self, draft: Path) -> None:
        from indexer.encoder_probe import PROBE, agree
        from indexer.torch_model import ExportImpossible

        expected = self.probed()
        self._model.export(draft)
        exported = OnnxEncoder(self.form, draft / GRAPH, (draft / TOKENIZER).read_text(encoding="utf-8"))
        if not all(map(agree, (exported.encode(PROBE), exported.encode_questions(PROBE)), expected)):
            raise ExportImpossible("the exported form gives other vectors")


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
