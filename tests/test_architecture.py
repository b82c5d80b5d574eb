"""The shape of the project: imports run one way, without cycles, and each heavy library is known to one module."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "indexer", "service", "evals")
"""Each imports only those before it."""

HEAVY = (
    "bibtexparser", "citeproc", "docx", "faiss", "fastapi", "jinja2", "lxml", "mammoth", "markdown_it", "onnx",
    "onnxruntime", "pdfplumber", "prometheus_client", "pycrfsuite", "pypdf", "pypdfium2", "rapidocr", "rispy",
    "safetensors", "sentence_transformers", "tokenizers", "torch", "tqdm", "transformers", "uvicorn",
)  # fmt: skip
SEVERAL = {
    "faiss": ("evals/suites/speed_systems.py",),
    "fastapi": ("service/web/",),
    "docx": ("corpus/samples/typeset.py",),
    "pypdf": ("evals/baselines.py", "corpus/reading/pdf_actions.py", "corpus/reading/pdf_notes.py"),
    "pypdfium2": ("corpus/reading/pdfium_", "evals/baselines.py"),
    "onnx": ("indexer/eight_bits.py",),
    "onnxruntime": ("evals/training/ranker.py",),
    "sentence_transformers": ("evals/baselines.py",),
    "torch": ("evals/training/ranker.py",),
    "transformers": ("evals/baselines.py", "evals/training/ranker.py"),
    "uvicorn": ("service/web/patient_protocol.py",),
}
"""Where a heavy library may stand besides its one module: a web framework serves a whole package, notes are put into a
PDF by one module and what acts is taken out of it by another, a graph is made by one module and put into 8 bits by
another, and baselines use each library plainly."""


def modules() -> dict[str, Path]:
    paths = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


@cache
def imports(path: Path) -> set[str]:
    """The dotted names that a module imports, those for type checking alone included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


@cache
def graph() -> dict[str, set[str]]:
    known = modules()
    return {name: {target for target in imports(path) if target in known} for name, path in known.items()}


def test_imports_run_one_way():
    arrows = [(name, target) for name, targets in graph().items() for target in targets]
    assert arrows
    wrong = [(a, b) for a, b in arrows if PACKAGES.index(b.split(".")[0]) > PACKAGES.index(a.split(".")[0])]
    assert wrong == []


def test_no_import_cycle():
    arrows = {name: targets - {name} for name, targets in graph().items()}
    done: set[str] = set()
    while ready := {name for name, targets in arrows.items() if name not in done and targets <= done}:
        done |= ready
    assert done == set(arrows), f"in a cycle: {sorted(set(arrows) - done)}"


def test_one_module_a_heavy_library():
    users = defaultdict(list)
    for path in modules().values():
        for library in {name.split(".")[0] for name in imports(path)} & set(HEAVY):
            place = path.relative_to(ROOT).as_posix()
            if not place.startswith(SEVERAL.get(library, ())):
                users[library].append(place)
    assert {library: places for library, places in users.items() if len(places) > 1} == {}


def test_environment_is_read_in_one_place():
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in modules().values()
        if "os.environ" in path.read_text(encoding="utf-8") or "getenv" in path.read_text(encoding="utf-8")
    ]
    # What a process that reads foreign files is given of it, and what libraries are told by it: nothing is set by it.
    others = {"corpus/reading/workers/environment.py", "indexer/__init__.py"}
    assert set(readers) <= {"service/settings.py", *others}


def test_every_package_is_shipped():
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    made = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in PACKAGES
        for path in (ROOT / package).rglob("__init__.py")
    }
    assert made <= set(listed)


@pytest.mark.slow
def test_command_line_loads_no_model_at_import():
    code = "import sys, service.cli; print([m for m in ('torch', 'sentence_transformers') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
