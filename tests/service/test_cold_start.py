"""Asking from a cold start imports what answering needs, and nothing that took files in or trained the model."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "How many tonnes of coal did Ostby handle in 1887?"
NOT_NEEDED = {
    "fastapi", "lxml", "mammoth", "onnx", "PIL", "pycrfsuite", "pypdf", "pypdfium2", "rapidocr", "safetensors", "scipy",
    "sentence_transformers", "sklearn", "torch", "tqdm", "transformers", "uvicorn",
}  # fmt: skip
CLI = "import sys; from service.cli import main; sys.exit(main())"


def run(*arguments: object, **settings: str) -> tuple[str, set[str]]:
    """What a command writes on stdout, and the packages that it imports; all else must have stayed silent."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", CLI, *map(str, arguments)],
        cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    lines = done.stderr.splitlines()
    assert [line for line in lines if not line.startswith("import time:")] == []
    return done.stdout, {re.split(r"[.\s]", line.rpartition("|")[2].strip())[0] for line in lines}


def asked(library: Path, **settings: str) -> tuple[dict[str, object], set[str]]:
    answer, imported = run("ask", QUESTION, "--library", library, "--json", **settings)
    return json.loads(answer), imported


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("papers") / "harbours.md"
    source.write_text("# Harbours\n\nOstby handled 4,120 tonnes of coal in 1887. The old quay was rebuilt in 1902.\n")
    return source


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, paper: Path) -> Path:
    library = tmp_path_factory.mktemp("libraries") / "library"
    _, imported = run("add", paper, "--library", library, "--quiet")
    # The packaged model needs no torch, even the first time.
    assert "torch" not in imported
    return library


def test_asking_imports_no_torch_and_no_reader_of_files(filled):
    answer, imported = asked(filled)
    assert "4,120" in str(answer["answer"])
    assert imported & NOT_NEEDED == set()


def test_library_without_an_exported_encoder_gets_one(filled, tmp_path):
    older = Path(shutil.copytree(filled, tmp_path / "older"))
    shutil.rmtree(older / "models")
    first, imported = asked(older)
    assert first == asked(filled)[0]
    assert imported & {"torch", "transformers", "sentence_transformers"} == set()
    assert asked(older)[1] & NOT_NEEDED == set()


def test_multilingual_model_named_in_the_settings_just_works(make_model, paper, tmp_path):
    library, encoder = tmp_path / "library", str(make_model("xlm-roberta"))
    added, _ = run("add", paper, "--library", library, "--json", "--quiet", PINCITE_ENCODER=encoder)
    assert [json.loads(line)["status"] for line in added.splitlines()] == ["added"]
    answer, imported = asked(library, PINCITE_ENCODER=encoder)
    assert answer["id"] is not None or "quotes" in answer
    assert imported & NOT_NEEDED == set()
