"""Pairs of a claim and a sentence that the judge of claims learns from: of public sets, and of claims written for it.

Of a text that bears on a claim, the sentences marked as evidence take its side, and those others that share most words
with it bear on nothing; so do those of a text that neither supports nor contradicts it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.structure.sentences import sentences
from evals.errors import MaterialError
from evals.gold import grounding, scifact, squad
from service.verify.judge import EvidenceText
from service.words.content import content_words
from service.words.stems import stem

CLAIMS = Path(__file__).with_name("claims")
"""The claims written for the project; see its README."""

IDLE = 3
"""How many sentences beside the evidence are learnt from as bearing on nothing."""

IDLE_BESIDE, IDLE_ALONE = 0.4, 0.8
"""Their weight in a text that has evidence too (some is evidence that nobody marked), and in one that has none."""

CAPTIONS = 0.1
"""Weight of the pairs of image captions (CAD-NLI), which are many and plain."""


@dataclass(frozen=True)
class LabelledPair:
    """A claim and a sentence; `bears` and `supports` are None where the pair teaches nothing about that."""

    source: str
    claim: str
    evidence: EvidenceText
    bears: bool | None
    supports: bool | None
    weight: float


def training_pairs(benchmarks: Path) -> tuple[LabelledPair, ...]:
    """All pairs to learn from, in a fixed order; raises MaterialError where a set is missing."""
    return (*own_pairs(benchmarks, "train"), *_scifact(benchmarks), *_wice(benchmarks), *_captions(benchmarks))


def own_pairs(benchmarks: Path, split: str) -> Iterator[LabelledPair]:
    """The pairs of the claims written for the project; `split` is `train` or `held_back`."""
    texts = _paragraphs(benchmarks)
    for line in (CLAIMS / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        record: dict[str, Any] = json.loads(line)
        if record["of"] not in texts:
            raise MaterialError(f"{record['of']} is not among the public texts under {benchmarks}")
        title, text = texts[record["of"]]
        spans = [(span.start, span.end) for span in sentences(text)]
        marked = [tuple(span) for span in record.get("evidence", ())]
        evidence = [n for n, span in enumerate(spans) if any(span[0] < m[1] and m[0] < span[1] for m in marked)]
        cut = [text[start:end] for start, end in spans]
        yield from _of_text(f"own {split}", record["claim"], title, cut, evidence, record["label"], 1.0)


def _paragraphs(benchmarks: Path) -> dict[str, tuple[str, str]]:
    """Title and text of what the claims are written over."""
    found = {
        f"scifact/{one.id}": (one.title, " ".join(s.strip() for s in one.sentences))
        for one in scifact.abstracts(benchmarks)
    }
    counts: dict[str, int] = {}
    for paragraph in squad.squad2(benchmarks):
        number = counts.get(paragraph.title, 0)
        counts[paragraph.title] = number + 1
        found[f"squad2/{paragraph.title}/{number}"] = (paragraph.title.replace("_", " "), paragraph.text)
    return found


def _scifact(benchmarks: Path) -> Iterator[LabelledPair]:
    cut = {one.id: [s.strip() for s in one.sentences] for one in scifact.abstracts(benchmarks)}
    labels = {"SUPPORT": "support", "CONTRADICT": "contradict", "NEI": "neither"}
    for record in _records(benchmarks / "scifact" / "pairs_train.jsonl"):
        own = cut[str(record["doc_id"])]
        marked = {sentence.strip() for rationale in record["rationales"] for sentence in rationale}
        evidence = [n for n, sentence in enumerate(own) if sentence in marked]
        yield from _of_text(
            "SciFact train", record["claim"], record["title"], own, evidence, labels[record["label"]], 1.0
        )


def _wice(benchmarks: Path) -> Iterator[LabelledPair]:
    labels = {"supported": "support", "partially_supported": "partial"}
    for record in _records(benchmarks / "wice" / "train.jsonl"):
        if record["label"] in labels:
            evidence = record["supporting_sentences"][0]
            title = record["meta"]["claim_title"]
            label = labels[record["label"]]
            pairs = _of_text("WiCE train", record["claim"], title, record["evidence"], evidence, label, 0.5)
            yield from (pair for pair in pairs if label == "support" or not pair.bears)


def _captions(benchmarks: Path) -> Iterator[LabelledPair]:
    for pair in grounding.pairs(benchmarks, "cad_nli", "train"):
        if pair.label in ("support", "contradict"):
            yield LabelledPair(
                "CAD-NLI train", pair.claim, EvidenceText(pair.text), None, pair.label == "support", CAPTIONS
            )


def _of_text(
    source: str, claim: str, title: str, cut: Sequence[str], evidence: Sequence[int], label: str, weight: float
) -> Iterator[LabelledPair]:
    """The pairs of one claim with one text's sentences."""
    if label == "neither":
        evidence = ()
    for n in evidence:
        side = label == "support" if label in ("support", "contradict") else None
        own = None if source.startswith("WiCE") else side
        yield LabelledPair(source, claim, _evidence(cut, n, title), True, own, weight / len(evidence) ** 0.5)
    wanted = {stem(word) for word in content_words(claim)}
    others = [n for n in range(len(cut)) if n not in set(evidence)]
    nearest = sorted(others, key=lambda n: (-len(wanted & {stem(word) for word in content_words(cut[n])}), n))
    share = IDLE_ALONE if label == "neither" else IDLE_BESIDE
    for n in nearest[:IDLE]:
        yield LabelledPair(source, claim, _evidence(cut, n, title), False, None, weight * share)


def _evidence(cut: Sequence[str], n: int, title: str) -> EvidenceText:
    return EvidenceText(cut[n], cut[n - 1] if n else "", cut[n + 1] if n + 1 < len(cut) else "", title)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
    except (OSError, ValueError) as error:
        raise MaterialError(f"{path} can't be read as labelled claims: {error}") from error
