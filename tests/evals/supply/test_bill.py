"""The bill of materials fits CycloneDX's schema, and names all that is run, the models among it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.supply.bill import bill_of_materials
from evals.supply.locks import RUN, read_lock
from evals.supply.shipped import shipped_models

ROOT = Path(__file__).resolve().parents[3]
MODEL_ENDINGS = {".crfsuite", ".json", ".onnx", ".safetensors"}


@pytest.mark.slow
def test_it_names_what_is_run_and_the_models_and_is_the_same_each_time() -> None:
    lock = read_lock(ROOT / "locks")
    text = bill_of_materials(lock, ROOT)  # Raises where it doesn't fit the schema.
    held = json.loads(text)
    by_scope = {
        scope: {c["name"] for c in held["components"] if c.get("scope") == scope} for scope in ("required", "optional")
    }
    assert by_scope["required"] == {pin.name for pin in lock[RUN]}
    assert "rapidocr" in by_scope["optional"]
    assert "pytest" not in by_scope["required"] | by_scope["optional"]
    models = [each for each in held["components"] if each["type"] == "machine-learning-model"]
    assert {each["hashes"][0]["content"] for each in models} == {each.file.sha256 for each in shipped_models()}
    needs = {each["ref"]: each.get("dependsOn", []) for each in held["dependencies"]}
    assert any(ref.startswith("numpy==") for ref in needs["pincite"])
    assert bill_of_materials(lock, ROOT) == text


def test_every_shipped_model_is_known_by_its_digest() -> None:
    """Fails after training: put the new file's SHA-256 where the old one stands."""
    models = shipped_models()
    for each in models:
        each.file.content()
        assert not each.card or (ROOT / each.card).is_file()
    lying = {
        path
        for package in ("corpus", "indexer", "service")
        for path in (ROOT / package).rglob("models/*")
        if path.suffix in MODEL_ENDINGS
    }
    assert lying == {
        each.file.path for each in models if ROOT in each.file.path.parents and ".venv" not in each.file.path.parts
    }
