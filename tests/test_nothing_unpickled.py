"""Nothing that is read can run code: no pickles and their like, no evaluation of text, no shell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("corpus", "indexer", "service", "evals")

MODULES = {"cPickle", "cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve"}
"""What turns bytes into objects of any class, or into code."""

CALLS = {
    "eval",
    "exec",
    "compile",
    "os.system",
    "os.popen",
    "torch.load",
    "torch.save",
    "yaml.load",
    "yaml.unsafe_load",
}
METHODS = {"read_pickle", "to_pickle"}


def found(tree: ast.AST) -> Iterator[str]:
    """The forbidden names that a module imports or calls; `np.load` counts where it would open pickles."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in MODULES:
            yield node.module or ""
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            opens_pickles = any(
                keyword.arg in ("allow_pickle", "trust_remote_code", "shell")
                and not (isinstance(keyword.value, ast.Constant) and keyword.value.value is False)
                for keyword in node.keywords
            )
            if called in CALLS or called.rpartition(".")[2] in METHODS or opens_pickles:
                yield called


def test_no_module_unpickles_or_evaluates() -> None:
    uses = {
        (path.relative_to(ROOT).as_posix(), name)
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for name in found(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert uses == set()


def test_the_search_finds_them() -> None:
    lines = "import pickle", "from joblib import load", "torch.load(f)", "eval('1')", "model.eval()"
    code = "\n".join([*lines, "np.load(f, allow_pickle=True)", "np.load(f, allow_pickle=False)"])
    assert list(found(ast.parse(code))) == ["pickle", "joblib", "torch.load", "eval", "np.load"]
