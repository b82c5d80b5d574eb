"""Any sentence-transformers model: as that library runs it, and exported so that it is needed once only.

Nothing else imports torch, and nobody needs this module to ask a library whose encoder has been exported.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from indexer.encoder import Vectors, unit_rows
from indexer.errors import EncoderUnavailable
from indexer.model_store import GRAPH, TOKENIZER
from indexer.onnx_encoder import ExportedForm
from indexer.safe_weights import refuse_pickles

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

OPSET = 18

SAFELY: Mapping[str, Any] = {"trust_remote_code": False, "model_kwargs": {"use_safetensors": True}}
"""How strangers' models are loaded: no code of theirs is run, and no pickle is opened."""

LONGEST = 8192
"""Tokens to which a text is cut where the model names no limit of its own."""

PASSAGE_PROMPTS = ("document", "passage", "corpus")
"""What models call the prompt for passages; the first that isn't empty counts."""

_log = logging.getLogger("pincite.indexer")


class ExportImpossible(Exception):
    """The model is of a kind that can't be exported; the message says why."""


class TorchModel:
    """A sentence-transformers model as that library runs it."""

    def __init__(self, name: str, source: str | Path) -> None:
        """Load the model `name` from the folder or the hub name `source`; raises EncoderUnavailable."""
        self._name = name
        self._model = _loaded(name, source)

    @property
    def dimension(self) -> int:
        """How many numbers a vector has; raises EncoderUnavailable where the model doesn't say."""
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise EncoderUnavailable(f"the encoder {self._name} does not say how long its vectors are: choose another")
        return dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages."""
        return self._unit(
            self._model.encode_document(list(texts), prompt=self.form.passage_prompt, show_progress_bar=False)
        )

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions."""
        return self._unit(
            self._model.encode_query(list(texts), prompt=self.form.question_prompt, show_progress_bar=False)
        )

    @cached_property
    def form(self) -> ExportedForm:
        """What the exported model is to keep to."""
        prompts: Mapping[str, str | None] = self._model.prompts
        limits = (self._model.max_seq_length, getattr(self._model.tokenizer, "model_max_length", None), LONGEST)
        return ExportedForm(
            name=self._name,
            dimension=self.dimension,
            longest=min(limit for limit in limits if limit),
            question_prompt=prompts.get("query") or "",
            passage_prompt=next((prompt for prompt in map(prompts.get, PASSAGE_PROMPTS) if prompt), ""),
        )

    def export(self, folder: Path) -> None:
        """Write the graph and the tokenizer into `folder`; raises ExportImpossible."""
        backend = getattr(self._model.tokenizer, "backend_tokenizer", None)
        if backend is None:
            raise ExportImpossible("its tokenizer has no fast form")
        (folder / TOKENIZER).write_text(backend.to_str(), encoding="utf-8")
        try:
            self._trace(folder / GRAPH)
        except Exception as error:
            # Whatever tracing a stranger's code may raise.
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise ExportImpossible(reason) from error

    def _unit(self, vectors: object) -> Vectors:
        # No texts give an array without columns.
        return unit_rows(np.asarray(vectors, dtype=np.float32).reshape(-1, self.dimension))

    def _trace(self, graph: Path) -> None:
        import torch

        model = self._model

        class Whole(torch.nn.Module):
            """All modules of the model, from tokens to unit vectors, without padding."""

            def forward(self, tokens: torch.Tensor) -> torch.Tensor:
                features = {"input_ids": tokens, "attention_mask": torch.ones_like(tokens)}
                found: torch.Tensor = model(features)["sentence_embedding"]
                return torch.nn.functional.normalize(found, dim=-1)

        transformer = getattr(model[0], "auto_model", None)
        if transformer is not None:
            # The plain form of attention is the one that traces well.
            transformer.set_attn_implementation("eager")
        example = model.tokenizer(["one example of a text", "one more of the same"], padding=True, return_tensors="pt")
        whole = Whole()
        whole.add_module("model", model)
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")  # the tracer's remarks on code that isn't ours
            torch.onnx.export(
                whole.eval(),
                (example["input_ids"],),
                str(graph),
                input_names=["input_ids"],
                output_names=["vector"],
                dynamic_axes={"input_ids": {0: "texts", 1: "tokens"}, "vector": {0: "texts"}},
                opset_version=OPSET,
                dynamo=False,  # the newer exporter takes three more packages and three times as long
            )


class TorchPairModel:
    """A sentence-transformers CrossEncoder: probabilities of its labels for pairs of texts."""

    def __init__(self, name: str) -> None:
        """Load the model from the folder or the hub name `name`; raises EncoderUnavailable."""
        from sentence_transformers import CrossEncoder
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
        refuse_pickles(Path(name))
        try:
            self._model = CrossEncoder(name, device="cpu", local_files_only=Path(name).exists(), **SAFELY)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise EncoderUnavailable(
                f"can't load the model {name!r}: name a folder that holds a sentence-transformers CrossEncoder, "
                f"or a model that this machine can fetch ({reason})"
            ) from error

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels in the order of the probabilities."""
        named: Mapping[int, str] = self._model.config.id2label
        return tuple(str(named[number]) for number in sorted(named))

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[float, ...], ...]:
        """For each pair the probability of each label, to four decimals: below that, batches differ."""
        if not pairs:
            return ()
        found = self._model.predict(list(pairs), apply_softmax=True, show_progress_bar=False)
        return tuple(tuple(round(float(number), 4) for number in row) for row in np.asarray(found))


def _loaded(name: str, source: str | Path) -> SentenceTransformer:
    # Imported here: torch takes seconds and hundreds of megabytes, and an exported model needs none of it.
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    _log.info("loading the encoder %s", name)
    disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    refuse_pickles(Path(source))
    try:
        return SentenceTransformer(str(source), device="cpu", local_files_only=Path(source).exists(), **SAFELY)
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise EncoderUnavailable(
            f"can't load the encoder {name!r}: name a folder that holds a sentence-transformers model, "
            f"or a model that this machine can fetch, in PINCITE_ENCODER ({reason})"
        ) from error
