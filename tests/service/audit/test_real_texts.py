"""Over four real texts that were read for repetitions: what readers found is found, and little else."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.read import read
from indexer.library import Library
from indexer.sentence_encoder import SentenceEncoder
from service.audit.auditor import Auditor

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
LITERATURE = SHARED / "literature" / "txt"

REPEATED = (
    ("001", 5281, 2754), ("001", 6132, 3644), ("002", 6674, 74), ("003", 7031, 4210), ("003", 32788, 28557),
    ("003", 45926, 42853), ("003", 51315, 48918), ("003", 52293, 49676),
)  # fmt: skip
"""The text, where the passage stands again, and where it stands first."""


@pytest.mark.slow
@pytest.mark.skipif(not LITERATURE.is_dir(), reason="needs the literature beside the checkout (../shared)")
def test_what_readers_found_repeated(tmp_path):
    with Library(tmp_path, SentenceEncoder(models=tmp_path / "models"), create=True) as library:
        for path in sorted(LITERATURE.glob("*.txt")):
            document = read(path)
            library.put(document, path, state=document.digest)
        audit = Auditor(library, ()).audit()
    found = [finding for finding in audit.findings if finding.type in {"duplicate_paragraph", "duplicate_claim"}]
    hits = {place for place in REPEATED for finding in found if _is(finding, *place)}
    told = [finding for finding in found if any(_is(finding, *place) for place in REPEATED)]
    assert len(hits) >= 0.85 * len(REPEATED)
    assert len(told) >= 0.85 * len(found)


def _is(finding, prefix, again, first):
    spans = [(finding.span.start, finding.span.end), *((place.start, place.end) for place in finding.related)]
    return finding.holding.name.startswith(prefix) and all(
        any(start <= place < end for start, end in spans) for place in (again, first)
    )
