"""Load: many readers at the real server, by themselves and while documents are added to the library that they read.

Readers behave like people: each looks at one thing, thinks, and looks at the next. How many looks a second the server
stands without any thinking is measured too, so that nobody takes the one for the other.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.document import Document
from evals.errors import MaterialError
from evals.loading.material import Material, write_abstracts
from evals.loading.readers import Look, Readers, reading
from evals.loading.requests import Requests
from evals.loading.server import Server, add_by_command, add_by_upload, held_ids, served
from evals.machine import machine
from evals.report import aligned
from evals.resampling import grow, originals
from indexer.intake import files_in
from indexer.library import Library
from service import bootstrap
from service.settings import Settings

BOUND_SECONDS = 1.0
"""What nineteen in twenty looks have to stay under while documents are added."""

CONTROL = "What is known about {}?"
FORMS = ("upload", "command")
"""How documents are added: uploaded to the server, or by `pincite add` beside it."""


@dataclass(frozen=True)
class Plan:
    """How much is measured: `think` are the least and the most seconds between two looks of a reader.

    `originals` is how many of the samples everything is made of, the shortest files first; all of them with None.
    """

    passages: int = 10_000
    documents: int = 1_000
    readers: int = 50
    think: tuple[float, float] = (8.0, 12.0)
    idle_seconds: float = 60.0
    crowd: int = 8
    crowd_seconds: float = 15.0
    forms: tuple[str, ...] = FORMS
    originals: int | None = None


@dataclass(frozen=True)
class Phase:
    """What readers met with while something went on: all looks together, and each kind alone.

    `processor_seconds` are what the server had of the processor meanwhile.
    """

    name: str
    seconds: float
    looks: tuple[Look, ...]
    processor_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Looks a second."""
        return len(self.looks) / self.seconds if self.seconds else 0.0

    @property
    def errors(self) -> tuple[str, ...]:
        """What went wrong, each kind once."""
        return tuple(sorted({look.error for look in self.looks if look.error}))

    @property
    def failed(self) -> int:
        """How many looks went wrong."""
        return sum(bool(look.error) for look in self.looks)

    def of(self, kind: str) -> Phase:
        """The looks of one kind; what each kind had of the processor isn't known."""
        return Phase(kind, self.seconds, tuple(look for look in self.looks if look.kind == kind))

    def quantile(self, share: float) -> float:
        """The seconds that this share of the looks stayed under; 0 without any."""
        return float(np.quantile([look.seconds for look in self.looks], share)) if self.looks else 0.0


@dataclass(frozen=True)
class LoadReport:
    """All phases of a run; `added` documents for each form of adding; what should hold and doesn't are `broken`."""

    machine: str
    encoder: str
    plan: Plan
    phases: tuple[Phase, ...]
    added: dict[str, int]
    quotes_checked: int
    broken: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether all that must hold does."""
        return not self.broken


def measure(settings: Settings, plan: Plan) -> LoadReport:
    """Grow a library, serve it, and let readers read it; raises MaterialError where the server doesn't start.

    The server goes by the environment: `settings` are those that it gives.
    """
    with TemporaryDirectory(prefix="pincite-load-") as folder:
        place = Path(folder)
        material = Material.of(_grown(place / "library", settings, plan))
        batches = {form: write_abstracts_of(material, place, at, plan) for at, form in enumerate(plan.forms)}
        return asyncio.run(_measured(place / "library", settings, plan, material, batches))


def write_abstracts_of(material: Material, place: Path, at: int, plan: Plan) -> tuple[Path, ...]:
    """The documents that are added in the form that comes `at` that place: no two forms add the same."""
    paths = write_abstracts(material, place / f"abstracts-{at}", plan.documents * (at + 1))
    for path in paths[: plan.documents * at]:
        path.unlink()
    return paths[plan.documents * at :]


async def _measured(
    library: Path, settings: Settings, plan: Plan, material: Material, batches: dict[str, tuple[Path, ...]]
) -> LoadReport:
    phases: list[Phase] = []
    added: dict[str, int] = {}
    broken: list[str] = []
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(served(library))
        requests = server.requests
        readers = Readers(requests, material, await held_ids(requests))
        control = {"question": CONTROL.format(" ".join(material.sentences[0].split()[:6]))}
        before = (await requests.post("/api/v1/ask", control)).body
        during = partial(_phase, server, readers)
        phases.append(await during("nothing else", plan, asyncio.sleep(plan.idle_seconds)))
        if (await requests.post("/api/v1/ask", control)).body != before:
            broken.append("the same question over the same library gave other bytes")
        for form, files in batches.items():
            work = add_by_upload(requests, files) if form == "upload" else add_by_command(library, files)
            phases.append(await during(f"{form} of {len(files):,}", plan, _counted(form, work, added)))
        crowded = replace(plan, readers=plan.crowd, think=(0.0, 0.0))
        phases.append(await during(f"{plan.crowd} without thinking", crowded, asyncio.sleep(plan.crowd_seconds)))
        checked, wrong = await _check_quotes(requests, readers.answers)
    broken += wrong
    broken += [f"{form} added {many:,} of {plan.documents:,}" for form, many in added.items() if many < plan.documents]
    broken += [fault for phase in phases for fault in _faults(phase, phase in phases[1:-1])]
    return LoadReport(machine(), settings.encoder, plan, tuple(phases), added, checked, tuple(broken))


async def _counted(form: str, work: Awaitable[int], added: dict[str, int]) -> None:
    added[form] = await work


async def _phase(server: Server, readers: Readers, name: str, plan: Plan, work: Awaitable[None]) -> Phase:
    """What readers meet with from the beginning of the work to its end."""
    over, begin, had = asyncio.Event(), time.perf_counter(), server.processor_seconds()
    looking = asyncio.create_task(reading(readers, plan.readers, plan.think, over))
    try:
        await work
    finally:
        over.set()
        seconds = time.perf_counter() - begin
        looks = await looking
    return Phase(name, seconds, tuple(looks), server.processor_seconds() - had)


async def _check_quotes(requests: Requests, answers: Sequence[bytes]) -> tuple[int, list[str]]:
    """How many quotations were looked up, and those that aren't the very characters of their document."""
    texts: dict[str, str] = {}
    checked, wrong = 0, []
    for answer in answers:
        for quote in json.loads(answer)["quotes"]:
            id = quote["document_id"]
            if id not in texts:
                texts[id] = str(json.loads((await requests.get(f"/api/v1/documents/{id}/text")).body)["text"])
            checked += 1
            if texts[id][quote["start"] : quote["end"]] != quote["text"]:
                wrong.append(f"a quotation of {quote['doc']} isn't its characters {quote['start']} to {quote['end']}")
    return checked, wrong


def _faults(phase: Phase, is_bounded: bool) -> list[str]:
    found = [f"{phase.name}: {phase.failed} looks failed ({'; '.join(phase.errors)})"] if phase.failed else []
    tail = phase.quantile(0.95)
    if is_bounded and tail >= BOUND_SECONDS:
        found.append(f"{phase.name}: 95 in 100 looks within {1000 * tail:,.0f} ms, not {1000 * BOUND_SECONDS:,.0f}")
    return found


def to_text(report: LoadReport) -> str:
    """The figures as they are printed."""
    plan = report.plan
    rows = [["while", "looks", "a second", "p50 ms", "p95 ms", "p99 ms", "p95 ratio", "errors", "server ms a look"]]
    idle = report.phases[0].quantile(0.95)
    for phase in report.phases:
        rows.append(_row(phase, idle))
        kinds = sorted({look.kind for look in phase.looks})
        rows += [
            _row(replace(phase.of(kind), name=f"  {kind}"), report.phases[0].of(kind).quantile(0.95)) for kind in kinds
        ]
    lines = [
        f"{report.machine}; encoder {report.encoder}",
        f"a library of {plan.passages:,} passages; {plan.readers} readers who think {plan.think[0]:g} to "
        f"{plan.think[1]:g} s between two looks",
        "",
        aligned(rows),
        "",
        *(
            f"{form}: {many:,} added, {many / _seconds(report, form):.1f} a second"
            for form, many in report.added.items()
        ),
        f"{report.quotes_checked:,} quotations looked up in their documents",
        *(f"BROKEN: {fault}" for fault in report.broken),
    ]
    return "\n".join(lines)


def _seconds(report: LoadReport, form: str) -> float:
    return next((phase.seconds for phase in report.phases if phase.name.startswith(f"{form} of")), 0.0) or 1.0


def _row(phase: Phase, idle: float) -> list[str]:
    times = [f"{1000 * phase.quantile(share):,.0f}" for share in (0.5, 0.95, 0.99)]
    ratio = f"{phase.quantile(0.95) / idle:.2f}" if idle else ""
    cost = (
        f"{1000 * phase.processor_seconds / len(phase.looks):,.0f}" if phase.looks and phase.processor_seconds else ""
    )
    return [phase.name, f"{len(phase.looks):,}", f"{phase.rate:.1f}", *times, ratio, str(phase.failed), cost]


def _grown(folder: Path, settings: Settings, plan: Plan) -> list[Document]:
    """A library of at least so many passages, of copies of the samples; the samples as they were read."""
    folder.mkdir()
    encoder = bootstrap.encoder(replace(settings, library=folder))
    with bootstrap.reader(settings) as read:
        documents = [read(path) for path in _chosen(plan.originals)]
    grow(folder, originals(documents, encoder), encoder, plan.passages)
    with Library(folder, encoder) as library:
        library.refresh()
        if not library.size():
            raise MaterialError(f"no passage could be put into {folder}")
    return documents


def _chosen(count: int | None) -> list[Path]:
    """So many of the samples, the shortest first; all of them, by name, with None."""
    paths = list(files_in([bootstrap.samples()]))
    return paths if count is None else sorted(paths, key=lambda path: (path.stat().st_size, path.name))[:count]
