"""The models that come with Pincite or with a package it needs: their digests, licences and cards."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.shipped_file import ShippedFile
from corpus.structure.references import splitting, tagger
from indexer import packaged_model, pair_model
from service.bootstrap import MODELS
from service.verify.calibration import classifier

OWN = "Apache-2.0"


@dataclass(frozen=True)
class ShippedModel:
    """A file of learnt weights; `card` is the page that says what it learnt from, in the repository."""

    file: ShippedFile
    licence: str
    what: str
    card: str = ""


def shipped_models() -> tuple[ShippedModel, ...]:
    """Every one; raises EncoderUnavailable where the packaged encoder is missing or damaged."""
    weights = packaged_model.packaged_weights() / "model.safetensors"
    card = "corpus/structure/references/models"
    ranker = {name: ShippedFile(MODELS / name, digest) for name, digest in pair_model.SHIPPED.items()}
    return (
        ShippedModel(
            ShippedFile(weights, packaged_model.WEIGHTS_SHA256),
            "Apache-2.0",
            f"The encoder {packaged_model.DEFAULT_ENCODER}, out of the package {packaged_model.DISTRIBUTION}.",
        ),
        ShippedModel(
            ranker[pair_model.GRAPH],
            OWN,
            "Reads a question and a sentence together, and tells whether the one answers the other.",
            "service/ask/models/ranker.md",
        ),
        ShippedModel(
            splitting.SHIPPED, OWN, "Tells where the entries of a reference list begin.", f"{card}/reference_lines.md"
        ),
        ShippedModel(tagger.SHIPPED, OWN, "Tells the parts of a reference entry.", f"{card}/references.md"),
        ShippedModel(
            ranker[pair_model.TOKENIZER],
            "Apache-2.0",
            f"The tokenizer of {packaged_model.DEFAULT_ENCODER}, for ranker.onnx.",
        ),
        ShippedModel(
            classifier.SHIPPED,
            OWN,
            "Weighs whether a sentence bears on a claim, and which side it takes.",
            "service/verify/calibration/models/verdicts.md",
        ),
    )
