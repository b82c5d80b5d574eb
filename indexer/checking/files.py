"""What lies in a library's folder beside its SQLite file: copies of the documents' files, vectors, models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from indexer.checking.catalogue import FEW_AT_ONCE, Held
from indexer.checking.faults import Fault, Tell
from indexer.model_store import MANIFEST
from indexer.source_store import SourceStore, digest_of
from indexer.vector_seal import VectorSeal
from indexer.vector_store import SEAL, SEAL_BEFORE, VECTORS

FEW = 3
"""So many kept files without a document are what interrupted commands leave over; more point to a lost catalogue."""

MODELS, SOURCES = "models", "files"


def check_files(folder: Path, held: Held, look_again: Callable[[], Held], tell: Tell) -> list[Fault]:
    """What is wrong with the files beside the catalogue, which held `held`, and may hold other things by now.

    A library may be written to meanwhile: what lies there is a fault only if it still is one when looked at again.
    """
    sources = SourceStore(folder / SOURCES)
    kept, drafts = sources.digests(), sources.drafts()
    wrong = _wrong_sources(sources, held, tell)
    orphans = [digest for digest in kept if digest not in held.names]
    vectors = list(_vector_faults(folder, held))
    if wrong or orphans or vectors:
        now = look_again()
        wrong = {digest: what for digest, what in wrong.items() if digest in now.names}
        orphans = [digest for digest in orphans if digest not in now.names]
        vectors = list(_vector_faults(folder, now))
    return [
        *(
            Fault("source", digest, f"{held.names[digest]}: the library's copy of its file {what}")
            for digest, what in wrong.items()
        ),
        *_orphan_faults(orphans, len(held.names)),
        *(Fault("leftover", name, f"files/{name[:12]}… is a copy that was never finished") for name in drafts),
        *vectors,
        *_model_faults(folder / MODELS),
    ]


def _wrong_sources(sources: SourceStore, held: Held, tell: Tell) -> dict[str, str]:
    """What is wrong with the copies of the documents' files, by digest."""
    wrong: dict[str, str] = {}
    for done, digest in enumerate(sorted(held.names, key=lambda digest: held.names[digest])):
        if done % FEW_AT_ONCE == 0:
            tell("files", done, len(held.names))
        what = _source_fault(sources.path(digest), digest)
        if what is not None:
            wrong[digest] = what
    return wrong


def _orphan_faults(orphans: Sequence[str], documents: int) -> list[Fault]:
    if len(orphans) > max(FEW, documents):
        return [Fault("unlisted", "", f"{len(orphans)} files are kept of which no document is held")]
    return [Fault("leftover", digest, f"files/{digest[:12]}… belongs to no document") for digest in orphans]


def _source_fault(path: Path, digest: str) -> str | None:
    try:
        return None if digest_of(path) == digest else "is no longer what it was"
    except FileNotFoundError:
        return "is gone"
    except OSError as error:
        return f"can't be read: {error.strerror}"


def _vector_faults(folder: Path, held: Held) -> Iterator[Fault]:
    path = folder / VECTORS
    seals = [seal for name in (SEAL, SEAL_BEFORE) if (seal := VectorSeal.read(held.facts.get(name))) is not None]
    taken = next((seal for seal in seals if seal.fits(path)), None)
    if taken is not None and not taken.is_whole(path):
        yield Fault("nearest", VECTORS, f"{VECTORS} is damaged in a place that isn't looked at when it is opened")
    elif taken is None and held.passages:
        yield Fault("index", VECTORS, f"{VECTORS} {'is of another state' if path.exists() else 'is missing'}")
    for draft in sorted(folder.glob(f"{VECTORS}*.draft")):
        yield Fault("leftover", draft.name, f"{draft.name} was never finished")


def _model_faults(folder: Path) -> Iterator[Fault]:
    for model in sorted(folder.iterdir()) if folder.is_dir() else ():
        wrong = _model_fault(model) if not model.name.startswith(".") else "was never finished"
        if wrong is not None:
            yield Fault("model", model.name, f"models/{model.name} {wrong}")


def _model_fault(model: Path) -> str | None:
    try:
        files: dict[str, str] = json.loads((model / MANIFEST).read_text(encoding="utf-8"))["files"]
        damaged = [name for name in sorted(files) if digest_of(model / name) != files[name]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return f"can't be read: {' '.join(str(error).split())[:100]}"
    return f"is not as it was written: {', '.join(damaged)}" if damaged else None
