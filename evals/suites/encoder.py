"""The encoder: how fast in 8 bits, in 32, and as sentence-transformers runs it, and how alike the vectors are."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from evals.baselines import BareEncoder
from evals.errors import MaterialError
from evals.machine import machine
from evals.report import aligned
from indexer.encoder import Vectors
from indexer.encoder_name import EncoderName, Precision
from indexer.encoder_probe import IN_EIGHT_BITS, PROBE, agree
from indexer.intake import files_in
from indexer.packaged_model import DEFAULT_ENCODER
from indexer.passages import passages
from indexer.sentence_encoder import SentenceEncoder
from service import bootstrap
from service.settings import Settings

ROUNDS = 3
"""Each time is the best of as many rounds, all systems in turn in each."""

PASSAGES, QUESTIONS, ALONE = 400, 20, 40
"""How many passages are encoded, how many of them one by one as questions, and how many alone and in company."""

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True)
class Row:
    """One way to run the model: passages a second, and a second of one core, and milliseconds a question.

    `megabytes` are those of its copy in a library; the cosines are to the vectors in 32 bits.
    """

    name: str
    rate: float
    core_rate: float
    question_ms: float
    megabytes: float | None = None
    mean_cosine: float | None = None
    least_cosine: float | None = None
    apart: bool | None = None


@dataclass(frozen=True)
class EncoderReport:
    """All rows of a run, the plainest first, and the machine they were taken on."""

    machine: str
    encoder: str
    texts: int
    rows: tuple[Row, ...]
    alike: bool

    @property
    def passed(self) -> bool:
        """Whether no vector depends on its company, and those in 8 bits are near enough."""
        return self.alike and all(row.apart is not False for row in self.rows)


def measure(
    settings: Settings, sources: Sequence[Path], most: int = PASSAGES, rounds: int = ROUNDS, *, bare: bool = True
) -> EncoderReport:
    """Measure the encoder that the settings name on passages of these documents, beside sentence-transformers."""
    model = EncoderName.asked(settings.encoder).model
    if model.startswith("hashing-"):
        raise MaterialError(f"{model} is no model: name one in PINCITE_ENCODER, or unset it")
    texts = _texts(settings, sources, most)
    with TemporaryDirectory(prefix="pincite-encoder-") as folder:
        ours = {kind: SentenceEncoder(f"{model}@{kind}", Path(folder) / kind) for kind in _KINDS}
        found = {kind: encoder.encode(texts) for kind, encoder in ours.items()}
        systems: dict[str, Encode] = {kind: encoder.encode for kind, encoder in ours.items()}
        if bare and model == DEFAULT_ENCODER:
            systems = {"sentence-transformers": BareEncoder().encode} | systems
        times = _times(systems, texts, rounds)
        sizes = {kind: _megabytes(Path(folder) / kind) for kind in _KINDS}
    rows = []
    for name, (seconds, core_seconds, question) in times.items():
        rates = (len(texts) / seconds, len(texts) / core_seconds, 1000 * question)
        if name not in _KINDS:
            rows.append(Row(name, *rates))
            continue
        cosines = np.sum(found[name] * found["fp32"], axis=1)
        apart = _apart(ours[name], texts)
        likeness = (float(cosines.mean()), float(cosines.min()))
        rows.append(Row(ours[name].name, *rates, sizes[name], *likeness, apart))
    alike = agree(ours["int8"].encode(PROBE), ours["fp32"].encode(PROBE), IN_EIGHT_BITS)
    return EncoderReport(machine(), model, len(texts), tuple(rows), alike)


_KINDS: tuple[Precision, ...] = ("fp32", "int8")


def _texts(settings: Settings, sources: Sequence[Path], most: int) -> list[str]:
    """Passages in their context, taken evenly from all documents."""
    with bootstrap.reader(settings) as read:
        found = [passage.embedded for path in files_in(sources) for passage in passages(read(path))]
    if not found:
        raise MaterialError(f"no passages in {', '.join(map(str, sources))}: name documents in --sources")
    return [found[int(number)] for number in np.linspace(0, len(found) - 1, min(most, len(found)))]


def _times(systems: dict[str, Encode], texts: Sequence[str], rounds: int) -> dict[str, tuple[float, float, float]]:
    """Of each system the best seconds for all texts, the same of one core, and the best for a single text."""
    best: dict[str, tuple[float, float, float]] = {}
    for _ in range(rounds):
        # In turn, so that whatever else the machine does slows all.
        for name, encode in systems.items():
            core, wall = time.process_time(), time.perf_counter()
            encode(texts)
            now = (time.perf_counter() - wall, time.process_time() - core, _single(encode, texts))
            earlier = best.get(name, now)
            best[name] = (min(now[0], earlier[0]), min(now[1], earlier[1]), min(now[2], earlier[2]))
    return best


def _single(encode: Encode, texts: Sequence[str]) -> float:
    """The median time of a text of a question's length alone."""
    asked = [" ".join(text.split()[:12]) for text in texts[:QUESTIONS]]
    seconds = []
    for text in asked:
        begin = time.perf_counter()
        encode([text])
        seconds.append(time.perf_counter() - begin)
    return float(np.median(seconds))


def _apart(encoder: SentenceEncoder, texts: Sequence[str]) -> bool:
    """Whether texts have the same vectors, to the bit, alone and in company."""
    chosen = list(texts[:ALONE])
    alone = np.concatenate([encoder.encode([text]) for text in chosen])
    return alone.tobytes() == encoder.encode(list(texts))[: len(chosen)].tobytes()


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def to_text(report: EncoderReport) -> str:
    """The figures as they are printed: each with its ratio to the first row's."""
    heads = [
        "",
        "passages/s",
        "ratio",
        "/s of a core",
        "ratio",
        "ms a question",
        "ratio",
        "MB",
        "cosine",
        "least",
        "apart",
    ]
    first = report.rows[0]
    rows = [heads]
    for row in report.rows:
        pairs = ((row.rate, first.rate), (row.core_rate, first.core_rate), (row.question_ms, first.question_ms))
        figures = [text for value, base in pairs for text in (f"{value:.3g}", f"{value / base:.2f}")]
        rows.append([row.name, *figures, *_likeness(row)])
    verdict = "8 bits are near enough" if report.alike else "8 bits give OTHER VECTORS"
    return f"{report.machine}; {report.texts} passages\n\n{aligned(rows)}\n\n{verdict}"


def _likeness(row: Row) -> list[str]:
    if row.megabytes is None:
        return ["", "", "", ""]
    told = [f"{row.megabytes:.1f}", f"{row.mean_cosine:.4f}", f"{row.least_cosine:.4f}"]
    return [*told, "yes" if row.apart else "NO"]
