"""The verdicts suite: its measures, its baselines, and a whole run over tiny sets of our own making."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from evals.__main__ import main
from evals.cases import Anchor
from evals.claims import RULINGS, ClaimCase, Ruling
from evals.class_measures import accuracy, best_cut_between, f1, macro_f1
from evals.errors import MaterialError
from evals.gold.grounding import Pair, pairs, scifact_pairs
from evals.gold.table_claims import scitab
from evals.overlap import best_cosine, rouge_2
from evals.product.asking import Shown
from evals.product.verifying import Ruled, Sides
from evals.ruling_runs import Majority, RulingRun, Threshold
from evals.suites.verdict_sets import Scored, TableRuling, claims_of, pair_figures, table_figures, to_text
from evals.suites.verdicts import failures, figures
from indexer.encoder import HashingEncoder

LABELS = st.sampled_from(RULINGS)
TEXT = "A quay is worth what is landed on it in winter. It was rebuilt in 1887."


def case(label: Ruling, name: str = "c") -> ClaimCase:
    evidence = () if label == "not_found" else (Anchor("quay.md", span=Span(0, 47)),)
    return ClaimCase(name, "tune", "samples", "quay", "The quay earns its keep in winter.", label, None, evidence)


def run(label: Ruling, ruling: str, *, found: bool = True, name: str = "c") -> RulingRun:
    shown = (Shown("quay.md", 0, 10, TEXT[:10]),)
    return RulingRun(case(label, name), Ruled(ruling, 0.8, shown), (found,), "A quay (quay.md)")


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=12))
def test_all_right_is_one_and_any_wrong_is_less(rows: list[tuple[Ruling, Ruling]]) -> None:
    given_, right = [one for one, _ in rows], [two for _, two in rows]
    assert macro_f1(right, right, RULINGS).value == 1
    both = accuracy(given_, right).value, macro_f1(given_, right, RULINGS).value
    assert all(value is not None and (value == 1) == (given_ == right) for value in both)


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=12))
def test_intervals_hold_their_value_in_range(rows: list[tuple[Ruling, Ruling]]) -> None:
    interval = macro_f1([one for one, _ in rows], [two for _, two in rows], RULINGS)
    assert interval.low is not None and interval.high is not None
    assert 0 <= interval.low <= interval.high <= 1


def test_macro_f1_is_the_mean_over_the_classes_that_occur() -> None:
    right = ["supported", "supported", "not_found", "contradicted"]
    given_ = ["supported", "supported", "supported", "contradicted"]
    assert macro_f1(given_, right, RULINGS).value == pytest.approx((0.8 + 1 + 0) / 3)
    assert f1([True, True, True, False], [True, True, False, False]).value == pytest.approx(0.8)


def test_nothing_measured_is_no_figure() -> None:
    assert accuracy([], []).value is None
    assert figures([])[0].value is None


def test_the_best_cut_is_the_lowest_of_equals() -> None:
    assert best_cut_between([0.1, 0.4, 0.6], ["no", "yes", "yes"], "yes", "no") == 0.4
    assert best_cut_between([0.5], ["yes"], "yes", "no") == float("-inf")


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=8))
def test_rouge_2_of_a_text_with_itself_is_one(words: list[str]) -> None:
    assert rouge_2(" ".join(words), [" ".join(words)]) == 1
    assert rouge_2(" ".join(words), ["x y z"]) == 0


def test_rouge_2_counts_a_pair_as_often_as_it_stands() -> None:
    assert rouge_2("a b a b", ["a b"]) == pytest.approx(1 / 3)


def test_the_nearest_text_gives_the_cosine() -> None:
    encoder = HashingEncoder(64)
    assert best_cosine("the quay", ["a bee", "the quay"], encoder) == pytest.approx(1)
    assert best_cosine("the quay", [], encoder) == 0


def test_failures_are_worst_first_and_what_is_right_is_none() -> None:
    runs = [
        run("supported", "supported", name="right"),
        run("supported", "supported", found=False, name="elsewhere"),
        run("contradicted", "supported", name="reversed"),
        run("supported", "not_found", name="missed"),
        run("not_found", "supported", name="invented"),
        RulingRun(case("supported", "refused"), None),
    ]
    listed = failures(runs)
    assert [one.case for one in listed] == ["refused", "reversed", "invented", "missed", "elsewhere"]
    by_name = {one.measure: one.value for one in figures(runs)}
    assert by_name["accuracy"] == pytest.approx(2 / 6, abs=1e-4)
    assert by_name["evidence right"] == pytest.approx(3 / 5)
    assert by_name["right and shown"] == pytest.approx(1 / 5)
    assert by_name["support invented"] == 1


def test_baselines_learn_from_the_claims_for_tuning_alone() -> None:
    scores = {"near": [0.9, 0.2], "far": [0.1, 0.1]}
    shown = [Shown("quay.md", 0, 5, "A qua"), Shown("quay.md", 5, 9, "y is")]
    tune = [
        ClaimCase("1", "tune", "samples", "t", "near", "supported", None, (Anchor("quay.md", "A quay"),)),
        ClaimCase("2", "tune", "samples", "t", "far", "not_found", None, ()),
    ]
    ruler = Threshold(scores.__getitem__, shown, tune)
    assert ruler.ruled("near").ruling == "supported"
    assert ruler.ruled("near").evidence[0] == shown[0]
    assert ruler.ruled("far").ruling == "not_found"
    assert Majority(tune[:1]).ruled("any").ruling == "supported"


def scored(label: str, supports: float, contradicts: float, name: str = "1") -> Scored:
    pair = Pair(name, "The quay is old.", "Quays", "It is.", label)
    return Scored(pair, Sides(supports, contradicts), {"cosine": supports})


def test_the_two_sides_of_a_pair_make_its_class() -> None:
    rows = [scored("support", 0.9, 0.1), scored("contradict", 0.2, 0.7), scored("neutral", 0.2, 0.1)]
    for ways in (1, 2, 3):
        figures_ = pair_figures("set", rows if ways != 2 else rows[:2], ways)
        accuracy_ = figures_.systems[0].groups[0].figure("accuracy")
        assert accuracy_ is not None
        assert accuracy_.value == 1
        assert figures_.failures == ()
    wrong = pair_figures("set", [scored("support", 0.1, 0.9, "a"), scored("support", 0.1, 0.6, "b")], 3)
    assert [one.case for one in wrong.failures] == ["a", "b"]
    assert "said: contradict" in to_text([wrong])


def test_a_summary_is_as_many_claims_as_it_has_sentences() -> None:
    told = "the quay , built in 1887 , is old . mr. holm owns it . it costs 3.50 kroner"
    assert claims_of(told) == ("the quay , built in 1887 , is old .", "mr. holm owns it .", "it costs 3.50 kroner")
    assert claims_of("The quay is old. It is worn.") == ("The quay is old.", "It is worn.")
    assert claims_of("...") == ("...",)


@given(st.text(max_size=120))
def test_no_word_of_a_summary_is_lost(summary: str) -> None:
    def letters(text: str) -> str:
        return "".join(character for character in text if character.isalnum())

    assert letters("".join(claims_of(summary))) == letters(summary)


def test_a_table_set_tells_how_often_a_side_was_taken() -> None:
    rulings = [
        TableRuling("1", "c", "supported", "supported", 0.9),
        TableRuling("2", "c", "contradicted", "not_found", 0.5),
        TableRuling("3", "c", "supported", "contradicted", 0.7),
    ]
    product = table_figures("tables", rulings)
    values = {one.measure: one.value for one in product.systems[0].groups[0].figures}
    assert values["accuracy"] == pytest.approx(1 / 3, abs=1e-4)
    assert values["takes a side"] == pytest.approx(2 / 3, abs=1e-4)
    assert values["right where it does"] == 0.5
    assert [one.case for one in product.failures] == ["3"]


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    """Two public sets in their own form."""
    for name in ("grounding", "scifact", "scitab"):
        (tmp_path / name).mkdir()
    record = {"split": "dev", "claim": "The quay is old.", "evidence": "It was built in 1700. It is old."}
    labels = ["support", "partial", "unsupported"]
    lines = [{**record, "dataset": "wice", "id": str(n), "label": label} for n, label in enumerate(labels)]
    summary = {"dataset": "frank", "split": "valid", "claim": "it is old . it sank .", "evidence": record["evidence"]}
    lines += [{**summary, "id": str(n), "label": label} for n, label in enumerate(["support", "unsupported"])]
    packed = lzma.compress("".join(json.dumps(line) + "\n" for line in lines).encode())
    (tmp_path / "grounding" / "pairs.jsonl.xz").write_bytes(packed)
    abstract = {"claim": "Bees sleep.", "title": "Bees", "abstract": "Bees do not sleep. They rest."}
    rows = [
        {**abstract, "id": n, "doc_id": 7, "label": label} for n, label in enumerate(["SUPPORT", "CONTRADICT", "NEI"])
    ]
    (tmp_path / "scifact" / "pairs_dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    table = {
        "paper": "Harbours",
        "table_caption": "Table 1: Tonnes by harbour",
        "table_column_names": ["Harbour", "Tonnes"],
        "table_content_values": [["Ostby", "4120"], ["Vikmo", "[BOLD] 3015"]],
        "table_id": "t",
    }
    claims = [("Ostby handled 4120 tonnes.", "supports"), ("Vikmo handled 9999 tonnes.", "refutes")]
    content = [{**table, "id": str(n), "claim": claim, "label": label} for n, (claim, label) in enumerate(claims)]
    (tmp_path / "scitab" / "sci_tab.json").write_text(json.dumps(content), "utf-8")
    return tmp_path


def test_public_sets_are_read(benchmarks: Path) -> None:
    assert [one.label for one in pairs(benchmarks, "wice", "dev")] == ["support", "partial", "unsupported"]
    assert [one.label for one in scifact_pairs(benchmarks, "dev")] == ["support", "contradict", "neutral"]
    (table,) = scitab(benchmarks)
    assert "| Vikmo | 3015 |" in table.text
    assert [label for _, label in table.claims] == ["supported", "contradicted"]


def test_a_set_that_is_missing_is_one_clear_line(benchmarks: Path) -> None:
    with pytest.raises(MaterialError, match="holds no pairs of frank test"):
        pairs(benchmarks, "frank", "test")


@pytest.mark.slow
def test_the_suite_runs_over_the_samples_and_public_sets(
    benchmarks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PINCITE_ENCODER", "hashing-64")
    results = tmp_path / "results.json"
    arguments = ["verdicts", "--library", str(tmp_path / "library"), "--json", str(results)]
    public = ["--benchmarks", str(benchmarks), "--set", "scifact", "wice", "frank", "scitab"]
    assert main([*arguments, *public, "--html", str(tmp_path / "page.html")]) == 0
    told = capsys.readouterr().out
    for expected in (
        "macro-F1",
        "ROUGE-2 overlap",
        "wrong number",
        "scifact: 3 pairs",
        "ROUGE-2 by sentences",
        "scitab: 2 statements",
    ):
        assert expected in told
    first = results.read_bytes()
    assert main([*arguments, "--last", str(results)]) == 0
    assert results.read_bytes() == first
    assert "nothing changed" in capsys.readouterr().out
    assert "support invented" in (tmp_path / "page.html").read_text(encoding="utf-8")
