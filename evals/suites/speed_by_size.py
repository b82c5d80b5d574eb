"""Speed by size: what adding and asking cost at one size after another, beside bare libraries doing the same work."""

from __future__ import annotations

import multiprocessing
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from evals.report import aligned
from evals.resampling import Original
from evals.suites.speed_systems import SYSTEMS, Asked, Bm25s, Material, Pincite, System, Txtai
from indexer.encoder import Vectors

DEFAULT_SIZES = (10_000, 100_000)
"""What takes under ten minutes on two cores."""

LARGEST = 1_000_000
"""What takes half an hour, and 8 GB on the disk."""

LEAST_RECALL = 0.98
"""The share of the ten nearest that Pincite's vectors must find."""

BYTES_A_PASSAGE = 12_000
"""Room on the disk for all systems together."""

_OPTIONAL = {Bm25s.name: "bm25s", Txtai.name: "txtai"}
"""Systems that are measured where they are installed."""

Result = TypeVar("Result")


@dataclass(frozen=True)
class SizeFigures:
    """A system at a size: passages added a second, milliseconds a question, and what it takes of memory and disk.

    `recall` is the share of the truly nearest ten passages that its vectors find, None where it has none of its own.
    `note` says why there are no figures.
    """

    system: str
    passages: int
    added: float = 0.0
    add_mib: float = 0.0
    disk_mib: float = 0.0
    median: float = 0.0
    tail: float = 0.0
    ask_mib: float = 0.0
    recall: float | None = None
    note: str = ""


def measure(
    originals: Sequence[Original], encoder: str, asked: Sequence[Asked], sizes: Sequence[int]
) -> tuple[SizeFigures, ...]:
    """Every system at every size, each in processes of its own; a size for which the disk has no room is left out."""
    return tuple(figures for size in sizes for figures in _at(size, originals, encoder, asked))


def _at(size: int, originals: Sequence[Original], encoder: str, asked: Sequence[Asked]) -> Iterator[SizeFigures]:
    with TemporaryDirectory(prefix="pincite-sizes-") as folder:
        if shutil.disk_usage(folder).free < size * BYTES_A_PASSAGE:
            yield SizeFigures(
                Pincite.name, size, note=f"left out: needs {size * BYTES_A_PASSAGE / 1e9:,.0f} GB of disk"
            )
            return
        dimension = int(originals[0].vectors.shape[1])
        material = Material(tuple(originals), encoder, dimension, size, Path(folder))
        for system in SYSTEMS:
            if system.name in _OPTIONAL and find_spec(_OPTIONAL[system.name]) is None:
                yield SizeFigures(system.name, size, note="not installed")
                continue
            before = _bytes(material.folder)
            seconds, added_peak = _alone(_added, system, material)
            disk = _bytes(material.folder) - before
            if isinstance(system, Pincite):
                # The others take their passages from it, and have no use for the documents.
                material = replace(material, originals=())
                _alone(_handed_on, material)
            times, ask_peak = _alone(_answered, system, material, asked)
            median, tail = (1000 * float(figure) for figure in np.quantile(times, [0.5, 0.95]))
            held = len(material.vectors())
            recall = _alone(_recall, material, asked) if isinstance(system, Pincite) else None
            yield SizeFigures(
                system.name, held, held / seconds, added_peak, disk / 2**20, median, tail, ask_peak, recall
            )


def failures(figures: Sequence[SizeFigures]) -> tuple[str, ...]:
    """What must hold and doesn't."""
    return tuple(
        f"over {one.passages:,} passages {one.system} finds {one.recall:.3f} of the nearest, less than {LEAST_RECALL}"
        for one in figures
        if one.recall is not None and one.recall < LEAST_RECALL
    )


def to_text(figures: Sequence[SizeFigures]) -> str:
    """The figures as they are printed, and how they grow from one size to the next."""
    heads = ["passages", "system", "added/s", "MiB", "disk MiB", "median ms", "p95 ms", "MiB", "recall@10"]
    rows = [[f"{one.passages:,}", one.system, *_cells(one)] for one in figures]
    parts = [aligned([heads, *rows])]
    if grown := _growth(figures):
        parts.append(aligned([["growth", "system", "time to add", "disk", "median", "MiB to ask"], *grown]))
    if max(one.passages for one in figures) < LARGEST:
        parts.append(f"left out: {LARGEST:,} passages, which take half an hour (--sizes {LARGEST})")
    return "\n\n".join(parts)


def _cells(one: SizeFigures) -> list[str]:
    if one.note:
        return [one.note, *[""] * 6]
    numbers = (one.added, one.add_mib, one.disk_mib, one.median, one.tail, one.ask_mib)
    recall = "" if one.recall is None else f"{one.recall:.3f}"
    return [*(f"{number:,.0f}" if number >= 100 else f"{number:.3g}" for number in numbers), recall]


def _growth(figures: Sequence[SizeFigures]) -> list[list[str]]:
    rows = []
    for system in dict.fromkeys(one.system for one in figures):
        own = [one for one in figures if one.system == system and not one.note]
        for small, large in pairwise(own):
            more = large.passages / small.passages
            ratios = (
                more * small.added / large.added,
                large.disk_mib / small.disk_mib,
                large.median / small.median,
                large.ask_mib / small.ask_mib,
            )
            rows.append([f"x{more:.1f} to {large.passages:,}", system, *(f"x{ratio:.2f}" for ratio in ratios)])
    return rows


def _alone(work: Callable[..., Result], *arguments: object) -> Result:
    """What the work gives in a process of its own, so that its peak of memory is its own too."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _added(system: System, material: Material) -> tuple[float, float]:
    if system.name in _OPTIONAL:
        import_module(_OPTIONAL[system.name])
    begin = time.perf_counter()
    system.add(material)
    return time.perf_counter() - begin, _peak_mib()


def _handed_on(material: Material) -> None:
    material.write()


def _answered(system: System, material: Material, asked: Sequence[Asked]) -> tuple[list[float], float]:
    """The seconds of each question, after all have been asked once."""
    find = system.opened(material)
    for one in asked:
        find(one)
    times = []
    for one in asked:
        begin = time.perf_counter()
        find(one)
        times.append(time.perf_counter() - begin)
    return times, _peak_mib()


def _recall(material: Material, asked: Sequence[Asked]) -> float:
    """The share of the ten passages nearest to each question that the library's vectors find."""
    find = Pincite().nearest(material)
    products: Vectors = material.vectors() @ np.stack([one.vector for one in asked]).T
    right = [
        len(set(find(one.vector, 10)) & set(np.argsort(-products[:, column], kind="stable")[:10].tolist()))
        for column, one in enumerate(asked)
    ]
    return sum(right) / (10 * len(asked))


def _peak_mib() -> float:
    """This process's highest resident memory since it began."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 2**20 if sys.platform == "darwin" else peak / 1024


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
