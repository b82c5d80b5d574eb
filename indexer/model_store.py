"""The library's `models/`: encoders as exported, each a folder whose files are checked before they are used."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from indexer.onnx_encoder import ExportedForm, OnnxEncoder
from indexer.source_store import digest_of

FORMAT = 1
"""The version of what is written here; a folder of another version is made again."""

MANIFEST, GRAPH, TOKENIZER = "manifest.json", "model.onnx", "tokenizer.json"
DRAFT = ".draft-"

_log = logging.getLogger("pincite.indexer")


class ModelStore:
    """A folder of exported models by name. A model stands in it wholly or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, name: str) -> OnnxEncoder | None:
        """The model of that name; None where there is none, or where a file of it is not as it was written."""
        folder = self._place(name)
        if not folder.is_dir():
            return None
        try:
            form = _checked_form(folder)
            if form.name != name:
                raise ValueError(f"it is {form.name}")
            return OnnxEncoder(form, folder / GRAPH, (folder / TOKENIZER).read_text(encoding="utf-8"))
        except Exception as error:
            # ONNX Runtime and tokenizers raise classes of their own for what they can't read.
            _log.warning("the exported encoder %s can't be used, and is made again (%s)", folder, _brief(error))
            return None

    def keep(self, form: ExportedForm, write: Callable[[Path], None]) -> bool:
        """Take in a model whose GRAPH and TOKENIZER `write` puts into the folder that it is given.

        False where the folder can't be written to, or where there is no library around it yet.
        """
        if not self._folder.parent.is_dir():
            return False
        try:
            self._folder.mkdir(exist_ok=True)
            self._clear_drafts()
            draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=self._folder))
        except OSError as error:
            _log.info("the exported encoder is not kept: %s", error)
            return False
        try:
            write(draft)
            _seal(draft, form)
            self._put(draft, self._place(form.name))
        except OSError as error:
            # A full disk, or another process that did the same at the same time: it can be made again.
            _log.info("the exported encoder is not kept: %s", error)
            return False
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return True

    def keep_graph(self, form: ExportedForm, graph: bytes, tokenizer: str) -> bool:
        """Take in a model whose files are in memory; False as in `keep`."""

        def write(draft: Path) -> None:
            (draft / GRAPH).write_bytes(graph)
            (draft / TOKENIZER).write_text(tokenizer, encoding="utf-8")

        return self.keep(form, write)

    def _place(self, name: str) -> Path:
        """Readable, and never the same for two names."""
        readable = re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-.")[-60:]
        return self._folder / f"{readable or 'model'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"

    def _put(self, draft: Path, place: Path) -> None:
        """Move a finished draft to its place; what stood there was found wanting, or is another process's equal."""
        # It was made for this user alone, but others may read the library.
        draft.chmod(0o755)
        if place.exists():
            # Moved first: whoever has the old files open keeps them, and nobody finds half a folder.
            place.rename(Path(tempfile.mkdtemp(prefix=DRAFT, dir=self._folder)) / "old")
        draft.rename(place)
        self._clear_drafts()

    def _clear_drafts(self) -> None:
        """Delete what was left by a process that was killed. One that still writes then goes without."""
        for left in sorted(self._folder.glob(f"{DRAFT}*")):
            shutil.rmtree(left, ignore_errors=True)


def _checked_form(folder: Path) -> ExportedForm:
    """The model's form; raises ValueError, KeyError, TypeError or OSError unless all its files are as written."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest["format"] != FORMAT:
        raise ValueError(f"it has format {manifest['format']}")
    digests: Mapping[str, str] = manifest["files"]
    damaged = [name for name in sorted(digests) if digest_of(folder / name) != digests[name]]
    if damaged or not {GRAPH, TOKENIZER} <= set(digests):
        raise ValueError(f"damaged: {', '.join(damaged) or 'files are missing'}")
    return ExportedForm(**manifest["form"])


def _seal(folder: Path, form: ExportedForm) -> None:
    """Write the manifest over the files in `folder`, and have all on the disk."""
    names = sorted(path.name for path in folder.iterdir())
    manifest = {"format": FORMAT, "form": asdict(form), "files": {name: digest_of(folder / name) for name in names}}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for name in [*names, MANIFEST]:
        with (folder / name).open("rb+") as stream:
            os.fsync(stream.fileno())


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
