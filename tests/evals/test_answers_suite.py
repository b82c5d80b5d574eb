import json
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bibliography.record import Record
from corpus.document import Document, Page, Span
from evals.__main__ import main
from evals.calibrating import FEATURES, calibrated, decide, logistic
from evals.cases import KINDS, SPLITS, Anchor, Case, Part, grounding_cases, load_cases
from evals.errors import CaseError
from evals.failures import failures, is_right
from evals.matching import Place, occurrences
from evals.measures import Judged, JudgedQuote
from evals.product.asking import Shown
from evals.report import from_json
from evals.runs import CaseRun, Response
from evals.suites.answers import is_verbatim
from service.ask.abstention import Evidence

TEXTS = {
    "bees.txt": "Bees\n\nA honeybee colony keeps its brood at thirty-five degrees. Drones leave the hive in autumn.\n",
    "tides.txt": "Tides\n\nThe moon raises two tides a day. Spring tides\nfollow the full moon. Neap tides are low.\n",
    "glass.txt": "Glass\n\nGlass is made of sand, soda and lime. Lead makes it heavier and brighter.\n",
}


def record(
    case: str, question: str, *anchors: tuple[str, str], split: str = "report", **more: object
) -> dict[str, object]:
    answers = [{"doc": doc, "anchor": anchor} for doc, anchor in anchors]
    kind = "answerable" if answers else "unanswerable"
    return {"id": case, "split": split, "kind": kind, "question": question, "answers": answers, "note": "", **more}


BEES = record("bees", "How warm does a honeybee colony keep its brood?", ("bees.txt", "thirty-five degrees"))
TIDES = record("tides", "When do spring tides follow the moon?", ("tides.txt", "Spring tides follow the full moon"))
GLASS = record("glass", "Glass made of sand, soda and lime?", ("glass.txt", "made of sand"), split="tune")
TRAINS = record("trains", "Which railway carried Prussian grenadiers in 1866?")
SHIPS = record("ships", "Whose frigate sank off Valparaiso in 1866?", split="tune")


SHOWN = Shown("a.txt", 0, 3, "one")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PINCITE_ENCODER", "hashing-64")
    (tmp_path / "sources").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "sources" / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, cases: Sequence[dict[str, object]], *more: str) -> int:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    return main(["answers", "--cases", str(path), "--sources", str(folder / "sources"), *more])


def test_cases_are_asked_judged_and_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results, page = folder / "results.json", folder / "results.html"
    assert run(folder, [BEES, TIDES, GLASS, TRAINS], "--json", str(results), "--html", str(page)) == 0
    report = from_json(results)
    assert [system.name for system in report.systems] == [
        "pincite",
        "without the ranker",
        "always answering",
        "top passage copied",
        "BM25 alone",
        "dense alone",
    ]
    assert report.right.keys() == {"bees", "tides", "trains"}
    everything, *kinds = report.systems[0].groups
    assert [(kind.kind, kind.cases) for kind in (everything, *kinds)] == [
        ("all", 3),
        ("answerable", 2),
        ("unanswerable", 1),
    ]
    ranked = everything.figure("rank@1")
    assert ranked is not None
    assert ranked.value == 1
    verbatim = [system.groups[0].figure("verbatim") for system in report.systems]
    assert all(figure is not None and figure.value in (1, None) for figure in verbatim)
    for baseline in report.systems[2:]:
        recall = baseline.groups[0].figure("abstention recall")
        assert recall is not None
        assert recall.value == 0, baseline.name
    assert "rank@1" in capsys.readouterr().out
    assert "<svg" in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_same_cases_give_the_same_bytes(folder: Path) -> None:
    outputs = []
    for number in (1, 2):
        path = folder / f"{number}.json"
        assert run(folder, [BEES, TIDES, TRAINS], "--json", str(path)) == 0
        outputs.append(path.read_bytes())
    assert outputs[0] == outputs[1]


@pytest.mark.slow
def test_a_library_that_is_kept_gives_the_same(folder: Path) -> None:
    library = folder / "library"
    first, second = folder / "1.json", folder / "2.json"
    assert run(folder, [BEES, TRAINS], "--library", str(library), "--json", str(first)) == 0
    assert run(folder, [BEES, TRAINS], "--library", str(library), "--json", str(second), "--last", str(first)) == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.slow
def test_the_split_chooses_the_cases(folder: Path) -> None:
    path = folder / "results.json"
    for split, expected in (("tune", {"glass", "ships"}), ("all", {"bees", "glass", "ships"})):
        assert run(folder, [BEES, GLASS, SHIPS], "--split", split, "--json", str(path)) == 0
        assert from_json(path).right.keys() == expected


@pytest.mark.slow
def test_a_lost_anchor_counts_against_the_product_and_is_listed_first(folder: Path) -> None:
    lost = record("lost", "How warm does a honeybee colony keep its brood?", ("bees.txt", "forty degrees"))
    path = folder / "results.json"
    assert run(folder, [BEES, lost], "--json", str(path)) == 0
    report = from_json(path)
    assert report.failures[0].case == "lost"
    assert "an anchor doesn't stand in the document" in report.failures[0].what
    assert report.failures[0].wanted == ("forty degrees (bees.txt)",)
    ranked = report.systems[0].groups[0].figure("rank@1")
    assert ranked is not None
    assert ranked.value == 0.5


@pytest.mark.slow
def test_a_case_that_can_not_be_asked_is_missed_and_scores_zero(folder: Path) -> None:
    path = folder / "results.json"
    mute = record("mute", "???", ("bees.txt", "thirty-five degrees"))
    assert run(folder, [BEES, mute], "--json", str(path)) == 0
    report = from_json(path)
    assert report.right["mute"] is False
    assert report.failures[0].what.startswith("it has no answer at all")
    ranked = report.systems[0].groups[0].figure("rank@1")
    assert ranked is not None
    assert (ranked.value, ranked.of) == (0.5, 2)


@pytest.mark.parametrize(
    ("case", "message"),
    [
        (record("x", "What?", ("nowhere.txt", "bees")), "nowhere.txt"),
        (record("x", "What?", ("bees.txt", " ")), "an anchor is empty"),
        (record("x", "What?", split="train"), "'train' is none of tune, report"),
        (record("x", "What?", kind="table"), "a case of kind 'table' has 0 answers"),
        ({"id": "x"}, "KeyError: 'split'"),
    ],
)
def test_a_case_that_makes_no_sense_fails_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], case: dict[str, object], message: str
) -> None:
    assert run(folder, [case]) == 1
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_two_cases_of_one_id_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, [BEES, BEES]) == 1
    assert "two cases have the id 'bees'" in capsys.readouterr().err


def test_a_document_that_can_not_be_added_stops_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sources" / "empty.txt").write_text("", encoding="utf-8")
    assert run(folder, [BEES]) == 1
    assert "empty.txt" in capsys.readouterr().err


@pytest.mark.slow
def test_fitting_prints_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tune = [{**case, "split": "tune"} for case in (BEES, TIDES, GLASS, TRAINS, SHIPS)]
    assert run(folder, tune, "--fit") == 0
    printed = capsys.readouterr().out
    assert "abstention, on 5 tuning cases" in printed
    assert "Calibration(" in printed
    assert "neighbour" in printed


@pytest.mark.slow
def test_fitting_sees_no_reported_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, [BEES, TIDES, TRAINS, GLASS, SHIPS], "--fit") == 0
    assert "abstention, on 2 tuning cases" in capsys.readouterr().out


def test_the_cases_that_come_along() -> None:
    cases = load_cases(grounding_cases())
    assert len(cases) >= 40
    assert {case.kind for case in cases} <= set(KINDS)
    for split in SPLITS:
        of_split = load_cases(grounding_cases(), [split])
        assert {case.answerable for case in of_split} == {True, False}


@given(st.lists(st.text("abc.(*", min_size=1, max_size=4), min_size=1, max_size=6), st.integers(0, 5), st.data())
def test_an_anchor_is_found_whatever_the_white_space(words: list[str], before: int, data: st.DataObject) -> None:
    gaps = st.sampled_from([" ", "\n", " \n\t", "\u00a0"])
    middle = "".join(word + data.draw(gaps) for word in words).rstrip()
    text = "x" * before + "|" + middle + "|" + middle
    assert occurrences(text, " ".join(words)) == (
        Span(before + 1, before + 1 + len(middle)),
        Span(before + 2 + len(middle), before + 2 + 2 * len(middle)),
    )
    assert occurrences(text, "zebra") == ()


def test_places_of_different_documents_never_overlap() -> None:
    assert Place("a", Span(0, 5)).overlaps(Place("a", Span(4, 9)))
    assert not Place("a", Span(0, 5)).overlaps(Place("a", Span(5, 9)))
    assert not Place("a", Span(0, 5)).overlaps(Place("b", Span(0, 5)))


def test_a_quotation_is_verbatim_only_with_its_text_its_place_and_its_page() -> None:
    text = "One sentence. Another one."
    pages = (Page(1, (Span(0, 14),)), Page(2, (Span(14, 26),)))
    document = Document("a.txt", "0" * 64, "text/plain", text, Record(), pages)
    quote = replace(SHOWN, start=14, end=26, text="Another one.", page=2)
    assert is_verbatim(quote, document)
    assert is_verbatim(replace(quote, page=None), replace(document, pages=()))
    for change in ({"text": "Another one!"}, {"start": 13}, {"end": 25}, {"page": 1}, {"page": None}):
        assert not is_verbatim(replace(quote, **change), document)
    assert not is_verbatim(replace(quote, start=14, end=14, text=""), document)


def test_failures_are_listed_worst_first() -> None:
    parts = (Part((Anchor("a.txt", "one"),)),)
    good, beside = JudgedQuote(frozenset({0}), True), JudgedQuote(frozenset(), True)
    judged = {
        "fine": Judged(1, (good,)),
        "beside": Judged(1, (good, beside)),
        "late": Judged(1, (beside, good)),
        "silent": Judged(1, abstained=True),
        "wrong": Judged(1, (beside,)),
        "bold": Judged(0, (beside,)),
        "forged": Judged(1, (JudgedQuote(frozenset({0}), False),)),
        "missed": Judged(1, missed=True),
    }
    runs = [
        CaseRun(
            Case(name, "report", "answerable", "?", (), parts if one.parts else ()),
            None if one.missed else Response(tuple(SHOWN for _ in one.quotes), one.abstained),
            one,
        )
        for name, one in judged.items()
    ]
    listed = [failure.case for failure in failures(runs)]
    assert listed == ["missed", "forged", "bold", "wrong", "silent", "late", "beside"]
    assert [name for name, one in judged.items() if is_right(one)] == ["fine", "beside", "forged"]


def test_the_calibration_learns_what_tells_the_cases_apart() -> None:
    plain: dict[Any, Any] = {"tuple[str, ...]": (), "bool": False}
    same: dict[str, Any] = {field.name: plain.get(field.type, 0.5) for field in fields(Evidence)}
    evidence = [Evidence(**{**same, "cosine": 0.2 + 0.05 * i}) for i in range(12)]
    fitted = calibrated(evidence, [i >= 6 for i in range(12)])
    assert fitted.calibration.cosine > 0
    right = {decided.name: decided.right for decided in fitted.decided}
    assert right["always answering"] == 6 / 12
    assert right["fitted"] == 1
    assert right["left out, 0.5"] >= 10 / 12
    assert {getattr(fitted.calibration, name) for name in FEATURES if name != "cosine"} == {0}


def test_decisions_computed_by_hand() -> None:
    decided = decide("x", [True, True, False, False, False], [True, False, True, False, False])
    assert (decided.right, decided.precision, decided.recall) == (3 / 5, 2 / 3, 2 / 3)
    assert decide("x", [True], [True]).precision is None


def test_the_calibration_weighs_every_kind_of_evidence() -> None:
    assert set(FEATURES) <= set(Evidence.__dataclass_fields__)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1000), st.floats(0.5, 4), st.floats(-3, 3))
def test_a_logistic_fit_does_not_depend_on_the_scale_of_its_features(seed: int, scale: float, shift: float) -> None:
    numbers = np.random.default_rng(seed)
    features = numbers.normal(size=(30, 2))
    labels = (features[:, 0] + numbers.normal(size=30) > 0).astype(float)
    weights, bias = logistic(features, labels, [1, 1])
    scaled, moved = logistic(features * scale + shift, labels, [1, 1])
    assert np.allclose(scaled * scale, weights, atol=1e-4)
    assert np.allclose(moved + (scaled * shift).sum(), bias, atol=1e-4)


@pytest.mark.slow
def test_the_sample_literature_with_the_real_model(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    assert main(["answers", "--json", str(path)]) == 0
    report = from_json(path)
    assert report.encoder == "all-MiniLM-L6-v2@int8"
    verbatim = report.systems[0].groups[0].figure("verbatim")
    assert verbatim is not None
    assert verbatim.value == 1
    assert [failure.case for failure in report.failures if "an anchor" in failure.what] == []


def test_loading_cases_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(BEES) + "\n\n{not json\n", encoding="utf-8")
    with pytest.raises(CaseError, match="line 3"):
        load_cases(path)
    with pytest.raises(CaseError, match="can't be read"):
        load_cases(tmp_path / "missing.jsonl")
