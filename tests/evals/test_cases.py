"""The cases over the sample literature: every place that they name exists, and the two splits share no passage."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document, Span
from corpus.reading.read import read
from evals.matching import occurrences
from indexer.passages import passages

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
CASES = ROOT / "evals" / "cases"
Place = dict[str, Any]

FINDINGS = frozenset(
    {
        "unsupported_citation",
        "contradicted_citation",
        "misattribution",
        "altered_quotation",
        "fabricated_quotation",
        "missing_reference",
        "uncited_reference",
        "duplicate_reference",
        "year_mismatch",
        "number_table_mismatch",
        "percentage_mismatch",
        "shares_not_100",
        "duplicate_row",
        "duplicate_table",
        "placeholder_cell",
        "table_conflict",
        "duplicate_paragraph",
        "duplicate_claim",
        "copied_text",
        "uncited_claim",
        "secondary_citation",
        "duplicate_document",
    }
)


def load(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


GROUNDING = load("grounding.jsonl")
FAULTS = load("faults.jsonl")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    paths = [path for path in SAMPLES.iterdir() if path.suffix in {".pdf", ".md", ".docx"}]
    return {path.name: read(path) for path in sorted(paths)}


def answer_places(case: dict[str, Any]) -> Iterator[Place]:
    for part in case["answers"]:
        yield part
        yield from part.get("or", ())


def spans(place: Place, document: Document) -> list[Span]:
    """Where the anchor stands in the text, white space and soft hyphens aside."""
    words = (r"[\s\u00ad]+" if space else r"\u00ad*".join(map(re.escape, run)) for space, run in _runs(place["anchor"]))
    return [Span(*match.span()) for match in re.finditer("".join(words), document.text)]


def _runs(anchor: str) -> Iterator[tuple[bool, str]]:
    for run in re.findall(r"\s+|\S+", anchor):
        yield run.isspace(), run


def test_ids_are_unique() -> None:
    ids = [case["id"] for case in GROUNDING + FAULTS]
    assert len(ids) == len(set(ids))


def test_questions_are_unique() -> None:
    assert len({case["question"].casefold() for case in GROUNDING}) == len(GROUNDING)


def test_there_are_enough_questions_of_each_kind() -> None:
    kinds = Counter(case["kind"] for case in GROUNDING)
    least = {"answerable": 20, "table": 8, "attribution": 8, "comparison": 6, "unanswerable": 18, "off-topic": 10}
    assert kinds.keys() == least.keys()
    assert all(kinds[kind] >= number for kind, number in least.items()), kinds


def test_the_splits_are_halves_and_have_every_kind() -> None:
    tune, report = ([case["kind"] for case in GROUNDING if case["split"] == split] for split in ("tune", "report"))
    assert len(tune) + len(report) == len(GROUNDING)
    assert abs(len(tune) - len(report)) <= 4
    assert all(Counter(tune)[kind] >= 4 and Counter(report)[kind] >= 4 for kind in set(tune) | set(report))


def test_a_theme_stands_in_one_split() -> None:
    assert len({case["theme"] for case in GROUNDING}) == len({(case["theme"], case["split"]) for case in GROUNDING})


def test_only_unanswerable_questions_have_no_answer() -> None:
    for case in GROUNDING:
        parts = {"unanswerable": 0, "off-topic": 0, "comparison": 2}.get(case["kind"], 1)
        assert len(case["answers"]) == parts, case["id"]


@pytest.mark.parametrize("case", GROUNDING, ids=lambda case: str(case["id"]))
def test_answers_stand_in_the_documents(case: dict[str, Any], documents: dict[str, Document]) -> None:
    for place in answer_places(case):
        assert_found(place, documents)


@pytest.mark.parametrize("case", GROUNDING, ids=lambda case: str(case["id"]))
def test_an_anchor_lies_in_one_passage(case: dict[str, Any], documents: dict[str, Document]) -> None:
    """Else a quotation of the passage beside the right one would count as right."""
    for place in answer_places(case):
        spans = occurrences(documents[place["doc"]].text, place["anchor"])
        found = passages(documents[place["doc"]])
        assert any(sum(p.span.overlaps(span) for p in found) == 1 for span in spans), place


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: str(case["id"]))
def test_faults_stand_in_the_documents(case: dict[str, Any], documents: dict[str, Document]) -> None:
    for place in (case, *case["related"]):
        assert_found(place, documents)


def assert_found(place: Place, documents: dict[str, Document]) -> None:
    assert len(re.findall(r"[^\s|]+", place["anchor"])) >= 3, place
    found = len(spans(place, documents[place["doc"]]))
    assert found >= 2 and place["occurrence"] <= found if "occurrence" in place else found == 1, (found, place)


def test_no_sentence_answers_questions_of_both_splits(documents: dict[str, Document]) -> None:
    homes: dict[tuple[str, Span], set[str]] = {}
    for case in GROUNDING:
        for place in answer_places(case):
            document = documents[place["doc"]]
            [span, *_] = spans(place, document)
            for sentence in document.sentences:
                if sentence.overlaps(span) and document.table_at(sentence.start) is None:
                    homes.setdefault((place["doc"], sentence), set()).add(case["split"])
    shared = [sentence.of(documents[name].text) for (name, sentence), splits in homes.items() if len(splits) > 1]
    assert not shared


def test_every_kind_of_finding_but_one_is_planted() -> None:
    planted = {case["type"] for case in FAULTS if case["verdict"] == "problem"}
    assert planted == FINDINGS - {"duplicate_document"}, "the samples hold no work twice"


def test_as_many_places_are_in_order_as_are_not() -> None:
    verdicts = Counter(case["verdict"] for case in FAULTS)
    assert verdicts.keys() == {"problem", "ok"}
    assert verdicts["ok"] >= verdicts["problem"] >= 30


def test_places_in_order_have_a_known_type() -> None:
    assert {case["type"] for case in FAULTS} <= FINDINGS
