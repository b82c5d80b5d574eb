"""The claims: that they are sound, that their places exist, and that they hold nothing of texts that are not ours."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading.read import read
from evals.annotations import audit_cases
from evals.asked import text_of
from evals.case_checks import word_runs
from evals.cases import checked_sources, literature_cases
from evals.claims import CHANGES, ClaimCase, claim_cases, claim_faults, load_claims
from evals.errors import CaseError
from evals.matching import places_of

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
LITERATURE = Path(__file__).resolve().parents[3] / "shared" / "literature" / "txt"
TEXT = "Kilns\n\nA tunnel kiln fires bricks at a thousand degrees for two days.\n"


def line(**more: object) -> str:
    record = {
        "id": "claim-1",
        "split": "tune",
        "source": "literature",
        "theme": "heat",
        "claim": "Ovens get hot.",
        "label": "supported",
        "evidence": [{"doc": "kilns.txt", "start": 7, "end": 20}],
    }
    return json.dumps({**record, **more}) + "\n"


def loaded(tmp_path: Path, *lines: str) -> tuple[ClaimCase, ...]:
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    return load_claims(path, "literature")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {path.name: read(path) for path in sorted(SAMPLES.iterdir()) if path.suffix in {".pdf", ".md", ".docx"}}


def test_there_are_enough_of_each_kind() -> None:
    claims = [one for source in ("samples", "literature") for one in load_claims(claim_cases(), source)]
    labels = Counter(one.label for one in claims)
    assert len(claims) >= 220
    assert labels["supported"] / len(claims) == pytest.approx(0.4, abs=0.06)
    assert labels["contradicted"] / len(claims) == pytest.approx(0.3, abs=0.06)
    assert labels["not_found"] / len(claims) == pytest.approx(0.3, abs=0.06)
    assert {one.change for one in claims if one.change} == set(CHANGES)
    assert len({one.id for one in claims}) == len(claims)
    assert len({one.claim for one in claims}) == len(claims)


@pytest.mark.parametrize("split", ["tune", "report"])
def test_each_split_has_every_label_of_both_texts(split: str) -> None:
    for source in ("samples", "literature"):
        labels = {one.label for one in load_claims(claim_cases(), source, [split])}
        assert labels == {"supported", "contradicted", "partly_supported", "not_found"}


def test_every_place_in_the_samples_exists(documents: dict[str, Document]) -> None:
    for claim in load_claims(claim_cases(), "samples"):
        for anchor in claim.evidence:
            assert places_of(anchor, documents.__getitem__), f"{claim.id}: {anchor} is not in {anchor.doc}"


def test_no_claim_copies_the_samples_evidence(documents: dict[str, Document]) -> None:
    """Paraphrase is the point; a place of a table is short and may be met."""
    runs = {run for document in documents.values() for run in word_runs(document.text)}
    for claim in load_claims(claim_cases(), "samples"):
        assert not any(run in runs for run in word_runs(claim.claim)), claim.id


@pytest.mark.skipif(not LITERATURE.is_dir(), reason="the texts don't come along: the literature's folder is needed")
def test_claims_and_notes_over_the_literature_are_sound() -> None:
    texts = text_of(checked_sources(literature_cases(), LITERATURE))
    assert claim_faults(load_claims(claim_cases(), "literature"), texts) == ()
    runs = {run for text in texts.values() for run in word_runs(text)}
    manuscripts = audit_cases().parent / "manuscripts"
    for path in (audit_cases(), claim_cases(), *sorted(manuscripts.iterdir())):
        assert not [run for run in word_runs(path.read_text(encoding="utf-8")) if run in runs], path.name


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"label": "not_found"}, "1 places of evidence"),
        ({"evidence": []}, "0 places of evidence"),
        ({"label": "contradicted"}, "says what is wrong"),
        ({"change": "year"}, "says what is wrong"),
        ({"label": "true"}, "'true' is none of"),
        ({"evidence": [{"doc": "kilns.txt", "anchor": " "}]}, "an anchor is empty"),
    ],
)
def test_an_unsound_claim_is_one_clear_line(tmp_path: Path, more: dict[str, object], told: str) -> None:
    with pytest.raises(CaseError, match=told):
        loaded(tmp_path, line(**more))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"evidence": [{"doc": "kilns.txt", "start": 7, "end": 900}]}, "nothing stands at"),
        ({"evidence": [{"doc": "kilns.txt", "anchor": "tunnel kiln"}]}, "given by offsets"),
        ({"evidence": [{"doc": "other.txt", "start": 0, "end": 4}]}, "none of the texts"),
        ({"claim": "A tunnel kiln fires bricks at a thousand degrees."}, "copies a text"),
    ],
)
def test_faults_are_told(tmp_path: Path, more: dict[str, object], told: str) -> None:
    (fault,) = claim_faults(loaded(tmp_path, line(**more)), {"kilns.txt": TEXT})
    assert told in fault


def test_a_theme_and_a_place_stay_in_one_split(tmp_path: Path) -> None:
    found = claim_faults(loaded(tmp_path, line(), line(id="claim-2", split="report")), {"kilns.txt": TEXT})
    assert len(found) == 2
    assert all("both splits" in fault for fault in found)
