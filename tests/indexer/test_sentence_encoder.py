"""The real encoder gives the vectors of the model that it was exported from, and needs torch only to export it."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoder import query_vector, unit_rows
from indexer.encoder_probe import BOUNDS, IN_EIGHT_BITS, PROBE, agree, published_vectors
from indexer.errors import EncoderUnavailable
from indexer.model_store import GRAPH, MANIFEST, ModelStore
from indexer.onnx_encoder import OnnxEncoder
from indexer.packaged_model import DEFAULT_ENCODER, packaged_weights
from indexer.sentence_encoder import SentenceEncoder
from indexer.torch_model import TorchModel

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("Firms gather.", "Предприятия растут.", "", "Wages rise where skills are scarce. " * 30, "企業は港の近く")


@pytest.fixture(scope="module")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    """The packaged model, exported."""
    return SentenceEncoder(models=tmp_path_factory.mktemp("library") / "models")


def folders(models: Path) -> list[Path]:
    return sorted(models.iterdir())


def test_published_vectors_are_those_of_sentence_transformers():
    assert agree(TorchModel(DEFAULT_ENCODER, packaged_weights()).encode(PROBE), published_vectors())


@pytest.mark.parametrize("precision", ["fp32", "int8"])
def test_packaged_model_gives_its_published_vectors(precision):
    encoder = SentenceEncoder(f"{DEFAULT_ENCODER}@{precision}")
    assert agree(encoder.encode(PROBE), published_vectors(), BOUNDS[precision])


def test_new_library_is_made_in_8_bits_and_its_copy_is_small(packaged, tmp_path):
    assert packaged.name == f"{DEFAULT_ENCODER}@int8"
    SentenceEncoder(models=tmp_path / "models").encode(["x"])
    (folder,) = folders(tmp_path / "models")
    assert (folder / GRAPH).stat().st_size < 25_000_000


def test_8_bits_mean_the_same(packaged):
    plain = SentenceEncoder(f"{DEFAULT_ENCODER}@fp32")
    found, exact = packaged.encode(PROBE), plain.encode(PROBE)
    # Told apart from 32 bits, and much nearer to them than any two texts are to each other.
    assert not agree(found, exact)
    assert agree(found, exact, IN_EIGHT_BITS)


@pytest.mark.parametrize("made_with", [DEFAULT_ENCODER, f"{DEFAULT_ENCODER}@int8"])
def test_library_keeps_its_precision_when_its_copy_is_lost(tmp_path, made_with):
    def encoder() -> SentenceEncoder:
        return SentenceEncoder(models=tmp_path / "models", made_with=lambda: made_with)

    before = encoder().encode(TEXTS)
    shutil.rmtree(tmp_path / "models")
    again = encoder()
    assert again.encode(TEXTS).tobytes() == before.tobytes()
    assert again.name == made_with
    assert json.loads((folders(tmp_path / "models")[0] / MANIFEST).read_text())["form"]["name"] == made_with


def test_library_of_another_encoder_gets_no_copy_of_this_one(tmp_path):
    encoder = SentenceEncoder(f"{DEFAULT_ENCODER}@fp32", tmp_path / "models", lambda: f"{DEFAULT_ENCODER}@int8")
    assert encoder.encode(["x"]).shape == (1, 384)
    assert not (tmp_path / "models").exists()


def test_name_is_known_before_anything_is_loaded(tmp_path):
    assert SentenceEncoder("m", tmp_path).name == "m@int8"
    assert SentenceEncoder("m@fp32", tmp_path).name == "m"
    assert SentenceEncoder("m", tmp_path, lambda: "m").name == "m"
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=12))
def test_vector_depends_on_the_text_alone_to_the_bit(packaged, texts):
    together = packaged.encode(texts)
    assert together.tobytes() == np.concatenate([packaged.encode([text]) for text in texts]).tobytes()
    assert together[::-1].tobytes() == packaged.encode(texts[::-1]).tobytes()


@pytest.mark.parametrize(
    ("family", "pooling", "dense"),
    [
        ("bert", "mean", 0),
        ("bert", "cls", 0),
        ("bert", "max", 16),
        ("xlm-roberta", "mean", 0),
        ("xlm-roberta", "cls", 8),
    ],
)
def test_any_model_is_exported_to_its_own_vectors(make_model, tmp_path, family, pooling, dense):
    folder = make_model(family, pooling, dense)
    original = TorchModel("original", folder)
    for precision in ("fp32", "int8"):
        encoder = SentenceEncoder(f"{folder}@{precision}", tmp_path / precision)
        assert encoder.dimension == (dense or 32)
        assert agree(encoder.encode(TEXTS), original.encode(TEXTS), BOUNDS[precision])
        assert len(folders(tmp_path / precision)) == 1


def test_vector_of_an_exported_model_depends_on_the_text_alone(make_model, tmp_path):
    encoder = SentenceEncoder(str(make_model("xlm-roberta")), tmp_path / "models")
    assert encoder.encode(TEXTS).tobytes() == np.concatenate([encoder.encode([text]) for text in TEXTS]).tobytes()


def test_prompts_of_a_model_are_put_before_questions_and_passages(make_model, tmp_path):
    plain = make_model()
    prompted = Path(shutil.copytree(plain, tmp_path / "prompted"))
    settings_file = prompted / "config_sentence_transformers.json"
    prompts = {"prompts": {"query": "Firms: ", "passage": "Wages: "}}
    settings_file.write_text(json.dumps(json.loads(settings_file.read_text()) | prompts))
    encoder, bare = (SentenceEncoder(str(folder), tmp_path / "models") for folder in (prompted, plain))
    assert query_vector(encoder, "gather") @ query_vector(bare, "Firms: gather") == pytest.approx(1, abs=1e-5)
    assert encoder.encode(["gather"])[0] @ bare.encode(["Wages: gather"])[0] == pytest.approx(1, abs=1e-5)
    assert query_vector(encoder, "gather") @ encoder.encode(["gather"])[0] < 0.9999


def test_exported_model_needs_neither_its_source_nor_torch(make_model, tmp_path):
    folder = make_model("xlm-roberta")
    before = SentenceEncoder(str(folder), tmp_path / "models").encode(["Löhne"])
    folder.rename(tmp_path / "elsewhere")
    code = (
        "import sys; from pathlib import Path; from indexer.sentence_encoder import SentenceEncoder\n"
        "found = SentenceEncoder(sys.argv[1], Path(sys.argv[2])).encode(['Löhne'])\n"
        "heavy = [m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules]\n"
        "print(found.tobytes().hex(), heavy)"
    )
    arguments = [sys.executable, "-c", code, str(folder), str(tmp_path / "models")]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [before.tobytes().hex(), "[]"]


def test_model_that_can_not_be_exported_runs_as_it_is(tmp_path, caplog):
    folder = static_model(tmp_path / "static")
    encoder = SentenceEncoder(str(folder), tmp_path / "models")
    with caplog.at_level(logging.WARNING, "pincite"):
        assert agree(encoder.encode(["Firms gather."]), TorchModel("original", folder).encode(["Firms gather."]))
    assert "can't be exported" in caplog.text
    assert "32 bits" not in caplog.text
    assert encoder.name == str(folder)
    assert folders(tmp_path / "models") == []


def crude_model(folder: Path) -> Path:
    """The model in `folder` with one number of each token so large that 8 bits leave nothing of the others."""
    import safetensors.torch

    weights = folder / "model.safetensors"
    held = safetensors.torch.load_file(weights)
    held["embeddings.LayerNorm.bias"][0] += 3000
    safetensors.torch.save_file(held, weights, {"format": "pt"})
    return folder


def test_model_that_8_bits_spoil_runs_in_32(make_model, tmp_path, caplog):
    (tmp_path / "library").mkdir()
    folder, models = crude_model(make_model()), tmp_path / "library" / "models"
    encoder = SentenceEncoder(str(folder), models)
    with caplog.at_level(logging.WARNING, "pincite"):
        assert agree(encoder.encode(TEXTS), TorchModel("original", folder).encode(TEXTS))
    assert "runs in 32 bits" in caplog.text
    assert encoder.name == str(folder)
    assert len(folders(models)) == 1
    with pytest.raises(EncoderUnavailable, match="restore the library's models/"):
        SentenceEncoder(str(folder), models, lambda: f"{folder}@int8").encode(["x"])


def static_model(folder: Path) -> Path:
    """A model without a transformer: a vector for each word, and their mean."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = Tokenizer(models.WordLevel({"[UNK]": 0, "Firms": 1, "gather": 2}, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    SentenceTransformer(modules=[StaticEmbedding(words, embedding_dim=8)], device="cpu").save(str(folder))
    return folder


def test_export_that_gives_other_vectors_is_refused():
    expected = np.eye(3, dtype=np.float32)
    assert agree(expected, expected)
    assert not agree(expected[:2], expected)
    assert not agree(np.full((3, 3), np.nan, dtype=np.float32), expected)
    assert not agree(unit_rows(expected + np.float32(0.02)), expected)


def test_8_bits_are_judged_from_the_middle_of_the_vectors():
    noise = np.random.default_rng(0)
    spread = unit_rows(noise.normal(size=(20, 50)).astype(np.float32))
    close = unit_rows(spread + 5)
    moved = noise.normal(scale=0.01, size=(20, 50)).astype(np.float32)
    assert agree(unit_rows(spread + moved), spread, IN_EIGHT_BITS)
    assert not agree(unit_rows(close + moved), close, IN_EIGHT_BITS)
    assert not agree(np.full_like(spread, np.nan), spread, IN_EIGHT_BITS)


@pytest.mark.parametrize("damage", ["graph", "tokenizer", "manifest", "missing"])
def test_damaged_export_is_made_again(tmp_path, caplog, damage):
    models = tmp_path / "models"
    before = SentenceEncoder(models=models).encode(TEXTS)
    (folder,) = folders(models)
    victim = folder / {"graph": GRAPH, "tokenizer": "tokenizer.json", "manifest": MANIFEST, "missing": GRAPH}[damage]
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.unlink()
    if damage != "missing":
        victim.write_bytes(content)
    with caplog.at_level(logging.WARNING, "pincite"):
        assert SentenceEncoder(models=models).encode(TEXTS).tobytes() == before.tobytes()
    assert "is made again" in caplog.text
    caplog.clear()
    assert SentenceEncoder(models=models).encode(TEXTS).tobytes() == before.tobytes()
    assert caplog.text == ""
    assert len(folders(models)) == 1


def test_what_a_killed_process_left_is_cleared(tmp_path):
    left = tmp_path / "models" / ".draft-left"
    left.mkdir(parents=True)
    (left / GRAPH).write_bytes(b"half a graph")
    SentenceEncoder(models=tmp_path / "models").encode(["x"])
    assert not left.exists()


def test_nothing_is_written_where_there_is_no_library(tmp_path):
    SentenceEncoder(models=tmp_path / "nowhere" / "models").encode(["x"])
    assert not (tmp_path / "nowhere").exists()


def test_export_that_can_not_be_written_is_done_without(tmp_path):
    (tmp_path / "models").write_text("a file in the way")
    assert SentenceEncoder(models=tmp_path / "models").encode(["x"]).shape == (1, 384)


def test_manifest_says_what_the_model_is(packaged, tmp_path):
    SentenceEncoder(models=tmp_path / "models").encode(["x"])
    (folder,) = folders(tmp_path / "models")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["form"]["name"] == f"{DEFAULT_ENCODER}@int8"
    assert manifest["form"]["longest"] == 256
    assert sorted(manifest["files"]) == [GRAPH, "tokenizer.json"]


def test_only_the_packaged_model_is_known_to_read_only_english(tmp_path):
    assert SentenceEncoder().reads_only_english
    assert SentenceEncoder(f"{DEFAULT_ENCODER}@int8").reads_only_english
    assert not SentenceEncoder(str(tmp_path)).reads_only_english


def test_long_texts_are_cut_where_the_model_cuts_them(packaged):
    words = "mill " * 400
    assert packaged.encode([words]).tobytes() == packaged.encode([words + "quite another end"]).tobytes()


def test_many_may_export_at_once(tmp_path):
    def encode(_: int) -> bytes:
        return SentenceEncoder(models=tmp_path / "models").encode(TEXTS).tobytes()

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(encode, range(6)))) == 1
    assert ModelStore(tmp_path / "models").load(f"{DEFAULT_ENCODER}@int8") is not None
    assert [path.name.startswith("all-MiniLM") for path in folders(tmp_path / "models")] == [True]


def test_threads_load_one_model(tmp_path):
    encoder = SentenceEncoder(models=tmp_path / "models")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: encoder.encode(["x"]).tobytes(), range(4)))
    assert len(set(found)) == 1
    assert isinstance(encoder._model(), OnnxEncoder)
