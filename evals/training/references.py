"""Training of the model that parses reference entries: on public gold data and on entries that are made up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.structure.references.entry import label_of
from corpus.structure.references.features import features
from corpus.structure.references.sequence_tagger import train
from corpus.structure.references.tagger import MODEL, OTHER
from corpus.structure.references.tokens import Token, tokens
from evals.gold import anystyle, grobid_citations
from evals.gold.marked_entries import Mark, MarkedEntry, held_out, without_duplicates
from evals.training.invented_entries import emphasised_entries, invented_entries, relaid_entries

INVENTED = 900
RELAID_SHARE = 3
EMPHASISED_SHARE = 12
SETTINGS = {
    "c1": 0.1,
    "c2": 0.05,
    "max_iterations": 120,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
"""CRFsuite's: the weights of the L1 and L2 norms, when to stop, how rare a feature may be."""


@dataclass(frozen=True)
class ReferenceGold:
    """The gold entries, divided: what is learnt from, and the sets that are only measured on, by name."""

    training: tuple[MarkedEntry, ...]
    measured: dict[str, tuple[MarkedEntry, ...]]


@dataclass(frozen=True)
class TrainingReport:
    """How many entries each source gave to the model, and how large its file is, in bytes."""

    entries: dict[str, int]
    size: int
    model: Path


def reference_gold(benchmarks: Path) -> ReferenceGold:
    """The gold entries under the folder `benchmarks`; no entry that is measured on is among those learnt from."""
    sets = {name: anystyle.entries(benchmarks / "anystyle", name) for name in anystyle.SETS}
    grobid = grobid_citations.entries(benchmarks)
    judged = sets["gold"] + sets["core"]
    measured = {
        "anystyle gold+core": [entry for entry in judged if held_out(entry.key)],
        "grobid citations": list(grobid.held_out),
        "grobid evaluation": list(grobid.evaluation),
    }
    out = [entry for entries in measured.values() for entry in entries]
    learnt = without_duplicates([*judged, *grobid.training, *sets["good"]], out)
    return ReferenceGold(
        training=tuple(map(without_label, learnt)),
        measured={name: tuple(map(without_label, without_duplicates(entries))) for name, entries in measured.items()},
    )


def train_references(benchmarks: Path, model: Path = MODEL) -> TrainingReport:
    """Train the model anew from the gold data under `benchmarks`, and write it to the file `model`."""
    entries = train_model(reference_gold(benchmarks).training, model)
    counts: dict[str, int] = {}
    for entry in entries:
        source = entry.source if entry.source.startswith("anystyle") else entry.source.partition("/")[0]
        counts[source] = counts.get(source, 0) + 1
    return TrainingReport(counts, model.stat().st_size, model)


def train_model(gold: Sequence[MarkedEntry], model: Path) -> list[MarkedEntry]:
    """Train a model on marked entries and what is made of them; returns all that it learnt from."""
    entries = learnt_entries(gold)
    train(_examples(entries), model, SETTINGS)
    return entries


def learnt_entries(gold: Sequence[MarkedEntry]) -> list[MarkedEntry]:
    """The gold entries, some of them printed anew in other layouts, and invented ones."""
    relaid = relaid_entries([entry for entry in gold if _chosen(entry, RELAID_SHARE)])
    emphasised = emphasised_entries([entry for entry in gold if _chosen(entry, EMPHASISED_SHARE)])
    return [*gold, *relaid, *emphasised, *invented_entries(INVENTED)]


def to_text(report: TrainingReport) -> str:
    """The report as it is printed."""
    rows = [f"{count:7,}  {source}" for source, count in sorted(report.entries.items())]
    return "\n".join(["entries learnt from", *rows, f"{report.model} ({report.size / 1e6:.1f} MB)"])


def without_label(entry: MarkedEntry) -> MarkedEntry:
    """The entry without its number in the list, as it is parsed."""
    length = label_of(entry.text)[1]
    marks = (Mark(m.start - length, m.end - length, m.field) for m in entry.marks if m.start >= length)
    return MarkedEntry(entry.text[length:], tuple(marks), entry.source)


def labels_of(entry: MarkedEntry, found: Sequence[Token]) -> list[str]:
    """The label of each token: the field of the mark that it starts in, or that starts in its word."""
    labels = []
    marks = list(entry.marks)
    position = 0
    for token in found:
        while position < len(marks) and marks[position].end <= token.start:
            position += 1
        inside = position < len(marks) and marks[position].start < token.word_end
        labels.append(marks[position].field if inside else OTHER)
    return labels


def _examples(entries: Sequence[MarkedEntry]) -> Iterator[tuple[list[list[str]], list[str]]]:
    for entry in entries:
        found = tokens(entry.text)
        if found:
            yield features(found), labels_of(entry, found)


def _chosen(entry: MarkedEntry, share: int) -> bool:
    """Whether it is the one in `share` that its hash chooses."""
    return int(hashlib.sha256(entry.key.encode()).hexdigest()[8:16], 16) % share == 0
