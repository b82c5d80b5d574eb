"""The real encoder: a sentence-transformers model, by default the one that comes as a Python package.

It is exported once, and from then on runs without the library that it was trained with.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from indexer.encoder import Vectors
from indexer.encoder_name import EncoderName
from indexer.errors import EncoderUnavailable
from indexer.model_store import ModelStore
from indexer.onnx_encoder import Model, OnnxEncoder
from indexer.packaged_model import DEFAULT_ENCODER

_log = logging.getLogger("pincite.indexer")


class SentenceEncoder:
    """A sentence-transformers model that is loaded at its first use. Safe for threads.

    `named` is `all-MiniLM-L6-v2` for the packaged default, else the folder (or, where the machine reaches it, the hub
    name) of any other sentence-transformers model, with `@int8` or `@fp32` behind it for a precision; `models` is the
    folder where its exported form is kept; `made_with` tells the name of the encoder that made the library's vectors,
    in whose precision it then runs.
    """

    def __init__(
        self,
        named: str = DEFAULT_ENCODER,
        models: Path | None = None,
        made_with: Callable[[], str | None] = lambda: None,
    ) -> None:
        self._asked = EncoderName.asked(named)
        self._made_with = made_with
        self._store = ModelStore(models) if models is not None else None
        self._loaded: Model | None = None
        self._loading = threading.Lock()

    @property
    def name(self) -> str:
        """The model, and `@int8` behind it where it runs in 8 bits; before it is loaded, as it is meant to."""
        return self._loaded.form.name if self._loaded else str(self._asked.resolved(self._made_with()))

    @property
    def dimension(self) -> int:
        """The model's, 384 for the default."""
        return self._model().form.dimension

    @property
    def reads_only_english(self) -> bool:
        """Whether the model is known to read no other language."""
        return self._asked.model == DEFAULT_ENCODER

    @property
    def encodes_apart(self) -> bool:
        """Whether a text's vector depends on the text alone, whatever is encoded with it."""
        return isinstance(self._model(), OnnxEncoder)

    def check_source(self) -> None:
        """Raise EncoderUnavailable where the model is neither here nor to be fetched; before a library is made."""
        if self._asked.model != DEFAULT_ENCODER:
            from indexer.model_source import check_source

            check_source(self._asked.model)

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
        made_with = self._made_with()
        name = self._asked.resolved(made_with)
        # A library whose vectors another encoder made will refuse this one, and needs no copy of it.
        store = self._store if made_with in (None, str(name)) else None
        return self._held(name) or self._exported(name, store, only=made_with == str(name))

    def _held(self, name: EncoderName) -> Model | None:
        return self._store.load(str(name)) if self._store else None

    def _exported(self, name: EncoderName, store: ModelStore | None, only: bool) -> Model:
        """The model from its source; `only` in that precision, since there are vectors of it."""
        # Imported here: an exported model needs none of this.
        from indexer.encoder_export import EightBitsUnfit, exported_in_eight_bits, original

        source = original(name.model)
        if name.precision != "int8":
            return source.exported(store)
        try:
            return exported_in_eight_bits(source, store)
        except EightBitsUnfit as error:
            if only:
                raise EncoderUnavailable(
                    f"the encoder {name}, which made the library's vectors, can't be exported again on this machine "
                    f"({error}): restore the library's models/ from a backup, or start a new library"
                ) from error
            model = self._held(EncoderName(name.model, "fp32")) or source.exported(store)
            if isinstance(model, OnnxEncoder):
                _log.warning("the encoder %s runs in 32 bits, and so takes longer: in 8 bits %s", name.model, error)
            return model
