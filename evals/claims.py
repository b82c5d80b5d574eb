"""Claims: statements as a manuscript's author would write them, with the verdict that the literature gives on them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from evals.case_checks import word_runs
from evals.cases import SPLITS, Anchor, Split, anchor_of, one_of
from evals.errors import CaseError

Ruling = Literal["supported", "contradicted", "partly_supported", "not_found"]
Source = Literal["samples", "literature"]
Change = Literal[
    "number",
    "unit",
    "year",
    "name",
    "place",
    "negation",
    "direction",
    "quantifier",
    "scope",
    "hedge",
    "cause",
    "attribution",
    "role",
]
"""The one point in which a contradicted claim is wrong."""

RULINGS: tuple[Ruling, ...] = get_args(Ruling)
SOURCES: tuple[Source, ...] = get_args(Source)
CHANGES: tuple[Change, ...] = get_args(Change)


@dataclass(frozen=True)
class ClaimCase:
    """A claim over one of the two bodies of text, and the places that settle it; nothing settles one not found.

    Any one of the places of `evidence` is enough.
    """

    id: str
    split: Split
    source: Source
    theme: str
    claim: str
    label: Ruling
    change: Change | None
    evidence: tuple[Anchor, ...]


def claim_cases() -> Path:
    """The claims that come with the evals."""
    return Path(__file__).resolve().parent / "cases" / "claims.jsonl"


def load_claims(path: Path, source: str, splits: Sequence[str] = SPLITS) -> tuple[ClaimCase, ...]:
    """The claims of these splits over one body of text, in the file's order; raises CaseError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} can't be read: {error}") from error
    claims = [_claim(f"{path}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    return tuple(claim for claim in claims if claim.source == source and claim.split in splits)


def _claim(where: str, line: str) -> ClaimCase:
    try:
        claim = _read(json.loads(line))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CaseError(f"{where}: {type(error).__name__}: {error}") from error
    if (claim.label == "not_found") == bool(claim.evidence):
        raise CaseError(f"{where}: a claim that is {claim.label} has {len(claim.evidence)} places of evidence")
    if (claim.label == "contradicted") != (claim.change is not None):
        raise CaseError(f'{where}: "change" says what is wrong with a contradicted claim, and with no other')
    return claim


def _read(record: Mapping[str, Any]) -> ClaimCase:
    return ClaimCase(
        id=str(record["id"]),
        split=one_of(record["split"], SPLITS),
        source=one_of(record["source"], SOURCES),
        theme=str(record["theme"]),
        claim=str(record["claim"]),
        label=one_of(record["label"], RULINGS),
        change=one_of(record["change"], CHANGES) if "change" in record else None,
        evidence=tuple(anchor_of(place) for place in record["evidence"]),
    )


def claim_faults(claims: Sequence[ClaimCase], texts: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with claims over texts that are not ours, a line each; `texts` gives each text by its name."""
    runs = frozenset(run for text in texts.values() for run in word_runs(text))
    return tuple(fault for claim in claims for fault in _faults(claim, texts, runs)) + tuple(_split_faults(claims))


def _faults(claim: ClaimCase, texts: Mapping[str, str], runs: frozenset[tuple[str, ...]]) -> Iterator[str]:
    for anchor in claim.evidence:
        text = texts.get(anchor.doc)
        if text is None:
            yield f"{claim.id}: {anchor.doc} is none of the texts"
        elif anchor.span is None:
            yield f"{claim.id}: its places must be given by offsets, since no words of the texts may stand here"
        elif anchor.span.end > len(text) or not anchor.span.of(text).strip():
            yield f"{claim.id}: nothing stands at {anchor} of {anchor.doc}"
    copied = next((run for run in word_runs(claim.claim) if run in runs), None)
    if copied:
        yield f"{claim.id}: copies a text: “{' '.join(copied)}”"


def _split_faults(claims: Sequence[ClaimCase]) -> Iterator[str]:
    """Themes, and places, that stand in both splits: figures must not be chosen on what is reported."""
    splits: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for name in (f"the theme {claim.theme!r}", *(f"{anchor} of {anchor.doc}" for anchor in claim.evidence)):
            splits[name].add(claim.split)
    for name, found in sorted(splits.items()):
        if len(found) > 1:
            yield f"{name} stands in both splits"
