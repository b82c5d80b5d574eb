"""The program as people run it, and a paper to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read

PINCITE = Path(sys.executable).with_name("pincite")

PAPER = """# Harbours of the north

Abel Example, 2011

## Growth

The harbour of Ostby handled 4,120 tonnes of coal in 1887. Its quay was rebuilt twice [1].
Marshall writes that “a quay is worth what is landed on it in a winter” [1].

| Harbour | Tonnes | Year |
|---|---|---|
| Ostby | 4120 | 1887 |
| Vikmo | 3015 | 1887 |

## References

1. Marshall, A. (1890). Principles of Economics. London: Macmillan.
"""


Done = subprocess.CompletedProcess[str]


class Program:
    """`pincite` with a library of its own, and words in the place of a model."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = folder / "library"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PINCITE_LIBRARY": str(self.library),
            "PINCITE_ENCODER": "hashing-64",
        }

    def __call__(self, *arguments: object, **environment: str) -> Done:
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def start(self, *arguments: object, **environment: str) -> subprocess.Popen[str]:
        """Run it without waiting for its end."""
        return subprocess.Popen(
            [PINCITE, *map(str, arguments)],
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture
def pincite(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "harbours.md"
    path.write_text(PAPER, encoding="utf-8")
    return path


@pytest.fixture
def one_line() -> Callable[[Done], str]:
    return _one_line


def _one_line(done: Done, status: int = 1) -> str:
    """The single line that a failed command leaves on stderr, below any progress."""
    assert done.returncode == status, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.replace("\r", "\n").splitlines() if line.startswith("pincite: ")]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture
def text_document(tmp_path: Path) -> Callable[..., Document]:
    """A document read from a Markdown file of the given text."""

    def made(text: str, name: str = "paper.md") -> Document:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return read(path)

    return made
